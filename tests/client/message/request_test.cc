#include "client/message/request.h"

#include <regex>
#include <set>

#include "gtest/gtest.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace request_test {

// The request that the words make; its text form, or the refusal.
std::string RequestOf(const std::vector<std::string>& words) {
  const auto typed = ReadArguments(words);
  if (!typed.ok()) return std::string(typed.status().message());
  auto request = NewMessage(*Method(typed->command->method).input_type());
  const absl::Status status = FillRequest(*typed, *request);
  return status.ok() ? request->ShortDebugString() : std::string(status.message());
}

std::vector<std::string> MissingOf(const std::vector<std::string>& words) {
  std::vector<std::string> missing;
  for (const Missing& entry : FindMissing(*ReadArguments(words))) {
    missing.push_back(entry.typed_as);
  }
  return missing;
}

TEST(FillRequest, LogsASession) {
  EXPECT_EQ(RequestOf({"session", "log", "H-0142", "--minutes", "45", "--channel", "home-visit",
                       "--date", "2026-03-02", "--buddy", "B01", "--no-show"}),
            "parent: \"tracks/H-0142\" session { buddy: \"buddies/B01\" date: \"2026-03-02\" "
            "minutes: 45 channel: CHANNEL_HOME_VISIT no_show: true }");
}

TEST(FillRequest, MasksExactlyTheFieldsGiven) {
  EXPECT_EQ(RequestOf({"household", "update", "H-0142", "--type", "single"}),
            "household { name: \"households/H-0142\" type: HOUSEHOLD_TYPE_SINGLE } "
            "update_mask { paths: \"type\" }");
  EXPECT_EQ(RequestOf({"session", "amend", "S-0881", "--reason", "typo", "--minutes", "60"}),
            "session { name: \"tracks/-/sessions/S-0881\" minutes: 60 } "
            "update_mask { paths: \"minutes\" } reason: \"typo\"");
}

TEST(FillRequest, ClearsAFieldWithEmptyText) {
  EXPECT_EQ(RequestOf({"member", "update", "L0142a", "--email", ""}),
            "member { name: \"households/-/members/L0142a\" } update_mask { paths: \"email\" }");
  EXPECT_EQ(RequestOf({"buddy", "update", "B01", "--backup="}),
            "buddy { name: \"buddies/B01\" } update_mask { paths: \"backup_organisation\" }");
}

TEST(FillRequest, RefusesAnUpdateOfNothing) {
  EXPECT_EQ(RequestOf({"household", "update", "H-0142"}),
            "nothing to change: give at least one flag");
}

TEST(FillRequest, SetsTheVerbThatTheCommandStandsFor) {
  EXPECT_EQ(RequestOf({"track", "drop-out", "T0142", "--exit-reason", "no-contact"}),
            "name: \"tracks/T0142\" verb: TRACK_VERB_DROP_OUT exit_reason: EXIT_REASON_NO_CONTACT");
  EXPECT_EQ(RequestOf({"match", "end", "T0142", "B01", "--reason", "moved"}),
            "name: \"tracks/T0142/matches/B01\" verb: MATCH_VERB_END reason: \"moved\"");
}

TEST(FillRequest, ReadsListsSwitchesAndTimes) {
  EXPECT_EQ(RequestOf({"buddy", "update", "B01", "--languages", "nl, ar",
                       "--confidentiality-signed=nee"}),
            "buddy { name: \"buddies/B01\" languages: \"nl\" languages: \"ar\" } "
            "update_mask { paths: \"confidentiality_signed\" paths: \"languages\" }");
  // Midnight in Amsterdam, in summer time.
  EXPECT_EQ(RequestOf({"access", "list", "--from", "2026-07-01"}),
            "start_time { seconds: 1782856800 }");
  EXPECT_EQ(RequestOf({"access", "list", "--from", "2026-07-01T00:00:00Z"}),
            "start_time { seconds: 1782864000 }");
}

TEST(FillRequest, NamesTheFlagOfAWrongValue) {
  EXPECT_EQ(RequestOf({"session", "log", "H-0142", "--minutes", "long"}),
            "--minutes: \"long\" is not a whole number");
  EXPECT_EQ(RequestOf({"session", "log", "H-0142", "--minutes", "4294967341"}),
            "--minutes: \"4294967341\" is not a whole number");
  EXPECT_EQ(RequestOf({"session", "log", "H\t0142"}),
            "TRACK: \"H 0142\" is not a number or a name");
  EXPECT_EQ(RequestOf({"session", "log", "H-0142", "--no-show=maybe"}),
            "--no-show: \"maybe\" is neither yes nor no");
}

TEST(FillRequest, FillsCasework) {
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(RequestOf({"assessment", "record", "H-0142", "--moment", "begin", "--scores",
                       "home_situation=3,werk=2"}),
            "parent: \"tracks/H-0142\" assessment { moment: ASSESSMENT_MOMENT_BEGIN "
            "scores { item: \"home_situation\" level: 3 } scores { item: \"work\" level: 2 } }");
  EXPECT_EQ(
      RequestOf({"assessment", "correct", "M-0012", "--scores", "work=2"}),
      "assessment { name: \"tracks/-/assessments/M-0012\" scores { item: \"work\" level: 2 } } "
      "update_mask { paths: \"scores\" }");
  EXPECT_EQ(RequestOf({"goal", "recognise", "D-1", "--kind", "incentive", "--amount", "25,00"}),
            "parent: \"tracks/-/goals/D-1\" recognition { kind: RECOGNITION_KIND_INCENTIVE "
            "amount_cents: 2500 }");
  EXPECT_EQ(RequestOf({"goal", "agree", "D-1", "--by", "L0142a"}),
            "name: \"tracks/-/goals/D-1\" verb: GOAL_VERB_AGREE "
            "agreed_by: \"households/-/members/L0142a\"");
  EXPECT_EQ(RequestOf({"household", "split", "H-0142", "--members", "L0142b, L0142c", "--type",
                       "single-parent"}),
            "name: \"households/H-0142\" member_numbers: \"L0142b\" member_numbers: \"L0142c\" "
            "type: HOUSEHOLD_TYPE_SINGLE_PARENT");
  EXPECT_EQ(RequestOf({"household", "transfer", "L0142a", "H-0009"}),
            "name: \"households/-/members/L0142a\" household: \"households/H-0009\"");
  EXPECT_EQ(RequestOf({"track", "close", "T0142", "--exit-reason", "paid-work", "--outcomes",
                       "paid-work,uit-bijstand"}),
            "name: \"tracks/T0142\" verb: TRACK_VERB_CLOSE exit_reason: EXIT_REASON_PAID_WORK "
            "outcomes: OUTCOME_PAID_WORK outcomes: OUTCOME_OFF_SOCIAL_ASSISTANCE");
  EXPECT_EQ(RequestOf({"track", "hand-over", "T0142", "B02", "--reason", "moved"}),
            "parent: \"tracks/T0142\" buddy: \"buddies/B02\" reason: \"moved\"");
  EXPECT_EQ(RequestOf({"caseload", "--review"}), "review_due: true");
}

TEST(FindMissing, AsksForAPartOnlyWhenSomeOfItIsGiven) {
  std::vector<std::string> words = {"household", "create", "--neighbourhood",
                                    "beijum",    "--type", "single"};
  EXPECT_EQ(MissingOf(words), std::vector<std::string>{});
  words.insert(words.end(), {"--given-name", "Noor"});
  EXPECT_EQ(MissingOf(words), (std::vector<std::string>{"--birth-date", "--relation"}));
}

TEST(FindMissing, NamesWhatTheRequestRequires) {
  EXPECT_EQ(MissingOf({"goal", "draft"}),
            (std::vector<std::string>{"TRACK", "--pillar", "--text", "--due"}));
  EXPECT_EQ(MissingOf({"household", "update"}), std::vector<std::string>{"HOUSEHOLD"});
  EXPECT_EQ(MissingOf({"track", "list"}), std::vector<std::string>{});
}

TEST(FindMissing, NamesWhatOnlySomeRequestsNeedAsNotRequired) {
  const std::vector<Missing> missing =
      FindMissing(*ReadArguments({"session", "log", "H-0142", "--channel", "phone"}));
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].typed_as, "--minutes");
  EXPECT_FALSE(missing[0].required);
  EXPECT_EQ(MissingOf({"session", "log", "H-0142", "--channel", "phone", "--no-show"}),
            std::vector<std::string>{});
  EXPECT_EQ(MissingOf({"session", "log", "H-0142", "--channel", "phone", "--no-show=no"}),
            std::vector<std::string>{"--minutes"});
}

TEST(TypedAs, GivesTheFlagOfARequestField) {
  const Command& log = *FindCommand("session log");
  EXPECT_EQ(TypedAs(log, "session.next_appointment_date"), "--next-appointment");
  EXPECT_EQ(TypedAs(log, "parent"), "TRACK");
  EXPECT_EQ(TypedAs(log, "request_id"), "request_id");
}

TEST(NewRequestId, IsAFreshUuidOfVersionFour) {
  const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.insert(NewRequestId());
  EXPECT_EQ(ids.size(), 100u);
  for (const std::string& id : ids) EXPECT_TRUE(std::regex_match(id, uuid)) << id;
}

}  // namespace request_test
}  // namespace kansrijk::client
