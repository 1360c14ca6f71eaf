#include "client/shell/doubt.h"

#include <algorithm>
#include <iterator>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/failure.h"
#include "client/shell/terminal.h"

namespace kansrijk::client {
namespace {

struct Doubt {
  const char* reason;  // of the server's refusal
  const char* flag;    // that says that it is meant
};

constexpr Doubt kDoubts[] = {{"LONG_SESSION", "long-session"}};

bool SaysYes(const std::string& answer) {
  return absl::c_any_of(std::initializer_list<const char*>{"y", "yes", "j", "ja"},
                        [&](const char* yes) { return absl::EqualsIgnoreCase(answer, yes); });
}

}  // namespace

absl::StatusOr<bool> IsMeant(Invocation& invocation, const absl::Status& refusal) {
  const std::string reason = ReasonIn(refusal);
  const auto* const doubt =
      std::find_if(std::begin(kDoubts), std::end(kDoubts),
                   [&](const Doubt& known) { return reason == known.reason; });
  if (doubt == std::end(kDoubts) || !CanAsk(invocation.settings.no_input)) return false;
  invocation.err << SentenceIn(refusal, &invocation.command()) << "\n";
  ASSIGN_OR_RETURN(const std::string answer, Ask(_("Is that right? (yes or no)")));
  if (!SaysYes(answer)) return false;
  invocation.typed.flags.insert_or_assign(doubt->flag, std::string(kNoValue));
  return true;
}

}  // namespace kansrijk::client
