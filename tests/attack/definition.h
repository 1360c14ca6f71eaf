// What the definitions of the catalogue tell any reader about the life of one household: which
// outcomes come after which, how long after, and until when. Written from the definitions as they
// are published, not from the code that counts by them.
#ifndef KANSRIJK_TESTS_ATTACK_DEFINITION_H_
#define KANSRIJK_TESTS_ATTACK_DEFINITION_H_

#include <string>
#include <vector>

namespace kansrijk::attack {

// One table: an outcome that a household can have once.
struct Stage {
  std::string table;
  std::vector<std::string> outcomes;
  int after = -1;  // the stage that it follows, by place in the family; -1: entry
  int months = 0;  // at least so long after that one
  int within = 0;  // less than so many months after entry; 0: any time
  bool always =
      false;  // only those are counted who have an outcome, from the day that they have it
};

// Tables about the same households that definitions tie. Earlier stages stand first.
struct Family {
  std::string name;
  std::vector<Stage> stages;
};

const std::vector<Family>& Families();
const Family& FamilyNamed(const std::string& name);

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_DEFINITION_H_
