#include "tests/attack/programme.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace kansrijk::attack {
namespace {

constexpr char kNeighbourhoods[][10] = {"BEIJUM", "LEWENBORG", "OTHER"};
constexpr char kTargetGroups[][15] = {"SINGLE_PARENT", "YOUNG_PERSON", "WORKING_POOR"};
// How long facts may take to get on record: within the weeks before a release, or over a year.
constexpr int kSoonDays = 30;
constexpr int kLateDays = 400;

class Maker {
 public:
  Maker(const Shape& shape, std::mt19937& random) : shape_(shape), random_(random) {
    for (int& chance : chances_) chance = 30 + Below(41);
  }

  Person Household(int number) {
    Person person;
    person_ = &person;
    person.name = absl::StrCat("household ", number);
    person.applied = AnyDay();
    person.values = {{"neighbourhood", kNeighbourhoods[Skewed(shape_.neighbourhoods)]},
                     {"target-group", kTargetGroups[Skewed(shape_.target_groups)]},
                     {"household-type", "SINGLE"},
                     {"age-band", "27_44"},
                     {"income", "SOCIAL_ASSISTANCE"}};
    if (Chance(40)) Add("tracks", 3, person.applied + Below(20), 1);
    if (Chance(85)) Start();
    Sort();
    return person;
  }

  Person Trainee(int number) {
    Person person;
    person_ = &person;
    person.name = absl::StrCat("trainee ", number);
    person.trainee = true;
    person.applied = AnyDay();
    person.values = {{"trainee-kind", Chance(50) ? "BUDDY" : "EXTERNAL"}};
    Follow("academie", 0, person.applied, {{1, chances_[0], 200}, {2, chances_[1], 200}});
    Sort();
    return person;
  }

 private:
  struct Step {
    int value;
    int chance;
    int days;
  };

  int Below(int bound) { return static_cast<int>(random_() % bound); }
  bool Chance(int percentage) { return Below(100) < percentage; }
  int Skewed(int bound) { return std::min(Below(bound), Chance(40) ? Below(bound) : bound); }
  Day AnyDay() { return shape_.first + Below(static_cast<int>(shape_.last - shape_.first)); }

  Day Recorded(Day date) {
    return date + (Chance(shape_.late_share) ? Below(kLateDays) : Below(kSoonDays));
  }

  void Add(const std::string& file, int key, Day date, int value, int amount = 0) {
    Day recorded = Recorded(date);
    if (person_->started) recorded = std::max(recorded, person_->started_recorded);
    // What follows from a fact is not on record before it.
    if (!person_->events.empty() && person_->events.back().file == file &&
        person_->events.back().key == key) {
      recorded = std::max(recorded, person_->events.back().recorded);
    }
    person_->events.push_back({file, key, date, value, amount, recorded});
  }

  // One fact after another, until one does not come.
  void Follow(const std::string& file, int key, Day from, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (!Chance(step.chance)) return;
      from += Below(step.days);
      Add(file, key, from, step.value);
    }
  }

  void Start() {
    Person& person = *person_;
    const Day day = person.applied + Below(60);
    person.started = day;
    person.started_recorded = Recorded(day);
    Add("tracks", 1, day, 1);
    if (Chance(chances_[2])) Add("tracks", 2, day + 60 + Below(500), Chance(60) ? 7 : 10);
    Incomes(day);
    Sessions(day);
    Follow("referrals", 2, day,
           {{2, chances_[3] + 25, 300}, {4, chances_[4] + 25, 120}, {6, 80, 120}, {7, 75, 200}});
    if (HasFact("referrals") && Chance(35)) {
      Add("referrals", 2, person.events.back().date + Below(100), 8);
    }
    Follow("goals", 5, day, {{1, chances_[5] + 20, 200}, {5 + Skewed(3), chances_[6], 400}});
    if (Chance(chances_[7] + 20)) Add("assessments", 5, day + Below(600), 1 + Skewed(3));
  }

  bool HasFact(const std::string& file) const {
    return !person_->events.empty() && person_->events.back().file == file;
  }

  // Social assistance from the start; most leave for work, and some fall back.
  void Incomes(Day day) {
    person_->events.push_back(
        {"incomes", 1, day, Chance(90) ? 1 : 2, 0, person_->started_recorded});
    if (!Chance(chances_[8] + 10)) return;
    day += 1 + Below(400);
    Add("incomes", 1, day, Chance(85) ? 2 : 5);
    if (!Chance(25)) return;
    day += 10 + Below(300);
    Add("incomes", 1, day, 1);
    if (Chance(50)) Add("incomes", 1, day + 5 + Below(100), 2);
  }

  // Some households are seen often in their first half-year.
  void Sessions(Day day) {
    if (!Chance(chances_[9] + 25)) return;
    const int days = 10 + Below(Chance(60) ? 20 : 120);
    const int count = 4 + Below(8);
    day += Below(90);
    for (int i = 0; i < count; ++i, day += 1 + Below(days)) Add("sessions", 0, day, 1, 120);
  }

  void Sort() {
    std::stable_sort(person_->events.begin(), person_->events.end(),
                     [](const Event& a, const Event& b) { return a.date < b.date; });
  }

  const Shape& shape_;
  std::mt19937& random_;
  int chances_[10];
  Person* person_ = nullptr;
};

}  // namespace

std::vector<Person> MakeUp(const Shape& shape, std::mt19937& random) {
  Maker maker(shape, random);
  std::vector<Person> people;
  for (int i = 0; i < shape.households; ++i) people.push_back(maker.Household(i));
  for (int i = 0; i < shape.trainees; ++i) people.push_back(maker.Trainee(i));
  return people;
}

void Correct(std::vector<Person>& people, const std::string& file, int share, Day day,
             std::mt19937& random) {
  for (Person& person : people) {
    if (static_cast<int>(random() % 100) >= share) continue;
    const int days = 60 + static_cast<int>(random() % 300);
    std::vector<Event> moved;
    for (Event& event : person.events) {
      if (event.file != file || !event.KnownOn(day)) continue;
      // The first income stays: without it a household would not be counted at all.
      if (file == "incomes" && event.date == person.started) continue;
      event.withdrawn = day;
      moved.push_back(event);
      moved.back().date += days;
      moved.back().recorded = day;
      moved.back().withdrawn = kNever;
    }
    person.events.insert(person.events.end(), moved.begin(), moved.end());
    std::stable_sort(person.events.begin(), person.events.end(),
                     [](const Event& a, const Event& b) { return a.date < b.date; });
  }
}

}  // namespace kansrijk::attack
