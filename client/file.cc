#include "client/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/interrupt.h"
#include "client/language.h"
#include "client/text.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

absl::Status CannotWrite(const std::string& path) {
  return absl::UnknownError(
      absl::Substitute(_("$0 cannot be written"), Visible(path, LineBreaks::kFlatten)));
}

// Beside its place, so that renaming is one step.
std::string DraftOf(const fs::path& path) {
  return path.parent_path() / absl::StrCat(".", path.filename().string(), ".", getpid(), ".part");
}

bool Write(const std::string& path, const std::string& content) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << content << std::flush;
  return static_cast<bool>(stream);
}

absl::Status WriteAll(const std::string& draft, const std::vector<NamedContent>& files) {
  std::error_code error;
  for (const NamedContent& file : files) {
    const fs::path path = fs::path(draft) / file.path;
    fs::create_directories(path.parent_path(), error);
    if (error || !Write(path, file.content)) return CannotWrite(path);
    if (NotedInterrupts::Any()) return absl::CancelledError(_("interrupted; nothing was written"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteWhole(const std::string& path, const std::string& content) {
  const NotedInterrupts noted;
  const std::string draft = DraftOf(path);
  std::error_code error;
  if (Write(draft, content) && !NotedInterrupts::Any()) {
    fs::rename(draft, path, error);
    if (!error) return absl::OkStatus();
  }
  unlink(draft.c_str());
  if (NotedInterrupts::Any()) return absl::CancelledError(_("interrupted; nothing was written"));
  return CannotWrite(path);
}

absl::Status WriteDirectory(const std::string& directory, const std::vector<NamedContent>& files,
                            Readers readers) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(directory, error))) {
    return absl::AlreadyExistsError(
        absl::Substitute(_("$0 is there already"), Visible(directory, LineBreaks::kFlatten)));
  }
  const NotedInterrupts noted;
  const std::string draft = DraftOf(directory);
  const mode_t earlier = umask(readers == Readers::kOwner ? 077 : 022);
  fs::create_directories(fs::path(directory).parent_path(), error);
  absl::Status status =
      mkdir(draft.c_str(), 0777) == 0 ? WriteAll(draft, files) : CannotWrite(draft);
  umask(earlier);
  if (status.ok()) {
    fs::rename(draft, directory, error);
    if (error) status = CannotWrite(directory);
  }
  if (!status.ok()) fs::remove_all(draft, error);
  return status;
}

}  // namespace kansrijk::client
