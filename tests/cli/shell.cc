#include "tests/cli/shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace kansrijk::testing {

Shell::Shell(const TestServer& server, const std::string& language)
    : environment_(absl::StrCat(
          "export PATH=", KANSRIJK_BINARY_DIR, ":$PATH XDG_CONFIG_HOME=", directory_.path(),
          "/c XDG_STATE_HOME=", directory_.path(), "/s KANSRIJK_LANG=", language,
          " NO_COLOR=1 LC_ALL=C.UTF-8 TERM=xterm COLUMNS=200 KANSRIJK_SERVER=", server.address(),
          "; cd ", directory_.path(), "; ")) {}

void Shell::LogIn(const std::string& context, const Client& client) {
  std::ofstream(absl::StrCat(directory_.path(), "/token")) << client.token() << "\n";
  const Ran added = Run(absl::StrCat("kansrijk context add ", context,
                                     " --server $KANSRIJK_SERVER && kansrijk login --context ",
                                     context, " < token"));
  ASSERT_EQ(added.code, 0) << added.output;
}

Ran Shell::Run(const std::string& command) {
  const std::string script = absl::StrCat("{ ", environment_, "bash -c \"$(cat <<'KANSRIJK'\n",
                                          command, "\nKANSRIJK\n)\"\n} 2>&1");
  FILE* const pipe = popen(script.c_str(), "r");
  Ran ran;
  std::array<char, 4096> buffer;
  for (size_t size; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    ran.output.append(buffer.data(), size);
  }
  ran.code = WEXITSTATUS(pclose(pipe));
  return ran;
}

std::string Shell::Transcript(const std::string& command) {
  const Ran ran = Run(command);
  return absl::StrCat("$ ", command, "\n", ran.output, "[", ran.code, "]\n\n");
}

std::string TranscriptOf(absl::Span<const Deed> deeds, TestServer& server, Shell& shell) {
  std::set<std::string> people;
  for (const Deed& deed : deeds) people.insert(deed.who);
  std::string text;
  std::string date;
  for (const Deed& deed : deeds) {
    if (deed.date != date) {
      date = deed.date;
      server.clock().Set(NoonOf(date));
      for (const std::string& handle : people) shell.LogIn(handle, server.LogIn(handle));
      absl::StrAppend(&text, "== ", date, "\n\n");
    }
    absl::StrAppend(
        &text, shell.Transcript(absl::StrCat("kansrijk --context ", deed.who, " ", deed.command)));
  }
  return text;
}

std::string Contents(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path).rdbuf();
  return contents.str();
}

std::string WithoutIds(const std::string& text) {
  static const std::regex kUuid("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  static const std::regex kDirectory("/[^ ]*/kansrijk-test-[0-9A-Za-z]{6}");
  return std::regex_replace(std::regex_replace(text, kUuid, "UUID"), kDirectory, "DIRECTORY");
}

void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = absl::StrCat(KANSRIJK_SOURCE_DIR, "/tests/cli/", name);
  if (getenv("KANSRIJK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(Contents(path), text);
}

}  // namespace kansrijk::testing
