// Carries imports out, one after the other, on a thread of its own: checks them on a reader, writes
// them in slices that are short enough to keep nobody waiting, and takes back what an interrupted
// one left. What an import writes is seen when all of it is there.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_RUNNER_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_RUNNER_H_

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "server/base/clock.h"
#include "server/db/database.h"
#include "server/rpc/call.h"
#include "server/service/import/import_check.h"

namespace kansrijk::service {

struct ImportRunnerOptions {
  // A check that nobody asked about for so long ends: its caller went away.
  absl::Duration patience = absl::Seconds(30);
  // How long one slice keeps the writer, about.
  absl::Duration slice = absl::Microseconds(500);
  // How long files and findings of imports are kept.
  absl::Duration kept = absl::Hours(24);
};

class ImportRunner {
 public:
  // Imports that an earlier process left unfinished are to be taken back from here on. All outlive
  // the runner.
  static absl::StatusOr<std::unique_ptr<ImportRunner>> Start(db::Database& database, Clock& clock,
                                                             IdSource& ids,
                                                             const ImportRunnerOptions& options);
  ~ImportRunner();
  // Stops within a slice; from then on it only listens. What is unfinished is taken back at the
  // next start.
  void Stop();

  // A call of this method was answered OK: it may be work, or somebody who asks about it.
  void Saw(absl::string_view method, const google::protobuf::Message& request);

 private:
  ImportRunner(db::Database& database, Clock& clock, IdSource& ids,
               const ImportRunnerOptions& options)
      : database_(database), clock_(clock), ids_(ids), options_(options) {}

  struct Job;
  struct Slice;

  absl::Status GiveUpUnfinished();
  void Loop();
  bool Wait();
  absl::Status Work();
  absl::StatusOr<std::optional<store::ImportWork>> Next();
  absl::Status Run(const store::ImportWork& work);
  absl::Status Prepare(Job& job);
  absl::Status Check(Job& job);
  absl::Status CheckProgress(Job& job, int64_t done, int64_t total);
  absl::Status Conclude(Job& job);
  absl::Status Write(Job& job);
  absl::Status WriteFile(Job& job, const PlannedFile& file);
  absl::Status Add(Job& job, const PlannedFile& file, size_t place, sheet::Row row);
  absl::Status Flush(Job& job);
  absl::Status Finish(Job& job);
  absl::Status GiveUp(Job& job, v1::ImportFinding failure);
  absl::Status TakeBack(const Id& import_id, int64_t number);
  absl::Status ClearOld();
  absl::Status Clear(const Id& import_id);
  absl::Status ClearFindings(const Id& import_id);
  absl::Status InReader(absl::FunctionRef<absl::Status(db::ReadTx&)> body);
  absl::Status InWriter(absl::FunctionRef<absl::Status(db::WriteTx&)> body);
  bool StopsWithin(absl::Duration wait);
  bool stopping();

  db::Database& database_;
  Clock& clock_;
  IdSource& ids_;
  const ImportRunnerOptions options_;

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool woken_ ABSL_GUARDED_BY(mutex_) = true;
  // When somebody last asked about an import, by its name.
  absl::flat_hash_map<std::string, Stopwatch> asked_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_RUNNER_H_
