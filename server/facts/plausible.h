// Which days are plausible for what a date tells of: nobody is born in 2068, no session is in the
// future, no track starts in 2199. One table for spreadsheets and calls alike.
#ifndef KANSRIJK_SERVER_FACTS_PLAUSIBLE_H_
#define KANSRIJK_SERVER_FACTS_PLAUSIBLE_H_

#include "absl/time/civil_time.h"

namespace kansrijk {

enum class DateKind {
  kBirth,     // of a person: at most 120 years ago
  kHappened,  // something that took place or was decided: since 2000, not in the future
  kPlanned,   // something agreed for later: since 2000, at most ten years ahead
};

// Both days inclusive.
struct DateBounds {
  absl::CivilDay first;
  absl::CivilDay last;
};

DateBounds PlausibleDates(DateKind kind, absl::CivilDay today);

bool IsPlausible(DateKind kind, absl::CivilDay day, absl::CivilDay today);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_PLAUSIBLE_H_
