// One spreadsheet, read twice: a first reading of all its bytes finds out how it is to be read (or
// why it cannot be), a second gives its rows one by one. Memory is bounded whatever the size of the
// file: nothing holds more of it than a block and a row.
#ifndef KANSRIJK_SERVER_SHEET_SPREADSHEET_H_
#define KANSRIJK_SERVER_SHEET_SPREADSHEET_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/import.pb.h"
#include "server/sheet/reader.h"
#include "server/sheet/row.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

// What a person said about one file, where it cannot be told for certain (v1::ImportFileChoice).
struct FileChoice {
  std::string encoding;  // one of EncodingNames(); "" = recognise
  // Header as in the file, and the known column that it is; "" = leave out.
  std::vector<std::pair<std::string, std::string>> columns;
};

// How the file is to be read: what a RowReader needs of a survey.
struct Layout;

// What a first reading of the whole file found out.
struct Survey {
  const Table* table = nullptr;
  // file, rows, encoding, header, unreadable; refused (all rows) when unreadable.
  v1::ImportFile report;
  // About the file: refusals of the file as a whole, and warnings. With file and line, without
  // record.
  std::vector<v1::ImportFinding> findings;
  // The code of some row cannot be told, or that of all: a row elsewhere that refers to a code that
  // is nowhere to be found may mean this one.
  bool has_unreadable_rows = false;
  std::shared_ptr<const Layout> layout;
};

// `given_up` is asked now and then; once it says so the answer is Cancelled. Errors of the source
// are passed on. A file that cannot be read is no error: see Survey.
absl::StatusOr<Survey> SurveyFile(const Table& table, const BlockSource& source,
                                  const FileChoice& choice, absl::CivilDay today,
                                  const std::function<bool()>& given_up);

// One row, good or refused.
struct ReadRow {
  Row row;  // complete when good; of a refused row: table(), line(), record(), KeyIfKnown()
  std::optional<v1::ImportFinding> refusal;  // why not; with file, line and record
  std::vector<v1::ImportFinding> warnings;   // with file and line
};

// Gives all rows in the order of the file, blank ones aside; those of a file that cannot be read
// come too, refused for what the file is refused for.
class RowReader {
 public:
  // `survey` is of the same bytes; it need not outlive the reader.
  RowReader(const Survey& survey, BlockSource source, absl::CivilDay today);
  ~RowReader();
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;

  // Nothing at the end. Errors of the source are passed on.
  absl::StatusOr<std::optional<ReadRow>> Next();

 private:
  class Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_SPREADSHEET_H_
