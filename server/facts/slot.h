// Where a session lies in time.
#ifndef KANSRIJK_SERVER_FACTS_SLOT_H_
#define KANSRIJK_SERVER_FACTS_SLOT_H_

#include <string>

namespace kansrijk {

struct Slot {
  std::string name;  // of the session
  std::string date;
  std::string start_time;
  int minutes = 0;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_SLOT_H_
