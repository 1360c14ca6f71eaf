#include "client/shell/login.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/configuration.h"
#include "client/shell/connection.h"
#include "client/shell/failure.h"
#include "client/shell/invocation.h"
#include "client/shell/kept_text.h"
#include "client/shell/terminal.h"
#include "kansrijk/v1/account.pb.h"

namespace kansrijk::client {
namespace {

absl::StatusOr<std::string> ReadToken(const Invocation& invocation) {
  ASSIGN_OR_RETURN(const auto typed, CanAsk(invocation.settings.no_input)
                                         ? AskHidden(_("Token (not shown):"))
                                         : ReadStandardInput());
  const std::string token(absl::StripAsciiWhitespace(typed));
  const bool printable = std::all_of(token.begin(), token.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
  if (!token.empty() && printable) return token;
  return absl::InvalidArgumentError(_("no token was given on standard input"));
}

}  // namespace

absl::StatusOr<int> LogIn(Invocation& invocation) {
  const Settings& settings = invocation.settings;
  ASSIGN_OR_RETURN(const auto token, ReadToken(invocation));
  ASSIGN_OR_RETURN(auto connection, Connection::Open(settings.server, token));
  ASSIGN_OR_RETURN(const auto answer,
                   connection.Call<v1::WhoamiResponse>("AccountService.Whoami", v1::WhoamiRequest(),
                                                       settings.timeout));
  RETURN_IF_ERROR(SaveToken(settings.token_file, token, answer.account().name()));
  PrintRecord(answer, settings.format, false, invocation.out);
  return kExitOk;
}

absl::StatusOr<int> LogOut(Invocation& invocation) {
  const bool removed = unlink(invocation.settings.token_file.c_str()) == 0;
  invocation.err << (removed ? _("The token was removed from this machine.")
                             : _("You were not logged in."))
                 << "\n";
  for (const std::string& path : KeptTextsOf(invocation.settings)) {
    invocation.err << absl::Substitute(
                          _("A text that you did not send stays here, for your account alone: $0"),
                          path)
                   << "\n";
  }
  return kExitOk;
}

}  // namespace kansrijk::client
