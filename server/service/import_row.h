// One row of an import against the store: whether what it tells of is there, what it says
// otherwise, and its writing.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_ROW_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_ROW_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "server/rpc/call.h"
#include "server/sheet/check.h"

namespace kansrijk::service {

// Most tracks at once of the buddy that the row tells of.
int64_t CapacityOf(const sheet::Row& buddy_row);

// Whether the enrolment that the row tells of takes a seat.
bool TakesSeat(const sheet::Row& enrolment_row);

// The id of what the store has under the row's code, as the member's situation on its date, as the
// track's assessment of its moment, or as the buddy's enrolment in its session.
absl::StatusOr<std::optional<std::string>> FindExisting(rpc::WriteCall& call, const sheet::Row& row,
                                                        const sheet::Book& book);

// The first column in which the row says something else than the store does of `id`, an id that
// FindExisting() gave; "" when there is none.
absl::StatusOr<std::string> FirstDifference(rpc::WriteCall& call, const sheet::Row& row,
                                            const sheet::Book& book, const std::string& id);

// Writes what the row tells of, as the new resource `id`.
absl::Status WriteRow(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                      const std::string& id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_ROW_H_
