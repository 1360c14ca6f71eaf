#include "client/shell/terminal.h"

#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/shell/interrupt.h"

namespace kansrijk::client {
namespace {

constexpr size_t kInputBytesMax = 1 << 20;

std::string EnvironmentVariable(const char* name) {
  const char* value = getenv(name);
  return value == nullptr ? "" : value;
}

absl::Status Interrupted() {
  std::cerr << "\n";
  return absl::CancelledError(_("interrupted; nothing was sent"));
}

// Of a command of the shell, which gives the signal that ended what it ran as 128 and more.
bool WasInterrupted(int outcome) {
  const int signal = WIFSIGNALED(outcome) ? WTERMSIG(outcome) : WEXITSTATUS(outcome) - 128;
  return outcome != -1 && (signal == SIGINT || signal == SIGTERM || signal == SIGHUP);
}

std::string EditorCommand() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    if (const std::string value = EnvironmentVariable(name); !value.empty()) return value;
  }
  return "vi";
}

}  // namespace

bool CanAsk(bool no_input) {
  return !no_input && isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
}

bool WantsColour() {
  return isatty(STDOUT_FILENO) != 0 && EnvironmentVariable("NO_COLOR").empty() &&
         EnvironmentVariable("TERM") != "dumb" && !EnvironmentVariable("TERM").empty();
}

bool DrawsBlocks() {
  if (EnvironmentVariable("TERM") == "dumb") return false;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = absl::AsciiStrToLower(EnvironmentVariable(name));
    if (locale.empty()) continue;
    return absl::StrContains(locale, "utf-8") || absl::StrContains(locale, "utf8");
  }
  return false;
}

bool ShowsProgress() { return isatty(STDERR_FILENO) != 0 && EnvironmentVariable("TERM") != "dumb"; }

std::string WithoutLastLineBreaks(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

bool InputLiesReady() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return isatty(STDIN_FILENO) == 0 && poll(&input, 1, 0) > 0;
}

std::optional<std::string> ReadLine() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return WithoutLastLineBreaks(std::move(line));
}

absl::StatusOr<std::string> Ask(const std::string& question) {
  const NotedInterrupts noted;
  std::cerr << question << " " << std::flush;
  std::optional<std::string> line = ReadLine();
  if (NotedInterrupts::Any()) return Interrupted();
  if (!line.has_value()) return absl::OutOfRangeError(_("no answer was given"));
  return *std::move(line);
}

absl::StatusOr<std::string> AskHidden(const std::string& question) {
  termios shown{};
  if (tcgetattr(STDIN_FILENO, &shown) != 0) return Ask(question);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  auto answer = Ask(question);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << "\n";
  return answer;
}

absl::StatusOr<std::string> ReadStandardInput() {
  std::string text;
  char buffer[4096];
  while (std::cin.read(buffer, sizeof buffer) || std::cin.gcount() > 0) {
    text.append(buffer, static_cast<size_t>(std::cin.gcount()));
    if (text.size() > kInputBytesMax) {
      return absl::InvalidArgumentError(_("the text on standard input is too long"));
    }
  }
  return WithoutLastLineBreaks(std::move(text));
}

absl::StatusOr<std::string> Edit(const std::string& path) {
  const std::string command = absl::StrCat(EditorCommand(), " ", ShellWord(path));
  const int outcome = system(command.c_str());
  chmod(path.c_str(), S_IRUSR | S_IWUSR);
  if (WasInterrupted(outcome)) return Interrupted();
  if (outcome == -1 || !WIFEXITED(outcome) || WEXITSTATUS(outcome) != 0) {
    return absl::FailedPreconditionError(
        absl::Substitute(_("the editor failed ($0); nothing was sent"), EditorCommand()));
  }
  std::ifstream file(path);
  return WithoutLastLineBreaks(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
}

}  // namespace kansrijk::client
