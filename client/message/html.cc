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

std::string HtmlHead(Language language, absl::string_view title, absl::string_view style,
                     absl::string_view more) {
  return absl::StrCat("<!DOCTYPE html>\n<html lang=\"", language == Language::kDutch ? "nl" : "en",
                      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n",
                      more, Element("title", title), "\n<style>", style,
                      "</style>\n</head>\n<body>\n");
}

}  // namespace kansrijk::client
