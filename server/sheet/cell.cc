#include "server/sheet/cell.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
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
#include "server/facts/names.h"
#include "server/facts/phone.h"
#include "server/facts/plausible.h"
#include "server/sheet/date.h"
#include "server/sheet/finding.h"
#include "server/sheet/spoilt.h"

namespace kansrijk::sheet {
namespace {

constexpr absl::string_view kNoBreakSpace = "\u00A0";

CellReading Good(Cell cell) { return {std::move(cell), std::nullopt, std::nullopt}; }

CellReading Refused(const FindingKind& kind, const Column& column,
                    std::vector<std::string> arguments = {}) {
  arguments.insert(arguments.begin(), column.name);
  return {{}, Finding(kind, column.name, arguments), std::nullopt};
}

v1::ImportFinding Warning(const FindingKind& kind, const Column& column,
                          std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), column.name);
  return Finding(kind, column.name, arguments);
}

bool IsAsciiText(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

// Fold(), without the detour through Unicode for most texts.
std::string Folded(const std::string& text) {
  if (!IsAsciiText(text)) return Fold(text);
  std::string folded = absl::AsciiStrToLower(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

// With the plain apostrophe and hyphen instead of what word processors make of them.
std::string FoldedWord(const std::string& text) {
  if (IsAsciiText(text)) return Folded(text);
  return Fold(absl::StrReplaceAll(
      text, {{"‘", "'"}, {"’", "'"}, {"ʼ", "'"}, {"´", "'"}, {"–", "-"}, {"‑", "-"}, {"‐", "-"}}));
}

// What a conversion made of the text, if it spoilt it.
std::optional<CellReading> Spoilt(const Column& column, const std::string& text) {
  if (IsAsciiText(text)) return std::nullopt;
  if (const auto before = BeforeDoubleEncoding(text)) {
    return Refused(kDoubleEncoded, column, {Quoted(text), Quoted(*before)});
  }
  if (HasReplacementCharacter(text)) {
    return Refused(kLostCharacter, column, {Quoted(text)});
  }
  return std::nullopt;
}

std::optional<v1::ImportFinding> DoubtAboutName(const Column& column, const std::string& name) {
  if (IsNoName(name)) return Warning(kNoName, column, {Quoted(name)});
  if (HasQuestionMarksForLetters(name)) return Warning(kLostLetters, column, {Quoted(name)});
  const std::string odd = OddCharacterIn(name);
  if (odd.empty()) return std::nullopt;
  return Warning(kOddCharacter, column, {Quoted(name), Quoted(odd)});
}

CellReading TooLong(const Column& column, size_t length) {
  return Refused(kTooLong, column, {absl::StrCat(length), absl::StrCat(column.max)});
}

CellReading ReadText(const Column& column, const std::string& text) {
  // Each code point has four bytes at most: a picture that was pasted in is not looked at further.
  if (text.size() > 4 * static_cast<size_t>(column.max)) {
    return TooLong(column, CountCodePoints(text));
  }
  if (auto spoilt = Spoilt(column, text)) return *std::move(spoilt);
  const bool multiline = column.kind == Kind::kNote;
  if (HasControlCharacter(text, multiline)) return Refused(kControlCharacter, column);
  Cell cell{ToNfc(text)};
  const size_t length = CountCodePoints(cell.text);
  if (static_cast<int64_t>(length) > column.max) return TooLong(column, length);
  CellReading reading = Good(std::move(cell));
  if (column.is_name) reading.warning = DoubtAboutName(column, reading.cell.text);
  return reading;
}

// What makes a value another one although nobody sees it, if there is such a thing.
std::optional<CellReading> Invisible(const Column& column, const std::string& text) {
  const std::string character = InvisibleCharacterIn(text);
  if (character.empty()) return std::nullopt;
  return Refused(kInvisibleCharacter, column, {Quoted(text), character});
}

CellReading ReadCode(const Column& column, const std::string& text) {
  if (auto invisible = Invisible(column, text)) return *std::move(invisible);
  CellReading reading = ReadText(column, text);
  if (reading.refusal.has_value() || column.refers_to.has_value()) return reading;
  if (!IsNameable(reading.cell.text)) return Refused(kNotNameable, column, {Quoted(text)});
  return reading;
}

CellReading ReadPhoneCell(const Column& column, const std::string& text) {
  const PhoneReading phone = ReadPhone(text);
  if (phone.kind == PhoneReading::Kind::kDigitsLost) {
    return Refused(kPhoneDigitsLost, column, {Quoted(text)});
  }
  CellReading reading = phone.text.empty() ? Good({}) : ReadText(column, phone.text);
  if (reading.refusal.has_value()) return reading;
  if (phone.kind == PhoneReading::Kind::kRestored) {
    reading.warning = Warning(kPhoneRestored, column, {text, phone.text});
  } else if (phone.kind == PhoneReading::Kind::kNoNumber) {
    reading.warning = Warning(kNoPhone, column, {Quoted(text)});
  }
  return reading;
}

CellReading ImplausibleDate(const Column& column, const std::string& text, absl::CivilDay day,
                            absl::CivilDay today) {
  const DateBounds bounds = PlausibleDates(*column.dates, today);
  if (column.is_end && day > bounds.last) return Refused(kPlannedEnd, column, {Quoted(text)});
  const std::vector<std::string> arguments{Quoted(text), DutchDate(FormatDate(bounds.first)),
                                           DutchDate(FormatDate(bounds.last))};
  if (!column.doubtful_dates) return Refused(kImplausibleDate, column, arguments);
  CellReading reading = Good({FormatDate(day)});
  reading.warning = Warning(kDoubtfulDate, column, arguments);
  return reading;
}

CellReading ReadDateCell(const Column& column, const std::string& text, absl::CivilDay today) {
  const auto date = ReadDate(text);
  if (const auto* const wrong = std::get_if<const FindingKind*>(&date)) {
    if (auto invisible = Invisible(column, text)) return *std::move(invisible);
    return Refused(**wrong, column, {Quoted(text)});
  }
  const std::string& iso = std::get<std::string>(date);
  const absl::CivilDay day = Day(iso);
  if (IsPlausible(*column.dates, day, today)) return Good({iso});
  return ImplausibleDate(column, text, day, today);
}

bool IsDigits(absl::string_view text, size_t size_min, size_t size_max) {
  return text.size() >= size_min && text.size() <= size_max &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

CellReading ReadNumber(const Column& column, const std::string& text) {
  const bool sign = text[0] == '-' || text[0] == '+';
  if (!IsDigits(absl::string_view(text).substr(sign ? 1 : 0), 1, text.size())) {
    const FindingKind& kind = column.unit == Unit::kMinutes ? kNotMinutes : kNotANumber;
    return Refused(kind, column, {Quoted(text)});
  }
  int64_t number = 0;
  const bool is_small = absl::SimpleAtoi(text, &number);
  if (is_small && number == 0 && column.unit == Unit::kTracks) return Refused(kNoCapacity, column);
  if (!is_small || number < column.min || number > column.max) {
    return Refused(kOutOfRange, column,
                   {Quoted(text), absl::StrCat(column.min), absl::StrCat(column.max)});
  }
  return Good({text, number});
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

CellReading ReadEuros(const Column& column, const std::string& text) {
  const auto cents = CentsOf(text);
  if (!cents.has_value()) return Refused(kNotAnAmount, column, {Quoted(text)});
  int64_t number = 0;
  if (!absl::SimpleAtoi(*cents, &number) || number < column.min || number > column.max) {
    return Refused(kOutOfRange, column, {Quoted(text), Euros(column.min), Euros(column.max)});
  }
  return Good({text, number});
}

// Accents aside, as `folded` is.
bool Says(const std::string& folded, absl::string_view dutch) {
  return folded == dutch || (!IsAsciiText(dutch) && folded == Fold(std::string(dutch)));
}

CellReading ReadWord(const Column& column, const std::string& text) {
  const std::string folded = FoldedWord(text);
  std::vector<absl::string_view> usual;
  for (const Word& word : column.words) {
    if (Says(folded, word.dutch)) return Good({text, word.value});
    const bool synonym = std::any_of(column.words.begin(), column.words.end(), [&](const Word& w) {
      return &w < &word && w.value == word.value;
    });
    if (!synonym) usual.push_back(word.dutch);
  }
  return Refused(kUnknownValue, column, {Quoted(text), absl::StrJoin(usual, ", ")});
}

// Of cells that say one thing or nothing: a character that nobody sees explains why they do not.
CellReading OrInvisible(CellReading reading, const Column& column, const std::string& text) {
  if (!reading.refusal.has_value()) return reading;
  if (auto invisible = Invisible(column, text)) return *std::move(invisible);
  return reading;
}

}  // namespace

std::string CodeKey(const std::string& code) { return Folded(code); }

absl::string_view Trimmed(absl::string_view text) {
  for (size_t size = text.size() + 1; size != text.size();) {
    size = text.size();
    text = absl::StripAsciiWhitespace(text);
    absl::ConsumePrefix(&text, kNoBreakSpace);
    absl::ConsumeSuffix(&text, kNoBreakSpace);
  }
  return text;
}

std::string DutchDate(absl::string_view date) {
  return absl::StrCat(date.substr(8), "-", date.substr(5, 2), "-", date.substr(0, 4));
}

CellReading ReadCell(const Column& column, const std::string& raw, absl::CivilDay today) {
  const bool is_free = column.kind == Kind::kText || column.kind == Kind::kNote;
  const std::string text(is_free ? Trimmed(raw) : Trimmed(WithoutTextMarkers(Trimmed(raw))));
  if (text.empty()) {
    return column.required && !column.fills_itself ? Refused(kMissingValue, column) : Good({});
  }
  switch (column.kind) {
    case Kind::kText:
    case Kind::kNote:
      return ReadText(column, text);
    case Kind::kCode:
      return ReadCode(column, text);
    case Kind::kPhone:
      return ReadPhoneCell(column, text);
    case Kind::kDate:
      return ReadDateCell(column, text, today);
    case Kind::kNumber:
      return OrInvisible(ReadNumber(column, text), column, text);
    case Kind::kEuros:
      return OrInvisible(ReadEuros(column, text), column, text);
    case Kind::kWord:
      return OrInvisible(ReadWord(column, text), column, text);
  }
  return Good({});
}

}  // namespace kansrijk::sheet
