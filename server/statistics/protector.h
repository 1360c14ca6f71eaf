// Disclosure control: decides which cells of a release may be shown, rounds them, and proves that
// nothing else can be worked out from them. The method is "10-5 with proof", as
// schema/statistics/README.md and ARCHITECTURE.md describe it.
#ifndef KANSRIJK_SERVER_STATISTICS_PROTECTOR_H_
#define KANSRIJK_SERVER_STATISTICS_PROTECTOR_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/base/error.h"
#include "server/statistics/attacker.h"
#include "server/statistics/raw_counts.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

inline constexpr ErrorKind kCannotBeMadeSafe{
    "STATISTICS_CANNOT_BE_MADE_SAFE", absl::StatusCode::kFailedPrecondition,
    "table $0 is withheld, and the release with it: even with nothing more shown, earlier releases "
    "would let a group smaller than $1 be worked out",
    "tabel $0 wordt niet gepubliceerd, en de publicatie dus ook niet: zelfs als er niets bij komt, "
    "laten eerdere publicaties een groep kleiner dan $1 afleiden"};
inline constexpr ErrorKind kOutOfTime{
    "STATISTICS_OUT_OF_TIME", absl::StatusCode::kResourceExhausted,
    "protecting table $0 took too long; nothing is published. A preview of fewer tables takes less",
    "het beveiligen van tabel $0 duurde te lang; er is niets gepubliceerd. Een voorvertoning van "
    "minder tabellen duurt korter"};

// A figure after protection: a rounded count, or nothing. Only the Protector makes one that shows a
// value, and no count gets out of the module in any other form.
class Figure {
 public:
  Figure() = default;
  bool shown() const { return shown_; }
  int64_t value() const { return value_; }  // 0 when not shown

 private:
  friend class Protector;

  explicit Figure(int64_t value) : shown_(true), value_(value) {}

  bool shown_ = false;
  int64_t value_ = 0;
};

// A cell that the design wants to show.
struct Candidate {
  AtomSet atoms;
  std::string table;
  std::string key;    // names it, for the secret jitter of its weight
  double weight = 1;  // what withholding it costs readers
};

// A proof that a requirement holds: two witnesses, or two bounds.
struct Proof {
  AtomSet atoms;
  bool by_witnesses = false;
  int low = 0;  // indices of witnesses
  int high = 0;
  Bound above;  // rows as ProofRow names them
  Bound below;
};

struct Protection {
  std::vector<Figure> figures;  // one for each candidate
  std::vector<Counts> witnesses;
  std::vector<Proof> proofs;
};

struct ProtectorOptions {
  std::string key;         // secret of the programme
  double decoy_share = 0;  // of the cells that could be shown, withheld all the same
  std::function<bool()> out_of_time = [] { return false; };
};

class Protector {
 public:
  // Row indices in bounds: groups, then implications, then frozen rows, then candidates.
  // Candidates have distinct atoms; one with the atoms of a frozen row of its table shows that row.
  // `required` are cells that must be safe although they are nowhere shown. FailedPrecondition:
  // kCannotBeMadeSafe; ResourceExhausted: kOutOfTime.
  static absl::StatusOr<Protection> Protect(const System& system, const RawCounts& counts,
                                            const std::vector<Candidate>& candidates,
                                            const std::vector<AtomSet>& required,
                                            const ProtectorOptions& options);
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_PROTECTOR_H_
