#include "server/service/office/account.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rpc/token.h"
#include "server/rules/office/account.h"
#include "server/rules/office/organisation.h"
#include "server/store/office/account.h"
#include "server/store/office/organisation.h"

namespace kansrijk::service {
namespace {

constexpr ErrorKind kBuddyNeeded{
    "ACCOUNT_NEEDS_BUDDY", absl::StatusCode::kInvalidArgument,
    "an account with the role `ROLE_BUDDY` needs `account.buddy`, the buddy it belongs to",
    "bij een account met de rol `ROLE_BUDDY` hoort `account.buddy`, de buddy van wie het is"};
constexpr ErrorKind kBuddyUnwanted{
    "ACCOUNT_WITH_BUDDY", absl::StatusCode::kInvalidArgument,
    "only an account with the role `ROLE_BUDDY` belongs to a buddy",
    "alleen een account met de rol `ROLE_BUDDY` hoort bij een buddy"};
constexpr ErrorKind kDisabled{"ACCOUNT_DISABLED", absl::StatusCode::kFailedPrecondition,
                              "account $0 is disabled; add a new one instead",
                              "account $0 is uitgeschakeld; maak een nieuw account"};

constexpr int kTokenDaysDefault = 30;

// Makes the account's one valid token.
absl::StatusOr<rpc::Token> GiveToken(rpc::WriteCall& call, const v1::Account& account, int days,
                                     google::protobuf::Timestamp& expire_time) {
  const rpc::Token token = rpc::NewToken(call.ids);
  const absl::Time expires = call.now + absl::Hours(24) * (days > 0 ? days : kTokenDaysDefault);
  expire_time = ToProto(expires);
  RETURN_IF_ERROR(
      store::ReplaceTokens(call.tx, {token.id, IdOf(account.name()), token.secret_hash,
                                     absl::ToUnixMicros(call.now), absl::ToUnixMicros(expires)}));
  return token;
}

// The canonical name of the buddy that an account is for.
absl::StatusOr<std::string> BuddyFor(db::ReadTx& tx, const v1::Account& account) {
  const bool is_buddy = account.role() == v1::ROLE_BUDDY;
  if (account.buddy().empty()) {
    return is_buddy ? FieldError(kBuddyNeeded, "account.buddy")
                    : absl::StatusOr<std::string>(std::string());
  }
  if (!is_buddy) return FieldError(kBuddyUnwanted, "account.buddy");
  ASSIGN_OR_RETURN(const auto id, store::FindBuddyOfOrganisation(tx, IdOf(account.organisation()),
                                                                 IdOf(account.buddy()).text()));
  if (!id.has_value()) return Error(kNotFound, {account.buddy()});
  return BuddyName(*id);
}

// The operator knows for whom an account is, and confirms its organisation by making it. The
// organisation of any other administrator was confirmed with the administrator's own account.
absl::Status ConfirmAsOperator(rpc::WriteCall& call, const Id& organisation_id) {
  const bool is_operator = call.caller.organisation_id.empty();
  if (!is_operator) return absl::OkStatus();
  return store::ConfirmOrganisation(call.tx, organisation_id, absl::ToUnixMicros(call.now));
}

}  // namespace

absl::StatusOr<v1::CreateAccountResponse> CreateAccount(rpc::WriteCall& call,
                                                        const v1::CreateAccountRequest& request) {
  v1::CreateAccountResponse response;
  v1::Account& account = *response.mutable_account();
  account = request.account();
  RETURN_IF_ERROR(rules::CheckHandle(account.handle()));
  account.set_name(AccountName(call.ids.Next(call.now)));
  ASSIGN_OR_RETURN(*account.mutable_buddy(), BuddyFor(call.tx, account));
  RETURN_IF_ERROR(ConfirmAsOperator(call, IdOf(account.organisation())));
  ASSIGN_OR_RETURN(const auto organisation,
                   store::RequireOrganisation(call.tx, IdOf(account.organisation())));
  RETURN_IF_ERROR(rules::CheckTakesPart(organisation));
  ASSIGN_OR_RETURN(account, store::InsertAccount(call.tx, account, absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(const rpc::Token token,
                   GiveToken(call, account, request.token_days(), *response.mutable_expire_time()));
  response.set_token(token.text);
  return response;
}

absl::StatusOr<v1::ListAccountsResponse> ListAccounts(rpc::ReadCall& call,
                                                      const v1::ListAccountsRequest& request) {
  return ListPage<v1::ListAccountsResponse>(
      request, {"", ""},
      [&](const Page& page) { return store::ListAccounts(call.tx, call.scope, page); },
      &v1::ListAccountsResponse::mutable_accounts,
      [](const v1::Account& last) {
        return std::vector{last.handle(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Account> DisableAccount(rpc::WriteCall& call,
                                           const v1::DisableAccountRequest& request) {
  const Id id = IdOf(request.name());
  RETURN_IF_ERROR(store::DisableAccount(call.tx, id, absl::ToUnixMicros(call.now)));
  return store::RequireAccount(call.tx, id);
}

absl::StatusOr<v1::IssueTokenResponse> IssueToken(rpc::WriteCall& call,
                                                  const v1::IssueTokenRequest& request) {
  v1::IssueTokenResponse response;
  ASSIGN_OR_RETURN(*response.mutable_account(),
                   store::RequireAccount(call.tx, IdOf(request.name())));
  if (response.account().disabled()) return Error(kDisabled, {response.account().handle()});
  ASSIGN_OR_RETURN(const rpc::Token token, GiveToken(call, response.account(), request.token_days(),
                                                     *response.mutable_expire_time()));
  response.set_token(token.text);
  return response;
}

absl::StatusOr<v1::Account> SetNoticeEmail(rpc::WriteCall& call,
                                           const v1::SetNoticeEmailRequest& request) {
  const Id& id = call.caller.account_id;
  RETURN_IF_ERROR(
      store::SetNoticeEmail(call.tx, id, request.email(), absl::ToUnixMicros(call.now)));
  return store::RequireAccount(call.tx, id);
}

absl::StatusOr<v1::WhoamiResponse> Whoami(rpc::ReadCall& call, const v1::WhoamiRequest&) {
  v1::WhoamiResponse response;
  response.set_server_version(KANSRIJK_VERSION);
  if (call.caller.organisation_id.empty()) {  // the operator of this machine has no account
    response.mutable_account()->set_handle(call.caller.handle);
    response.mutable_account()->set_role(call.caller.role);
    return response;
  }
  ASSIGN_OR_RETURN(*response.mutable_account(),
                   store::RequireAccount(call.tx, call.caller.account_id));
  ASSIGN_OR_RETURN(const auto organisation,
                   store::RequireOrganisation(call.tx, call.caller.organisation_id));
  response.set_organisation_code(organisation.code());
  ASSIGN_OR_RETURN(*response.mutable_buddy_number(),
                   store::BuddyNumber(call.tx, call.caller.buddy_id));
  return response;
}

}  // namespace kansrijk::service
