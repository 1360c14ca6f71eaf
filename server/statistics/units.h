// Units before protection: what single households and buddies had come to, and which atom each is.
// Whoever includes this can count them. So only those do who make units, place them and keep what
// became of them: placement.cc, the service, and tests. family.cc does not; there a unit is a type
// of which nothing is known (checks/raw_counts).
#ifndef KANSRIJK_SERVER_STATISTICS_UNITS_H_
#define KANSRIJK_SERVER_STATISTICS_UNITS_H_

#include <map>
#include <string>
#include <vector>

namespace kansrijk::statistics {

// A household or buddy as a table sees it.
struct Unit {
  std::string pseudonym;
  std::string entry_date;
  std::vector<std::string> values;  // one for each dimension of the table
  int outcome = -1;                 // index into the table's outcomes, -1: none so far
  std::string date;                 // of the outcome
};

// The units of a table.
struct Units {
  std::vector<Unit> all;
};

// Where a unit was counted in a release.
struct Member {
  int atom = 0;
  std::string entered;  // last day of the span of time in which it entered
};

// The units of a release, by table and pseudonym.
struct Membership {
  std::map<std::string, std::map<std::string, Member>> members;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_UNITS_H_
