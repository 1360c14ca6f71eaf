// Text within a web page.
#ifndef KANSRIJK_CLIENT_MESSAGE_HTML_H_
#define KANSRIJK_CLIENT_MESSAGE_HTML_H_

#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk::client {

// `text` with nothing in it that a browser would take for markup, in content or in a quoted
// attribute; control characters become visible.
std::string Escaped(absl::string_view text);

// <name>text</name>, the text escaped.
std::string Element(absl::string_view name, absl::string_view text);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_HTML_H_
