#include "client/table/withheld.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/table/print.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

void TellWithheld(const Message& answer, std::ostream& err) {
  if (answer.GetDescriptor() != v1::Release::descriptor()) return;
  const std::string titles = CellText(answer, "withheld.tables.title");
  if (titles.empty()) return;
  err << absl::Substitute(_("Not published this time: $0"), Visible(titles, LineBreaks::kFlatten))
      << "\n";
}

}  // namespace kansrijk::client
