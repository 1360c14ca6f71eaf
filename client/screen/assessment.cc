#include "client/screen/assessment.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/terminal.h"
#include "client/table/figure.h"

namespace kansrijk::client {
namespace {

constexpr int kBarCellsMax = 20;
constexpr char kNoLevel[] = "-";

struct Cells {
  const char* full;
  const char* empty;
};

Cells CellsOf(Bars bars) {
  return bars == Bars::kBlocks ? Cells{"\u2588", "\u2591"} : Cells{"#", "-"};
}

std::optional<int> LevelOf(const v1::Assessment& assessment, const std::string& item) {
  for (const auto& score : assessment.scores()) {
    if (score.item() == item) return score.level();
  }
  return {};
}

std::string MeaningOf(const v1::Instrument& instrument, int level) {
  for (const auto& entry : instrument.levels()) {
    if (entry.level() == level) return CellText(entry, "label");
  }
  return "";
}

// A cell a level; scales with more levels than fit share cells.
std::string Bar(int level, int level_max, Bars bars) {
  const int cells = std::clamp(level_max, 1, kBarCellsMax);
  const int full = std::clamp(level * cells / std::max(level_max, 1), 0, cells);
  std::string bar;
  for (int i = 0; i < cells; ++i) bar += i < full ? CellsOf(bars).full : CellsOf(bars).empty;
  return bar;
}

}  // namespace

void PrintChart(const v1::Assessment& assessment, const v1::Instrument& instrument, Bars bars,
                std::ostream& out) {
  Rows rows;
  for (const auto& item : instrument.items()) {
    const std::optional<int> level = LevelOf(assessment, item.code());
    rows.push_back({CellText(item, "label"),
                    absl::StrCat(Bar(level.value_or(0), instrument.level_max(), bars), " ",
                                 level ? absl::StrCat(*level) : kNoLevel),
                    level ? MeaningOf(instrument, *level) : ""});
  }
  const std::string total = _("Total");
  const std::vector<size_t> widths = WidthsOf({total, "", ""}, rows);
  out << CellText(instrument, "display_name") << "\n";
  for (const auto& row : rows) PrintTable(row, {}, widths, out);
  out << Padded(total, widths.front()) << "  " << Figure(assessment, "total") << "\n";
}

absl::StatusOr<int> ShowAssessment(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  const Format format = invocation.settings.format;
  if (!IsTable(format)) {
    PrintRecord(*answer, format, false, invocation.out);
    return kExitOk;
  }
  auto& assessment = static_cast<v1::Assessment&>(*answer);
  v1::GetInstrumentRequest request;
  request.set_code(assessment.instrument());
  request.set_version(assessment.instrument_version());
  ASSIGN_OR_RETURN(const auto instrument, connection.Call(Method("InstrumentService.GetInstrument"),
                                                          request, invocation.settings.timeout));
  PrintFields(assessment, invocation.out);
  invocation.out << "\n";
  PrintChart(assessment, static_cast<const v1::Instrument&>(*instrument),
             DrawsBlocks() ? Bars::kBlocks : Bars::kAscii, invocation.out);
  assessment.clear_scores();
  PrintBelongings(assessment, format, invocation.out);
  return kExitOk;
}

}  // namespace kansrijk::client
