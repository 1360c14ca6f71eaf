#include "server/db/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "server/db/query_log.h"

namespace kansrijk::db {
namespace {

// Chosen once here; the text of a driver error never holds values, only names of the schema.
absl::StatusCode CodeOf(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_CONSTRAINT:
      return sqlite_code == SQLITE_CONSTRAINT_UNIQUE || sqlite_code == SQLITE_CONSTRAINT_PRIMARYKEY
                 ? absl::StatusCode::kAlreadyExists
                 : absl::StatusCode::kFailedPrecondition;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::StatusCode::kAborted;
    case SQLITE_FULL:
      return absl::StatusCode::kResourceExhausted;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::StatusCode::kDataLoss;
    default:
      return absl::StatusCode::kInternal;
  }
}

absl::Status StatusOf(sqlite3* handle, absl::string_view what) {
  return absl::Status(CodeOf(sqlite3_extended_errcode(handle)),
                      absl::StrCat(what, ": ", sqlite3_errmsg(handle)));
}

struct Prepared {
  explicit Prepared(SQLite::Database& database, const char* text) : statement(database, text) {}

  SQLite::Statement statement;
  std::vector<int> index;  // of $1, $2, ...; 0 when the text does not use it
};

void Bind(SQLite::Statement& statement, int index, const Value& value) {
  switch (value.index()) {
    case 0:
      return statement.bind(index);
    case 1:
      return statement.bind(index, std::get<int64_t>(value));
    case 2:
      return statement.bind(index, std::get<double>(value));
    case 3:
      return statement.bindNoCopy(index, std::get<std::string>(value));
    default: {
      const std::string& bytes = std::get<Blob>(value).bytes;
      return statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
    }
  }
}

Value ColumnOf(const SQLite::Column& column) {
  switch (column.getType()) {
    case SQLITE_INTEGER:
      return column.getInt64();
    case SQLITE_FLOAT:
      return column.getDouble();
    case SQLITE_TEXT:
      return column.getString();
    case SQLITE_BLOB:
      return Blob{column.getString()};
    default:
      return std::monostate();
  }
}

class SqliteConnection : public Connection {
 public:
  explicit SqliteConnection(SQLite::Database database) : database_(std::move(database)) {}

  absl::StatusOr<Result> Run(const Query& query, absl::Span<const Value> args) override {
    const absl::Status counted = CheckArguments(query, args.size());
    if (!counted.ok()) return counted;
    try {
      return Step(query, args);
    } catch (const SQLite::Exception&) {
      absl::Status status = StatusOf(database_.getHandle(), query.name);
      Reset(query);
      return status;
    } catch (...) {  // memory ran out: not the engine's, but its statement must not stay open
      Reset(query);
      throw;
    }
  }

  absl::Status Script(absl::string_view statements) override {
    if (database_.tryExec(std::string(statements)) == SQLITE_OK) return absl::OkStatus();
    return StatusOf(database_.getHandle(), "script");
  }

 private:
  // Cached by the address of the text: queries are constants.
  Prepared& Prepare(const Query& query) {
    std::unique_ptr<Prepared>& slot = prepared_[query.text];
    if (slot == nullptr) {
      try {
        slot = std::make_unique<Prepared>(database_, query.text);
      } catch (const SQLite::Exception&) {
        prepared_.erase(query.text);
        throw;
      }
      LogQuery(query.name);
      // SQLite numbers $n by first appearance, so they are bound by name.
      for (size_t n = 1; n <= query.arguments; ++n) {
        slot->index.push_back(slot->statement.getIndex(absl::StrCat("$", n).c_str()));
      }
    }
    return *slot;
  }

  void Reset(const Query& query) {
    const auto found = prepared_.find(query.text);
    if (found != prepared_.end()) found->second->statement.tryReset();
  }

  Result Step(const Query& query, absl::Span<const Value> args) {
    Prepared& prepared = Prepare(query);
    SQLite::Statement& statement = prepared.statement;
    for (size_t n = 0; n < args.size(); ++n) {
      if (prepared.index[n] != 0) Bind(statement, prepared.index[n], args[n]);
    }
    Result result;
    const int before = sqlite3_total_changes(database_.getHandle());
    const int columns = statement.getColumnCount();
    while (statement.executeStep()) {
      std::vector<Value> values;
      values.reserve(columns);
      for (int i = 0; i < columns; ++i) values.push_back(ColumnOf(statement.getColumn(i)));
      result.rows.emplace_back(query, std::move(values));
    }
    result.changes = sqlite3_total_changes(database_.getHandle()) - before;
    statement.reset();
    statement.clearBindings();
    return result;
  }

  SQLite::Database database_;
  absl::flat_hash_map<const char*, std::unique_ptr<Prepared>> prepared_;
};

int FlagsOf(SqliteMode mode) {
  switch (mode) {
    case SqliteMode::kCreate:
      return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    case SqliteMode::kWrite:
      return SQLite::OPEN_READWRITE;
    case SqliteMode::kRead:
      return SQLite::OPEN_READONLY;
  }
  return 0;
}

constexpr char kSafety[] =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
    "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;";

// A checkpoint is PASSIVE, on the writer, when the log has grown to 4,000 pages.
constexpr char kWriter[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
    "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;";

constexpr char kReader[] = "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0;";

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> OpenSqlite(const std::string& path, SqliteMode mode) {
  if (mode == SqliteMode::kCreate && std::filesystem::exists(path)) {
    return absl::AlreadyExistsError("the database file exists");
  }
  try {
    SQLite::Database database(path, FlagsOf(mode), /*aBusyTimeoutMs=*/5000);
    sqlite3* handle = database.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    auto connection = std::make_unique<SqliteConnection>(std::move(database));
    absl::Status status = connection->Script(kSafety);
    status.Update(connection->Script(mode == SqliteMode::kRead ? kReader : kWriter));
    if (!status.ok()) return status;
    return connection;
  } catch (const SQLite::Exception& error) {
    return absl::Status(CodeOf(error.getExtendedErrorCode()), error.what());
  }
}

}  // namespace kansrijk::db
