#include "server/sheet/shown.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "server/base/text.h"
#include "server/sheet/finding.h"

namespace kansrijk::sheet {
namespace {

std::string WordOf(const Column& column, int64_t number) {
  for (const Word& word : column.words) {
    if (word.value == number) return word.dutch;
  }
  return "";
}

}  // namespace

Cell TextCell(const std::string& text) { return {text, 0}; }

Cell NumberCell(const Column& column, int64_t number) {
  if (column.kind == Kind::kWord) return {WordOf(column, number), number};
  if (column.kind == Kind::kEuros && number == 0) return {};
  return {absl::StrCat(number), number};
}

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

std::string Shown(const Column& column, const Cell& cell) {
  if (cell.text.empty()) return "";
  switch (column.kind) {
    case Kind::kDate: {
      const absl::string_view date = cell.text;
      return absl::StrCat(date.substr(8), "-", date.substr(5, 2), "-", date.substr(0, 4));
    }
    case Kind::kEuros:
      return absl::StrFormat("%d,%02d", cell.number / 100, cell.number % 100);
    case Kind::kNumber:
      return absl::StrCat(cell.number);
    case Kind::kWord:
      return WordOf(column, cell.number);
    default:
      return HasCitizenNumber(cell.text) ? "…" : cell.text;
  }
}

}  // namespace kansrijk::sheet
