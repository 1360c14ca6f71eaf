// What stays of a family's part in a release: the system that it was judged in, with its
// certificates. The file audit/FAMILY.json; format in schema/statistics/README.md.
#ifndef KANSRIJK_SERVER_STATISTICS_RECORD_H_
#define KANSRIJK_SERVER_STATISTICS_RECORD_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "server/base/error.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

inline constexpr ErrorKind kLedgerDamaged{
    "STATISTICS_LEDGER_DAMAGED", absl::StatusCode::kFailedPrecondition,
    "the ledger of releases is damaged at $0: it was altered, or is missing. Nothing is published "
    "until it is restored from a backup",
    "het register van publicaties is beschadigd bij $0: het is gewijzigd of ontbreekt. Er wordt "
    "niets "
    "gepubliceerd tot het is teruggezet uit een back-up"};

// Units that share all that the system distinguishes, but for when they entered.
struct GroupRecord {
  std::vector<std::string> tables;
  int64_t denominator = 0;
  std::map<std::string, std::string> values;  // by dimension
  // How many had entered by a day, for each day on which a rule or a row parts them; ascending.
  std::vector<std::pair<std::string, int64_t>> entries;
};

// What happened to the units of an atom, on a day from `first` to `last`.
struct EventRecord {
  std::string table;
  std::string outcome;
  std::string first;
  std::string last;
};

struct AtomRecord {
  int group = 0;
  std::vector<EventRecord> events;  // none: nothing so far
};

struct CellRecord {
  AtomSet atoms;
  std::string file;  // empty when nowhere shown, as in files of the first releases
  int row = 0;       // from 1
  std::string key;   // values, outcome, period: BEIJUM|T|left|2023
  std::optional<int64_t> value;
  Interval interval;  // that the value leaves its count
};

// A published cell of an earlier release, in today's atoms.
struct RowRecord {
  int64_t release = 0;  // sequence
  std::string family;   // as it was called then
  int cell = 0;         // index in its file
  AtomSet atoms;
  Interval interval;  // as published
  int64_t slack = 0;  // units that were moved by corrections since, at most
};

// A row in a bound: group, constraint, row, cell, and which.
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
  Form form;
  std::optional<BoundRecord> above;
  std::optional<BoundRecord> below;
  std::optional<BoundRecord> before;
};

struct DisclosedRecord {
  Form form;
  Interval interval;
};

struct FamilyRecord {
  std::string code;          // of its release; not in the file
  std::string closing_date;  // likewise
  std::string nonce;  // 32 random bytes in hexadecimal: nobody guesses the file from its hash
  // Made before stages were judged as one: only its cells and where its units were are of use.
  bool old = false;
  bool correction = false;  // not in the file
  std::string family;
  int64_t threshold = 0;
  int64_t base = 0;
  std::vector<int64_t> releases;        // sequences; the last is its own
  std::vector<std::string> dimensions;  // columns of its tables
  std::vector<GroupRecord> groups;
  std::vector<AtomRecord> atoms;
  std::vector<Constraint> constraints;
  std::vector<RowRecord> rows;
  std::vector<CellRecord> cells;
  std::vector<DisclosedRecord> disclosed;
  std::vector<Counts> witnesses;
  std::vector<ProofRecord> proofs;
};

// The last of them in which units of a table were counted; null: none.
const FamilyRecord* LastWith(const std::vector<FamilyRecord>& records, const std::string& table);

// The file's bytes.
std::string WriteRecord(const FamilyRecord& record);

// FailedPrecondition (kLedgerDamaged, naming `path`) when it can't be read.
absl::StatusOr<FamilyRecord> ReadRecord(const std::string& bytes, const std::string& path);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_RECORD_H_
