// Writes what one row of an import is about, or changes what the server has to what the row says.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_ROW_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_ROW_H_

#include <string>

#include "absl/status/status.h"
#include "server/rpc/call.h"
#include "server/sheet/book.h"
#include "server/sheet/row.h"
#include "server/store/import/import_mark.h"

namespace kansrijk::service {

// Writes what the row tells of, as the new resource `id`, which nobody sees until the import is
// finished. AlreadyExists when something came between that has its code or key.
absl::Status WriteRow(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                      const Id& id, const store::ImportMark& mark);

// Changes what the server has under `id` to what the row says, like a correction by hand, and with
// the same history. The row may change it (MayUpdate()). Aborted when it changed after `since_us`.
absl::Status UpdateByRow(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                         const Id& id, int64_t since_us);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_ROW_H_
