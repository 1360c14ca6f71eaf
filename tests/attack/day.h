// Days, as the attacker counts them: nothing here is taken from what it attacks.
#ifndef KANSRIJK_TESTS_ATTACK_DAY_H_
#define KANSRIJK_TESTS_ATTACK_DAY_H_

#include <string>

#include "absl/time/civil_time.h"

namespace kansrijk::attack {

using Day = absl::CivilDay;

// Before all that a programme records.
inline const Day kBeginning(1, 1, 1);

// The same day of the month so many months later, or the month's last day where it has none such.
Day MonthsAfter(Day day, int months);

std::string Text(Day day);           // 2023-12-31
Day DayOf(const std::string& text);  // of that

struct Span {
  Day first = kBeginning;
  Day last = kBeginning;
};

// The days of 2023, 2023-H1, 2023-Q1, and of "cumulative": all until `closing`.
Span SpanOf(const std::string& period, Day closing);

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_DAY_H_
