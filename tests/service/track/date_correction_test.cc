// Dates that cannot be and stand in the database all the same: everything is answered, and a
// command puts them right.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "server/db/database.h"
#include "server/facts/names.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace date_correction_test {

using ::testing::AllOf;

constexpr char kWrong[] = "2199-09-15";
constexpr char kRight[] = "2026-03-09";

// As an import writes a track, its match, its goals and the rest when a cell says 2199.
constexpr db::Query kTrackTo{"plant_track", R"sql(
  UPDATE track_all SET start_date = '2199-09-15', participation_consent_date = '2199-09-15',
    planned_end_date = '2200-09-15'
)sql"};
constexpr db::Query kEventsTo{"plant_event", R"sql(
  UPDATE track_event SET date = '2199-09-15' WHERE position > 1
)sql"};
constexpr db::Query kMatchTo{"plant_match", R"sql(
  UPDATE match_all SET since = '2199-09-15'
)sql"};
constexpr db::Query kEndMatch{"plant_ended_match", R"sql(
  UPDATE match_all SET state = 4, until = '2027-09-30'
)sql"};
constexpr db::Query kSituationTo{"plant_situation", R"sql(
  UPDATE situation_all SET date = '2052-03-01'
)sql"};
constexpr db::Query kGoalTo{"plant_goal", R"sql(
  UPDATE goal_all SET state = 5, agreed_date = '2026-02-01', end_date = '2028-02-01'
)sql"};
constexpr db::Query kSessionTo{"plant_session", R"sql(
  UPDATE session_all SET date = '2062-03-01'
)sql"};
constexpr db::Query kMemberTo{"plant_member", R"sql(
  UPDATE member_all SET birth_date = '2068-03-01'
)sql"};
constexpr db::Query kBuddyTo{"plant_buddy", R"sql(
  UPDATE buddy_all SET conduct_certificate_date = '2034-03-01'
)sql"};
constexpr db::Query kSinceAndUntil{"since_and_until", R"sql(
  SELECT x.since, x.until FROM match AS x
)sql"};

class DateCorrection : public ::testing::Test {
 protected:
  DateCorrection()
      : coordinator_(server_.AddAccount("coordinator", v1::ROLE_COORDINATOR)),
        case_(AddCase(coordinator_, "H-0001", AddBuddy(coordinator_, "B01"))) {}

  void Plant(std::initializer_list<const db::Query*> queries) {
    EXPECT_OK(server_.server().instance().database().WriteNow([&](db::WriteTx& tx) {
      for (const db::Query* const query : queries) {
        const auto touched = tx.Execute(*query);
        if (!touched.ok()) return touched.status();
        EXPECT_GT(*touched, 0) << query->name;
      }
      return absl::OkStatus();
    }));
  }

  template <typename Response, typename Request>
  Response Must(const std::string& method, Request request) {
    if constexpr (requires { request.request_id(); }) request.set_request_id(NewRequestId());
    const auto answer = coordinator_.Call<Response>(absl::StrCat("kansrijk.v1.", method), request);
    EXPECT_OK(answer) << method;
    return answer.ok() ? *answer : Response();
  }

  v1::Track Track() {
    v1::GetTrackRequest request;
    request.set_name(case_.track.name());
    return Must<v1::Track>("TrackService/GetTrack", request);
  }

  absl::StatusOr<v1::Track> Correct(const std::string& wrong, const std::string& date) {
    v1::CorrectDateRequest request;
    request.set_name(case_.track.name());
    request.set_etag(Track().etag());
    request.set_wrong_date(wrong);
    request.set_date(date);
    request.set_request_id(NewRequestId());
    return coordinator_.Call<v1::Track>("kansrijk.v1.TrackService/CorrectDate", request);
  }

  v1::Goal AddGoal() {
    v1::CreateGoalRequest request;
    request.set_parent(case_.track.name());
    request.mutable_goal()->set_pillar(v1::PILLAR_WORK);
    request.mutable_goal()->set_text("Werk");
    request.mutable_goal()->set_due_date("2026-12-01");
    return Must<v1::Goal>("GoalService/CreateGoal", request);
  }

  void AddSituation(const std::string& date) {
    v1::RecordSituationRequest request;
    request.set_parent(case_.participant.name());
    request.mutable_situation()->set_date(date);
    request.mutable_situation()->set_income(v1::INCOME_WORK);
    request.mutable_situation()->set_education(v1::EDUCATION_VMBO);
    request.mutable_situation()->set_debt(v1::DEBT_NONE);
    Must<v1::Situation>("SituationService/RecordSituation", request);
  }

  std::vector<std::string> SituationDates() {
    v1::ListSituationsRequest request;
    request.set_parent(case_.participant.name());
    const auto listed =
        Must<v1::ListSituationsResponse>("SituationService/ListSituations", request);
    std::vector<std::string> dates;
    for (const v1::Situation& situation : listed.situations()) dates.push_back(situation.date());
    return dates;
  }

  TestServer server_;
  Client coordinator_;
  Case case_;
};

TEST_F(DateCorrection, PutsRightAStartWhereverItStandsAndThePlansCountedFromIt) {
  Plant({&kTrackTo, &kEventsTo, &kMatchTo});
  const auto corrected = Correct(kWrong, kRight);
  ASSERT_OK(corrected);
  EXPECT_EQ(corrected->start_date(), kRight);
  EXPECT_EQ(corrected->participation_consent_date(), kRight);
  EXPECT_EQ(corrected->planned_end_date(), "2027-03-09");
  for (int i = 1; i < corrected->events_size(); ++i) EXPECT_EQ(corrected->events(i).date(), kRight);
  EXPECT_EQ(corrected->apply_date(), "2026-01-02") << "what can be stays";
  EXPECT_OK(server_.server().instance().database().ReadNow([](db::ReadTx& tx) {
    const auto match = tx.SelectOne(kSinceAndUntil);
    EXPECT_EQ((*match)->Text(0), kRight);
    return absl::OkStatus();
  }));
}

TEST_F(DateCorrection, IsKeptInTheHistoryOfTheTrack) {
  Plant({&kTrackTo});
  const std::string before = Track().etag();
  ASSERT_OK(Correct(kWrong, kRight));
  const v1::Track track = Track();
  EXPECT_NE(track.etag(), before);
  ASSERT_EQ(track.date_corrections_size(), 1);
  EXPECT_EQ(track.date_corrections(0).wrong_date(), kWrong);
  EXPECT_EQ(track.date_corrections(0).date(), kRight);
  EXPECT_EQ(track.date_corrections(0).account_handle(), "coordinator");
  EXPECT_TRUE(track.date_corrections(0).has_create_time());
}

TEST_F(DateCorrection, LetsTheTrackGoOn) {
  Plant({&kTrackTo, &kEventsTo, &kMatchTo});
  EXPECT_THAT(Transition(coordinator_, Track(), v1::TRACK_VERB_PAUSE, "2026-05-01"),
              HasReason("DATE_TOO_EARLY"));
  ASSERT_OK(Correct(kWrong, kRight));
  EXPECT_OK(Transition(coordinator_, Track(), v1::TRACK_VERB_PAUSE, "2026-05-01"));
}

TEST_F(DateCorrection, PutsRightAMatchThatEndedInTheFuture) {
  Plant({&kEndMatch});
  ASSERT_OK(Correct("2027-09-30", "2026-04-30"));
  EXPECT_OK(server_.server().instance().database().ReadNow([](db::ReadTx& tx) {
    const auto match = tx.SelectOne(kSinceAndUntil);
    EXPECT_EQ((*match)->Text(0), "2026-01-05");
    EXPECT_EQ((*match)->Text(1), "2026-04-30");
    return absl::OkStatus();
  }));
}

TEST_F(DateCorrection, PutsRightASituationOfTheFuture) {
  AddSituation("2026-02-01");
  Plant({&kSituationTo});
  ASSERT_OK(Correct("2052-03-01", "2025-03-01"));
  EXPECT_THAT(SituationDates(), ::testing::ElementsAre("2025-03-01"));
}

TEST_F(DateCorrection, PutsRightAGoalThatWasReachedInTheFuture) {
  const v1::Goal goal = AddGoal();
  Plant({&kGoalTo});
  ASSERT_OK(Correct("2028-02-01", "2026-04-01"));
  v1::GetGoalRequest request;
  request.set_name(goal.name());
  EXPECT_EQ(Must<v1::Goal>("GoalService/GetGoal", request).end_date(), "2026-04-01");
}

TEST_F(DateCorrection, LeavesADayThatCanBeToItsOwnCommand) {
  EXPECT_THAT(Correct("2026-01-05", kRight),
              AllOf(HasCode(absl::StatusCode::kFailedPrecondition), HasReason("DATE_CAN_BE")));
  EXPECT_THAT(Correct("2027-01-05", kRight), HasReason("DATE_STANDS_NOWHERE"))
      << "as a planned end it can be";
  EXPECT_EQ(Track().planned_end_date(), "2027-01-05");
}

TEST_F(DateCorrection, RefusesADateThatCannotBeEither) {
  Plant({&kTrackTo});
  EXPECT_THAT(Correct(kWrong, "2198-01-01"), HasReason("FIELD_IMPLAUSIBLE_DATE"));
  EXPECT_THAT(Correct(kWrong, "2026-05-21"),
              AllOf(HasReason("DATE_IN_FUTURE"), BlamesField("date")));
  EXPECT_THAT(Correct(kWrong, "2025-12-31"), HasReason("DATE_OUT_OF_ORDER"))
      << "before the application";
  EXPECT_EQ(Track().start_date(), kWrong) << "nothing of what was refused stays";
  EXPECT_EQ(Track().date_corrections_size(), 0);
}

TEST_F(DateCorrection, IsOfTheOwnOrganisationOnly) {
  Plant({&kTrackTo});
  server_.AddOrganisation("WIJ");
  const Client stranger = server_.AddAccount("stranger", v1::ROLE_COORDINATOR, "WIJ");
  v1::CorrectDateRequest request;
  request.set_name(case_.track.name());
  request.set_etag(Track().etag());
  request.set_wrong_date(kWrong);
  request.set_date(kRight);
  request.set_request_id(NewRequestId());
  EXPECT_THAT(stranger.Call<v1::Track>("kansrijk.v1.TrackService/CorrectDate", request),
              HasCode(absl::StatusCode::kNotFound));
}

// What has a command of its own is put right by that.
TEST_F(DateCorrection, OfASessionAMemberOrABuddyIsAChangeLikeAnyOther) {
  v1::LogSessionRequest log = SessionOn(case_.track.name(), "2026-05-01");
  log.mutable_session()->set_buddy(case_.match.buddy());
  const auto session = Log(coordinator_, log);
  ASSERT_OK(session);
  Plant({&kSessionTo, &kMemberTo, &kBuddyTo});
  Must<v1::GetCaseloadResponse>("CaseloadService/GetCaseload", v1::GetCaseloadRequest());

  v1::AmendSessionRequest amend;
  amend.mutable_session()->set_name(session->name());
  amend.mutable_session()->set_etag(session->etag());
  amend.mutable_session()->set_date("2026-05-02");
  amend.mutable_update_mask()->add_paths("date");
  amend.set_reason("typefout");
  EXPECT_EQ(Must<v1::Session>("SessionService/AmendSession", amend).date(), "2026-05-02");

  v1::UpdateMemberRequest member;
  member.mutable_member()->set_name(case_.participant.name());
  member.mutable_member()->set_etag(case_.participant.etag());
  member.mutable_member()->set_birth_date("1968-03-01");
  member.mutable_update_mask()->add_paths("birth_date");
  EXPECT_EQ(Must<v1::Member>("HouseholdService/UpdateMember", member).birth_date(), "1968-03-01");

  v1::GetBuddyRequest get;
  get.set_name(case_.match.buddy());
  v1::UpdateBuddyRequest buddy;
  *buddy.mutable_buddy() = Must<v1::Buddy>("BuddyService/GetBuddy", get);
  buddy.mutable_buddy()->set_conduct_certificate_date("2024-03-01");
  buddy.mutable_update_mask()->add_paths("conduct_certificate_date");
  EXPECT_EQ(Must<v1::Buddy>("BuddyService/UpdateBuddy", buddy).conduct_certificate_date(),
            "2024-03-01");
}

}  // namespace date_correction_test
}  // namespace kansrijk::testing
