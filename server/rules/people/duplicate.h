// Which members are probably the same person. It advises; people judge.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_DUPLICATE_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_DUPLICATE_H_

#include <string>
#include <vector>

#include "kansrijk/v1/household.pb.h"

namespace kansrijk::rules {

inline constexpr int kLikenessMax = 100;
// From here on two members are probably the same person.
inline constexpr int kDuplicateLikenessMin = 55;
inline constexpr size_t kDuplicatesMax = 10;
// JaroWinkler of given and family names, on average.
inline constexpr double kSimilarNamesMin = 0.90;

// How alike two members are.
struct Likeness {
  int points = 0;  // to kLikenessMax
  std::string reason;
  std::string reason_nl;
};

// Points for date of birth, name and telephone number. Names are compared without capitals,
// accents, and prefixes such as van der.
Likeness LikenessOf(const v1::Member& one, const v1::Member& other);

// Those of `candidates` with at least kDuplicateLikenessMin, likest first and then by number; at
// most kDuplicatesMax. Without household numbers. A member is no duplicate of itself.
std::vector<v1::ProbableDuplicate> ProbableDuplicates(const v1::Member& member,
                                                      const std::vector<v1::Member>& candidates);

// The date with day and month exchanged, as some countries write it; "" when that is no date, or
// the same one.
std::string SwapDayAndMonth(const std::string& date);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_DUPLICATE_H_
