// The open things of one kind that a track has.
#ifndef KANSRIJK_SERVER_FACTS_DUE_H_
#define KANSRIJK_SERVER_FACTS_DUE_H_

#include <string>

namespace kansrijk {

// Which is due first, and how many were due before today.
struct DueFacts {
  std::string date;  // "" when there is none
  std::string number;
  int overdue = 0;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_DUE_H_
