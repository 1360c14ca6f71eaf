// A family's part in a release: units become atoms, the design is chosen, cells are protected
// jointly with all that was published of the family before.
#ifndef KANSRIJK_SERVER_STATISTICS_FAMILY_H_
#define KANSRIJK_SERVER_STATISTICS_FAMILY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/statistics/period.h"
#include "server/statistics/protector.h"
#include "server/statistics/record.h"

namespace kansrijk::statistics {

// Smallest threshold of any release, also for a reader with whom more was agreed.
inline constexpr int64_t kThresholdMin = 5;

inline constexpr ErrorKind kThresholdTooLow{
    "STATISTICS_THRESHOLD_TOO_LOW", absl::StatusCode::kInvalidArgument,
    "figures from $0 up are not published: the smallest threshold is $1",
    "cijfers vanaf $0 worden niet gepubliceerd: de kleinste drempel is $1"};
inline constexpr ErrorKind kImpossibleUnit{
    "STATISTICS_IMPOSSIBLE_UNIT", absl::StatusCode::kFailedPrecondition,
    "table $0 is withheld, and the release with it: the data has an outcome ($1) that the "
    "catalogue "
    "calls impossible; correct the data, or the catalogue",
    "tabel $0 wordt niet gepubliceerd, en de publicatie dus ook niet: de gegevens bevatten een "
    "uitkomst "
    "($1) die volgens de catalogus onmogelijk is; verbeter de gegevens, of de catalogus"};

// What single units are, which a family is protected without knowing; units.h tells.
struct Units;
struct Membership;

struct TableInput {
  v1::StatisticsTable definition;
  std::vector<v1::StatisticsDimension> dimensions;  // of `values`
  std::shared_ptr<const Units> units;               // population, until `horizon`
};

struct FamilyInput {
  std::string family;
  std::vector<TableInput> tables;
  int64_t threshold = 10;
  int64_t base = 5;
  int64_t sequence = 1;
  Period period;
  bool correction = false;
  std::vector<FamilyRecord> earlier;  // of all releases before that have its tables, in order
  std::shared_ptr<const Membership> membership;  // in the last that has each; null: in none
  ProtectorOptions options;
};

struct FamilyOutput {
  std::vector<v1::ReleaseTable> tables;
  FamilyRecord record;
  std::shared_ptr<Membership> membership;
  bool changed = false;  // some figure was counted now
  std::vector<v1::KnownDisclosure> disclosed;
};

// The last day that units must be known until: of the period, or of what was published later.
std::string HorizonOf(const Period& period, const std::vector<FamilyRecord>& earlier);

// Protects a family. Except in a correction, units stay in the groups in which they were first
// published, entries and outcomes in the spans of time, and what only became known after a release
// counts from the day after. In a correction a figure into or out of whose cell fewer than the
// threshold moved is repeated without a mark, and what was withheld stays so. A table has its total
// rows, also without any unit. Errors of Protector::Protect, kImpossibleUnit, kThresholdTooLow.
absl::StatusOr<FamilyOutput> ProtectFamily(const FamilyInput& input);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_FAMILY_H_
