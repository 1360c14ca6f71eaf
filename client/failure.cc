#include "client/failure.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/language.h"
#include "client/request.h"
#include "client/text.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace kansrijk::client {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr char kRequestId[] = "kansrijk/request_id";
constexpr char kRepeat[] = "kansrijk/repeat";
constexpr int kExitOther = 1;

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload(kTypePrefix + Detail::descriptor()->full_name());
  if (payload) detail.ParseFromString(std::string(*payload));
  return detail;
}

std::string NoteOf(const absl::Status& status, const char* url) {
  const auto payload = status.GetPayload(url);
  return payload ? std::string(*payload) : "";
}

struct Hint {
  absl::StatusCode code;
  const char* text;  // message id; $0 is the server
};

constexpr Hint kHints[] = {
    {absl::StatusCode::kUnauthenticated, N_("Log in first: kansrijk login")},
    {absl::StatusCode::kUnavailable,
     N_("Is the server running? Address: $0 (choose another with --server or kansrijk context).")},
    {absl::StatusCode::kAborted, N_("Look at it again (show), then repeat the command.")},
    {absl::StatusCode::kResourceExhausted, N_("The server is busy. Try again in a moment.")},
    {absl::StatusCode::kDeadlineExceeded, N_("Wait longer with --timeout SECONDS.")},
};

// Empty where the message of the status itself is to be shown.
std::string DutchMessageOf(const absl::Status& status) {
  if (CurrentLanguage() != Language::kDutch) return "";
  return DetailOf<google::rpc::LocalizedMessage>(status).message();
}

// Which flags are to blame, each with its own fault where the message above holds several; the
// faults are described in English only.
void ReportFields(const absl::Status& status, const Command* command, std::ostream& err) {
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  const bool described = bad.field_violations_size() > 1 && DutchMessageOf(status).empty();
  for (const auto& violation : bad.field_violations()) {
    const std::string typed_as =
        command == nullptr ? violation.field() : TypedAs(*command, violation.field());
    err << "  " << Visible(typed_as, LineBreaks::kFlatten);
    if (described) err << ": " << Visible(violation.description(), LineBreaks::kFlatten);
    err << "\n";
  }
}

}  // namespace

const std::vector<ExitCode>& ExitCodes() {
  using Code = absl::StatusCode;
  static const auto* codes = new std::vector<ExitCode>{
      {kExitOk, N_("done"), {Code::kOk}},
      {kExitOther, N_("anything else"), {}},
      {2, N_("wrong use, or a value that is refused"), {Code::kInvalidArgument}},
      {3, N_("not logged in"), {Code::kUnauthenticated}},
      {4, N_("not allowed, or not found"), {Code::kPermissionDenied, Code::kNotFound}},
      {kExitConflict,
       N_("changed by someone else, or in use already"),
       {Code::kAborted, Code::kAlreadyExists}},
      {6, N_("not possible in the present state"), {Code::kFailedPrecondition}},
      {7, N_("server not reachable or busy"), {Code::kUnavailable, Code::kResourceExhausted}},
      {8, N_("no answer in time"), {Code::kDeadlineExceeded}},
      {kExitPartial, N_("import with refused rows, or with files that were not read"), {}},
      {130, N_("interrupted"), {Code::kCancelled}},
  };
  return *codes;
}

int ExitCodeOf(const absl::Status& status) {
  for (const ExitCode& entry : ExitCodes()) {
    if (std::count(entry.statuses.begin(), entry.statuses.end(), status.code()) > 0) {
      return entry.code;
    }
  }
  return kExitOther;
}

absl::Status FromRpc(const grpc::Status& status, const std::string& server,
                     absl::Duration timeout) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  std::string message = status.error_message();
  if (details.details().empty()) {
    if (code == absl::StatusCode::kUnavailable) {
      message = absl::Substitute(_("the server at $0 cannot be reached"), server);
    } else if (code == absl::StatusCode::kDeadlineExceeded) {
      message = absl::Substitute(_("no answer within $0 seconds"), absl::ToInt64Seconds(timeout));
    } else if (code == absl::StatusCode::kCancelled) {
      message = _("interrupted");
    } else if (code == absl::StatusCode::kUnimplemented) {
      message = _("the server does not know this command; it may be of another version");
    }
  }
  absl::Status result(code, message);
  for (const auto& detail : details.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

bool OutcomeUnknown(const absl::Status& status) {
  return absl::IsDeadlineExceeded(status) || absl::IsUnavailable(status) ||
         absl::IsCancelled(status);
}

void RenameField(absl::Status& refusal, const std::string& path, const std::string& typed_as) {
  auto bad = DetailOf<google::rpc::BadRequest>(refusal);
  bool renamed = false;
  for (auto& violation : *bad.mutable_field_violations()) {
    const absl::string_view field = violation.field();
    const bool within =
        absl::StartsWith(field, path) && (field.size() == path.size() || field[path.size()] == '.');
    if (!within) continue;
    violation.set_field(typed_as);
    renamed = true;
  }
  if (!renamed) return;
  refusal.SetPayload(kTypePrefix + google::rpc::BadRequest::descriptor()->full_name(),
                     absl::Cord(bad.SerializeAsString()));
}

void NoteRequestId(absl::Status& status, const std::string& request_id) {
  status.SetPayload(kRequestId, absl::Cord(request_id));
}

void NoteRepeat(absl::Status& status, const std::string& command) {
  status.SetPayload(kRepeat, absl::Cord(command));
}

void ReportFailure(const absl::Status& status, const Command* command, const std::string& server,
                   bool verbose, std::ostream& err) {
  const std::string dutch = DutchMessageOf(status);
  err << "kansrijk: "
      << Visible(dutch.empty() ? status.message() : absl::string_view(dutch), LineBreaks::kKeep)
      << "\n";
  ReportFields(status, command, err);
  const std::string repeat = NoteOf(status, kRepeat);
  if (!repeat.empty()) {
    err << _("It is not known whether the change was made. Repeat it safely with:") << "\n  "
        << Visible(repeat, LineBreaks::kFlatten) << "\n";
  }
  for (const Hint& hint : kHints) {
    if (hint.code == status.code()) err << absl::Substitute(_(hint.text), server) << "\n";
  }
  const std::string request_id = NoteOf(status, kRequestId);
  if (!request_id.empty()) err << absl::Substitute(_("Request id: $0"), request_id) << "\n";
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  const auto trace = info.metadata().find("trace_id");
  if (trace != info.metadata().end() && (verbose || absl::IsInternal(status))) {
    err << absl::Substitute(_("Trace id: $0"), Visible(trace->second, LineBreaks::kFlatten))
        << "\n";
  }
}

}  // namespace kansrijk::client
