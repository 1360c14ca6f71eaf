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
  int32_t insiders = 0;             // units that one reader may know
  std::vector<std::string> tables;  // names; empty: all
  std::string today;
  std::string key;                 // of the organisation, or one to become its own
  std::function<bool()> given_up;  // by the caller
  IdSource& ids;
};

// Where the release comes in the ledger.
struct Place {
  statistics::Period period;
  std::vector<v1::Release> standing;
  std::vector<statistics::LedgerEntry> ledger;
  v1::Release release;  // what is known of it before it is made
};

// Errors as StatisticsService.OpenPeriod has them.
absl::StatusOr<Place> PlaceOf(db::ReadTx& tx, const ReleaseWish& wish);

// InvalidArgument: one of them is no table of the catalogue.
absl::Status CheckTables(const std::vector<std::string>& names);

// The units of all tables as they are now.
struct TakenSnapshot {
  v1::Release basis;  // code, sequence, closing_date and previous of the release that it is for
  std::string key;    // that its pseudonyms were made with
  v1::StatisticsSnapshot content;
};

absl::StatusOr<TakenSnapshot> TakeSnapshot(db::ReadTx& tx, const ReleaseWish& wish,
                                           const Place& place);

struct MadeRelease {
  v1::Release release;  // without name, state and people
  statistics::Files files;
  statistics::Membership membership;
};

// Makes the release from the snapshot, which follows the same release. FailedPrecondition: it can't
// be made safe.
absl::StatusOr<MadeRelease> MakeRelease(db::ReadTx& tx, const ReleaseWish& wish, const Place& place,
                                        const v1::StatisticsSnapshot& snapshot);

// The published releases of the organisation with their files, in order, once their chain is whole.
absl::StatusOr<std::vector<statistics::LedgerEntry>> CheckedLedger(
    db::ReadTx& tx, const std::vector<v1::Release>& standing);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_
