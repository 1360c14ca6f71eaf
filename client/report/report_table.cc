#include "client/report/report_table.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/html.h"

namespace kansrijk::client {
namespace {

constexpr int64_t kDenominatorMin = 100;

using Values = std::vector<std::string>;

struct Row {
  Values values;
  std::string period;
  std::map<std::string, const v1::ReleaseCell*> cells;  // by outcome
};

Values ValuesOf(const v1::ReleaseCell& cell) {
  return {cell.values().begin(), cell.values().end()};
}

bool IsTotal(const Values& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const std::string& value) { return value == kTotal; });
}

// In the order of the cells.
std::vector<Row> RowsOf(const v1::ReleaseTable& table) {
  std::vector<Row> rows;
  std::map<std::pair<Values, std::string>, size_t> places;
  for (const v1::ReleaseCell& cell : table.cells()) {
    const Values values = ValuesOf(cell);
    const auto [place, is_new] = places.try_emplace({values, cell.period()}, rows.size());
    if (is_new) rows.push_back({values, cell.period(), {}});
    rows[place->second].cells[cell.outcome()] = &cell;
  }
  // Periods of one combination stand together.
  std::vector<Row> sorted;
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto same = [&](const Row& row) { return row.values == rows[i].values; };
    if (std::any_of(sorted.begin(), sorted.end(), same)) continue;
    std::copy_if(rows.begin() + static_cast<std::ptrdiff_t>(i), rows.end(),
                 std::back_inserter(sorted), same);
  }
  return sorted;
}

// Outcomes that have cells, in the order of the definition; others after them.
std::vector<std::string> OutcomesOf(const v1::ReleaseTable& table) {
  std::vector<std::string> outcomes;
  for (const auto& outcome : table.definition().outcomes()) {
    const bool used =
        std::any_of(table.cells().begin(), table.cells().end(),
                    [&](const v1::ReleaseCell& cell) { return cell.outcome() == outcome.code(); });
    if (used) outcomes.push_back(outcome.code());
  }
  for (const v1::ReleaseCell& cell : table.cells()) {
    const bool known = std::count(outcomes.begin(), outcomes.end(), cell.outcome()) > 0;
    if (!known) outcomes.push_back(cell.outcome());
  }
  return outcomes;
}

using Totals = std::map<std::pair<std::string, std::string>, int64_t>;

// Published totals, by outcome and period.
Totals TotalsOf(const v1::ReleaseTable& table) {
  Totals totals;
  for (const v1::ReleaseCell& cell : table.cells()) {
    if (IsTotal(ValuesOf(cell)) && IsShown(cell)) {
      totals[{cell.outcome(), cell.period()}] = cell.value();
    }
  }
  return totals;
}

// "" unless the total is published itself, and large enough. A share of rounded figures may come
// out above the whole: then it says nothing either.
std::string Percentage(const v1::ReleaseCell& cell, const Totals& totals) {
  const auto total = totals.find({cell.outcome(), cell.period()});
  const bool has_whole = total != totals.end() && total->second >= kDenominatorMin;
  if (!IsShown(cell) || !has_whole || IsTotal(ValuesOf(cell)) || cell.value() > total->second) {
    return "";
  }
  return absl::StrCat((cell.value() * 200 + total->second) / (2 * total->second), "%");
}

std::string FigureCell(const v1::ReleaseCell* cell, const Totals& totals,
                       const ReleaseWords& words) {
  const auto hidden = [&](const char* id) {
    return absl::StrCat("<span class=\"hidden\">", Escaped(words.Text(id)), "</span>");
  };
  if (cell == nullptr || cell->state() == v1::CELL_STATE_IMPOSSIBLE) {
    return absl::StrCat("<td class=\"impossible\">", hidden(N_("cannot exist")), "</td>");
  }
  if (!IsShown(*cell)) {
    return absl::StrCat("<td><abbr title=\"", Escaped(words.Text(N_("not shown"))),
                        "\"><span aria-hidden=\"true\">.</span>", hidden(N_("not shown")),
                        "</abbr></td>");
  }
  std::string text = absl::StrCat(cell->value());
  const std::string percentage = Percentage(*cell, totals);
  if (!percentage.empty()) {
    absl::StrAppend(&text, " <span class=\"share\">(", percentage, ")</span>");
  }
  return absl::StrCat("<td>", text, "</td>");
}

std::string HeadOf(const v1::ReleaseTable& table, const std::vector<std::string>& outcomes,
                   const ReleaseWords& words) {
  std::string head = "<thead>\n<tr>";
  const auto add = [&](const std::string& text, const char* attribute) {
    absl::StrAppend(&head, "<th scope=\"col\"", attribute, ">", Escaped(text), "</th>");
  };
  for (const auto& dimension : table.dimensions()) add(words.Dimension(dimension), "");
  add(words.Text(N_("Period")), "");
  for (const std::string& outcome : outcomes) {
    add(words.Outcome(table, outcome), " class=\"figure\"");
  }
  return absl::StrCat(head, "</tr>\n</thead>\n");
}

std::string RowText(const Row& row, const v1::ReleaseTable& table,
                    const std::vector<std::string>& outcomes, const Totals& totals,
                    bool starts_group, const ReleaseWords& words) {
  std::string classes = IsTotal(row.values) ? "total" : "";
  if (starts_group) absl::StrAppend(&classes, classes.empty() ? "" : " ", "first");
  std::string text =
      classes.empty() ? std::string("<tr>") : absl::StrCat("<tr class=\"", classes, "\">");
  for (int i = 0; i < table.dimensions_size(); ++i) {
    const auto place = static_cast<size_t>(i);
    const std::string code = place < row.values.size() ? row.values[place] : std::string(kTotal);
    absl::StrAppend(&text, "<th scope=\"row\">", Escaped(words.Value(table, i, code)), "</th>");
  }
  absl::StrAppend(&text, "<th scope=\"row\">", Escaped(words.Period(row.period)), "</th>");
  for (const std::string& outcome : outcomes) {
    const auto cell = row.cells.find(outcome);
    text += FigureCell(cell == row.cells.end() ? nullptr : cell->second, totals, words);
  }
  return absl::StrCat(text, "</tr>\n");
}

}  // namespace

std::string FigureTable(const v1::Release& release, const v1::ReleaseTable& table,
                        const ReleaseWords& words, const std::string& id) {
  const std::vector<std::string> outcomes = OutcomesOf(table);
  const Totals totals = TotalsOf(table);
  const std::string caption = absl::Substitute(
      words.Text(N_("Numbers of $0, up to and including $1")),
      words.Counted(table.definition().unit()), words.Date(release.closing_date()));
  std::string text =
      absl::StrCat("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"", id,
                   "-caption\">\n<table>\n<caption id=\"", id, "-caption\">", Escaped(caption),
                   "</caption>\n", HeadOf(table, outcomes, words), "<tbody>\n");
  const Values* earlier = nullptr;
  const std::vector<Row> rows = RowsOf(table);
  for (const Row& row : rows) {
    const bool starts_group = earlier == nullptr || *earlier != row.values;
    text += RowText(row, table, outcomes, totals, starts_group, words);
    earlier = &row.values;
  }
  return absl::StrCat(text, "</tbody>\n</table>\n</div>\n");
}

bool HasPercentages(const v1::ReleaseTable& table) {
  const Totals totals = TotalsOf(table);
  return std::any_of(table.cells().begin(), table.cells().end(), [&](const v1::ReleaseCell& cell) {
    return !Percentage(cell, totals).empty();
  });
}

}  // namespace kansrijk::client
