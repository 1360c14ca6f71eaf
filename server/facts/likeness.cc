#include "server/facts/likeness.h"

#include <algorithm>
#include <string>
#include <vector>

#include "server/base/text.h"

namespace kansrijk {
namespace {

constexpr size_t kPrefixMax = 4;
constexpr double kPrefixWeight = 0.1;

// The characters of two texts that match each other, in the order of each text.
struct Matched {
  std::u32string of_shorter;
  std::u32string of_longer;
};

// Characters match that are the same and less than half of the longer text apart.
Matched Match(const std::u32string& shorter, const std::u32string& longer) {
  const size_t reach = std::max<size_t>(longer.size() / 2, 1) - 1;
  std::vector<bool> taken(longer.size());
  Matched matched;
  for (size_t i = 0; i < shorter.size(); ++i) {
    const size_t end = std::min(i + reach + 1, longer.size());
    for (size_t j = i > reach ? i - reach : 0; j < end; ++j) {
      if (taken[j] || shorter[i] != longer[j]) continue;
      taken[j] = true;
      matched.of_shorter += shorter[i];
      break;
    }
  }
  for (size_t j = 0; j < longer.size(); ++j) {
    if (taken[j]) matched.of_longer += longer[j];
  }
  return matched;
}

double JaroOf(std::u32string shorter, std::u32string longer) {
  // Which text is searched in which can make a difference, so that doesn't depend on the caller.
  if (shorter.size() > longer.size() || (shorter.size() == longer.size() && shorter > longer)) {
    std::swap(shorter, longer);
  }
  if (shorter.empty()) return longer.empty() ? 1 : 0;
  const Matched matched = Match(shorter, longer);
  if (matched.of_shorter.empty()) return 0;
  size_t out_of_order = 0;
  for (size_t i = 0; i < matched.of_shorter.size(); ++i) {
    if (matched.of_shorter[i] != matched.of_longer[i]) ++out_of_order;
  }
  const auto matches = static_cast<double>(matched.of_shorter.size());
  const auto transpositions = static_cast<double>(out_of_order / 2);
  return (matches / static_cast<double>(shorter.size()) +
          matches / static_cast<double>(longer.size()) + (matches - transpositions) / matches) /
         3;
}

}  // namespace

double Jaro(absl::string_view one, absl::string_view other) {
  return JaroOf(CodePointsOf(one), CodePointsOf(other));
}

double JaroWinkler(absl::string_view one, absl::string_view other) {
  const std::u32string a = CodePointsOf(one);
  const std::u32string b = CodePointsOf(other);
  const size_t most = std::min({a.size(), b.size(), kPrefixMax});
  size_t prefix = 0;
  while (prefix < most && a[prefix] == b[prefix]) ++prefix;
  const double jaro = JaroOf(a, b);
  return jaro + static_cast<double>(prefix) * kPrefixWeight * (1 - jaro);
}

}  // namespace kansrijk
