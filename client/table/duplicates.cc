#include "client/table/duplicates.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/table/print.h"
#include "kansrijk/v1/household.pb.h"

namespace kansrijk::client {
namespace {

void WarnAbout(const v1::Member& member, std::ostream& err) {
  for (const auto& known : member.probable_duplicates()) {
    const auto text = [&](const char* field) { return CellText(known, field); };
    err << absl::Substitute(_("Probably known already: $0 $1 $2 ($3), $4%: $5"),
                            text("household_number"), text("member_number"), text("member_name"),
                            text("birth_date"), text("likeness"), text("reason"))
        << "\n";
  }
}

}  // namespace

void WarnOfDuplicates(const Message& answer, std::ostream& err) {
  if (answer.GetDescriptor() == v1::Member::descriptor()) {
    WarnAbout(static_cast<const v1::Member&>(answer), err);
  } else if (answer.GetDescriptor() == v1::Household::descriptor()) {
    for (const auto& member : static_cast<const v1::Household&>(answer).members()) {
      WarnAbout(member, err);
    }
  }
}

}  // namespace kansrijk::client
