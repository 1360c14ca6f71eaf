#include "server/statistics/family.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/status.h"
#include "server/statistics/cells.h"
#include "server/statistics/design.h"
#include "server/statistics/earlier.h"
#include "server/statistics/placement.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {
namespace {

Timeline TimelineOf(const FamilyInput& input) {
  std::vector<v1::StatisticsTable> tables;
  for (const TableInput& table : input.tables) tables.push_back(table.definition);
  std::vector<Stage> stages = StagesOf(tables);
  std::vector<Span> rows = SpansOf(input.earlier, stages);
  for (const Period& period : PeriodsShown(input.period)) {
    rows.push_back({DayNumber(period.first), DayNumber(period.last)});
  }
  return {std::move(stages), rows};
}

System SystemOf(const FamilyInput& input, const Placement& placement, const Earlier& earlier) {
  System system;
  system.threshold = input.threshold;
  system.base = input.base;
  placement.atoms().AddTo(system);
  for (const Earlier::Row& row : earlier.rows()) {
    PublishedRow frozen;
    frozen.atoms = row.record.atoms;
    frozen.interval = {std::max<int64_t>(0, row.record.interval.lower - row.record.slack),
                       row.record.interval.upper + row.record.slack};
    frozen.table = absl::StrCat(input.tables[row.key.stage].definition.name(), ".csv");
    frozen.stage = row.key.stage;
    system.frozen.push_back(std::move(frozen));
  }
  return system;
}

// What becomes of a family in a release: its tables, and the record that stays of it.
class Writer {
 public:
  Writer(const FamilyInput& input, const Placement& placement, const Earlier& earlier,
         const Design& design, const System& system)
      : input_(input), placement_(placement), earlier_(earlier), design_(design), system_(system) {}

  FamilyOutput Write(const Cells& cells, Protection protection) {
    FamilyOutput output;
    output.membership = placement_.membership();
    StartRecord();
    for (int table = 0; table < static_cast<int>(input_.tables.size()); ++table) {
      output.tables.push_back(TableOf(table));
    }
    cell_of_candidate_.assign(cells.question().candidates.size(), -1);
    std::vector<int> rows(input_.tables.size());
    for (const Cells::Cell& cell : cells.all()) {
      *output.tables[cell.table].add_cells() = Show(cell, ++rows[cell.table], protection);
      output.changed |= changed_;
    }
    record_.witnesses = std::move(protection.witnesses);
    for (const Disclosed& disclosed : protection.disclosed) {
      record_.disclosed.push_back({disclosed.form, disclosed.interval});
      output.disclosed.push_back(Described(disclosed, cells));
    }
    for (const Proof& proof : protection.proofs) {
      record_.proofs.push_back(
          {proof.form, Written(proof.above), Written(proof.below), Written(proof.before)});
    }
    output.record = std::move(record_);
    return output;
  }

 private:
  void StartRecord() {
    record_.family = input_.family;
    record_.threshold = input_.threshold;
    record_.base = input_.base;
    for (const FamilyRecord& earlier : input_.earlier) {
      if (record_.releases.empty() || record_.releases.back() != earlier.releases.back()) {
        record_.releases.push_back(earlier.releases.back());
      }
    }
    record_.releases.push_back(input_.sequence);
    for (const int column : design_.shown) {
      record_.dimensions.push_back(input_.tables[0].dimensions[column].code());
    }
    record_.groups = placement_.atoms().groups();
    record_.atoms = placement_.atoms().records();
    record_.constraints = system_.constraints;
    for (const Earlier::Row& row : earlier_.rows()) record_.rows.push_back(row.record);
  }

  v1::ReleaseTable TableOf(int table) const {
    v1::ReleaseTable made;
    *made.mutable_definition() = input_.tables[table].definition;
    for (const int column : design_.shown) {
      *made.add_dimensions() = input_.tables[table].dimensions[column];
    }
    for (const std::vector<int>& columns : design_.breakdowns) {
      v1::StatisticsBreakdown& breakdown = *made.add_design();
      for (const int column : columns) {
        breakdown.add_dimensions(input_.tables[table].dimensions[column].code());
      }
    }
    return made;
  }

  v1::ReleaseCell Show(const Cells::Cell& cell, int row, const Protection& protection) {
    v1::ReleaseCell shown = cell.shown;
    if (cell.atoms.empty()) {
      shown.set_state(v1::CELL_STATE_IMPOSSIBLE);
      return shown;
    }
    CellRecord record{
        cell.atoms,   absl::StrCat(input_.tables[cell.table].definition.name(), ".csv"),
        row,          KeyText(shown),
        std::nullopt, {}};
    if (cell.repeats >= 0) {
      const Earlier::Row& repeated = earlier_.rows()[cell.repeats];
      record.value = repeated.value;
      record.interval = repeated.record.interval;
    } else if (cell.candidate >= 0) {
      const Figure& figure = protection.figures[cell.candidate];
      if (figure.shown()) record.value = figure.value();
    }
    if (cell.repeats < 0 && record.value.has_value()) {
      record.interval = IntervalOf(*record.value, input_.base, SensitivityOf(cell.atoms));
      changed_ = true;
    }
    if (record.value.has_value()) {
      shown.set_value(*record.value);
    } else {
      shown.set_state(v1::CELL_STATE_WITHHELD);
    }
    if (cell.candidate >= 0 && cell_of_candidate_[cell.candidate] < 0) {
      cell_of_candidate_[cell.candidate] = static_cast<int>(record_.cells.size());
    }
    record_.cells.push_back(std::move(record));
    return shown;
  }

  // In words: the cell that it is, or else what is in it.
  v1::KnownDisclosure Described(const Disclosed& disclosed, const Cells& cells) const {
    v1::KnownDisclosure known;
    known.set_low(disclosed.interval.lower);
    known.set_high(disclosed.interval.upper);
    for (const Cells::Cell& cell : cells.all()) {
      if (!disclosed.form.minus.empty() || cell.atoms != disclosed.form.plus) continue;
      known.set_table(input_.tables[cell.table].definition.name());
      known.set_cell(KeyText(cell.shown));
      return known;
    }
    std::set<std::string> parts;
    for (const int atom : disclosed.form.plus) {
      const AtomRecord& record = record_.atoms[atom];
      known.set_table(record_.groups[record.group].tables[0]);
      std::vector<std::string> words;
      for (const auto& [dimension, value] : record_.groups[record.group].values) {
        words.push_back(value);
      }
      for (const EventRecord& event : record.events) {
        words.push_back(absl::StrCat(event.outcome, " ", event.first, "/", event.last));
      }
      parts.insert(absl::StrJoin(words, "|"));
    }
    known.set_cell(absl::StrJoin(parts, " + "));
    return known;
  }

  Sensitivity SensitivityOf(const AtomSet& atoms) const {
    return {system_.threshold, system_.PossibleOf(atoms), system_.IsOneSided({atoms, {}})};
  }

  std::optional<BoundRecord> Written(const std::optional<Bound>& bound) const {
    if (!bound.has_value()) return std::nullopt;
    BoundRecord written;
    written.scale = bound->scale;
    const int groups = static_cast<int>(system_.denominators.size());
    const int constraints = groups + static_cast<int>(system_.constraints.size());
    const int frozen = constraints + static_cast<int>(system_.frozen.size());
    for (const auto& [row, multiplier] : bound->rows) {
      if (row < groups) {
        written.rows.push_back({"group", row, multiplier});
      } else if (row < constraints) {
        written.rows.push_back({"constraint", row - groups, multiplier});
      } else if (row < frozen) {
        written.rows.push_back({"row", row - constraints, multiplier});
      } else {
        written.rows.push_back({"cell", cell_of_candidate_[row - frozen], multiplier});
      }
    }
    return written;
  }

  const FamilyInput& input_;
  const Placement& placement_;
  const Earlier& earlier_;
  const Design& design_;
  const System& system_;
  FamilyRecord record_;
  std::vector<int> cell_of_candidate_;
  bool changed_ = false;
};

}  // namespace

std::string HorizonOf(const Period& period, const std::vector<FamilyRecord>& earlier) {
  std::string horizon = period.last;
  for (const FamilyRecord& record : earlier) {
    for (const AtomRecord& atom : record.atoms) {
      for (const EventRecord& event : atom.events) horizon = std::max(horizon, event.last);
    }
  }
  return horizon;
}

absl::StatusOr<FamilyOutput> ProtectFamily(const FamilyInput& input) {
  if (input.threshold < kThresholdMin) {
    return Error(kThresholdTooLow, {absl::StrCat(input.threshold), absl::StrCat(kThresholdMin)});
  }
  const Timeline timeline = TimelineOf(input);
  Placement placement(input, timeline);
  const Design design = ChooseDesign(input, timeline, placement);
  RETURN_IF_ERROR(placement.Place(design.parted));
  const Earlier earlier(input, timeline, placement);
  const System system = SystemOf(input, placement, earlier);
  const Cells cells(input, timeline, placement, earlier, design);
  ASSIGN_OR_RETURN(Protection protection,
                   Protector::Protect(system, placement.counts(), cells.question(), input.options));
  return Writer(input, placement, earlier, design, system).Write(cells, std::move(protection));
}

}  // namespace kansrijk::statistics
