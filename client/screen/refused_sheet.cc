#include "client/screen/refused_sheet.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/screen/difference.h"
#include "client/screen/record.h"
#include "client/table/cell.h"

namespace kansrijk::client {
namespace {

constexpr char kUtf8Mark[] = "\xEF\xBB\xBF";

enum Added : size_t { kReason, kExplanation, kChoice, kOrigin, kAddedCount };
constexpr std::array<absl::string_view, kAddedCount> kAddedColumns = {
    "import_reden", "import_toelichting", "import_keuze", "import_herkomst"};

absl::string_view WithoutLineEnd(absl::string_view text) {
  while (absl::EndsWith(text, "\n") || absl::EndsWith(text, "\r")) text.remove_suffix(1);
  return text;
}

std::string InQuotes(absl::string_view text) {
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

// 12:sessies.csv:3
bool IsOrigin(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  int64_t number = 0;
  int64_t line = 0;
  return parts.size() == 3 && absl::SimpleAtoi(parts[0], &number) && number > 0 &&
         !parts[1].empty() && absl::SimpleAtoi(parts[2], &line) && line > 0;
}

std::optional<size_t> AddedColumnNamed(absl::string_view heading) {
  const std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(heading));
  const auto found = std::find(kAddedColumns.begin(), kAddedColumns.end(), name);
  if (found == kAddedColumns.end()) return std::nullopt;
  return static_cast<size_t>(found - kAddedColumns.begin());
}

// Why a row is refused, with what it says otherwise than the server: one chooses by that.
std::string ExplanationOf(const v1::ImportFinding& finding) {
  std::string text = Cell(finding, "message", Audience::kPeople);
  for (const v1::ImportDifference& difference : finding.differences()) {
    absl::StrAppend(&text, "; ", DifferenceText(difference));
  }
  return text;
}

// A record taken apart: its own cells as they stand, and those of the added columns.
struct Split {
  std::string own;
  std::array<PlacedCell, kAddedCount> added;
};

Split SplitRecord(absl::string_view record, const std::vector<std::optional<size_t>>& columns) {
  Split split;
  std::vector<absl::string_view> own;
  const std::vector<PlacedCell> cells = CellsOf(record);
  for (size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].well_formed && i < columns.size() && columns[i].has_value()) {
      split.added[*columns[i]] = cells[i];
    } else {
      own.push_back(cells[i].as_written);
    }
  }
  split.own = absl::StrJoin(own, ";");
  return split;
}

}  // namespace

RefusedSheet::RefusedSheet(const v1::ImportFile& file, int64_t import_number, std::string name)
    : import_number_(import_number), name_(std::move(name)) {
  const absl::string_view header = absl::StripPrefix(WithoutLineEnd(file.header()), kUtf8Mark);
  for (const PlacedCell& cell : CellsOf(header)) added_.push_back(AddedColumnNamed(cell.text));
  has_added_ = std::any_of(added_.begin(), added_.end(),
                           [](const auto& column) { return column.has_value(); });
  header_ = has_added_ ? SplitRecord(header, added_).own : std::string(header);
}

std::string RefusedSheet::Header() const {
  return absl::StrCat(kUtf8Mark, absl::StrJoin(kAddedColumns, ";"), ";", header_, "\r\n");
}

std::string RefusedSheet::Row(const v1::ImportFinding& finding) const {
  const absl::string_view record = WithoutLineEnd(finding.record());
  // Most files have none of the columns: their rows stay as they are, unread.
  const Split split = has_added_ ? SplitRecord(record, added_) : Split{std::string(record), {}};
  return absl::StrCat(finding.reason(), ";", InQuotes(ExplanationOf(finding)), ";",
                      split.added[kChoice].as_written, ";",
                      Origin(finding, split.added[kOrigin].text), ";", split.own, "\r\n");
}

std::string RefusedSheet::Origin(const v1::ImportFinding& finding,
                                 const std::string& earlier) const {
  if (IsOrigin(earlier)) return earlier;
  if (import_number_ == 0) return "";
  return absl::StrCat(import_number_, ":", name_, ":", finding.line());
}

}  // namespace kansrijk::client
