#include "client/message/html.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/message/text.h"

namespace kansrijk::client {

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(
      Visible(text, LineBreaks::kFlatten),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string Element(absl::string_view name, absl::string_view text) {
  return absl::StrCat("<", name, ">", Escaped(text), "</", name, ">");
}

}  // namespace kansrijk::client
