// How alike two texts are, for names that were written differently.
#ifndef KANSRIJK_SERVER_FACTS_LIKENESS_H_
#define KANSRIJK_SERVER_FACTS_LIKENESS_H_

#include "absl/strings/string_view.h"

namespace kansrijk {

// The measure of Jaro (1989) on code points: 0 nothing alike, 1 equal, whichever comes first. The
// texts are valid UTF-8.
double Jaro(absl::string_view one, absl::string_view other);

// Jaro raised for each of the first four characters that are the same (Winkler 1990).
double JaroWinkler(absl::string_view one, absl::string_view other);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_LIKENESS_H_
