#include "server/rules/statistics/indicator.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_format.h"
#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

// Work has to be found within this many months after the benefit ends.
constexpr int kMonthsToWork = 1;

struct History {
  const v1::StatisticsTable& table;
  const std::string& entry_date;
  const std::vector<Fact>& facts;
};

template <typename Values>
bool Has(const Values& values, const typename Values::value_type& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

int OutcomeWith(const v1::StatisticsTable& table, int64_t value) {
  for (int index = 0; index < table.outcomes_size(); ++index) {
    if (Has(table.outcomes(index).values(), value)) return index;
  }
  return -1;
}

std::string MonthsAfter(const std::string& date, int months) {
  return FormatDate(AddMonths(Day(date), months));
}

// The last fact until entry, else the first after it; null when there is none.
const Fact* BaselineOf(const History& history) {
  const Fact* baseline = nullptr;
  for (const Fact& fact : history.facts) {
    if (baseline == nullptr || fact.date <= history.entry_date) baseline = &fact;
  }
  return baseline;
}

UnitOutcome First(const History& history) {
  UnitOutcome first;
  for (const Fact& fact : history.facts) {
    const int outcome = OutcomeWith(history.table, fact.value);
    if (outcome < 0 || fact.date < history.entry_date) continue;
    if (first.outcome < 0 || (fact.date == first.date && outcome < first.outcome)) {
      first.outcome = outcome;
      first.date = fact.date;
    }
  }
  return first;
}

// The first fact after the baseline that `leaves`, from the unit's one baseline.
template <typename Leaves>
UnitOutcome FirstThat(const History& history, const Fact& baseline, Leaves leaves) {
  for (const Fact& fact : history.facts) {
    if (&fact <= &baseline || fact.date < history.entry_date || !leaves(fact)) continue;
    return {true, 0, fact.date};
  }
  return {};
}

UnitOutcome Leaves(const History& history) {
  const Fact* const baseline = BaselineOf(history);
  if (baseline == nullptr || !Has(history.table.from(), baseline->value)) return {false, -1, ""};
  return FirstThat(history, *baseline,
                   [&](const Fact& fact) { return !Has(history.table.from(), fact.value); });
}

// Every departure is tried: who falls back may leave again, for good.
UnitOutcome LeavesForGood(const History& history) {
  const Fact* const baseline = BaselineOf(history);
  if (baseline == nullptr || !Has(history.table.from(), baseline->value)) return {false, -1, ""};
  const auto is_from = [&](const Fact& fact) { return Has(history.table.from(), fact.value); };
  for (const Fact& left : history.facts) {
    if (&left <= baseline || left.date < history.entry_date || is_from(left)) continue;
    if (!is_from(*(&left - 1))) continue;  // had left already
    const std::string full = MonthsAfter(left.date, history.table.months());
    const std::string work_by = MonthsAfter(left.date, kMonthsToWork);
    bool works = false, fell_back = false;
    for (const Fact& fact : history.facts) {
      if (fact.date < left.date) continue;
      works |= fact.date <= work_by && Has(history.table.into(), fact.value);
      fell_back |= fact.date > left.date && fact.date <= full && is_from(fact);
    }
    if (works && !fell_back) return {true, 0, full};
  }
  return {};
}

UnitOutcome Rises(const History& history) {
  const Fact* const baseline = BaselineOf(history);
  if (baseline == nullptr) return {false, -1, ""};
  return FirstThat(history, *baseline,
                   [&](const Fact& fact) { return fact.value > baseline->value; });
}

UnitOutcome AddsUp(const History& history) {
  const std::string until = MonthsAfter(history.entry_date, history.table.months());
  int64_t sum = 0;
  for (const Fact& fact : history.facts) {
    if (OutcomeWith(history.table, fact.value) < 0 || fact.date < history.entry_date ||
        fact.date >= until) {
      continue;
    }
    sum += fact.amount;
    if (sum >= history.table.amount()) return {true, 0, fact.date};
  }
  return {};
}

// A change is measured only where there was a pair: others are not in the population.
UnitOutcome Change(const History& history) {
  UnitOutcome first = First(history);
  first.in_population = first.outcome >= 0;
  return first;
}

// An outcome's one value is the most months between the day in `amount` and the fact; 0: any.
UnitOutcome Within(const History& history) {
  for (const Fact& fact : history.facts) {
    if (!Has(history.table.from(), fact.value) || fact.date < history.entry_date ||
        fact.amount == 0) {
      continue;
    }
    const std::string begun = absl::StrFormat("%04d-%02d-%02d", fact.amount / 10000,
                                              fact.amount / 100 % 100, fact.amount % 100);
    for (int index = 0; index < history.table.outcomes_size(); ++index) {
      const int64_t months = history.table.outcomes(index).values(0);
      if (months == 0 || fact.date <= MonthsAfter(begun, static_cast<int>(months))) {
        return {true, index, fact.date};
      }
    }
  }
  return {};
}

// What is left when the outcome of a unit does not count. Changes are measured only where there was
// one.
UnitOutcome WithoutOutcome(const v1::StatisticsTable& table, const UnitOutcome& counted) {
  UnitOutcome without;
  without.in_population = counted.in_population && table.rule() != v1::STATISTICS_RULE_CHANGE;
  return without;
}

class Nesting {
 public:
  Nesting(absl::Span<const v1::StatisticsTable* const> tables, std::vector<UnitOutcome> outcomes,
          const std::string& closing_date)
      : tables_(tables),
        outcomes_(std::move(outcomes)),
        is_nested_(tables.size()),
        closing_date_(closing_date) {}

  std::vector<UnitOutcome> Run() {
    for (size_t place = 0; place < tables_.size(); ++place) Nest(place);
    return std::move(outcomes_);
  }

 private:
  // The catalogue has no circles.
  void Nest(size_t place) {
    if (is_nested_[place]) return;
    is_nested_[place] = true;
    const v1::StatisticsTable& table = *tables_[place];
    UnitOutcome& outcome = outcomes_[place];
    for (size_t other = 0; other < tables_.size(); ++other) {
      if (!Has(table.implies(), tables_[other]->name())) continue;
      Nest(other);
      const UnitOutcome& before = outcomes_[other];
      if (before.outcome < 0) outcome = WithoutOutcome(table, outcome);
      if (outcome.outcome < 0) return;
      outcome.date =
          std::max(outcome.date, MonthsAfter(before.date, MonthsBetween(*tables_[other], table)));
    }
    if (outcome.date > closing_date_) outcome = WithoutOutcome(table, outcome);
  }

  absl::Span<const v1::StatisticsTable* const> tables_;
  std::vector<UnitOutcome> outcomes_;
  std::vector<bool> is_nested_;
  const std::string& closing_date_;
};

struct Rule {
  v1::StatisticsRule rule;
  UnitOutcome (*outcome)(const History& history);
};
constexpr Rule kRules[] = {
    {v1::STATISTICS_RULE_FIRST, &First},
    {v1::STATISTICS_RULE_LEAVES, &Leaves},
    {v1::STATISTICS_RULE_LEAVES_FOR_GOOD, &LeavesForGood},
    {v1::STATISTICS_RULE_RISES, &Rises},
    {v1::STATISTICS_RULE_ADDS_UP, &AddsUp},
    {v1::STATISTICS_RULE_CHANGE, &Change},
    {v1::STATISTICS_RULE_WITHIN, &Within},
};

}  // namespace

UnitOutcome OutcomeOf(const v1::StatisticsTable& table, const std::string& entry_date,
                      absl::Span<const Fact> facts, const std::string& closing_date) {
  std::vector<Fact> relevant;
  for (const Fact& fact : facts) {
    if (fact.date <= closing_date && (table.key() == 0 || fact.key == table.key())) {
      relevant.push_back(fact);
    }
  }
  for (const Rule& rule : kRules) {
    if (rule.rule != table.rule()) continue;
    UnitOutcome outcome = rule.outcome({table, entry_date, relevant});
    if (outcome.outcome >= 0 && outcome.date > closing_date) outcome = UnitOutcome();
    return outcome;
  }
  return {};
}

int MonthsBetween(const v1::StatisticsTable& before, const v1::StatisticsTable& table) {
  const auto months_of = [](const v1::StatisticsTable& stage) {
    return stage.rule() == v1::STATISTICS_RULE_LEAVES_FOR_GOOD ? stage.months() : 0;
  };
  return std::max(0, months_of(table) - months_of(before));
}

std::vector<UnitOutcome> Nested(absl::Span<const v1::StatisticsTable* const> tables,
                                std::vector<UnitOutcome> outcomes,
                                const std::string& closing_date) {
  return Nesting(tables, std::move(outcomes), closing_date).Run();
}

}  // namespace kansrijk::rules
