#include "client/screen/plan.h"

#include "absl/strings/match.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "kansrijk/v1/goal.pb.h"

namespace kansrijk::client {

absl::StatusOr<int> PrintPlan(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  const Format format = invocation.settings.format;
  if (!IsTable(format)) {
    PrintRecord(*answer, format, false, invocation.out);
    return kExitOk;
  }
  const std::string& text = static_cast<const v1::GoalPlan&>(*answer).text();
  invocation.out << Visible(text, LineBreaks::kKeep) << (absl::EndsWith(text, "\n") ? "" : "\n");
  return kExitOk;
}

}  // namespace kansrijk::client
