// Working days in the Netherlands: Monday to Friday but for public holidays, which follow from
// rules (Algemene termijnenwet, article 3), not from a list that ends.
#ifndef KANSRIJK_SERVER_RULES_WORKING_DAY_H_
#define KANSRIJK_SERVER_RULES_WORKING_DAY_H_

#include "absl/time/civil_time.h"

namespace kansrijk::rules {

// Easter Sunday in the Gregorian calendar.
absl::CivilDay EasterSunday(absl::civil_year_t year);

// New Year's Day, Good Friday, Easter Monday, King's Day (27 April; the 26th when that is a
// Sunday), Liberation Day (5 May), Ascension Day, Whit Monday, both days of Christmas; and both
// Sundays.
bool IsPublicHoliday(absl::CivilDay day);

// The `count`th working day after `day`, which itself counts for none.
absl::CivilDay AddWorkingDays(absl::CivilDay day, int count);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_WORKING_DAY_H_
