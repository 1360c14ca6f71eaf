#include "server/sheet/row.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/text.h"

namespace kansrijk::sheet {
namespace {

// What the refused rows of an earlier import carry beside their own columns.
constexpr absl::string_view kIgnoredColumns[] = {"import_reden", "import_toelichting"};

constexpr size_t kNowhere = SIZE_MAX;

// Where in the file each column of the table stands, or kNowhere.
struct Header {
  std::vector<size_t> places;
  size_t size = 0;
};

bool IsBlank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return absl::StripAsciiWhitespace(cell).empty();
  });
}

// A form that is the same for all ways to write the same.
std::string Canonical(const Column& column, const Cell& cell) {
  switch (column.kind) {
    case Kind::kCode:
      return CodeKey(cell.text);
    case Kind::kNumber:
    case Kind::kEuros:
    case Kind::kWord:
      return cell.text.empty() ? "" : absl::StrCat(cell.number);
    default:
      return cell.text;
  }
}

class SheetReader {
 public:
  SheetReader(const Table& table, const Text& text, Findings& findings)
      : table_(table), reader_(text.utf8), findings_(findings) {
    rows_.report.set_file(table.name);
    rows_.report.set_encoding(text.encoding);
  }

  Rows Read() && {
    const bool usable = ReadHeader();
    while (const auto record = reader_.Next()) {
      if (record->well_formed && IsBlank(record->cells)) continue;
      rows_.report.set_rows(rows_.report.rows() + 1);
      if (usable) ReadRow(*record);
    }
    if (!usable) rows_.report.set_refused(rows_.report.rows());
    return std::move(rows_);
  }

 private:
  bool ReadHeader() {
    const auto record = reader_.Next();
    if (!record.has_value() || !record->well_formed || IsBlank(record->cells)) {
      Report(Finding(kMissingHeader, "", {table_.name}), 1, "");
      return false;
    }
    std::vector<std::string> names = record->cells;
    for (std::string& name : names) name = Fold(name);
    header_.size = names.size();
    for (const Column& column : table_.columns) {
      const auto found = std::find(names.begin(), names.end(), Fold(column.name));
      if (found == names.end() && column.required) {
        Report(Finding(kMissingColumn, column.name, {table_.name, column.name}), record->line, "");
        return false;
      }
      header_.places.push_back(found == names.end() ? kNowhere
                                                    : static_cast<size_t>(found - names.begin()));
    }
    rows_.report.set_header(std::string(record->text));
    WarnOfUnknownColumns(names, *record);
    return true;
  }

  void WarnOfUnknownColumns(const std::vector<std::string>& names, const Record& record) {
    for (size_t i = 0; i < names.size(); ++i) {
      const auto& places = header_.places;
      const bool known = std::find(places.begin(), places.end(), i) != places.end();
      const auto* const end = std::end(kIgnoredColumns);
      if (known || names[i].empty() || std::find(kIgnoredColumns, end, names[i]) != end) continue;
      const std::string& name = record.cells[i];
      Report(Finding(kUnknownColumn, WithoutCitizenNumbers(name), {Quoted(name)}), record.line, "");
    }
  }

  void ReadRow(const Record& record) {
    if (!record.well_formed) return Refuse(Finding(kMalformed, ""), record);
    if (record.cells.size() != header_.size) {
      return Refuse(
          Finding(kCellCount, "", {absl::StrCat(record.cells.size()), absl::StrCat(header_.size)}),
          record);
    }
    std::vector<Cell> cells;
    cells.reserve(table_.columns.size());
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const size_t place = header_.places[i];
      auto parsed = place == kNowhere ? Cell{} : ParseCell(table_.columns[i], record.cells[place]);
      if (auto* finding = std::get_if<v1::ImportFinding>(&parsed)) return Refuse(*finding, record);
      cells.push_back(std::get<Cell>(std::move(parsed)));
    }
    for (size_t i = 0; i < cells.size(); ++i) {
      const Column& column = table_.columns[i];
      const bool text =
          column.kind == Kind::kText || column.kind == Kind::kNote || column.kind == Kind::kCode;
      if (text && HasCitizenNumber(cells[i].text)) {
        return Refuse(Finding(kCitizenNumber, column.name, {column.name}), record);
      }
    }
    rows_.good.emplace_back(table_, record.line, record.text, std::move(cells));
  }

  void Refuse(const v1::ImportFinding& finding, const Record& record) {
    rows_.report.set_refused(rows_.report.refused() + 1);
    Report(finding, record.line, record.text);
  }

  void Report(const v1::ImportFinding& finding, int64_t line, absl::string_view record) {
    findings_.Add(AboutRow(finding, table_, line, record));
  }

  const Table& table_;
  Reader reader_;
  Findings& findings_;
  Header header_;
  Rows rows_;
};

}  // namespace

const Cell& Row::At(absl::string_view column) const {
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (column == table_->columns[i].name) return cells_[i];
  }
  std::abort();
}

std::string Row::Content() const {
  std::string content;
  for (size_t i = 0; i < cells_.size(); ++i) {
    absl::StrAppend(&content, Canonical(table_->columns[i], cells_[i]), "\x1F");
  }
  return content;
}

std::string Row::Key() const {
  return absl::StrJoin(table_->key, "|", [this](std::string* out, absl::string_view column) {
    out->append(CodeKey(Text(column)));
  });
}

std::string Row::Name() const {
  return absl::StrJoin(table_->key, ", ", [this](std::string* out, absl::string_view column) {
    out->append(Text(column));
  });
}

v1::ImportFinding AboutRow(v1::ImportFinding finding, const Table& table, int64_t line,
                           absl::string_view record) {
  finding.set_file(table.name);
  finding.set_line(line);
  if (finding.refused()) finding.set_record(WithoutCitizenNumbers(record));
  return finding;
}

Rows ReadRows(const Table& table, const Text& text, Findings& findings) {
  return SheetReader(table, text, findings).Read();
}

}  // namespace kansrijk::sheet
