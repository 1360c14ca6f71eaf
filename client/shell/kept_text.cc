#include "client/shell/kept_text.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/shell/configuration.h"
#include "client/shell/terminal.h"

namespace kansrijk::client {
namespace {

constexpr size_t kFileNameBytesMax = 200;

// Letters and digits as they are, all else a dash: "session log" is session-log.
std::string AsFileName(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const bool plain = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-';
    name += plain ? c : '-';
  }
  return name;
}

std::string TextFolder() { return StateFolder() + "/texts"; }

// What the files of a context and an account begin with. Context and account have no dot.
std::string BeginningOf(const Settings& settings) {
  const std::string account = settings.account.substr(settings.account.rfind('/') + 1);
  return absl::StrCat(AsFileName(settings.context), ".", AsFileName(account), ".");
}

}  // namespace

KeptText KeptText::Of(const Invocation& invocation, const std::string& flag) {
  std::string name =
      absl::StrCat(BeginningOf(invocation.settings), AsFileName(invocation.command().words));
  for (const std::string& argument : invocation.typed.arguments) {
    absl::StrAppend(&name, ".", AsFileName(argument));
  }
  return KeptText(
      absl::StrCat(TextFolder(), "/", name.substr(0, kFileNameBytesMax), ".", flag, ".txt"));
}

std::optional<std::string> KeptText::Read() const {
  std::ifstream file(path_);
  if (!file) return std::nullopt;
  return WithoutLastLineBreaks(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
}

absl::Status KeptText::Begin(const std::string& draft) const {
  return WritePrivately(path_, draft.empty() ? "" : draft + "\n");
}

absl::Status KeptText::Write(const std::string& text) const {
  if (!text.empty()) return Begin(text);
  Discard();
  return absl::OkStatus();
}

void KeptText::Discard() const { unlink(path_.c_str()); }

std::vector<std::string> KeptTextsOf(const Settings& settings) {
  std::vector<std::string> paths;
  if (settings.account.empty()) return paths;
  const std::string beginning = BeginningOf(settings);
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator(TextFolder(), none)) {
    if (absl::StartsWith(file.path().filename().string(), beginning)) paths.push_back(file.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace kansrijk::client
