// What rows of an import are known by, and that they belong to one: until the import is finished
// the views of schema/0019 leave them out, so that nobody sees them.
#ifndef KANSRIJK_SERVER_STORE_IMPORT_IMPORT_MARK_H_
#define KANSRIJK_SERVER_STORE_IMPORT_IMPORT_MARK_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "server/db/database.h"

namespace kansrijk::store {

// The tables that an import writes to, each after those that refer to it.
enum class ImportTable {
  kReferral,
  kConsent,
  kEnrolment,
  kTrainingSession,
  kTraining,
  kSession,
  kRecognition,
  kGoal,
  kAssessment,
  kMatch,
  kSituation,
  kTrack,
  kMember,
  kHousehold,
  kBuddy,
  kOrganisationImport,
  kOrganisation,
};

struct ImportMark {
  int64_t import_number = 0;
  std::string hash;    // of all that the row of the spreadsheet says
  std::string origin;  // of a refused row that came back mended, else ""
};

// Hides what was just inserted until the import is finished. Origins are kept of sessions and
// goals.
absl::Status MarkImported(db::WriteTx& tx, ImportTable table, const Id& id, const ImportMark& mark);

// From now on, what was there before is also known by this row.
absl::Status KnowByRow(db::WriteTx& tx, ImportTable table, const Id& id, const std::string& hash);

// Of the row that an assessment or enrolment came in by or was known by; "" when there was none.
absl::StatusOr<std::string> ImportHashOf(db::ReadTx& tx, ImportTable table, const Id& id);

// Of sessions and goals: the import counts this one as one of its own rows.
absl::Status ClaimForImport(db::WriteTx& tx, ImportTable table, const Id& id,
                            int64_t import_number);

// Deletes up to `limit` rows that the import wrote, with what depends on them, from one table. The
// number of rows; 0 when none is left.
absl::StatusOr<int64_t> TakeBackRows(db::WriteTx& tx, int64_t import_number, int64_t limit);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_IMPORT_IMPORT_MARK_H_
