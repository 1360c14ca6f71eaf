// The configuration file ($XDG_CONFIG_HOME/kansrijk/config.toml) and the tokens beside it
// ($XDG_STATE_HOME/kansrijk/<context>.token, mode 0600), each with the account that it is of on the
// line after it, unless somebody else made the file.
#ifndef KANSRIJK_CLIENT_SHELL_CONFIGURATION_H_
#define KANSRIJK_CLIENT_SHELL_CONFIGURATION_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

inline constexpr char kDefaultContext[] = "default";
inline constexpr char kDefaultServer[] = "127.0.0.1:7420";

struct Configuration {
  std::string current = kDefaultContext;
  std::string language;                        // "" when the environment decides
  std::map<std::string, std::string> servers;  // by context
};

std::string ConfigurationPath();
// An absent file is an empty configuration. InvalidArgument: the file is broken.
absl::StatusOr<Configuration> LoadConfiguration();
absl::Status SaveConfiguration(const Configuration& configuration);

// InvalidArgument: not letters, digits, dash and underscore.
absl::Status CheckContextName(const std::string& name);

// Flag over environment over file over default. InvalidArgument: a flag's value is none.
absl::StatusOr<Settings> ResolveSettings(const Typed& typed, const Configuration& configuration);

// Where what this program remembers by itself lies: $XDG_STATE_HOME/kansrijk.
std::string StateFolder();
// Replaces the file in one step; mode 0600, its directories 0700. Unknown: it cannot be written.
absl::Status WritePrivately(const std::string& path, const std::string& text);

std::string TokenPath(const std::string& context);
// "" when there is no file. PermissionDenied: others may read the file.
absl::StatusOr<std::string> LoadToken(const std::string& path);
// Whose token it is: accounts/{account}; "" when the file does not say.
std::string AccountOf(const std::string& path);
absl::Status SaveToken(const std::string& path, const std::string& token,
                       const std::string& account);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_CONFIGURATION_H_
