#include "client/shell/context.h"

#include <unistd.h>

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/configuration.h"
#include "client/shell/failure.h"

namespace kansrijk::client {
namespace {

absl::Status NoSuchContext(const std::string& name) {
  return absl::NotFoundError(
      absl::Substitute(_("there is no context $0"), Visible(name, LineBreaks::kFlatten)));
}

// The name typed and the configuration to change with it.
struct Change {
  std::string name;
  Configuration configuration;
};

absl::StatusOr<Change> BeginChange(Invocation& invocation) {
  const std::string& name = invocation.typed.arguments.front();
  RETURN_IF_ERROR(CheckContextName(name));
  ASSIGN_OR_RETURN(auto configuration, LoadConfiguration());
  return Change{name, std::move(configuration)};
}

absl::StatusOr<int> Save(const Configuration& configuration) {
  RETURN_IF_ERROR(SaveConfiguration(configuration));
  return kExitOk;
}

}  // namespace

absl::StatusOr<int> AddContext(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto change, BeginChange(invocation));
  const std::string server = invocation.Value("server");
  if (server.empty()) {
    return absl::InvalidArgumentError(absl::Substitute(_("missing: $0"), "--server"));
  }
  RETURN_IF_ERROR(CheckServer(server));
  if (change.configuration.servers.empty()) change.configuration.current = change.name;
  change.configuration.servers[change.name] = server;
  return Save(change.configuration);
}

absl::StatusOr<int> ChooseContext(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto change, BeginChange(invocation));
  if (change.configuration.servers.count(change.name) == 0) return NoSuchContext(change.name);
  change.configuration.current = change.name;
  return Save(change.configuration);
}

absl::StatusOr<int> ListContexts(Invocation& invocation) {
  ASSIGN_OR_RETURN(const auto configuration, LoadConfiguration());
  const std::vector<std::string> headings = {" ", _("Context"), _("Server")};
  Rows rows;
  auto array = nlohmann::ordered_json::array();
  for (const auto& [name, server] : configuration.servers) {
    const bool current = name == configuration.current;
    rows.push_back({current ? "*" : " ", name, server});
    array.push_back({{"name", name}, {"server", server}, {"current", current}});
  }
  const Format format = invocation.settings.format;
  if (format == Format::kJson) {
    invocation.out << JsonText(array, false) << "\n";
  } else if (format == Format::kNdjson) {
    for (const auto& context : array) invocation.out << JsonText(context, true) << "\n";
  } else if (format == Format::kName) {
    for (const auto& row : rows) invocation.out << row[1] << "\n";
  } else if (format == Format::kCsv) {
    invocation.out << CsvLine({"current", "name", "server"});
    for (const auto& row : rows) {
      invocation.out << CsvLine({row[0] == "*" ? "true" : "false", row[1], row[2]});
    }
  } else {
    PrintTable(headings, rows, WidthsOf(headings, rows), invocation.out);
  }
  return kExitOk;
}

absl::StatusOr<int> RemoveContext(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto change, BeginChange(invocation));
  Configuration& configuration = change.configuration;
  if (configuration.servers.erase(change.name) == 0) return NoSuchContext(change.name);
  unlink(TokenPath(change.name).c_str());
  if (configuration.current == change.name) {
    configuration.current =
        configuration.servers.empty() ? kDefaultContext : configuration.servers.begin()->first;
  }
  return Save(configuration);
}

}  // namespace kansrijk::client
