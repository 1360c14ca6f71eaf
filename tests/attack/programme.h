// A made-up programme: what happens to its households and trainees, day by day, and when it got on
// record. Late facts and facts that were taken back are among them.
#ifndef KANSRIJK_TESTS_ATTACK_PROGRAMME_H_
#define KANSRIJK_TESTS_ATTACK_PROGRAMME_H_

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/attack/day.h"

namespace kansrijk::attack {

// Never taken back.
inline const Day kNever(9999, 12, 31);

struct Event {
  std::string file;  // incomes, sessions, …: the facts that a table is made of
  int key = 0;
  Day date;
  int value = 0;
  int amount = 0;
  Day recorded;            // known from this day
  Day withdrawn = kNever;  // and until the day before this
  bool KnownOn(Day day) const { return recorded <= day && day < withdrawn; }
};

struct Person {
  std::string name;
  bool trainee = false;  // of the Academie; else a household
  Day applied;           // a trainee's first day on record
  std::optional<Day> started;
  Day started_recorded;
  std::map<std::string, std::string> values;  // by dimension; the cohort aside
  std::vector<Event> events;                  // in order of date
};

struct Shape {
  int households = 90;
  int trainees = 40;
  int neighbourhoods = 2;
  int target_groups = 2;
  int late_share = 5;  // percentage of facts that get on record long after the day
  Day first = Day(2021, 7, 1);
  Day last = Day(2024, 6, 30);  // entries
};

std::vector<Person> MakeUp(const Shape& shape, std::mt19937& random);

// Changes what is on record from `day`: some of the events of this file come later than it said.
void Correct(std::vector<Person>& people, const std::string& file, int share, Day day,
             std::mt19937& random);

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_PROGRAMME_H_
