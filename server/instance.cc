#include "server/instance.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/notification.h"
#include "server/base/status.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "server/service/methods.h"

namespace kansrijk {
namespace {

constexpr char kOperatorTrace[] = "00000000000000000000000000000000";

absl::Status Verdict(db::FileState state, const std::string& directory) {
  switch (state) {
    case db::FileState::kCurrent:
    case db::FileState::kOlder:
      return absl::OkStatus();
    case db::FileState::kMissing:
      return Error(kDatabaseMissing, {directory});
    case db::FileState::kForeign:
      return Error(kDatabaseForeign, {directory});
    case db::FileState::kDamaged:
      return Error(kDatabaseDamaged, {directory});
    case db::FileState::kNewer:
      return Error(kDatabaseNewer, {directory});
  }
  return absl::OkStatus();
}

absl::Status CheckPrivate(const std::string& directory) {
  struct stat info {};
  if (stat(directory.c_str(), &info) != 0) return Error(kDatabaseMissing, {directory});
  return (info.st_mode & 077) == 0 ? absl::OkStatus() : Error(kDirectoryOpen, {directory});
}

// The lock is held as long as the descriptor is open.
absl::StatusOr<int> Lock(const std::string& directory) {
  const int lock = open(absl::StrCat(directory, "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
  if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  if (lock >= 0) close(lock);
  return Error(kDirectoryInUse, {directory});
}

absl::Status MigrateIfOlder(const std::string& path, absl::Time now) {
  ASSIGN_OR_RETURN(const auto connection, db::OpenSqlite(path, db::SqliteMode::kWrite));
  return db::Migrate(*connection, absl::ToUnixMicros(now));
}

}  // namespace

std::string DatabasePath(const std::string& directory) {
  return absl::StrCat(directory, "/kansrijk.db");
}
std::string OperatorSocketPath(const std::string& directory) {
  return absl::StrCat(directory, "/operator.sock");
}
std::string AddressPath(const std::string& directory) {
  return absl::StrCat(directory, "/address");
}

absl::Status CreateInstance(const std::string& directory, absl::Time now) {
  std::error_code error;
  if (std::filesystem::create_directories(directory, error)) {
    chmod(directory.c_str(), S_IRWXU);
  }
  RETURN_IF_ERROR(CheckPrivate(directory));
  return db::CreateDatabase(DatabasePath(directory), absl::ToUnixMicros(now));
}

absl::StatusOr<std::unique_ptr<Instance>> Instance::Open(const std::string& directory,
                                                         Clock& clock) {
  auto instance = std::unique_ptr<Instance>(new Instance);
  if (sodium_init() < 0) return absl::InternalError("libsodium does not start");
  instance->methods_ = service::Methods();
  if (const auto faults = instance->methods_.Faults(); !faults.empty()) {
    return Error(kPolicyGap, {absl::StrJoin(faults, "; ")});
  }
  const std::string path = DatabasePath(directory);
  if (!std::filesystem::exists(path)) return Error(kDatabaseMissing, {directory});
  RETURN_IF_ERROR(CheckPrivate(directory));
  ASSIGN_OR_RETURN(instance->lock_, Lock(directory));
  const db::FileState state = db::InspectFile(path);
  RETURN_IF_ERROR(Verdict(state, directory));
  if (state == db::FileState::kOlder) RETURN_IF_ERROR(MigrateIfOlder(path, clock.Now()));
  db::DatabaseOptions options;
  options.path = path;
  ASSIGN_OR_RETURN(instance->database_, db::Database::Open(options));
  instance->door_ =
      std::make_unique<rpc::Door>(*instance->database_, instance->methods_, clock, instance->ids_);
  return instance;
}

Instance::~Instance() {
  database_.reset();  // finishes what is queued, while the door still stands
  if (lock_ >= 0) close(lock_);
}

absl::StatusOr<std::string> Instance::CallAsOperator(const std::string& path,
                                                     const std::string& message) {
  rpc::Arrival arrival;
  arrival.path = path;
  arrival.operator_socket = true;
  arrival.trace_id = kOperatorTrace;
  arrival.message = message;
  absl::Notification answered;
  rpc::Answer answer;
  door_->Handle(std::move(arrival), [&](rpc::Answer given) {
    answer = std::move(given);
    answered.Notify();
  });
  answered.WaitForNotification();
  if (!answer.status.ok()) return answer.status;
  return answer.message;
}

}  // namespace kansrijk
