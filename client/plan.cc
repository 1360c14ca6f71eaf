#include "client/plan.h"

#include "absl/strings/match.h"
#include "client/call.h"
#include "client/failure.h"
#include "client/text.h"
#include "kansrijk/v1/goal.pb.h"

namespace kansrijk::client {

absl::StatusOr<int> PrintPlan(Invocation& invocation) {
  if (absl::Status status = CompleteTyped(invocation); !status.ok()) return status;
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  const auto answer = ReadOne(invocation, *connection);
  if (!answer.ok()) return answer.status();
  const Format format = invocation.settings.format;
  if (!IsTable(format)) {
    PrintRecord(**answer, format, false, invocation.out);
    return kExitOk;
  }
  const std::string& text = static_cast<const v1::GoalPlan&>(**answer).text();
  invocation.out << Visible(text, LineBreaks::kKeep) << (absl::EndsWith(text, "\n") ? "" : "\n");
  return kExitOk;
}

}  // namespace kansrijk::client
