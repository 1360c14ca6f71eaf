#include "server/statistics/requirement.h"

#include <algorithm>
#include <iterator>

namespace kansrijk::statistics {
namespace {

using Bits = std::vector<uint64_t>;

Bits BitsOf(const AtomSet& atoms, size_t count) {
  Bits bits(count / 64 + 1);
  for (const int atom : atoms) bits[atom / 64] |= uint64_t{1} << (atom % 64);
  return bits;
}

bool Holds(const Bits& larger, const Bits& smaller) {
  for (size_t word = 0; word < larger.size(); ++word) {
    if ((smaller[word] & ~larger[word]) != 0) return false;
  }
  return true;
}

AtomSet Minus(const AtomSet& larger, const AtomSet& smaller) {
  AtomSet left;
  std::set_difference(larger.begin(), larger.end(), smaller.begin(), smaller.end(),
                      std::back_inserter(left));
  return left;
}

}  // namespace

int Requirements::Add(const AtomSet& atoms, bool always) {
  const auto [found, added] = by_atoms_.try_emplace(atoms, static_cast<int>(all_.size()));
  if (added) {
    Requirement requirement;
    requirement.atoms = atoms;
    requirement.denominator = system_.DenominatorOf(atoms);
    all_.push_back(std::move(requirement));
  }
  all_[found->second].always |= always;
  return found->second;
}

void Requirements::AddDifferences(const std::vector<PublishedRow>& rows) {
  std::vector<Bits> bits;
  bits.reserve(rows.size());
  for (const PublishedRow& row : rows) {
    bits.push_back(BitsOf(row.atoms, system_.group_of_atom.size()));
  }
  for (int larger = 0; larger < static_cast<int>(rows.size()); ++larger) {
    for (int smaller = 0; smaller < static_cast<int>(rows.size()); ++smaller) {
      if (rows[smaller].atoms.size() >= rows[larger].atoms.size() ||
          rows[smaller].table != rows[larger].table || !Holds(bits[larger], bits[smaller])) {
        continue;
      }
      const int index = Add(Minus(rows[larger].atoms, rows[smaller].atoms), /*always=*/false);
      all_[index].differences.emplace_back(larger, smaller);
    }
  }
}

}  // namespace kansrijk::statistics
