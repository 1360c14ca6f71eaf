#include "server/base/error.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace kansrijk {
namespace {

// An error travels in metadata, which has little room.
constexpr int kViolationsMax = 16;

std::string Fill(const char* text, const std::vector<std::string>& arguments) {
  std::vector<std::pair<std::string, std::string>> replacements;
  for (size_t i = 0; i < arguments.size(); ++i) {
    replacements.emplace_back(absl::StrCat("$", i), arguments[i]);
  }
  return absl::StrReplaceAll(text, replacements);
}

}  // namespace

absl::Status Error(const ErrorKind& kind, const std::vector<std::string>& arguments) {
  absl::Status status(kind.code, Fill(kind.english, arguments));
  google::rpc::ErrorInfo info;
  info.set_reason(kind.reason);
  info.set_domain("kansrijk");
  SetPayload(status, info);
  google::rpc::LocalizedMessage localized;
  localized.set_locale("nl");
  localized.set_message(Fill(kind.dutch, arguments));
  SetPayload(status, localized);
  return status;
}

absl::Status FieldError(const ErrorKind& kind, absl::string_view field,
                        const std::vector<std::string>& arguments) {
  absl::Status status = Error(kind, arguments);
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(Fill(kind.english, arguments));
  SetPayload(status, bad);
  return status;
}

absl::Status JoinFieldErrors(const std::vector<absl::Status>& errors) {
  absl::Status first = errors.front();
  google::rpc::BadRequest all;
  for (const absl::Status& error : errors) {
    if (all.field_violations_size() >= kViolationsMax) break;
    all.MergeFrom(PayloadOf<google::rpc::BadRequest>(error));
  }
  SetPayload(first, all);
  return first;
}

std::string ReasonOf(const absl::Status& status) {
  return PayloadOf<google::rpc::ErrorInfo>(status).reason();
}

std::string DutchMessageOf(const absl::Status& status) {
  const auto localized = PayloadOf<google::rpc::LocalizedMessage>(status);
  return localized.message().empty() ? std::string(status.message()) : localized.message();
}

}  // namespace kansrijk
