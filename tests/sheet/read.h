// Reads a spreadsheet that a test has as text.
#ifndef KANSRIJK_TESTS_SHEET_READ_H_
#define KANSRIJK_TESTS_SHEET_READ_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/sheet/spreadsheet.h"

namespace kansrijk::sheet {

inline constexpr absl::CivilDay kToday(2026, 11, 27);

struct ReadFile {
  Survey survey;
  std::vector<ReadRow> rows;
  std::vector<Row> good;
  // Those about the file, and those about the rows in their order.
  std::vector<v1::ImportFinding> findings;
};

// Gives the bytes in blocks of `size`.
inline BlockSource SourceOf(std::string bytes, size_t size = 64 << 10) {
  return [bytes = std::move(bytes), size](int64_t offset) -> absl::StatusOr<std::string> {
    const auto from = static_cast<size_t>(offset);
    return from < bytes.size() ? bytes.substr(from, size) : "";
  };
}

inline ReadFile Read(File file, const std::string& bytes, const FileChoice& choice = {},
                     size_t block_size = 64 << 10) {
  const BlockSource source = SourceOf(bytes, block_size);
  ReadFile read;
  read.survey = *SurveyFile(TableOf(file), source, choice, kToday, [] { return false; });
  read.findings = read.survey.findings;
  RowReader reader(read.survey, source, kToday);
  for (auto row = reader.Next(); row->has_value(); row = reader.Next()) {
    ReadRow& next = **row;
    for (const auto& warning : next.warnings) read.findings.push_back(warning);
    if (next.refusal.has_value()) {
      read.findings.push_back(*next.refusal);
    } else {
      read.good.push_back(next.row);
    }
    read.rows.push_back(std::move(next));
  }
  return read;
}

// "LINE reason column" of each, with a ! in front of refusals.
inline std::vector<std::string> Brief(const std::vector<v1::ImportFinding>& findings) {
  std::vector<std::string> brief;
  for (const auto& finding : findings) {
    brief.push_back(absl::StrCat(finding.refused() ? "!" : "", finding.line(), " ",
                                 finding.reason(), finding.column().empty() ? "" : " ",
                                 finding.column()));
  }
  return brief;
}

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_TESTS_SHEET_READ_H_
