// Dates as people and spreadsheets write them.
#ifndef KANSRIJK_SERVER_SHEET_DATE_H_
#define KANSRIJK_SERVER_SHEET_DATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "absl/strings/string_view.h"
#include "server/sheet/finding.h"

namespace kansrijk::sheet {

// YYYY-MM-DD, or what is wrong with the text. Read are the forms that can mean one day only to a
// Dutch reader: 1-2-1990, 01/02/1990, 1.2.1990, 1990-02-01, 1 feb 1990, 1-feb-1990; each with
// midnight behind it too. `text` is valid UTF-8 without spaces around.
std::variant<std::string, const FindingKind*> ReadDate(absl::string_view text);

// Which of its first two numbers can be the day.
enum class DayPlace {
  kFirst,   // 19-1-2026
  kSecond,  // 1-19-2026
  kEither,  // 1-5-2026
};

// Of a date of three numbers with the year last, which exists one way at least.
std::optional<DayPlace> DayPlaceOf(absl::string_view text);

// What the dates of a column say about the order in which they are written.
class DayOrder {
 public:
  void Add(DayPlace place) {
    if (place == DayPlace::kFirst) ++day_first_;
    if (place == DayPlace::kSecond) ++day_second_;
  }
  // Whether it may be month-day: dates exist that way only, and not just here and there among many
  // that exist as day-month only.
  bool MayBeMonthFirst() const;
  int64_t day_second() const { return day_second_; }

 private:
  int64_t day_first_ = 0;
  int64_t day_second_ = 0;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_DATE_H_
