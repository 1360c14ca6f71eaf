#include "server/store/office/account.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kTokenHolder{"token_holder", R"sql(
  SELECT t.id, t.account_id, t.secret_hash, t.created_us, t.expires_us,
         a.handle, a.role, a.organisation_id, a.buddy_id
  FROM account_token AS t
  JOIN account AS a ON a.id = t.account_id
  WHERE t.id = $1 AND a.disabled_us IS NULL
  ORDER BY t.id
)sql"};

// What AccountFromRow() reads.
#define SELECT_ACCOUNT                                                                    \
  "SELECT a.id, a.handle, a.role, a.organisation_id, o.code, a.buddy_id, a.disabled_us, " \
  "a.created_us, a.updated_us, a.revision, "                                              \
  "COALESCE((SELECT b.number FROM buddy AS b WHERE b.id = a.buddy_id), ''), a.notice_email "

constexpr db::Query kAccountById{"account_by_id", SELECT_ACCOUNT R"sql(
  FROM account AS a
  JOIN organisation AS o ON o.id = a.organisation_id
  WHERE a.id = $1
  ORDER BY a.id
)sql"};

constexpr db::Query kAccountList{"account_list", SELECT_ACCOUNT R"sql(
  FROM visible_account AS v
  JOIN account AS a ON a.id = v.seen_id
  JOIN organisation AS o ON o.id = a.organisation_id
  WHERE v.account_id = $1 AND (a.handle, a.id) > ($2, $3)
  ORDER BY a.handle, a.id
  LIMIT $4
)sql"};

constexpr db::Query kAccountInsert{"account_insert", R"sql(
  INSERT INTO account (id, handle, qualified_handle, role, organisation_id, buddy_id, created_us,
    updated_us, revision)
  VALUES ($1, $2, (SELECT o.code FROM organisation AS o WHERE o.id = $4) || ':' || $2, $3, $4, $5,
    $6, $6, 1)
)sql"};

constexpr db::Query kAccountDisable{"account_disable", R"sql(
  UPDATE account
  SET disabled_us = $2, updated_us = $2, revision = revision + 1
  WHERE id = $1 AND disabled_us IS NULL
)sql"};

constexpr db::Query kAccountSetNoticeEmail{"account_set_notice_email", R"sql(
  UPDATE account
  SET notice_email = $2, updated_us = $3, revision = revision + 1
  WHERE id = $1
)sql"};

constexpr db::Query kAccountTokensDelete{"account_tokens_delete", R"sql(
  DELETE FROM account_token WHERE account_id = $1
)sql"};

constexpr db::Query kAccountTokenInsert{"account_token_insert", R"sql(
  INSERT INTO account_token (id, account_id, secret_hash, created_us, expires_us)
  VALUES ($1, $2, $3, $4, $5)
)sql"};

constexpr db::Query kAccountBuddyOfOrganisation{"account_buddy_of_organisation", R"sql(
  SELECT b.id
  FROM buddy AS b
  WHERE (b.id = $2 OR b.number = $2) AND (b.organisation_id = $1 OR b.manager_id = $1)
  ORDER BY b.id
)sql"};

constexpr db::Query kAccountBuddyNumber{"account_buddy_number", R"sql(
  SELECT b.number FROM buddy AS b WHERE b.id = $1 ORDER BY b.id
)sql"};

v1::Account AccountFromRow(const db::Row& row) {
  v1::Account account;
  account.set_name(AccountName(row.Id(0)));
  account.set_handle(row.Text(1));
  account.set_role(static_cast<v1::Role>(row.Int(2)));
  account.set_organisation(OrganisationName(row.Id(3)));
  account.set_organisation_code(row.Text(4));
  account.set_buddy(BuddyName(row.Id(5)));
  account.set_disabled(!row.IsNull(6));
  *account.mutable_create_time() = TimestampFromMicros(row.Int(7));
  *account.mutable_update_time() = TimestampFromMicros(row.Int(8));
  account.set_etag(EtagOf(row.Int(9)));
  account.set_buddy_number(row.Text(10));
  account.set_notice_email(row.Text(11));
  return account;
}

}  // namespace

absl::StatusOr<std::optional<TokenHolder>> FindTokenHolder(db::ReadTx& tx,
                                                           const std::string& token_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTokenHolder, {token_id}));
  if (!row.has_value()) return std::nullopt;
  TokenHolder holder;
  holder.token = {row->Text(0), row->Id(1), row->Text(2), row->Int(3), row->Int(4)};
  holder.handle = row->Text(5);
  holder.role = static_cast<v1::Role>(row->Int(6));
  holder.organisation_id = row->Id(7);
  holder.buddy_id = row->Id(8);
  return holder;
}

absl::StatusOr<v1::Account> RequireAccount(db::ReadTx& tx, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAccountById, {id}));
  if (!row.has_value()) return Error(kNotFound, {AccountName(id)});
  return AccountFromRow(*row);
}

absl::StatusOr<std::vector<v1::Account>> ListAccounts(db::ReadTx& tx, const Scope& scope,
                                                      const Page& page) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kAccountList, {scope.account_id, page.after[0],
                                                             page.after[1], page.fetch()}));
  return db::MapRows(rows, AccountFromRow);
}

absl::StatusOr<v1::Account> InsertAccount(db::WriteTx& tx, const v1::Account& account,
                                          int64_t now_us) {
  const Id buddy_id = IdOf(account.buddy());
  const auto inserted =
      tx.Execute(kAccountInsert, {IdOf(account.name()), account.handle(), int64_t{account.role()},
                                  IdOf(account.organisation()),
                                  buddy_id.empty() ? db::Value() : db::Value(buddy_id), now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"account", account.handle()});
  }
  RETURN_IF_ERROR(inserted.status());
  return RequireAccount(tx, IdOf(account.name()));
}

absl::Status DisableAccount(db::WriteTx& tx, const Id& id, int64_t now_us) {
  RETURN_IF_ERROR(tx.Execute(kAccountDisable, {id, now_us}).status());
  return tx.Execute(kAccountTokensDelete, {id}).status();
}

absl::Status SetNoticeEmail(db::WriteTx& tx, const Id& id, const std::string& email,
                            int64_t now_us) {
  return tx.Execute(kAccountSetNoticeEmail, {id, email, now_us}).status();
}

absl::Status ReplaceTokens(db::WriteTx& tx, const TokenRow& token) {
  RETURN_IF_ERROR(tx.Execute(kAccountTokensDelete, {token.account_id}).status());
  return tx
      .Execute(kAccountTokenInsert,
               {token.id, token.account_id, token.secret_hash, token.created_us, token.expires_us})
      .status();
}

absl::StatusOr<std::optional<Id>> FindBuddyOfOrganisation(db::ReadTx& tx, const Id& organisation_id,
                                                          const std::string& id_or_number) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kAccountBuddyOfOrganisation, {organisation_id, id_or_number}));
  if (!row.has_value()) return std::nullopt;
  return row->Id(0);
}

absl::StatusOr<std::string> BuddyNumber(db::ReadTx& tx, const Id& buddy_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAccountBuddyNumber, {buddy_id}));
  return row.has_value() ? row->Text(0) : std::string();
}

}  // namespace kansrijk::store
