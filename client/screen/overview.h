// Exact counts of the own work, for use within the organisation.
#ifndef KANSRIJK_CLIENT_SCREEN_OVERVIEW_H_
#define KANSRIJK_CLIENT_SCREEN_OVERVIEW_H_

#include "absl/status/statusor.h"
#include "client/table/page.h"
#include "kansrijk/v1/overview.pb.h"

namespace kansrijk::client {

struct Invocation;

// On the terminal, with -o html as a web page, both marked as internal; else in that format.
absl::StatusOr<int> ShowOverview(Invocation& invocation);

Page OverviewPage(const v1::Overview& overview);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_OVERVIEW_H_
