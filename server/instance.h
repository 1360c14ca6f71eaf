// One data directory in use: its lock, its database, its door. Commands and the server share it.
#ifndef KANSRIJK_SERVER_INSTANCE_H_
#define KANSRIJK_SERVER_INSTANCE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/base/clock.h"
#include "server/base/error.h"
#include "server/db/database.h"
#include "server/rpc/door.h"
#include "server/rpc/method.h"

namespace kansrijk {

// Why a data directory cannot be used; each has an exit code of its own.
inline constexpr ErrorKind kDatabaseMissing{
    "DATABASE_MISSING", absl::StatusCode::kNotFound,
    "$0 holds no database: make one with kansrijkd init, or correct the directory",
    "$0 bevat geen database: maak er een met kansrijkd init, of verbeter de map"};
inline constexpr ErrorKind kDatabaseForeign{
    "DATABASE_FOREIGN", absl::StatusCode::kFailedPrecondition,
    "the database in $0 belongs to another program; it was not touched",
    "de database in $0 is van een ander programma; er is niets aan veranderd"};
inline constexpr ErrorKind kDatabaseDamaged{
    "DATABASE_DAMAGED", absl::StatusCode::kDataLoss,
    "the database in $0 is damaged; it was not touched: restore a backup",
    "de database in $0 is beschadigd; er is niets aan veranderd: zet een back-up terug"};
inline constexpr ErrorKind kDatabaseNewer{
    "DATABASE_NEWER", absl::StatusCode::kFailedPrecondition,
    "the database in $0 was written by a newer kansrijkd; it was not touched: install that version",
    "de database in $0 is van een nieuwere kansrijkd; er is niets aan veranderd: installeer die"};
inline constexpr ErrorKind kDirectoryInUse{"DIRECTORY_IN_USE", absl::StatusCode::kUnavailable,
                                           "another kansrijkd uses $0",
                                           "een andere kansrijkd gebruikt $0"};
inline constexpr ErrorKind kDirectoryOpen{
    "DIRECTORY_OPEN", absl::StatusCode::kPermissionDenied,
    "other users of this machine can enter $0: run chmod 700 $0",
    "andere gebruikers van deze computer kunnen bij $0: geef de opdracht chmod 700 $0"};
inline constexpr ErrorKind kPolicyGap{
    "POLICY_GAP", absl::StatusCode::kInternal,
    "this build declares too little to be safe, and does not start: $0",
    "deze versie legt te weinig vast om veilig te zijn, en start niet: $0"};

std::string DatabasePath(const std::string& directory);
std::string OperatorSocketPath(const std::string& directory);
std::string AddressPath(const std::string& directory);

// Makes the directory (mode 0700) and an empty database in it. AlreadyExists: it has one.
absl::Status CreateInstance(const std::string& directory, absl::Time now);

class Instance {
 public:
  // Inspects the database before it opens it, and migrates an older one. One of the errors above;
  // bytes of a database that is refused stay as they are. `clock` outlives the instance.
  static absl::StatusOr<std::unique_ptr<Instance>> Open(const std::string& directory, Clock& clock);
  ~Instance();

  db::Database& database() { return *database_; }
  rpc::Door& door() { return *door_; }
  IdSource& ids() { return ids_; }

  // Calls a method through the door as the operator, and waits.
  absl::StatusOr<std::string> CallAsOperator(const std::string& path, const std::string& message);

 private:
  Instance() = default;

  int lock_ = -1;
  IdSource ids_;
  rpc::MethodTable methods_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<rpc::Door> door_;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_INSTANCE_H_
