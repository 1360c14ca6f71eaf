// The state of a database file, and the forward-only migrations embedded from schema/.
#ifndef KANSRIJK_SERVER_DB_MIGRATE_H_
#define KANSRIJK_SERVER_DB_MIGRATE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "server/db/connection.h"

namespace kansrijk::db {

// Marks a file as ours, in the SQLite header: "KOst".
inline constexpr int32_t kApplicationId = 0x4B4F7374;

struct Migration {
  int number;        // 1, 2, ... without gaps
  const char* name;  // 0001_base.sql
  const char* sql;
};

// The migrations in this binary, by number; generated from schema/ at build time.
absl::Span<const Migration> Migrations();

enum class FileState {
  kCurrent,
  kOlder,    // can be migrated
  kMissing,  // no file
  kForeign,  // a file of something else
  kDamaged,  // unreadable, or it fails its integrity check
  kNewer,    // written by a newer server
};

// Looks without changing a byte of the file.
FileState InspectFile(const std::string& path);

// Makes a new database and migrates it. AlreadyExists: there is a file.
absl::Status CreateDatabase(const std::string& path, int64_t now_us);

// Brings a database up to date, each migration in a transaction of its own. FailedPrecondition: an
// applied migration differs from the one in this binary.
absl::Status Migrate(Connection& connection, int64_t now_us);

}  // namespace kansrijk::db

#endif  // KANSRIJK_SERVER_DB_MIGRATE_H_
