#include "server/sheet/header.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/base/text.h"
#include "server/facts/likeness.h"
#include "server/sheet/cell.h"
#include "server/sheet/finding.h"

namespace kansrijk::sheet {
namespace {

constexpr absl::string_view kReason = "import reden";
constexpr absl::string_view kExplanation = "import toelichting";
constexpr absl::string_view kChoice = "import keuze";
constexpr absl::string_view kOrigin = "import herkomst";

// What may stand in parentheses behind a name without making it another one: how the cells are
// written. Not (mm-dd-jjjj), nor (uren).
constexpr absl::string_view kHints[] = {
    "dd mm jjjj", "d m jjjj",   "dd mm yyyy", "d m yyyy",   "dag maand jaar",
    "ddmmjjjj",   "dd/mm/jjjj", "d/m/jjjj",   "dd/mm/yyyy", "min",
    "min.",       "minuten",    "in minuten", "euro",       "in euro",
    "eur",        "€",          "ja/nee",     "j/n",        "verplicht",
    "optioneel",  "1 5",        "1 t/m 5",    "niveau 1 5"};

// Other names that are in use for a known column.
constexpr std::pair<absl::string_view, absl::string_view> kOtherNames[] = {
    {"telefoonnummer", "telefoon"},
    {"tel", "telefoon"},
    {"telnr", "telefoon"},
    {"mobiel", "telefoon"},
    {"gsm", "telefoon"},
    {"familienaam", "achternaam"},
    {"roepnaam", "voornaam"},
    {"geb. datum", "geboortedatum"},
    {"gebdatum", "geboortedatum"},
    {"duur", "minuten"},
    {"opmerking", "notitie"},
    {"opmerkingen", "notitie"},
    {"verslag", "notitie"},
    {"einddatum", "tot"},
    {"begindatum", "van"},
    {"beloning", "waardering_euro"},
    {"vog", "vog_datum"}};

// Names at least this alike may be one and the same (see JaroWinkler).
constexpr double kAlikeMin = 0.88;
constexpr size_t kPartMin = 4;  // characters of a name within another that make them alike
// Names of columns in a row by which it is a header.
constexpr size_t kHeaderNamesMin = 2;

// As names compare: folded, one space for underscores, hyphens and no-break spaces.
std::string KeyOf(absl::string_view name) {
  return Fold(absl::StrReplaceAll(
      name, {{"_", " "}, {"-", " "}, {"\u00A0", " "}, {"\uFEFF", ""}, {"\u200B", ""}}));
}

bool IsHint(absl::string_view text) {
  return std::find(std::begin(kHints), std::end(kHints), text) != std::end(kHints);
}

// Without question marks, asterisks, colons and hints behind it.
std::string WithoutHint(const std::string& key) {
  absl::string_view name = key;
  for (size_t size = name.size() + 1; size != name.size();) {
    size = name.size();
    name = name.substr(0, name.find_last_not_of(" ?*:") + 1);
    const size_t open = name.rfind('(');
    const bool hinted = absl::EndsWith(name, ")") && open != absl::string_view::npos &&
                        IsHint(name.substr(open + 1, name.size() - open - 2));
    if (hinted) name = name.substr(0, open);
  }
  return std::string(name);
}

size_t FindColumn(const Table& table, absl::string_view key) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (key == KeyOf(table.columns[i].name)) return i;
  }
  return kNowhere;
}

// The column that a cell of the header names, or kNowhere.
size_t ColumnNamed(const Table& table, const std::string& name) {
  const std::string key = KeyOf(name);
  const size_t column = FindColumn(table, key);
  return column != kNowhere ? column : FindColumn(table, WithoutHint(key));
}

// The columns that a row names, were it the header.
std::set<size_t> NamedIn(const Table& table, const std::vector<std::string>& cells) {
  std::set<size_t> named;
  for (const std::string& cell : cells) named.insert(ColumnNamed(table, cell));
  named.erase(kNowhere);
  return named;
}

bool HasAllRequired(const Table& table, const std::set<size_t>& named) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].required && !named.contains(i)) return false;
  }
  return true;
}

// sep=; is a line by which Excel knows what stands between columns.
bool IsSeparatorLine(const TopRow& row) {
  const std::string text = absl::StrReplaceAll(row.text, {{"\"", ""}});
  return absl::StartsWithIgnoreCase(absl::StripAsciiWhitespace(text), "sep=");
}

// Of empty cells, which spreadsheets leave of a row that was emptied.
bool IsBlankHeading(const TopRow& row) {
  return !row.cells.empty() &&
         std::all_of(row.cells.begin(), row.cells.end(),
                     [](const std::string& cell) { return Trimmed(cell).empty(); });
}

bool HasColumnsApartBy(const Table& table, const TopRow& row, char separator) {
  std::vector<std::string> cells = absl::StrSplit(row.text, separator);
  for (std::string& cell : cells) cell = absl::StrReplaceAll(cell, {{"\"", ""}});
  return row.cells.size() <= 1 && NamedIn(table, cells).size() >= kHeaderNamesMin;
}

class HeaderSearch {
 public:
  HeaderSearch(const Table& table, absl::Span<const TopRow> rows, Encoding encoding,
               const std::vector<std::pair<std::string, std::string>>& choices)
      : table_(table), rows_(rows), encoding_(encoding), choices_(choices) {}

  Header Find() && {
    while (!rows_.empty() && (IsSeparatorLine(rows_[0]) || IsBlankHeading(rows_[0]))) {
      rows_.remove_prefix(1);
    }
    if (!rows_.empty()) Take(rows_[0]);
    if (!rows_.empty() && IsApartOtherwise()) return std::move(header_);
    if (header_.names.empty()) {
      Report(kMissingHeader, "", {table_.name});
    } else if (!IsElsewhere()) {
      FindPlaces();
      CheckMissing();
    }
    return std::move(header_);
  }

 private:
  void Take(const TopRow& row) {
    header_.line = row.line;
    header_.text = row.text;
    header_.names = row.cells;
    header_.places.assign(table_.columns.size(), kNowhere);
  }

  void Report(const FindingKind& kind, absl::string_view column,
              const std::vector<std::string>& arguments) {
    header_.findings.push_back(Finding(kind, column, arguments));
  }

  bool IsApartOtherwise() {
    const std::pair<char, const FindingKind*> separators[] = {{',', &kCommas}, {'\t', &kTabs}};
    for (const auto& [separator, kind] : separators) {
      if (!HasColumnsApartBy(table_, rows_[0], separator)) continue;
      Report(*kind, "", {table_.name, NameOf(encoding_)});
      return true;
    }
    return false;
  }

  // Whether the names, or some of them, stand in a row below.
  bool IsElsewhere() {
    const std::set<size_t> first = NamedIn(table_, rows_[0].cells);
    for (const TopRow& row : rows_.subspan(1)) {
      const std::set<size_t> named = NamedIn(table_, row.cells);
      std::vector<std::string> more;
      for (const size_t column : named) {
        if (!first.contains(column)) more.push_back(table_.columns[column].name);
      }
      if (more.size() < kHeaderNamesMin) continue;
      const int64_t above = header_.line;
      if (first.empty() || HasAllRequired(table_, named)) {
        Take(row);
        FindPlaces();
        Report(kTitleAboveHeader, "", {absl::StrCat(above), absl::StrCat(row.line)});
      } else {
        Report(kHeaderOfTwoRows, "",
               {absl::StrCat(above), absl::StrCat(row.line), absl::StrJoin(more, ", ")});
      }
      return true;
    }
    return false;
  }

  void FindPlaces() {
    std::set<std::string> chosen;
    for (size_t place = 0; place < header_.names.size(); ++place) FindPlace(place, chosen);
    for (const auto& [name, column] : choices_) {
      if (chosen.contains(KeyOf(name))) continue;
      Report(kChoiceWithoutColumn, WithoutCitizenNumbers(name), {table_.name, Quoted(name)});
    }
  }

  void FindPlace(size_t place, std::set<std::string>& chosen) {
    const std::string& name = header_.names[place];
    const std::string key = KeyOf(name);
    const auto choice = std::find_if(choices_.begin(), choices_.end(),
                                     [&](const auto& c) { return KeyOf(c.first) == key; });
    if (choice != choices_.end()) {
      chosen.insert(key);
      if (choice->second.empty()) return;
      const size_t column = FindColumn(table_, KeyOf(choice->second));
      if (column != kNowhere) return PutColumn(column, place);
      Report(kNoSuchColumn, choice->second,
             {table_.name, Quoted(choice->second), Quoted(name), ColumnNames()});
      return;
    }
    if (key == kExplanation) return;
    if (key == kChoice) {
      header_.choice_place = place;
    } else if (key == kOrigin) {
      header_.origin_place = place;
    } else if (key == kReason) {
      header_.reason_place = place;
    } else if (const size_t column = ColumnNamed(table_, name); column != kNowhere) {
      PutColumn(column, place);
    } else {
      header_.unknown.push_back(place);
    }
  }

  void PutColumn(size_t column, size_t place) {
    size_t& taken = header_.places[column];
    if (taken == kNowhere) {
      taken = place;
      return;
    }
    Report(kColumnTwice, table_.columns[column].name,
           {table_.columns[column].name,
            absl::StrCat(Quoted(header_.names[taken]), ", ", Quoted(header_.names[place]))});
  }

  std::string ColumnNames() const {
    return absl::StrJoin(table_.columns, ", ", [](std::string* out, const Column& column) {
      absl::StrAppend(out, column.name);
    });
  }

  // All columns that are missing, at once.
  void CheckMissing() {
    std::vector<absl::string_view> missing;
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const Column& column = table_.columns[i];
      if (column.required && header_.places[i] == kNowhere) missing.push_back(column.name);
    }
    if (missing.empty()) return;
    std::vector<std::string> others;
    for (const size_t place : header_.unknown) {
      if (!header_.names[place].empty()) others.push_back(Quoted(header_.names[place]));
    }
    const std::string names = absl::StrJoin(missing, ", ");
    if (others.empty()) return Report(kMissingColumn, missing[0], {table_.name, names});
    Report(kMissingColumnOrRenamed, missing[0], {table_.name, names, absl::StrJoin(others, ", ")});
  }

  const Table& table_;
  absl::Span<const TopRow> rows_;
  const Encoding encoding_;
  const std::vector<std::pair<std::string, std::string>>& choices_;
  Header header_;
};

bool AreAlike(absl::string_view name, absl::string_view column) {
  for (const auto& [other, known] : kOtherNames) {
    if (name == other && column == known) return true;
  }
  const std::string key = KeyOf(column);
  if (key.size() >= kPartMin && absl::StrContains(name, key)) return true;
  if (name.size() >= kPartMin && absl::StrContains(key, name)) return true;
  return JaroWinkler(name, key) >= kAlikeMin;
}

// The known column, missing in the file, that `name` may be another name of, or "".
absl::string_view MissingColumnLike(const Table& table, const Header& header,
                                    const std::string& name) {
  const std::string key = WithoutHint(KeyOf(name));
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const bool missing = header.places[i] == kNowhere;
    if (missing && AreAlike(key, table.columns[i].name)) return table.columns[i].name;
  }
  return "";
}

}  // namespace

Header FindHeader(const Table& table, absl::Span<const TopRow> rows, Encoding encoding,
                  const std::vector<std::pair<std::string, std::string>>& choices) {
  return HeaderSearch(table, rows, encoding, choices).Find();
}

std::optional<v1::ImportFinding> AboutUnknownColumn(const Table& table, const Header& header,
                                                    size_t place, bool is_filled) {
  const std::string name(Trimmed(header.names[place]));
  if (name.empty()) {
    if (!is_filled) return std::nullopt;
    return Finding(kNamelessColumn, "", {absl::StrCat(place + 1)});
  }
  const std::string shown = WithoutCitizenNumbers(name);
  const absl::string_view like = MissingColumnLike(table, header, name);
  if (!like.empty()) {
    return Finding(kRenamedColumn, shown, {Quoted(name), table.name, shown, std::string(like)});
  }
  const FindingKind& kind = is_filled ? kUnmappedColumn : kUnknownColumn;
  return Finding(kind, shown, {Quoted(name), table.name, shown});
}

}  // namespace kansrijk::sheet
