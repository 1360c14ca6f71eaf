// Casework for a server that runs on the real clock: everything happened some days ago.
#ifndef KANSRIJK_TESTS_FAULTS_RECENT_CASE_H_
#define KANSRIJK_TESTS_FAULTS_RECENT_CASE_H_

#include <string>

#include "tests/testing/casework.h"

namespace kansrijk::testing {

// The date, YYYY-MM-DD, in Amsterdam.
std::string DaysAgo(int days);

// A household whose track is active with a new buddy, B01, since 30 days ago. Expects success.
Case AddRecentCase(const Client& coordinator);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_FAULTS_RECENT_CASE_H_
