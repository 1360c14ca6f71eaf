#include "client/audit/proof.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

namespace kansrijk::audit {
namespace {

// Multipliers up to 2^53 in at most 2^16 rows, times counts below 2^30 of at most 2^24 atoms.
using Wide = __int128;

// The rows of the system by what a proof calls them.
class RowIndex {
 public:
  explicit RowIndex(const Joint& joint) {
    for (size_t i = 0; i < joint.sources.size(); ++i) {
      const Source& source = joint.sources[i];
      const bool cell = source.kind == Multiplied::Kind::kCell;
      const int64_t sequence = cell ? joint.parts[source.part].release->sequence : 0;
      rows_[{source.kind, sequence, source.index}] = static_cast<int>(i);
    }
  }
  // -1: no such row.
  int Find(const Multiplied& row) const {
    const bool cell = row.kind == Multiplied::Kind::kCell;
    const auto found = rows_.find({row.kind, cell ? row.sequence : 0, row.index});
    return found == rows_.end() ? -1 : found->second;
  }

 private:
  std::map<std::tuple<Multiplied::Kind, int64_t, int64_t>, int> rows_;
};

// What the bound proves of scale times the sum: at least (kAbove) or at most it. None: a row is not
// there, or has no bound on that side.
enum class Side { kAbove, kBelow };
std::optional<Wide> Proven(const Joint& joint, const RowIndex& index, const Columns& atoms,
                           const Bound& bound, Side side) {
  const bool above = side == Side::kAbove;
  std::vector<Wide> left(joint.system.uppers.size(), 0);
  for (const int atom : atoms) left[atom] += bound.scale;
  Wide sum = 0;
  for (const Multiplied& used : bound.rows) {
    const int found = index.Find(used);
    if (found < 0) return {};
    const Row& row = joint.system.rows[found];
    const Wide multiplier = used.multiplier;
    const bool by_low = (multiplier > 0) == above;
    if (multiplier != 0 && !by_low && row.high == kUnbounded) return {};
    if (multiplier != 0) sum += multiplier * (by_low ? row.low : row.high);
    for (const int atom : row.plus) left[atom] -= multiplier;
    for (const int atom : row.minus) left[atom] += multiplier;
  }
  for (size_t i = 0; i < left.size(); ++i) {
    const Wide zero = 0;
    sum += (above ? std::min(zero, left[i]) : std::max(zero, left[i])) * joint.system.uppers[i];
  }
  return sum;
}

std::string WhyNotByWitnesses(const Joint& joint, const Requirement& requirement,
                              const Proof& proof) {
  const std::vector<Counts>& witnesses = joint.family().witnesses;
  const auto [low, high] = std::minmax({Sum(witnesses[proof.low], requirement.atoms),
                                        Sum(witnesses[proof.high], requirement.atoms)});
  const bool small = requirement.denominator < joint.n;
  if (small ? low == 0 && high == requirement.denominator : high - low >= joint.n) return "";
  return "witnesses show only " + std::to_string(low) + " and " + std::to_string(high);
}

std::string WhyNotByBounds(const Joint& joint, const RowIndex& index,
                           const Requirement& requirement, const Proof& proof) {
  if (requirement.denominator < joint.n) return "bounds prove nothing of so small a group";
  const Columns& atoms = requirement.atoms;
  const std::optional<Wide> above = Proven(joint, index, atoms, proof.above, Side::kAbove);
  const std::optional<Wide> below = Proven(joint, index, atoms, proof.below, Side::kBelow);
  if (!above || !below) return "a bound uses a row that is not there, or an end that it lacks";
  // Rounded to integers: up and down.
  const Wide least = joint.n;
  const Wide most = requirement.denominator - joint.n;
  if (*above <= (least - 1) * proof.above.scale) return "the bound from below falls short";
  if (*below >= (most + 1) * proof.below.scale) return "the bound from above falls short";
  return "";
}

}  // namespace

void CheckWitnesses(const Joint& joint, Findings& findings) {
  const Family& family = joint.family();
  for (size_t i = 0; i < family.witnesses.size() && !findings.Full(); ++i) {
    const int broken = BrokenRow(joint.system, family.witnesses[i]);
    if (broken == -1) continue;
    const bool bounds = broken == static_cast<int>(joint.system.rows.size());
    findings.Add(joint.parts.back().release->name,
                 family.path + ": witness " + std::to_string(i) + " does not agree with " +
                     (bounds ? "the denominator of a group" : joint.DescribeRow(broken)));
  }
}

void CheckProofs(const Joint& joint, Findings& findings) {
  const Family& family = joint.family();
  const RowIndex index(joint);
  std::unordered_map<Columns, std::vector<const Proof*>, ColumnsHash> proofs;
  for (const Proof& proof : family.proofs) proofs[proof.atoms].push_back(&proof);
  for (const Requirement& requirement : joint.requirements) {
    if (findings.Full()) return;
    std::string why = "there is none";
    for (const Proof* proof : proofs[requirement.atoms]) {
      why = proof->by_bounds ? WhyNotByBounds(joint, index, requirement, *proof)
                             : WhyNotByWitnesses(joint, requirement, *proof);
      if (why.empty()) break;
    }
    if (why.empty()) continue;
    findings.Add(joint.parts.back().release->name,
                 family.path + ": proof of " + joint.Describe(requirement) + ": " + why);
  }
}

}  // namespace kansrijk::audit
