#include "server/service/methods.h"

#include "server/service/people/household.h"
#include "server/service/people/household_life.h"
#include "server/service/people/member_link.h"
#include "server/service/people/situation.h"

namespace kansrijk::service {

void AddPeopleMethods(rpc::MethodTable& table) {
  table.Add<&CreateHousehold>("kansrijk.v1.HouseholdService.CreateHousehold");
  table.Add<&CreateMember>("kansrijk.v1.HouseholdService.CreateMember");
  table.Add<&GetHousehold>("kansrijk.v1.HouseholdService.GetHousehold");
  table.Add<&GetMember>("kansrijk.v1.HouseholdService.GetMember");
  table.Add<&JoinHouseholds>("kansrijk.v1.HouseholdService.JoinHouseholds");
  table.Add<&LinkMembers>("kansrijk.v1.HouseholdService.LinkMembers");
  table.Add<&ListHouseholds>("kansrijk.v1.HouseholdService.ListHouseholds");
  table.Add<&ListMembers>("kansrijk.v1.HouseholdService.ListMembers");
  table.Add<&MoveHousehold>("kansrijk.v1.HouseholdService.MoveHousehold");
  table.Add<&SearchHouseholds>("kansrijk.v1.HouseholdService.SearchHouseholds");
  table.Add<&SplitHousehold>("kansrijk.v1.HouseholdService.SplitHousehold");
  table.Add<&TransferMember>("kansrijk.v1.HouseholdService.TransferMember");
  table.Add<&UnlinkMembers>("kansrijk.v1.HouseholdService.UnlinkMembers");
  table.Add<&UpdateHousehold>("kansrijk.v1.HouseholdService.UpdateHousehold");
  table.Add<&UpdateMember>("kansrijk.v1.HouseholdService.UpdateMember");
  table.Add<&CorrectSituation>("kansrijk.v1.SituationService.CorrectSituation");
  table.Add<&ListSituations>("kansrijk.v1.SituationService.ListSituations");
  table.Add<&RecordSituation>("kansrijk.v1.SituationService.RecordSituation");
}

}  // namespace kansrijk::service
