// Whether the server has what a row is about, and in what the row differs from it.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_KNOWN_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_KNOWN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "server/db/database.h"
#include "server/sheet/book.h"
#include "server/sheet/row.h"
#include "server/store/import/import_mark.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// Where rows of a file are written to.
store::ImportTable ImportTableOf(sheet::File file);

// Most tracks at once of the buddy that the row tells of.
int64_t CapacityOf(const sheet::Row& buddy_row);

// Whether the enrolment that the row tells of takes a seat.
bool TakesSeat(const sheet::Row& enrolment_row);

// The buddy of the row; without a capacity of its own it has that of its kind.
v1::Buddy BuddyFrom(const sheet::Row& row, const sheet::Book& book, const Id& id);

// Under the current version of the Bridge, whatever it was then: spreadsheets don't say.
absl::StatusOr<v1::Assessment> AssessmentFrom(const sheet::Row& row, const sheet::Book& book,
                                              const Id& id);

// What the server has of a row's thing.
struct Existing {
  Id id;
  std::string import_hash;  // of the row that it came in by before, or ""
};

// What the server has under the row's code, as the member's situation on its date, as the track's
// assessment of its moment, or as the buddy's enrolment in its session. Rows that have no code of
// their own are paired instead (import_pairing.h).
absl::StatusOr<std::optional<Existing>> FindExisting(db::ReadTx& tx, const store::Scope& scope,
                                                     const sheet::Row& row,
                                                     const sheet::Book& book);

// In what the row differs from what the server has under `id`, which FindExisting() gave.
absl::StatusOr<std::vector<v1::ImportDifference>> DifferencesFrom(db::ReadTx& tx,
                                                                  const store::Scope& scope,
                                                                  const sheet::Row& row,
                                                                  const sheet::Book& book,
                                                                  const Id& id);

// Whether rows that differ so much tell of someone or something else, whatever their code says.
bool IsAnother(sheet::File file, const std::vector<v1::ImportDifference>& differences);

// Whether an import may change all that differs.
bool MayUpdate(sheet::File file, const std::vector<v1::ImportDifference>& differences);

// The rules that the server's own correction of `id` would keep.
absl::Status CheckUpdate(const sheet::Row& row, const sheet::Book& book, const Id& id,
                         absl::CivilDay today);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_KNOWN_H_
