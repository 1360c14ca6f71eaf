// The line with the names of the columns, and which known column each of them is.
#ifndef KANSRIJK_SERVER_SHEET_HEADER_H_
#define KANSRIJK_SERVER_SHEET_HEADER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "kansrijk/v1/import.pb.h"
#include "server/sheet/encoding.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

inline constexpr size_t kNowhere = SIZE_MAX;

// One of the first rows of a file, among which the header is looked for.
struct TopRow {
  int64_t line = 0;
  std::string text;
  std::vector<std::string> cells;
};

// Most rows among which the header is looked for.
inline constexpr size_t kTopRowsMax = 10;

struct Header {
  int64_t line = 1;
  std::string text;
  std::vector<std::string> names;           // as they stand in the file
  std::vector<size_t> places;               // by column of the table, or kNowhere
  size_t choice_place = kNowhere;           // of import_keuze
  size_t origin_place = kNowhere;           // of import_herkomst
  size_t reason_place = kNowhere;           // of import_reden
  std::vector<size_t> unknown;              // places of columns that are not known, nor left out
  std::vector<v1::ImportFinding> findings;  // without file and line; refusals are of the whole file
};

// Capitals, accents, spaces and underscores aside, and with a usual hint behind it: "aanwezig?",
// "geboortedatum (dd-mm-jjjj)". `choices` as in FileChoice.
Header FindHeader(const Table& table, absl::Span<const TopRow> rows, Encoding encoding,
                  const std::vector<std::pair<std::string, std::string>>& choices);

// What is to be said of the unknown column at `place`, under which there is something or nothing;
// no finding of a column without name and without anything.
std::optional<v1::ImportFinding> AboutUnknownColumn(const Table& table, const Header& header,
                                                    size_t place, bool is_filled);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_HEADER_H_
