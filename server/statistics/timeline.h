// What the definitions of a family's tables say of time: its tables are stages of what happens to a
// unit, and days are told apart where a row or a rule ends. A day is counted from kFirstDay.
#ifndef KANSRIJK_SERVER_STATISTICS_TIMELINE_H_
#define KANSRIJK_SERVER_STATISTICS_TIMELINE_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::statistics {

int64_t DayNumber(absl::string_view date);
std::string DateOf(int64_t day);

// The last day of which `day` is so many months later, or more.
int64_t MonthsBack(int64_t day, int months);
// So many months later.
int64_t MonthsOn(int64_t day, int months);

// A table as a stage.
struct Stage {
  std::string table;
  std::vector<std::string> outcomes;
  int after = -1;  // the stage before it; -1: entry
  int months = 0;  // it comes at least so long after that
  int within = 0;  // and less than so long after entry; 0: however long
  // Every unit has an outcome, and entered with it: a measured change.
  bool always = false;
  bool one_sided = false;
};

// In the order of the tables. What they imply, and how long after, is from their rules.
std::vector<Stage> StagesOf(const std::vector<v1::StatisticsTable>& tables);

// Days from `first` to `last`.
struct Span {
  int64_t first = 0;
  int64_t last = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

class Timeline {
 public:
  // `rows`: the spans of all rows that are or were in a table of the family.
  Timeline(std::vector<Stage> stages, const std::vector<Span>& rows);

  const std::vector<Stage>& stages() const { return stages_; }
  // In which a stage is told apart, in order; the first begins with kFirstDay.
  const std::vector<Span>& SpansOf(int stage) const { return spans_[stage]; }
  // The one that has `day`, which is not after the last.
  const Span& SpanOf(int stage, int64_t day) const;

  // How many counts of a group the stages make in so many years of releases at this pace.
  size_t CountsIn(int years) const;

  // Stages whose histories are judged together in one group: a window that begins with entry ties
  // both of its ends. The first of a group.
  int HeadOf(int stage) const;
  std::vector<int> TogetherWith(int head) const;

  // Whether `later` comes after `earlier`, directly or over others; and the last day of the earlier
  // one for the later to come by `day`.
  bool ComesAfter(int later, int earlier) const;
  int64_t LastDayBefore(int later, int64_t day, int earlier) const;

  // Days of entry that a unit can have whose stage comes in the span.
  Span EntryOf(int stage, const Span& span) const;

 private:
  std::vector<Stage> stages_;
  std::vector<std::vector<Span>> spans_;
  size_t ends_ = 0;         // of rows, so far
  size_t ends_a_year_ = 1;  // by the shortest rows
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_TIMELINE_H_
