// How a row differs from what the server has, in one line.
#ifndef KANSRIJK_CLIENT_SCREEN_DIFFERENCE_H_
#define KANSRIJK_CLIENT_SCREEN_DIFFERENCE_H_

#include <string>

#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

// minuten: 45 -> 60, the server's value first; of long texts the part where they differ.
std::string DifferenceText(const v1::ImportDifference& difference);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_DIFFERENCE_H_
