#include "server/sheet/cell.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/base/civil.h"
#include "server/base/text.h"
#include "server/sheet/finding.h"

namespace kansrijk::sheet {
namespace {

constexpr absl::string_view kNoBreakSpace = "\u00A0";

using Parsed = std::variant<Cell, v1::ImportFinding>;

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

absl::string_view Trimmed(absl::string_view text) {
  for (size_t size = text.size() + 1; size != text.size();) {
    size = text.size();
    text = absl::StripAsciiWhitespace(text);
    absl::ConsumePrefix(&text, kNoBreakSpace);
    absl::ConsumeSuffix(&text, kNoBreakSpace);
  }
  return text;
}

// Fold(), without the detour through Unicode for most texts.
std::string Folded(const std::string& text) {
  if (!IsAscii(text)) return Fold(text);
  std::string folded = absl::AsciiStrToLower(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

// With the plain apostrophe and hyphen instead of what word processors make of them.
std::string FoldedWord(const std::string& text) {
  if (IsAscii(text)) return Folded(text);
  return Fold(absl::StrReplaceAll(
      text, {{"‘", "'"}, {"’", "'"}, {"ʼ", "'"}, {"´", "'"}, {"–", "-"}, {"‑", "-"}, {"‐", "-"}}));
}

Parsed ParseText(const Column& column, const std::string& text) {
  const bool multiline = column.kind == Kind::kNote;
  if (HasControlCharacter(text, multiline)) {
    return Finding(kControlCharacter, column.name, {column.name});
  }
  Cell cell{ToNfc(text)};
  const auto length = static_cast<int64_t>(CountCodePoints(cell.text));
  if (length > column.max) {
    return Finding(kTooLong, column.name,
                   {column.name, absl::StrCat(length), absl::StrCat(column.max)});
  }
  return cell;
}

bool IsDigits(absl::string_view text, size_t size_min, size_t size_max) {
  return text.size() >= size_min && text.size() <= size_max &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

std::optional<std::string> IsoDate(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  if (parts.size() != 3 || !IsDigits(parts[0], 1, 2) || !IsDigits(parts[1], 1, 2) ||
      !IsDigits(parts[2], 4, 4)) {
    return std::nullopt;
  }
  const auto two = [](absl::string_view digits) {
    return absl::StrCat(digits.size() == 1 ? "0" : "", digits);
  };
  const std::string iso = absl::StrCat(parts[2], "-", two(parts[1]), "-", two(parts[0]));
  return ParseDate(iso).has_value() ? std::optional(iso) : std::nullopt;
}

Parsed ParseNumber(const Column& column, const std::string& text) {
  const bool sign = text[0] == '-' || text[0] == '+';
  if (!IsDigits(absl::string_view(text).substr(sign ? 1 : 0), 1, text.size())) {
    return Finding(kNotANumber, column.name, {column.name, Quoted(text)});
  }
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < column.min || number > column.max) {
    return Finding(kOutOfRange, column.name,
                   {column.name, Quoted(text), absl::StrCat(column.min), absl::StrCat(column.max)});
  }
  return Cell{text, number};
}

std::string Euros(int64_t cents) { return absl::StrFormat("%d,%02d", cents / 100, cents % 100); }

// The digits of a whole amount, which may have points at the thousands: 1.250.
std::optional<std::string> WholeEuros(absl::string_view text) {
  const std::vector<absl::string_view> groups = absl::StrSplit(text, '.');
  if (groups.size() == 1) {
    return IsDigits(text, 1, text.size()) ? std::optional(std::string(text)) : std::nullopt;
  }
  if (!IsDigits(groups[0], 1, 3)) return std::nullopt;
  for (size_t i = 1; i < groups.size(); ++i) {
    if (!IsDigits(groups[i], 3, 3)) return std::nullopt;
  }
  return absl::StrJoin(groups, "");
}

// An amount as spreadsheets write it, in cents as text: 25,00 or 25 or 25,- or € 1.250,00.
std::optional<std::string> CentsOf(absl::string_view text) {
  absl::ConsumePrefix(&text, "€");
  text = Trimmed(text);
  const bool negative = absl::ConsumePrefix(&text, "-");
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits(',', 1));
  const bool has_cents = IsDigits(parts.second, 2, 2);
  if (!has_cents && parts.second != "-" && text != parts.first) return std::nullopt;
  const auto whole = WholeEuros(parts.first);
  if (!whole.has_value()) return std::nullopt;
  return absl::StrCat(negative ? "-" : "", *whole, has_cents ? parts.second : "00");
}

Parsed ParseEuros(const Column& column, const std::string& text) {
  const auto cents = CentsOf(text);
  if (!cents.has_value()) return Finding(kNotAnAmount, column.name, {column.name, Quoted(text)});
  int64_t number = 0;
  if (!absl::SimpleAtoi(*cents, &number) || number < column.min || number > column.max) {
    return Finding(kOutOfRange, column.name,
                   {column.name, Quoted(text), Euros(column.min), Euros(column.max)});
  }
  return Cell{text, number};
}

// Accents aside, as `folded` is.
bool Says(const std::string& folded, absl::string_view dutch) {
  return folded == dutch || (!IsAscii(dutch) && folded == Fold(std::string(dutch)));
}

Parsed ParseWord(const Column& column, const std::string& text) {
  const std::string folded = FoldedWord(text);
  std::vector<absl::string_view> usual;
  for (const Word& word : column.words) {
    if (Says(folded, word.dutch)) return Cell{text, word.value};
    const bool synonym = std::any_of(column.words.begin(), column.words.end(), [&](const Word& w) {
      return &w < &word && w.value == word.value;
    });
    if (!synonym) usual.push_back(word.dutch);
  }
  return Finding(kUnknownValue, column.name,
                 {column.name, Quoted(text), absl::StrJoin(usual, ", ")});
}

}  // namespace

std::string CodeKey(const std::string& code) { return Folded(code); }

Parsed ParseCell(const Column& column, const std::string& raw) {
  const std::string text(Trimmed(raw));
  if (text.empty()) {
    if (column.required) return Finding(kMissingValue, column.name, {column.name});
    return Cell{};
  }
  switch (column.kind) {
    case Kind::kText:
    case Kind::kNote:
    case Kind::kCode:
      return ParseText(column, text);
    case Kind::kNumber:
      return ParseNumber(column, text);
    case Kind::kEuros:
      return ParseEuros(column, text);
    case Kind::kWord:
      return ParseWord(column, text);
    case Kind::kDate:
      break;
  }
  if (const auto date = IsoDate(text)) return Cell{*date};
  return Finding(kBadDate, column.name, {column.name, Quoted(text)});
}

}  // namespace kansrijk::sheet
