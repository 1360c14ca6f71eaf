// Writes what is found in an import while it is found: a few at a time, so that the writer is free
// for others and memory stays bounded.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_FINDINGS_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_FINDINGS_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "kansrijk/v1/import.pb.h"
#include "server/db/database.h"
#include "server/sheet/table.h"
#include "server/store/import/import.h"

namespace kansrijk::service {

class ImportFindings {
 public:
  // Warnings kept of one import; every refusal is kept.
  static constexpr int64_t kWarningsMax = 10'000;

  // Runs a body in one transaction of the writer.
  using Writer = std::function<absl::Status(absl::FunctionRef<absl::Status(db::WriteTx&)>)>;

  ImportFindings(Writer writer, Id import_id, std::string organisation)
      : writer_(std::move(writer)),
        import_id_(std::move(import_id)),
        organisation_(std::move(organisation)) {}

  // `finding` has file and line. They are listed by file in the order of the tables, and line, in
  // whatever order they are added.
  absl::Status Add(v1::ImportFinding finding);
  // Writes the last ones, and how many warnings were left out.
  absl::Status Finish();

  bool refused() const { return refused_; }

 private:
  absl::Status Place(v1::ImportFinding finding);
  absl::Status Flush();

  const Writer writer_;
  const Id import_id_;
  const std::string organisation_;
  std::vector<store::PlacedFinding> waiting_;
  size_t waiting_bytes_ = 0;
  int64_t count_ = 0;
  int64_t warnings_ = 0;
  bool refused_ = false;
};

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_FINDINGS_H_
