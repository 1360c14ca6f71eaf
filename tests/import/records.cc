#include "tests/import/records.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace kansrijk::testing {

std::vector<Record> ReadRecords(const std::string& text) {
  const absl::string_view rest = absl::StripPrefix(text, "\xEF\xBB\xBF");
  std::vector<Record> records;
  Record record{1, {""}};
  int64_t line = 1;
  bool quoted = false;
  const auto end_record = [&] {
    if (record.cells.size() > 1 || !record.cells[0].empty()) records.push_back(record);
    record = {line, {""}};
  };
  for (size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '\n') ++line;
    if (c == '"') {
      const bool doubled = quoted && i + 1 < rest.size() && rest[i + 1] == '"';
      if (doubled) record.cells.back() += rest[++i];
      if (!doubled) quoted = !quoted;
    } else if (quoted) {
      record.cells.back() += c;
    } else if (c == ';') {
      record.cells.emplace_back();
    } else if (c == '\n') {
      end_record();
    } else if (c != '\r') {
      record.cells.back() += c;
    }
  }
  end_record();
  return records;
}

std::string WriteRecord(const std::vector<std::string>& cells) {
  return absl::StrJoin(cells, ";", [](std::string* out, const std::string& cell) {
    const bool plain = cell.find_first_of(";\"\r\n") == std::string::npos;
    absl::StrAppend(
        out, plain ? cell : absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\""));
  });
}

}  // namespace kansrijk::testing
