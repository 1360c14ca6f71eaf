// Use cases of AccountService; contracts in proto/kansrijk/v1/account.proto.
#ifndef KANSRIJK_SERVER_SERVICE_OFFICE_ACCOUNT_H_
#define KANSRIJK_SERVER_SERVICE_OFFICE_ACCOUNT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/account.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::CreateAccountResponse> CreateAccount(rpc::WriteCall& call,
                                                        const v1::CreateAccountRequest& request);
absl::StatusOr<v1::ListAccountsResponse> ListAccounts(rpc::ReadCall& call,
                                                      const v1::ListAccountsRequest& request);
absl::StatusOr<v1::Account> DisableAccount(rpc::WriteCall& call,
                                           const v1::DisableAccountRequest& request);
absl::StatusOr<v1::IssueTokenResponse> IssueToken(rpc::WriteCall& call,
                                                  const v1::IssueTokenRequest& request);
absl::StatusOr<v1::Account> SetNoticeEmail(rpc::WriteCall& call,
                                           const v1::SetNoticeEmailRequest& request);
absl::StatusOr<v1::WhoamiResponse> Whoami(rpc::ReadCall& call, const v1::WhoamiRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_OFFICE_ACCOUNT_H_
