// Names that errors mention, in Dutch.
#ifndef KANSRIJK_SERVER_BASE_WORDS_H_
#define KANSRIJK_SERVER_BASE_WORDS_H_

#include <string>

namespace kansrijk {

// The Dutch words for the names of states, verbs and roles in `names` ("ACTIVE" or "PAUSE, CLOSE");
// anything else stays as it is.
std::string InDutch(const std::string& names);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_WORDS_H_
