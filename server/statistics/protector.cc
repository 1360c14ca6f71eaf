#include "server/statistics/protector.h"

#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/status.h"
#include "server/statistics/keyed_hash.h"
#include "server/statistics/search.h"

namespace kansrijk::statistics {
namespace {

// A secret share of a weight decides between equals, so that nobody can run the search again.
constexpr double kJitterShare = 0.01;

// In [0, 1), from the key and the name of a cell.
double SecretOf(const std::string& key, const std::string& name) {
  constexpr size_t kDigits = 12;
  const std::string digits = KeyedHash(key, name).substr(0, kDigits);
  uint64_t secret = 0;
  (void)absl::SimpleHexAtoi(digits, &secret);
  return static_cast<double>(secret) / static_cast<double>(uint64_t{1} << (4 * kDigits));
}

// Withheld like any other, whatever the data: a reader who knows the program can't tell that a
// point is a small count.
bool IsDecoy(const Candidate& candidate, const ProtectorOptions& options) {
  return !candidate.decoy.empty() &&
         SecretOf(options.key, absl::StrCat("decoy ", candidate.decoy)) < options.decoy_share;
}

// The proofs of every requirement of the pattern; only the tables that take part.
void Certify(Search& search, Protection& protection) {
  std::map<int, size_t> place;
  const auto witness = [&](int table) {
    const auto [found, added] = place.try_emplace(table, protection.witnesses.size());
    if (added) protection.witnesses.push_back(search.judge().counts(table));
  };
  for (const int index : search.InForce()) {
    if (const auto reach = search.judge().ShownByTables(index)) {
      witness(reach->low);
      witness(reach->high);
      continue;
    }
    const Bounds& bounds = search.judge().bounds(index);
    if (bounds.before.has_value()) {
      const Pool::Reach reach = search.judge().ReachOf(index);
      witness(reach.low);
      witness(reach.high);
    }
    protection.proofs.push_back(
        {search.requirements().all()[index].form, bounds.above, bounds.below, bounds.before});
  }
  protection.disclosed = search.disclosed();
}

}  // namespace

absl::StatusOr<Protection> Protector::Protect(const System& system, const RawCounts& counts,
                                              const Question& question,
                                              const ProtectorOptions& options) {
  if (!counts.Agree(system)) {
    return Error(kContradiction,
                 {question.candidates.empty() ? "?" : question.candidates.front().table});
  }
  std::vector<CandidateCell> cells;
  for (const Candidate& candidate : question.candidates) {
    const int64_t count = counts.SumOf(candidate.atoms);
    const Sensitivity sensitivity{system.threshold, system.PossibleOf(candidate.atoms),
                                  system.IsOneSided({candidate.atoms, {}})};
    CandidateCell cell;
    cell.eligible = IsLargeEnough(count, sensitivity) && !IsDecoy(candidate, options);
    cell.value = Round(count, system.base);
    cell.interval = IntervalOf(cell.value, system.base, sensitivity);
    cell.weight = candidate.weight * (1 + kJitterShare * SecretOf(options.key, candidate.key));
    cells.push_back(cell);
  }
  Search search(system, question, cells, options);
  RETURN_IF_ERROR(search.Run());
  Protection protection;
  for (size_t index = 0; index < question.candidates.size(); ++index) {
    protection.figures.push_back(
        search.IsShown(static_cast<int>(index)) ? Figure(cells[index].value) : Figure());
  }
  Certify(search, protection);
  return protection;
}

}  // namespace kansrijk::statistics
