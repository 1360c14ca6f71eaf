#include "tests/attack/history.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "absl/strings/str_cat.h"

namespace kansrijk::attack {

// A history in the making: the earliest days that its outcomes can have had.
struct Histories::Search {
  Day entry;
  History history;
  std::vector<Day> days;
  std::vector<History>& found;
};

Histories::Histories(const Family& family, const std::vector<Label>& labels, const Count& people)
    : family_(family) {
  FindSpans(labels);
  for (const Label& label : labels) {
    for (const auto& [dimension, value] : label.values) dimensions_.insert(dimension);
  }
  for (const auto& [name, counted] : people) {
    Kind kind = KindOf(counted);
    const auto [found, added] = index_.try_emplace(kind, static_cast<int>(classes_.size()));
    if (added) classes_.push_back({kind.first, kind.second, 0, 0});
    ++classes_[found->second].size;
  }
  for (Class& one : classes_) {
    one.first_column = columns_;
    columns_ += static_cast<int>(one.histories.size());
  }
}

void Histories::FindSpans(const std::vector<Label>& labels) {
  for (const Stage& stage : family_.stages) {
    std::set<Day> ends;
    for (const Label& label : labels) {
      if (label.table != stage.table) continue;
      if (label.first > kBeginning) ends.insert(label.first - 1);
      ends.insert(label.last);
    }
    std::vector<Span>& spans = spans_.emplace_back();
    Day first = kBeginning;
    for (const Day end : ends) {
      spans.push_back({first, end});
      first = end + 1;
    }
  }
}

std::vector<History> Histories::PossibleFrom(Day entry) const {
  const auto [known, added] = possible_.try_emplace(entry);
  if (added) {
    Search search{entry, {}, {}, known->second};
    Extend(search);
  }
  return known->second;
}

// Outcomes as early as they can be leave the most room for those after them.
void Histories::Extend(Search& search) const {
  const size_t j = search.history.size();
  if (j == family_.stages.size()) {
    search.found.push_back(search.history);
    return;
  }
  const Stage& stage = family_.stages[j];
  const auto step = [&](int choice, Day day) {
    search.history.push_back(choice);
    search.days.push_back(day);
    Extend(search);
    search.history.pop_back();
    search.days.pop_back();
  };
  if (!stage.always) step(0, kBeginning);
  if (stage.after >= 0 && search.history[stage.after] == 0) return;
  const Day from = stage.after < 0 ? search.entry : search.days[stage.after];
  const Day soonest = MonthsAfter(from, stage.months);
  for (size_t i = 0; i < spans_[j].size(); ++i) {
    const Span& span = spans_[j][i];
    const Day day = std::max(span.first, soonest);
    if (day > span.last) continue;
    if (stage.always && day != search.entry) continue;
    if (stage.within > 0 && day >= MonthsAfter(search.entry, stage.within)) continue;
    for (size_t code = 0; code < stage.outcomes.size(); ++code) {
      step(static_cast<int>(1 + i * stage.outcomes.size() + code), day);
    }
  }
}

std::map<std::string, std::string> Histories::Told(
    const std::map<std::string, std::string>& values) const {
  std::map<std::string, std::string> told;
  for (const auto& [dimension, value] : values) {
    if (dimensions_.contains(dimension)) told[dimension] = value;
  }
  return told;
}

Histories::Kind Histories::KindOf(const Counted& counted) const {
  return {Told(counted.values), PossibleFrom(counted.entry)};
}

int Histories::StageOf(const std::string& table) const {
  for (size_t j = 0; j < family_.stages.size(); ++j) {
    if (family_.stages[j].table == table) return static_cast<int>(j);
  }
  throw std::out_of_range(table);
}

bool Histories::Fits(const Class& one, const Label& label) {
  return std::all_of(label.values.begin(), label.values.end(), [&](const auto& wanted) {
    const auto value = one.values.find(wanted.first);
    return value != one.values.end() && value->second == wanted.second;
  });
}

Columns Histories::Of(const Label& label) const {
  const int j = StageOf(label.table);
  const std::vector<std::string>& codes = family_.stages[j].outcomes;
  std::vector<bool> counts(1 + spans_[j].size() * codes.size());
  for (size_t i = 0; i < spans_[j].size(); ++i) {
    for (size_t code = 0; code < codes.size(); ++code) {
      counts[1 + i * codes.size() + code] = codes[code] == label.outcome &&
                                            spans_[j][i].first >= label.first &&
                                            spans_[j][i].last <= label.last;
    }
  }
  Columns columns(columns_);
  for (const Class& one : classes_) {
    if (!Fits(one, label)) continue;
    for (size_t i = 0; i < one.histories.size(); ++i) {
      columns[one.first_column + i] = counts[one.histories[i][j]];
    }
  }
  return columns;
}

Day Histories::FirstOf(int stage, int choice) const {
  if (choice == 0) return Day::max();
  const int codes = static_cast<int>(family_.stages[stage].outcomes.size());
  return spans_[stage][(choice - 1) / codes].first;
}

Columns Histories::NoneBefore(const Columns& counted, const std::string& table) const {
  const int j = StageOf(table);
  Day first = Day::max();
  std::vector<const Class*> some;
  for (const Class& one : classes_) {
    bool any = false;
    for (size_t i = 0; i < one.histories.size(); ++i) {
      if (!counted[one.first_column + i]) continue;
      any = true;
      first = std::min(first, FirstOf(j, one.histories[i][j]));
    }
    if (any) some.push_back(&one);
  }
  Columns columns(columns_);
  for (const Class* const one : some) {
    for (size_t i = 0; i < one->histories.size(); ++i) {
      columns[one->first_column + i] = FirstOf(j, one->histories[i][j]) >= first;
    }
  }
  return columns;
}

History Histories::HistoryOf(const Counted& counted) const {
  History history;
  for (size_t j = 0; j < family_.stages.size(); ++j) {
    const std::optional<Outcome>& outcome = counted.outcomes[j];
    history.push_back(0);
    if (!outcome) continue;
    for (size_t i = 0; i < spans_[j].size(); ++i) {
      if (outcome->date < spans_[j][i].first || outcome->date > spans_[j][i].last) continue;
      history.back() = static_cast<int>(1 + i * family_.stages[j].outcomes.size()) + outcome->code;
    }
  }
  return history;
}

std::vector<int64_t> Histories::Place(const Count& truth) const {
  std::vector<int64_t> counts(columns_);
  for (const auto& [name, counted] : truth) {
    const Class& one = classes_[index_.at(KindOf(counted))];
    const History history = HistoryOf(counted);
    const auto found = std::find(one.histories.begin(), one.histories.end(), history);
    if (found == one.histories.end()) {
      throw std::out_of_range(
          absl::StrCat(name, ", entered on ", Text(counted.entry), ": ", Describe(history)));
    }
    ++counts[one.first_column + (found - one.histories.begin())];
  }
  return counts;
}

std::string Histories::Describe(const History& history) const {
  std::string text;
  for (size_t j = 0; j < history.size(); ++j) {
    const Stage& stage = family_.stages[j];
    if (history[j] == 0) continue;
    const int codes = static_cast<int>(stage.outcomes.size());
    const Span& span = spans_[j][(history[j] - 1) / codes];
    absl::StrAppend(&text, stage.table, " ", stage.outcomes[(history[j] - 1) % codes], " ",
                    Text(span.first), "..", Text(span.last), "; ");
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace kansrijk::attack
