// One spreadsheet as text: its encoding, and its rows with the physical lines they stand on.
#ifndef KANSRIJK_SERVER_SHEET_READER_H_
#define KANSRIJK_SERVER_SHEET_READER_H_

#include <csv.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk::sheet {

struct Text {
  std::string utf8;                // without byte order mark
  const char* encoding = "UTF-8";  // or "windows-1252"
};

// UTF-8, with or without byte order mark, when the bytes are; else windows-1252.
Text Decode(std::string bytes);

struct Record {
  int64_t line = 0;        // physical line on which it begins; the first line of the text is 1
  absl::string_view text;  // as it stands in the file, without its final line end
  std::vector<std::string> cells;
  bool well_formed = true;  // else `cells` is empty and `text` its first line
};

// Reads rows of cells with semicolons between. A quoted cell may hold line breaks, which become
// line feeds. Blank lines are passed over.
class Reader {
 public:
  // Most physical lines in one row: a quote that doesn't close within them is a stray one.
  static constexpr int kRowLinesMax = 200;

  // `utf8` outlives the reader and its records.
  explicit Reader(absl::string_view utf8);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // The next row, or nothing at the end. After a row that is not well formed, reading goes on with
  // the line below its first one.
  std::optional<Record> Next();

 private:
  bool AtEnd() const { return position_ >= text_.size(); }
  // The next line, without its end.
  absl::string_view TakeLine();
  // Whether the parser takes the line.
  bool Feed(absl::string_view line);

  const absl::string_view text_;
  const char line_end_;
  size_t position_ = 0;
  int64_t line_ = 0;  // lines taken so far
  csv_parser parser_;
  std::vector<std::string> cells_;
  bool row_ended_ = false;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_READER_H_
