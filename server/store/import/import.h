// Imports: their files until they are committed, what was found in them, the progress of writing
// them, and the codes that rows may refer to.
#ifndef KANSRIJK_SERVER_STORE_IMPORT_IMPORT_H_
#define KANSRIJK_SERVER_STORE_IMPORT_IMPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Without known_files. NotFound unless it is of the organisation that the scope's account
// coordinates.
absl::StatusOr<v1::Import> RequireImport(db::ReadTx& tx, const Scope& scope, const Id& id);

// Takes name, organisation, state and create_time as set; gives it the next number.
absl::StatusOr<v1::Import> InsertImport(db::WriteTx& tx, v1::Import import);

// Writes state, files, failure, rows and commit_time.
absl::Status UpdateImport(db::WriteTx& tx, const v1::Import& import, int64_t now_us);

// Writes its progress.
absl::Status UpdateImportProgress(db::WriteTx& tx, const Id& id, int64_t rows_done,
                                  int64_t rows_total);

// From CHECKING or WRITING to TAKING_BACK: one import, or all of all organisations. False when it
// was in neither state.
absl::StatusOr<bool> GiveUpImport(db::WriteTx& tx, const Id& id, const v1::ImportFinding& failure,
                                  int64_t now_us);
absl::Status GiveUpImports(db::WriteTx& tx, const v1::ImportFinding& failure, int64_t now_us);
// Puts it behind the other imports that wait.
absl::Status PostponeImport(db::WriteTx& tx, const Id& id, int64_t now_us);
// From TAKING_BACK to TAKEN_BACK.
absl::Status ConcludeTakingBack(db::WriteTx& tx, const Id& id, int64_t now_us);

// Work on an import that goes on by itself.
struct ImportWork {
  Id import_id;
  int64_t number = 0;
  v1::ImportState state = v1::IMPORT_STATE_UNSPECIFIED;
  Id account_id;  // on whose behalf
  v1::CommitImportRequest request;
};
// Keeps what was asked for and by whom.
absl::Status StartImportWork(db::WriteTx& tx, const Id& id, const Id& account_id,
                             const v1::CommitImportRequest& request);
// The longest waiting one of CHECKING, WRITING and TAKING_BACK, of whatever organisation: for the
// runner of imports alone.
absl::StatusOr<std::optional<ImportWork>> FindImportWork(db::ReadTx& tx);

// From here on, what the import writes is seen by nobody ...
absl::Status HideImport(db::WriteTx& tx, int64_t number);
// ... until here; all of it at once.
absl::Status ShowImport(db::WriteTx& tx, int64_t number);

// Bytes of a file that were added; 0 when none were.
absl::StatusOr<int64_t> ImportFileSize(db::ReadTx& tx, const Scope& scope, const Id& import_id,
                                       const std::string& file);
// Whether any file was added and is still there.
absl::StatusOr<bool> HasImportFiles(db::ReadTx& tx, const Id& import_id);
// Some bytes of the file from `offset` on; "" at its end, or when nothing was added.
absl::StatusOr<std::string> ReadImportFile(db::ReadTx& tx, const Scope& scope, const Id& import_id,
                                           const std::string& file, int64_t offset);
absl::Status InsertImportChunk(db::WriteTx& tx, const Id& import_id, const std::string& file,
                               int64_t offset, const std::string& data);

// Findings are listed by position.
struct PlacedFinding {
  int64_t position = 0;
  v1::ImportFinding finding;
};
absl::Status InsertImportFinding(db::WriteTx& tx, const Id& import_id, const PlacedFinding& placed);
// After position `after`; at most `limit`.
absl::StatusOr<std::vector<PlacedFinding>> ListImportFindings(db::ReadTx& tx, const Scope& scope,
                                                              const Id& import_id, int64_t after,
                                                              int64_t limit);

// Delete up to `limit` findings, or one chunk of a file. Whether there may be more.
absl::StatusOr<bool> DeleteImportFindings(db::WriteTx& tx, const Id& import_id, int64_t limit);
absl::StatusOr<bool> DeleteImportChunk(db::WriteTx& tx, const Id& import_id);

// An import without work under way that last changed before `before_us` and still has files or
// findings, of whatever organisation; "" when there is none.
absl::StatusOr<Id> FindImportToClear(db::ReadTx& tx, int64_t before_us);

// A thing by the code that people use.
struct Coded {
  std::string code;
  Id id;
  Id household_id;          // of a track
  Id participant_id;        // of a track
  std::string apply_date;   // of a track
  std::string import_hash;  // of the row that it came in by, or ""
};
absl::StatusOr<std::vector<Coded>> OrganisationCodes(db::ReadTx& tx, const Scope& scope);
// Of the buddies whose record the account's organisation keeps.
absl::StatusOr<std::vector<Coded>> BuddyCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> HouseholdCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> TrackCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> TrainingCodes(db::ReadTx& tx, const Scope& scope);
absl::StatusOr<std::vector<Coded>> TrainingSessionCodes(db::ReadTx& tx, const Scope& scope);

struct Person {
  std::string code;
  Id id;
  Id household_id;
  std::string full_name;
  std::string birth_date;
  bool is_participant = false;
  std::string import_hash;
};
absl::StatusOr<std::vector<Person>> Persons(db::ReadTx& tx, const Scope& scope);

struct EnrolmentOfBuddy {
  Id id;
  v1::EnrolmentState state = v1::ENROLMENT_STATE_UNSPECIFIED;
};
// The buddy's enrolment in the session: the one that was not cancelled, or else the last cancelled
// one.
absl::StatusOr<std::optional<EnrolmentOfBuddy>> FindEnrolmentOfBuddy(db::ReadTx& tx,
                                                                     const Scope& scope,
                                                                     const Id& session_id,
                                                                     const Id& buddy_id);

// What a buddy can take and has taken.
struct BuddyLoad {
  Id id;
  std::string number;
  int64_t capacity = 0;
  bool has_basic_certificate = false;
  int64_t open_matches = 0;  // MEETING or ACTIVE
};
absl::StatusOr<std::vector<BuddyLoad>> BuddyLoads(db::ReadTx& tx, const Scope& scope);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_IMPORT_IMPORT_H_
