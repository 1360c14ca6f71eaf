#include "server/statistics/placement.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "server/base/status.h"
#include "server/statistics/units.h"

namespace kansrijk::statistics {
namespace {

constexpr char kUnknown[] = "UNKNOWN";

int64_t LatestOf(const FamilyRecord& record) {
  int64_t latest = -1;
  for (const AtomRecord& atom : record.atoms) {
    for (const EventRecord& event : atom.events) latest = std::max(latest, DayNumber(event.last));
  }
  return latest;
}

int IndexOf(const std::vector<std::string>& outcomes, const std::string& code) {
  const auto found = std::find(outcomes.begin(), outcomes.end(), code);
  return found == outcomes.end() ? -1 : static_cast<int>(found - outcomes.begin());
}

// The day after the one before `entered` on which units of the group are told apart.
int64_t FirstOfEntry(const GroupRecord& group, const std::string& entered) {
  int64_t first = 0;
  for (const auto& [day, units] : group.entries) {
    if (day < entered) first = DayNumber(day) + 1;
  }
  return first;
}

}  // namespace

Placement::Placement(const FamilyInput& input, const Timeline& timeline)
    : input_(input),
      timeline_(timeline),
      horizon_(DayNumber(HorizonOf(input.period, input.earlier))),
      published_(timeline.stages().size()),
      units_(timeline.stages().size()),
      membership_(std::make_shared<Membership>()) {
  const int stages = static_cast<int>(timeline.stages().size());
  for (const FamilyRecord& record : input.earlier) {
    last_horizon_ = std::max(last_horizon_, LatestOf(record));
  }
  for (int stage = 0; stage < stages; ++stage) {
    published_[stage] = AsPublished(stage);
    TakeUnits(stage);
  }
  // Earlier stages first.
  std::set<int> done;
  while (static_cast<int>(done.size()) < stages) {
    for (int stage = 0; stage < stages; ++stage) {
      const int before = timeline.stages()[stage].after;
      if (done.contains(stage) || (before >= 0 && !done.contains(before))) continue;
      KeepOrder(stage);
      done.insert(stage);
    }
  }
}

// The units of the last release of the family, where it counted them.
Placement::PlacedUnits Placement::AsPublished(int stage) const {
  PlacedUnits published;
  const std::string& table = timeline_.stages()[stage].table;
  const FamilyRecord* const last = LastWith(input_.earlier, table);
  if (input_.membership == nullptr || last == nullptr) return published;
  const std::string& head = timeline_.stages()[timeline_.HeadOf(stage)].table;
  const auto& members = input_.membership->members;
  auto known = members.find(table);
  if (known == members.end()) known = members.find(head);
  if (known == members.end()) return published;
  const auto& dimensions = input_.tables[stage].dimensions;
  for (const auto& [pseudonym, member] : known->second) {
    const AtomRecord& atom = last->atoms[member.atom];
    const GroupRecord& group = last->groups[atom.group];
    Placed& unit = published[pseudonym];
    for (const v1::StatisticsDimension& dimension : dimensions) {
      const auto value = group.values.find(dimension.code());
      unit.values.push_back(value == group.values.end() ? "" : value->second);
    }
    // The first releases kept it with the group.
    const std::string entered =
        member.entered.empty() ? group.entries.back().first : member.entered;
    unit.entered = DayNumber(entered);
    unit.entry = {FirstOfEntry(group, entered), unit.entered};
    for (const EventRecord& event : atom.events) {
      if (event.table != table) continue;
      unit.outcome.outcome = IndexOf(timeline_.stages()[stage].outcomes, event.outcome);
      unit.outcome.date = DayNumber(event.last);
      unit.outcome.within = {DayNumber(event.first), DayNumber(event.last)};
      unit.outcome.frozen = true;
    }
  }
  return published;
}

void Placement::TakeUnits(int stage) {
  const TableInput& input = input_.tables[stage];
  const bool always = timeline_.stages()[stage].always;
  PlacedUnits left = published_[stage];  // of earlier releases, that are not seen again
  for (const Unit& unit : input.units->all) {
    Placed placed;
    placed.values = unit.values;
    placed.entered = DayNumber(always ? unit.date : unit.entry_date);
    placed.outcome.outcome = unit.outcome;
    placed.outcome.date = unit.outcome >= 0 ? DayNumber(unit.date) : 0;
    const auto was = left.find(unit.pseudonym);
    if (!input_.correction) {
      if (was != left.end()) {
        Freeze(was->second, placed);
      } else {
        placed.entered = std::max(placed.entered, last_horizon_ + 1);
      }
    }
    if (always) placed.outcome.date = std::max(placed.outcome.date, placed.entered);
    if (always) placed.entered = placed.outcome.date;
    if (was != left.end()) left.erase(was);
    if (placed.entered <= horizon_) units_[stage][unit.pseudonym] = std::move(placed);
  }
  for (auto& [pseudonym, unit] : left) {  // erased, or no longer in the population
    for (std::string& value : unit.values) {
      if (value.empty()) value = kUnknown;
    }
    units_[stage][pseudonym] = std::move(unit);
  }
}

// Keeps a unit where it was published: its values, and the spans of its entry and outcome.
void Placement::Freeze(const Placed& published, Placed& unit) const {
  for (size_t index = 0; index < unit.values.size(); ++index) {
    if (!published.values[index].empty()) unit.values[index] = published.values[index];
  }
  unit.entered = std::clamp(unit.entered, published.entry.first, published.entry.last);
  const Outcome& was = published.outcome;
  if (was.frozen) {
    const int64_t date = unit.outcome.outcome == was.outcome ? unit.outcome.date : was.date;
    unit.outcome = was;
    unit.outcome.date = std::clamp(date, was.within.first, was.within.last);
  } else if (unit.outcome.outcome >= 0) {
    unit.outcome.date = std::max(unit.outcome.date, last_horizon_ + 1);
  }
}

// What is counted keeps the order that the definitions give it: after entry, after the stage before
// and the months between, within the window; what then lies beyond the horizon is not counted yet.
void Placement::KeepOrder(int stage) {
  const bool always = timeline_.stages()[stage].always;
  for (auto& [pseudonym, unit] : units_[stage]) {
    Outcome& outcome = unit.outcome;
    if (outcome.outcome < 0 || always || KeepAfter(stage, pseudonym, unit)) continue;
    outcome = {};
  }
}

bool Placement::KeepAfter(int stage, const std::string& pseudonym, Placed& unit) {
  const Stage& asked = timeline_.stages()[stage];
  Outcome& outcome = unit.outcome;
  if (asked.after >= 0) {
    const auto before = units_[asked.after].find(pseudonym);
    if (before == units_[asked.after].end() || before->second.outcome.outcome < 0) return false;
    if (outcome.frozen) {
      PullBack(asked.after, pseudonym, MonthsBack(outcome.within.last, asked.months));
    }
    unit.values = before->second.values;
    unit.entered = before->second.entered;
    outcome.date = std::max(outcome.date, MonthsOn(before->second.outcome.date, asked.months));
  } else {
    if (outcome.frozen) unit.entered = std::min(unit.entered, outcome.within.last);
    outcome.date = std::max(outcome.date, MonthsOn(unit.entered, asked.months));
  }
  if (outcome.frozen) return true;
  return outcome.date <= horizon_ &&
         (asked.within == 0 || outcome.date < MonthsOn(unit.entered, asked.within));
}

// A later stage that was published needs it by `day`; so does what comes before.
void Placement::PullBack(int stage, const std::string& pseudonym, int64_t day) {
  Placed& unit = units_[stage].at(pseudonym);
  unit.outcome.date = std::min(unit.outcome.date, day);
  const Stage& asked = timeline_.stages()[stage];
  day = MonthsBack(day, asked.months);
  unit.entered = std::min(unit.entered, day);
  if (asked.after >= 0 && units_[asked.after].contains(pseudonym)) {
    PullBack(asked.after, pseudonym, day);
  }
}

std::map<std::pair<int, std::vector<std::string>>, int64_t> Placement::GroupSizes(
    const std::vector<int>& columns) const {
  std::map<std::pair<int, std::vector<std::string>>, int64_t> sizes;
  for (int stage = 0; stage < static_cast<int>(units_.size()); ++stage) {
    for (const auto& [pseudonym, unit] : units_[stage]) {
      std::vector<std::string> picked;
      for (const int column : columns) picked.push_back(unit.values[column]);
      ++sizes[{stage, picked}];
    }
  }
  return sizes;
}

size_t Placement::CountGroups(const std::vector<int>& columns) const {
  return GroupSizes(columns).size() / input_.tables.size();
}

int64_t Placement::SmallestGroup(const std::vector<int>& columns) const {
  int64_t smallest = 0;
  for (const auto& [group, size] : GroupSizes(columns)) {
    smallest = smallest == 0 ? size : std::min(smallest, size);
  }
  return smallest;
}

GroupKey Placement::KeyOf(int head, const Placed& unit, const std::vector<int>& columns) const {
  GroupKey key{head, {}};
  for (const int column : columns) {
    key.values[input_.tables[head].dimensions[column].code()] = unit.values[column];
  }
  return key;
}

History Placement::HistoryOf(int head, const std::string& pseudonym) const {
  std::vector<int> stages = timeline_.TogetherWith(head);
  stages.insert(stages.begin(), head);
  History history;
  for (const int stage : stages) {
    const auto unit = units_[stage].find(pseudonym);
    if (unit == units_[stage].end() || unit->second.outcome.outcome < 0) continue;
    const Outcome& outcome = unit->second.outcome;
    history.push_back({stage, outcome.outcome, timeline_.SpanOf(stage, outcome.date)});
  }
  return history;
}

absl::Status Placement::Place(const std::vector<int>& columns) {
  for (const TableInput& table : input_.tables) definitions_.push_back(table.definition);
  const int stages = static_cast<int>(units_.size());
  for (int head = 0; head < stages; ++head) {
    if (timeline_.HeadOf(head) != head) continue;
    for (const auto& [pseudonym, unit] : units_[head]) {
      entries_[KeyOf(head, unit, columns)].push_back(unit.entered);
    }
  }
  for (auto& [key, days] : entries_) std::sort(days.begin(), days.end());
  atoms_ = std::make_unique<Atoms>(timeline_, definitions_, entries_);
  std::vector<int> atom_of_unit;
  for (int head = 0; head < stages; ++head) {
    if (timeline_.HeadOf(head) != head) continue;
    const std::string& table = timeline_.stages()[head].table;
    for (const auto& [pseudonym, unit] : units_[head]) {
      const GroupKey key = KeyOf(head, unit, columns);
      const History history = HistoryOf(head, pseudonym);
      const int atom = atoms_->Find(key, history);
      if (atom < 0) {
        return Error(kImpossibleUnit,
                     {table, timeline_.stages()[head].outcomes[history.front().outcome]});
      }
      atom_of_unit.push_back(atom);
      membership_->members[table][pseudonym] = {atom, atoms_->EntrySpan(key, unit.entered)};
    }
  }
  counts_ = RawCounts(atom_of_unit, static_cast<int>(atoms_->records().size()));
  return absl::OkStatus();
}

bool Placement::IsIn(const PlacedUnits& units, const std::string& pseudonym,
                     const CellKey& key) const {
  const auto found = units.find(pseudonym);
  if (found == units.end() || found->second.outcome.outcome < 0) return false;
  const Placed& unit = found->second;
  const Span span =
      unit.outcome.frozen ? unit.outcome.within : Span{unit.outcome.date, unit.outcome.date};
  if (timeline_.stages()[key.stage].outcomes[unit.outcome.outcome] != key.outcome ||
      span.first < key.span.first || span.last > key.span.last) {
    return false;
  }
  const auto& dimensions = input_.tables[key.stage].dimensions;
  for (size_t index = 0; index < dimensions.size(); ++index) {
    const auto value = key.values.find(dimensions[index].code());
    if (value != key.values.end() && value->second != unit.values[index]) return false;
  }
  return true;
}

bool Placement::FewerMoved(int64_t threshold, const CellKey& key) const {
  const PlacedUnits& then = published_[key.stage];
  const PlacedUnits& now = units_[key.stage];
  int64_t moved = 0;
  for (const auto& [pseudonym, unit] : now) {
    moved += IsIn(then, pseudonym, key) != IsIn(now, pseudonym, key) ? 1 : 0;
  }
  for (const auto& [pseudonym, unit] : then) {
    moved += !now.contains(pseudonym) && IsIn(then, pseudonym, key) ? 1 : 0;
  }
  return moved < threshold;
}

}  // namespace kansrijk::statistics
