// A programme as spreadsheets that a person might have made of it, whole or damaged.
#ifndef KANSRIJK_TESTS_IMPORT_DRESS_H_
#define KANSRIJK_TESTS_IMPORT_DRESS_H_

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/import/programme.h"

namespace kansrijk::testing {

enum class Encoding { kUtf8, kUtf8WithMark, kUtf16LittleEndian, kUtf16BigEndian, kWindows1252 };

// A row as it stands in a file.
struct DressedRow {
  std::string text;            // in UTF-8, without its line end; may have line breaks in it
  std::optional<size_t> says;  // which row of the programme's file; nothing: it is one too many
};

// One spreadsheet.
struct DressedFile {
  sheet::File file;
  std::string name;           // leden.csv, in whatever capitals
  std::vector<size_t> order;  // which column of the table stands at each place
  std::string header;
  std::string line_end;
  Encoding encoding = Encoding::kUtf8;
  std::vector<DressedRow> rows;

  std::string Bytes() const;
  // The row that begins on that physical line.
  const DressedRow* RowAt(int64_t line) const;
};

// In one of the forms that are accepted, by chance: encoding, order and names of columns, forms of
// dates and words, quotes, empty cells.
class Dresser {
 public:
  explicit Dresser(std::mt19937& random) : random_(random) {}

  std::vector<DressedFile> Dress(const Programme& programme);
  // The cells of a row in the order of that file, in whatever form.
  Cells DressCells(const DressedFile& file, const Cells& cells);
  std::string DressRow(const DressedFile& file, const Cells& cells);

 private:
  DressedFile DressFile(sheet::File file, const std::vector<Cells>& rows);
  std::string DressHeader(const DressedFile& file);
  std::string DressCell(const sheet::Column& column, const std::string& cell);
  std::string InAnyCase(const std::string& text);
  std::string Joined(const Cells& cells);
  bool OneIn(uint32_t times) { return random_() % times == 0; }

  std::mt19937& random_;
};

// Damages some rows, one each, so that they cannot be accepted as they are. What was done, in
// words.
std::vector<std::string> Damage(const Programme& programme, std::vector<DressedFile>& files,
                                std::mt19937& random);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_IMPORT_DRESS_H_
