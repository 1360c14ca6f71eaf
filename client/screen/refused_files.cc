#include "client/screen/refused_files.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

std::string ShownPath(const fs::path& path) { return Visible(path.string(), LineBreaks::kFlatten); }

// Absolute, without links, `.`, `..` and a slash at the end, as far as it exists.
fs::path Resolved(const fs::path& path) {
  std::error_code error;
  fs::path resolved = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) resolved = fs::absolute(path, error).lexically_normal();
  return resolved.has_filename() ? resolved : resolved.parent_path();
}

// The same directory, under whatever name.
bool Same(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return one == other || fs::equivalent(one, other, error);
}

// Whether `path` is `directory`, or lies below it.
bool IsWithin(fs::path path, const fs::path& directory) {
  while (!Same(path, directory)) {
    if (path == path.parent_path()) return false;
    path = path.parent_path();
  }
  return true;
}

absl::Status Unfit(const char* why, const fs::path& directory) {
  return absl::InvalidArgumentError(
      absl::StrCat("--refused-dir: ", absl::Substitute(_(why), ShownPath(directory)), "\n",
                   _("Name a directory that is not there yet, or an empty one, outside the "
                     "directory that is imported.")));
}

}  // namespace

absl::StatusOr<fs::path> CheckRefusedDirectory(const std::string& typed, const fs::path& source) {
  const fs::path directory = Resolved(typed);
  const fs::path imported = Resolved(source);
  if (Same(directory, imported)) {
    return Unfit(N_("$0 is the directory that is imported; its files are never written to"),
                 directory);
  }
  if (IsWithin(directory, imported)) {
    return Unfit(N_("$0 lies within the directory that is imported"), directory);
  }
  if (IsWithin(imported, directory)) {
    return Unfit(N_("the directory that is imported lies within $0"), directory);
  }
  std::error_code error;
  if (!fs::exists(fs::symlink_status(directory, error))) return directory;
  if (!fs::is_directory(directory, error)) return Unfit(N_("$0 is not a directory"), directory);
  const bool empty = fs::is_empty(directory, error);
  if (error) return Unfit(N_("$0 cannot be read"), directory);
  if (!empty) {
    return Unfit(N_("$0 is not empty; what is in it would be mixed with the refused rows"),
                 directory);
  }
  return directory;
}

fs::path UntakenRefusedDirectory(const fs::path& source, absl::Time now) {
  std::error_code error;
  const fs::path imported = Resolved(source);
  const fs::path present = Resolved(fs::current_path(error));
  const fs::path place = IsWithin(present, imported) ? imported.parent_path() : present;
  const std::string name =
      absl::FormatTime("kansrijk-refused-%Y%m%d-%H%M%S", now, absl::LocalTimeZone());
  fs::path untaken = place / name;
  for (int more = 2; fs::exists(fs::symlink_status(untaken, error)); ++more) {
    untaken = place / absl::StrCat(name, "-", more);
  }
  return untaken;
}

absl::StatusOr<std::unique_ptr<RefusedFiles>> RefusedFiles::In(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory.parent_path(), error);
  if (error) return CannotWrite(directory, error.value());
  const bool made = mkdir(directory.c_str(), 0700) == 0;
  if (!made && (errno != EEXIST || access(directory.c_str(), W_OK | X_OK) != 0)) {
    return CannotWrite(directory, errno);
  }
  return std::unique_ptr<RefusedFiles>(new RefusedFiles(directory, made));
}

RefusedFiles::~RefusedFiles() {
  files_.clear();
  if (made_) rmdir(directory_.c_str());  // fails when it holds what was kept
}

absl::Status RefusedFiles::Begin(const std::string& file, const v1::Import& import,
                                 const std::map<std::string, std::string>& names) {
  v1::ImportFile report;
  for (const v1::ImportFile& each : import.files()) {
    if (each.file() == file) report = each;
  }
  const auto name = names.find(file);
  const std::string on_disk = name == names.end() ? file + ".csv" : name->second;
  ASSIGN_OR_RETURN(auto growing, GrowingFile::Open(directory_ / (file + ".csv")));
  sheet_ = std::make_unique<RefusedSheet>(report, import.number(), on_disk);
  file_ = file;
  line_ = 0;
  return files_.insert_or_assign(file, std::move(growing)).first->second->Append(sheet_->Header());
}

absl::Status RefusedFiles::Add(const v1::ImportFinding& finding, const v1::Import& import,
                               const std::map<std::string, std::string>& names) {
  const bool has_row = finding.refused() && !finding.record().empty();
  // A name with a slash would be a path.
  if (!has_row || absl::StrContains(finding.file(), '/')) return absl::OkStatus();
  if (finding.file() != file_) {
    RETURN_IF_ERROR(Begin(finding.file(), import, names));
  } else if (finding.line() == line_) {
    return absl::OkStatus();
  }
  line_ = finding.line();
  return files_.at(file_)->Append(sheet_->Row(finding));
}

absl::Status RefusedFiles::Keep() {
  for (auto& [file, growing] : files_) {
    RETURN_IF_ERROR(growing->Keep());
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::client
