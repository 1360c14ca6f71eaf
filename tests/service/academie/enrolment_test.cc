#include <gmock/gmock.h>

#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/service/academie/academie_fixture.h"

namespace kansrijk::testing {
namespace enrolment_test {

using ::testing::ElementsAre;

class Enrolling : public AcademieFixture {};

std::vector<v1::EnrolmentState> StatesOf(const v1::Enrolment& enrolment) {
  std::vector<v1::EnrolmentState> states;
  for (const auto& event : enrolment.events()) states.push_back(event.state());
  return states;
}

TEST_F(Enrolling, GoesToTheWaitingListWhenFullAndMovesUpByItself) {
  const v1::TrainingSession session = Plan("A01", 1);
  const auto first = Enrol(layla_, session);
  const auto second = Enrol(piet_, session);
  const auto third = Enrol(tess_, session, "B03");
  ASSERT_OK(first);
  ASSERT_OK(second);
  ASSERT_OK(third);
  EXPECT_EQ(first->state(), v1::ENROLMENT_STATE_CONFIRMED);
  EXPECT_EQ(second->waiting_position(), 1);
  EXPECT_EQ(third->waiting_position(), 2);
  EXPECT_EQ(Now(session).waiting(), 2);
  EXPECT_THAT(Enrol(layla_, session), HasReason("ENROLLED_ALREADY"));

  ASSERT_OK(Cancel(layla_, *first));
  const auto moved = Get(piet_, second->name());
  ASSERT_OK(moved);
  EXPECT_THAT(StatesOf(*moved),
              ElementsAre(v1::ENROLMENT_STATE_REQUESTED, v1::ENROLMENT_STATE_WAITING,
                          v1::ENROLMENT_STATE_CONFIRMED));
  EXPECT_EQ(Get(tess_, third->name())->waiting_position(), 1);
  // Who cancelled enrols again, behind the others.
  EXPECT_EQ(Enrol(layla_, session)->waiting_position(), 2);
  EXPECT_EQ(Now(session).seats_taken(), 1);
}

TEST_F(Enrolling, MovesUpWhenThereAreMoreSeatsAndIsOverWhenTheSessionIsCancelled) {
  const v1::TrainingSession session = Plan("A01", 1);
  ASSERT_OK(Enrol(layla_, session));
  const auto waiting = Enrol(piet_, session);
  v1::UpdateTrainingSessionRequest update;
  *update.mutable_session() = Now(session);
  update.mutable_session()->set_capacity(2);
  update.mutable_update_mask()->add_paths("capacity");
  const auto wider =
      Call<v1::TrainingSession>(tess_, "TrainingService/UpdateTrainingSession", update);
  ASSERT_OK(wider);
  EXPECT_EQ(wider->seats_taken(), 2);
  EXPECT_EQ(Get(piet_, waiting->name())->state(), v1::ENROLMENT_STATE_CONFIRMED);
  *update.mutable_session() = *wider;
  update.mutable_session()->set_capacity(1);
  EXPECT_THAT(Call<v1::TrainingSession>(tess_, "TrainingService/UpdateTrainingSession", update),
              HasReason("FEWER_SEATS_THAN_TAKEN"));
  v1::CancelTrainingSessionRequest cancel;
  cancel.set_name(session.name());
  cancel.set_etag(wider->etag());
  ASSERT_OK(Call<v1::TrainingSession>(tess_, "TrainingService/CancelTrainingSession", cancel));
  EXPECT_EQ(Get(piet_, waiting->name())->state(), v1::ENROLMENT_STATE_CANCELLED);
  EXPECT_THAT(Enrol(piet_, session), HasReason("TRAINING_SESSION_NOT_PLANNED"));
}

TEST_F(Enrolling, IsABuddysForTheOwnPersonOnly) {
  const v1::TrainingSession session = Plan("A01", 5);
  EXPECT_THAT(Enrol(layla_, session, "B02"), HasCode(absl::StatusCode::kNotFound));
  const auto piets = Enrol(piet_, session);
  ASSERT_OK(piets);
  EXPECT_THAT(Get(layla_, piets->name()), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(Cancel(layla_, *piets), HasCode(absl::StatusCode::kNotFound));
  v1::ListEnrolmentsRequest list;
  list.set_session(session.name());
  EXPECT_TRUE(Call<v1::ListEnrolmentsResponse>(layla_, "EnrolmentService/ListEnrolments", list)
                  ->enrolments()
                  .empty());
  list.clear_session();
  EXPECT_EQ(Call<v1::ListEnrolmentsResponse>(piet_, "EnrolmentService/ListEnrolments", list)
                ->enrolments_size(),
            1);
  EXPECT_THAT(Call<v1::ListEnrolmentsResponse>(tess_, "EnrolmentService/ListEnrolments", list),
              HasReason("ONE_LISTED"));
}

TEST_F(Enrolling, TakesSomeoneFromElsewhereByNameAndOrganisation) {
  v1::CreateExternalParticipantRequest create;
  create.mutable_participant()->set_display_name("Gast van Elders");
  create.mutable_participant()->set_organisation("organisations/KO");
  const auto guest =
      Call<v1::ExternalParticipant>(tess_, "EnrolmentService/CreateExternalParticipant", create);
  ASSERT_OK(guest);
  EXPECT_EQ(guest->number(), "X-0001");
  const v1::TrainingSession session = Plan("A01", 5);
  v1::EnrolRequest enrol;
  enrol.set_parent(session.name());
  enrol.set_external_participant("externalParticipants/X-0001");
  ASSERT_OK(Call<v1::Enrolment>(carla_, "EnrolmentService/Enrol", enrol));
  const auto found = Get(tess_, "trainingSessions/" + session.number() + "/enrolments/X-0001");
  ASSERT_OK(found);
  EXPECT_EQ(found->participant_name(), "Gast van Elders");
}

TEST_F(Enrolling, ShowsATrainerNothingOfHouseholds) {
  const Case made = AddCase(carla_, "H-0142", buddies_[0]);
  v1::GetHouseholdRequest household;
  household.set_name(made.household.name());
  EXPECT_THAT(Call<v1::Household>(tess_, "HouseholdService/GetHousehold", household),
              HasCode(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(
      Call<v1::ListTracksResponse>(tess_, "TrackService/ListTracks", v1::ListTracksRequest()),
      HasCode(absl::StatusCode::kPermissionDenied));
}

class Attendance : public AcademieFixture {};

TEST_F(Attendance, IsRecordedForTheWholeGroupOrNotAtAll) {
  const v1::TrainingSession session = Plan("A01", 2);
  ASSERT_OK(Enrol(layla_, session));
  ASSERT_OK(Enrol(piet_, session));
  const auto waiting = Enrol(tess_, session, "B03");
  const auto refused = Record(session, {"B01", "B77"}, {"B02"});
  EXPECT_THAT(refused, HasReason("NOT_ENROLLED"));
  EXPECT_THAT(std::string(refused.status().message()), ::testing::HasSubstr(session.number()));
  EXPECT_EQ(Now(session).state(), v1::TRAINING_SESSION_STATE_PLANNED);

  const auto recorded = Record(session, {"B01"}, {"B02"});
  ASSERT_OK(recorded);
  EXPECT_EQ(recorded->enrolments_size(), 3);
  EXPECT_EQ(Now(session).state(), v1::TRAINING_SESSION_STATE_HELD);
  EXPECT_EQ(Get(tess_, waiting->name())->state(), v1::ENROLMENT_STATE_CANCELLED);
  ASSERT_OK(Record(session, {"B02"}, {}));
  EXPECT_EQ(Get(piet_, "trainingSessions/" + session.number() + "/enrolments/B02")->state(),
            v1::ENROLMENT_STATE_ATTENDED);
}

TEST_F(Attendance, WaitsForTheDayItself) {
  EXPECT_THAT(Record(Plan("A01", 2, "2026-05-21"), {}, {}, true),
              HasReason("TRAINING_SESSION_YET_TO_COME"));
}

}  // namespace enrolment_test
}  // namespace kansrijk::testing
