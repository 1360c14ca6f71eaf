#include "client/import.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/call.h"
#include "client/failure.h"
#include "client/import_report.h"
#include "client/language.h"
#include "client/request.h"
#include "client/terminal.h"
#include "client/text.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

constexpr size_t kChunkBytes = 256 << 10;
constexpr int kPageSize = 200;
constexpr absl::Duration kCommitTimeout = absl::Seconds(120);

// One import on its way: the directory, the connection, the server's side of it.
class Upload {
 public:
  Upload(Invocation& invocation, Connection connection)
      : invocation_(invocation),
        connection_(std::move(connection)),
        directory_(invocation.typed.arguments.front()) {}

  absl::StatusOr<ImportReport> Run() {
    v1::CreateImportRequest request;
    request.set_request_id(NewRequestId());
    const auto created = connection_.Call<v1::Import>("ImportService.CreateImport", request,
                                                      invocation_.settings.timeout);
    if (!created.ok()) return created.status();
    if (absl::Status status = AddFiles(*created); !status.ok()) return status;
    return Commit(created->name());
  }

 private:
  absl::Status AddFiles(const v1::Import& import) {
    std::set<std::string> known;
    int added = 0;
    for (const std::string& file : import.known_files()) {
      known.insert(file + ".csv");
      const fs::path path = directory_ / (file + ".csv");
      std::error_code error;
      if (!fs::is_regular_file(path, error)) continue;
      if (absl::Status status = AddFile(import.name(), file, path); !status.ok()) return status;
      ++added;
    }
    MentionUnknown(known);
    if (added > 0) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::Substitute(_("$0 holds no file to import; these are known: $1"),
                         Visible(directory_.string(), LineBreaks::kFlatten),
                         absl::StrJoin(import.known_files(), ", ")));
  }

  absl::Status AddFile(const std::string& import, const std::string& file, const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::error_code error;
    const auto size = static_cast<int64_t>(fs::file_size(path, error));
    std::string chunk(kChunkBytes, '\0');
    int64_t offset = 0;
    while (stream.read(chunk.data(), kChunkBytes) || stream.gcount() > 0) {
      v1::AddImportChunkRequest request;
      request.set_parent(import);
      request.set_file(file);
      request.set_offset(offset);
      request.set_data(chunk.data(), static_cast<size_t>(stream.gcount()));
      request.set_request_id(NewRequestId());
      const auto answer = connection_.Call<v1::AddImportChunkResponse>(
          "ImportService.AddImportChunk", request, invocation_.settings.timeout);
      if (!answer.ok()) return answer.status();
      offset += stream.gcount();
      ShowProgress(absl::StrCat(file, ".csv"), offset, size);
    }
    ClearProgress();
    if (error || offset != size) {
      return absl::UnknownError(absl::Substitute(_("$0 cannot be read"), path.string()));
    }
    return absl::OkStatus();
  }

  void ShowProgress(const std::string& file, int64_t done, int64_t size) {
    if (!ShowsProgress() || size == 0) return;
    invocation_.err << "\r\x1b[K" << file << " " << done * 100 / size << "%" << std::flush;
  }

  void ClearProgress() {
    if (ShowsProgress()) invocation_.err << "\r\x1b[K" << std::flush;
  }

  void MentionUnknown(const std::set<std::string>& known) {
    std::set<std::string> unknown;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory_, error)) {
      const std::string name = entry.path().filename().string();
      if (absl::EndsWithIgnoreCase(name, ".csv") && known.count(name) == 0) unknown.insert(name);
    }
    for (const std::string& name : unknown) {
      invocation_.err << absl::Substitute(_("not imported: $0"),
                                          Visible(name, LineBreaks::kFlatten))
                      << "\n";
    }
  }

  absl::StatusOr<ImportReport> Commit(const std::string& import) {
    ImportReport report;
    report.dry_run = invocation_.Has("dry-run");
    v1::CommitImportRequest request;
    request.set_name(import);
    request.set_validate_only(report.dry_run);
    request.set_skip_refused(invocation_.Has("skip-refused"));
    request.set_request_id(NewRequestId());
    const Settings& settings = invocation_.settings;
    const auto committed =
        connection_.Call<v1::Import>("ImportService.CommitImport", request,
                                     settings.timeout_given ? settings.timeout : kCommitTimeout);
    if (!committed.ok()) {
      absl::Status status = committed.status();
      NoteRequestId(status, request.request_id());
      // What was imported changes nothing the second time.
      if (OutcomeUnknown(status)) NoteRepeat(status, RepeatCommand(invocation_, "", ""));
      return status;
    }
    report.import = *committed;
    if (absl::Status status = ReadFindings(report); !status.ok()) return status;
    return report;
  }

  absl::Status ReadFindings(ImportReport& report) {
    v1::ListImportFindingsRequest request;
    request.set_parent(report.import.name());
    request.set_page_size(kPageSize);
    do {
      const auto page = connection_.Call<v1::ListImportFindingsResponse>(
          "ImportService.ListImportFindings", request, invocation_.settings.timeout);
      if (!page.ok()) return page.status();
      report.findings.insert(report.findings.end(), page->findings().begin(),
                             page->findings().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

  Invocation& invocation_;
  Connection connection_;
  fs::path directory_;
};

std::string RefusedDirectory(const Invocation& invocation) {
  const std::string given = invocation.Value("refused-dir");
  if (!given.empty()) return given;
  return absl::FormatTime("./kansrijk-refused-%Y%m%d-%H%M%S", absl::Now(), absl::LocalTimeZone());
}

}  // namespace

absl::StatusOr<int> ImportDirectory(Invocation& invocation) {
  if (absl::Status status = CompleteTyped(invocation); !status.ok()) return status;
  const std::string& directory = invocation.typed.arguments.front();
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return absl::InvalidArgumentError(
        absl::Substitute(_("$0 is not a directory"), Visible(directory, LineBreaks::kFlatten)));
  }
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  auto report = Upload(invocation, *std::move(connection)).Run();
  if (!report.ok()) return report.status();
  const bool refused = RefusedRows(report->import) > 0;
  if (refused && invocation.Has("skip-refused") && !report->dry_run) {
    report->refused_dir = RefusedDirectory(invocation);
    absl::Status written = WriteRefusedFiles(*report, report->refused_dir);
    if (!written.ok()) {
      report->refused_dir.clear();
      PrintImport(*report, invocation.settings.format, invocation.out, invocation.err);
      return written;
    }
  }
  PrintImport(*report, invocation.settings.format, invocation.out, invocation.err);
  return refused ? kExitPartial : kExitOk;
}

}  // namespace kansrijk::client
