// E-mail addresses, as people give them.
#ifndef KANSRIJK_SERVER_FACTS_EMAIL_H_
#define KANSRIJK_SERVER_FACTS_EMAIL_H_

#include "absl/strings/string_view.h"

namespace kansrijk {

// One address that is safe to stand in the head of a message: letters, digits and . _ + - around
// one @.
bool IsEmailAddress(absl::string_view text);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_EMAIL_H_
