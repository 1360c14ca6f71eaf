#include "server/rpc/sessions.h"

#include "server/base/error.h"
#include "server/base/status.h"
#include "server/rpc/token.h"
#include "server/store/office/account.h"

namespace kansrijk::rpc {
namespace {

constexpr ErrorKind kNoSession{
    "NO_SESSION", absl::StatusCode::kUnauthenticated,
    "no valid session token: it is missing, unknown, expired or withdrawn; log in again",
    "geen geldig sessietoken: het ontbreekt, is onbekend, verlopen of ingetrokken; log opnieuw in"};

constexpr size_t kRememberedMax = 10'000;

}  // namespace

std::optional<Caller> Sessions::Recall(const std::string& token, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  const auto found = remembered_.find(token);
  if (found == remembered_.end()) return std::nullopt;
  if (found->second.expires_us <= absl::ToUnixMicros(now)) return std::nullopt;
  return found->second.caller;
}

absl::StatusOr<Caller> Sessions::Authenticate(db::ReadTx& tx, const std::string& token,
                                              absl::Time now) {
  uint64_t epoch = 0;
  {
    absl::MutexLock lock(&mutex_);
    epoch = epoch_;
  }
  const std::optional<Token> read = ReadToken(token);
  if (!read.has_value()) return Error(kNoSession);
  ASSIGN_OR_RETURN(const auto holder, store::FindTokenHolder(tx, read->id));
  if (!holder.has_value() || !SameHash(holder->token.secret_hash, read->secret_hash) ||
      holder->token.expires_us <= absl::ToUnixMicros(now)) {
    return Error(kNoSession);
  }
  const Caller caller{holder->token.account_id, holder->handle, holder->role,
                      holder->organisation_id, holder->buddy_id};
  absl::MutexLock lock(&mutex_);
  // The snapshot of `tx` may be older than the last change; then nothing is remembered.
  if (epoch == epoch_ && remembered_.size() < kRememberedMax) {
    remembered_[token] = {caller, holder->token.expires_us};
  }
  return caller;
}

void Sessions::Forget() {
  absl::MutexLock lock(&mutex_);
  ++epoch_;
  remembered_.clear();
}

}  // namespace kansrijk::rpc
