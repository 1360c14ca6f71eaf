// How long tests by chance go on.
#ifndef KANSRIJK_TESTS_TESTING_CAMPAIGN_H_
#define KANSRIJK_TESTS_TESTING_CAMPAIGN_H_

#include <algorithm>
#include <cstdlib>

#include "absl/strings/numbers.h"

namespace kansrijk::testing {

// `count` times what KANSRIJK_CAMPAIGN says, 1 when it says nothing.
inline int CampaignOf(int count) {
  const char* const text = std::getenv("KANSRIJK_CAMPAIGN");
  int times = 1;
  if (text != nullptr && !absl::SimpleAtoi(text, &times)) times = 1;
  return count * std::max(times, 1);
}

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_CAMPAIGN_H_
