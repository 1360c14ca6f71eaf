#include "client/statistics.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/call.h"
#include "client/failure.h"
#include "client/language.h"
#include "client/report.h"
#include "client/text.h"

extern char** environ;

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

constexpr char kAuditor[] = "kansrijk-audit";

absl::Status CannotWrite(const fs::path& path) {
  return absl::FailedPreconditionError(absl::Substitute(_("$0 cannot be written"), path.string()));
}

absl::Status Write(const fs::path& path, const std::string& content) {
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << content;
  stream.close();
  return stream ? absl::OkStatus() : CannotWrite(path);
}

absl::StatusOr<v1::Release> ReadRelease(Invocation& invocation, Connection& connection) {
  const auto answer = ReadOne(invocation, connection);
  if (!answer.ok()) return answer.status();
  return static_cast<const v1::Release&>(**answer);
}

void PrintReleaseTable(const v1::ReleaseTable& table, std::ostream& out) {
  const bool dutch = CurrentLanguage() == Language::kDutch;
  const v1::StatisticsTable& definition = table.definition();
  out << (dutch ? definition.title_nl() : definition.title()) << " (" << definition.name() << ")\n"
      << (dutch ? definition.definition_nl() : definition.definition()) << "\n";
  if (!ShowsFigures(table)) {
    out << _("The groups are too small to show a figure here without giving away something about "
             "people.")
        << "\n\n";
    return;
  }
  std::vector<std::string> headings;
  for (const v1::StatisticsDimension& dimension : table.dimensions()) {
    headings.push_back(dutch ? dimension.label_nl() : dimension.label());
  }
  for (const char* const heading : {_("Outcome"), _("Period"), _("Figure")}) {
    headings.emplace_back(heading);
  }
  Rows rows;
  for (const v1::ReleaseCell& cell : table.cells()) {
    std::vector<std::string> row;
    for (int dimension = 0; dimension < cell.values_size(); ++dimension) {
      row.push_back(ValueLabel(table, dimension, cell.values(dimension)));
    }
    row.insert(row.end(),
               {OutcomeLabel(table, cell.outcome()), PeriodLabel(cell.period()), FigureText(cell)});
    rows.push_back(std::move(row));
  }
  PrintTable(headings, rows, WidthsOf(headings, rows), out);
  out << "\n";
}

// The directories of releases in `directory`, in the order of the ledger.
absl::StatusOr<std::vector<std::string>> ReleasesIn(const fs::path& directory) {
  std::map<int64_t, std::string> by_sequence;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    std::ifstream stream(entry.path() / "public" / "release.json");
    const auto json = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("sequence")) continue;
    if (!json["sequence"].is_number_integer()) continue;
    by_sequence[json["sequence"].get<int64_t>()] = entry.path().string();
  }
  if (by_sequence.empty()) {
    return absl::InvalidArgumentError(
        absl::Substitute(_("$0 holds no releases: download them there first"), directory.string()));
  }
  std::vector<std::string> releases;
  for (const auto& [sequence, path] : by_sequence) releases.push_back(path);
  return releases;
}

// Beside this program, else wherever PATH has it.
std::string AuditorPath() {
  std::error_code error;
  const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path() / kAuditor;
  return fs::exists(beside, error) ? beside.string() : kAuditor;
}

}  // namespace

void PrintReleaseTables(const v1::Release& release, std::ostream& out) {
  bool stands = false;
  for (const v1::ReleaseTable& table : release.tables()) {
    PrintReleaseTable(table, out);
    for (const v1::ReleaseCell& cell : table.cells()) {
      stands |= cell.state() == v1::CELL_STATE_STANDS;
    }
  }
  if (stands) {
    out << _("* stands from an earlier release: too few differ from it to change the figure")
        << "\n";
  }
  out << NoteUnder(release) << "\n";
}

absl::StatusOr<int> ShowRelease(Invocation& invocation) {
  if (absl::Status status = CompleteTyped(invocation); !status.ok()) return status;
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  auto release = ReadRelease(invocation, *connection);
  if (!release.ok()) return release.status();
  if (IsTable(invocation.settings.format)) {
    PrintReleaseTables(*release, invocation.out);
  } else {
    PrintRecord(*release, invocation.settings.format, false, invocation.out);
  }
  return kExitOk;
}

absl::StatusOr<int> ReportRelease(Invocation& invocation) {
  if (absl::Status status = CompleteTyped(invocation); !status.ok()) return status;
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  const auto release = ReadRelease(invocation, *connection);
  if (!release.ok()) return release.status();
  const std::string page = ReportOf(*release);
  const std::string path = invocation.Value("output");
  if (path.empty()) {
    invocation.out << page;
    return kExitOk;
  }
  if (absl::Status status = Write(path, page); !status.ok()) return status;
  invocation.err << absl::Substitute(_("The report is in $0."), path) << "\n";
  return kExitOk;
}

absl::StatusOr<int> DownloadRelease(Invocation& invocation) {
  if (absl::Status status = CompleteTyped(invocation); !status.ok()) return status;
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  const auto release = ReadRelease(invocation, *connection);
  if (!release.ok()) return release.status();
  const fs::path target = fs::path(invocation.Value("to")) / release->code();
  const fs::path draft = absl::StrCat(target.string(), ".part");
  std::error_code error;
  if (fs::exists(target, error)) {
    return absl::FailedPreconditionError(
        absl::Substitute(_("$0 is there already; a release never changes"), target.string()));
  }
  fs::remove_all(draft, error);
  for (const std::string& path : release->files()) {
    const bool audit = !absl::StartsWith(path, "public/");
    if (audit && !invocation.Has("audit")) continue;
    invocation.err << path << "\n";
    v1::GetReleaseFileRequest request;
    request.set_name(release->name());
    request.set_path(path);
    const auto file = connection->Call<v1::ReleaseFile>(
        audit ? "StatisticsService.GetAuditFile" : "StatisticsService.GetPublicFile", request,
        invocation.settings.timeout);
    absl::Status status = file.ok() ? Write(draft / path, file->content()) : file.status();
    if (!status.ok()) {
      fs::remove_all(draft, error);
      return status;
    }
  }
  fs::rename(draft, target, error);
  if (error) return CannotWrite(target);
  invocation.out << target.string() << "\n";
  return kExitOk;
}

absl::StatusOr<int> AuditReleases(Invocation& invocation) {
  const auto releases = ReleasesIn(invocation.typed.arguments.front());
  if (!releases.ok()) return releases.status();
  std::vector<std::string> words{AuditorPath(), "release"};
  words.insert(words.end(), releases->begin(), releases->end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  if (posix_spawnp(&child, words[0].c_str(), nullptr, nullptr, arguments.data(), environ) != 0 ||
      waitpid(child, &status, 0) != child) {
    return absl::FailedPreconditionError(
        absl::Substitute(_("$0 is not installed: it is a program of its own"), kAuditor));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace kansrijk::client
