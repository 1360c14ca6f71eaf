// What really happened, and what releases count of it: the truth that the attacker does not know,
// and that has to agree with all that it believes. By the definitions as the tests read them.
#ifndef KANSRIJK_TESTS_ATTACK_TRUTH_H_
#define KANSRIJK_TESTS_ATTACK_TRUTH_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/attack/day.h"
#include "tests/attack/definition.h"
#include "tests/attack/programme.h"

namespace kansrijk::attack {

struct Outcome {
  int code = 0;  // place in the stage's outcomes
  Day date;
};

// A household as a family of tables counts it. Entry and values are public, as numbers of
// households; the outcomes are not.
struct Counted {
  Day entry;
  std::map<std::string, std::string> values;
  std::vector<std::optional<Outcome>> outcomes;  // one a stage
};

// By the name of the person.
using Count = std::map<std::string, Counted>;

// What is known of a family on `day` about all days until `closing`.
Count CountOf(const Family& family, const std::vector<Person>& people, Day day, Day closing);

// As a regular release counts: what `before` held until the closing day of the release before
// stays, and what only got known since comes the day after it; never against the definitions.
Count CountedOn(const Family& family, const Count& before, Day closed, const Count& now,
                Day closing);

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_TRUTH_H_
