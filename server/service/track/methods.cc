#include "server/service/methods.h"

#include "server/service/track/appointment.h"
#include "server/service/track/assessment.h"
#include "server/service/track/caseload.h"
#include "server/service/track/conflict.h"
#include "server/service/track/date_correction.h"
#include "server/service/track/follow_up.h"
#include "server/service/track/handover.h"
#include "server/service/track/instrument.h"
#include "server/service/track/match.h"
#include "server/service/track/matching.h"
#include "server/service/track/overview.h"
#include "server/service/track/participant_link.h"
#include "server/service/track/review.h"
#include "server/service/track/session.h"
#include "server/service/track/signal.h"
#include "server/service/track/task.h"
#include "server/service/track/track.h"
#include "server/service/track/track_life.h"

namespace kansrijk::service {

void AddTrackMethods(rpc::MethodTable& table) {
  table.Add<&CreateAppointment>("kansrijk.v1.AppointmentService.CreateAppointment");
  table.Add<&GetAppointment>("kansrijk.v1.AppointmentService.GetAppointment");
  table.Add<&ListAppointments>("kansrijk.v1.AppointmentService.ListAppointments");
  table.Add<&TransitionAppointment>("kansrijk.v1.AppointmentService.TransitionAppointment");
  table.Add<&GetOverview>("kansrijk.v1.OverviewService.GetOverview");
  table.Add<&CompareAssessments>("kansrijk.v1.AssessmentService.CompareAssessments");
  table.Add<&CorrectAssessment>("kansrijk.v1.AssessmentService.CorrectAssessment");
  table.Add<&GetAssessment>("kansrijk.v1.AssessmentService.GetAssessment");
  table.Add<&ListAssessments>("kansrijk.v1.AssessmentService.ListAssessments");
  table.Add<&RecordAssessment>("kansrijk.v1.AssessmentService.RecordAssessment");
  table.Add<&LinkParticipant>("kansrijk.v1.BuddyService.LinkParticipant");
  table.Add<&UnlinkParticipant>("kansrijk.v1.BuddyService.UnlinkParticipant");
  table.Add<&GetCaseload>("kansrijk.v1.CaseloadService.GetCaseload");
  table.Add<&HoldReview>("kansrijk.v1.CaseloadService.HoldReview");
  table.Add<&ListReviews>("kansrijk.v1.CaseloadService.ListReviews");
  table.Add<&ListTasks>("kansrijk.v1.CaseloadService.ListTasks");
  table.Add<&GetInstrument>("kansrijk.v1.InstrumentService.GetInstrument");
  table.Add<&ListInstruments>("kansrijk.v1.InstrumentService.ListInstruments");
  table.Add<&ConfirmNoConflict>("kansrijk.v1.MatchService.ConfirmNoConflict");
  table.Add<&CreateMatch>("kansrijk.v1.MatchService.CreateMatch");
  table.Add<&GetMatch>("kansrijk.v1.MatchService.GetMatch");
  table.Add<&HandOverTrack>("kansrijk.v1.MatchService.HandOverTrack");
  table.Add<&LeaveBuddy>("kansrijk.v1.MatchService.LeaveBuddy");
  table.Add<&LiftConflict>("kansrijk.v1.MatchService.LiftConflict");
  table.Add<&ListConflicts>("kansrijk.v1.MatchService.ListConflicts");
  table.Add<&ListMatches>("kansrijk.v1.MatchService.ListMatches");
  table.Add<&ListMeetings>("kansrijk.v1.MatchService.ListMeetings");
  table.Add<&RecordConflict>("kansrijk.v1.MatchService.RecordConflict");
  table.Add<&ReportConflict>("kansrijk.v1.MatchService.ReportConflict");
  table.Add<&SuggestBuddies>("kansrijk.v1.MatchService.SuggestBuddies");
  table.Add<&TransitionMatch>("kansrijk.v1.MatchService.TransitionMatch");
  table.Add<&AmendSession>("kansrijk.v1.SessionService.AmendSession");
  table.Add<&GetSession>("kansrijk.v1.SessionService.GetSession");
  table.Add<&ListSessions>("kansrijk.v1.SessionService.ListSessions");
  table.Add<&LogSession>("kansrijk.v1.SessionService.LogSession");
  table.Add<&MoveSession>("kansrijk.v1.SessionService.MoveSession");
  table.Add<&VoidSession>("kansrijk.v1.SessionService.VoidSession");
  table.Add<&GetSignal>("kansrijk.v1.SignalService.GetSignal");
  table.Add<&ListSignals>("kansrijk.v1.SignalService.ListSignals");
  table.Add<&RaiseSignal>("kansrijk.v1.SignalService.RaiseSignal");
  table.Add<&TransitionSignal>("kansrijk.v1.SignalService.TransitionSignal");
  table.Add<&CheckIntakeItem>("kansrijk.v1.TrackService.CheckIntakeItem");
  table.Add<&CorrectDate>("kansrijk.v1.TrackService.CorrectDate");
  table.Add<&CreateTrack>("kansrijk.v1.TrackService.CreateTrack");
  table.Add<&GetTrack>("kansrijk.v1.TrackService.GetTrack");
  table.Add<&ListTracks>("kansrijk.v1.TrackService.ListTracks");
  table.Add<&ListWaitingTracks>("kansrijk.v1.TrackService.ListWaitingTracks");
  table.Add<&RecordFollowUp>("kansrijk.v1.TrackService.RecordFollowUp");
  table.Add<&RecordOutcome>("kansrijk.v1.TrackService.RecordOutcome");
  table.Add<&UpdateTrack>("kansrijk.v1.TrackService.UpdateTrack");
}

}  // namespace kansrijk::service
