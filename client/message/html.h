// Text within a web page.
#ifndef KANSRIJK_CLIENT_MESSAGE_HTML_H_
#define KANSRIJK_CLIENT_MESSAGE_HTML_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/message/language.h"

namespace kansrijk::client {

// `text` with nothing in it that a browser would take for markup, in content or in a quoted
// attribute; control characters become visible.
std::string Escaped(absl::string_view text);

// <name>text</name>, the text escaped.
std::string Element(absl::string_view name, absl::string_view text);

// A page from its beginning to that of its body. `more` stands in its head as it is.
std::string HtmlHead(Language language, absl::string_view title, absl::string_view style,
                     absl::string_view more = "");

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_HTML_H_
