#include "client/audit/model.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>

#include "client/audit/failure.h"

namespace kansrijk::audit {
namespace {

constexpr char kTotal[] = "T";
constexpr char kCumulative[] = "cumulative";

bool Agree(const std::map<std::string, std::string>& group,
           const std::map<std::string, std::string>& values) {
  return std::all_of(values.begin(), values.end(), [&](const auto& value) {
    const auto found = group.find(value.first);
    return found != group.end() && found->second == value.second;
  });
}

auto AsTuple(const Event& event) {
  return std::tie(event.table, event.outcome, event.first, event.last);
}

// In which order events are listed says nothing.
std::set<std::tuple<std::string, std::string, int64_t, int64_t>> AsSet(
    const std::vector<Event>& history) {
  std::set<std::tuple<std::string, std::string, int64_t, int64_t>> events;
  for (const Event& event : history) events.insert(AsTuple(event));
  return events;
}

std::string Describe(const std::vector<Event>& history) {
  std::string text = history.empty() ? "nothing" : "";
  for (const Event& event : history) {
    text += (text.empty() ? "" : ", ") + event.table + " " + event.outcome + " from " +
            DateOf(event.first) + " to " + DateOf(event.last);
  }
  return text;
}

}  // namespace

std::optional<Key> KeyOf(const Release& release, const Listed& table, const PublicRow& row) {
  const size_t dimensions = table.dimensions.size();
  const std::string& code = row.fields[dimensions + 1];
  Key key{table.name, {}, row.fields[dimensions], {}, code.size() > 4 ? code.substr(4, 2) : ""};
  for (size_t i = 0; i < dimensions; ++i) {
    if (row.fields[i] != kTotal) key.values[table.dimensions[i]] = row.fields[i];
  }
  if (code == kCumulative) {
    const std::optional<int64_t> last = DayNumber(release.closing_date);
    if (!last) return {};
    key.span = {0, *last};
    key.kind = kCumulative;
    return key;
  }
  const std::optional<Span> span = SpanOfPeriod(code);
  if (!span) return {};
  key.span = *span;
  return key;
}

Model::Model(const Release& release, const Family& family, const std::set<Span>& rows)
    : family_(family), atoms_of_group_(family.groups.size()) {
  for (const Listed& table : release.tables) {
    if (table.family == family.name && table.stage) stages_[table.name] = *table.stage;
  }
  FindSpans(rows);
  for (int i = 0; i < static_cast<int>(family.atoms.size()); ++i) {
    atoms_of_group_[family.atoms[i].group].push_back(i);
  }
  ranks_.resize(family.atoms.size());
  try {
    for (int i = 0; i < static_cast<int>(family.groups.size()) && fault_.empty(); ++i) {
      CheckGroup(i);
    }
  } catch (const Malformed& malformed) {  // entries that don't tell what they have to
    fault_ = malformed.what();
  }
}

// A window that begins with entry ties both of its ends: the stage is judged with the one before.
std::string Model::Head(const std::string& table) const {
  const Stage& asked = stage(table);
  return asked.within > 0 && !asked.after.empty() ? asked.after : table;
}

std::vector<std::string> Model::Joined(const std::string& head) const {
  std::vector<std::string> joined;
  for (const auto& [table, stage] : stages_) {
    if (table != head && Head(table) == head) joined.push_back(table);
  }
  return joined;
}

void Model::FindSpans(const std::set<Span>& rows) {
  std::map<std::string, std::set<int64_t>> ends;
  for (const auto& [table, stage] : stages_) {
    for (const Span& row : rows) {
      if (row.first > 0) ends[table].insert(row.first - 1);
      ends[table].insert(row.last);
    }
  }
  for (size_t depth = 0; depth < stages_.size(); ++depth) {
    for (const auto& [table, stage] : stages_) {
      if (stages_.count(stage.after) == 0) continue;
      for (const int64_t end : ends[table]) {
        if (const int64_t before = MonthsBack(end, stage.months); before >= 0) {
          ends[stage.after].insert(before);
        }
      }
    }
  }
  for (const auto& [table, of_table] : ends) {
    int64_t first = 0;
    for (const int64_t end : of_table) {
      spans_[table].push_back({first, end});
      first = end + 1;
    }
  }
}

// By when the earlier stage has to have come for the later one to come by `day`; entry is "".
int64_t Model::DayBefore(const std::string& later, int64_t day, const std::string& earlier) const {
  for (std::string table = later; table != earlier && stages_.count(table) > 0;) {
    day = MonthsBack(day, stage(table).months);
    table = stage(table).after;
  }
  return day;
}

bool Model::ComesAfter(const std::string& later, const std::string& earlier) const {
  size_t steps = 0;
  for (std::string table = stage(later).after; stages_.count(table) > 0;) {
    if (table == earlier) return true;
    if (++steps > stages_.size()) return false;
    table = stage(table).after;
  }
  return false;
}

int64_t Model::Entered(const Group& group, int64_t day) const {
  if (day < 0) return 0;
  const std::string date = DateOf(day);
  if (group.entries.empty() || date > group.entries.rbegin()->first) return group.denominator;
  const auto found = group.entries.find(date);
  if (found == group.entries.end()) {
    throw Malformed("the entries of a group lack " + date);
  }
  return found->second;
}

Model::Ranks Model::RanksOf(const Group& group, const History& history) const {
  Ranks ranks{0, group.denominator};
  for (const Event& event : history) {
    const Stage& asked = stage(event.table);
    ranks.to = std::min(ranks.to, Entered(group, DayBefore(event.table, event.last, "")));
    if (asked.always) ranks.from = std::max(ranks.from, Entered(group, event.first - 1));
    if (asked.within > 0) {
      ranks.from = std::max(ranks.from, Entered(group, MonthsBack(event.first, asked.within)));
    }
  }
  return ranks;
}

std::vector<Model::History> Model::PossibleIn(const Group& group) const {
  std::vector<History> histories;
  const auto add = [&](const History& history) {
    const Ranks ranks = RanksOf(group, history);
    if (ranks.from < ranks.to) histories.push_back(history);
  };
  const auto for_each = [&](const std::string& table, const auto& visit) {
    for (const std::string& outcome : stage(table).outcomes) {
      for (const Span& span : spans_.at(table)) {
        visit(Event{table, outcome, span.first, span.last});
      }
    }
  };
  if (!stage(group.table).always) add({});
  for_each(group.table, [&](const Event& first) {
    add({first});
    for (const std::string& table : Joined(group.table)) {
      for_each(table, [&](const Event& then) {
        if (first.first <= DayBefore(table, then.last, group.table)) add({first, then});
      });
    }
  });
  return histories;
}

// Exactly the histories that are possible, each once; an outcome that the catalogue calls
// impossible is missing altogether.
void Model::CheckGroup(int index) {
  const Group& group = family_.groups[index];
  const std::string place = "group " + std::to_string(index);
  std::vector<std::string> tables = group.tables;
  std::sort(tables.begin(), tables.end());
  if (stages_.count(group.table) == 0) {
    fault_ = place + " is of table " + group.table + ", which is none of the family's";
    return;
  }
  std::vector<std::string> expected = Joined(group.table);
  expected.push_back(group.table);
  std::sort(expected.begin(), expected.end());
  if (Head(group.table) != group.table || tables != expected) {
    fault_ = place + " is not of the tables that are judged together";
    return;
  }
  for (int other = 0; other < index; ++other) {
    if (family_.groups[other].table == group.table &&
        family_.groups[other].values == group.values) {
      fault_ = place + " has the values of group " + std::to_string(other);
      return;
    }
  }
  std::set<std::set<std::tuple<std::string, std::string, int64_t, int64_t>>> possible;
  for (const History& history : PossibleIn(group)) possible.insert(AsSet(history));
  std::set<std::pair<std::string, std::string>> occur;
  for (const int atom : atoms_of_group_[index]) {
    const History& history = family_.atoms[atom].events;
    if (possible.erase(AsSet(history)) == 0) {
      fault_ = "atom " + std::to_string(atom) + ": no unit of its group can have come to " +
               Describe(history);
      return;
    }
    ranks_[atom] = RanksOf(group, history);
    for (const Event& event : history) occur.insert({event.table, event.outcome});
  }
  for (const auto& missing : possible) {
    const bool known = std::all_of(missing.begin(), missing.end(), [&](const auto& event) {
      return occur.count({std::get<0>(event), std::get<1>(event)}) > 0;
    });
    if (!known) continue;
    fault_ = place + " lacks an atom that its units can be";
    return;
  }
}

Columns Model::AtomsOf(const Key& key) const {
  Columns atoms;
  if (stages_.count(key.table) == 0) return atoms;
  const std::string head = Head(key.table);
  for (size_t group = 0; group < family_.groups.size(); ++group) {
    if (family_.groups[group].table != head || !Agree(family_.groups[group].values, key.values)) {
      continue;
    }
    for (const int atom : atoms_of_group_[group]) {
      for (const Event& event : family_.atoms[atom].events) {
        if (event.table == key.table && event.outcome == key.outcome &&
            event.first >= key.span.first && event.last <= key.span.last) {
          atoms.push_back(atom);
        }
      }
    }
  }
  std::sort(atoms.begin(), atoms.end());
  return atoms;
}

bool Model::Holds(const Key& larger, const Key& smaller) const {
  if (!ComesAfter(smaller.table, larger.table) || stage(larger.table).outcomes.size() != 1 ||
      !Agree(smaller.values, larger.values)) {
    return false;
  }
  const int64_t by = DayBefore(smaller.table, smaller.span.last, larger.table);
  if (by > larger.span.last) return false;
  if (larger.span.first == 0) return true;
  // Nobody can have come to the earlier stage before the larger row begins.
  const int64_t entered = DayBefore(larger.table, larger.span.first - 1, "");
  return std::none_of(family_.groups.begin(), family_.groups.end(), [&](const Group& group) {
    return group.table == Head(larger.table) && Agree(group.values, smaller.values) &&
           Entered(group, entered) > 0;
  });
}

int64_t Model::Possible(const Columns& atoms) const {
  std::map<int, std::vector<std::pair<int64_t, int64_t>>> ranks;
  for (const int atom : atoms) {
    ranks[family_.atoms[atom].group].emplace_back(ranks_[atom].from, ranks_[atom].to);
  }
  int64_t possible = 0;
  for (auto& [group, all] : ranks) {
    std::sort(all.begin(), all.end());
    int64_t reached = 0;
    for (const auto& [from, to] : all) {
      possible += std::max<int64_t>(0, to - std::max(from, reached));
      reached = std::max(reached, to);
    }
  }
  return possible;
}

bool Model::IsOneSided(const Form& form) const {
  const auto is_one_sided = [&](int atom) {
    const std::vector<std::string>& tables = family_.groups[family_.atoms[atom].group].tables;
    return std::all_of(tables.begin(), tables.end(),
                       [&](const std::string& table) { return stage(table).one_sided; });
  };
  return std::all_of(form.plus.begin(), form.plus.end(), is_one_sided) &&
         std::all_of(form.minus.begin(), form.minus.end(), is_one_sided);
}

Columns Model::Before(const Columns& atoms, const std::string& table) const {
  std::set<int> groups;
  int64_t first = std::numeric_limits<int64_t>::max();
  for (const int atom : atoms) {
    groups.insert(family_.atoms[atom].group);
    for (const Event& event : family_.atoms[atom].events) {
      if (event.table == table) first = std::min(first, event.first);
    }
  }
  Columns before;
  for (const int group : groups) {
    const Columns came = ByDay(atoms_of_group_[group], table, first - 1);
    before.insert(before.end(), came.begin(), came.end());
  }
  std::sort(before.begin(), before.end());
  return before;
}

Columns Model::ByDay(const Columns& atoms, const std::string& table, int64_t day) const {
  Columns came;
  for (const int atom : atoms) {
    const std::vector<Event>& events = family_.atoms[atom].events;
    if (std::any_of(events.begin(), events.end(), [&](const Event& event) {
          return event.table == table && event.last <= day;
        })) {
      came.push_back(atom);
    }
  }
  return came;
}

std::vector<Implication> Model::Constraints() const {
  std::vector<Implication> constraints;
  for (size_t group = 0; group < family_.groups.size(); ++group) {
    ConstrainEntry(static_cast<int>(group), constraints);
  }
  for (const auto& [table, stage] : stages_) {
    if (stages_.count(stage.after) > 0 && Head(table) != Head(stage.after)) {
      ConstrainStage(table, stage.after, constraints);
    }
  }
  return constraints;
}

// Those that only units between two ranks can be are at most as many as these units (Hall).
void Model::ConstrainEntry(int group, std::vector<Implication>& constraints) const {
  const Columns& atoms = atoms_of_group_[group];
  std::set<int64_t> starts, ends;
  for (const int atom : atoms) {
    starts.insert(ranks_[atom].from);
    ends.insert(ranks_[atom].to);
  }
  for (const int64_t from : starts) {
    for (const int64_t to : ends) {
      if (to <= from || to - from == family_.groups[group].denominator) continue;
      Implication constraint{{}, {}, to - from};
      for (const int atom : atoms) {
        if (ranks_[atom].from >= from && ranks_[atom].to <= to) constraint.fewer.push_back(atom);
      }
      if (!constraint.fewer.empty()) constraints.push_back(std::move(constraint));
    }
  }
}

// By each day at most as many have come to a stage as had come to the one before, so long before.
void Model::ConstrainStage(const std::string& table, const std::string& before,
                           std::vector<Implication>& constraints) const {
  for (size_t later = 0; later < family_.groups.size(); ++later) {
    if (family_.groups[later].table != Head(table)) continue;
    for (size_t earlier = 0; earlier < family_.groups.size(); ++earlier) {
      if (family_.groups[earlier].table != Head(before) ||
          family_.groups[earlier].values != family_.groups[later].values) {
        continue;
      }
      for (const Span& span : spans_.at(table)) {
        const Columns came = ByDay(atoms_of_group_[later], table, span.last);
        if (came.empty()) continue;
        constraints.push_back(
            {came, ByDay(atoms_of_group_[earlier], before, DayBefore(table, span.last, before)),
             0});
      }
    }
  }
}

}  // namespace kansrijk::audit
