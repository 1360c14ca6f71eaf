// A dated fact about a household or a buddy, for statistics: no text, no names.
#ifndef KANSRIJK_SERVER_FACTS_FACT_H_
#define KANSRIJK_SERVER_FACTS_FACT_H_

#include <cstdint>
#include <string>

namespace kansrijk {

struct Fact {
  int64_t key = 0;    // tells kinds of facts apart: a life domain, a kind of organisation
  std::string date;   // YYYY-MM-DD
  int64_t value = 0;  // a state, a level, an outcome
  int64_t amount = 0;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_FACT_H_
