#include "client/shell/failure.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/table/sentence.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace kansrijk::client {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr char kRequestId[] = "kansrijk/request_id";
constexpr char kRepeat[] = "kansrijk/repeat";
constexpr char kKeptText[] = "kansrijk/kept_text";
constexpr int kExitOther = 1;

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload(kTypePrefix + Detail::descriptor()->full_name());
  if (payload) detail.ParseFromString(std::string(*payload));
  return detail;
}

template <typename Detail>
void SetDetail(absl::Status& status, const Detail& detail) {
  status.SetPayload(kTypePrefix + Detail::descriptor()->full_name(),
                    absl::Cord(detail.SerializeAsString()));
}

// The field at `path`, or a part of it.
bool IsPartOf(absl::string_view field, absl::string_view path) {
  return absl::ConsumePrefix(&field, path) && (field.empty() || field[0] == '.');
}

// `sentence` with what was typed in the place of the field at `path`.
std::string Renamed(absl::string_view sentence, const std::string& path,
                    const std::string& typed_as) {
  std::vector<std::string> pieces = absl::StrSplit(sentence, '`');
  std::string renamed = pieces.front();
  for (size_t i = 1; i < pieces.size(); ++i) {
    const bool replaced = i + 1 < pieces.size() && IsPartOf(pieces[i], path);
    absl::StrAppend(&renamed, replaced ? typed_as : "`" + pieces[i]);
    if (replaced) absl::StrAppend(&renamed, pieces[++i]);
  }
  return renamed;
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

// In the user's language, as far as the server has said it so.
std::string SentenceOf(const absl::Status& status) {
  std::string sentence;
  if (CurrentLanguage() == Language::kDutch) {
    sentence = DetailOf<google::rpc::LocalizedMessage>(status).message();
  }
  return sentence.empty() ? std::string(status.message()) : sentence;
}

// Which flags are to blame, as far as the message above does not name them.
void ReportFields(const absl::Status& status, absl::string_view message, const Command* command,
                  std::ostream& err) {
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad.field_violations()) {
    const std::string typed_as = Said(violation.field(), command);
    if (absl::StrContains(message, typed_as)) continue;
    err << "  " << Visible(typed_as, LineBreaks::kFlatten) << "\n";
  }
}

}  // namespace

const std::vector<ExitCode>& ExitCodes() {
  using Code = absl::StatusCode;
  static const auto* codes = new std::vector<ExitCode>{
      {kExitOk, N_("done"), {Code::kOk}},
      {kExitOther, N_("anything else"), {}},
      {2, N_("wrong usage, or a value that was refused"), {Code::kInvalidArgument}},
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

std::string ReasonIn(const absl::Status& status) {
  return DetailOf<google::rpc::ErrorInfo>(status).reason();
}

std::string SentenceIn(const absl::Status& status, const Command* command) {
  return Visible(InPlainWords(SentenceOf(status), command), LineBreaks::kKeep);
}

void RenameField(absl::Status& refusal, const std::string& path, const std::string& typed_as) {
  auto bad = DetailOf<google::rpc::BadRequest>(refusal);
  for (auto& violation : *bad.mutable_field_violations()) {
    if (IsPartOf(violation.field(), path)) violation.set_field(typed_as);
  }
  auto dutch = DetailOf<google::rpc::LocalizedMessage>(refusal);
  dutch.set_message(Renamed(dutch.message(), path, typed_as));
  absl::Status renamed(refusal.code(), Renamed(refusal.message(), path, typed_as));
  refusal.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    renamed.SetPayload(type, payload);
  });
  SetDetail(renamed, bad);
  SetDetail(renamed, dutch);
  refusal = renamed;
}

void NoteRequestId(absl::Status& status, const std::string& request_id) {
  status.SetPayload(kRequestId, absl::Cord(request_id));
}

void NoteRepeat(absl::Status& status, const std::string& command) {
  status.SetPayload(kRepeat, absl::Cord(command));
}

void NoteKeptText(absl::Status& status, const std::string& told) {
  status.SetPayload(kKeptText, absl::Cord(absl::StrCat(NoteOf(status, kKeptText), told, "\n")));
}

void ReportFailure(const absl::Status& status, const Command* command, const std::string& server,
                   bool verbose, std::ostream& err) {
  const std::string message = SentenceIn(status, command);
  err << "kansrijk: " << message << "\n";
  ReportFields(status, message, command, err);
  const std::string repeat = NoteOf(status, kRepeat);
  if (!repeat.empty()) {
    err << _("It is not known whether the change was made. Repeat it safely with:") << "\n  "
        << Visible(repeat, LineBreaks::kFlatten) << "\n";
  }
  err << Visible(NoteOf(status, kKeptText), LineBreaks::kKeep);
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
