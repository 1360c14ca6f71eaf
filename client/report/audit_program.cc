#include "client/report/audit_program.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

constexpr char kProgram[] = "kansrijk-audit";
constexpr int kSignalled = 128;  // as shells count
constexpr char kRelease[] = "public/release.json";

// InvalidArgument: only the public half is there. What else lacks, the auditor says.
absl::Status CheckHasBothHalves(const fs::path& release) {
  std::error_code error;
  if (!fs::exists(release / kRelease, error) || fs::exists(release / "audit", error)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::Substitute(
      _("$0 does not have the auditor's half; a privacy officer downloads it with --audit"),
      Visible(release.string(), LineBreaks::kFlatten)));
}

}  // namespace

std::vector<std::string> ReleasesAt(const std::string& directory) {
  std::map<int64_t, std::string> by_sequence;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    std::ifstream stream(entry.path() / kRelease);
    const auto release = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
    if (!release.is_object()) continue;
    const auto sequence = release.find("sequence");
    if (sequence == release.end() || !sequence->is_number_integer()) continue;
    by_sequence[sequence->get<int64_t>()] = entry.path();
  }
  std::vector<std::string> releases;
  for (const auto& [sequence, path] : by_sequence) releases.push_back(path);
  if (releases.empty()) releases.push_back(directory);
  return releases;
}

std::string FindProgram(const std::string& name, const std::string& folder,
                        absl::string_view path) {
  std::vector<fs::path> folders = {folder};
  for (absl::string_view entry : absl::StrSplit(path, ':'))
    folders.emplace_back(std::string(entry));
  for (const fs::path& place : folders) {
    const fs::path program = place / name;
    std::error_code error;
    const bool is_file = place.is_absolute() && fs::is_regular_file(program, error);
    if (is_file && access(program.c_str(), X_OK) == 0) return program;
  }
  return "";
}

absl::StatusOr<int> RunProgram(const std::string& program, std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  int state = 0;
  bool ran = posix_spawn(&child, program.c_str(), nullptr, nullptr, pointers.data(), environ) == 0;
  while (ran && waitpid(child, &state, 0) < 0) ran = errno == EINTR;
  if (!ran) {
    return absl::UnknownError(
        absl::Substitute(_("$0 cannot be run"), Visible(program, LineBreaks::kFlatten)));
  }
  return WIFEXITED(state) ? WEXITSTATUS(state) : kSignalled + WTERMSIG(state);
}

absl::StatusOr<int> AuditReleases(Invocation& invocation) {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  const char* path = getenv("PATH");
  const std::string program = FindProgram(kProgram, folder, path == nullptr ? "" : path);
  if (program.empty()) {
    return absl::NotFoundError(absl::Substitute(
        _("$0 was not found, neither beside this program nor on PATH; install it first"),
        kProgram));
  }
  std::vector<std::string> words = {kProgram, "release", "--"};
  for (const std::string& directory : invocation.typed.arguments) {
    for (std::string& release : ReleasesAt(directory)) {
      RETURN_IF_ERROR(CheckHasBothHalves(release));
      words.push_back(std::move(release));
    }
  }
  invocation.out.flush();
  invocation.err.flush();
  return RunProgram(program, std::move(words));
}

}  // namespace kansrijk::client
