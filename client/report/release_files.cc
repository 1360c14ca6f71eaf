#include "client/report/release_files.h"

#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/names.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/file.h"
#include "client/shell/terminal.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {
namespace {

constexpr char kPublic[] = "public/";
constexpr char kAudit[] = "audit/";

// Letters, digits, dots, dashes: what a server says may not lead out of the directory.
bool IsPlainName(absl::string_view name) {
  for (const char c : name) {
    const bool plain =
        absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_';
    if (!plain) return false;
  }
  return !name.empty() && name[0] != '.';
}

bool IsOfHalf(const std::string& path, const char* half) {
  return absl::StartsWith(path, half) && IsPlainName(absl::StripPrefix(path, half));
}

// The files of one download on their way.
class Download {
 public:
  Download(Invocation& invocation, Connection connection)
      : invocation_(invocation),
        connection_(std::move(connection)),
        with_audit_(invocation.Has("audit")) {}

  absl::StatusOr<std::string> Run() {
    v1::GetReleaseRequest request;
    ASSIGN_OR_RETURN(const auto name, ResourceName("Release", invocation_.typed.arguments[0]));
    request.set_name(name);
    ASSIGN_OR_RETURN(const auto release,
                     connection_.Call<v1::Release>("StatisticsService.GetRelease", request,
                                                   invocation_.settings.timeout));
    if (!IsPlainName(release.code())) {
      return absl::InternalError(absl::Substitute(_("\"$0\" cannot be the name of a directory"),
                                                  Visible(release.code(), LineBreaks::kFlatten)));
    }
    const std::string directory =
        std::filesystem::path(invocation_.typed.arguments[1]) / release.code();
    std::error_code error;
    if (std::filesystem::exists(directory, error)) {
      return absl::AlreadyExistsError(
          absl::Substitute(_("$0 is there already"), Visible(directory, LineBreaks::kFlatten)));
    }
    RETURN_IF_ERROR(FetchAll(release));
    RETURN_IF_ERROR(
        WriteDirectory(directory, files_, with_audit_ ? Readers::kOwner : Readers::kAnyone));
    return directory;
  }

  size_t count() const { return files_.size(); }

 private:
  // Nothing is on the disk before all has come.
  absl::Status FetchAll(const v1::Release& release) {
    std::vector<std::string> paths;
    for (const std::string& path : release.files()) {
      if (IsOfHalf(path, kPublic) || (with_audit_ && IsOfHalf(path, kAudit))) {
        paths.push_back(path);
      }
    }
    if (paths.empty()) {
      return absl::FailedPreconditionError(
          absl::Substitute(_("release $0 is not published, so it has no files"),
                           Visible(release.code(), LineBreaks::kFlatten)));
    }
    for (const std::string& path : paths) {
      ShowProgress(path, paths.size());
      v1::GetReleaseFileRequest request;
      request.set_name(release.name());
      request.set_path(path);
      const char* method = absl::StartsWith(path, kAudit) ? "StatisticsService.GetAuditFile"
                                                          : "StatisticsService.GetPublicFile";
      auto file = connection_.Call<v1::ReleaseFile>(method, request, invocation_.settings.timeout);
      if (!file.ok()) {
        ClearProgress();
        return file.status();
      }
      files_.push_back({path, std::move(*file->mutable_content())});
    }
    ClearProgress();
    return absl::OkStatus();
  }

  void ShowProgress(const std::string& path, size_t total) {
    if (!ShowsProgress()) return;
    invocation_.err << "\r\x1b[K" << files_.size() + 1 << "/" << total << " " << path << std::flush;
  }

  void ClearProgress() {
    if (ShowsProgress()) invocation_.err << "\r\x1b[K" << std::flush;
  }

  Invocation& invocation_;
  Connection connection_;
  bool with_audit_;
  std::vector<NamedContent> files_;
};

}  // namespace

absl::StatusOr<int> DownloadRelease(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  Download download(invocation, std::move(connection));
  ASSIGN_OR_RETURN(const auto directory, download.Run());
  invocation.err << absl::Substitute(
                        Plural("$0 file written to $1", "$0 files written to $1", download.count()),
                        download.count(), Visible(directory, LineBreaks::kFlatten))
                 << "\n";
  return kExitOk;
}

}  // namespace kansrijk::client
