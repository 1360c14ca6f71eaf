// Transactions over the one database file: readers on a snapshot, one writer that commits calls in
// groups.
#ifndef KANSRIJK_SERVER_DB_DATABASE_H_
#define KANSRIJK_SERVER_DB_DATABASE_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"
#include "server/db/connection.h"

namespace kansrijk::db {

// What may be read within one transaction.
class ReadTx {
 public:
  explicit ReadTx(Connection& connection) : connection_(connection) {}
  absl::StatusOr<std::vector<Row>> Select(const Query& query, absl::Span<const Value> args = {});
  // The first row, if any.
  absl::StatusOr<std::optional<Row>> SelectOne(const Query& query,
                                               absl::Span<const Value> args = {});

 protected:
  // Once the engine has undone the whole transaction on its own, nothing more is run.
  absl::StatusOr<Result> Run(const Query& query, absl::Span<const Value> args);

  Connection& connection_;
  int64_t touched_ = 0;  // rows, so far
  bool undone_ = false;
};

// How a call within a batch is undone when it fails.
enum class Undo {
  kSavepoint,
  // Not at all: when it had written something, the batch runs again with savepoints. A savepoint
  // makes SQLite copy every page that changes, for refusals that nearly always come before anything
  // was written.
  kRerun,
};

// What may be read and written within one transaction.
class WriteTx : public ReadTx {
 public:
  explicit WriteTx(Connection& connection, Undo undo = Undo::kSavepoint)
      : ReadTx(connection), undo_(undo) {}
  // Number of rows touched.
  absl::StatusOr<int64_t> Execute(const Query& query, absl::Span<const Value> args = {});
  // Runs `body`; when it fails, its effects are undone and the transaction goes on.
  absl::Status Savepoint(absl::FunctionRef<absl::Status()> body);
  // The transaction must not be committed, whatever its bodies say.
  bool spoiled() const { return undone_ || spoiled_; }

 private:
  absl::Status RunOptimistically(absl::FunctionRef<absl::Status()> body);

  const Undo undo_;
  bool spoiled_ = false;
};

struct DatabaseOptions {
  std::string path;
  int readers = 2;
  size_t write_queue_max = 1024;
  size_t read_queue_max = 1024;
  // Most calls in one commit.
  size_t batch_max = 128;
};

// Threads: one writer, `readers` readers, and one that tells callers how their writes ended, so
// that the writer can go on with the next batch. `done` runs once: after the commit, or on the
// thread of the reading. A body that throws has failed with Internal, as if it had returned that.
class Database {
 public:
  using WriteBody = absl::AnyInvocable<absl::Status(WriteTx&)>;
  using ReadBody = absl::AnyInvocable<absl::Status(ReadTx&)>;
  using Done = absl::AnyInvocable<void(const absl::Status&)>;

  static absl::StatusOr<std::unique_ptr<Database>> Open(const DatabaseOptions& options);
  // Finishes what is queued.
  ~Database();

  // Queues a write. OK reaches `done` only when the effects of `body` are durable. An error of
  // `body` undoes all it did; it may be run again, when a call of its batch spoils the batch.
  // ResourceExhausted at once when the queue is full; then `done` is never called.
  absl::Status Write(WriteBody body, Done done);

  // Queues a reading of one snapshot. ResourceExhausted at once when the queue is full.
  absl::Status Read(ReadBody body, Done done);

  // The same, waiting for the end; for start-up, commands and tests.
  absl::Status WriteNow(absl::FunctionRef<absl::Status(WriteTx&)> body);
  absl::Status ReadNow(absl::FunctionRef<absl::Status(ReadTx&)> body);

  // A reading of one snapshot that takes long, on the calling thread and a connection of its own:
  // it keeps no other reading waiting.
  absl::Status ReadAside(absl::FunctionRef<absl::Status(ReadTx&)> body);

  // Copies what was committed from the log into the database file, between two batches, and waits
  // for it. A long series of writes does this after each part; otherwise the log fills up, and the
  // copying delays the commit of some other call.
  absl::Status Checkpoint();

 private:
  template <typename Body>
  struct Job {
    Body body;
    Done done;
  };
  using WriteJob = Job<WriteBody>;
  using ReadJob = Job<ReadBody>;

  explicit Database(const DatabaseOptions& options) : options_(options) {}
  // Writes that ended with the same status.
  struct Ended {
    std::vector<WriteJob> jobs;
    absl::Status status;
  };

  void WriteLoop();
  void TellLoop();
  void ReadLoop(Connection& connection);
  // What the writer does next: a batch, the checkpoints that were asked for, or both; when there is
  // neither, it ends.
  struct Work {
    std::vector<WriteJob> batch;
    std::vector<Done> checkpoints;
  };
  Work TakeWork();
  void CommitBatch(std::vector<WriteJob> batch);
  absl::Status RunBatch(absl::Span<WriteJob> batch, Undo undo);
  void Tell(Ended ended);
  static absl::Status RunRead(Connection& connection,
                              absl::FunctionRef<absl::Status(ReadTx&)> body);

  const DatabaseOptions options_;
  std::unique_ptr<Connection> writer_;
  std::vector<std::unique_ptr<Connection>> readers_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::deque<WriteJob> writes_ ABSL_GUARDED_BY(mutex_);
  std::vector<Done> checkpoints_ ABSL_GUARDED_BY(mutex_);
  std::deque<ReadJob> reads_ ABSL_GUARDED_BY(mutex_);
  std::deque<Ended> ended_ ABSL_GUARDED_BY(mutex_);
  bool all_ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace kansrijk::db

#endif  // KANSRIJK_SERVER_DB_DATABASE_H_
