// Numbers as people say them: 7, h7 and H-07 for H-0007.
#ifndef KANSRIJK_SERVER_FACTS_NUMBER_FORM_H_
#define KANSRIJK_SERVER_FACTS_NUMBER_FORM_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk {

// The numbers that `said` can mean where a thing of `type` ("Track") is named, in the form in which
// the server gives numbers out; codes that people choose in capitals, and with a zero before a
// single digit (A01 for a1). `said` itself is not among them. Bare digits where a track is named
// can be the number of a track and of a household.
std::vector<std::string> NumbersMeant(absl::string_view type, absl::string_view said);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_NUMBER_FORM_H_
