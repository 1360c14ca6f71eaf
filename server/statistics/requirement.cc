#include "server/statistics/requirement.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <tuple>

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

Requirements::Requirements(const System& system)
    : system_(system), atoms_of_group_(system.denominators.size()) {
  for (const int group : system.group_of_atom) ++atoms_of_group_[group];
}

// Without groups that are whole in it: their count is certain.
AtomSet Requirements::WithoutWhole(const AtomSet& atoms) const {
  std::map<int, size_t> of_group;
  for (const int atom : atoms) ++of_group[system_.group_of_atom[atom]];
  AtomSet left;
  for (const int atom : atoms) {
    const int group = system_.group_of_atom[atom];
    if (of_group[group] < atoms_of_group_[group]) left.push_back(atom);
  }
  return left;
}

int Requirements::Add(const Form& asked, std::optional<int> stage) {
  const Form form = asked.minus.empty() ? Form{WithoutWhole(asked.plus), {}} : asked;
  if (form.plus.empty()) return -1;
  const auto [found, added] = by_form_.try_emplace(form, static_cast<int>(all_.size()));
  if (added) {
    Requirement requirement;
    requirement.form = form;
    requirement.sensitivity = {system_.threshold, system_.PossibleOf(form.plus),
                               system_.IsOneSided(form)};
    all_.push_back(std::move(requirement));
  }
  Requirement& requirement = all_[found->second];
  if (requirement.sensitivity.one_sided && form.minus.empty() && stage.value_or(-1) >= 0) {
    requirement.before = system_.BeforeOf(form.plus, *stage);
  }
  return found->second;
}

int Requirements::AddAlways(const AtomSet& atoms, std::optional<int> stage) {
  const int index = Add({atoms, {}}, stage);
  if (index >= 0) all_[index].always = true;
  return index;
}

void Requirements::AddDifference(int larger, int smaller, const Form& form) {
  const int index = Add(form, std::nullopt);
  if (index >= 0) all_[index].differences.emplace_back(larger, smaller);
}

std::vector<std::pair<int, int>> Inclusions(const std::vector<PublishedRow>& rows, size_t atoms) {
  std::vector<Bits> bits;
  bits.reserve(rows.size());
  for (const PublishedRow& row : rows) bits.push_back(BitsOf(row.atoms, atoms));
  std::vector<std::pair<int, int>> inclusions;
  for (int larger = 0; larger < static_cast<int>(rows.size()); ++larger) {
    for (int smaller = 0; smaller < static_cast<int>(rows.size()); ++smaller) {
      if (rows[smaller].atoms.size() < rows[larger].atoms.size() &&
          Holds(bits[larger], bits[smaller])) {
        inclusions.emplace_back(larger, smaller);
      }
    }
  }
  return inclusions;
}

Form Difference(const AtomSet& larger, const AtomSet& smaller) {
  return {Minus(larger, smaller), Minus(smaller, larger)};
}

AtomSet RestOf(const Partition& partition, const std::vector<PublishedRow>& rows,
               const std::vector<bool>& is_shown) {
  if (!is_shown[partition.row]) return {};
  AtomSet left = rows[partition.row].atoms;
  bool any = false;
  for (const int part : partition.parts) {
    if (!is_shown[part]) continue;
    any = true;
    left = Minus(left, rows[part].atoms);
  }
  return any ? left : AtomSet();
}

namespace {

// Atoms by the rows that they stand in, of one stage or (-1) of all, and whether it came to them.
using Classes = std::map<std::tuple<int, int, uint64_t, bool>, AtomSet>;

void Classify(const System& system, const std::vector<PublishedRow>& rows,
              const std::vector<bool>& is_shown, int stage, Classes& classes) {
  // A number for each row, drawn once; atoms of the same rows have the same sum of numbers.
  std::mt19937_64 random;
  std::vector<uint64_t> signature(system.group_of_atom.size());
  for (size_t row = 0; row < rows.size(); ++row) {
    const uint64_t number = random();
    if (!is_shown[row] || (stage >= 0 && rows[row].stage != stage)) continue;
    for (const int atom : rows[row].atoms) signature[atom] ^= number;
  }
  for (int atom = 0; atom < static_cast<int>(signature.size()); ++atom) {
    const std::vector<Event>& events = system.events[atom];
    const bool came = std::any_of(events.begin(), events.end(), [&](const Event& event) {
      return stage < 0 || event.stage == stage;
    });
    const int kind = system.kind_of_group[system.group_of_atom[atom]];
    classes[{stage, kind, signature[atom], came}].push_back(atom);
  }
}

AtomSet Union(const AtomSet& a, const AtomSet& b) {
  AtomSet both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

}  // namespace

std::vector<Class> ClassesOf(const System& system, const std::vector<PublishedRow>& rows,
                             const std::vector<bool>& is_shown) {
  std::set<int> stages{-1};
  for (const std::vector<Event>& events : system.events) {
    for (const Event& event : events) stages.insert(event.stage);
  }
  Classes classes;
  for (const int stage : stages) Classify(system, rows, is_shown, stage, classes);
  std::vector<Class> sensitive;
  const auto add = [&](const AtomSet& atoms, int stage, bool came) {
    if (!came && system.IsOneSided({atoms, {}})) return;
    sensitive.push_back({atoms, came && stage >= 0 ? std::optional<int>(stage) : std::nullopt});
  };
  for (const auto& [key, atoms] : classes) {
    const auto& [stage, kind, signature, came] = key;
    add(atoms, stage, came);
    const auto idle = classes.find({stage, kind, signature, false});
    if (came && idle != classes.end()) add(Union(atoms, idle->second), stage, false);
  }
  return sensitive;
}

}  // namespace kansrijk::statistics
