#include "client/shell/configuration.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

constexpr int kTimeoutSecondsDefault = 10;
constexpr int kTimeoutSecondsMax = 3600;

std::string Variable(const char* name) {
  const char* value = getenv(name);
  return value == nullptr ? "" : value;
}

std::string Folder(const char* variable, const char* below_home) {
  const std::string set = Variable(variable);
  const std::string base = set.empty() ? Variable("HOME") + below_home : set;
  return base + "/kansrijk";
}

Configuration FromTable(const toml::table& table) {
  Configuration configuration;
  configuration.current = table["current"].value_or(std::string(kDefaultContext));
  configuration.language = table["language"].value_or(std::string());
  if (const toml::table* contexts = table["contexts"].as_table()) {
    for (const auto& [name, context] : *contexts) {
      const toml::table* entry = context.as_table();
      if (entry == nullptr) continue;
      configuration.servers[std::string(name.str())] =
          (*entry)["server"].value_or(std::string(kDefaultServer));
    }
  }
  return configuration;
}

std::string FirstSet(std::initializer_list<std::string> values) {
  for (const std::string& value : values) {
    if (!value.empty()) return value;
  }
  return "";
}

// "" when there are fewer.
std::string LineOf(const std::string& path, int number) {
  std::ifstream file(path);
  std::string line;
  for (int i = 0; i < number; ++i) {
    if (!std::getline(file, line)) return "";
  }
  return std::string(absl::StripAsciiWhitespace(line));
}

absl::Status ResolveFormat(const Typed& typed, Settings& settings) {
  const auto given = typed.flags.find("output");
  const bool file = typed.command != nullptr && std::any_of(typed.command->flags.begin(),
                                                            typed.command->flags.end(), NamesFile);
  if (given == typed.flags.end() || file) return absl::OkStatus();
  const auto format = FormatNamed(given->second);
  const bool is_page = typed.command != nullptr && typed.command->is_page;
  if (!format || (*format == Format::kHtml && !is_page)) {
    return absl::InvalidArgumentError(absl::Substitute(
        "--output: $0", absl::Substitute(_("\"$0\" is unknown; choose from: $1"),
                                         Visible(given->second, LineBreaks::kFlatten),
                                         absl::StrJoin(FormatNames(is_page), ", "))));
  }
  settings.format = *format;
  return absl::OkStatus();
}

absl::Status ResolveTimeout(const Typed& typed, Settings& settings) {
  const auto given = typed.flags.find("timeout");
  int seconds = kTimeoutSecondsDefault;
  settings.timeout_given = given != typed.flags.end();
  if (settings.timeout_given &&
      (!absl::SimpleAtoi(given->second, &seconds) || seconds < 1 || seconds > kTimeoutSecondsMax)) {
    return absl::InvalidArgumentError(
        absl::Substitute(_("--timeout: choose from 1 to $0 seconds"), kTimeoutSecondsMax));
  }
  settings.timeout = absl::Seconds(seconds);
  return absl::OkStatus();
}

}  // namespace

std::string ConfigurationPath() { return Folder("XDG_CONFIG_HOME", "/.config") + "/config.toml"; }

absl::StatusOr<Configuration> LoadConfiguration() {
  std::ifstream file(ConfigurationPath());
  if (!file) return Configuration{};
  // The parser throws; here is where that ends.
  try {
    return FromTable(toml::parse(file, ConfigurationPath()));
  } catch (const toml::parse_error& error) {
    return absl::InvalidArgumentError(absl::Substitute(
        _("there is a mistake in $0, on line $1"), ConfigurationPath(), error.source().begin.line));
  }
}

absl::Status SaveConfiguration(const Configuration& configuration) {
  toml::table contexts;
  for (const auto& [name, server] : configuration.servers) {
    contexts.insert(name, toml::table{{"server", server}});
  }
  toml::table table{{"current", configuration.current}};
  if (!configuration.language.empty()) table.insert("language", configuration.language);
  table.insert("contexts", std::move(contexts));
  std::ostringstream text;
  text << table << "\n";
  return WritePrivately(ConfigurationPath(), text.str());
}

absl::Status CheckContextName(const std::string& name) {
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  });
  if (plain) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::Substitute(_("\"$0\" cannot be the name of a context: use letters, digits, - and _"),
                       Visible(name, LineBreaks::kFlatten)));
}

absl::StatusOr<Settings> ResolveSettings(const Typed& typed, const Configuration& configuration) {
  const auto flag = [&](const char* name) {
    const auto given = typed.flags.find(name);
    return given == typed.flags.end() ? std::string() : given->second;
  };
  Settings settings;
  settings.context =
      FirstSet({flag("context"), Variable("KANSRIJK_CONTEXT"), configuration.current});
  RETURN_IF_ERROR(CheckContextName(settings.context));
  const auto known = configuration.servers.find(settings.context);
  const bool default_context = settings.context == kDefaultContext;
  settings.server = FirstSet({flag("server"), Variable("KANSRIJK_SERVER"),
                              known == configuration.servers.end() ? "" : known->second,
                              default_context ? kDefaultServer : ""});
  settings.token_file =
      FirstSet({flag("token-file"), Variable("KANSRIJK_TOKEN_FILE"), TokenPath(settings.context)});
  settings.account = AccountOf(settings.token_file);
  settings.no_input = typed.flags.count("no-input") > 0;
  settings.verbose = typed.flags.count("verbose") > 0;
  RETURN_IF_ERROR(ResolveFormat(typed, settings));
  RETURN_IF_ERROR(ResolveTimeout(typed, settings));
  return settings;
}

std::string StateFolder() { return Folder("XDG_STATE_HOME", "/.local/state"); }

absl::Status WritePrivately(const std::string& path, const std::string& text) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const mode_t earlier = umask(077);
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  const std::string draft = path + ".new";
  unlink(draft.c_str());
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  umask(earlier);
  bool written =
      file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) written = fsync(file) == 0 && written;
  if (file >= 0) close(file);
  if (written && rename(draft.c_str(), path.c_str()) == 0) return absl::OkStatus();
  return absl::UnknownError(absl::Substitute(_("$0 cannot be written"), path));
}

std::string TokenPath(const std::string& context) {
  return absl::StrCat(StateFolder(), "/", context, ".token");
}

absl::StatusOr<std::string> LoadToken(const std::string& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0) return "";
  if ((facts.st_mode & 077) != 0) {
    return absl::PermissionDeniedError(
        absl::Substitute(_("others can read $0; make it private: chmod 600 $0"), path));
  }
  return LineOf(path, 1);
}

std::string AccountOf(const std::string& path) { return LineOf(path, 2); }

absl::Status SaveToken(const std::string& path, const std::string& token,
                       const std::string& account) {
  return WritePrivately(path, absl::StrCat(token, "\n", account, account.empty() ? "" : "\n"));
}

}  // namespace kansrijk::client
