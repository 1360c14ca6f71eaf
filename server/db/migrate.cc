#include "server/db/migrate.h"

#include <sodium.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/contain.h"
#include "server/base/status.h"
#include "server/db/sqlite.h"

namespace kansrijk::db {
namespace {

constexpr char kJournal[] = R"sql(
  CREATE TABLE IF NOT EXISTS schema_migration (
    number     BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    checksum   TEXT   NOT NULL,
    applied_us BIGINT NOT NULL
  )
)sql";
constexpr Query kApplied{"schema_applied",
                         "SELECT number, checksum FROM schema_migration ORDER BY number"};
constexpr Query kRecord{"schema_record", "INSERT INTO schema_migration VALUES ($1, $2, $3, $4)"};
constexpr Query kQuickCheck{"quick_check", "PRAGMA quick_check"};

constexpr size_t kHeaderSize = 100;
constexpr size_t kPageSizeOffset = 16;
constexpr size_t kPageCountOffset = 28;
constexpr size_t kUserVersionOffset = 60;
constexpr size_t kApplicationIdOffset = 68;
constexpr absl::string_view kMagic("SQLite format 3\0", 16);

std::string Checksum(absl::string_view text) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), sizeof hash));
}

uint32_t BigEndian(absl::string_view bytes, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) {
    value = (value << 8) | static_cast<unsigned char>(bytes[offset + i]);
  }
  return value;
}

// Whether the file is as long as its header says. With a log beside it, the log may hold what is
// missing; SQLite itself fills up the last page of a file that is too short, and says nothing.
bool IsAsLongAsItSays(const std::string& path, absl::string_view header) {
  std::error_code none;
  const auto log_size = std::filesystem::file_size(path + "-wal", none);
  if (!none && log_size > 0) return true;
  const uint32_t short_size = BigEndian(header, kPageSizeOffset) >> 16;
  const uint64_t page_size = short_size == 1 ? 65536 : short_size;
  const uint64_t size = std::filesystem::file_size(path);
  return page_size > 0 && size % page_size == 0 &&
         size >= page_size * BigEndian(header, kPageCountOffset);
}

absl::Status Apply(Connection& connection, const Migration& migration, int64_t now_us) {
  RETURN_IF_ERROR(connection.Script("BEGIN IMMEDIATE"));
  absl::Status status = connection.Script(migration.sql);
  if (status.ok()) {
    status = connection
                 .Run(kRecord, {int64_t{migration.number}, std::string(migration.name),
                                Checksum(migration.sql), now_us})
                 .status();
  }
  if (status.ok()) {
    status = connection.Script(absl::StrCat("PRAGMA user_version = ", migration.number));
  }
  if (status.ok()) return connection.Script("COMMIT");
  connection.Script("ROLLBACK").IgnoreError();
  return absl::Status(status.code(), absl::StrCat(migration.name, ": ", status.message()));
}

absl::Status ApplyMissing(Connection& connection, int64_t now_us) {
  RETURN_IF_ERROR(connection.Script(kJournal));
  ASSIGN_OR_RETURN(const Result applied, connection.Run(kApplied, {}));
  std::map<int64_t, std::string> checksums;
  for (const Row& row : applied.rows) checksums[row.Int(0)] = row.Text(1);
  for (const Migration& migration : Migrations()) {
    const auto found = checksums.find(migration.number);
    if (found == checksums.end()) {
      RETURN_IF_ERROR(Apply(connection, migration, now_us));
    } else if (found->second != Checksum(migration.sql)) {
      return absl::FailedPreconditionError(
          absl::StrCat(migration.name, " was applied with another text"));
    }
  }
  // The header, which is looked at before the file is opened, tells the version from here on.
  return connection.Script("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

FileState InspectFile(const std::string& path) {
  if (!std::filesystem::exists(path)) return FileState::kMissing;
  std::string header(kHeaderSize, '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(header.data(), kHeaderSize)) return FileState::kForeign;
  if (absl::string_view(header).substr(0, kMagic.size()) != kMagic ||
      BigEndian(header, kApplicationIdOffset) != kApplicationId) {
    return FileState::kForeign;
  }
  const uint32_t version = BigEndian(header, kUserVersionOffset);
  if (version > Migrations().size()) return FileState::kNewer;
  if (!IsAsLongAsItSays(path, header)) return FileState::kDamaged;
  auto connection = OpenSqlite(path, SqliteMode::kRead);
  if (!connection.ok()) return FileState::kDamaged;
  const auto check = (*connection)->Run(kQuickCheck, {});
  if (!check.ok() || check->rows.size() != 1 || check->rows[0].Text(0) != "ok") {
    return FileState::kDamaged;
  }
  return version < Migrations().size() ? FileState::kOlder : FileState::kCurrent;
}

absl::Status CreateDatabase(const std::string& path, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto connection, OpenSqlite(path, SqliteMode::kCreate));
  RETURN_IF_ERROR(connection->Script(absl::StrCat("PRAGMA application_id = ", kApplicationId)));
  return Migrate(*connection, now_us);
}

// A file that was tampered with may hold anything where the journal should be.
absl::Status Migrate(Connection& connection, int64_t now_us) {
  return Contain([&] { return ApplyMissing(connection, now_us); });
}

}  // namespace kansrijk::db
