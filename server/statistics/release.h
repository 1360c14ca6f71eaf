// A release as files, and the ledger that its releases form. Format: schema/statistics/README.md.
#ifndef KANSRIJK_SERVER_STATISTICS_RELEASE_H_
#define KANSRIJK_SERVER_STATISTICS_RELEASE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/statistics/record.h"

namespace kansrijk::statistics {

// What the first release links to.
inline constexpr char kNoPrevious[] =
    "0000000000000000000000000000000000000000000000000000000000000000";
inline constexpr char kMetadataPath[] = "public/release.json";

// Contents by path, public/… and audit/….
using Files = std::map<std::string, std::string>;

// Lower-case hexadecimal.
std::string Sha256(const std::string& bytes);

// The files of a release: its tables by name, and the records of its families. `release` has code,
// sequence, correction, closing_date, threshold, base, previous and what is withheld.
Files WriteRelease(const v1::Release& release, const std::string& programme,
                   const std::vector<FamilyRecord>& records);

// A published release as the store gives it back.
struct LedgerEntry {
  std::string code;
  std::string digest;
  Files files;
};

// FailedPrecondition (kLedgerDamaged, naming the release) unless the entries, in order, form an
// unbroken chain in which every file is as it was published.
absl::Status CheckLedger(const std::vector<LedgerEntry>& entries);

// The records of the families that had any of these tables, in the order of the entries, which
// CheckLedger has passed.
absl::StatusOr<std::vector<FamilyRecord>> RecordsOf(const std::vector<LedgerEntry>& entries,
                                                    const std::set<std::string>& tables);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_RELEASE_H_
