// A time in which a buddy is away: illness, leave.
#ifndef KANSRIJK_SERVER_FACTS_ABSENCE_H_
#define KANSRIJK_SERVER_FACTS_ABSENCE_H_

#include <string>

namespace kansrijk {

// Dates are YYYY-MM-DD.
struct Absence {
  std::string from;   // first day; "": there is none
  std::string until;  // last day; "": not known yet

  bool IsOverBy(const std::string& date) const {
    return from.empty() || (!until.empty() && until < date);
  }
  bool Covers(const std::string& date) const { return !IsOverBy(date) && from <= date; }
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_ABSENCE_H_
