// Disclosure control: decides which cells of a release may be shown, rounds them, and proves that
// nothing else can be worked out from them. The method is "10-5 with proof", as
// schema/statistics/README.md and ARCHITECTURE.md describe it.
#ifndef KANSRIJK_SERVER_STATISTICS_PROTECTOR_H_
#define KANSRIJK_SERVER_STATISTICS_PROTECTOR_H_

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "server/base/error.h"
#include "server/statistics/attacker.h"
#include "server/statistics/raw_counts.h"
#include "server/statistics/requirement.h"
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

inline constexpr ErrorKind kContradiction{"STATISTICS_CONTRADICTION",
                                          absl::StatusCode::kFailedPrecondition,
                                          "table $0 is withheld: what is counted contradicts what "
                                          "was published or what the catalogue says "
                                          "of it",
                                          "tabel $0 wordt niet gepubliceerd: wat is geteld is in "
                                          "strijd met eerdere publicaties of met wat "
                                          "de catalogus erover zegt"};

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
  int stage = 0;
  std::string key;  // names it, for the secret jitter of its weight
  // Names the cell and its period, whatever the release; empty where it can be no decoy.
  std::string decoy;
  double weight = 1;  // what withholding it costs readers
};

// A cell that must be safe although it is nowhere shown.
struct RequiredCell {
  AtomSet atoms;
  int stage = 0;
};

// What is asked. Rows are the frozen rows of the system, then the candidates.
struct Question {
  std::vector<Candidate> candidates;  // of distinct atoms, none those of a frozen row
  std::vector<RequiredCell> required;
  // Rows of which the first holds the second by what the definitions say; where the atoms say it,
  // it needs no telling.
  std::vector<std::pair<int, int>> holding;
  std::vector<Partition> partitions;
};

// A proof of a requirement that no two witnesses show.
struct Proof {
  Form form;
  std::optional<Bound> above;   // the sum is at least n
  std::optional<Bound> below;   // at most N - n
  std::optional<Bound> before;  // so many had an outcome before
};

// What was public already, by rows of earlier releases alone.
struct Disclosed {
  Form form;
  Interval interval;
};

struct Protection {
  std::vector<Figure> figures;  // one for each candidate
  std::vector<Counts> witnesses;
  std::vector<Proof> proofs;
  std::vector<Disclosed> disclosed;
};

struct ProtectorOptions {
  std::string key;         // secret of the programme
  double decoy_share = 0;  // of the cells that can be decoys
  std::function<bool()> out_of_time = [] { return false; };
};

class Protector {
 public:
  // Row indices in bounds: groups, then constraints, then frozen rows, then candidates.
  // FailedPrecondition: kContradiction, kCannotBeMadeSafe; ResourceExhausted: kOutOfTime.
  static absl::StatusOr<Protection> Protect(const System& system, const RawCounts& counts,
                                            const Question& question,
                                            const ProtectorOptions& options);
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_PROTECTOR_H_
