// Publishes a made-up programme through the product, and gives back what the public gets. All that
// the attack knows of the product's code is here.
#ifndef KANSRIJK_TESTS_ATTACK_PUBLISHER_H_
#define KANSRIJK_TESTS_ATTACK_PUBLISHER_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/statistics/family.h"
#include "server/statistics/release.h"
#include "server/statistics/units.h"
#include "tests/attack/programme.h"

namespace kansrijk::attack {

// Public files by name: release.json, contact.csv.
using PublicFiles = std::map<std::string, std::string>;

// How a protector sees less than a reader does, to show that the attack finds what it then lets
// out.
struct Weakness {
  bool no_entry = false;    // everyone counts as there from the beginning
  bool no_ties = false;     // every table by itself
  bool no_changes = false;  // tables of changes have a class "none so far"
  bool no_memory = false;   // every release as if it were the first
};

class Publisher {
 public:
  explicit Publisher(const Weakness& weakness = {});
  ~Publisher();

  // Publishes these tables for a period, as on record on `day`. Families that the product refuses
  // are left out.
  PublicFiles Publish(const std::vector<Person>& people, const std::vector<std::string>& tables,
                      const std::string& period, bool correction, Day day);

  int refused() const { return refused_; }

 private:
  struct Kept;

  statistics::FamilyInput InputOf(const std::string& family,
                                  const std::vector<v1::StatisticsTable>& tables,
                                  const std::vector<Person>& people, const v1::Release& release,
                                  const std::string& period, Day day) const;

  const Weakness weakness_;
  int64_t sequence_ = 0;
  int refused_ = 0;
  std::map<std::string, Kept> kept_;  // by family
};

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_PUBLISHER_H_
