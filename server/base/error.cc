#include "server/base/error.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace kansrijk {
namespace {

// An error travels in metadata, which has little room.
constexpr int kViolationsMax = 8;

std::string Fill(const char* sentence, const std::vector<Argument>& arguments) {
  std::vector<std::pair<std::string, std::string>> replacements;
  for (size_t i = 0; i < arguments.size(); ++i) {
    replacements.emplace_back(absl::StrCat("$", i), arguments[i].InSentence());
  }
  return absl::StrReplaceAll(sentence, replacements);
}

void SetDutchMessage(absl::Status& status, const std::string& text) {
  google::rpc::LocalizedMessage localized;
  localized.set_locale("nl");
  localized.set_message(text);
  SetPayload(status, localized);
}

}  // namespace

absl::Status Error(const ErrorKind& kind, const std::vector<Argument>& arguments) {
  absl::Status status(kind.code, Fill(kind.english, arguments));
  google::rpc::ErrorInfo info;
  info.set_reason(kind.reason);
  info.set_domain("kansrijk");
  for (size_t i = 0; i < arguments.size(); ++i) {
    (*info.mutable_metadata())[absl::StrCat(i)] = arguments[i].data();
  }
  SetPayload(status, info);
  SetDutchMessage(status, Fill(kind.dutch, arguments));
  return status;
}

absl::Status FieldError(const ErrorKind& kind, absl::string_view field,
                        const std::vector<Argument>& arguments) {
  absl::Status status = Error(kind, arguments);
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(Fill(kind.english, arguments));
  SetPayload(status, bad);
  return status;
}

absl::Status JoinFieldErrors(const std::vector<absl::Status>& errors) {
  if (errors.size() == 1) return errors.front();
  google::rpc::BadRequest violations;
  std::vector<std::string> english;
  std::vector<std::string> dutch;
  for (const absl::Status& error : errors) {
    if (violations.field_violations_size() >= kViolationsMax) break;
    violations.MergeFrom(PayloadOf<google::rpc::BadRequest>(error));
    english.emplace_back(error.message());
    dutch.push_back(DutchMessageOf(error));
  }
  absl::Status joined(errors.front().code(), absl::StrJoin(english, "; "));
  SetPayload(joined, PayloadOf<google::rpc::ErrorInfo>(errors.front()));
  SetDutchMessage(joined, absl::StrJoin(dutch, "; "));
  SetPayload(joined, violations);
  return joined;
}

std::string ReasonOf(const absl::Status& status) {
  return PayloadOf<google::rpc::ErrorInfo>(status).reason();
}

std::string DutchMessageOf(const absl::Status& status) {
  const auto localized = PayloadOf<google::rpc::LocalizedMessage>(status);
  return localized.message().empty() ? std::string(status.message()) : localized.message();
}

}  // namespace kansrijk
