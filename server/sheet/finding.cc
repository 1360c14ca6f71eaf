#include "server/sheet/finding.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/base/text.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {
namespace {

constexpr size_t kQuotedMax = 40;  // code points

std::string Fill(const char* text, const std::vector<std::string>& arguments) {
  std::vector<std::pair<std::string, std::string>> replacements;
  for (size_t i = 0; i < arguments.size(); ++i) {
    replacements.emplace_back(absl::StrCat("$", i), arguments[i]);
  }
  return absl::StrReplaceAll(text, replacements);
}

// The first `count` code points.
std::string Shortened(const std::string& text, size_t count) {
  size_t points = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) >> 6) != 2;
    if (begins && points++ == count) return absl::StrCat(text.substr(0, i), "…");
  }
  return text;
}

}  // namespace

v1::ImportFinding Finding(const FindingKind& kind, absl::string_view column,
                          const std::vector<std::string>& arguments) {
  v1::ImportFinding finding;
  finding.set_reason(kind.reason);
  finding.set_refused(kind.refused);
  finding.set_column(std::string(column));
  finding.set_message(Fill(kind.english, arguments));
  finding.set_message_nl(Fill(kind.dutch, arguments));
  return finding;
}

std::string Quoted(const std::string& value) {
  if (HasCitizenNumber(value)) return "\"…\"";
  return absl::StrCat("\"", Shortened(value, kQuotedMax), "\"");
}

std::string WithoutCitizenNumbers(absl::string_view text) {
  std::string hidden(text);
  for (const CitizenNumber& number : CitizenNumbersIn(text)) HideDigits(number, hidden);
  return hidden;
}

void HideDigits(const CitizenNumber& number, std::string& text) {
  const auto begin = text.begin() + static_cast<std::ptrdiff_t>(number.begin);
  std::replace_if(
      begin, begin + static_cast<std::ptrdiff_t>(number.size),
      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }, '*');
}

}  // namespace kansrijk::sheet
