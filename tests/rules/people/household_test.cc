#include "server/rules/people/household.h"

#include <gmock/gmock.h>

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace household_test {

using ::kansrijk::testing::BlamesField;
using ::kansrijk::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> Words(const std::string& query) {
  const auto words = SearchWords(query);
  EXPECT_TRUE(words.ok()) << query << ": " << words.status();
  return words.value_or(std::vector<std::string>());
}

v1::Member BornOn(const std::string& birth_date) {
  v1::Member member;
  member.set_number("L0142a");
  member.set_birth_date(birth_date);
  return member;
}

TEST(MemberBirthDate, IsTodayAtLatest) {
  const absl::CivilDay today(2024, 2, 28);
  EXPECT_OK(CheckMember(BornOn("2024-02-28"), "member", today));
  const absl::Status refused = CheckMember(BornOn("2024-02-29"), "first_member", today);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(refused, HasReason("BORN_IN_FUTURE"));
  EXPECT_THAT(refused, BlamesField("first_member.birth_date"));
}

TEST(MemberBirthDate, IsNotRepeatedInTheRefusal) {
  const auto refused = CheckMember(BornOn("2031-05-06"), "member", absl::CivilDay(2024, 1, 1));
  EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("2031")));
}

TEST(MemberLanguages, AreCodes) {
  const absl::CivilDay today(2024, 2, 28);
  v1::Member member = BornOn("1990-01-01");
  member.add_languages("pt-BR");
  EXPECT_OK(CheckMember(member, "member", today));
  member.add_languages("Portugees Braziliaans");
  const absl::Status refused = CheckMember(member, "member", today);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(refused, HasReason("NOT_A_LANGUAGE"));
  EXPECT_THAT(refused, BlamesField("member.languages"));
}

TEST(Participant, StaysOneWhileATrackIsOpen) {
  EXPECT_OK(CheckMayStopTakingPart(BornOn("1990-01-01"), std::nullopt));
  const absl::Status refused = CheckMayStopTakingPart(BornOn("1990-01-01"), "T0007");
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused, HasReason("PARTICIPANT_HAS_OPEN_TRACK"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("T0007"));
}

TEST(SearchWords, AreFolded) { EXPECT_THAT(Words("  Šimić  José "), ElementsAre("simic", "jose")); }

TEST(SearchWords, TakeNumbersWholeToo) {
  EXPECT_THAT(Words("H-0142"), ElementsAre("0142", "h-0142"));
  EXPECT_THAT(Words("l0142a"), ElementsAre("l0142a"));
}

TEST(SearchWords, AreTheDigitsOfATelephoneNumberHoweverItIsGrouped) {
  for (const char* phone : {"0612345678", "06-12345678", "06 12 34 56 78", "+31 (0)6 1234 5678",
                            "+31612345678", " 06.1234.5678 "}) {
    EXPECT_THAT(Words(phone), ElementsAre("0612345678")) << phone;
  }
  EXPECT_THAT(Words("050-123"), ElementsAre("050123"));  // the beginning of one
}

TEST(SearchWords, TakeAYearOfBirthBesidesAName) {
  EXPECT_THAT(Words("1998"), ElementsAre("1998"));
  EXPECT_THAT(Words("wouter 1998"), ElementsAre("wouter", "1998"));
}

TEST(SearchWords, LeaveOutTheLetterOfAPrefix) {
  EXPECT_THAT(Words("van 't Hof"), ElementsAre("van", "hof"));
}

TEST(SearchWords, AreOneToFourAsWritten) {
  EXPECT_THAT(Words("van der Meer-de Jong"), SizeIs(5));
  EXPECT_THAT(Words("ab"), SizeIs(1));
  for (const char* query :
       {"", "  ", "a b", "anna b", "é", "''", "aa bb cc dd ee", "aa-bb cc-dd ee-ff gg-hh"}) {
    const auto words = SearchWords(query);
    EXPECT_EQ(words.status().code(), absl::StatusCode::kInvalidArgument) << query;
    EXPECT_EQ(ReasonOf(words.status()), "SEARCH_QUERY") << query;
    EXPECT_EQ(PayloadOf<google::rpc::BadRequest>(words.status()).field_violations(0).field(),
              "query");
  }
}

}  // namespace household_test
}  // namespace kansrijk::rules
