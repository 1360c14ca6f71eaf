// What a reader of a release has: its public files, read by their description alone.
#ifndef KANSRIJK_TESTS_ATTACK_READER_H_
#define KANSRIJK_TESTS_ATTACK_READER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/attack/day.h"

namespace kansrijk::attack {

// Which households a figure counts, and what of them. Two figures with the same label are the same
// figure, of whatever release.
struct Label {
  std::string table;
  std::map<std::string, std::string> values;  // by dimension; totals are left out
  std::string outcome;
  std::string period;  // 2023-H1; of cumulative figures the closing day
  Day first;
  Day last;

  auto Key() const { return std::tie(table, values, outcome, first, last); }
  bool operator<(const Label& other) const { return Key() < other.Key(); }
  bool operator==(const Label& other) const { return Key() == other.Key(); }
};

struct PublicRow {
  Label label;
  std::optional<int64_t> value;  // none: withheld
};

struct PublicRelease {
  std::string name;
  bool correction = false;
  Day closing;
  int64_t n = 10;
  int64_t base = 5;
  std::map<std::string, std::vector<PublicRow>> tables;
  std::set<std::string> one_sided;  // tables
};

// Dies on files that are not as described.
PublicRelease ReadRelease(const std::map<std::string, std::string>& files);

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_READER_H_
