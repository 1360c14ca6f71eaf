// One spreadsheet as rows of cells, with the physical lines they stand on.
#ifndef KANSRIJK_SERVER_SHEET_READER_H_
#define KANSRIJK_SERVER_SHEET_READER_H_

#include <csv.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/sheet/encoding.h"

namespace kansrijk::sheet {

// Bytes of one file from `offset` on, any amount; "" at the end. May be asked again from 0.
using BlockSource = std::function<absl::StatusOr<std::string>(int64_t offset)>;

struct Record {
  enum class Form {
    kGood,
    kMisquoted,  // a quote is out of place, or never closes
    kSwallows,   // a quote closes some lines below, and those lines look like rows
    kHuge,       // one line with more bytes than a row may have
  };

  int64_t line = 0;        // physical line on which it begins; the first line of the file is 1
  absl::string_view text;  // as it stands in the file, without its final line end; until Next()
  std::vector<std::string> cells;
  // Unless it is good, `cells` is empty and `text` its first line, or the beginning of that.
  Form form = Form::kGood;
  int64_t last_line = 0;  // on which it ends, or the quote closes
};

// Reads rows of cells with semicolons between. A quoted cell may hold line breaks, which become
// line feeds. Blank lines are passed over. Holds a block and a row at most.
class Reader {
 public:
  // Most physical lines in one row: a quote that doesn't close within them is a stray one. Nor does
  // one that takes more bytes than this over several lines.
  static constexpr int kRowLinesMax = 200;
  static constexpr size_t kRowOfLinesBytesMax = 1 << 20;
  // Most bytes in one line.
  static constexpr size_t kLineBytesMax = 16 << 20;
  // What is kept of a longer one.
  static constexpr size_t kHugeBytesKept = 128 << 10;

  using LooksLikeRow = std::function<bool(absl::string_view line)>;

  // `line_end` is LF (with or without CR before it), or CR.
  Reader(BlockSource source, Encoding encoding, char line_end);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // By which swallowed rows are known, once the header is.
  void set_looks_like_row(LooksLikeRow looks_like_row) {
    looks_like_row_ = std::move(looks_like_row);
  }

  // The next row, or nothing at the end. After a row that is not good, reading goes on with the
  // line below its first one. Errors of the source are passed on.
  absl::StatusOr<std::optional<Record>> Next();

 private:
  // A line in buffer_, without its end.
  struct Line {
    size_t begin = 0;
    size_t size = 0;
    bool is_huge = false;  // only its beginning
  };

  absl::string_view TextOf(const Line& line) const {
    return absl::string_view(buffer_).substr(line.begin, line.size);
  }
  // Reads a block on; false at the end.
  absl::StatusOr<bool> Fill();
  // The next line, or nothing at the end. One of more bytes is huge, and not taken.
  absl::StatusOr<std::optional<Line>> TakeLine(size_t bytes_max);
  // Takes the line that is huge without holding it.
  absl::StatusOr<Line> SkipHugeLine();
  // The next line that is not blank, or nothing at the end.
  absl::StatusOr<std::optional<Line>> TakeFirstLine();
  // Feeds the line, and those below it that belong to its row, to the parser; false when they are
  // no row.
  absl::StatusOr<bool> FeedRow(std::vector<Line>& lines);
  bool Feed(absl::string_view line);
  bool Swallows(const std::vector<Line>& lines) const;

  const BlockSource source_;
  const char line_end_;
  LooksLikeRow looks_like_row_;
  Decoder decoder_;
  int64_t offset_ = 0;   // bytes taken from the source
  bool at_end_ = false;  // of the source
  std::string buffer_;   // text from the present row on, and some before it
  size_t position_ = 0;  // of the next line in it
  int64_t line_ = 0;     // lines taken so far
  csv_parser parser_;
  std::vector<std::string> cells_;
  bool row_ended_ = false;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_READER_H_
