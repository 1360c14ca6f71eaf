#include "client/report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "client/language.h"

namespace kansrijk::client {
namespace {

constexpr char kTotal[] = "T";
constexpr int kBarWidth = 180;  // of the largest figure, in pixels

// Contrast of text at least 7 to 1; told apart without colour too.
constexpr char kStyle[] = R"css(
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 60rem; padding: 1rem 1.5rem; }
h1 { font-size: 1.8rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-top: 2px solid #1f4e5f;
  padding-top: .75rem; }
a { color: #1f4e5f; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; background: #fff; padding: .5rem; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #c8d0d4; vertical-align: middle; }
thead th { border-bottom: 2px solid #1f4e5f; } th { font-weight: 600; } tbody th { font-weight: 400; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; width: 6rem; }
td.bar { width: 13rem; }
abbr { text-decoration: none; font-weight: 700; }
nav ul { columns: 18rem; padding-left: 1.2rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.note, footer { color: #3d4a50; font-size: .9rem; }
footer { margin-top: 3rem; border-top: 1px solid #c8d0d4; overflow-wrap: anywhere; }
@media print { @page { size: A4; margin: 18mm; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav, .skip { display: none; } h2, caption { break-after: avoid; } tr { break-inside: avoid; } }
)css";

// Shown where a bar cannot be: no length that could be taken for a figure.
constexpr char kHatch[] = R"svg(<svg width="0" height="0" aria-hidden="true" class="hidden"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="2" height="6" fill="#5b6b73"/></pattern></defs></svg>)svg";

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

bool InDutch() { return CurrentLanguage() == Language::kDutch; }

template <typename Item>
std::string LabelOf(const Item& item) {
  return InDutch() ? item.label_nl() : item.label();
}

std::string TitleOf(const v1::StatisticsTable& table) {
  return InDutch() ? table.title_nl() : table.title();
}
std::string DefinitionOf(const v1::StatisticsTable& table) {
  return InDutch() ? table.definition_nl() : table.definition();
}

bool IsShown(const v1::ReleaseCell& cell) {
  return FigureText(cell).find_first_of("0123456789") == 0;
}

std::string Tag(absl::string_view tag, absl::string_view text) {
  return absl::StrCat("<", tag, ">", Escaped(text), "</", tag.substr(0, tag.find(' ')), ">");
}

// What the row is about, in words: for the names of bars.
std::string RowText(const v1::ReleaseTable& table, const v1::ReleaseCell& cell) {
  std::string text;
  for (int dimension = 0; dimension < cell.values_size(); ++dimension) {
    absl::StrAppend(&text, ValueLabel(table, dimension, cell.values(dimension)), ", ");
  }
  return absl::StrCat(text, OutcomeLabel(table, cell.outcome()), ", ", PeriodLabel(cell.period()));
}

std::string FigureCell(const v1::ReleaseCell& cell) {
  const std::string text = FigureText(cell);
  if (IsShown(cell)) return absl::StrCat("<td class=\"figure\">", Escaped(text), "</td>");
  const std::string why =
      cell.state() == v1::CELL_STATE_IMPOSSIBLE ? _("cannot occur") : _("not shown");
  return absl::StrCat("<td class=\"figure\"><abbr title=\"", Escaped(why),
                      "\"><span aria-hidden=\"true\">", Escaped(text),
                      "</span><span class=\"hidden\">", Escaped(why), "</span></abbr></td>");
}

std::string Bar(const v1::ReleaseTable& table, const v1::ReleaseCell& cell, int64_t largest) {
  if (cell.state() == v1::CELL_STATE_IMPOSSIBLE) return "";
  const bool shown = IsShown(cell);
  const int64_t width = shown ? std::max<int64_t>(1, cell.value() * kBarWidth / largest) : 24;
  const std::string name = absl::StrCat(RowText(table, cell), ": ",
                                        shown ? FigureText(cell) : std::string(_("not shown")));
  return absl::StrCat("<svg role=\"img\" width=\"", kBarWidth, "\" height=\"14\"><title>",
                      Escaped(name), "</title><rect y=\"1\" width=\"", width,
                      "\" height=\"12\" fill=\"", shown ? "#1f4e5f" : "url(#hatch)", "\"/></svg>");
}

std::string RowOf(const v1::ReleaseTable& table, const v1::ReleaseCell& cell, int64_t largest) {
  std::string row = "<tr>";
  for (int dimension = 0; dimension < cell.values_size(); ++dimension) {
    row += Tag("th scope=\"row\"", ValueLabel(table, dimension, cell.values(dimension)));
  }
  row += Tag("th scope=\"row\"", OutcomeLabel(table, cell.outcome()));
  row += Tag("td", PeriodLabel(cell.period()));
  return absl::StrCat(row, FigureCell(cell), "<td class=\"bar\">", Bar(table, cell, largest),
                      "</td></tr>\n");
}

std::string HeadOf(const v1::ReleaseTable& table) {
  std::string head = "<thead><tr>";
  for (const v1::StatisticsDimension& dimension : table.dimensions()) {
    head += Tag("th scope=\"col\"", LabelOf(dimension));
  }
  for (const char* const heading : {_("Outcome"), _("Period"), _("Figure"), _("Chart")}) {
    head += Tag("th scope=\"col\"", heading);
  }
  return absl::StrCat(head, "</tr></thead>\n");
}

std::string SectionOf(const v1::Release& release, const v1::ReleaseTable& table) {
  const v1::StatisticsTable& definition = table.definition();
  std::string section =
      absl::StrCat("<section aria-labelledby=\"", Escaped(definition.name()), "\">\n<h2 id=\"",
                   Escaped(definition.name()), "\">", Escaped(TitleOf(definition)), "</h2>\n",
                   Tag("p", DefinitionOf(definition)), "\n");
  if (!ShowsFigures(table)) {
    absl::StrAppend(&section,
                    Tag("p", _("The groups are too small to show a figure here without "
                               "giving away something about people.")),
                    "\n");
  }
  if (table.cells_size() > 0) {
    int64_t largest = 1;
    for (const v1::ReleaseCell& cell : table.cells()) largest = std::max(largest, cell.value());
    absl::StrAppend(&section, "<table>", Tag("caption", TitleOf(definition)), HeadOf(table),
                    "<tbody>\n");
    for (const v1::ReleaseCell& cell : table.cells()) section += RowOf(table, cell, largest);
    section += "</tbody></table>\n";
  }
  return absl::StrCat(section, Tag("p class=\"note\"", NoteUnder(release)), "\n</section>\n");
}

std::string ContentsOf(const v1::Release& release) {
  std::string contents = absl::StrCat("<nav aria-label=\"", Escaped(_("Contents")), "\"><ul>\n");
  for (const v1::ReleaseTable& table : release.tables()) {
    absl::StrAppend(&contents, "<li><a href=\"#", Escaped(table.definition().name()), "\">",
                    Escaped(TitleOf(table.definition())), "</a></li>\n");
  }
  return absl::StrCat(contents, "</ul></nav>\n");
}

std::string FooterOf(const v1::Release& release) {
  return absl::StrCat(
      "<footer>",
      Tag("p", absl::Substitute(_("Release $0, number $1 in the ledger; figures until $2. Smallest "
                                  "figure shown: $3; rounded to multiples of $4."),
                                release.code(), release.sequence(), release.closing_date(),
                                release.threshold(), release.base())),
      Tag("p", absl::Substitute(_("SHA-256 $0; of the release before: $1."), release.digest(),
                                release.previous())),
      "</footer>\n");
}

}  // namespace

std::string ValueLabel(const v1::ReleaseTable& table, int dimension, absl::string_view code) {
  if (code == kTotal) return _("total");
  if (dimension < table.dimensions_size()) {
    for (const v1::StatisticsValue& value : table.dimensions(dimension).values()) {
      if (value.code() == code) return LabelOf(value);
    }
  }
  return std::string(code);
}

std::string OutcomeLabel(const v1::ReleaseTable& table, absl::string_view code) {
  for (const v1::StatisticsOutcome& outcome : table.definition().outcomes()) {
    if (outcome.code() == code) return LabelOf(outcome);
  }
  return std::string(code);
}

std::string PeriodLabel(absl::string_view code) {
  return code == "cumulative" ? std::string(_("so far")) : std::string(code);
}

std::string NoteUnder(const v1::Release& release) {
  return absl::Substitute(
      _("Figures are rounded to multiples of $0. A point means not shown, which may also be a "
        "larger "
        "figure that would give away a small one. Totals may not add up because of rounding. It "
        "was "
        "computed that nobody, with all earlier publications side by side, can establish that a "
        "figure concerns fewer than $1."),
      release.base(), release.threshold());
}

std::string FigureText(const v1::ReleaseCell& cell) {
  switch (cell.state()) {
    case v1::CELL_STATE_WITHHELD:
      return ".";
    case v1::CELL_STATE_IMPOSSIBLE:
      return "";
    case v1::CELL_STATE_STANDS:
      return cell.value() == 0 ? std::string(".") : absl::StrCat(cell.value(), "*");
    default:
      return absl::StrCat(cell.value());
  }
}

bool ShowsFigures(const v1::ReleaseTable& table) {
  return std::any_of(table.cells().begin(), table.cells().end(), IsShown);
}

std::string ReportOf(const v1::Release& given) {
  v1::Release release = given;  // indicators that belong together stand together
  std::stable_sort(
      release.mutable_tables()->begin(), release.mutable_tables()->end(),
      [](const auto& a, const auto& b) { return a.definition().group() < b.definition().group(); });
  const std::string title = absl::Substitute(_("Outcome statistics $0"), release.code());
  std::string page = absl::StrCat("<!DOCTYPE html>\n<html lang=\"", InDutch() ? "nl" : "en",
                                  "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                                  "content=\"width=device-width, initial-scale=1\">\n",
                                  Tag("title", title), "\n<style>", kStyle,
                                  "</style></head>\n<body>\n<a class=\"skip\" "
                                  "href=\"#content\">",
                                  Escaped(_("Skip to the tables")), "</a>\n", kHatch, "\n",
                                  Tag("h1", title), "\n");
  const bool any = std::any_of(release.tables().begin(), release.tables().end(), ShowsFigures);
  if (!any) {
    absl::StrAppend(&page,
                    Tag("p", _("This release shows no figures: the programme is so small that "
                               "each of them could give something away about people.")),
                    "\n");
  }
  absl::StrAppend(&page, ContentsOf(release), "<main id=\"content\">\n");
  for (const v1::ReleaseTable& table : release.tables()) page += SectionOf(release, table);
  return absl::StrCat(page, "</main>\n", FooterOf(release), "</body>\n</html>\n");
}

}  // namespace kansrijk::client
