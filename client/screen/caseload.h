// The caseload: open tracks by buddy, those that need attention marked; how many tracks each buddy
// has.
#ifndef KANSRIJK_CLIENT_SCREEN_CASELOAD_H_
#define KANSRIJK_CLIENT_SCREEN_CASELOAD_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "client/table/print.h"

namespace kansrijk::client {

struct Invocation;

absl::StatusOr<int> ShowCaseload(Invocation& invocation);

// A table under a heading per buddy, columns lined up over all. A flagged row has ! before it;
// colour only adds to that. With `review`, the columns of the review list.
void PrintCaseload(const Entries& entries, Format format, bool review, bool colour,
                   std::ostream& out);

// What buddies have on hand: BuddyLoad messages, flagged ones with ! before them.
void PrintLoads(const Entries& loads, Format format, bool colour, std::ostream& out);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_CASELOAD_H_
