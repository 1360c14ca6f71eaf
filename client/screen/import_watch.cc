#include "client/screen/import_watch.h"

#include <algorithm>

#include "absl/strings/substitute.h"
#include "absl/time/clock.h"
#include "client/message/language.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/interrupt.h"
#include "client/shell/terminal.h"

namespace kansrijk::client {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr absl::Duration kPauseMin = absl::Milliseconds(20);
constexpr absl::Duration kPauseMax = absl::Milliseconds(500);

// A stretch of an import's way: what it is called, and what becomes of an import that is left to
// itself there. Message ids.
constexpr struct {
  v1::ImportState state;
  const char* doing;
  const char* interrupted;
} kStretches[] = {
    {v1::IMPORT_STATE_CHECKING, N_("checking"),
     N_("interrupted during the check; nothing has been written yet, and the server stops the "
        "check within half a minute, unless it is ready before that and goes on to write")},
    {v1::IMPORT_STATE_WRITING, N_("writing"),
     N_("interrupted; the server finishes the import by itself")},
    {v1::IMPORT_STATE_TAKING_BACK, N_("taking back"),
     N_("interrupted; something went wrong meanwhile, and the server is taking back what it "
        "wrote")},
};

bool IsOver(v1::ImportState state) {
  return state == v1::IMPORT_STATE_CHECKED || state == v1::IMPORT_STATE_COMMITTED ||
         state == v1::IMPORT_STATE_TAKEN_BACK || state == v1::IMPORT_STATE_OPEN;
}

bool MayComeBack(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsResourceExhausted(status);
}

// Pauses that grow. An interrupt is seen after the pause.
class Pauses {
 public:
  void Take() {
    absl::SleepFor(next_);
    next_ = std::min(next_ * 1.5, kPauseMax);
  }

 private:
  absl::Duration next_ = kPauseMin;
};

class Watch {
 public:
  Watch(Invocation& invocation, Connection& connection, const v1::CommitImportRequest& commit)
      : invocation_(invocation),
        connection_(connection),
        commit_(commit),
        patience_(invocation.settings.timeout_given ? invocation.settings.timeout : kPatience) {}

  absl::StatusOr<v1::Import> Run() {
    v1::GetImportRequest get;
    get.set_name(commit_.name());
    Pauses pauses;
    auto import = Ask("ImportService.CommitImport", commit_);
    while (import.ok() && !IsOver(import->state())) {
      state_ = import->state();
      Show(ProgressOf(*import));
      pauses.Take();
      import = Ask("ImportService.GetImport", get);
    }
    Show("");
    if (import.ok() && import->state() == v1::IMPORT_STATE_OPEN) return GivenUp();
    return import.ok() ? import : absl::StatusOr<v1::Import>(Explained(import.status()));
  }

 private:
  // Asks again while the server is away; the request id makes that safe.
  absl::StatusOr<v1::Import> Ask(absl::string_view method, const Message& request) {
    const absl::Time end = absl::Now() + patience_;
    Pauses pauses;
    while (!NotedInterrupts::Any()) {
      auto answer = connection_.Call<v1::Import>(method, request, invocation_.settings.timeout);
      if (answer.ok() || !MayComeBack(answer.status()) || absl::Now() >= end) return answer;
      Show(_("the server does not answer; trying again"));
      pauses.Take();
    }
    return absl::CancelledError(_("interrupted"));
  }

  void Show(const std::string& progress) {
    if (ShowsProgress()) invocation_.err << "\r\x1b[K" << progress << std::flush;
  }

  static absl::Status GivenUp() {
    return absl::FailedPreconditionError(
        _("the server stopped the check, because it had not heard from this program for half a "
          "minute (did the computer go to sleep?); nothing was written, so import again"));
  }

  // What a failure means for the import, and how to find out the rest: to import again is safe.
  absl::Status Explained(absl::Status failure) const {
    if (commit_.validate_only()) {
      if (!absl::IsCancelled(failure)) return failure;
      return absl::CancelledError(_("interrupted; nothing was written"));
    }
    for (const auto& stretch : kStretches) {
      if (stretch.state != state_ || !absl::IsCancelled(failure)) continue;
      failure = absl::CancelledError(_(stretch.interrupted));
      break;
    }
    NoteRequestId(failure, commit_.request_id());
    if (OutcomeUnknown(failure)) NoteRepeat(failure, RepeatCommand(invocation_, "", ""));
    return failure;
  }

  Invocation& invocation_;
  Connection& connection_;
  const v1::CommitImportRequest& commit_;
  const absl::Duration patience_;
  v1::ImportState state_ = v1::IMPORT_STATE_UNSPECIFIED;  // last heard of
};

}  // namespace

absl::StatusOr<v1::Import> CommitAndWatch(Invocation& invocation, Connection& connection,
                                          const v1::CommitImportRequest& request) {
  const NotedInterrupts noted;
  return Watch(invocation, connection, request).Run();
}

std::string ProgressOf(const v1::Import& import) {
  for (const auto& stretch : kStretches) {
    if (stretch.state != import.state()) continue;
    if (import.rows_total() <= 0) return _(stretch.doing);
    const int64_t done = std::min(import.rows_done(), import.rows_total());
    return absl::Substitute(_("$0: $1 of $2 rows, $3%"), _(stretch.doing), done,
                            import.rows_total(), done * 100 / import.rows_total());
  }
  return "";
}

}  // namespace kansrijk::client
