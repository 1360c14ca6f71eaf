#include "server/statistics/atoms.h"

#include <algorithm>
#include <set>

#include "server/base/civil.h"

namespace kansrijk::statistics {
namespace {

int64_t EnteredBy(const std::vector<int64_t>& entries, int64_t day) {
  return std::upper_bound(entries.begin(), entries.end(), day) - entries.begin();
}

bool Agree(const std::map<std::string, std::string>& group,
           const std::map<std::string, std::string>& values) {
  return std::all_of(values.begin(), values.end(), [&](const auto& value) {
    const auto found = group.find(value.first);
    return found != group.end() && found->second == value.second;
  });
}

}  // namespace

Atoms::Atoms(const Timeline& timeline, const std::vector<v1::StatisticsTable>& definitions,
             const std::map<GroupKey, std::vector<int64_t>>& entries)
    : timeline_(timeline), definitions_(definitions) {
  for (const auto& [key, days] : entries) MakeGroup(key, days);
  for (int group = 0; group < static_cast<int>(all_.size()); ++group) ConstrainEntry(group);
  ConstrainStages();
}

void Atoms::MakeGroup(const GroupKey& key, const std::vector<int64_t>& entries) {
  const int group = static_cast<int>(all_.size());
  index_of_group_[key] = group;
  all_.push_back({key, &entries, {}, {}});
  GroupRecord& record = groups_.emplace_back();
  record.tables = {timeline_.stages()[key.head].table};
  for (const int stage : timeline_.TogetherWith(key.head)) {
    record.tables.push_back(timeline_.stages()[stage].table);
  }
  record.denominator = static_cast<int64_t>(entries.size());
  record.values = key.values;
  AddHistories(group, key.head);
  ListEntries(group);
}

bool Atoms::IsImpossible(int stage, const std::map<std::string, std::string>& values,
                         const std::string& outcome) const {
  for (const v1::StructuralZero& zero : definitions_[stage].structural_zeros()) {
    if (zero.outcome() == outcome && Agree(values, {{zero.dimension(), zero.value()}})) return true;
  }
  return false;
}

// Days of entry that are possible for a history.
Span Atoms::EntryOf(const History& history) const {
  Span entry{0, kLastDay - kFirstDay};
  for (const HistoryEvent& event : history) {
    const Span allowed = timeline_.EntryOf(event.stage, event.span);
    entry.first = std::max(entry.first, allowed.first);
    entry.last = std::min(entry.last, allowed.last);
  }
  return entry;
}

void Atoms::AddAtom(int group, const History& history) {
  const std::vector<int64_t>& entries = *all_[group].entries;
  const Span entry = EntryOf(history);
  if (entry.first > 0) all_[group].days.insert(entry.first - 1);
  if (!history.empty() && entry.last >= 0) all_[group].days.insert(entry.last);
  const Ranks ranks{EnteredBy(entries, entry.first - 1), EnteredBy(entries, entry.last)};
  if (ranks.from >= ranks.to) return;
  const int atom = static_cast<int>(histories_.size());
  index_of_atom_[{group, history}] = atom;
  histories_.push_back(history);
  group_of_atom_.push_back(group);
  ranks_.push_back(ranks);
  all_[group].atoms.push_back(atom);
  AtomRecord& record = records_.emplace_back();
  record.group = group;
  for (const HistoryEvent& event : history) {
    const Stage& stage = timeline_.stages()[event.stage];
    record.events.push_back({stage.table, stage.outcomes[event.outcome], DateOf(event.span.first),
                             DateOf(event.span.last)});
  }
}

// Of the head alone, and with each stage that is judged together with it.
void Atoms::AddHistories(int group, int head) {
  const auto for_each = [&](int stage, const auto& visit) {
    const Stage& asked = timeline_.stages()[stage];
    for (int outcome = 0; outcome < static_cast<int>(asked.outcomes.size()); ++outcome) {
      if (IsImpossible(stage, all_[group].key.values, asked.outcomes[outcome])) continue;
      for (const Span& span : timeline_.SpansOf(stage)) visit(HistoryEvent{stage, outcome, span});
    }
  };
  if (!timeline_.stages()[head].always) AddAtom(group, {});
  for_each(head, [&](const HistoryEvent& first) {
    AddAtom(group, {first});
    for (const int stage : timeline_.TogetherWith(head)) {
      for_each(stage, [&](const HistoryEvent& then) {
        const int64_t latest = timeline_.LastDayBefore(stage, then.span.last, head);
        if (first.span.first <= latest) AddAtom(group, {first, then});
      });
    }
  });
}

// Every day that parts the units which can have a history from those which can't.
void Atoms::ListEntries(int group) {
  std::set<int64_t>& days = all_[group].days;
  days.insert(timeline_.SpansOf(all_[group].key.head).back().last);
  for (const int64_t day : days) {
    groups_[group].entries.emplace_back(DateOf(day), EnteredBy(*all_[group].entries, day));
  }
}

int Atoms::Find(const GroupKey& group, const History& history) const {
  const auto found = index_of_atom_.find({index_of_group_.at(group), history});
  return found == index_of_atom_.end() ? -1 : found->second;
}

std::string Atoms::EntrySpan(const GroupKey& group, int64_t day) const {
  const std::string date = DateOf(day);
  for (const auto& [last, entered] : groups_[index_of_group_.at(group)].entries) {
    if (last >= date) return last;
  }
  return date;
}

AtomSet Atoms::Of(const CellKey& key) const {
  AtomSet atoms;
  const std::vector<std::string>& outcomes = timeline_.stages()[key.stage].outcomes;
  const auto outcome = std::find(outcomes.begin(), outcomes.end(), key.outcome) - outcomes.begin();
  const auto is_in = [&](const HistoryEvent& event) {
    return event.stage == key.stage && event.outcome == outcome &&
           event.span.first >= key.span.first && event.span.last <= key.span.last;
  };
  for (const Group& group : all_) {
    if (group.key.head != timeline_.HeadOf(key.stage) || !Agree(group.key.values, key.values)) {
      continue;
    }
    for (const int atom : group.atoms) {
      const History& history = histories_[atom];
      if (std::any_of(history.begin(), history.end(), is_in)) atoms.push_back(atom);
    }
  }
  return atoms;
}

bool Atoms::Holds(const CellKey& larger, const CellKey& smaller) const {
  if (!timeline_.ComesAfter(smaller.stage, larger.stage) ||
      timeline_.stages()[larger.stage].outcomes.size() != 1 ||
      !Agree(smaller.values, larger.values)) {
    return false;
  }
  const int64_t by = timeline_.LastDayBefore(smaller.stage, smaller.span.last, larger.stage);
  if (by > larger.span.last) return false;
  return larger.span.first == 0 || !CanComeBy(larger.stage, smaller.values, larger.span.first - 1);
}

// Whether a unit of these values can have come to a stage by a day.
bool Atoms::CanComeBy(int stage, const std::map<std::string, std::string>& values,
                      int64_t day) const {
  const int64_t entered = timeline_.LastDayBefore(stage, day, -1);
  return std::any_of(all_.begin(), all_.end(), [&](const Group& group) {
    return group.key.head == timeline_.HeadOf(stage) && Agree(group.key.values, values) &&
           EnteredBy(*group.entries, entered) > 0;
  });
}

// The units of any run of ranks are at least as many as the atoms that only they can be hold: with
// the sums of the group, that is all that entry says (Hall's condition for intervals). A run that
// parts where no atom straddles follows from its parts.
void Atoms::ConstrainEntry(int group) {
  const AtomSet& atoms = all_[group].atoms;
  std::set<int64_t> starts, ends;
  for (const int atom : atoms) {
    starts.insert(ranks_[atom].from);
    ends.insert(ranks_[atom].to);
  }
  for (const int64_t from : starts) {
    for (const int64_t to : ends) {
      if (to <= from || to - from == groups_[group].denominator) continue;
      Constraint constraint{{}, {}, to - from};
      std::vector<Ranks> within;
      for (const int atom : atoms) {
        if (ranks_[atom].from < from || ranks_[atom].to > to) continue;
        constraint.fewer.push_back(atom);
        within.push_back(ranks_[atom]);
      }
      std::sort(within.begin(), within.end(),
                [](const Ranks& a, const Ranks& b) { return a.from < b.from; });
      int64_t reached = from;
      bool parts = within.empty() || within.front().from > from;
      for (const Ranks& each : within) {
        parts |= each.from >= reached && reached > from;
        reached = std::max(reached, each.to);
      }
      if (!parts && reached == to) constraints_.push_back(std::move(constraint));
    }
  }
}

AtomSet Atoms::ByDay(const Group& group, int stage, int64_t day) const {
  AtomSet atoms;
  for (const int atom : group.atoms) {
    const bool came = std::any_of(
        histories_[atom].begin(), histories_[atom].end(),
        [&](const HistoryEvent& event) { return event.stage == stage && event.span.last <= day; });
    if (came) atoms.push_back(atom);
  }
  return atoms;
}

// Whoever came to a later stage had come to the one before, so long before: the first to come to
// one can be the first who had come to the other, the second the second, and so on, so that the
// counts by each day say all.
void Atoms::ConstrainStages() {
  for (int stage = 0; stage < static_cast<int>(timeline_.stages().size()); ++stage) {
    const int before = timeline_.stages()[stage].after;
    if (before < 0 || timeline_.HeadOf(stage) == timeline_.HeadOf(before)) continue;
    for (const Group& later : all_) {
      if (later.key.head != timeline_.HeadOf(stage)) continue;
      const auto earlier = index_of_group_.find({timeline_.HeadOf(before), later.key.values});
      if (earlier != index_of_group_.end()) ConstrainStage(stage, later, all_[earlier->second]);
    }
  }
}

void Atoms::ConstrainStage(int stage, const Group& later, const Group& earlier) {
  const int before = timeline_.stages()[stage].after;
  for (const Span& span : timeline_.SpansOf(stage)) {
    Constraint constraint{ByDay(later, stage, span.last), {}, 0};
    if (constraint.fewer.empty()) continue;
    constraint.more = ByDay(earlier, before, timeline_.LastDayBefore(stage, span.last, before));
    constraints_.push_back(std::move(constraint));
  }
}

void Atoms::AddTo(System& system) const {
  for (const Group& group : all_) {
    system.denominators.push_back(static_cast<int64_t>(group.entries->size()));
    system.kind_of_group.push_back(group.key.head);
    bool one_sided = timeline_.stages()[group.key.head].one_sided;
    for (const int stage : timeline_.TogetherWith(group.key.head)) {
      one_sided &= timeline_.stages()[stage].one_sided;
    }
    system.one_sided.push_back(one_sided);
  }
  system.group_of_atom = group_of_atom_;
  system.ranks = ranks_;
  system.constraints = constraints_;
  for (const History& history : histories_) {
    std::vector<Event>& events = system.events.emplace_back();
    for (const HistoryEvent& event : history) {
      events.push_back({event.stage, event.span.first, event.span.last});
    }
  }
}

}  // namespace kansrijk::statistics
