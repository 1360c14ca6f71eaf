#include "client/today.h"

#include "client/call.h"
#include "client/failure.h"
#include "client/language.h"
#include "client/marked.h"
#include "client/terminal.h"
#include "kansrijk/v1/caseload.pb.h"

namespace kansrijk::client {
namespace {

bool IsOverdue(const Message& row) { return static_cast<const v1::Task&>(row).overdue(); }

}  // namespace

void PrintTasks(const Entries& tasks, Format format, bool colour, std::ostream& out) {
  if (tasks.empty()) return;
  const std::vector<const Message*> rows = Pointers(tasks);
  const std::vector<Column> columns = TableColumns(*v1::Task::descriptor(), rows, format);
  MarkedTable(columns, rows, &IsOverdue, colour).Print(out);
}

absl::StatusOr<int> ShowToday(Invocation& invocation) {
  auto request = TypedRequest(invocation);
  if (!request.ok()) return request.status();
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  const auto listing = ListEntries(invocation, *connection, **request);
  if (!listing.ok()) return listing.status();
  if (listing->entries.empty()) {
    invocation.err << _("Nothing is on today, and nothing is overdue.") << "\n";
  }
  const Format format = invocation.settings.format;
  if (IsTable(format)) {
    PrintTasks(listing->entries, format, WantsColour(), invocation.out);
  } else {
    PrintListing(*v1::Task::descriptor(), listing->entries, format, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
