#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace matching_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A track of a single parent in Beijum, applied for and not matched.
class Matching : public ::testing::Test {
 protected:
  absl::StatusOr<v1::SuggestBuddiesResponse> Suggest(const Client& client,
                                                     const std::string& track) {
    v1::SuggestBuddiesRequest request;
    request.set_parent(track);
    return client.Call<v1::SuggestBuddiesResponse>("kansrijk.v1.MatchService/SuggestBuddies",
                                                   request);
  }

  // "B01 35" for those that may be matched, "B01 -" for others.
  std::vector<std::string> Suggested() {
    std::vector<std::string> lines;
    const auto response = Suggest(coordinator_, track_.name());
    EXPECT_OK(response);
    if (!response.ok()) return lines;
    for (const auto& suggestion : response->suggestions()) {
      lines.push_back(absl::StrCat(suggestion.buddy_number(), " ",
                                   suggestion.eligible() ? absl::StrCat(suggestion.score()) : "-"));
    }
    return lines;
  }

  // The only suggestion: B01's.
  v1::BuddySuggestion Only() {
    const auto response = Suggest(coordinator_, track_.name());
    EXPECT_OK(response);
    EXPECT_EQ(response->suggestions_size(), 1);
    return response->suggestions(0);
  }

  static std::string ReasonsOf(const v1::BuddySuggestion& suggestion) {
    std::vector<std::string> texts;
    for (const auto& reason : suggestion.reasons()) texts.push_back(reason.text());
    return absl::StrJoin(texts, "; ");
  }

  v1::Buddy Change(v1::Buddy buddy, const std::vector<std::string>& paths) {
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = buddy;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    const auto changed =
        coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request);
    EXPECT_OK(changed);
    return changed.ok() ? *changed : buddy;
  }

  void RecordConflict(const v1::Household& household, const v1::Buddy& buddy) {
    v1::RecordConflictRequest request;
    request.set_household(household.name());
    request.set_buddy(buddy.name());
    request.set_reason("buren");
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", request));
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  v1::Household household_ = AddHousehold(coordinator_, "H-0142");
  v1::Member participant_ = AddParticipant(coordinator_, household_, "Noor");
  v1::Track track_ = AddTrack(coordinator_, household_, participant_);
};

TEST_F(Matching, SuggestsTheBuddiesOfTheOrganisationBestFirst) {
  v1::Buddy second = AddBuddy(coordinator_, "B02");
  second.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  second.add_experience(v1::TARGET_GROUP_SINGLE_PARENT);
  Change(second, {"neighbourhood", "experience"});
  v1::Buddy third = AddBuddy(coordinator_, "B03");
  third.clear_backup_organisation();
  Change(third, {"backup_organisation"});
  AddBuddy(coordinator_, "B04");
  server_.AddOrganisation("ELDERS");
  AddBuddy(server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS"), "B05");
  EXPECT_THAT(Suggested(), ElementsAre("B02 60", "B01 15", "B04 15", "B03 -"));
}

TEST_F(Matching, SaysWhoIsSuggestedAndWhy) {
  v1::Buddy changed = buddy_;
  changed.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  Change(changed, {"neighbourhood"});
  const auto response = Suggest(coordinator_, "tracks/H-0142");
  ASSERT_OK(response);
  EXPECT_EQ(response->household(), household_.name());
  const v1::BuddySuggestion& suggestion = response->suggestions(0);
  EXPECT_EQ(suggestion.buddy(), buddy_.name());
  EXPECT_EQ(suggestion.buddy_name(), "Layla Test");
  EXPECT_EQ(suggestion.capacity(), 8);
  EXPECT_EQ(suggestion.active_matches(), 0);
  EXPECT_EQ(suggestion.score(), 35);
  EXPECT_EQ(ReasonsOf(suggestion), "knows the way in Beijum; 8 of 8 places free");
  EXPECT_EQ(suggestion.obstacles_size(), 0);
}

TEST_F(Matching, WeighsALanguageOfTheParticipant) {
  v1::UpdateMemberRequest request;
  *request.mutable_member() = participant_;
  request.mutable_member()->add_languages("ar");
  request.mutable_update_mask()->add_paths("languages");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/UpdateMember", request));
  v1::Buddy changed = buddy_;
  changed.add_languages("ar");
  Change(changed, {"languages"});
  EXPECT_EQ(ReasonsOf(Only()), "speaks Arabic too; 8 of 8 places free");
}

TEST_F(Matching, CountsEarlierTracksOfTheTargetGroupThatEnded) {
  const Case earlier = AddCase(coordinator_, "H-0143", buddy_);
  EXPECT_EQ(ReasonsOf(Only()), "7 of 8 places free");
  ASSERT_OK(Transition(coordinator_, earlier.match, v1::MATCH_VERB_END));
  // A second match with the same track: still one track.
  v1::Match again = AddMatch(coordinator_, earlier.track, buddy_);
  again = *Transition(coordinator_, again, v1::MATCH_VERB_START_MEETING);
  again = *Transition(coordinator_, again, v1::MATCH_VERB_ACTIVATE);
  ASSERT_OK(Transition(coordinator_, again, v1::MATCH_VERB_END));
  EXPECT_EQ(ReasonsOf(Only()),
            "has experience with single parents: 1 track before; 8 of 8 places free");
}

TEST_F(Matching, LeavesOutWhoHasAMatchWithTheTrackThatIsNotOver) {
  AddBuddy(coordinator_, "B02");
  const v1::Match match = AddMatch(coordinator_, track_, buddy_);
  EXPECT_THAT(Suggested(), ElementsAre("B02 15"));
  ASSERT_OK(Transition(coordinator_, match, v1::MATCH_VERB_DECLINE));
  EXPECT_THAT(Suggested(), ElementsAre("B01 15", "B02 15"));
}

TEST_F(Matching, NamesWhatStandsInTheWay) {
  AddBuddy(coordinator_, "B02");
  v1::Settings settings;
  settings.set_basic_certificate_from("2026-05-20");
  ChangeSettings(coordinator_, settings, "basic_certificate_from");
  v1::Buddy changed = buddy_;
  changed.set_conduct_certificate_date("2020-01-01");
  changed.clear_basic_certificate_date();
  Change(changed, {"conduct_certificate_date", "basic_certificate_date"});
  RecordConflict(household_, buddy_);
  const auto response = Suggest(coordinator_, track_.name());
  ASSERT_OK(response);
  const v1::BuddySuggestion& last = response->suggestions(1);
  EXPECT_EQ(last.buddy_number(), "B01");
  EXPECT_FALSE(last.eligible());
  EXPECT_THAT(last.failing_guards(),
              ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE,
                          v1::MATCH_GUARD_BASIC_CERTIFICATE, v1::MATCH_GUARD_CONFLICT_OF_INTEREST));
  ASSERT_EQ(last.obstacles_size(), 3);
  EXPECT_EQ(last.obstacles(0).text(),
            "the certificate of conduct (2020-01-01) is older than 36 months");
  EXPECT_EQ(last.obstacles(2).text_nl(), "er is belangenverstrengeling met het huishouden");
}

TEST_F(Matching, LeavesOutWhoIsAwayHasLeftOrCannotLogIn) {
  const auto obstacle = [&] {
    const v1::BuddySuggestion suggestion = Only();
    EXPECT_EQ(suggestion.eligible(), suggestion.obstacles_size() == 0);
    return suggestion.eligible() ? "" : suggestion.obstacles(0).text();
  };
  v1::Buddy away = buddy_;
  away.set_absent_from("2026-05-01");
  away = Change(away, {"absent_from"});
  EXPECT_EQ(obstacle(), "the buddy is absent since 2026-05-01");
  away.set_absent_until("2026-05-20");
  away = Change(away, {"absent_until"});
  EXPECT_EQ(obstacle(), "the buddy is absent from 2026-05-01 until 2026-05-20");
  away.set_absent_until("2026-05-19");
  away = Change(away, {"absent_until"});
  EXPECT_EQ(obstacle(), "");

  server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_EQ(obstacle(), "");
  v1::DisableAccountRequest disable;
  disable.set_name("accounts/layla");
  disable.set_request_id(NewRequestId());
  ASSERT_OK(
      server_.Operator().Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", disable));
  EXPECT_EQ(obstacle(), "the buddy cannot log in: the account was disabled");
  server_.AddAccount("layla-nieuw", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_EQ(obstacle(), "");

  v1::LeaveBuddyRequest leave;
  leave.set_name(buddy_.name());
  leave.set_etag(away.etag());
  leave.set_reason("verhuisd");
  leave.set_request_id(NewRequestId());
  ASSERT_OK(
      coordinator_.Call<v1::LeaveBuddyResponse>("kansrijk.v1.MatchService/LeaveBuddy", leave));
  EXPECT_EQ(obstacle(), "the buddy left on 2026-05-20");
}

TEST_F(Matching, RecordsWhoWasLookedAt) {
  ASSERT_OK(Suggest(coordinator_, track_.name()));
  v1::ListAccessRecordsRequest request;
  request.set_household(household_.name());
  const Client officer = server_.AddAccount("fg", v1::ROLE_PRIVACY_OFFICER);
  const auto records = officer.Call<v1::ListAccessRecordsResponse>(
      "kansrijk.v1.AccessService/ListAccessRecords", request);
  ASSERT_OK(records);
  std::vector<std::string> subjects;
  for (const auto& record : records->records()) {
    if (record.method() != "kansrijk.v1.MatchService/SuggestBuddies") continue;
    subjects.assign(record.subjects().begin(), record.subjects().end());
  }
  EXPECT_THAT(subjects, ElementsAre(household_.name(), buddy_.name()));
}

TEST_F(Matching, SuggestsNobodyForATrackThatHasEnded) {
  ASSERT_OK(Transition(coordinator_, track_, v1::TRACK_VERB_WITHDRAW));
  const auto refused = Suggest(coordinator_, track_.name());
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("TRACK_HAS_ENDED"));
}

TEST_F(Matching, IsForCoordinatorsOfTheTrack) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Suggest(stranger, track_.name()), HasCode(StatusCode::kNotFound));
  const Client buddy = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_THAT(Suggest(buddy, track_.name()), HasCode(StatusCode::kPermissionDenied));
}

}  // namespace matching_test
}  // namespace kansrijk::testing
