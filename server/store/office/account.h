// Accounts and session tokens. Accounts are listed within a scope, and named in a request within
// one (store/office/resolve).
#ifndef KANSRIJK_SERVER_STORE_OFFICE_ACCOUNT_H_
#define KANSRIJK_SERVER_STORE_OFFICE_ACCOUNT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/account.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// A session token as stored: the secret itself is not.
struct TokenRow {
  std::string id;
  Id account_id;
  std::string secret_hash;
  int64_t created_us = 0;
  int64_t expires_us = 0;
};

// Whom a token belongs to.
struct TokenHolder {
  TokenRow token;
  std::string handle;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  Id organisation_id;
  Id buddy_id;
};

// Nothing when the token is unknown or its account disabled; expiry is the caller's to judge.
absl::StatusOr<std::optional<TokenHolder>> FindTokenHolder(db::ReadTx& tx,
                                                           const std::string& token_id);

// NotFound when there is none with this id. The caller answers for the id.
absl::StatusOr<v1::Account> RequireAccount(db::ReadTx& tx, const Id& id);

// Those in the scope by handle, id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Account>> ListAccounts(db::ReadTx& tx, const Scope& scope,
                                                      const Page& page);

// The account as it was stored. AlreadyExists when the handle is in use within its organisation.
absl::StatusOr<v1::Account> InsertAccount(db::WriteTx& tx, const v1::Account& account,
                                          int64_t now_us);

// Disables the account and deletes its tokens.
absl::Status DisableAccount(db::WriteTx& tx, const Id& id, int64_t now_us);

// Where whoever works with the account is written to; "": nowhere.
absl::Status SetNoticeEmail(db::WriteTx& tx, const Id& id, const std::string& email,
                            int64_t now_us);

// Ends the account's earlier tokens.
absl::Status ReplaceTokens(db::WriteTx& tx, const TokenRow& token);

// The buddy with this id or number whom the organisation employs or manages.
absl::StatusOr<std::optional<Id>> FindBuddyOfOrganisation(db::ReadTx& tx, const Id& organisation_id,
                                                          const std::string& id_or_number);

// A buddy's number; "" when there is none.
absl::StatusOr<std::string> BuddyNumber(db::ReadTx& tx, const Id& buddy_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_ACCOUNT_H_
