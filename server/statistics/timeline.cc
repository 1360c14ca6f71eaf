#include "server/statistics/timeline.h"

#include <algorithm>

#include "server/base/civil.h"

namespace kansrijk::statistics {
namespace {

// Longer than any rule of a month has days, so that the day is among those tried.
constexpr int kDaysTried = 4;
constexpr int64_t kDaysInYear = 366;

// How long a departure has to last.
int MonthsGone(const v1::StatisticsTable& table) {
  return table.rule() == v1::STATISTICS_RULE_LEAVES_FOR_GOOD ? table.months() : 0;
}

}  // namespace

int64_t DayNumber(absl::string_view date) { return Day(date) - kFirstDay; }

std::string DateOf(int64_t day) { return FormatDate(kFirstDay + day); }

int64_t MonthsOn(int64_t day, int months) { return AddMonths(kFirstDay + day, months) - kFirstDay; }

int64_t MonthsBack(int64_t day, int months) {
  int64_t back = MonthsOn(day, -months) + kDaysTried;
  while (back >= 0 && MonthsOn(back, months) > day) --back;
  return back;
}

std::vector<Stage> StagesOf(const std::vector<v1::StatisticsTable>& tables) {
  std::vector<Stage> stages;
  for (const v1::StatisticsTable& table : tables) {
    Stage stage;
    stage.table = table.name();
    for (const v1::StatisticsOutcome& outcome : table.outcomes()) {
      stage.outcomes.push_back(outcome.code());
    }
    stage.months = MonthsGone(table);
    for (int before = 0; before < static_cast<int>(tables.size()); ++before) {
      if (table.implies_size() == 0 || tables[before].name() != table.implies(0)) continue;
      stage.after = before;
      stage.months = std::max(0, stage.months - MonthsGone(tables[before]));
    }
    stage.within = table.rule() == v1::STATISTICS_RULE_ADDS_UP ? table.months() : 0;
    stage.always = table.rule() == v1::STATISTICS_RULE_CHANGE;
    stage.one_sided = table.one_sided();
    stages.push_back(std::move(stage));
  }
  return stages;
}

Timeline::Timeline(std::vector<Stage> stages, const std::vector<Span>& rows)
    : stages_(std::move(stages)), spans_(stages_.size()) {
  std::vector<std::set<int64_t>> ends(stages_.size());
  for (std::set<int64_t>& of_stage : ends) {
    for (const Span& row : rows) {
      if (row.first > 0) of_stage.insert(row.first - 1);
      of_stage.insert(row.last);
    }
  }
  for (const Span& row : rows) {
    const int64_t days = row.last - row.first + 1;
    ends_a_year_ = std::max<size_t>(ends_a_year_, kDaysInYear / days);
  }
  if (!ends.empty()) ends_ = ends.front().size();
  // Where a later stage is told apart, so is the day by which the one before must have come.
  for (size_t depth = 0; depth < stages_.size(); ++depth) {
    for (const Stage& stage : stages_) {
      if (stage.after < 0) continue;
      for (const int64_t end : ends[&stage - stages_.data()]) {
        const int64_t before = MonthsBack(end, stage.months);
        if (before >= 0) ends[stage.after].insert(before);
      }
    }
  }
  for (size_t stage = 0; stage < stages_.size(); ++stage) {
    int64_t first = 0;
    for (const int64_t end : ends[stage]) {
      spans_[stage].push_back({first, end});
      first = end + 1;
    }
  }
}

size_t Timeline::CountsIn(int years) const {
  size_t counts = 0;
  for (size_t stage = 0; stage < stages_.size(); ++stage) {
    const size_t for_an_end = (spans_[stage].size() + ends_ - 1) / ends_;
    const size_t spans = std::max(spans_[stage].size(), for_an_end * ends_a_year_ * years);
    counts += spans * stages_[stage].outcomes.size();
  }
  return counts;
}

const Span& Timeline::SpanOf(int stage, int64_t day) const {
  const std::vector<Span>& spans = spans_[stage];
  return *std::lower_bound(spans.begin(), spans.end(), day,
                           [](const Span& span, int64_t at) { return span.last < at; });
}

int Timeline::HeadOf(int stage) const {
  const Stage& asked = stages_[stage];
  return asked.within > 0 && asked.after >= 0 ? asked.after : stage;
}

std::vector<int> Timeline::TogetherWith(int head) const {
  std::vector<int> together;
  for (int stage = 0; stage < static_cast<int>(stages_.size()); ++stage) {
    if (stage != head && HeadOf(stage) == head) together.push_back(stage);
  }
  return together;
}

bool Timeline::ComesAfter(int later, int earlier) const {
  for (int stage = stages_[later].after; stage >= 0; stage = stages_[stage].after) {
    if (stage == earlier) return true;
  }
  return false;
}

int64_t Timeline::LastDayBefore(int later, int64_t day, int earlier) const {
  for (int stage = later; stage != earlier && stage >= 0; stage = stages_[stage].after) {
    day = MonthsBack(day, stages_[stage].months);
  }
  return day;
}

Span Timeline::EntryOf(int stage, const Span& span) const {
  const Stage& asked = stages_[stage];
  Span entry{0, LastDayBefore(stage, span.last, -1)};
  if (asked.always) entry.first = span.first;
  if (asked.within > 0) entry.first = MonthsBack(span.first, asked.within) + 1;
  return entry;
}

}  // namespace kansrijk::statistics
