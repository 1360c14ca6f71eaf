#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/sheet/cell.h"
#include "server/sheet/date.h"
#include "server/sheet/finding.h"
#include "server/sheet/layout.h"
#include "server/sheet/record.h"
#include "server/sheet/row_check.h"
#include "server/sheet/spreadsheet.h"

namespace kansrijk::sheet {
namespace {

using Refusal = std::optional<v1::ImportFinding>;

constexpr char kChoiceColumn[] = "import_keuze";
constexpr char kOriginColumn[] = "import_herkomst";

// Of the word around a byte that cannot be read, on either side of it.
constexpr size_t kWordBytesMax = 40;

constexpr Word kChoices[] = {{"nieuw", static_cast<int>(Choice::kNew)},
                             {"wijzigen", static_cast<int>(Choice::kUpdate)}};

bool HoldsText(const Column& column) {
  return column.kind == Kind::kText || column.kind == Kind::kNote || column.kind == Kind::kCode;
}

bool IsByteOfWord(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return !absl::ascii_isascii(byte) || absl::ascii_isalnum(byte);
}

// The word around a byte.
std::string WordAt(const std::string& text, size_t at) {
  size_t begin = at;
  while (begin > 0 && IsByteOfWord(text[begin - 1]) && at - begin < kWordBytesMax) --begin;
  size_t end = at;
  while (end < text.size() && IsByteOfWord(text[end]) && end - at < kWordBytesMax) ++end;
  return text.substr(begin, end - begin);
}

// UTF-8 with stray bytes, those read as windows-1252.
std::string WithStrayBytesRead(std::string text) {
  std::string read;
  while (const auto at = FindInvalidUtf8(text)) {
    read.append(text, 0, *at);
    Decoder(Encoding::kWindows1252).Decode(text.substr(*at, 1), /*last=*/true, read);
    text.erase(0, *at + 1);
  }
  return read + text;
}

v1::ImportFinding AboutStrayByte(const std::string& column, const std::string& cell) {
  const size_t at = *FindInvalidUtf8(cell);
  const std::string word = WordAt(cell, at);
  const std::string byte = absl::StrFormat("0x%02X", static_cast<unsigned char>(cell[at]));
  return Finding(kStrayByte, column,
                 {column, byte, Quoted(ToValidUtf8(word)), Quoted(WithStrayBytesRead(word))});
}

// IMPORT:FILE:LINE, as 12:sessies.csv:3; the file as it is called on disk, in whatever capitals.
std::optional<Origin> ParseOrigin(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  Origin origin{text, 0};
  int64_t line = 0;
  const bool good = parts.size() == 3 && absl::SimpleAtoi(parts[0], &origin.import) &&
                    FindFile(absl::AsciiStrToLower(parts[1])).has_value() &&
                    absl::SimpleAtoi(parts[2], &line) && origin.import > 0 && line > 0;
  return good ? std::optional(origin) : std::nullopt;
}

// What the person chose, and where the row comes from.
struct Marks {
  Choice choice = Choice::kNone;
  Origin origin;
  std::string earlier_reason;
};

}  // namespace

class RowReader::Reading {
 public:
  Reading(std::shared_ptr<const Layout> layout, BlockSource source, absl::CivilDay today)
      : layout_(std::move(layout)),
        table_(*layout_->table),
        today_(today),
        rows_(*layout_, std::move(source)) {}

  absl::StatusOr<std::optional<ReadRow>> Next() {
    ASSIGN_OR_RETURN(const auto record, rows_.Next());
    if (!record.has_value()) return std::nullopt;
    return Read(*record);
  }

 private:
  ReadRow Read(const Record& record) {
    std::string shown = ShownRecord(*layout_, record);
    if (layout_->refusal.has_value()) {
      return Refused({table_, record.line, std::move(shown), std::nullopt}, *layout_->refusal);
    }
    if (const Refusal refusal = CheckForm(record)) {
      return Refused({table_, record.line, std::move(shown), std::nullopt}, *refusal);
    }
    Marks marks;
    std::vector<Cell> cells;
    std::vector<v1::ImportFinding> warnings;
    Refusal refusal = CheckBytes(record);
    if (!refusal.has_value()) refusal = ReadMarks(record, marks);
    if (!refusal.has_value()) refusal = ReadCells(record, cells, warnings);
    if (refusal.has_value()) {
      return Refused(Marked({table_, record.line, std::move(shown), KeyOf(record)}, marks),
                     *refusal);
    }
    Row row = Marked({table_, record.line, std::move(shown), std::move(cells)}, marks);
    if (refusal = CheckRowAlone(row)) return Refused(std::move(row), *refusal);
    for (v1::ImportFinding& doubt : DoubtsAboutRow(row)) warnings.push_back(std::move(doubt));
    for (v1::ImportFinding& warning : warnings) warning = AboutRow(std::move(warning), row);
    return {std::move(row), std::nullopt, std::move(warnings)};
  }

  static ReadRow Refused(Row row, const v1::ImportFinding& refusal) {
    v1::ImportFinding finding = AboutRow(refusal, row);
    return {std::move(row), std::move(finding), {}};
  }

  static Row Marked(Row row, const Marks& marks) {
    row.set_choice(marks.choice);
    row.set_origin(marks.origin);
    row.set_earlier_reason(marks.earlier_reason);
    return row;
  }

  Refusal CheckForm(const Record& record) const {
    switch (record.form) {
      case Record::Form::kMisquoted:
        return Finding(kMalformed, "");
      case Record::Form::kSwallows:
        return Finding(kSwallowsRows, "",
                       {absl::StrCat(record.line), absl::StrCat(record.last_line)});
      case Record::Form::kHuge:
        return Finding(kHugeRow, "", {absl::StrCat(Reader::kLineBytesMax)});
      case Record::Form::kGood:
        break;
    }
    if (layout_->FitsRow(record.cells)) return std::nullopt;
    return Finding(kCellCount, "",
                   {absl::StrCat(record.cells.size()), absl::StrCat(layout_->header.names.size())});
  }

  // Bytes that are not UTF-8 in a file that else is.
  Refusal CheckBytes(const Record& record) const {
    if (layout_->encoding != Encoding::kUtf8 || IsValidUtf8(record.text)) return std::nullopt;
    for (size_t place = 0; place < record.cells.size(); ++place) {
      if (IsValidUtf8(record.cells[place])) continue;
      const Column* const column = layout_->ColumnAt(place);
      const std::string name = column == nullptr ? layout_->header.names[place] : column->name;
      return AboutStrayByte(name, record.cells[place]);
    }
    return Finding(kMalformed, "");
  }

  Refusal ReadMarks(const Record& record, Marks& marks) const {
    marks.earlier_reason = MarkAt(layout_->header.reason_place, record);
    const std::string choice = MarkAt(layout_->header.choice_place, record);
    const Column column{.name = kChoiceColumn, .kind = Kind::kWord, .words = kChoices};
    CellReading reading = ReadCell(column, choice, today_);
    if (reading.refusal.has_value()) return reading.refusal;
    marks.choice = static_cast<Choice>(reading.cell.number);
    const std::string origin = MarkAt(layout_->header.origin_place, record);
    if (origin.empty()) {
      if (!marks.earlier_reason.empty()) marks.origin = OriginWithin(record);
      return std::nullopt;
    }
    const auto parsed = ParseOrigin(origin);
    if (!parsed.has_value()) {
      return Finding(kOriginMalformed, kOriginColumn, {kOriginColumn, Quoted(origin)});
    }
    marks.origin = *parsed;
    return std::nullopt;
  }

  Origin OriginWithin(const Record& record) const {
    return {absl::StrCat("0:", table_.name, ".csv:", record.line), kSomeImport};
  }

  static std::string MarkAt(size_t place, const Record& record) {
    if (place >= record.cells.size()) return "";
    return std::string(Trimmed(record.cells[place]));
  }

  Refusal ReadCells(const Record& record, std::vector<Cell>& cells,
                    std::vector<v1::ImportFinding>& warnings) const {
    cells.reserve(table_.columns.size());
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const std::string& raw = layout_->CellOf(i, record.cells);
      if (Refusal refusal = CheckDayOrder(i, raw)) return refusal;
      CellReading reading = ReadCell(table_.columns[i], raw, today_);
      if (reading.refusal.has_value()) return std::move(reading.refusal);
      if (reading.warning.has_value()) warnings.push_back(*std::move(reading.warning));
      cells.push_back(std::move(reading.cell));
    }
    FillIn(table_, cells);
    return CheckCitizenNumbers(cells);
  }

  // Dates of a column that may be month-day are trusted where they can be day-month only.
  Refusal CheckDayOrder(size_t column, const std::string& raw) const {
    const int64_t month_first = layout_->month_first[column];
    if (month_first == 0) return std::nullopt;
    const std::string text(Trimmed(raw));
    const auto place = DayPlaceOf(text);
    if (!place.has_value() || place == DayPlace::kFirst) return std::nullopt;
    const char* const name = table_.columns[column].name;
    return Finding(kMonthDayColumn, name, {name, Quoted(text), absl::StrCat(month_first)});
  }

  Refusal CheckCitizenNumbers(const std::vector<Cell>& cells) const {
    for (size_t i = 0; i < cells.size(); ++i) {
      const Column& column = table_.columns[i];
      if (!HoldsText(column)) continue;
      for (const CitizenNumber& number : CitizenNumbersIn(cells[i].text)) {
        // Eight digits may be somebody's own number.
        if (number.lost_zero && column.kind == Kind::kCode) continue;
        return Finding(kCitizenNumber, column.name, {column.name});
      }
    }
    return std::nullopt;
  }

  // The key of a row that is refused, as far as its key columns can be read.
  std::optional<std::string> KeyOf(const Record& record) const {
    if (table_.key.empty()) return std::nullopt;
    std::vector<Cell> cells(table_.columns.size());
    for (const absl::string_view name : table_.key) {
      const size_t i = PlaceIn(table_, name);
      const std::string& raw = layout_->CellOf(i, record.cells);
      if (!IsValidUtf8(raw)) return std::nullopt;
      const Column& column = table_.columns[i];
      CellReading reading = ReadCell(column, raw, today_);
      if (reading.refusal.has_value() && column.kind != Kind::kCode) return std::nullopt;
      cells[i] = reading.refusal.has_value() ? Cell{ToNfc(std::string(Trimmed(raw)))}
                                             : std::move(reading.cell);
    }
    return Row(table_, record.line, "", std::move(cells)).Key();
  }

  const std::shared_ptr<const Layout> layout_;
  const Table& table_;
  const absl::CivilDay today_;
  RowsBelowHeader rows_;
};

RowReader::RowReader(const Survey& survey, BlockSource source, absl::CivilDay today)
    : reading_(std::make_unique<Reading>(survey.layout, std::move(source), today)) {}
RowReader::~RowReader() = default;
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;

absl::StatusOr<std::optional<ReadRow>> RowReader::Next() { return reading_->Next(); }

}  // namespace kansrijk::sheet
