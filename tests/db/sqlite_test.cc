#include "server/db/sqlite.h"

#include <gtest/gtest.h>

#include "server/base/contain.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace sqlite_test {

using testing::HasCode;
using ::testing::HasSubstr;

constexpr char kSchema[] = R"sql(
  CREATE TABLE parent (id BIGINT NOT NULL PRIMARY KEY);
  CREATE TABLE thing (
    id        BIGINT NOT NULL PRIMARY KEY,
    label     TEXT   NOT NULL,
    content   BYTEA,
    parent_id BIGINT REFERENCES parent (id),
    CONSTRAINT thing_label_is_unique UNIQUE (label),
    CONSTRAINT thing_id_is_positive CHECK (id > 0)
  );
)sql";
constexpr Query kInsert{
    "insert", "INSERT INTO thing (id, label, content, parent_id) VALUES ($1, $2, $3, $4)"};
constexpr Query kCount{"count", "SELECT COUNT(*) FROM thing"};

class Sqlite : public ::testing::Test {
 protected:
  Sqlite() : path_(directory_.path() + "/test.db") {
    connection_ = *OpenSqlite(path_, SqliteMode::kCreate);
    EXPECT_OK(connection_->Script(kSchema));
  }

  absl::Status Insert(int64_t id, const std::string& label, Value content = {}, Value parent = {}) {
    return connection_->Run(kInsert, {id, label, std::move(content), std::move(parent)}).status();
  }

  testing::TemporaryDirectory directory_;
  std::string path_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(Sqlite, BindsArgumentsByTheirNumberAndNotByTheirPlaceInTheText) {
  static constexpr Query kSwapped{"swapped", "SELECT $2, $1, $2"};
  const auto result = connection_->Run(kSwapped, {int64_t{1}, int64_t{2}});
  ASSERT_OK(result);
  EXPECT_EQ(result->rows[0].Int(0), 2);
  EXPECT_EQ(result->rows[0].Int(1), 1);
  EXPECT_EQ(result->rows[0].Int(2), 2);
}

TEST_F(Sqlite, LeavesOutArgumentsThatTheTextDoesNotUse) {
  static constexpr Query kThird{"third", "SELECT $3"};
  const auto result = connection_->Run(kThird, {int64_t{1}, int64_t{2}, int64_t{3}});
  ASSERT_OK(result);
  EXPECT_EQ(result->rows[0].Int(0), 3);
}

TEST_F(Sqlite, RefusesFewerOrMoreArgumentsThanTheTextTakes) {
  static constexpr Query kTwoOfThem{"two_of_them", "SELECT $2, $1, $2"};
  static constexpr Query kTwelfth{"twelfth", "SELECT '$', $12"};
  for (const size_t given : {size_t{0}, size_t{1}, size_t{3}}) {
    const absl::Status status = connection_->Run(kTwoOfThem, std::vector<Value>(given)).status();
    EXPECT_THAT(status, HasCode(absl::StatusCode::kInternal)) << given;
    EXPECT_THAT(std::string(status.message()), HasSubstr("two_of_them"));
  }
  EXPECT_THAT(connection_->Run(kTwelfth, std::vector<Value>(2)),
              HasCode(absl::StatusCode::kInternal));
  EXPECT_OK(connection_->Run(kTwelfth, std::vector<Value>(12)));
  EXPECT_OK(connection_->Run(kTwoOfThem, std::vector<Value>(2))) << "a refusal spoils nothing";
}

TEST_F(Sqlite, CallsQueriesOfATableAlikeAndGivesEachWhatItTakes) {
  static constexpr Query kNone{"none", "SELECT 7"};
  static constexpr Query kTwo{"two", "SELECT $2"};
  const std::vector<Value> all{int64_t{1}, int64_t{2}, int64_t{3}};
  EXPECT_EQ(connection_->Run(kNone, ArgumentsOf(kNone, all))->rows[0].Int(0), 7);
  EXPECT_EQ(connection_->Run(kTwo, ArgumentsOf(kTwo, all))->rows[0].Int(0), 2);
  EXPECT_THAT(connection_->Run(kTwo, ArgumentsOf(kTwo, {all[0]})),
              HasCode(absl::StatusCode::kInternal))
      << "it makes up none";
}

TEST_F(Sqlite, FailsWhoeverReadsAColumnAsAnotherTypeOrOneThatIsNotThere) {
  static constexpr Query kOfEach{"of_each", "SELECT 1, 'text', X'00', 1.5, NULL"};
  enum Column { kWhole, kWords, kBytes, kReal, kNothing, kBeyond };
  const auto result = connection_->Run(kOfEach, {});
  ASSERT_OK(result);
  const Row& row = result->rows[0];
  const auto fault_of = [&](auto read) {
    return std::string(Contain([&] {
                         (void)read();
                         return absl::OkStatus();
                       }).message());
  };
  for (const size_t column : {kWords, kBytes, kReal, kBeyond}) {
    EXPECT_THAT(fault_of([&] { return row.Int(column); }), HasSubstr("of_each")) << column;
    EXPECT_THAT(fault_of([&] { return row.Bool(column); }), HasSubstr("of_each")) << column;
  }
  for (const size_t column : {kWhole, kBytes, kReal, kBeyond}) {
    EXPECT_THAT(fault_of([&] { return row.Text(column); }), HasSubstr("of_each")) << column;
  }
  for (const size_t column : {kWhole, kWords, kReal, kBeyond}) {
    EXPECT_THAT(fault_of([&] { return row.Bytes(column); }), HasSubstr("of_each")) << column;
  }
  EXPECT_THAT(fault_of([&] { return row.IsNull(kBeyond); }), HasSubstr("of_each"));
  EXPECT_THAT(fault_of([&] { return row.ValuesFrom(kBeyond); }), HasSubstr("of_each"));
  EXPECT_EQ(fault_of([&] { return row.Text(kReal); }),
            "of_each: column 3 was read as text and holds a real number");
}

TEST_F(Sqlite, ReadsNothingAsZeroOrAnEmptyText) {
  static constexpr Query kNothing{"nothing", "SELECT NULL"};
  const auto result = connection_->Run(kNothing, {});
  ASSERT_OK(result);
  EXPECT_EQ(result->rows[0].Int(0), 0);
  EXPECT_FALSE(result->rows[0].Bool(0));
  EXPECT_EQ(result->rows[0].Text(0), "");
  EXPECT_EQ(result->rows[0].Bytes(0), "");
}

TEST_F(Sqlite, ForgetsArgumentsBetweenTwoRunsOfAQuery) {
  static constexpr Query kOnlyFirst{"only_first", "SELECT $1, $2"};
  ASSERT_OK(connection_->Run(kOnlyFirst, {int64_t{1}, std::string("earlier")}));
  const auto result = connection_->Run(kOnlyFirst, {int64_t{1}, std::monostate()});
  ASSERT_OK(result);
  EXPECT_TRUE(result->rows[0].IsNull(1));
}

TEST_F(Sqlite, KeepsBytesAndTextApartAndWhole) {
  const std::string bytes("\0\xff\x80 bytes", 9);
  ASSERT_OK(Insert(1, "caf\xc3\xa9", Blob{bytes}));
  static constexpr Query kRead{"read", "SELECT content, label, typeof(content) FROM thing"};
  const auto result = connection_->Run(kRead, {});
  ASSERT_OK(result);
  EXPECT_EQ(result->rows[0].Bytes(0), bytes);
  EXPECT_EQ(result->rows[0].Text(1), "caf\xc3\xa9");
  EXPECT_EQ(result->rows[0].Text(2), "blob");
}

TEST_F(Sqlite, TellsAUniqueKeyFromOtherConstraints) {
  ASSERT_OK(Insert(1, "a"));
  EXPECT_THAT(Insert(1, "b"), HasCode(absl::StatusCode::kAlreadyExists)) << "primary key";
  EXPECT_THAT(Insert(2, "a"), HasCode(absl::StatusCode::kAlreadyExists)) << "unique key";
  EXPECT_THAT(Insert(2, "b", {}, int64_t{7}), HasCode(absl::StatusCode::kFailedPrecondition))
      << "foreign key";
  const absl::Status check = Insert(-1, "b");
  EXPECT_THAT(check, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(check.message()), HasSubstr("thing_id_is_positive"));
}

TEST_F(Sqlite, NeverPutsAValueIntoAnError) {
  ASSERT_OK(Insert(1, "Noor Testdeelnemer"));
  EXPECT_THAT(std::string(Insert(2, "Noor Testdeelnemer").message()),
              ::testing::Not(HasSubstr("Noor")));
}

TEST_F(Sqlite, GoesOnAfterAnError) {
  ASSERT_OK(Insert(1, "a"));
  EXPECT_FALSE(Insert(1, "a").ok());
  EXPECT_OK(Insert(2, "b"));
  static constexpr Query kNonsense{"nonsense", "SELECT nothing FROM nowhere"};
  EXPECT_THAT(connection_->Run(kNonsense, {}), HasCode(absl::StatusCode::kInternal));
  const auto count = connection_->Run(kCount, {});
  ASSERT_OK(count);
  EXPECT_EQ(count->rows[0].Int(0), 2);
}

TEST_F(Sqlite, CountsTheRowsThatAStatementTouched) {
  ASSERT_OK(Insert(1, "a"));
  ASSERT_OK(Insert(2, "b"));
  static constexpr Query kUpdate{"update", "UPDATE thing SET content = NULL WHERE id >= $1"};
  EXPECT_EQ(connection_->Run(kUpdate, {int64_t{1}})->changes, 2);
  EXPECT_EQ(connection_->Run(kUpdate, {int64_t{9}})->changes, 0);
}

TEST_F(Sqlite, DoesNotWriteThroughAReader) {
  const auto reader = OpenSqlite(path_, SqliteMode::kRead);
  ASSERT_OK(reader);
  EXPECT_FALSE((*reader)->Run(kInsert, {int64_t{1}, std::string("a"), Value(), Value()}).ok());
  EXPECT_EQ(connection_->Run(kCount, {})->rows[0].Int(0), 0);
}

TEST_F(Sqlite, NeverCreatesOverAFileThatIsThere) {
  EXPECT_THAT(OpenSqlite(path_, SqliteMode::kCreate).status(),
              HasCode(absl::StatusCode::kAlreadyExists));
}

TEST_F(Sqlite, MakesCommitsDurableBeforeTheyAreAnswered) {
  static constexpr Query kJournal{"journal", "PRAGMA journal_mode"};
  static constexpr Query kSynchronous{"synchronous", "PRAGMA synchronous"};
  const auto writer = OpenSqlite(path_, SqliteMode::kWrite);
  ASSERT_OK(writer);
  EXPECT_EQ((*writer)->Run(kJournal, {})->rows[0].Text(0), "wal");
  EXPECT_EQ((*writer)->Run(kSynchronous, {})->rows[0].Int(0), 2) << "FULL";
}

}  // namespace sqlite_test
}  // namespace kansrijk::db
