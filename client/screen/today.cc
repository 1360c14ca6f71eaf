#include "client/screen/today.h"

#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/terminal.h"
#include "client/table/marked.h"
#include "kansrijk/v1/caseload.pb.h"

namespace kansrijk::client {
namespace {

bool IsMarked(const Message& row) {
  const auto& task = static_cast<const v1::Task&>(row);
  return task.overdue() || task.urgent();
}

}  // namespace

void PrintTasks(const Entries& tasks, Format format, bool colour, std::ostream& out) {
  if (tasks.empty()) return;
  const std::vector<const Message*> rows = Pointers(tasks);
  const std::vector<Column> columns = TableColumns(*v1::Task::descriptor(), rows, format);
  MarkedTable(columns, rows, &IsMarked, colour).Print(out);
}

absl::StatusOr<int> ShowToday(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto listing, ListEntries(invocation, connection, *request));
  if (listing.entries.empty()) {
    invocation.err << _("Nothing is on today, and nothing is overdue.") << "\n";
  }
  const Format format = invocation.settings.format;
  if (IsTable(format)) {
    PrintTasks(listing.entries, format, WantsColour(), invocation.out);
  } else {
    PrintListing(*v1::Task::descriptor(), listing.entries, format, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
