#include "client/login.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/substitute.h"
#include "client/configuration.h"
#include "client/connection.h"
#include "client/failure.h"
#include "client/invocation.h"
#include "client/language.h"
#include "client/terminal.h"
#include "kansrijk/v1/account.pb.h"

namespace kansrijk::client {
namespace {

absl::StatusOr<std::string> ReadToken(const Invocation& invocation) {
  const auto typed = CanAsk(invocation.settings.no_input) ? AskHidden(_("Token (not shown):"))
                                                          : ReadStandardInput();
  if (!typed.ok()) return typed.status();
  const std::string token(absl::StripAsciiWhitespace(*typed));
  const bool printable = std::all_of(token.begin(), token.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
  if (!token.empty() && printable) return token;
  return absl::InvalidArgumentError(_("no token was given on standard input"));
}

}  // namespace

absl::StatusOr<int> LogIn(Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const auto token = ReadToken(invocation);
  if (!token.ok()) return token.status();
  auto connection = Connection::Open(settings.server, *token);
  if (!connection.ok()) return connection.status();
  const auto answer = connection->Call<v1::WhoamiResponse>("AccountService.Whoami",
                                                           v1::WhoamiRequest(), settings.timeout);
  if (!answer.ok()) return answer.status();
  if (absl::Status status = SaveToken(settings.token_file, *token); !status.ok()) return status;
  PrintRecord(*answer, settings.format, false, invocation.out);
  return kExitOk;
}

absl::StatusOr<int> LogOut(Invocation& invocation) {
  const bool removed = unlink(invocation.settings.token_file.c_str()) == 0;
  invocation.err << (removed ? _("The token was removed from this machine.")
                             : _("You were not logged in."))
                 << "\n";
  return kExitOk;
}

}  // namespace kansrijk::client
