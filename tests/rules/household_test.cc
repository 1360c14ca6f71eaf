#include "server/rules/household.h"

#include <gmock/gmock.h>

namespace kansrijk::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> Words(const std::string& query) {
  const auto words = SearchWords(query);
  EXPECT_TRUE(words.ok()) << query << ": " << words.status();
  return words.value_or(std::vector<std::string>());
}

TEST(MemberBirthDate, IsTodayAtLatest) {
  const absl::CivilDay today(2024, 2, 28);
  EXPECT_TRUE(CheckBirthDate("2024-02-28", today).ok());
  const absl::Status refused = CheckBirthDate("2024-02-29", today);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "BORN_IN_FUTURE");
  EXPECT_EQ(PayloadOf<google::rpc::BadRequest>(refused).field_violations(0).field(),
            "member.birth_date");
}

TEST(MemberBirthDate, IsNotRepeatedInTheRefusal) {
  const absl::Status refused = CheckBirthDate("2031-05-06", absl::CivilDay(2024, 1, 1));
  EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("2031")));
}

TEST(SearchWords, AreFolded) { EXPECT_THAT(Words("  Šimić  José "), ElementsAre("simic", "jose")); }

TEST(SearchWords, TakeNumbersWholeToo) {
  EXPECT_THAT(Words("H-0142"), ElementsAre("0142", "h-0142"));
  EXPECT_THAT(Words("l0142a"), ElementsAre("l0142a"));
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

}  // namespace
}  // namespace kansrijk::rules
