#include "client/referral.h"

#include "absl/strings/substitute.h"
#include "client/call.h"
#include "client/failure.h"
#include "client/language.h"
#include "client/text.h"
#include "kansrijk/v1/referral.pb.h"

namespace kansrijk::client {
namespace {

void PrintObstacles(const v1::PreviewReferralResponse& preview, std::ostream& out) {
  const bool dutch = CurrentLanguage() == Language::kDutch;
  const auto& obstacles = dutch ? preview.obstacles_nl() : preview.obstacles();
  if (obstacles.empty()) {
    out << _("Nothing stands in the way of sending it.") << "\n";
    return;
  }
  out << _("In the way of sending it:") << "\n";
  for (const std::string& obstacle : obstacles) {
    out << "- " << Visible(obstacle, LineBreaks::kFlatten) << "\n";
  }
}

}  // namespace

absl::StatusOr<int> PreviewReferral(Invocation& invocation) {
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
  const auto& preview = static_cast<const v1::PreviewReferralResponse&>(**answer);
  invocation.out << absl::Substitute(_("What $0 sees of it:"),
                                     Visible(preview.referral().to_code(), LineBreaks::kFlatten))
                 << "\n\n";
  PrintRecord(preview.referral(), format, false, invocation.out);
  invocation.out << "\n";
  PrintObstacles(preview, invocation.out);
  return kExitOk;
}

}  // namespace kansrijk::client
