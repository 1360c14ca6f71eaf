// Imports: their files until they are committed, what was found in them, which rows came in, and
// the codes that rows may refer to.
#ifndef KANSRIJK_SERVER_STORE_IMPORT_H_
#define KANSRIJK_SERVER_STORE_IMPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Without known_files. NotFound unless it is of the organisation that the scope's account
// coordinates.
absl::StatusOr<v1::Import> RequireImport(db::ReadTx& tx, const Scope& scope, const std::string& id);

// Takes name, organisation, state and create_time as set.
absl::Status InsertImport(db::WriteTx& tx, const v1::Import& import);

// Writes state, files and commit_time.
absl::Status UpdateImport(db::WriteTx& tx, const v1::Import& import);

// Bytes of a file that were added; 0 when none were.
absl::StatusOr<int64_t> ImportFileSize(db::ReadTx& tx, const Scope& scope,
                                       const std::string& import_id, const std::string& file);
// The whole file; "" when nothing was added.
absl::StatusOr<std::string> ReadImportFile(db::ReadTx& tx, const Scope& scope,
                                           const std::string& import_id, const std::string& file);
absl::Status InsertImportChunk(db::WriteTx& tx, const std::string& import_id,
                               const std::string& file, int64_t offset, const std::string& data);
absl::Status DeleteImportChunks(db::WriteTx& tx, const std::string& import_id);

// Puts `findings` in the place of those before.
absl::Status ReplaceImportFindings(db::WriteTx& tx, const std::string& import_id,
                                   const std::vector<v1::ImportFinding>& findings);

// A finding and its place in the list, 1 for the first.
struct PlacedFinding {
  int64_t position = 0;
  v1::ImportFinding finding;
};
// By position, beyond `after`; up to page.fetch() of them.
absl::StatusOr<std::vector<PlacedFinding>> ListImportFindings(db::ReadTx& tx, const Scope& scope,
                                                              const std::string& import_id,
                                                              int64_t after, const Page& page);

// A row that came in.
struct ImportedRow {
  std::string file;
  std::string key;
  std::string hash;  // of all that it says
  std::string resource_id;
};
absl::StatusOr<std::optional<ImportedRow>> FindImportedRow(db::ReadTx& tx,
                                                           const std::string& organisation_id,
                                                           const std::string& file,
                                                           const std::string& key);
absl::Status InsertImportedRow(db::WriteTx& tx, const std::string& organisation_id,
                               const ImportedRow& row);

// A thing by the code that people use.
struct Coded {
  std::string code;
  std::string id;
  std::string household_id;  // of a member
};
absl::StatusOr<std::vector<Coded>> OrganisationCodes(db::ReadTx& tx);
// Of the buddies whose record the account's organisation keeps.
absl::StatusOr<std::vector<Coded>> BuddyCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> HouseholdCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> MemberCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> TrackCodes(db::ReadTx& tx, const Scope& scope);

absl::StatusOr<std::vector<Coded>> TrainingCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> TrainingSessionCodes(db::ReadTx& tx, const Scope& scope);

struct EnrolmentOfBuddy {
  std::string id;
  v1::EnrolmentState state = v1::ENROLMENT_STATE_UNSPECIFIED;
};
// The buddy's enrolment in the session: the one that stands, or else the last one cancelled.
absl::StatusOr<std::optional<EnrolmentOfBuddy>> FindEnrolmentOfBuddy(db::ReadTx& tx,
                                                                     const Scope& scope,
                                                                     const std::string& session_id,
                                                                     const std::string& buddy_id);

// What a buddy can take and has taken.
struct BuddyLoad {
  std::string id;
  std::string number;
  int64_t capacity = 0;
  bool has_basic_certificate = false;
  int64_t open_matches = 0;  // MEETING or ACTIVE
};
absl::StatusOr<std::vector<BuddyLoad>> BuddyLoads(db::ReadTx& tx, const Scope& scope);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_IMPORT_H_
