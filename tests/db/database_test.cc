#include "server/db/database.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/barrier.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "server/base/status.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace database_test {

using testing::HasCode;

constexpr Query kInsert{"insert", "INSERT INTO entry (id, content) VALUES ($1, $2)"};
constexpr Query kAll{"all", "SELECT id FROM entry ORDER BY id"};

absl::Status Insert(WriteTx& tx, int64_t id, size_t size = 10) {
  return tx.Execute(kInsert, {id, std::string(size, 'x')}).status();
}

std::vector<int64_t> IdsIn(Connection& connection) {
  const auto result = connection.Run(kAll, {});
  EXPECT_OK(result);
  return MapRows(result->rows, [](const Row& row) { return row.Int(0); });
}

class DatabaseTest : public ::testing::Test {
 protected:
  DatabaseTest() {
    options_.path = directory_.path() + "/test.db";
    EXPECT_OK(
        (*OpenSqlite(options_.path, SqliteMode::kCreate))
            ->Script("CREATE TABLE entry (id BIGINT NOT NULL PRIMARY KEY, content TEXT NOT NULL)"));
    observer_ = *OpenSqlite(options_.path, SqliteMode::kRead);
  }

  void Open() { database_ = *Database::Open(options_); }

  // Keeps the writer busy until the returned notification, so that what is queued meanwhile becomes
  // one batch.
  std::shared_ptr<absl::Notification> HoldWriter() {
    auto held = std::make_shared<absl::Notification>();
    auto go = std::make_shared<absl::Notification>();
    EXPECT_OK(database_->Write(
        [held, go](WriteTx&) {
          if (!held->HasBeenNotified()) held->Notify();
          go->WaitForNotification();
          return absl::OkStatus();
        },
        [](const absl::Status&) {}));
    held->WaitForNotification();
    return go;
  }

  // Runs the bodies as one batch; the statuses that `done` got.
  template <typename... Bodies>
  std::vector<absl::Status> RunTogether(Bodies... given) {
    std::vector<Database::WriteBody> bodies;
    (bodies.emplace_back(std::move(given)), ...);
    std::vector<absl::Status> statuses(bodies.size(), absl::UnknownError("not done"));
    absl::BlockingCounter left(static_cast<int>(bodies.size()));
    const auto go = HoldWriter();
    for (size_t i = 0; i < bodies.size(); ++i) {
      EXPECT_OK(database_->Write(std::move(bodies[i]), [&, i](const absl::Status& status) {
        statuses[i] = status;
        left.DecrementCount();
      }));
    }
    go->Notify();
    left.Wait();
    return statuses;
  }

  std::vector<int64_t> Ids() { return IdsIn(*observer_); }

  testing::TemporaryDirectory directory_;
  DatabaseOptions options_;
  std::unique_ptr<Connection> observer_;
  std::unique_ptr<Database> database_;
};

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(DatabaseTest, UndoesOnlyTheCallWhoseSavepointFails) {
  Open();
  absl::Status refused;
  const auto statuses = RunTogether([](WriteTx& tx) { return Insert(tx, 1); },
                                    [&](WriteTx& tx) {
                                      refused = tx.Savepoint([&] {
                                        RETURN_IF_ERROR(Insert(tx, 2));
                                        RETURN_IF_ERROR(Insert(tx, 3));
                                        return absl::FailedPreconditionError("a rule says no");
                                      });
                                      return Insert(tx, 4);
                                    },
                                    [](WriteTx& tx) { return Insert(tx, 5); });
  EXPECT_THAT(statuses, ::testing::Each(testing::IsOk()));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Ids(), ElementsAre(1, 4, 5));
}

TEST_F(DatabaseTest, RunsTheOthersOfASpoiledBatchAlone) {
  Open();
  const auto statuses = RunTogether([](WriteTx& tx) { return Insert(tx, 1); },
                                    [](WriteTx& tx) {
                                      RETURN_IF_ERROR(Insert(tx, 2));
                                      return absl::AbortedError("spoiled");
                                    },
                                    [](WriteTx& tx) { return Insert(tx, 3); });
  EXPECT_OK(statuses[0]);
  EXPECT_THAT(statuses[1], HasCode(absl::StatusCode::kAborted));
  EXPECT_OK(statuses[2]);
  EXPECT_THAT(Ids(), ElementsAre(1, 3));
}

TEST_F(DatabaseTest, ABodyThatThrowsHasFailedAndTheOthersHaveNot) {
  Open();
  const auto statuses = RunTogether([](WriteTx& tx) { return Insert(tx, 1); },
                                    [](WriteTx& tx) -> absl::Status {
                                      EXPECT_OK(Insert(tx, 2));
                                      throw std::runtime_error("2");
                                    },
                                    [](WriteTx& tx) { return Insert(tx, 3); });
  EXPECT_OK(statuses[0]);
  EXPECT_THAT(statuses[1], HasCode(absl::StatusCode::kInternal));
  EXPECT_OK(statuses[2]);
  EXPECT_THAT(Ids(), ElementsAre(1, 3));
}

TEST_F(DatabaseTest, ReadersOutliveWhatThrows) {
  Open();
  for (int i = 0; i < 2 * options_.readers; ++i) {
    const auto throwing = [](ReadTx&) -> absl::Status { throw std::runtime_error("no"); };
    EXPECT_THAT(database_->ReadNow(throwing), HasCode(absl::StatusCode::kInternal));
  }
  EXPECT_OK(database_->ReadNow([](ReadTx& tx) { return tx.Select(kAll).status(); }));
}

TEST_F(DatabaseTest, TellsTheOthersWhenOneWhoIsToldThrows) {
  Open();
  absl::Notification told;
  const auto go = HoldWriter();
  ASSERT_OK(database_->Write([](WriteTx& tx) { return Insert(tx, 1); },
                             [](const absl::Status&) { throw std::runtime_error("no"); }));
  ASSERT_OK(database_->Write([](WriteTx& tx) { return Insert(tx, 2); },
                             [&](const absl::Status&) { told.Notify(); }));
  go->Notify();
  told.WaitForNotification();
  EXPECT_THAT(Ids(), ElementsAre(1, 2));
}

TEST_F(DatabaseTest, CommitsABatchAtOnce) {
  Open();
  std::vector<std::vector<int64_t>> seen;
  const auto look = [&](WriteTx& tx, int64_t id) {
    seen.push_back(Ids());
    return Insert(tx, id);
  };
  RunTogether([&](WriteTx& tx) { return look(tx, 1); }, [&](WriteTx& tx) { return look(tx, 2); });
  EXPECT_THAT(seen, ElementsAre(IsEmpty(), IsEmpty())) << "nobody sees half a batch";
  EXPECT_THAT(Ids(), ElementsAre(1, 2));
}

TEST_F(DatabaseTest, SaysDoneOnlyWhenOthersCanSeeTheEffect) {
  Open();
  absl::Notification done;
  std::vector<int64_t> seen_before;
  std::vector<int64_t> seen_when_done;
  ASSERT_OK(database_->Write(
      [&](WriteTx& tx) {
        RETURN_IF_ERROR(Insert(tx, 1));
        seen_before = Ids();
        return absl::OkStatus();
      },
      [&](const absl::Status& status) {
        EXPECT_OK(status);
        seen_when_done = Ids();
        done.Notify();
      }));
  done.WaitForNotification();
  EXPECT_THAT(seen_before, IsEmpty());
  EXPECT_THAT(seen_when_done, ElementsAre(1));
}

TEST_F(DatabaseTest, RefusesAtOnceWhatTheQueueCannotHold) {
  options_.write_queue_max = 3;
  Open();
  const auto go = HoldWriter();
  absl::BlockingCounter left(3);
  for (int64_t id = 1; id <= 3; ++id) {
    ASSERT_OK(database_->Write([id](WriteTx& tx) { return Insert(tx, id); },
                               [&](const absl::Status&) { left.DecrementCount(); }));
  }
  bool called = false;
  EXPECT_THAT(database_->Write([](WriteTx& tx) { return Insert(tx, 4); },
                               [&](const absl::Status&) { called = true; }),
              HasCode(absl::StatusCode::kResourceExhausted));
  go->Notify();
  left.Wait();
  database_.reset();
  EXPECT_FALSE(called);
  EXPECT_THAT(Ids(), ElementsAre(1, 2, 3));
}

TEST_F(DatabaseTest, RefusesAtOnceReadingsThatTheQueueCannotHold) {
  options_.readers = 1;
  options_.read_queue_max = 1;
  Open();
  absl::Notification held, go;
  ASSERT_OK(database_->Read(
      [&](ReadTx&) {
        held.Notify();
        go.WaitForNotification();
        return absl::OkStatus();
      },
      [](const absl::Status&) {}));
  held.WaitForNotification();
  const auto nothing = [](ReadTx&) { return absl::OkStatus(); };
  EXPECT_OK(database_->Read(nothing, [](const absl::Status&) {}));
  EXPECT_THAT(database_->Read(nothing, [](const absl::Status&) {}),
              HasCode(absl::StatusCode::kResourceExhausted));
  go.Notify();
  database_.reset();  // the reading still looks at `go`
}

TEST_F(DatabaseTest, FinishesWhatIsQueuedBeforeItCloses) {
  Open();
  const auto go = HoldWriter();
  for (int64_t id = 1; id <= 300; ++id) {
    ASSERT_OK(database_->Write([id](WriteTx& tx) { return Insert(tx, id); },
                               [](const absl::Status& status) { EXPECT_OK(status); }));
  }
  go->Notify();
  database_.reset();
  EXPECT_EQ(Ids().size(), 300);
}

TEST_F(DatabaseTest, ReadsOneSnapshotHoweverMuchIsWrittenMeanwhile) {
  Open();
  ASSERT_OK(database_->WriteNow([](WriteTx& tx) { return Insert(tx, 1); }));
  const absl::Status read = database_->ReadNow([&](ReadTx& tx) {
    ASSIGN_OR_RETURN(const auto before, tx.Select(kAll));
    EXPECT_OK(database_->WriteNow([](WriteTx& write) { return Insert(write, 2); }));
    ASSIGN_OR_RETURN(const auto after, tx.Select(kAll));
    EXPECT_EQ(before.size(), 1);
    EXPECT_EQ(after.size(), 1);
    return absl::OkStatus();
  });
  EXPECT_OK(read);
  EXPECT_THAT(Ids(), ElementsAre(1, 2));
}

TEST_F(DatabaseTest, ACheckpointCopiesWhatWasCommittedIntoTheFile) {
  Open();
  ASSERT_OK(database_->Checkpoint());
  ASSERT_OK(database_->WriteNow([](WriteTx& tx) { return Insert(tx, 1); }));
  const auto in_file_alone = [&](const char* name) {
    const std::string copy = absl::StrCat(directory_.path(), "/", name);
    std::filesystem::copy_file(options_.path, copy);
    return IdsIn(**OpenSqlite(copy, SqliteMode::kWrite));
  };
  EXPECT_THAT(in_file_alone("before.db"), IsEmpty());
  ASSERT_OK(database_->Checkpoint());
  EXPECT_THAT(in_file_alone("after.db"), ElementsAre(1));
}

// A full disk makes SQLite undo the whole transaction on its own, under the feet of the batch.
TEST_F(DatabaseTest, ADiskThatIsFullForOneCallUndoesThatCallOnly) {
  static constexpr Query kLimit{"limit", "PRAGMA max_page_count = 40"};
  Open();
  ASSERT_OK(database_->WriteNow([](WriteTx& tx) { return tx.Select(kLimit).status(); }));
  const auto statuses =
      RunTogether([](WriteTx& tx) { return Insert(tx, 1); },
                  [](WriteTx& tx) { return tx.Savepoint([&] { return Insert(tx, 2, 1 << 20); }); },
                  [](WriteTx& tx) { return tx.Savepoint([&] { return Insert(tx, 3); }); });
  EXPECT_OK(statuses[0]);
  EXPECT_THAT(statuses[1], HasCode(absl::StatusCode::kResourceExhausted));
  EXPECT_OK(statuses[2]);
  EXPECT_THAT(Ids(), ElementsAre(1, 3));
}

// A call that makes light of the error must not leave the transaction half undone.
TEST_F(DatabaseTest, AFailedUndoSpoilsTheCallEvenWhenItsBodyForgivesTheError) {
  static constexpr Query kLimit{"limit", "PRAGMA max_page_count = 40"};
  Open();
  ASSERT_OK(database_->WriteNow([](WriteTx& tx) { return tx.Select(kLimit).status(); }));
  const auto statuses = RunTogether([](WriteTx& tx) { return Insert(tx, 1); },
                                    [](WriteTx& tx) {
                                      return tx.Savepoint([&] {
                                        Insert(tx, 2, 1 << 20).IgnoreError();
                                        return absl::FailedPreconditionError("a rule says no");
                                      });
                                    });
  EXPECT_OK(statuses[0]);
  EXPECT_THAT(statuses[1], HasCode(absl::StatusCode::kAborted));
  EXPECT_THAT(Ids(), ElementsAre(1));
}

}  // namespace database_test
}  // namespace kansrijk::db
