// How long things of the programme last, unless people agree otherwise.
#ifndef KANSRIJK_SERVER_FACTS_TERM_H_
#define KANSRIJK_SERVER_FACTS_TERM_H_

#include "absl/time/time.h"

namespace kansrijk {

inline constexpr int kTrackMonths = 12;
inline constexpr int kAftercareMonths = 6;
inline constexpr int kConsentMonths = 12;
inline constexpr absl::Duration kSessionLengthMax = absl::Hours(24);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_TERM_H_
