// The SQLite driver. One Connection is used by one thread at a time.
#ifndef KANSRIJK_SERVER_DB_SQLITE_H_
#define KANSRIJK_SERVER_DB_SQLITE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/db/connection.h"

namespace kansrijk::db {

enum class SqliteMode {
  kCreate,  // a new file; AlreadyExists when there is one
  kWrite,   // the one writer: WAL, synchronous=FULL
  kRead,    // read-only: neither writes nor checkpoints
};

// Opens with foreign keys on, defensive mode, an untrusted schema and no extensions.
absl::StatusOr<std::unique_ptr<Connection>> OpenSqlite(const std::string& path, SqliteMode mode);

}  // namespace kansrijk::db

#endif  // KANSRIJK_SERVER_DB_SQLITE_H_
