#include "client/shell/doctor.h"

#include "client/message/language.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/configuration.h"
#include "client/shell/failure.h"
#include "kansrijk/v1/account.pb.h"

namespace kansrijk::client {

absl::StatusOr<int> Diagnose(Invocation& invocation) {
  const Settings& settings = invocation.settings;
  Rows rows = {{_("Version"), KANSRIJK_VERSION},
               {_("Configuration"), ConfigurationPath()},
               {_("Context"), settings.context},
               {_("Server"), settings.server},
               {_("Token"), settings.token_file}};
  auto connection = Connect(settings);
  absl::Status status = connection.status();
  if (connection.ok()) {
    const auto whoami = connection->Call<v1::WhoamiResponse>("AccountService.Whoami",
                                                             v1::WhoamiRequest(), settings.timeout);
    status = whoami.status();
    if (whoami.ok()) {
      rows.push_back({_("Account"), Visible(whoami->account().handle(), LineBreaks::kFlatten)});
      rows.push_back(
          {_("Server version"), Visible(whoami->server_version(), LineBreaks::kFlatten)});
    }
  }
  const std::vector<std::string> headings = {_("Check"), _("Found")};
  PrintTable(headings, rows, WidthsOf(headings, rows), invocation.out);
  if (!status.ok()) return status;
  return kExitOk;
}

}  // namespace kansrijk::client
