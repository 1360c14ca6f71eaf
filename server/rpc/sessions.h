// From session tokens to callers. Answers are remembered until an account changes; since all
// changes pass through this process, what is remembered is never stale.
#ifndef KANSRIJK_SERVER_RPC_SESSIONS_H_
#define KANSRIJK_SERVER_RPC_SESSIONS_H_

#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/db/database.h"
#include "server/rpc/call.h"

namespace kansrijk::rpc {

class Sessions {
 public:
  // The caller, when the token is remembered and has not expired.
  std::optional<Caller> Recall(const std::string& token, absl::Time now);

  // Looks the token up in the store and remembers it. Unauthenticated: none, unknown, expired, or
  // of a disabled account; the same words for all.
  absl::StatusOr<Caller> Authenticate(db::ReadTx& tx, const std::string& token, absl::Time now);

  // Forgets everything: an account or token has changed.
  void Forget();

 private:
  struct Remembered {
    Caller caller;
    int64_t expires_us = 0;
  };

  absl::Mutex mutex_;
  // Counts Forget(): what was read before one must not be remembered after it.
  uint64_t epoch_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_map<std::string, Remembered> remembered_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_SESSIONS_H_
