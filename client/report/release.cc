#include "client/report/release.h"

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/message/choices.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/report/release_words.h"
#include "client/report/report.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/file.h"

namespace kansrijk::client {
namespace {

// More than a server takes, which says by itself when it runs out of time.
constexpr absl::Duration kComputeTimeout = absl::Seconds(40);

std::string Flat(const std::string& text) { return Visible(text, LineBreaks::kFlatten); }

// The public symbols: a point for withheld, nothing for impossible.
std::string Figure(const v1::ReleaseCell& cell) {
  if (IsShown(cell)) return absl::StrCat(cell.value());
  return cell.state() == v1::CELL_STATE_IMPOSSIBLE ? "" : ".";
}

void PrintCells(const v1::ReleaseTable& table, const ReleaseWords& words, std::ostream& out) {
  std::vector<std::string> headings;
  for (const auto& dimension : table.dimensions()) {
    headings.push_back(Flat(words.Dimension(dimension)));
  }
  for (const char* heading : {_("Outcome"), _("Period"), _("Figure")}) headings.push_back(heading);
  Rows rows;
  size_t figure_width = DisplayWidth(headings.back());
  for (const v1::ReleaseCell& cell : table.cells()) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < table.dimensions_size(); ++i) {
      row.push_back(i < cell.values_size() ? Flat(words.Value(table, i, cell.values(i))) : "");
    }
    row.push_back(Flat(words.Outcome(table, cell.outcome())));
    row.push_back(Flat(words.Period(cell.period())));
    row.push_back(Figure(cell));
    figure_width = std::max(figure_width, row.back().size());
  }
  for (std::vector<std::string>& row : rows) {  // numbers stand right
    row.back().insert(0, figure_width - row.back().size(), ' ');
  }
  PrintTable(headings, rows, WidthsOf(headings, rows), out);
}

void PrintReleaseTable(const v1::Release& release, const v1::ReleaseTable& table,
                       const ReleaseWords& words, std::ostream& out) {
  out << Flat(words.Title(table.definition())) << " (" << Flat(table.definition().name()) << ")\n"
      << Flat(words.Definition(table.definition())) << "\n\n";
  if (!ShowsAny(table)) {
    out << words.NothingShown(release, table) << "\n";
    return;
  }
  PrintCells(table, words, out);
  out << "\n";
  if (HasState(table, v1::CELL_STATE_IMPOSSIBLE)) {
    out << _("Empty: cannot exist.") << "\n";
  }
  for (const std::string& sentence : words.Note(release, table)) out << sentence << "\n";
}

template <typename Item>
void PrintAll(const google::protobuf::RepeatedPtrField<Item>& items, std::ostream& out) {
  if (items.empty()) return;
  Entries entries;
  for (const Item& item : items) entries.push_back(std::make_unique<Item>(item));
  out << "\n";
  PrintListing(*Item::descriptor(), entries, Format::kTable, out);
}

void PrintCellsAsCsv(const v1::Release& release, std::ostream& out) {
  out << CsvLine({"table", "dimensions", "values", "outcome", "period", "value", "state"});
  for (const v1::ReleaseTable& table : release.tables()) {
    std::vector<std::string> dimensions;
    for (const auto& dimension : table.dimensions()) dimensions.push_back(dimension.code());
    for (const v1::ReleaseCell& cell : table.cells()) {
      const auto* state = v1::CellState_descriptor()->FindValueByNumber(cell.state());
      const bool has_state = state != nullptr && state->number() != 0;
      std::vector<std::string> line = {table.definition().name(),
                                       absl::StrJoin(dimensions, ";"),
                                       absl::StrJoin(cell.values(), ";"),
                                       cell.outcome(),
                                       cell.period(),
                                       Figure(cell),
                                       has_state ? ShortName(*state) : ""};
      for (std::string& text : line) text = Visible(text, LineBreaks::kKeep);
      out << CsvLine(line);
    }
  }
}

// InvalidArgument names the tables that there are.
absl::Status KeepTables(const std::string& wanted, v1::Release& release) {
  if (wanted.empty()) return absl::OkStatus();
  google::protobuf::RepeatedPtrField<v1::ReleaseTable> kept;
  for (absl::string_view name : absl::StrSplit(wanted, ',', absl::SkipWhitespace())) {
    const auto found = std::find_if(
        release.tables().begin(), release.tables().end(),
        [&](const v1::ReleaseTable& table) { return table.definition().name() == name; });
    if (found == release.tables().end()) {
      const std::string known = absl::StrJoin(release.tables(), ", ",
                                              [](std::string* text, const v1::ReleaseTable& table) {
                                                absl::StrAppend(text, table.definition().name());
                                              });
      return absl::InvalidArgumentError(
          absl::Substitute("--table: $0", absl::Substitute(_("\"$0\" is unknown; choose from: $1"),
                                                           Flat(std::string(name)), Flat(known))));
    }
    *kept.Add() = *found;
  }
  release.mutable_tables()->Swap(&kept);
  return absl::OkStatus();
}

void AllowComputing(Invocation& invocation) {
  if (!invocation.settings.timeout_given) invocation.settings.timeout = kComputeTimeout;
}

absl::StatusOr<v1::Release> ReadRelease(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  return static_cast<const v1::Release&>(*answer);
}

// `head` stands above the tables, for people.
void PrintRelease(const v1::Release& release, Format format,
                  const std::function<void(std::ostream&)>& head, std::ostream& out) {
  if (format == Format::kCsv) return PrintCellsAsCsv(release, out);
  if (!IsTable(format)) return PrintRecord(release, format, false, out);
  head(out);
  PrintTables(release, out);
}

}  // namespace

void PrintTables(const v1::Release& release, std::ostream& out) {
  const ReleaseWords words(CurrentLanguage());
  for (const v1::ReleaseTable& table : release.tables()) {
    out << "\n";
    PrintReleaseTable(release, table, words, out);
  }
  PrintAll(release.withheld(), out);
  PrintAll(release.disclosed(), out);
  if (!release.disclosed().empty() && release.state() == v1::RELEASE_STATE_PROPOSED) {
    out << "\n" << _("Approving signs this list.") << "\n";
  }
}

absl::StatusOr<int> PreviewRelease(Invocation& invocation) {
  AllowComputing(invocation);
  ASSIGN_OR_RETURN(const auto release, ReadRelease(invocation));
  const auto head = [&](std::ostream& out) {
    const std::string last = ReleaseWords(CurrentLanguage()).Date(release.closing_date());
    out << absl::Substitute(_("Preview of $0, up to and including $1. Nothing was stored."),
                            Flat(release.code()), Flat(last))
        << "\n";
  };
  PrintRelease(release, invocation.settings.format, head, invocation.out);
  return kExitOk;
}

absl::StatusOr<int> ShowRelease(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto release, ReadRelease(invocation));
  RETURN_IF_ERROR(KeepTables(invocation.Value("table"), release));
  const auto head = [&](std::ostream& out) { PrintFields(release, out); };
  PrintRelease(release, invocation.settings.format, head, invocation.out);
  return kExitOk;
}

absl::StatusOr<int> CallComputing(Invocation& invocation) {
  AllowComputing(invocation);
  return CallMethod(invocation);
}

absl::StatusOr<int> ReportRelease(Invocation& invocation) {
  ASSIGN_OR_RETURN(const auto release, ReadRelease(invocation));
  const auto language = LanguageNamed(invocation.Value("lang"));
  const std::string page = ReportPage(release, language.value_or(Language::kDutch));
  const std::string path = invocation.Value("output");
  if (path.empty()) {
    invocation.out << page;
    return kExitOk;
  }
  RETURN_IF_ERROR(WriteWhole(path, page));
  invocation.err << absl::Substitute(_("Written: $0"), Flat(path)) << "\n";
  return kExitOk;
}

}  // namespace kansrijk::client
