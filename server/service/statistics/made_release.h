// Makes a release of statistics from the records of an organisation, jointly with all that it
// published before.
#ifndef KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_
#define KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/base/clock.h"
#include "server/db/database.h"
#include "server/statistics/family.h"
#include "server/statistics/release.h"
#include "server/statistics/units.h"

namespace kansrijk::service {

// What is asked for.
struct ReleaseWish {
  Id organisation_id;
  std::string code;  // a period
  bool correction = false;
  std::vector<std::string> tables;  // names; empty: all
  std::string today;
  std::string key;                 // of the organisation, or one to become its own
  std::function<bool()> given_up;  // by the caller
  IdSource& ids;
};

// Errors of what is asked for: as StatisticsService.PreviewRelease has them, but for what is found
// out as the release is made.
absl::Status CheckWish(db::ReadTx& tx, const ReleaseWish& wish);

// The units of all tables as they are now.
struct TakenSnapshot {
  v1::Release basis;  // code, sequence, closing_date and previous of the release that it is for
  std::string key;    // that its pseudonyms were made with
  v1::StatisticsSnapshot content;
};

// Errors as StatisticsService.OpenPeriod has them.
absl::StatusOr<TakenSnapshot> TakeSnapshot(db::ReadTx& tx, const ReleaseWish& wish);

struct MadeRelease {
  v1::Release release;  // without name, state and people
  statistics::Files files;
  statistics::Membership membership;
};

// Makes the release from the snapshot, which follows the same release. Errors as
// StatisticsService.PreviewRelease has them.
absl::StatusOr<MadeRelease> MakeRelease(db::ReadTx& tx, const ReleaseWish& wish,
                                        const v1::StatisticsSnapshot& snapshot);

// The published releases of the organisation with their files, in order, once their chain is whole.
absl::StatusOr<std::vector<statistics::LedgerEntry>> CheckedLedger(
    db::ReadTx& tx, const std::vector<v1::Release>& standing);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_
