#include "server/service/methods.h"

#include "server/service/access.h"
#include "server/service/account.h"
#include "server/service/buddy.h"
#include "server/service/caseload.h"
#include "server/service/household.h"
#include "server/service/import.h"
#include "server/service/match.h"
#include "server/service/organisation.h"
#include "server/service/session.h"
#include "server/service/situation.h"
#include "server/service/track.h"

namespace kansrijk::service {

rpc::MethodTable Methods() {
  rpc::MethodTable table;
  table.Add("kansrijk.v1.AccessService.ListAccessRecords", &ListAccessRecords);
  table.Add("kansrijk.v1.AccountService.CreateAccount", &CreateAccount);
  table.Add("kansrijk.v1.AccountService.DisableAccount", &DisableAccount);
  table.Add("kansrijk.v1.AccountService.IssueToken", &IssueToken);
  table.Add("kansrijk.v1.AccountService.ListAccounts", &ListAccounts);
  table.Add("kansrijk.v1.AccountService.Whoami", &Whoami);
  table.Add("kansrijk.v1.BuddyService.CreateBuddy", &CreateBuddy);
  table.Add("kansrijk.v1.BuddyService.GetBuddy", &GetBuddy);
  table.Add("kansrijk.v1.BuddyService.ListBuddies", &ListBuddies);
  table.Add("kansrijk.v1.BuddyService.UpdateBuddy", &UpdateBuddy);
  table.Add("kansrijk.v1.CaseloadService.GetCaseload", &GetCaseload);
  table.Add("kansrijk.v1.HouseholdService.CreateHousehold", &CreateHousehold);
  table.Add("kansrijk.v1.HouseholdService.CreateMember", &CreateMember);
  table.Add("kansrijk.v1.HouseholdService.GetHousehold", &GetHousehold);
  table.Add("kansrijk.v1.HouseholdService.GetMember", &GetMember);
  table.Add("kansrijk.v1.HouseholdService.ListHouseholds", &ListHouseholds);
  table.Add("kansrijk.v1.HouseholdService.ListMembers", &ListMembers);
  table.Add("kansrijk.v1.HouseholdService.SearchHouseholds", &SearchHouseholds);
  table.Add("kansrijk.v1.HouseholdService.UpdateHousehold", &UpdateHousehold);
  table.Add("kansrijk.v1.HouseholdService.UpdateMember", &UpdateMember);
  table.Add("kansrijk.v1.ImportService.AddImportChunk", &AddImportChunk);
  table.Add("kansrijk.v1.ImportService.CommitImport", &CommitImport);
  table.Add("kansrijk.v1.ImportService.CreateImport", &CreateImport);
  table.Add("kansrijk.v1.ImportService.GetImport", &GetImport);
  table.Add("kansrijk.v1.ImportService.ListImportFindings", &ListImportFindings);
  table.Add("kansrijk.v1.MatchService.CreateMatch", &CreateMatch);
  table.Add("kansrijk.v1.MatchService.GetMatch", &GetMatch);
  table.Add("kansrijk.v1.MatchService.ListMatches", &ListMatches);
  table.Add("kansrijk.v1.MatchService.TransitionMatch", &TransitionMatch);
  table.Add("kansrijk.v1.OrganisationService.CreateOrganisation", &CreateOrganisation);
  table.Add("kansrijk.v1.OrganisationService.GetOrganisation", &GetOrganisation);
  table.Add("kansrijk.v1.OrganisationService.ListOrganisations", &ListOrganisations);
  table.Add("kansrijk.v1.OrganisationService.UpdateOrganisation", &UpdateOrganisation);
  table.Add("kansrijk.v1.SessionService.AmendSession", &AmendSession);
  table.Add("kansrijk.v1.SessionService.GetSession", &GetSession);
  table.Add("kansrijk.v1.SessionService.ListSessions", &ListSessions);
  table.Add("kansrijk.v1.SessionService.LogSession", &LogSession);
  table.Add("kansrijk.v1.SituationService.ListSituations", &ListSituations);
  table.Add("kansrijk.v1.SituationService.RecordSituation", &RecordSituation);
  table.Add("kansrijk.v1.TrackService.CreateTrack", &CreateTrack);
  table.Add("kansrijk.v1.TrackService.GetTrack", &GetTrack);
  table.Add("kansrijk.v1.TrackService.ListTracks", &ListTracks);
  table.Add("kansrijk.v1.TrackService.TransitionTrack", &TransitionTrack);
  table.Add("kansrijk.v1.TrackService.UpdateTrack", &UpdateTrack);
  return table;
}

}  // namespace kansrijk::service
