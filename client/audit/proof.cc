#include "client/audit/proof.h"

#include <algorithm>
#include <limits>
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
      if (source.kind == Multiplied::Kind::kImplication && source.index < 0) continue;
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
std::optional<Wide> Proven(const Joint& joint, const RowIndex& index, const Form& form,
                           const Bound& bound, Side side) {
  const bool above = side == Side::kAbove;
  std::vector<Wide> left(joint.system.uppers.size(), 0);
  for (const int atom : form.plus) left[atom] += bound.scale;
  for (const int atom : form.minus) left[atom] -= bound.scale;
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
  const auto [low, high] = std::minmax(
      {Sum(witnesses[proof.low], requirement.form), Sum(witnesses[proof.high], requirement.form)});
  const bool small = requirement.denominator < joint.n;
  if (small ? low == 0 && high == requirement.denominator : high - low >= joint.n) return "";
  return "witnesses show only " + std::to_string(low) + " and " + std::to_string(high);
}

std::string WhyNotByBounds(const Joint& joint, const RowIndex& index,
                           const Requirement& requirement, const Proof& proof) {
  if (!requirement.one_sided && requirement.denominator < joint.n) {
    return "bounds prove nothing of so small a group";
  }
  constexpr char kMissing[] = "a bound uses a row that is not there, or an end that it lacks";
  if (!proof.above) return "there is no bound from below";
  // Rounded to integers: up and down.
  const Wide least = joint.n;
  const Wide most = requirement.denominator - joint.n;
  const Form& form = requirement.form;
  const std::optional<Wide> above = Proven(joint, index, form, *proof.above, Side::kAbove);
  if (!above) return kMissing;
  if (*above <= (least - 1) * proof.above->scale) return "the bound from below falls short";
  if (requirement.one_sided) return "";
  if (!proof.below) return "there is no bound from above";
  const std::optional<Wide> below = Proven(joint, index, form, *proof.below, Side::kBelow);
  if (!below) return kMissing;
  if (*below >= (most + 1) * proof.below->scale) return "the bound from above falls short";
  return "";
}

// The least and the most that any of the witnesses has.
std::pair<int64_t, int64_t> WitnessedOf(const Joint& joint, const Form& form) {
  int64_t least = std::numeric_limits<int64_t>::max(), most = std::numeric_limits<int64_t>::min();
  for (const Counts& witness : joint.family().witnesses) {
    const int64_t sum = Sum(witness, form);
    least = std::min(least, sum);
    most = std::max(most, sum);
  }
  return {least, most};
}

// By a bound on what came before: nobody, or all that are left.
std::string WhyNotByBefore(const Joint& joint, const RowIndex& index,
                           const Requirement& requirement, const Proof& proof) {
  if (!requirement.one_sided || !requirement.before) return "what came before proves nothing of it";
  const Form before{*requirement.before, {}};
  const std::optional<Wide> bound = Proven(joint, index, before, *proof.before, Side::kAbove);
  if (!bound) return "a bound uses a row that is not there, or an end that it lacks";
  const auto [least, most] = WitnessedOf(joint, requirement.form);
  const Wide left = requirement.denominator - most;
  if (least == 0 && *bound > (left - 1) * proof.before->scale) return "";
  return "the bound on what came before falls short";
}

bool IsShownByWitnesses(const Joint& joint, const Requirement& requirement) {
  if (joint.old || joint.family().witnesses.empty()) return false;
  const auto [least, most] = WitnessedOf(joint, requirement.form);
  if (requirement.one_sided && most == requirement.denominator) return true;
  if (!requirement.one_sided && requirement.denominator < joint.n) {
    return least == 0 && most == requirement.denominator;
  }
  return most - least >= joint.n;
}

std::string WhyNot(const Joint& joint, const RowIndex& index, const Requirement& requirement,
                   const Proof& proof) {
  if (!proof.by_bounds) return WhyNotByWitnesses(joint, requirement, proof);
  if (proof.before) return WhyNotByBefore(joint, index, requirement, proof);
  return WhyNotByBounds(joint, index, requirement, proof);
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
  std::unordered_map<Form, std::vector<const Proof*>, ColumnsHash> proofs;
  for (const Proof& proof : family.proofs) proofs[proof.form].push_back(&proof);
  for (const Requirement& requirement : joint.requirements) {
    if (findings.Full()) return;
    if (IsShownByWitnesses(joint, requirement)) continue;
    std::string why = "there is none";
    for (const Proof* proof : proofs[requirement.form]) {
      why = WhyNot(joint, index, requirement, *proof);
      if (why.empty()) break;
    }
    if (why.empty()) continue;
    findings.Add(joint.parts.back().release->name,
                 family.path + ": proof of " + joint.Describe(requirement) + ": " + why);
  }
}

}  // namespace kansrijk::audit
