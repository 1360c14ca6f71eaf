#include "client/report/report_chart.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/html.h"

namespace kansrijk::client {
namespace {

constexpr int kBarsMax = 30;
constexpr int kWidth = 520;
constexpr int kBarWidthMax = 420;
constexpr int kRowHeight = 44;
constexpr int kBarHeight = 18;
constexpr int kStubWidth = 28;

struct BarOf {
  std::string label;
  int64_t value = 0;
  bool withheld = false;
};

// Periods sort as they follow; what is cumulative counts as the last.
std::string ChartPeriod(const v1::ReleaseTable& table) {
  std::string last;
  for (const v1::ReleaseCell& cell : table.cells()) {
    if (IsShown(cell)) last = std::max(last, cell.period());
  }
  return last;
}

std::string LabelOf(const v1::ReleaseTable& table, const v1::ReleaseCell& cell,
                    const ReleaseWords& words) {
  std::vector<std::string> parts;
  for (int i = 0; i < cell.values_size(); ++i) {
    if (cell.values(i) != kTotal) parts.push_back(words.Value(table, i, cell.values(i)));
  }
  std::string label = parts.empty() ? words.Text(N_("total")) : absl::StrJoin(parts, ", ");
  if (table.definition().outcomes_size() != 1) {
    absl::StrAppend(&label, ": ", words.Outcome(table, cell.outcome()));
  }
  return label;
}

std::vector<BarOf> BarsOf(const v1::ReleaseTable& table, const std::string& period,
                          const ReleaseWords& words) {
  std::vector<BarOf> bars;
  for (const v1::ReleaseCell& cell : table.cells()) {
    if (cell.period() != period || cell.state() == v1::CELL_STATE_IMPOSSIBLE) continue;
    bars.push_back({LabelOf(table, cell, words), cell.value(), !IsShown(cell)});
  }
  return bars;
}

std::string Description(const std::vector<BarOf>& bars, const ReleaseWords& words) {
  std::vector<std::string> parts;
  for (const BarOf& bar : bars) {
    parts.push_back(absl::StrCat(
        bar.label, ": ", bar.withheld ? words.Text(N_("not shown")) : absl::StrCat(bar.value)));
  }
  return absl::StrJoin(parts, "; ");
}

std::string DrawnBar(const BarOf& bar, int top, int64_t value_max, const ReleaseWords& words,
                     const std::string& id) {
  const int width =
      bar.withheld ? kStubWidth
                   : static_cast<int>(kBarWidthMax * bar.value / std::max<int64_t>(value_max, 1));
  const std::string fill =
      bar.withheld ? absl::StrCat("fill=\"url(#", id, "-hatch)\"") : "class=\"bar\"";
  const std::string text = bar.withheld ? words.Text(N_("not shown")) : absl::StrCat(bar.value);
  return absl::Substitute(
      "<text x=\"0\" y=\"$0\">$1</text><rect x=\"0.5\" y=\"$2\" width=\"$3\" height=\"$4\" $5 "
      "stroke=\"#1b1b1b\"/><text x=\"$6\" y=\"$7\"$8>$9</text>\n",
      top + 13, Escaped(bar.label), top + 18.5, width, kBarHeight, fill, width + 8, top + 32,
      bar.withheld ? " class=\"withheld\"" : " class=\"value\"", Escaped(text));
}

}  // namespace

std::string BarChart(const v1::ReleaseTable& table, const ReleaseWords& words,
                     const std::string& id) {
  const std::string period = ChartPeriod(table);
  if (period.empty()) return "";
  std::vector<BarOf> bars = BarsOf(table, period, words);
  if (bars.size() > kBarsMax) return "";  // the table reads better
  int64_t value_max = 0;
  for (const BarOf& bar : bars) value_max = std::max(value_max, bar.value);
  const int height = static_cast<int>(bars.size()) * kRowHeight;
  const std::string title =
      absl::StrCat(words.Title(table.definition()), ", ", words.Period(period));
  std::string svg = absl::Substitute(
      "<figure>\n<svg role=\"img\" aria-labelledby=\"$0-title\" aria-describedby=\"$0-desc\" "
      "viewBox=\"0 0 $1 $2\" width=\"$1\" height=\"$2\">\n<title id=\"$0-title\">$3</title>\n"
      "<desc id=\"$0-desc\">$4</desc>\n<defs><pattern id=\"$0-hatch\" width=\"6\" height=\"6\" "
      "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" "
      "height=\"6\" fill=\"#ffffff\"/><line x1=\"1\" y1=\"0\" x2=\"1\" y2=\"6\" "
      "stroke=\"#595959\" stroke-width=\"2\"/></pattern></defs>\n",
      id, kWidth, height, Escaped(title), Escaped(Description(bars, words)));
  int top = 0;
  for (const BarOf& bar : bars) {
    svg += DrawnBar(bar, top, value_max, words, id);
    top += kRowHeight;
  }
  absl::StrAppend(&svg, "</svg>\n", Element("figcaption", title), "\n</figure>\n");
  return svg;
}

}  // namespace kansrijk::client
