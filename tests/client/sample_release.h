// A release of figures as a server gives it: a table with figures, points and stars, and one that
// shows nothing.
#ifndef KANSRIJK_TESTS_CLIENT_SAMPLE_RELEASE_H_
#define KANSRIJK_TESTS_CLIENT_SAMPLE_RELEASE_H_

#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

v1::Release SampleRelease();

// The same with every figure withheld.
v1::Release WithheldRelease();

// The same without two families, one of them for lack of time; proposed, with a count that earlier
// releases disclose, and for readers who know three households.
v1::Release ReleaseWithoutFamilies();

}  // namespace kansrijk::client

#endif  // KANSRIJK_TESTS_CLIENT_SAMPLE_RELEASE_H_
