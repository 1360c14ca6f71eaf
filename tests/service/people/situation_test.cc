#include <gmock/gmock.h>

#include <vector>

#include "kansrijk/v1/situation.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk {
namespace situation_test {

using testing::BlamesField;
using testing::Client;
using ::testing::ElementsAre;
using testing::HasCode;
using testing::HasReason;
using testing::NewRequestId;

v1::RecordSituationRequest SituationOn(const v1::Member& member, const std::string& date) {
  v1::RecordSituationRequest request;
  request.set_parent(member.name());
  v1::Situation& situation = *request.mutable_situation();
  situation.set_date(date);
  situation.set_income(v1::INCOME_SOCIAL_ASSISTANCE);
  situation.set_education(v1::EDUCATION_VMBO);
  situation.set_enrolled_in(v1::EDUCATION_MBO2_4);
  situation.set_participation_ladder(3);
  situation.set_debt(v1::DEBT_ARREARS);
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Situation> Record(const Client& client,
                                     const v1::RecordSituationRequest& request) {
  return client.Call<v1::Situation>("kansrijk.v1.SituationService/RecordSituation", request);
}

absl::StatusOr<v1::ListSituationsResponse> List(const Client& client,
                                                const v1::ListSituationsRequest& request) {
  return client.Call<v1::ListSituationsResponse>("kansrijk.v1.SituationService/ListSituations",
                                                 request);
}

class SituationOffice : public ::testing::Test {
 protected:
  testing::TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Buddy layla_ = testing::AddBuddy(coordinator_, "B01");
  testing::Case case_ = testing::AddCase(coordinator_, "H-0142", layla_);
  Client buddy_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

using RecordSituation = SituationOffice;
using ListSituations = SituationOffice;

TEST_F(RecordSituation, KeepsWhatWasGivenAsOfTodayUnlessDated) {
  const auto today = Record(buddy_, SituationOn(case_.participant, ""));
  ASSERT_OK(today);
  EXPECT_EQ(today->date(), "2026-05-20");
  EXPECT_EQ(today->household(), case_.household.name());
  ASSERT_OK(Record(coordinator_, SituationOn(case_.participant, "2026-01-05")));

  v1::ListSituationsRequest request;
  request.set_parent("households/-/members/L0142a");
  const auto page = List(coordinator_, request);
  ASSERT_OK(page);
  ASSERT_EQ(page->situations_size(), 2);
  EXPECT_EQ(page->situations(0).SerializeAsString(), today->SerializeAsString());
  EXPECT_EQ(page->situations(1).date(), "2026-01-05");
  EXPECT_EQ(page->situations(1).income(), v1::INCOME_SOCIAL_ASSISTANCE);
  EXPECT_EQ(page->situations(1).education(), v1::EDUCATION_VMBO);
  EXPECT_EQ(page->situations(1).enrolled_in(), v1::EDUCATION_MBO2_4);
  EXPECT_EQ(page->situations(1).participation_ladder(), 3);
  EXPECT_EQ(page->situations(1).debt(), v1::DEBT_ARREARS);
}

TEST_F(RecordSituation, CountsTheDayInAmsterdam) {
  server_.clock().Set(testing::NoonOf("2026-05-20") + absl::Hours(11));
  EXPECT_THAT(Record(buddy_, SituationOn(case_.participant, "2026-05-21")),
              HasReason("SITUATION_IN_FUTURE"));
  server_.clock().Advance(absl::Hours(1));
  EXPECT_OK(Record(buddy_, SituationOn(case_.participant, "2026-05-21")));
}

TEST_F(RecordSituation, RefusesTheFuture) {
  const auto refused = Record(buddy_, SituationOn(case_.participant, "2026-05-21"));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, BlamesField("situation.date"));
}

TEST_F(RecordSituation, RefusesASecondOfTheSameDay) {
  ASSERT_OK(Record(buddy_, SituationOn(case_.participant, "2026-03-01")));
  const auto refused = Record(coordinator_, SituationOn(case_.participant, "2026-03-01"));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("SITUATION_EXISTS"));
}

TEST_F(RecordSituation, HasOneEffectWhenRepeated) {
  const auto request = SituationOn(case_.participant, "2026-03-01");
  const auto first = Record(buddy_, request);
  const auto second = Record(buddy_, request);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_EQ(second->name(), first->name());
  EXPECT_TRUE(buddy_.replayed());
}

TEST_F(RecordSituation, IsNotFoundOutsideTheCaseload) {
  const auto other = testing::AddHousehold(coordinator_, "H-0143");
  const auto neighbour = testing::AddParticipant(coordinator_, other, "Sam");
  EXPECT_THAT(Record(buddy_, SituationOn(neighbour, "")), HasCode(absl::StatusCode::kNotFound));
  server_.AddOrganisation("WB");
  const Client stranger = server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  EXPECT_THAT(Record(stranger, SituationOn(neighbour, "")), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(ListSituations, PagesFromTheLatest) {
  for (const char* date : {"2026-02-01", "2026-04-01", "2025-12-31"}) {
    ASSERT_OK(Record(buddy_, SituationOn(case_.participant, date)));
  }
  std::vector<std::string> dates;
  v1::ListSituationsRequest request;
  request.set_parent(case_.participant.name());
  request.set_page_size(1);
  do {
    const auto page = List(buddy_, request);
    ASSERT_OK(page);
    ASSERT_EQ(page->situations_size(), 1);
    dates.push_back(page->situations(0).date());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(dates, ElementsAre("2026-04-01", "2026-02-01", "2025-12-31"));
}

TEST_F(ListSituations, EndsForTheBuddyWithTheMatch) {
  v1::ListSituationsRequest request;
  request.set_parent(case_.participant.name());
  EXPECT_OK(List(buddy_, request));
  ASSERT_OK(testing::Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  EXPECT_THAT(List(buddy_, request), HasCode(absl::StatusCode::kNotFound));
}

v1::CorrectSituationRequest Correction(const v1::Member& member, const std::string& wrong_date) {
  v1::CorrectSituationRequest request;
  request.set_parent(member.name());
  request.set_wrong_date(wrong_date);
  request.set_reason("Was van haar zus.");
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Situation> Correct(const Client& client,
                                      const v1::CorrectSituationRequest& request) {
  return client.Call<v1::Situation>("kansrijk.v1.SituationService/CorrectSituation", request);
}

using CorrectSituation = SituationOffice;

TEST_F(CorrectSituation, ChangesWhatTheMaskNamesAndKeepsWhatItSaid) {
  ASSERT_OK(Record(buddy_, SituationOn(case_.participant, "2026-03-01")));
  auto request = Correction(case_.participant, "2026-03-01");
  request.mutable_situation()->set_income(v1::INCOME_WORK);
  request.mutable_situation()->set_date("2026-03-02");
  request.mutable_update_mask()->add_paths("income");
  request.mutable_update_mask()->add_paths("date");
  ASSERT_OK(Correct(buddy_, request));
  v1::ListSituationsRequest list;
  list.set_parent(case_.participant.name());
  const auto listed = List(coordinator_, list);
  ASSERT_OK(listed);
  ASSERT_EQ(listed->situations_size(), 1);
  const v1::Situation& now = listed->situations(0);
  EXPECT_EQ(now.date(), "2026-03-02");
  EXPECT_EQ(now.income(), v1::INCOME_WORK);
  EXPECT_EQ(now.debt(), v1::DEBT_ARREARS);
  ASSERT_EQ(now.history_size(), 1);
  EXPECT_EQ(now.history(0).date(), "2026-03-01");
  EXPECT_EQ(now.history(0).income(), v1::INCOME_SOCIAL_ASSISTANCE);
  EXPECT_EQ(now.history(0).account_handle(), "layla");
  EXPECT_EQ(now.history(0).reason(), "Was van haar zus.");
}

TEST_F(CorrectSituation, TakesOneAwaySoThatAnotherCanBeRecorded) {
  ASSERT_OK(Record(buddy_, SituationOn(case_.participant, "2026-03-01")));
  auto request = Correction(case_.participant, "2026-03-01");
  request.set_undone(true);
  request.clear_reason();
  EXPECT_THAT(Correct(buddy_, request), BlamesField("reason"));
  request.set_request_id(NewRequestId());
  request.set_reason("Was van haar zus.");
  ASSERT_OK(Correct(buddy_, request));
  v1::ListSituationsRequest list;
  list.set_parent(case_.participant.name());
  EXPECT_EQ(List(coordinator_, list)->situations_size(), 0);
  EXPECT_OK(Record(buddy_, SituationOn(case_.participant, "2026-03-01")));
}

TEST_F(CorrectSituation, RefusesADayWithoutOneATakenOneAndTheFuture) {
  ASSERT_OK(Record(buddy_, SituationOn(case_.participant, "2026-03-01")));
  ASSERT_OK(Record(buddy_, SituationOn(case_.participant, "2026-03-02")));
  EXPECT_THAT(Correct(buddy_, Correction(case_.participant, "2026-03-03")),
              HasReason("NO_SITUATION"));
  auto request = Correction(case_.participant, "2026-03-01");
  request.mutable_situation()->set_date("2026-03-02");
  request.mutable_update_mask()->add_paths("date");
  EXPECT_THAT(Correct(buddy_, request), HasReason("SITUATION_EXISTS"));
  request.mutable_situation()->set_date("2026-05-21");
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Correct(buddy_, request), BlamesField("situation.date"));
}

}  // namespace situation_test
}  // namespace kansrijk
