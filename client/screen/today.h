// What is on today and what is overdue, one line each.
#ifndef KANSRIJK_CLIENT_SCREEN_TODAY_H_
#define KANSRIJK_CLIENT_SCREEN_TODAY_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "client/table/print.h"

namespace kansrijk::client {

struct Invocation;

absl::StatusOr<int> ShowToday(Invocation& invocation);

// One line a task: what is overdue has ! before it; colour only adds to that.
void PrintTasks(const Entries& tasks, Format format, bool colour, std::ostream& out);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_TODAY_H_
