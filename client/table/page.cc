#include "client/table/page.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/message/html.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/table/cell.h"

namespace kansrijk::client {
namespace {

// Contrast is 7:1 or more everywhere; nothing is told by colour alone.
constexpr char kPageStyle[] = R"css(
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem; background: #fff; color: #1b1b1b; font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; color: #0b3a50; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .4rem; color: #0b3a50; }
.remark { border: 2px solid #7a1f00; color: #7a1f00; padding: .4rem .8rem; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0; }
dt { color: #454545; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem .3rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #1b1b1b; }
tbody tr > * { border-top: 1px solid #b4b4b4; }
tbody tr.note > * { border-top: 0; padding-top: 0; color: #2f2f2f; }
@media print {
  @page { size: A4; margin: 16mm; }
  body { font-size: 10pt; max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
)css";

std::string WithLineBreaks(absl::string_view text) {
  std::vector<std::string> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) lines.push_back(Escaped(line));
  return absl::StrJoin(lines, "<br>");
}

std::string FieldsHtml(const std::vector<PageField>& fields) {
  std::string html;
  for (const PageField& field : fields) {
    absl::StrAppend(&html, Element("dt", field.label), "<dd>", WithLineBreaks(field.text),
                    "</dd>\n");
  }
  return html.empty() ? "" : absl::StrCat("<dl>\n", html, "</dl>\n");
}

std::string RowHtml(const char* cell, const std::vector<std::string>& texts) {
  std::string html = "<tr>";
  for (const std::string& text : texts) absl::StrAppend(&html, Element(cell, text));
  return absl::StrCat(html, "</tr>\n");
}

std::string TableHtml(const PageTable& table) {
  if (table.rows.empty()) return "";
  std::string html = absl::StrCat("<section>\n", Element("h2", table.heading), "\n<table>\n<thead>",
                                  RowHtml("th", table.headings), "</thead>\n<tbody>\n");
  for (size_t i = 0; i < table.rows.size(); ++i) {
    absl::StrAppend(&html, RowHtml("td", table.rows[i]));
    if (table.notes.empty() || table.notes[i].empty()) continue;
    absl::StrAppend(&html, "<tr class=\"note\"><td colspan=\"", table.headings.size(), "\">",
                    WithLineBreaks(table.notes[i]), "</td></tr>\n");
  }
  return absl::StrCat(html, "</tbody>\n</table>\n</section>\n");
}

void PrintPageFields(const std::vector<PageField>& fields, std::ostream& out) {
  size_t width = 0;
  for (const PageField& field : fields) width = std::max(width, DisplayWidth(field.label));
  const std::string indent(width + 2, ' ');
  for (const PageField& field : fields) {
    const std::string text = Visible(field.text, LineBreaks::kKeep);
    out << absl::StripTrailingAsciiWhitespace(
               absl::StrCat(Padded(field.label, width), "  ",
                            absl::StrReplaceAll(text, {{"\n", "\n" + indent}})))
        << "\n";
  }
}

// With the notes, PrintTable() does not do: they stand between its lines.
void PrintPageTable(const PageTable& table, std::ostream& out) {
  if (table.rows.empty()) return;
  out << "\n" << table.heading << "\n";
  const std::vector<size_t> widths = WidthsOf(table.headings, table.rows);
  if (table.notes.empty()) return PrintTable(table.headings, table.rows, widths, out);
  PrintTable(table.headings, {}, widths, out);
  for (size_t i = 0; i < table.rows.size(); ++i) {
    PrintTable(table.rows[i], {}, widths, out);
    if (table.notes[i].empty()) continue;
    const std::string note = Visible(table.notes[i], LineBreaks::kKeep);
    out << "    " << absl::StrReplaceAll(note, {{"\n", "\n    "}}) << "\n";
  }
}

}  // namespace

PageTable TableOf(const char* heading, const std::vector<Column>& columns,
                  const std::vector<const Message*>& rows, const char* note) {
  PageTable table;
  table.heading = _(heading);
  const std::vector<Column> shown = ShownColumns(columns, rows, Format::kTable);
  for (const Column& column : shown) table.headings.push_back(_(column.heading));
  for (const Message* row : rows) {
    auto& cells = table.rows.emplace_back();
    for (const Column& column : shown) cells.push_back(CellText(*row, column.path));
    if (*note != '\0') table.notes.push_back(Cell(*row, note, Audience::kPeople));
  }
  return table;
}

Page PageOf(const Message& record) {
  Page page;
  for (auto& [label, text] : FieldsOf(record)) page.fields.push_back({label, text});
  for (const Belonging& belonging : BelongingsOf(record)) {
    page.tables.push_back(TableOf(belonging.heading, ColumnsOf(*belonging.type), belonging.rows));
  }
  return page;
}

void PrintPage(const Page& page, std::ostream& out) {
  out << Visible(page.title, LineBreaks::kFlatten) << "\n";
  if (!page.remark.empty()) out << page.remark << "\n";
  if (!page.fields.empty()) out << "\n";
  PrintPageFields(page.fields, out);
  for (const PageTable& table : page.tables) PrintPageTable(table, out);
}

std::string HtmlOf(const Page& page) {
  std::string html = absl::StrCat(HtmlHead(CurrentLanguage(), page.title, kPageStyle), "<main>\n",
                                  Element("h1", page.title), "\n");
  if (!page.remark.empty()) {
    absl::StrAppend(&html, "<p class=\"remark\">", Escaped(page.remark), "</p>\n");
  }
  absl::StrAppend(&html, FieldsHtml(page.fields));
  for (const PageTable& table : page.tables) absl::StrAppend(&html, TableHtml(table));
  return absl::StrCat(html, "</main>\n</body>\n</html>\n");
}

}  // namespace kansrijk::client
