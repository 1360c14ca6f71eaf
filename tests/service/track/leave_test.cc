#include "absl/strings/str_cat.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace leave_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// B01 supports H-0001 and H-0002, is getting to know H-0003 and proposed for H-0004; B02 is free.
class Leave : public ::testing::Test {
 protected:
  Leave() {
    for (const char* number : {"H-0003", "H-0004"}) {
      const v1::Household household = AddHousehold(coordinator_, number);
      tracks_.push_back(
          AddTrack(coordinator_, household, AddParticipant(coordinator_, household, "Sem")));
    }
    meeting_ = Meet(coordinator_, tracks_[0], old_);
    proposed_ = AddMatch(coordinator_, tracks_[1], old_);
  }

  v1::Buddy Read(const v1::Buddy& buddy) {
    v1::GetBuddyRequest request;
    request.set_name(buddy.name());
    const auto read = coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", request);
    EXPECT_OK(read);
    return read.ok() ? *read : v1::Buddy();
  }

  v1::LeaveBuddyRequest To(const std::string& to, const std::string& date = "") {
    v1::LeaveBuddyRequest request;
    request.set_name(old_.name());
    request.set_etag(Read(old_).etag());
    request.set_to(to);
    request.set_date(date);
    request.set_reason("verhuisd");
    request.set_no_conflict_of_interest(true);
    request.set_request_id(NewRequestId());
    return request;
  }

  absl::StatusOr<v1::LeaveBuddyResponse> Go(const Client& client,
                                            const v1::LeaveBuddyRequest& request) {
    return client.Call<v1::LeaveBuddyResponse>("kansrijk.v1.MatchService/LeaveBuddy", request);
  }

  absl::StatusOr<v1::Buddy> Return(const Client& client, const v1::Buddy& buddy) {
    v1::ReturnBuddyRequest request;
    request.set_name(buddy.name());
    request.set_etag(buddy.etag());
    request.set_request_id(NewRequestId());
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/ReturnBuddy", request);
  }

  // "B01 ACTIVE", by buddy.
  std::vector<std::string> MatchesOf(const v1::Track& track) {
    v1::ListMatchesRequest request;
    request.set_parent(track.name());
    const auto list =
        coordinator_.Call<v1::ListMatchesResponse>("kansrijk.v1.MatchService/ListMatches", request);
    EXPECT_OK(list);
    std::vector<std::string> lines;
    for (const v1::Match& match : list->matches()) {
      lines.push_back(absl::StrCat(match.buddy_number(), " ",
                                   v1::MatchState_Name(match.state()).substr(12), " ",
                                   match.end_reason()));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  void Change(v1::Buddy buddy, const std::string& path) {
    v1::UpdateBuddyRequest request;
    buddy.set_etag(Read(buddy).etag());
    *request.mutable_buddy() = buddy;
    request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
  }

  std::vector<std::string> FlagsOf(const std::string& household, v1::FlagKind kind) {
    const auto caseload = coordinator_.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    std::vector<std::string> reasons;
    for (const v1::CaseloadEntry& entry : caseload->entries()) {
      for (const v1::Flag& flag : entry.flags()) {
        if (entry.household_number() == household && flag.kind() == kind) {
          reasons.push_back(absl::StrCat(flag.since(), ": ", flag.reason()));
        }
      }
    }
    return reasons;
  }

  // The buddies of the organisation, as the caseload shows what they have on hand.
  std::vector<std::string> OnHand() {
    const auto caseload = coordinator_.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    std::vector<std::string> numbers;
    for (const v1::BuddyLoad& load : caseload->loads()) numbers.push_back(load.buddy_number());
    return numbers;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy old_ = AddBuddy(coordinator_, "B01");
  v1::Buddy new_ = AddBuddy(coordinator_, "B02");
  Case first_ = AddCase(coordinator_, "H-0001", old_);
  Case second_ = AddCase(coordinator_, "H-0002", old_);
  std::vector<v1::Track> tracks_;
  v1::Match meeting_;
  v1::Match proposed_;
};

TEST_F(Leave, HandsAllTracksOverInOneGo) {
  const auto left = Go(coordinator_, To(new_.name(), "2026-05-18"));
  ASSERT_OK(left);
  EXPECT_EQ(left->buddy().left_date(), "2026-05-18");
  EXPECT_EQ(left->buddy().active_matches(), 0);
  EXPECT_EQ(left->buddy().SerializeAsString(), Read(old_).SerializeAsString());
  EXPECT_THAT(OnHand(), ElementsAre("B02"));
  ASSERT_EQ(left->matches_size(), 4);
  EXPECT_EQ(left->matches(0).track_number(), first_.track.number());
  EXPECT_EQ(left->matches(1).track_number(), second_.track.number());
  EXPECT_EQ(left->matches(1).since(), "2026-05-18");
  for (const Case& made : {first_, second_}) {
    EXPECT_THAT(MatchesOf(made.track), ElementsAre("B01 ENDED verhuisd", "B02 ACTIVE "));
  }
  for (const v1::Track& track : tracks_) {
    EXPECT_THAT(MatchesOf(track), ElementsAre("B01 DECLINED verhuisd"));
  }
}

TEST_F(Leave, IsRefusedWholeWhenOneTrackCannotGoOver) {
  new_.set_capacity(1);
  Change(new_, "capacity");
  const auto refused = Go(coordinator_, To(new_.name()));
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr(absl::StrCat("track ", second_.track.number(), " and buddy B02")));
  EXPECT_EQ(Read(old_).left_date(), "");
  EXPECT_THAT(MatchesOf(first_.track), ElementsAre("B01 ACTIVE "));
  EXPECT_THAT(MatchesOf(tracks_[0]), ElementsAre("B01 MEETING "));
  v1::LeaveBuddyRequest request = To(new_.name());
  request.set_override_reason("tot de zomer");
  ASSERT_OK(Go(coordinator_, request));
}

TEST_F(Leave, NeedsAnotherBuddyAsLongAsThereAreTracks) {
  const auto refused = Go(coordinator_, To(""));
  EXPECT_THAT(refused, HasReason("TRACKS_NEED_A_BUDDY"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr(absl::StrCat(first_.track.number(), ", ", second_.track.number())));
  EXPECT_THAT(Go(coordinator_, To(old_.name())), BlamesField("to"));
  ASSERT_OK(Transition(coordinator_, first_.match, v1::MATCH_VERB_END));
  ASSERT_OK(Transition(coordinator_, second_.match, v1::MATCH_VERB_END));
  EXPECT_OK(Go(coordinator_, To("")));
}

TEST_F(Leave, HasADayUntilTodayAReasonAndAFreshEtag) {
  EXPECT_THAT(Go(coordinator_, To(new_.name(), "2026-05-21")), BlamesField("date"));
  EXPECT_THAT(Go(coordinator_, To(new_.name(), "2026-01-04")),
              HasReason("MATCH_ENDS_BEFORE_IT_BEGINS"));
  v1::LeaveBuddyRequest request = To(new_.name());
  request.clear_reason();
  EXPECT_THAT(Go(coordinator_, request), BlamesField("reason"));
  request = To(new_.name());
  Change(old_, "languages");
  EXPECT_THAT(Go(coordinator_, request), HasReason("STALE_ETAG"));
  ASSERT_OK(Go(coordinator_, To(new_.name())));
  EXPECT_THAT(Go(coordinator_, To(new_.name())), HasReason("BUDDY_HAS_LEFT"));
}

TEST_F(Leave, NamesTheMatchesThatAreDeclinedWithIt) {
  const auto left = Go(coordinator_, To(new_.name()));
  ASSERT_OK(left);
  std::vector<std::string> lines;
  for (const v1::Match& match : left->matches()) {
    lines.push_back(absl::StrCat(match.track_number(), " ", match.buddy_number(), " ",
                                 v1::MatchState_Name(match.state()).substr(12)));
  }
  EXPECT_THAT(
      lines,
      ElementsAre(first_.track.number() + " B02 ACTIVE", second_.track.number() + " B02 ACTIVE",
                  tracks_[0].number() + " B01 DECLINED", tracks_[1].number() + " B01 DECLINED"));
}

TEST_F(Leave, IsSaidBesideWhatTheBuddyHasOnHandAsAnAbsenceIs) {
  const auto said = [&] {
    v1::GetCaseloadRequest request;
    request.set_buddy("buddies/B01");
    const auto caseload = coordinator_.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", request);
    std::vector<std::string> reasons;
    for (const v1::Flag& flag : caseload->loads(0).flags()) reasons.push_back(flag.reason());
    return reasons;
  };
  old_.set_absent_from("2026-05-10");
  Change(old_, "absent_from");
  EXPECT_THAT(said(), Contains("absent since 2026-05-10"));
  old_.set_absent_until("2026-05-31");
  Change(old_, "absent_until");
  EXPECT_THAT(said(), Contains("absent from 2026-05-10 until 2026-05-31"));
  ASSERT_OK(Go(coordinator_, To(new_.name())));
  EXPECT_THAT(said(), AllOf(Contains("left on 2026-05-20"), Not(Contains(HasSubstr("absent")))));
}

TEST_F(Leave, KeepsTheBuddyFromNewMatchesUntilTheReturn) {
  const auto left = Go(coordinator_, To(new_.name()));
  ASSERT_OK(left);
  const auto refused = Propose(coordinator_, tracks_[0], old_);
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("the buddy left on 2026-05-20"));
  const auto back = Return(coordinator_, left->buddy());
  ASSERT_OK(back);
  EXPECT_EQ(back->left_date(), "");
  EXPECT_OK(Propose(coordinator_, tracks_[0], old_));
  EXPECT_THAT(Return(coordinator_, *back), HasReason("NOT_AWAY"));
  EXPECT_THAT(Return(coordinator_, left->buddy()), HasReason("STALE_ETAG"));
}

TEST_F(Leave, IsForCoordinatorsOfTheBuddy) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  const v1::Buddy foreign = AddBuddy(stranger, "B09");
  EXPECT_THAT(Go(stranger, To(new_.name())), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Go(coordinator_, To(foreign.name())), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Return(stranger, old_), HasCode(StatusCode::kNotFound));
}

TEST_F(Leave, IsForWhoManagesTheBuddyAndAfterMatchesOfTheEmployer) {
  server_.AddOrganisation("WIJ");
  const Client employer = server_.AddAccount("wij", v1::ROLE_COORDINATOR, "WIJ");
  v1::Buddy lent = Read(old_);
  lent.set_organisation("organisations/WIJ");
  Change(lent, "organisation");
  EXPECT_THAT(Go(employer, To("")), HasCode(StatusCode::kNotFound));
  const v1::Household household = AddHousehold(employer, "H-0900");
  const v1::Match there = AddMatch(
      employer, AddTrack(employer, household, AddParticipant(employer, household, "Bo")), old_);
  const auto refused = Go(coordinator_, To(new_.name()));
  EXPECT_THAT(refused, HasReason("MATCHED_ELSEWHERE"));
  EXPECT_THAT(std::string(refused.status().message()), ::testing::HasSubstr("WIJ"));
  ASSERT_OK(Transition(employer, there, v1::MATCH_VERB_DECLINE));
  EXPECT_OK(Go(coordinator_, To(new_.name())));
}

TEST_F(Leave, IsNotAnAbsenceWhichIsFlaggedAsLongAsItLasts) {
  old_.set_absent_from("2026-05-20");
  Change(old_, "absent_from");
  EXPECT_THAT(FlagsOf("H-0001", v1::FLAG_KIND_BUDDY_ABSENT),
              ElementsAre("2026-05-20: buddy B01 is absent since 2026-05-20"));
  EXPECT_THAT(FlagsOf("H-0003", v1::FLAG_KIND_BUDDY_ABSENT), IsEmpty()) << "not matched yet";
  old_.set_absent_until("2026-05-21");
  Change(old_, "absent_until");
  EXPECT_THAT(FlagsOf("H-0001", v1::FLAG_KIND_BUDDY_ABSENT),
              ElementsAre("2026-05-20: buddy B01 is absent from 2026-05-20 until 2026-05-21"));
  server_.clock().Advance(absl::Hours(48));
  EXPECT_THAT(FlagsOf("H-0001", v1::FLAG_KIND_BUDDY_ABSENT), IsEmpty());
}

TEST_F(Leave, IsNotADisabledAccountWhichIsFlaggedToo) {
  server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_THAT(FlagsOf("H-0001", v1::FLAG_KIND_BUDDY_WITHOUT_ACCOUNT), IsEmpty());
  v1::DisableAccountRequest disable;
  disable.set_name("accounts/layla");
  disable.set_request_id(NewRequestId());
  ASSERT_OK(
      server_.Operator().Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", disable));
  EXPECT_THAT(
      FlagsOf("H-0001", v1::FLAG_KIND_BUDDY_WITHOUT_ACCOUNT),
      ElementsAre("2026-05-20: buddy B01 cannot log in: the account was disabled on 2026-05-20"));
  server_.AddAccount("layla-nieuw", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_THAT(FlagsOf("H-0001", v1::FLAG_KIND_BUDDY_WITHOUT_ACCOUNT), IsEmpty());
}

}  // namespace leave_test
}  // namespace kansrijk::testing
