#include "server/db/database.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/synchronization/notification.h"
#include "server/base/contain.h"
#include "server/base/log.h"
#include "server/base/status.h"
#include "server/db/sqlite.h"

namespace kansrijk::db {
namespace {

// Batches that wait for their callers to be told; then the writer waits too.
constexpr size_t kEndedMax = 256;

// Whoever is told may throw: that is no reason to leave the others untold.
void TellEnd(Database::Done& done, const absl::Status& status) {
  const absl::Status told = Contain([&] {
    done(status);
    return absl::OkStatus();
  });
  if (!told.ok()) LogError("end_untold", {{"error", std::string(told.message())}});
}

// What failed on the disk must not be retried: the kernel may have dropped the pages and report
// success the next time. Recovery at the next start decides.
void EndOnDataLoss(const absl::Status& status) {
  if (!absl::IsDataLoss(status)) return;
  EndProcess("database_unwritable", {{"error", std::string(status.message())},
                                     {"then", "the process ends; the next start recovers"}});
}

// Waits for the end of what `start` begins; it is told to what `start` is given.
template <typename Start>
absl::Status Await(Start start) {
  absl::Notification finished;
  absl::Status result;
  RETURN_IF_ERROR(start([&](const absl::Status& status) {
    result = status;
    finished.Notify();
  }));
  finished.WaitForNotification();
  return result;
}

}  // namespace

absl::StatusOr<Result> ReadTx::Run(const Query& query, absl::Span<const Value> args) {
  if (undone_) return absl::AbortedError("the transaction was undone");
  absl::StatusOr<Result> result = connection_.Run(query, args);
  if (result.ok()) {
    touched_ += result->changes;
  } else {
    const absl::Status& status = result.status();
    undone_ = absl::IsResourceExhausted(status) || absl::IsDataLoss(status);
  }
  return result;
}

absl::StatusOr<std::vector<Row>> ReadTx::Select(const Query& query, absl::Span<const Value> args) {
  ASSIGN_OR_RETURN(Result result, Run(query, args));
  return std::move(result.rows);
}

absl::StatusOr<std::optional<Row>> ReadTx::SelectOne(const Query& query,
                                                     absl::Span<const Value> args) {
  ASSIGN_OR_RETURN(Result result, Run(query, args));
  if (result.rows.empty()) return std::nullopt;
  return std::move(result.rows.front());
}

absl::StatusOr<int64_t> WriteTx::Execute(const Query& query, absl::Span<const Value> args) {
  ASSIGN_OR_RETURN(const Result result, Run(query, args));
  return result.changes;
}

absl::Status WriteTx::Savepoint(absl::FunctionRef<absl::Status()> body) {
  static constexpr Query kSet{"savepoint", "SAVEPOINT call"};
  static constexpr Query kUndo{"rollback_to", "ROLLBACK TO call"};
  static constexpr Query kRelease{"release", "RELEASE call"};
  if (undo_ == Undo::kRerun) return RunOptimistically(body);
  RETURN_IF_ERROR(connection_.Run(kSet, {}).status());
  absl::Status status = body();
  // A full disk makes SQLite undo the whole transaction on its own; then no savepoint is left.
  if (!status.ok() && !connection_.Run(kUndo, {}).ok()) {
    return absl::IsResourceExhausted(status) ? status
                                             : absl::AbortedError("the transaction was undone");
  }
  RETURN_IF_ERROR(connection_.Run(kRelease, {}).status());
  return status;
}

absl::Status WriteTx::RunOptimistically(absl::FunctionRef<absl::Status()> body) {
  const int64_t before = touched_;
  absl::Status status = body();
  if (status.ok() || touched_ == before) return status;
  spoiled_ = true;
  return absl::AbortedError("refused after it had written: to be run again with a savepoint");
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const DatabaseOptions& options) {
  auto database = std::unique_ptr<Database>(new Database(options));
  ASSIGN_OR_RETURN(database->writer_, OpenSqlite(options.path, SqliteMode::kWrite));
  for (int i = 0; i < options.readers; ++i) {
    ASSIGN_OR_RETURN(auto reader, OpenSqlite(options.path, SqliteMode::kRead));
    database->readers_.push_back(std::move(reader));
  }
  Database* const self = database.get();
  self->threads_.emplace_back([self] { self->WriteLoop(); });
  self->threads_.emplace_back([self] { self->TellLoop(); });
  for (const auto& reader : self->readers_) {
    self->threads_.emplace_back([self, connection = reader.get()] { self->ReadLoop(*connection); });
  }
  return database;
}

Database::~Database() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

absl::Status Database::Write(WriteBody body, Done done) {
  absl::MutexLock lock(&mutex_);
  if (writes_.size() >= options_.write_queue_max) {
    return absl::ResourceExhaustedError("the write queue is full");
  }
  writes_.push_back({std::move(body), std::move(done)});
  return absl::OkStatus();
}

absl::Status Database::Read(ReadBody body, Done done) {
  absl::MutexLock lock(&mutex_);
  if (reads_.size() >= options_.read_queue_max) {
    return absl::ResourceExhaustedError("the read queue is full");
  }
  reads_.push_back({std::move(body), std::move(done)});
  return absl::OkStatus();
}

absl::Status Database::WriteNow(absl::FunctionRef<absl::Status(WriteTx&)> body) {
  return Await(
      [&](Done done) { return Write([body](WriteTx& tx) { return body(tx); }, std::move(done)); });
}

absl::Status Database::ReadNow(absl::FunctionRef<absl::Status(ReadTx&)> body) {
  return Await(
      [&](Done done) { return Read([body](ReadTx& tx) { return body(tx); }, std::move(done)); });
}

absl::Status Database::Checkpoint() {
  return Await([&](Done done) {
    absl::MutexLock lock(&mutex_);
    checkpoints_.push_back(std::move(done));
    return absl::OkStatus();
  });
}

absl::Status Database::ReadAside(absl::FunctionRef<absl::Status(ReadTx&)> body) {
  ASSIGN_OR_RETURN(const auto connection, OpenSqlite(options_.path, SqliteMode::kRead));
  return RunRead(*connection, body);
}

Database::Work Database::TakeWork() {
  absl::MutexLock lock(&mutex_);
  const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return (stopping_ || !writes_.empty() || !checkpoints_.empty()) && ended_.size() < kEndedMax;
  };
  mutex_.Await(absl::Condition(&ready));
  const size_t size = std::min(writes_.size(), options_.batch_max);
  const auto end = writes_.begin() + static_cast<std::ptrdiff_t>(size);
  Work work;
  work.batch.assign(std::make_move_iterator(writes_.begin()), std::make_move_iterator(end));
  writes_.erase(writes_.begin(), end);
  work.checkpoints.swap(checkpoints_);
  return work;
}

void Database::WriteLoop() {
  // Waits for nobody: what a reading still needs stays in the log.
  static constexpr Query kCheckpoint{"checkpoint", "PRAGMA wal_checkpoint(PASSIVE)"};
  for (;;) {
    Work work = TakeWork();
    if (work.batch.empty() && work.checkpoints.empty()) break;
    if (!work.batch.empty()) CommitBatch(std::move(work.batch));
    if (work.checkpoints.empty()) continue;
    const absl::Status status = writer_->Run(kCheckpoint, {}).status();
    EndOnDataLoss(status);
    for (Done& done : work.checkpoints) TellEnd(done, status);
  }
  absl::MutexLock lock(&mutex_);
  all_ended_ = true;
}

// When a call spoils the transaction even with savepoints, each is tried alone, so that the others
// are not its victims.
void Database::CommitBatch(std::vector<WriteJob> batch) {
  absl::Status status = RunBatch(absl::MakeSpan(batch), Undo::kRerun);
  if (!status.ok()) status = RunBatch(absl::MakeSpan(batch), Undo::kSavepoint);
  if (status.ok() || batch.size() == 1) return Tell({std::move(batch), status});
  for (WriteJob& job : batch) {
    std::vector<WriteJob> alone;
    alone.push_back(std::move(job));
    status = RunBatch(absl::MakeSpan(alone), Undo::kSavepoint);
    Tell({std::move(alone), status});
  }
}

absl::Status Database::RunBatch(absl::Span<WriteJob> batch, Undo undo) {
  static constexpr Query kBegin{"begin", "BEGIN IMMEDIATE"};
  static constexpr Query kCommit{"commit", "COMMIT"};
  static constexpr Query kRollback{"rollback", "ROLLBACK"};
  RETURN_IF_ERROR(writer_->Run(kBegin, {}).status());
  WriteTx tx(*writer_, undo);
  absl::Status status;
  for (WriteJob& job : batch) {
    status = Contain([&] { return job.body(tx); });
    if (status.ok() && tx.spoiled()) status = absl::AbortedError("the transaction was spoiled");
    if (!status.ok()) break;
  }
  if (status.ok()) {
    status = writer_->Run(kCommit, {}).status();
    EndOnDataLoss(status);
  }
  // A full disk has rolled back already; then this one only says so.
  if (!status.ok()) writer_->Run(kRollback, {}).status().IgnoreError();
  return status;
}

void Database::Tell(Ended ended) {
  absl::MutexLock lock(&mutex_);
  ended_.push_back(std::move(ended));
}

void Database::TellLoop() {
  for (;;) {
    std::deque<Ended> ended;
    {
      absl::MutexLock lock(&mutex_);
      const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return all_ended_ || !ended_.empty();
      };
      mutex_.Await(absl::Condition(&ready));
      if (ended_.empty()) return;
      ended.swap(ended_);
    }
    for (Ended& alike : ended) {
      for (WriteJob& job : alike.jobs) TellEnd(job.done, alike.status);
    }
  }
}

void Database::ReadLoop(Connection& connection) {
  for (;;) {
    std::optional<ReadJob> job;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(
          +[](Database* self) ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) {
            return self->stopping_ || !self->reads_.empty();
          },
          this));
      if (reads_.empty()) return;
      job.emplace(std::move(reads_.front()));
      reads_.pop_front();
    }
    TellEnd(job->done, RunRead(connection, [&](ReadTx& tx) { return job->body(tx); }));
  }
}

absl::Status Database::RunRead(Connection& connection,
                               absl::FunctionRef<absl::Status(ReadTx&)> body) {
  static constexpr Query kBegin{"begin_read", "BEGIN"};
  static constexpr Query kEnd{"end_read", "COMMIT"};
  RETURN_IF_ERROR(connection.Run(kBegin, {}).status());
  ReadTx tx(connection);
  absl::Status status = Contain([&] { return body(tx); });
  connection.Run(kEnd, {}).status().IgnoreError();
  return status;
}

}  // namespace kansrijk::db
