#include "client/message/item.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "client/message/choices.h"
#include "kansrijk/v1/instrument.pb.h"

namespace kansrijk::client {

std::string ItemLabel(absl::string_view code) {
  const auto pillar = ParseChoice(*v1::Pillar_descriptor(), code);
  return pillar.ok() ? Label(**pillar) : absl::StrReplaceAll(code, {{"_", "-"}});
}

std::string ItemCode(absl::string_view typed) {
  const auto pillar = ParseChoice(*v1::Pillar_descriptor(), typed);
  if (pillar.ok()) return absl::AsciiStrToLower(ShortName(**pillar));
  return absl::StrReplaceAll(absl::AsciiStrToLower(typed), {{"-", "_"}, {" ", "_"}});
}

}  // namespace kansrijk::client
