#include "client/message/text.h"

#include <wchar.h>

#include <algorithm>
#include <numeric>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace kansrijk::client {
namespace {

constexpr char32_t kBroken = 0xFFFD;
constexpr char kReplacement[] = "\xEF\xBF\xBD";

struct CodePoint {
  char32_t value = kBroken;
  size_t bytes = 1;
  bool broken = true;
};

// The first code point of a text that is not empty; a byte that begins none is broken by itself.
CodePoint First(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, false};
  const size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  char32_t value = lead & (0xFF >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return {};
    value = value << 6 | (next & 0x3F);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[bytes] || surrogate || value > 0x10FFFF) return {};
  return {value, bytes, false};
}

bool Obeyed(char32_t value) {
  const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
  const bool direction = value == 0x200E || value == 0x200F || value == 0x061C ||
                         (value >= 0x2028 && value <= 0x202E) ||
                         (value >= 0x2066 && value <= 0x2069);
  return control || direction;
}

size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t kept = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({kept, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string Visible(absl::string_view text, LineBreaks breaks) {
  std::string shown;
  while (!text.empty()) {
    const CodePoint point = First(text);
    if (point.value == '\n') {
      shown += breaks == LineBreaks::kKeep ? '\n' : ' ';
    } else if (point.value == '\r' && absl::StartsWith(text.substr(1), "\n")) {
      // The line feed that follows is the line break.
    } else if (point.value == '\t') {
      shown += ' ';
    } else if (point.broken || Obeyed(point.value)) {
      shown += kReplacement;
    } else {
      absl::StrAppend(&shown, text.substr(0, point.bytes));
    }
    text.remove_prefix(point.bytes);
  }
  return shown;
}

size_t DisplayWidth(absl::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = First(text);
    const int columns = wcwidth(static_cast<wchar_t>(point.value));
    width += columns < 0 ? 1 : columns;
    text.remove_prefix(point.bytes);
  }
  return width;
}

std::string Padded(absl::string_view text, size_t width) {
  const size_t used = DisplayWidth(text);
  return absl::StrCat(text, std::string(used < width ? width - used : 0, ' '));
}

std::string CsvCell(absl::string_view text) {
  const bool formula = !text.empty() && absl::StrContains("=+-@\t\r", text.substr(0, 1));
  const std::string cell = absl::StrCat(formula ? "'" : "", text);
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

std::string CsvLine(const std::vector<std::string>& cells) {
  return absl::StrCat(
      absl::StrJoin(cells, ",",
                    [](std::string* line, const std::string& cell) { *line += CsvCell(cell); }),
      "\r\n");
}

std::string ShellWord(absl::string_view text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains("-_./:=@,+", c);
  });
  if (plain) return std::string(text);
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

std::string Nearest(absl::string_view typed, const std::vector<std::string>& known) {
  std::string nearest;
  size_t distance_max = std::max<size_t>(1, typed.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const size_t distance = Distance(typed, candidate);
    if (distance < distance_max) {
      distance_max = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

absl::TimeZone Amsterdam() {
  absl::TimeZone amsterdam;
  absl::LoadTimeZone("Europe/Amsterdam", &amsterdam);
  return amsterdam;
}

}  // namespace kansrijk::client
