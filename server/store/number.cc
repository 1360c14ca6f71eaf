#include "server/store/number.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kNumberNext{"number_next", R"sql(
  INSERT INTO number_series (series, next_number)
  VALUES ($1, 2)
  ON CONFLICT (series) DO UPDATE SET next_number = number_series.next_number + 1
  RETURNING next_number - 1
)sql"};

constexpr db::Query kNumberReserve{"number_reserve", R"sql(
  INSERT INTO number_series (series, next_number)
  VALUES ($1, $2)
  ON CONFLICT (series) DO UPDATE SET next_number = excluded.next_number
  WHERE number_series.next_number < excluded.next_number
)sql"};

constexpr db::Query kNumberMemberTaken{"number_member_taken", R"sql(
  SELECT m.id
  FROM member_all AS m
  JOIN household_all AS h ON h.id = $1
  WHERE m.organisation_id = h.organisation_id AND m.number = $2
)sql"};

absl::StatusOr<int64_t> Next(db::WriteTx& tx, const std::string& series) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kNumberNext, {series}));
  return row->Int(0);
}

std::string SeriesOf(const NumberKind& kind, const Id& organisation_id) {
  return absl::StrCat(kind.series, "/", organisation_id.text());
}

// 1 is a, 26 is z, 27 is aa.
std::string Letters(int64_t n) {
  std::string letters;
  for (; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), char('a' + (n - 1) % 26));
  return letters;
}

}  // namespace

absl::StatusOr<std::string> NextNumber(db::WriteTx& tx, const NumberKind& kind,
                                       const Id& organisation_id) {
  ASSIGN_OR_RETURN(const int64_t number, Next(tx, SeriesOf(kind, organisation_id)));
  return absl::StrFormat("%s%0*d", kind.prefix, kind.digits, number);
}

absl::Status ReserveNumber(db::WriteTx& tx, const NumberKind& kind, const Id& organisation_id,
                           const std::string& number) {
  absl::string_view digits = number;
  int64_t value = 0;
  if (!absl::ConsumePrefix(&digits, kind.prefix) || digits.size() > 9 ||
      !absl::SimpleAtoi(digits, &value)) {
    return absl::OkStatus();
  }
  return tx.Execute(kNumberReserve, {SeriesOf(kind, organisation_id), value + 1}).status();
}

absl::StatusOr<std::string> NextMemberNumber(db::WriteTx& tx, const Id& household_id,
                                             const std::string& household_number) {
  std::string digits;
  for (const char c : household_number) {
    if (absl::ascii_isalnum(c) && c != 'H') digits += c;
  }
  // Numbers that came from elsewhere are skipped.
  for (;;) {
    ASSIGN_OR_RETURN(const int64_t n, Next(tx, absl::StrCat("member/", household_id.text())));
    const std::string number = absl::StrCat("L", digits, Letters(n));
    ASSIGN_OR_RETURN(const auto taken, tx.SelectOne(kNumberMemberTaken, {household_id, number}));
    if (!taken.has_value()) return number;
  }
}

}  // namespace kansrijk::store
