#include "tests/attack/truth.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace kansrijk::attack {
namespace {

constexpr int kFullContact = 720;  // minutes

using Values = std::set<int>;

// How the facts about a person give a stage's outcome.
class Reading {
 public:
  Reading(const Person& person, Day entry, Day day, Day closing) : entry_(entry) {
    for (const Event& event : person.events) {
      if (event.KnownOn(day) && event.date <= closing) events_.push_back(&event);
    }
  }

  // The first of these values on or after entry.
  std::optional<Outcome> First(const std::string& file, int key,
                               const std::vector<Values>& outcomes) const {
    std::optional<Outcome> first;
    for (const Event* event : Of(file, key)) {
      for (int code = 0; code < static_cast<int>(outcomes.size()); ++code) {
        if (event->date < entry_ || !outcomes[code].contains(event->value)) continue;
        const bool sooner = !first || event->date < first->date ||
                            (event->date == first->date && code < first->code);
        if (sooner) first = Outcome{code, event->date};
      }
    }
    return first;
  }

  bool OnAssistanceAtFirst() const {
    const auto incomes = Of("incomes", 1);
    return !incomes.empty() && Assisted(*incomes[0]);
  }

  std::optional<Outcome> LeftAssistance() const {
    const auto incomes = Of("incomes", 1);
    for (size_t i = 1; i < incomes.size(); ++i) {
      if (!Assisted(*incomes[i])) return Outcome{0, incomes[i]->date};
    }
    return {};
  }

  // The day on which so many months without assistance are full, with work within the first.
  std::optional<Outcome> StayedOff(int months) const {
    const auto incomes = Of("incomes", 1);
    for (size_t i = 1; i < incomes.size(); ++i) {
      if (Assisted(*incomes[i]) || !Assisted(*incomes[i - 1])) continue;
      const Day left = incomes[i]->date;
      const Day full = MonthsAfter(left, months);
      bool works = false, back = false;
      for (size_t k = i; k < incomes.size(); ++k) {
        const Event& event = *incomes[k];
        works |= event.date <= MonthsAfter(left, 1) && (event.value == 2 || event.value == 4);
        back |= event.date > left && event.date <= full && Assisted(event);
      }
      if (works && !back) return Outcome{0, full};
    }
    return {};
  }

  std::optional<Outcome> TwelveHours() const {
    int minutes = 0;
    for (const Event* event : Of("sessions", 0)) {
      if (event->value != 1 || event->date >= MonthsAfter(entry_, 6)) continue;
      minutes += event->amount;
      if (minutes >= kFullContact) return Outcome{0, event->date};
    }
    return {};
  }

 private:
  static bool Assisted(const Event& event) { return event.value == 1 || event.value == 3; }

  std::vector<const Event*> Of(const std::string& file, int key) const {
    std::vector<const Event*> some;
    for (const Event* event : events_) {
      if (event->file == file && (key == 0 || event->key == key)) some.push_back(event);
    }
    return some;
  }

  Day entry_;
  std::vector<const Event*> events_;
};

std::optional<Outcome> OutcomeIn(const std::string& table, const Reading& reading) {
  static const std::map<std::string, std::tuple<std::string, int, std::vector<Values>>> kFirst{
      {"contact", {"sessions", 0, {{1}}}},
      {"referrals-wij-sent", {"referrals", 2, {{2}}}},
      {"referrals-wij-accepted", {"referrals", 2, {{4, 5, 6, 7, 11}}}},
      {"referrals-wij-started", {"referrals", 2, {{6, 7}}}},
      {"referrals-wij-completed", {"referrals", 2, {{7}}}},
      {"referrals-wij-declined", {"referrals", 2, {{8}}}},
      {"goals-set-work", {"goals", 5, {{1}}}},
      {"goals-ended-work", {"goals", 5, {{5}, {6}, {7}}}},
      {"assessment-work", {"assessments", 5, {{1}, {2}, {3}}}},
      {"academie-attended", {"academie", 0, {{1}}}},
      {"academie-certificate", {"academie", 0, {{2}}}},
      {"ended", {"tracks", 2, {{7}, {10}}}},
      {"started", {"tracks", 1, {{1}}}},
      {"waiting", {"tracks", 3, {{1}}}},
  };
  if (table == "assistance-left") return reading.LeftAssistance();
  if (table == "assistance-left-1-month") return reading.StayedOff(1);
  if (table == "assistance-left-6-months") return reading.StayedOff(6);
  if (table == "assistance-left-12-months") return reading.StayedOff(12);
  if (table == "contact-12-hours") return reading.TwelveHours();
  const auto& [file, key, values] = kFirst.at(table);
  return reading.First(file, key, values);
}

// The day from which a family counts a person; none: not at all.
std::optional<Day> EntryIn(const Family& family, const Person& person, Day day) {
  const bool applicants = family.name == "started" || family.name == "waiting";
  if (person.trainee != (family.name == "academie")) return {};
  if (person.trainee || applicants) return person.applied;
  if (person.started_recorded > day) return {};
  return person.started;
}

// Postpones what the definitions do not allow so early, and drops what they no longer allow.
void Mend(const Family& family, Counted& counted, Day closing) {
  for (size_t j = 0; j < family.stages.size(); ++j) {
    const Stage& stage = family.stages[j];
    std::optional<Outcome>& outcome = counted.outcomes[j];
    if (!outcome) continue;
    if (stage.always) counted.entry = outcome->date;
    const std::optional<Outcome>* const before =
        stage.after < 0 ? nullptr : &counted.outcomes[stage.after];
    if (before != nullptr && !*before) {
      outcome.reset();
      continue;
    }
    const Day from = before == nullptr ? counted.entry : (*before)->date;
    outcome->date = std::max(outcome->date, MonthsAfter(from, stage.months));
    const bool too_late =
        stage.within > 0 && outcome->date >= MonthsAfter(counted.entry, stage.within);
    if (too_late || outcome->date > closing) outcome.reset();
  }
}

}  // namespace

Count CountOf(const Family& family, const std::vector<Person>& people, Day day, Day closing) {
  Count count;
  for (const Person& person : people) {
    const std::optional<Day> entry = EntryIn(family, person, day);
    if (!entry || *entry > closing) continue;
    const Reading reading(person, *entry, day, closing);
    if (family.name == "assistance" && !reading.OnAssistanceAtFirst()) continue;
    Counted counted{*entry, person.values, {}};
    counted.values["cohort"] = absl::StrCat(entry->year());
    for (const Stage& stage : family.stages) {
      std::optional<Outcome> outcome = OutcomeIn(stage.table, reading);
      if (outcome && outcome->date > closing) outcome.reset();
      counted.outcomes.push_back(outcome);
      if (stage.always && outcome) counted.entry = outcome->date;
    }
    if (family.stages[0].always && !counted.outcomes[0]) continue;
    count[person.name] = std::move(counted);
  }
  return count;
}

Count CountedOn(const Family& family, const Count& before, Day closed, const Count& now,
                Day closing) {
  Count count = before;
  for (const auto& [name, fresh] : now) {
    const auto [found, is_new] = count.try_emplace(name, fresh);
    Counted& counted = found->second;
    if (is_new) counted.entry = std::max(counted.entry, closed + 1);
    for (size_t j = 0; j < family.stages.size(); ++j) {
      std::optional<Outcome>& outcome = counted.outcomes[j];
      if (!is_new && outcome) continue;
      outcome = fresh.outcomes[j];
      if (outcome) outcome->date = std::max(outcome->date, closed + 1);
    }
    Mend(family, counted, closing);
  }
  return count;
}

}  // namespace kansrijk::attack
