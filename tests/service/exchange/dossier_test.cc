#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "kansrijk/v1/dossier.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace dossier_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DossierOfAHousehold : public ::testing::Test, public Referring {
 protected:
  static absl::StatusOr<v1::Dossier> Get(const Client& client, bool portable = false) {
    v1::GetDossierRequest request;
    request.set_name("households/H-0142");
    request.set_portable(portable);
    return client.Call<v1::Dossier>("kansrijk.v1.DossierService/GetDossier", request);
  }

  v1::Goal AddGoal(const std::string& track, const std::string& text) const {
    v1::CreateGoalRequest request;
    request.set_parent(track);
    request.mutable_goal()->set_pillar(v1::PILLAR_WORK);
    request.mutable_goal()->set_text(text);
    request.mutable_goal()->set_due_date("2026-12-31");
    request.set_request_id(NewRequestId());
    const auto goal = coordinator.Call<v1::Goal>("kansrijk.v1.GoalService/CreateGoal", request);
    EXPECT_OK(goal);
    return *goal;
  }

  void AddStep(const v1::Goal& goal, const std::string& text) const {
    v1::CreateStepRequest request;
    request.set_parent(goal.name());
    request.mutable_step()->set_text(text);
    request.mutable_step()->set_due_date("2026-06-30");
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator.Call<v1::Step>("kansrijk.v1.GoalService/CreateStep", request));
  }

  // In the library, with the case's buddy.
  v1::Appointment MakeAppointment(const std::string& date) const {
    v1::CreateAppointmentRequest request;
    request.set_parent(case_.track.name());
    request.mutable_appointment()->set_date(date);
    request.mutable_appointment()->set_place("bibliotheek");
    request.set_request_id(NewRequestId());
    const auto made =
        layla.Call<v1::Appointment>("kansrijk.v1.AppointmentService/CreateAppointment", request);
    EXPECT_OK(made);
    return made.ok() ? *made : v1::Appointment();
  }

  void Stop(const v1::Goal& goal) const {
    v1::TransitionGoalRequest request;
    request.set_name(goal.name());
    request.set_etag(goal.etag());
    request.set_verb(v1::GOAL_VERB_STOP);
    request.set_note("test");
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator.Call<v1::Goal>("kansrijk.v1.GoalService/TransitionGoal", request));
  }

  // With a note, by the case's buddy.
  void LogOn(const std::string& date) const {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_note("Notitie van " + date);
    EXPECT_OK(Log(layla, request));
  }
};

TEST_F(DossierOfAHousehold, HasWhatIsGoingOn) {
  for (const char* date : {"2026-05-11", "2026-05-12", "2026-05-13", "2026-05-14", "2026-05-15",
                           "2026-05-18", "2026-05-19"}) {
    LogOn(date);
  }
  const v1::Goal goal = AddGoal(case_.track.name(), "een baan");
  AddStep(goal, "cv schrijven");
  const v1::Goal stopped = AddGoal(case_.track.name(), "toch niet");
  AddStep(stopped, "nergens");
  Stop(stopped);
  const v1::Referral sent = Sent();
  const auto dossier = Get(layla);
  ASSERT_OK(dossier);
  EXPECT_EQ(dossier->household().number(), "H-0142");
  ASSERT_EQ(dossier->household().members_size(), 1);
  EXPECT_EQ(dossier->household().members(0).age(), 36);  // born on 1990-02-28
  ASSERT_EQ(dossier->tracks_size(), 1);
  EXPECT_EQ(dossier->tracks(0).number(), case_.track.number());
  ASSERT_EQ(dossier->matches_size(), 1);
  EXPECT_EQ(dossier->matches(0).buddy_name(), "Layla Test");
  ASSERT_EQ(dossier->buddies_size(), 1);
  EXPECT_EQ(dossier->buddies(0).number(), "B03");
  EXPECT_EQ(dossier->buddies(0).organisation_code(), "KO");
  std::vector<std::string> notes;
  for (const auto& session : dossier->sessions()) notes.push_back(session.note());
  EXPECT_THAT(notes, ElementsAre("Notitie van 2026-05-19", "Notitie van 2026-05-18",
                                 "Notitie van 2026-05-15", "Notitie van 2026-05-14",
                                 "Notitie van 2026-05-13"));
  ASSERT_EQ(dossier->goals_size(), 1);
  EXPECT_EQ(dossier->goals(0).text(), "een baan");
  ASSERT_EQ(dossier->steps_size(), 1);
  EXPECT_EQ(dossier->steps(0).text(), "cv schrijven");
  ASSERT_EQ(dossier->consents_size(), 1);
  EXPECT_EQ(dossier->consents(0).recipient_code(), "BIB");
  ASSERT_EQ(dossier->referrals_size(), 1);
  EXPECT_EQ(dossier->referrals(0).number(), sent.number());
}

TEST_F(DossierOfAHousehold, IsOfTheLastTrackWhenAllHaveEnded) {
  LogOn("2026-05-18");
  ASSERT_OK(
      Transition(coordinator, WaiveEndAssessment(coordinator, case_.track), v1::TRACK_VERB_CLOSE));
  const auto dossier = Get(coordinator);
  ASSERT_OK(dossier);
  EXPECT_EQ(dossier->tracks(0).state(), v1::TRACK_STATE_CLOSED);
  EXPECT_EQ(dossier->sessions_size(), 1);
  EXPECT_THAT(dossier->matches(), IsEmpty());
}

TEST_F(DossierOfAHousehold, ShowsABuddyTheOwnTracksOnly) {
  const v1::Buddy second = AddBuddy(coordinator, "B09");
  const v1::Member sem = AddParticipant(coordinator, case_.household, "Sem");
  const v1::Track other = AddTrack(coordinator, case_.household, sem);
  const auto meeting =
      Transition(coordinator, AddMatch(coordinator, other, second), v1::MATCH_VERB_START_MEETING);
  ASSERT_OK(Transition(coordinator, *meeting, v1::MATCH_VERB_ACTIVATE, "2026-01-05"));
  v1::LogSessionRequest session = SessionOn(other.name(), "2026-05-18");
  session.mutable_session()->set_buddy(second.name());
  session.mutable_session()->set_note("van een ander");
  ASSERT_OK(Log(coordinator, session));
  AddGoal(other.name(), "doel van een ander");
  const auto own = Get(layla);
  ASSERT_OK(own);
  EXPECT_EQ(own->tracks_size(), 1);
  EXPECT_THAT(own->DebugString(), Not(HasSubstr("van een ander")));
  const auto all = Get(coordinator);
  ASSERT_OK(all);
  EXPECT_EQ(all->tracks_size(), 2);
  EXPECT_THAT(all->DebugString(), HasSubstr("van een ander"));
}

TEST_F(DossierOfAHousehold, HasNoSafetySignal) {
  v1::RaiseSignalRequest raise;
  raise.set_parent(case_.track.name());
  raise.mutable_signal()->set_description("zorgen om de kinderen");
  raise.set_request_id(NewRequestId());
  ASSERT_OK(layla.Call<v1::Signal>("kansrijk.v1.SignalService/RaiseSignal", raise));
  EXPECT_THAT(Get(layla)->DebugString(), Not(HasSubstr("zorgen")));
}

TEST_F(DossierOfAHousehold, HasTheAppointmentsThatStand) {
  const v1::Appointment later = MakeAppointment("2026-05-28");
  const v1::Appointment sooner = MakeAppointment("2026-05-21");
  v1::TransitionAppointmentRequest cancel;
  cancel.set_name(later.name());
  cancel.set_etag(later.etag());
  cancel.set_verb(v1::APPOINTMENT_VERB_CANCEL);
  cancel.set_request_id(NewRequestId());
  EXPECT_EQ(Get(layla)->appointments_size(), 2);
  ASSERT_OK(
      layla.Call<v1::Appointment>("kansrijk.v1.AppointmentService/TransitionAppointment", cancel));
  const auto dossier = Get(layla);
  ASSERT_EQ(dossier->appointments_size(), 1);
  EXPECT_EQ(dossier->appointments(0).number(), sooner.number());
  EXPECT_EQ(dossier->appointments(0).place(), "bibliotheek");
}

TEST_F(DossierOfAHousehold, LeavesTheSystemWithoutWhereAShieldedHouseholdIs) {
  MakeAppointment("2026-05-21");
  EXPECT_EQ(Get(layla, true)->household().neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  Shield(coordinator, case_.household.name());
  const auto paper = Get(layla, true);
  ASSERT_OK(paper);
  EXPECT_EQ(paper->household().neighbourhood(), v1::NEIGHBOURHOOD_UNSPECIFIED);
  EXPECT_EQ(paper->appointments(0).place(), "");
  const auto screen = Get(layla);
  EXPECT_EQ(screen->household().neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_EQ(screen->appointments(0).place(), "bibliotheek");
}

TEST_F(DossierOfAHousehold, LeavesOutWhoLeft) {
  const v1::Member sem = AddParticipant(coordinator, case_.household, "Sem");
  v1::EndMembershipRequest request;
  request.set_name(sem.name());
  request.set_etag(sem.etag());
  request.set_date("2026-05-18");
  request.set_leave_reason(v1::LEAVE_REASON_DIED);
  request.set_request_id(NewRequestId());
  EXPECT_EQ(Get(coordinator)->household().members_size(), 2);
  ASSERT_OK(coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/EndMembership", request));
  const auto dossier = Get(coordinator);
  ASSERT_OK(dossier);
  ASSERT_EQ(dossier->household().members_size(), 1);
  EXPECT_TRUE(dossier->household().members(0).has_age());
}

TEST_F(DossierOfAHousehold, IsNotForOthers) {
  AddBuddy(coordinator, "B09");
  const Client other = server.AddAccount("piet", v1::ROLE_BUDDY, "KO", "B09");
  EXPECT_THAT(Get(other), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Get(fatima), HasCode(StatusCode::kPermissionDenied));
}

}  // namespace dossier_test
}  // namespace kansrijk::testing
