#include <gmock/gmock.h>

#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
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
  const v1::TrainingSession session = Plan("A01", 1, "2026-05-27");
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

TEST_F(Enrolling, IsNotForABuddyWhoLeftBeforeItsDay) {
  const v1::TrainingSession before = Plan("A01", 5, "2026-05-20");
  const v1::TrainingSession after = Plan("A01", 5, "2026-05-27");
  v1::LeaveBuddyRequest leave;
  leave.set_name(buddies_[2].name());
  leave.set_etag(buddies_[2].etag());
  leave.set_reason("verhuisd");
  ASSERT_OK(Call<v1::LeaveBuddyResponse>(carla_, "MatchService/LeaveBuddy", leave));
  EXPECT_THAT(Enrol(tess_, after, "B03"), HasReason("BUDDY_HAS_LEFT"));
  EXPECT_OK(Enrol(tess_, before, "B03"));
}

TEST_F(Enrolling, WarnsOfASessionThatIsPlannedTwice) {
  const v1::TrainingSession first = Plan("A01", 5, "2026-05-27");
  EXPECT_EQ(first.probable_doubles_size(), 0);
  EXPECT_THAT(Plan("A01", 8, "2026-05-27").probable_doubles(), ElementsAre(first.number()));
  EXPECT_EQ(Plan("A01", 5, "2026-05-28").probable_doubles_size(), 0);
}

TEST_F(Enrolling, MovesUpWhenThereAreMoreSeatsAndIsOverWhenTheSessionIsCancelled) {
  const v1::TrainingSession session = Plan("A01", 1, "2026-05-27");
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

TEST_F(Enrolling, LeavesWhoWaitedAtHomeFromTheDayOfTheSessionOn) {
  const struct {
    const char* date;
    const char* today;
  } days[] = {{"2026-05-27", "2026-05-27"}, {"2026-06-03", "2026-06-04"}};
  for (const auto& day : days) {
    SCOPED_TRACE(day.today);
    const v1::TrainingSession session = Plan("A01", 1, day.date);
    const auto seated = Enrol(layla_, session);
    const auto waiting = Enrol(piet_, session);
    ASSERT_OK(waiting);
    GoTo(day.today);
    ASSERT_OK(Cancel(tess_, *seated));
    EXPECT_EQ(Get(tess_, waiting->name())->state(), v1::ENROLMENT_STATE_WAITING);
    v1::UpdateTrainingSessionRequest update;
    *update.mutable_session() = Now(session);
    update.mutable_session()->set_capacity(5);
    update.mutable_update_mask()->add_paths("capacity");
    ASSERT_OK(Call<v1::TrainingSession>(tess_, "TrainingService/UpdateTrainingSession", update));
    EXPECT_EQ(Get(tess_, waiting->name())->state(), v1::ENROLMENT_STATE_WAITING);
    const auto recorded = Record(session, {}, {}, /*others_attended=*/true);
    ASSERT_OK(recorded);
    ASSERT_EQ(recorded->enrolments_size(), 1);
    EXPECT_EQ(recorded->enrolments(0).participant_number(), "B02");
    EXPECT_EQ(recorded->enrolments(0).state(), v1::ENROLMENT_STATE_CANCELLED);
  }
}

TEST_F(Enrolling, TakesWhoCameAlongByNameFromTheDayOfTheSessionOn) {
  const v1::TrainingSession session = Plan("A01", 1, "2026-05-27");
  const auto seated = Enrol(layla_, session);
  const auto waiting = Enrol(piet_, session);
  ASSERT_OK(waiting);
  GoTo("2026-05-27");
  EXPECT_THAT(Enrol(tess_, session, "B03"), HasReason("TRAINING_SESSION_FULL"));
  EXPECT_THAT(Enrol(tess_, session, "B02"), HasReason("TRAINING_SESSION_FULL"));
  ASSERT_OK(Cancel(tess_, *seated));
  EXPECT_THAT(Enrol(piet_, session), HasReason("ENROLLED_ALREADY"));
  const auto came = Enrol(tess_, session, "B02");
  ASSERT_OK(came);
  EXPECT_EQ(came->name(), waiting->name());
  EXPECT_EQ(came->state(), v1::ENROLMENT_STATE_CONFIRMED);
  const auto recorded = Record(session, {"B02"}, {});
  ASSERT_OK(recorded);
  EXPECT_EQ(recorded->enrolments(0).participant_name(), "Layla Test");
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

TEST_F(Enrolling, WarnsOfSomeoneFromElsewhereWithASimilarNameAndCorrectsTheName) {
  v1::CreateExternalParticipantRequest create;
  create.mutable_participant()->set_display_name("Sanne Proef");
  create.mutable_participant()->set_organisation("organisations/KO");
  const auto add = [&](const std::string& name) {
    create.mutable_participant()->set_display_name(name);
    return *Call<v1::ExternalParticipant>(tess_, "EnrolmentService/CreateExternalParticipant",
                                          create);
  };
  EXPECT_TRUE(add("Sanne Proef").similar_participants().empty());
  EXPECT_TRUE(add("Jan Anders").similar_participants().empty());
  create.set_validate_only(true);
  const auto tried = add("Sannne Proef");
  EXPECT_EQ(tried.name(), "");
  ASSERT_EQ(tried.similar_participants_size(), 1);
  create.set_validate_only(false);
  auto misspelt = add("Proef Sanne");
  ASSERT_EQ(misspelt.similar_participants_size(), 1);
  EXPECT_EQ(misspelt.similar_participants(0).participant_number(), "X-0001");
  v1::UpdateExternalParticipantRequest update;
  *update.mutable_participant() = misspelt;
  update.mutable_participant()->set_display_name("Petra de Boer");
  update.mutable_update_mask()->add_paths("display_name");
  const auto corrected =
      Call<v1::ExternalParticipant>(carla_, "EnrolmentService/UpdateExternalParticipant", update);
  ASSERT_OK(corrected);
  EXPECT_EQ(corrected->display_name(), "Petra de Boer");
  EXPECT_EQ(corrected->organisation_code(), "KO");
  EXPECT_TRUE(corrected->similar_participants().empty());
  EXPECT_THAT(
      Call<v1::ExternalParticipant>(carla_, "EnrolmentService/UpdateExternalParticipant", update),
      HasCode(absl::StatusCode::kAborted));
  v1::GetExternalParticipantRequest get;
  get.set_name("externalParticipants/X-0003");
  EXPECT_EQ(Call<v1::ExternalParticipant>(tess_, "EnrolmentService/GetExternalParticipant", get)
                ->display_name(),
            "Petra de Boer");
}

TEST_F(Enrolling, ShowsATrainerNothingOfHouseholds) {
  const Case made = AddCase(carla_, "H-0142", buddies_[0], &layla_);
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
  const v1::TrainingSession session = Plan("A01", 2, "2026-05-27");
  ASSERT_OK(Enrol(layla_, session));
  ASSERT_OK(Enrol(piet_, session));
  const auto waiting = Enrol(tess_, session, "B03");
  GoTo("2026-05-27");
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

TEST_F(Attendance, IsRecordedOfASessionThatWasPlannedAfterwards) {
  const v1::TrainingSession session = Plan("A01", 2, "2026-05-13");
  ASSERT_OK(Enrol(tess_, session, "B01"));
  EXPECT_THAT(Enrol(piet_, session), HasReason("TRAINING_SESSION_OVER"));
  const auto recorded = Record(session, {"B01"}, {});
  ASSERT_OK(recorded);
  EXPECT_EQ(recorded->enrolments(0).state(), v1::ENROLMENT_STATE_ATTENDED);
}

TEST_F(Attendance, WaitsForTheDayItself) {
  EXPECT_THAT(Record(Plan("A01", 2, "2026-05-21"), {}, {}, true),
              HasReason("TRAINING_SESSION_YET_TO_COME"));
}

}  // namespace enrolment_test
}  // namespace kansrijk::testing
