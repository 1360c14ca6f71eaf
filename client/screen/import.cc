#include "client/screen/import.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/request.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/screen/import_choices.h"
#include "client/screen/import_files.h"
#include "client/screen/import_printer.h"
#include "client/screen/import_upload.h"
#include "client/screen/import_watch.h"
#include "client/screen/refused_files.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/interrupt.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

constexpr int kPageSize = 200;

absl::Status CheckDirectory(const std::string& directory) {
  std::error_code error;
  if (fs::is_directory(directory, error)) return absl::OkStatus();
  const char* why = fs::exists(directory, error)
                        ? _("$0 is a file: give the directory that it is in")
                        : _("$0 is not a directory");
  return absl::InvalidArgumentError(
      absl::Substitute(why, Visible(directory, LineBreaks::kFlatten)));
}

// One import from what was typed to the report.
class DirectoryImport {
 public:
  DirectoryImport(Invocation& invocation, Connection connection, ImportChoices choices,
                  fs::path refused_directory)
      : invocation_(invocation),
        connection_(std::move(connection)),
        choices_(std::move(choices)),
        directory_(invocation.typed.arguments.front()),
        refused_directory_(std::move(refused_directory)) {
    report_.dry_run = invocation.Has("dry-run");
    report_.skip_refused = invocation.Has("skip-refused");
  }

  absl::StatusOr<int> Run() {
    const NotedInterrupts noted;
    RETURN_IF_ERROR(MakeRefusedDirectory());
    RETURN_IF_ERROR(Send());
    RETURN_IF_ERROR(Commit());
    const auto printer =
        ImportPrinter::For(invocation_.settings.format, report_, invocation_.out, invocation_.err);
    const absl::Status status = TakeFindings(*printer);
    printer->Finish();
    return status.ok() ? absl::StatusOr<int>(ExitCodeOf(report_)) : status;
  }

 private:
  // Opens the import and sends its files.
  absl::Status Send() {
    absl::Status status = SendFiles();
    if (!absl::IsCancelled(status)) return status;
    return absl::CancelledError(_("interrupted; nothing was written"));
  }

  absl::Status SendFiles() {
    v1::CreateImportRequest request;
    request.set_request_id(NewRequestId());
    ASSIGN_OR_RETURN(const auto created,
                     connection_.Call<v1::Import>("ImportService.CreateImport", request,
                                                  invocation_.settings.timeout));
    import_ = created.name();
    ASSIGN_OR_RETURN(auto files, ChooseFiles(directory_, {created.known_files().begin(),
                                                          created.known_files().end()}));
    report_.left = std::move(files.left);
    MentionLeft();
    if (files.taken.empty()) return NothingToImport(created);
    RETURN_IF_ERROR(choices_.CheckFiles(files.taken));
    for (const SourceFile& file : files.taken) {
      report_.names[file.file] = file.name;
      RETURN_IF_ERROR(UploadFile(invocation_, connection_, import_, file));
    }
    return absl::OkStatus();
  }

  void MentionLeft() {
    bool workbook = false;
    for (const LeftFile& file : report_.left) {
      invocation_.err << absl::Substitute(_("not read: $0: $1"),
                                          Visible(file.name, LineBreaks::kFlatten), ReasonOf(file))
                      << "\n";
      workbook |= file.leave == Leave::kWorkbook;
    }
    if (workbook) invocation_.err << HowToSave() << "\n";
  }

  absl::Status NothingToImport(const v1::Import& import) const {
    return absl::InvalidArgumentError(absl::Substitute(
        _("$0 contains no file to import; these are known: $1"),
        Visible(directory_.string(), LineBreaks::kFlatten),
        absl::StrJoin(import.known_files(), ", ",
                      [](auto* text, const auto& file) { absl::StrAppend(text, file, ".csv"); })));
  }

  // Before anything is sent: rows that are refused must have somewhere to go.
  absl::Status MakeRefusedDirectory() {
    if (!report_.skip_refused || report_.dry_run) return absl::OkStatus();
    ASSIGN_OR_RETURN(auto made, RefusedFiles::In(refused_directory_));
    refused_files_ = std::move(made);
    return absl::OkStatus();
  }

  absl::Status Commit() {
    v1::CommitImportRequest request;
    request.set_name(import_);
    request.set_validate_only(report_.dry_run);
    request.set_skip_refused(report_.skip_refused);
    request.set_update(invocation_.Has("update"));
    request.set_request_id(NewRequestId());
    choices_.AddTo(request);
    auto ended = CommitAndWatch(invocation_, connection_, request);
    if (!ended.ok()) return choices_.Explained(ended.status());
    report_.import = *std::move(ended);
    return absl::OkStatus();
  }

  // To the printer, and to the refused files; when those cannot be written any more, the rest is
  // printed all the same.
  absl::Status TakeFindings(ImportPrinter& printer) {
    absl::Status kept;
    const absl::Status read = ReadFindings([&](const v1::ImportFinding& finding) {
      if (finding.refused()) NoteRefusal(finding.file());
      printer.Add(finding);
      if (refused_files_ != nullptr && kept.ok()) {
        kept = refused_files_->Add(finding, report_.import, report_.names);
      }
    });
    if (!read.ok()) return WithoutRest(read);
    if (refused_files_ == nullptr) return absl::OkStatus();
    if (kept.ok()) kept = refused_files_->Keep();
    if (!kept.ok()) return NotKept(kept);
    if (refused_files_->any()) report_.refused_dir = ShownDirectory();
    return absl::OkStatus();
  }

  absl::Status ReadFindings(const std::function<void(const v1::ImportFinding&)>& take) {
    // What was taken back found nothing that still matters.
    if (report_.import.state() == v1::IMPORT_STATE_TAKEN_BACK) return absl::OkStatus();
    v1::ListImportFindingsRequest request;
    request.set_parent(import_);
    request.set_page_size(kPageSize);
    do {
      ASSIGN_OR_RETURN(const auto page, connection_.Call<v1::ListImportFindingsResponse>(
                                            "ImportService.ListImportFindings", request,
                                            invocation_.settings.timeout));
      for (const v1::ImportFinding& finding : page.findings()) take(finding);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

  void NoteRefusal(const std::string& file) {
    const auto& files = report_.import.files();
    const bool of_rows = std::any_of(files.begin(), files.end(), [&](const v1::ImportFile& each) {
      return each.file() == file && each.refused() > 0;
    });
    if (!of_rows) report_.refused_as_whole.insert(file);
  }

  std::string ShownDirectory() const {
    const std::string given = invocation_.Value("refused-dir");
    return given.empty() ? refused_directory_.string() : given;
  }

  // To import again gives the refused rows again: what was written changes nothing.
  absl::Status NotKept(const absl::Status& why) const {
    return absl::Status(
        why.code(),
        absl::StrCat(why.message(), "\n",
                     _("The refused rows are not saved. Import again with --skip-refused and "
                       "--refused-dir elsewhere: that changes nothing more, and saves them.")));
  }

  absl::Status WithoutRest(absl::Status why) const {
    absl::Status told(why.code(),
                      absl::StrCat(why.message(), "\n",
                                   _("Not all findings could be fetched. Import again to see them: "
                                     "what has been written does not change.")));
    why.ForEachPayload(
        [&](absl::string_view url, const absl::Cord& payload) { told.SetPayload(url, payload); });
    return told;
  }

  Invocation& invocation_;
  Connection connection_;
  ImportChoices choices_;
  const fs::path directory_;
  const fs::path refused_directory_;
  std::string import_;  // its name
  std::unique_ptr<RefusedFiles> refused_files_;
  ImportReport report_;
};

}  // namespace

absl::StatusOr<int> ImportDirectory(Invocation& invocation) {
  const std::string& directory = invocation.typed.arguments.front();
  RETURN_IF_ERROR(CheckDirectory(directory));
  ASSIGN_OR_RETURN(auto choices, ImportChoices::FromTyped(invocation.typed));
  const std::string given = invocation.Value("refused-dir");
  ASSIGN_OR_RETURN(auto refused, given.empty() ? UntakenRefusedDirectory(directory, absl::Now())
                                               : CheckRefusedDirectory(given, directory));
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  return DirectoryImport(invocation, std::move(connection), std::move(choices), std::move(refused))
      .Run();
}

}  // namespace kansrijk::client
