// Households that were there before strokes, telephone numbers and years of birth were search
// words.
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace search_word_test {

// Łukasz Wałęsa has the word of an ł twice over, as a person of both spellings has.
constexpr char kBefore[] = R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision)
  VALUES ('ko', 'KO', 'Kansrijk', 1, 7, 7, 1);
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us,
    updated_us, revision)
  VALUES ('h', 'ko', 'H-0142', 1, 1, 1, 1, 1);
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name,
    birth_date, relation, participant, phone, email, pregnant_or_young_child, created_us,
    updated_us, revision, phone_digits)
  VALUES ('m', 'h', 'ko', 'L0142a', 'Łukasz', 'Wałęsa', '1990-01-01', 1, 1, '06-12345678', '', 0, 1,
    1, 1, '0612345678'),
    ('n', 'h', 'ko', 'L0142b', 'Ærø', '', '2001-01-01', 1, 0, '', '', 0, 1, 1, 1, '');
  INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
  VALUES ('h', 'h', 'h-0142', 'ko'), ('h', 'm', 'łukasz', 'ko'), ('h', 'm', 'lukasz', 'ko'),
    ('h', 'm', 'wałesa', 'ko'), ('h', 'n', 'æro', 'ko');
)sql";

TEST(SearchWordsOfBefore, AreFoldedAndHaveTelephoneNumberAndYearOfBirth) {
  const testing::TemporaryDirectory directory;
  const auto connection = OpenSqlite(directory.path() + "/test.db", SqliteMode::kCreate);
  ASSERT_OK(connection);
  const auto script = [&](const std::string& sql) { EXPECT_OK((*connection)->Script(sql)); };
  const auto pages =
      std::find_if(Migrations().begin(), Migrations().end(),
                   [](const Migration& one) { return absl::StrContains(one.name, "_pages"); });
  ASSERT_NE(pages, Migrations().end());
  for (auto earlier = Migrations().begin(); earlier != pages; ++earlier) script(earlier->sql);
  script(kBefore);
  for (auto later = pages; later != Migrations().end(); ++later) script(later->sql);

  static constexpr Query kWords{"words",
                                "SELECT w.source_id, w.word FROM household_word AS w "
                                "WHERE w.organisation_id = 'ko' ORDER BY w.source_id, w.word"};
  const auto result = (*connection)->Run(kWords, {});
  ASSERT_OK(result);
  std::string words;
  for (const Row& row : result->rows) absl::StrAppend(&words, row.Text(0), ":", row.Text(1), " ");
  EXPECT_EQ(words, "h:h-0142 m:0612345678 m:1990 m:lukasz m:walesa n:2001 n:aero ");
  static constexpr Query kShielded{"shielded", "SELECT h.shielded FROM household AS h"};
  EXPECT_FALSE((*connection)->Run(kShielded, {})->rows.front().Bool(0));
}

}  // namespace search_word_test
}  // namespace kansrijk::db
