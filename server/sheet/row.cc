#include "server/sheet/row.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/sheet/shown.h"

namespace kansrijk::sheet {
const Cell& Row::At(absl::string_view column) const { return cells_[PlaceIn(*table_, column)]; }

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

std::optional<std::string> Row::KeyIfKnown() const {
  return cells_.empty() ? key_ : std::optional(Key());
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
  if (finding.refused()) finding.set_record(std::string(record));
  return finding;
}

v1::ImportFinding AboutRow(v1::ImportFinding finding, const Row& row) {
  return AboutRow(std::move(finding), row.table(), row.line(), row.record());
}

}  // namespace kansrijk::sheet
