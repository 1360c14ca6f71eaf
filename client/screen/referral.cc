#include "client/screen/referral.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/request.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/question.h"
#include "client/table/duplicates.h"
#include "client/table/sentence.h"
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
  out << _("It cannot be sent yet:") << "\n";
  for (const std::string& obstacle : obstacles) {
    out << "- " << Visible(InPlainWords(obstacle, nullptr), LineBreaks::kFlatten) << "\n";
  }
}

void PrintLeftOut(const v1::PreviewReferralResponse& preview, std::ostream& out) {
  const bool dutch = CurrentLanguage() == Language::kDutch;
  for (const std::string& left_out : dutch ? preview.left_out_nl() : preview.left_out()) {
    out << "- " << Visible(InPlainWords(left_out, nullptr), LineBreaks::kFlatten) << "\n";
  }
}

absl::Status MarkSeen(Invocation& invocation, Connection& connection,
                      const v1::Referral& referral) {
  v1::MarkReferralSeenRequest request;
  request.set_name(referral.name());
  request.set_request_id(NewRequestId());
  return connection
      .Call<v1::Referral>("ReferralService.MarkReferralSeen", request, invocation.settings.timeout)
      .status();
}

}  // namespace

absl::StatusOr<int> ShowReferral(Invocation& invocation) {
  RETURN_IF_ERROR(CompleteTyped(invocation));
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  const Format format = invocation.settings.format;
  PrintRecord(*answer, format, false, invocation.out);
  if (!IsTable(format)) return kExitOk;
  WarnOfDuplicates(*answer, invocation.err);
  const auto& referral = static_cast<const v1::Referral&>(*answer);
  if (referral.unseen()) RETURN_IF_ERROR(MarkSeen(invocation, connection, referral));
  return kExitOk;
}

absl::StatusOr<int> PreviewReferral(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  const Format format = invocation.settings.format;
  if (!IsTable(format)) {
    PrintRecord(*answer, format, false, invocation.out);
    return kExitOk;
  }
  const auto& preview = static_cast<const v1::PreviewReferralResponse&>(*answer);
  invocation.out << absl::Substitute(_("What $0 will see:"),
                                     Visible(preview.referral().to_code(), LineBreaks::kFlatten))
                 << "\n\n";
  PrintRecord(preview.referral(), format, false, invocation.out);
  PrintLeftOut(preview, invocation.out);
  invocation.out << "\n";
  PrintObstacles(preview, invocation.out);
  return kExitOk;
}

}  // namespace kansrijk::client
