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

// Where the finding stands among the files; what is about none comes last.
auto Place(const v1::ImportFinding& finding) {
  const auto file = FindFile(finding.file());
  const size_t index = file.has_value() ? static_cast<size_t>(*file) : Tables().size();
  return std::tuple(index, finding.line(), !finding.refused());
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
  if (!HasCitizenNumber(text)) return hidden;
  for (size_t i = 0; i < text.size(); ++i) {
    for (const size_t size : {size_t{9}, size_t{11}}) {
      const absl::string_view window = text.substr(i, size);
      if (window.size() < size || !absl::ascii_isdigit(window.front()) ||
          !absl::ascii_isdigit(window.back()) || !HasCitizenNumber(window)) {
        continue;
      }
      std::replace_if(
          hidden.begin() + static_cast<std::ptrdiff_t>(i),
          hidden.begin() + static_cast<std::ptrdiff_t>(i + size),
          [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }, '*');
    }
  }
  return hidden;
}

void Findings::Add(v1::ImportFinding finding) {
  ++count_;
  auto& kept = finding.refused() ? refused_ : warnings_;
  if (kept.size() < kFindingsMax) kept.push_back(std::move(finding));
}

std::vector<v1::ImportFinding> Findings::Take() {
  warnings_.resize(std::min(warnings_.size(), kFindingsMax - refused_.size()));
  std::vector<v1::ImportFinding> all = std::move(refused_);
  std::move(warnings_.begin(), warnings_.end(), std::back_inserter(all));
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return Place(a) < Place(b); });
  if (count_ > all.size()) {
    all.push_back(Finding(kMoreFindings, "", {absl::StrCat(count_ - all.size())}));
  }
  return all;
}

}  // namespace kansrijk::sheet
