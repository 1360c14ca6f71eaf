// The one door: every call of every method comes in here, and leaves with its access record
// durable.
//
// In order: session token to caller; role; parse and validate; relation, by resolving every
// resource that the request names within the caller's scope; idempotency; the use case; the access
// record; the answer. For a change, all from the relation on is one savepoint of one transaction.
#ifndef KANSRIJK_SERVER_RPC_DOOR_H_
#define KANSRIJK_SERVER_RPC_DOOR_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/db/database.h"
#include "server/rpc/method.h"
#include "server/rpc/repeat.h"
#include "server/rpc/sessions.h"

namespace kansrijk::rpc {

// A call as it arrives.
struct Arrival {
  std::string path;   // /kansrijk.v1.SessionService/LogSession
  std::string token;  // from "authorization: Bearer ..."; empty when there was none
  bool operator_socket =
      false;             // came over the socket that only the operator of this machine opens
  std::string trace_id;  // 32 hexadecimal digits
  std::string message;   // the request, serialised
  absl::Duration time_left = absl::InfiniteDuration();  // until the caller gives up
  std::function<bool()> went_away;  // the caller, before its time is over; may be empty
};

struct Answer {
  absl::Status status;    // with payloads of google.rpc
  std::string message;    // the response, serialised; empty unless OK
  bool replayed = false;  // the answer was given before, to a request with the same id
};

class Door {
 public:
  using Reply = absl::AnyInvocable<void(Answer)>;

  // `methods` has no faults. All outlive the door, and the database is closed before the door ends.
  Door(db::Database& database, const MethodTable& methods, Clock& clock, IdSource& ids);

  // Tells of every call that was answered OK, by its method and request, before its answer leaves;
  // on any thread. To be set before the first call.
  using Observer =
      std::function<void(absl::string_view method, const google::protobuf::Message& request)>;
  void Observe(Observer observer) { observer_ = std::move(observer); }

  // Calls `reply` once, on any thread, when all that the answer tells is durable.
  void Handle(Arrival arrival, Reply reply);

 private:
  struct Passage;
  using PassagePtr = std::shared_ptr<Passage>;

  void Admit(const PassagePtr& passage);
  absl::Status CheckRoleAndRequest(Passage& passage);
  void StartRead(const PassagePtr& passage);
  bool IsTooLate(const Passage& passage);
  bool IsGivenUp(const Passage& passage);
  absl::StatusOr<ReadCall> ReadCallOf(Passage& passage, db::ReadTx& tx);
  absl::Status Read(Passage& passage, db::ReadTx& tx);
  void StartPreparation(const PassagePtr& passage);
  absl::Status Prepare(Passage& passage, db::ReadTx& tx);
  void StartWrite(const PassagePtr& passage);
  absl::Status Write(Passage& passage, db::WriteTx& tx);
  absl::Status Repeat(Passage& passage, const CarriedOut& before, db::WriteTx& tx);
  absl::Status Keep(const Passage& passage, const std::string& hash, const absl::Status& status,
                    db::WriteTx& tx);
  absl::Status Run(Passage& passage, db::WriteTx& tx);
  void Conclude(const PassagePtr& passage, const absl::Status& status);
  absl::Status Record(Passage& passage, db::WriteTx& tx);
  void Leave(Passage& passage, const absl::Status& written);

  db::Database& database_;
  const MethodTable& methods_;
  Clock& clock_;
  IdSource& ids_;
  Sessions sessions_;
  Observer observer_;
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_DOOR_H_
