#include "client/table/settlements.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/table/print.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::client {
namespace {

struct ResultLine {
  bool taken_back;  // the end was
  v1::SettledResult result;
  const char* text;  // message id; $0 is the list
};

// What goes on without a track needs no word when the track goes on too.
constexpr ResultLine kResultLines[] = {
    {false, v1::SETTLED_RESULT_ENDED, N_("Ended with the track: $0")},
    {false, v1::SETTLED_RESULT_GOES_ON, N_("Goes on without the track: $0")},
    {true, v1::SETTLED_RESULT_ENDED, N_("Stays ended: $0")},
    {true, v1::SETTLED_RESULT_REOPENED, N_("Open again: $0")},
};

// goal D-0036, step A-0102
std::string ListOf(const v1::Track& track, v1::SettledResult result) {
  std::vector<std::string> things;
  for (const v1::Settlement& settlement : track.settlements()) {
    if (settlement.result() != result) continue;
    things.push_back(
        absl::StrCat(CellText(settlement, "kind"), " ", CellText(settlement, "number")));
  }
  return absl::StrJoin(things, ", ");
}

}  // namespace

void TellSettlements(const Message& answer, std::ostream& err) {
  if (answer.GetDescriptor() != v1::Track::descriptor()) return;
  const auto& track = static_cast<const v1::Track&>(answer);
  const bool taken_back =
      !track.events().empty() && track.events().rbegin()->verb() == v1::TRACK_VERB_REOPEN;
  if (track.close_date().empty() && !taken_back) return;
  for (const ResultLine& line : kResultLines) {
    if (line.taken_back != taken_back) continue;
    const std::string list = ListOf(track, line.result);
    if (!list.empty()) err << absl::Substitute(_(line.text), list) << "\n";
  }
}

}  // namespace kansrijk::client
