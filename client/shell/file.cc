#include "client/shell/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/interrupt.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBufferBytes = 64 << 10;

// Why a file cannot be written, in words of people.
constexpr struct {
  int error;
  const char* reason;  // message id
} kReasons[] = {
    {ENOSPC, N_("the disk is full")},
    {EDQUOT, N_("the disk is full")},
    {EACCES, N_("you do not have permission to write there")},
    {EPERM, N_("you do not have permission to write there")},
    {EROFS, N_("you do not have permission to write there")},
    {ENOENT, N_("its directory does not exist")},
    {ENOTDIR, N_("its directory is a file")},
};

std::string ReasonOfErrno(int error) {
  for (const auto& known : kReasons) {
    if (known.error == error) return _(known.reason);
  }
  return strerror(error);
}

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

absl::Status CannotWrite(const std::string& path, int error) {
  return absl::UnknownError(absl::Substitute(
      _("$0 cannot be written: $1"), Visible(path, LineBreaks::kFlatten), ReasonOfErrno(error)));
}

absl::StatusOr<std::unique_ptr<GrowingFile>> GrowingFile::Open(const std::string& path) {
  std::string draft = DraftOf(path);
  const int descriptor =
      open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return CannotWrite(path, errno);
  return std::unique_ptr<GrowingFile>(new GrowingFile(path, std::move(draft), descriptor));
}

GrowingFile::~GrowingFile() {
  close(descriptor_);
  if (!draft_.empty()) unlink(draft_.c_str());
}

absl::Status GrowingFile::Append(absl::string_view text) {
  buffer_.append(text.data(), text.size());
  return buffer_.size() < kBufferBytes ? absl::OkStatus() : Flush();
}

absl::Status GrowingFile::Flush() {
  absl::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) return CannotWrite(path_, errno);
    if (written > 0) rest.remove_prefix(static_cast<size_t>(written));
  }
  buffer_.clear();
  return absl::OkStatus();
}

absl::Status GrowingFile::Keep() {
  RETURN_IF_ERROR(Flush());
  if (fsync(descriptor_) != 0 || rename(draft_.c_str(), path_.c_str()) != 0) {
    return CannotWrite(path_, errno);
  }
  draft_.clear();
  return absl::OkStatus();
}

}  // namespace kansrijk::client
