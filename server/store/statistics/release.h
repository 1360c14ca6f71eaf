// Releases of statistics: their files, the atoms of units, the key of the organisation.
#ifndef KANSRIJK_SERVER_STORE_STATISTICS_RELEASE_H_
#define KANSRIJK_SERVER_STORE_STATISTICS_RELEASE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// With its content, and the paths of its files once it is published. NotFound outside the scope.
absl::StatusOr<v1::Release> RequireRelease(db::ReadTx& tx, const Scope& scope,
                                           const std::string& name);

// Without content and files, latest first; page.after is (created_us, id).
absl::StatusOr<std::vector<v1::Release>> ListReleases(db::ReadTx& tx, const Scope& scope,
                                                      const Page& page);

// Those that were published and the one that is proposed, by sequence; without content and
// files.
absl::StatusOr<std::vector<v1::Release>> StandingReleases(db::ReadTx& tx,
                                                          const Id& organisation_id);

// `release` has its name. The answer has etag and time.
absl::StatusOr<v1::Release> InsertRelease(db::WriteTx& tx, v1::Release release,
                                          const Id& organisation_id, int64_t now_us);

// Writes state, decider and reason; the answer has etag and time.
absl::StatusOr<v1::Release> DecideRelease(db::WriteTx& tx, v1::Release release, int64_t now_us);

absl::Status InsertReleaseFile(db::WriteTx& tx, const Id& release_id, const std::string& path,
                               const std::string& content);
// All files by path.
absl::StatusOr<std::map<std::string, std::string>> ReleaseFiles(db::ReadTx& tx,
                                                                const Id& release_id);
// A file, and the release that it is of: code and state.
struct FileOfRelease {
  v1::Release release;
  std::string content;
};
// NotFound: there is none of this path.
absl::StatusOr<FileOfRelease> RequireReleaseFile(db::ReadTx& tx, const Scope& scope,
                                                 const Id& release_id, const std::string& path);

// Where a release counted a unit.
struct ReleaseUnit {
  int atom = 0;
  std::string entered;  // last day of the span in which it entered; empty in the first releases
};
absl::Status InsertReleaseUnit(db::WriteTx& tx, const Id& release_id, const std::string& table,
                               const std::string& pseudonym, const ReleaseUnit& unit);
// By pseudonym.
absl::StatusOr<std::map<std::string, ReleaseUnit>> ReleaseUnits(db::ReadTx& tx,
                                                                const Id& release_id,
                                                                const std::string& table);

// Of the units of a period, as they were when it was opened or first proposed.
struct KeptSnapshot {
  bool opened = false;  // by a privacy officer
  v1::StatisticsSnapshot content;
};
absl::StatusOr<std::optional<KeptSnapshot>> FindSnapshot(db::ReadTx& tx, const Id& organisation_id,
                                                         const std::string& code, bool correction);
// Replaces the one that there is.
absl::Status PutSnapshot(db::WriteTx& tx, const Id& organisation_id, const std::string& code,
                         bool correction, const KeptSnapshot& snapshot, int64_t now_us);
// All of the organisation.
absl::Status DeleteSnapshots(db::WriteTx& tx, const Id& organisation_id);

// Empty before the first opening or proposal.
absl::StatusOr<std::string> StatisticsKey(db::ReadTx& tx, const Id& organisation_id);
absl::Status InsertStatisticsKey(db::WriteTx& tx, const Id& organisation_id, const std::string& key,
                                 int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_STATISTICS_RELEASE_H_
