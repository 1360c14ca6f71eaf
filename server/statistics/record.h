// What stays of a family's part in a release: the system that it was judged in, with its
// certificates. The file audit/FAMILY.json; format in schema/statistics/README.md.
#ifndef KANSRIJK_SERVER_STATISTICS_RECORD_H_
#define KANSRIJK_SERVER_STATISTICS_RECORD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/base/error.h"
#include "server/statistics/attacker.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

inline constexpr ErrorKind kLedgerDamaged{
    "STATISTICS_LEDGER_DAMAGED", absl::StatusCode::kFailedPrecondition,
    "the ledger of releases is damaged at $0: it was altered, or is missing. Nothing is published "
    "until it is restored from a backup",
    "het register van publicaties is beschadigd bij $0: het is gewijzigd of ontbreekt. Er wordt "
    "niets "
    "gepubliceerd tot het is teruggezet uit een back-up"};

// Units that share all that the system distinguishes.
struct GroupRecord {
  std::string table;
  int64_t denominator = 0;
  std::vector<std::string> dimensions;  // those of the design, and their values
  std::vector<std::string> values;
  std::string entered;  // last day of the span of time in which the units entered
};

struct AtomRecord {
  int group = 0;
  std::vector<int> was;
  std::string outcome;  // empty: none so far
  std::string first;    // days between which it came
  std::string last;
};

struct CellRecord {
  AtomSet atoms;
  std::string file;  // empty when nowhere shown
  int row = 0;       // from 1
  std::string key;   // values, outcome, period: BEIJUM|T|left|2023
  std::optional<int64_t> value;
};

// A row in a bound: group, implication, or the sequence of a release whose cell it is.
struct BoundRow {
  std::string kind;
  int index = 0;
  int64_t multiplier = 0;
};
struct BoundRecord {
  int64_t scale = 1;
  std::vector<BoundRow> rows;
};
struct ProofRecord {
  AtomSet atoms;
  bool by_witnesses = false;
  int low = 0;
  int high = 0;
  BoundRecord above;
  BoundRecord below;
};

struct FamilyRecord {
  std::string code;   // of its release; not in the file
  std::string nonce;  // 32 random bytes in hexadecimal: nobody guesses the file from its hash
  std::string family;
  int64_t threshold = 0;
  int64_t base = 0;
  std::vector<int64_t> releases;  // sequences; the last is its own
  std::vector<GroupRecord> groups;
  std::vector<AtomRecord> atoms;
  std::vector<Implication> implications;
  std::vector<CellRecord> cells;
  std::vector<Counts> witnesses;
  std::vector<ProofRecord> proofs;
};

// The file's bytes.
std::string WriteRecord(const FamilyRecord& record);

// FailedPrecondition (kLedgerDamaged, naming `path`) when it can't be read.
absl::StatusOr<FamilyRecord> ReadRecord(const std::string& bytes, const std::string& path);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_RECORD_H_
