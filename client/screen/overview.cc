#include "client/screen/overview.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"

namespace kansrijk::client {

Page OverviewPage(const v1::Overview& overview) {
  Page page = PageOf(overview);
  page.title = absl::Substitute(_("Overview of $0 until $1"), CellText(overview, "start_date"),
                                CellText(overview, "end_date"));
  page.remark = _("Internal: exact counts of people, not for publication.");
  return page;
}

absl::StatusOr<int> ShowOverview(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  const auto& overview = static_cast<const v1::Overview&>(*answer);
  const Format format = invocation.settings.format;
  if (format == Format::kHtml) {
    invocation.out << HtmlOf(OverviewPage(overview));
  } else if (IsTable(format)) {
    PrintPage(OverviewPage(overview), invocation.out);
  } else {
    PrintRecord(overview, format, false, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
