#include "client/screen/record.h"

#include <csv.h>

namespace kansrijk::client {
namespace {

// Gives the parser one byte after another: a cell ends where the parser reports it.
class CellParser {
 public:
  CellParser() {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, ';');
    csv_set_space_func(&parser_, [](unsigned char c) { return int{c == ' ' || c == '\t'}; });
    // A record is one row, whatever line breaks it holds.
    csv_set_term_func(&parser_, [](unsigned char) { return 0; });
  }
  ~CellParser() { csv_free(&parser_); }
  CellParser(const CellParser&) = delete;
  CellParser& operator=(const CellParser&) = delete;

  // False: the byte is out of place.
  bool Feed(char byte) { return csv_parse(&parser_, &byte, 1, &TakeCell, nullptr, this) == 1; }
  bool Finish() { return csv_fini(&parser_, &TakeCell, nullptr, this) == 0; }
  // Whether a cell ended with what was fed last; its text.
  bool Ended(std::string& text) {
    if (!ended_) return false;
    ended_ = false;
    text = std::move(text_);
    return true;
  }

 private:
  static void TakeCell(void* data, size_t size, void* self) {
    auto& parser = *static_cast<CellParser*>(self);
    parser.text_.assign(static_cast<const char*>(data), size);
    parser.ended_ = true;
  }

  csv_parser parser_;
  std::string text_;
  bool ended_ = false;
};

}  // namespace

std::vector<PlacedCell> CellsOf(absl::string_view record) {
  std::vector<PlacedCell> cells;
  CellParser parser;
  std::string text;
  size_t begin = 0;
  bool well_formed = true;
  for (size_t i = 0; i < record.size() && well_formed; ++i) {
    well_formed = parser.Feed(record[i]);
    if (!parser.Ended(text)) continue;
    cells.push_back({record.substr(begin, i - begin), std::move(text), true});
    begin = i + 1;
  }
  if (record.empty()) return cells;
  well_formed = well_formed && parser.Finish() && parser.Ended(text);
  cells.push_back({record.substr(begin), well_formed ? std::move(text) : "", well_formed});
  return cells;
}

}  // namespace kansrijk::client
