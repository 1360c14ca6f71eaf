// The check of a whole import before anything is written.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_CHECK_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_CHECK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/rpc/call.h"
#include "server/sheet/check.h"
#include "server/store/import.h"

namespace kansrijk::service {

struct AcceptedRow {
  const sheet::Row* row = nullptr;
  store::ImportedRow imported;
  bool is_new = false;       // its resource is still to be written
  bool is_recorded = false;  // it came in before
};

struct CheckedFile {
  sheet::Text text;  // rows point into it
  sheet::Rows rows;  // with a complete report
  std::vector<AcceptedRow> accepted;
};

struct CheckedImport {
  // By the organisation of this id.
  explicit CheckedImport(const std::string& organisation_id) : book(organisation_id) {}

  std::vector<std::unique_ptr<CheckedFile>> files;  // those that were added, in the order of commit
  sheet::Book book;                                 // what is in the store, and the accepted rows
  sheet::Findings findings;
};

// Reads the files of the import and checks each row; writes nothing.
absl::StatusOr<std::unique_ptr<CheckedImport>> CheckImport(rpc::WriteCall& call,
                                                           const std::string& import_id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_CHECK_H_
