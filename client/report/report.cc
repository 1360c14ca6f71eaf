#include "client/report/report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/html.h"
#include "client/report/release_words.h"
#include "client/report/report_chart.h"
#include "client/report/report_table.h"

namespace kansrijk::client {
namespace {

// Contrast is 7:1 or more everywhere; nothing is told by colour alone.
constexpr char kStyle[] = R"css(
:root { color-scheme: light; }
body { margin: 0; border-top: .5rem solid #0b4f6c; background: #fff; color: #1b1b1b; font: 1rem/1.55 system-ui, "Segoe UI", sans-serif; }
header, main, footer { max-width: 52rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .35rem; color: #0b3a50; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .5rem; color: #0b3a50; }
p { margin: 0 0 .75rem; }
a { color: #0b4f6c; }
a:focus-visible, .wide:focus-visible { outline: 3px solid #0b4f6c; outline-offset: 3px; }
nav { margin: 1.5rem 0 2rem; padding: 1rem 1.25rem; background: #f1f6f8; border-left: .25rem solid #0b4f6c; }
nav h2 { font-size: 1.05rem; }
nav ol { margin: 0; padding-left: 1.4rem; }
nav li { padding: .1rem 0; }
section { margin: 0 0 3rem; padding-top: 1.25rem; border-top: 1px solid #8a8a8a; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: #fff; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.warning { border: 2px solid #7a1f00; color: #7a1f00; padding: .6rem .9rem; font-weight: 600; }
.empty { border: 1px dashed #595959; margin-bottom: 2rem; padding: .9rem 1.1rem; }
section .empty { margin-bottom: 0; }
.wide { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .4rem 0; color: #454545; }
th, td { padding: .38rem .7rem .38rem .3rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #1b1b1b; vertical-align: bottom; }
tbody th { font-weight: 400; }
tbody tr.first > * { border-top: 1px solid #b4b4b4; }
tbody tr.total > * { font-weight: 700; background: #f1f6f8; }
td, th.figure { text-align: right; }
.share { color: #454545; font-weight: 400; }
abbr { text-decoration: none; font-weight: 700; cursor: help; }
figure { margin: 1.5rem 0 1rem; }
svg { display: block; max-width: 100%; height: auto; font: 15px system-ui, "Segoe UI", sans-serif; fill: #1b1b1b; }
svg .bar { fill: #0b6e8a; }
svg .value { font-weight: 700; }
svg .withheld { font-style: italic; }
figcaption { color: #454545; font-size: .92rem; padding-top: .3rem; }
.note { color: #454545; font-size: .92rem; }
.note ul { margin: .5rem 0; padding-left: 1.2rem; }
footer { padding-bottom: 2.5rem; font-size: .92rem; }
dl { border-top: 1px solid #8a8a8a; padding-top: .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0; }
dt { color: #454545; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: .85rem/1.4 ui-monospace, monospace; }
@media (max-width: 36rem) { dl { display: block; } dd { margin: 0 0 .5rem; } }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { font-size: 10.5pt; border-top: 0; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  .skip { display: none; }
  .warning { position: fixed; bottom: 0; right: 0; margin: 0; background: #fff; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr, figure, .note, .empty, dl { break-inside: avoid; }
  h2, caption { break-after: avoid; }
  nav, tbody tr.total > * { background: none; }
  a { color: inherit; text-decoration: none; }
  svg .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

// A page that is passed on loads nothing.
constexpr char kContentPolicy[] =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n";

std::string Paragraph(const std::string& text, const char* name) {
  return absl::StrCat("<p class=\"", name, "\">", Escaped(text), "</p>\n");
}

std::string TableId(int place) { return absl::StrCat("table-", place + 1); }

// What is no published release must not pass for one: on the screen, on every printed page, nor
// among open windows.
std::string Warning(const v1::Release& release, const ReleaseWords& words) {
  switch (release.state()) {
    case v1::RELEASE_STATE_PUBLISHED:
      return "";
    case v1::RELEASE_STATE_REJECTED:
      return words.Text(N_("Rejected: not for publication."));
    default:
      return words.Text(N_("Draft: not approved, not for publication."));
  }
}

std::string Contents(const v1::Release& release, const ReleaseWords& words) {
  if (release.tables().empty()) return "";
  const std::string heading = words.Text(N_("Contents"));
  std::string text = absl::StrCat("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">",
                                  Escaped(heading), "</h2>\n<ol>\n");
  for (int i = 0; i < release.tables_size(); ++i) {
    const v1::ReleaseTable& table = release.tables(i);
    absl::StrAppend(&text, "<li><a href=\"#", TableId(i), "\">",
                    Escaped(words.Title(table.definition())), "</a>");
    if (!ShowsAny(table)) {
      absl::StrAppend(&text, " (", Escaped(words.Text(N_("no figures yet"))), ")");
    }
    text += "</li>\n";
  }
  return absl::StrCat(text, "</ol>\n</nav>\n");
}

std::string Note(const v1::Release& release, const v1::ReleaseTable& table,
                 const ReleaseWords& words) {
  std::vector<std::string> sentences = words.Note(release, table);
  if (HasState(table, v1::CELL_STATE_IMPOSSIBLE)) {
    sentences.push_back(words.Text(N_("An empty cell: this combination cannot exist.")));
  }
  if (HasPercentages(table)) {
    sentences.push_back(words.Text(
        N_("Percentages are shares of the total of the same column and period, computed from the "
           "rounded figures, and only where that total is 100 or more.")));
  }
  std::string text = "<div class=\"note\">\n<ul>\n";
  for (const std::string& sentence : sentences) {
    absl::StrAppend(&text, Element("li", sentence), "\n");
  }
  return absl::StrCat(text, "</ul>\n</div>\n");
}

std::string Section(const v1::Release& release, int place, const ReleaseWords& words) {
  const v1::ReleaseTable& table = release.tables(place);
  const std::string id = TableId(place);
  std::string text =
      absl::StrCat("<section id=\"", id, "\" aria-labelledby=\"", id, "-heading\">\n<h2 id=\"", id,
                   "-heading\">", Escaped(words.Title(table.definition())), "</h2>\n",
                   Element("p", words.Definition(table.definition())), "\n");
  if (ShowsAny(table)) {
    absl::StrAppend(&text, FigureTable(release, table, words, id),
                    BarChart(table, words, absl::StrCat(id, "-chart")),
                    Note(release, table, words));
  } else {
    text += Paragraph(words.NothingShown(release, table), "empty");
  }
  return absl::StrCat(text, "</section>\n");
}

// Of the whole release, before its tables.
std::string Emptiness(const v1::Release& release, const ReleaseWords& words) {
  if (release.tables().empty()) {
    return Paragraph(words.Text(N_("This release holds no tables.")), "empty");
  }
  if (ShowsAny(release)) return "";
  return Paragraph(
      absl::Substitute(
          words.Text(N_("This release shows no figures yet. The programme is small, and each "
                        "figure could say something about fewer than $0 households or people; that "
                        "is why all are withheld. As more take part there will be more to show.")),
          release.threshold()),
      "empty");
}

std::string Footer(const v1::Release& release, const ReleaseWords& words) {
  std::string text =
      absl::StrCat("<footer>\n", Element("h2", words.Text(N_("About these figures"))), "\n<dl>\n");
  const auto add = [&](const char* name, const std::string& value, const char* element) {
    if (value.empty()) return;
    absl::StrAppend(&text, Element("dt", words.Text(name)), "<dd>", Element(element, value),
                    "</dd>\n");
  };
  add(N_("Release"), release.code(), "span");
  add(N_("State"), words.State(release.state()), "span");
  add(N_("Up to and including"), words.Date(release.closing_date()), "span");
  if (release.correction()) {
    add(N_("Correction"), words.Text(N_("of an earlier release of this period")), "span");
  }
  add(N_("Smallest count shown"), absl::StrCat(release.threshold()), "span");
  if (release.insiders() > 0) {
    add(N_("One reader may know"), absl::StrCat(release.insiders()), "span");
  }
  add(N_("Rounded to"), absl::StrCat(release.base()), "span");
  add(N_("Digest"), release.digest(), "code");
  add(N_("Digest before"), release.previous(), "code");
  return absl::StrCat(text, "</dl>\n</footer>\n");
}

}  // namespace

std::string ReportPage(const v1::Release& release, Language language) {
  const ReleaseWords words(language);
  const std::string title = absl::Substitute(words.Text(N_("Outcomes $0")), release.code());
  const std::string warning = Warning(release, words);
  const std::string subtitle =
      absl::Substitute(words.Text(N_("Outcomes of the buddy programme, up to and including $0")),
                       words.Date(release.closing_date()));
  std::string page = absl::StrCat(
      HtmlHead(language, absl::StrCat(warning, warning.empty() ? "" : " ", title), kStyle,
               kContentPolicy),
      "<a class=\"skip\" href=\"#figures\">", Escaped(words.Text(N_("Go to the figures"))),
      "</a>\n<header>\n", Element("h1", title), "\n", Element("p", subtitle), "\n",
      warning.empty() ? "" : Paragraph(warning, "warning"), Contents(release, words), "</header>\n",
      "<main id=\"figures\" tabindex=\"-1\">\n", Emptiness(release, words));
  for (int i = 0; i < release.tables_size(); ++i) page += Section(release, i, words);
  const std::string not_published = words.NotPublished(release);
  if (!not_published.empty()) page += Paragraph(not_published, "note");
  return absl::StrCat(page, "</main>\n", Footer(release, words), "</body>\n</html>\n");
}

}  // namespace kansrijk::client
