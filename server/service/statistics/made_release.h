// Makes a release of statistics from the records of an organisation, jointly with all that it
// published before.
#ifndef KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_
#define KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/db/database.h"
#include "server/statistics/family.h"
#include "server/statistics/release.h"
#include "server/statistics/units.h"

namespace kansrijk::service {

struct ReleaseWish {
  Id organisation_id;
  std::string code;  // a period
  bool correction = false;
  std::vector<std::string> tables;  // names; empty: all
  std::string today;
  std::string key;                 // of the organisation
  std::function<bool()> given_up;  // by the caller
};

struct MadeRelease {
  v1::Release release;  // without name, state and people
  std::string key;      // that it was made with
  statistics::Files files;
  statistics::Membership membership;
};

// Errors as StatisticsService.PreviewRelease has them.
absl::StatusOr<MadeRelease> MakeRelease(db::ReadTx& tx, const ReleaseWish& wish);

// The published releases of the organisation with their files, in order, once their chain is whole.
absl::StatusOr<std::vector<statistics::LedgerEntry>> CheckedLedger(
    db::ReadTx& tx, const std::vector<v1::Release>& standing);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_STATISTICS_MADE_RELEASE_H_
