#include "tests/import/dress.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "server/base/text.h"

namespace kansrijk::testing {
namespace {

using sheet::Column;
using sheet::File;
using sheet::Kind;
using sheet::Table;

constexpr int kTries = 1000;

constexpr const char* kMonths[] = {"januari",   "februari", "maart",    "april",
                                   "mei",       "juni",     "juli",     "augustus",
                                   "september", "oktober",  "november", "december"};

// Characters of Windows-1252 that are elsewhere in Unicode, among those that programmes have.
const std::map<char32_t, char> kWindowsOnly = {{U'€', '\x80'}, {U'Š', '\x8A'}, {U'Ž', '\x8E'},
                                               {U'š', '\x9A'}, {U'ž', '\x9E'}, {U'–', '\x96'}};

std::optional<std::string> InWindows1252(const std::string& utf8) {
  std::string bytes;
  for (const char32_t point : CodePointsOf(utf8)) {
    const auto found = kWindowsOnly.find(point);
    const bool latin = point < 0x80 || (point >= 0xA0 && point <= 0xFF);
    if (!latin && found == kWindowsOnly.end()) return std::nullopt;
    bytes += latin ? static_cast<char>(point) : found->second;
  }
  return bytes;
}

// All characters of programmes are in the basic plane.
std::string InUtf16(const std::string& utf8, bool little_endian) {
  std::string bytes;
  for (const char32_t point : CodePointsOf(absl::StrCat("\uFEFF", utf8))) {
    const char high = static_cast<char>(point >> 8);
    const char low = static_cast<char>(point & 0xFF);
    bytes += little_endian ? low : high;
    bytes += little_endian ? high : low;
  }
  return bytes;
}

bool NeedsQuotes(const std::string& cell) {
  return cell.find_first_of(";\"\r\n") != std::string::npos;
}

std::string InQuotes(const std::string& cell) {
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

// As a person writes 2026-02-01.
std::string WrittenDate(const std::string& iso, uint32_t form) {
  int year = 0, month = 0, day = 0;
  (void)absl::SimpleAtoi(iso.substr(0, 4), &year);
  (void)absl::SimpleAtoi(iso.substr(5, 2), &month);
  (void)absl::SimpleAtoi(iso.substr(8, 2), &day);
  switch (form % 7) {
    case 0:
      return iso;
    case 1:
      return absl::StrFormat("%d/%d/%d", day, month, year);
    case 2:
      return absl::StrFormat("%d.%d.%d", day, month, year);
    case 3:
      return absl::StrFormat("%d %s %d", day, kMonths[month - 1], year);
    case 4:
      return absl::StrFormat("%02d-%02d-%d 00:00:00", day, month, year);
    case 5:
      return absl::StrFormat("%02d-%02d-%d", day, month, year);
    default:
      return absl::StrFormat("%d-%d-%d", day, month, year);
  }
}

std::string WrittenEuros(const std::string& cents) {
  int64_t amount = 0;
  return absl::SimpleAtoi(cents, &amount) ? absl::StrFormat("%d,%02d", amount / 100, amount % 100)
                                          : "";
}

}  // namespace

std::string DressedFile::Bytes() const {
  std::string text = absl::StrCat(header, line_end);
  for (const DressedRow& row : rows) absl::StrAppend(&text, row.text, line_end);
  switch (encoding) {
    case Encoding::kUtf8WithMark:
      return absl::StrCat("\uFEFF", text);
    case Encoding::kUtf16LittleEndian:
      return InUtf16(text, /*little_endian=*/true);
    case Encoding::kUtf16BigEndian:
      return InUtf16(text, /*little_endian=*/false);
    case Encoding::kWindows1252:
      if (const auto bytes = InWindows1252(text)) return *bytes;
      return text;
    case Encoding::kUtf8:
      return text;
  }
  return text;
}

const DressedRow* DressedFile::RowAt(int64_t line) const {
  int64_t at = 2;
  for (const DressedRow& row : rows) {
    if (at == line) return &row;
    at += 1 + std::count(row.text.begin(), row.text.end(), '\n');
  }
  return nullptr;
}

std::vector<DressedFile> Dresser::Dress(const Programme& programme) {
  std::vector<DressedFile> files;
  for (const auto& [file, rows] : programme.files) files.push_back(DressFile(file, rows));
  return files;
}

DressedFile Dresser::DressFile(File file, const std::vector<Cells>& rows) {
  const Table& table = sheet::TableOf(file);
  DressedFile dressed;
  dressed.file = file;
  dressed.name =
      absl::StrCat(OneIn(3) ? InAnyCase(table.name) : table.name, OneIn(4) ? ".CSV" : ".csv");
  dressed.order.resize(table.columns.size());
  std::iota(dressed.order.begin(), dressed.order.end(), 0);
  if (OneIn(2)) std::shuffle(dressed.order.begin(), dressed.order.end(), random_);
  dressed.header = DressHeader(dressed);
  dressed.line_end = OneIn(2) ? "\r\n" : "\n";
  for (size_t i = 0; i < rows.size(); ++i) {
    dressed.rows.push_back({DressRow(dressed, rows[i]), i});
  }
  dressed.encoding = static_cast<Encoding>(random_() % 5);
  std::string all = dressed.header;
  for (const DressedRow& row : dressed.rows) all += row.text;
  if (dressed.encoding == Encoding::kWindows1252 && !InWindows1252(all).has_value()) {
    dressed.encoding = Encoding::kUtf8;
  }
  return dressed;
}

std::string Dresser::DressHeader(const DressedFile& file) {
  Cells names;
  for (const size_t column : file.order) {
    std::string name = sheet::TableOf(file.file).columns[column].name;
    if (OneIn(3)) name = absl::StrReplaceAll(name, {{"_", " "}});
    names.push_back(OneIn(3) ? InAnyCase(name) : name);
  }
  return Joined(names);
}

std::string Dresser::DressRow(const DressedFile& file, const Cells& cells) {
  Cells dressed = DressCells(file, cells);
  if (OneIn(6)) dressed.resize(dressed.size() + 1 + (OneIn(2) ? 1 : 0));
  while (dressed.size() > 2 && dressed.back().empty() && OneIn(6)) dressed.pop_back();
  return Joined(dressed);
}

Cells Dresser::DressCells(const DressedFile& file, const Cells& cells) {
  Cells dressed;
  for (const size_t column : file.order) {
    dressed.push_back(DressCell(sheet::TableOf(file.file).columns[column], cells[column]));
  }
  return dressed;
}

std::string Dresser::DressCell(const Column& column, const std::string& cell) {
  if (cell.empty()) return cell;
  std::string text = cell;
  if (column.kind == Kind::kDate) text = WrittenDate(cell, static_cast<uint32_t>(random_()));
  if (column.kind == Kind::kEuros) text = WrittenEuros(cell);
  const bool folds = column.kind == Kind::kWord || column.refers_to.has_value();
  if (folds && OneIn(3)) text = InAnyCase(text);
  if (column.kind != Kind::kNote && OneIn(6)) text = absl::StrCat(" ", text, "  ");
  return text;
}

std::string Dresser::InAnyCase(const std::string& text) {
  // Letters beyond ASCII stay: they are in two bytes.
  if (OneIn(2)) return absl::AsciiStrToUpper(text);
  std::string any = text;
  any[0] = absl::ascii_toupper(static_cast<unsigned char>(any[0]));
  return any;
}

std::string Dresser::Joined(const Cells& cells) {
  return absl::StrJoin(cells, ";", [this](std::string* out, const std::string& cell) {
    absl::StrAppend(out, NeedsQuotes(cell) || OneIn(8) ? InQuotes(cell) : cell);
  });
}

namespace {

bool IsCoded(const Table& table) {
  return table.key.size() == 1 && (table.key[0] == "code" || table.key[0] == "nummer");
}

// What can go wrong with one row. Each gives the damaged text, or nothing when the row is not of a
// kind that it happens to.
class Damager {
 public:
  Damager(const Programme& programme, std::mt19937& random)
      : programme_(programme), random_(random), dresser_(random) {}

  using Way = std::optional<std::string> (Damager::*)(const DressedFile&, const DressedRow&);
  struct NamedWay {
    const char* name;
    Way way;
  };
  static constexpr size_t kWayCount = 7;
  static const NamedWay kWays[kWayCount];

  std::optional<std::string> SpoilDate(const DressedFile& file, const DressedRow& row) {
    return SpoilOne(file, row, "31-02-2026",
                    [](const Column& column) { return column.kind == Kind::kDate; });
  }
  std::optional<std::string> SpoilWord(const DressedFile& file, const DressedRow& row) {
    return SpoilOne(file, row, "blauw",
                    [](const Column& column) { return column.kind == Kind::kWord; });
  }
  std::optional<std::string> LeaveEmpty(const DressedFile& file, const DressedRow& row) {
    return SpoilOne(file, row, "",
                    [](const Column& column) { return column.required && !column.fills_itself; });
  }
  std::optional<std::string> LoseReference(const DressedFile& file, const DressedRow& row) {
    return SpoilOne(file, row, "X-9999",
                    [](const Column& column) { return column.refers_to.has_value(); });
  }
  // Without its end, so that something required is missing.
  std::optional<std::string> Cut(const DressedFile& file, const DressedRow& row) {
    Cells cells = dresser_.DressCells(file, Said(file, row));
    size_t required = 0;
    for (size_t place = 0; place < file.order.size(); ++place) {
      if (ColumnAt(file, place).required && !ColumnAt(file, place).fills_itself) required = place;
    }
    if (required == 0) return std::nullopt;
    cells.resize(1 + random_() % required);
    const bool blank = std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
      return absl::StripAsciiWhitespace(cell).empty();
    });
    return blank ? std::nullopt : std::optional(Written(cells));  // an empty line is no row
  }
  // The number of another row.
  std::optional<std::string> TakeCode(const DressedFile& file, const DressedRow& row) {
    const bool persons =
        file.file == File::kMembers || file.file == File::kTracks || file.file == File::kBuddies;
    const auto& rows = programme_.files.at(file.file);
    if (!persons || rows.size() < 2) return std::nullopt;
    const size_t other = (*row.says + 1 + random_() % (rows.size() - 1)) % rows.size();
    return SpoilOne(file, row, rows[other][0],
                    [](const Column& column) { return absl::string_view(column.name) == "code"; });
  }
  // An opening quote without its closing one.
  std::optional<std::string> OpenQuote(const DressedFile& file, const DressedRow& row) {
    Cells cells = dresser_.DressCells(file, Said(file, row));
    for (size_t place = 0; place < cells.size(); ++place) {
      const Kind kind = ColumnAt(file, place).kind;
      if (kind != Kind::kText && kind != Kind::kNote) continue;
      cells[place] = "Gesprek over de huur";
      std::vector<std::string> parts;
      for (size_t i = 0; i < cells.size(); ++i) {
        parts.push_back(i == place ? absl::StrCat("\"", cells[i]) : Written({cells[i]}));
      }
      return absl::StrJoin(parts, ";");
    }
    return std::nullopt;
  }

 private:
  const Cells& Said(const DressedFile& file, const DressedRow& row) const {
    return programme_.files.at(file.file)[*row.says];
  }
  static const Column& ColumnAt(const DressedFile& file, size_t place) {
    return sheet::TableOf(file.file).columns[file.order[place]];
  }
  static std::string Written(const Cells& cells) {
    return absl::StrJoin(cells, ";", [](std::string* out, const std::string& cell) {
      absl::StrAppend(out, NeedsQuotes(cell) ? InQuotes(cell) : cell);
    });
  }
  // With `text` in one of the columns that `may` take it.
  template <typename May>
  std::optional<std::string> SpoilOne(const DressedFile& file, const DressedRow& row,
                                      const std::string& text, May may) {
    std::vector<size_t> places;
    for (size_t place = 0; place < file.order.size(); ++place) {
      if (may(ColumnAt(file, place))) places.push_back(place);
    }
    if (places.empty()) return std::nullopt;
    Cells cells = dresser_.DressCells(file, Said(file, row));
    cells[places[random_() % places.size()]] = text;
    return Written(cells);
  }

  const Programme& programme_;
  std::mt19937& random_;
  Dresser dresser_;
};

const Damager::NamedWay Damager::kWays[] = {{"a date that does not exist", &Damager::SpoilDate},
                                            {"a word that is not known", &Damager::SpoilWord},
                                            {"a cell left empty", &Damager::LeaveEmpty},
                                            {"a reference to nothing", &Damager::LoseReference},
                                            {"a row cut short", &Damager::Cut},
                                            {"a number of another row", &Damager::TakeCode},
                                            {"a quote opened", &Damager::OpenQuote}};

// A row twice; nothing when such rows count.
bool DoubleRow(DressedFile& file, size_t row, std::mt19937& random) {
  if (sheet::TableOf(file.file).IsCounted() || !IsCoded(sheet::TableOf(file.file))) return false;
  const size_t place = row + 1 + random() % (file.rows.size() - row);
  file.rows.insert(file.rows.begin() + static_cast<std::ptrdiff_t>(place),
                   {file.rows[row].text, std::nullopt});
  return true;
}

}  // namespace

std::vector<std::string> Damage(const Programme& programme, std::vector<DressedFile>& files,
                                std::mt19937& random) {
  std::vector<std::string> done;
  std::set<std::pair<File, size_t>> damaged;
  // A number of another row is seen as such by that row, which may not be without its own then.
  std::map<File, bool> takes_code;
  const size_t wanted = 1 + random() % 4;
  for (int tries = 0; tries < kTries && done.size() < wanted; ++tries) {
    DressedFile& file = files[random() % files.size()];
    const size_t at = random() % file.rows.size();
    DressedRow& row = file.rows[at];
    // The organisation itself is there already, whatever the row says.
    const bool own = file.file == File::kOrganisations;
    if (own || !row.says.has_value() || !damaged.emplace(file.file, *row.says).second) continue;
    const std::string where =
        absl::StrCat(file.name, ", row ", *row.says + 1, " of the programme: ");
    const size_t way = random() % (Damager::kWayCount + 1);
    if (way == Damager::kWayCount) {
      if (DoubleRow(file, at, random)) done.push_back(absl::StrCat(where, "twice"));
      continue;
    }
    const auto& [name, spoil] = Damager::kWays[way];
    const bool takes = spoil == &Damager::TakeCode;
    const auto before = takes_code.find(file.file);
    if (before != takes_code.end() && (takes || before->second)) continue;
    auto text = (Damager(programme, random).*spoil)(file, row);
    if (!text.has_value()) continue;
    row.text = *std::move(text);
    takes_code[file.file] = takes;
    done.push_back(absl::StrCat(where, name));
  }
  return done;
}

}  // namespace kansrijk::testing
