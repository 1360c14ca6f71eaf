#include "client/import_report.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "client/cell.h"
#include "client/choices.h"
#include "client/language.h"
#include "client/text.h"

namespace kansrijk::client {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr char kAddedColumns[] = "import_reden;import_toelichting;";

std::string MessageOf(const v1::ImportFinding& finding) {
  return Cell(finding, "message", Audience::kPeople);
}

// Rows below each other as they are found: sessies.csv:1233  datum: not a date [bad_date]
void PrintFindings(const ImportReport& report, bool refused, std::ostream& out) {
  Rows rows;
  for (const v1::ImportFinding& finding : report.findings) {
    if (finding.refused() != refused) continue;
    // Many messages begin with the column already.
    const std::string message = MessageOf(finding);
    const bool repeats = absl::StartsWith(message, finding.column());
    const std::string column = repeats ? "" : absl::StrCat(finding.column(), ": ");
    rows.push_back(
        {Visible(absl::StrCat(finding.file(), ".csv:", finding.line()), LineBreaks::kFlatten),
         Visible(absl::StrCat(column, message, " [", finding.reason(), "]"),
                 LineBreaks::kFlatten)});
  }
  if (rows.empty()) return;
  const std::vector<std::string> headings = {refused ? _("Refused") : _("Warning"), _("Because")};
  out << "\n";
  PrintTable(headings, rows, WidthsOf(headings, rows), out);
}

nlohmann::ordered_json FindingsJson(const ImportReport& report, const std::string& file,
                                    bool refused) {
  auto array = nlohmann::ordered_json::array();
  for (const v1::ImportFinding& finding : report.findings) {
    if (finding.file() != file || finding.refused() != refused) continue;
    array.push_back({{"line", finding.line()},
                     {"reason", finding.reason()},
                     {"column", finding.column()},
                     {"message", finding.message()}});
  }
  return array;
}

std::string Counted(int64_t count, const char* one, const char* many) {
  return absl::Substitute(Plural(one, many, static_cast<unsigned long>(count)), count);
}

// The record without its first two cells.
absl::string_view WithoutTwoCells(absl::string_view record) {
  bool quoted = false;
  int cells = 0;
  for (size_t i = 0; i < record.size(); ++i) {
    if (record[i] == '"') quoted = !quoted;
    if (record[i] == ';' && !quoted && ++cells == 2) return record.substr(i + 1);
  }
  return record;
}

absl::string_view WithoutLineEnd(absl::string_view text) {
  while (absl::EndsWith(text, "\n") || absl::EndsWith(text, "\r")) text.remove_suffix(1);
  return text;
}

Entries FindingEntries(const ImportReport& report) {
  Entries entries;
  for (const v1::ImportFinding& finding : report.findings) {
    entries.push_back(std::make_unique<v1::ImportFinding>(finding));
  }
  return entries;
}

Entries FileEntries(const v1::Import& import) {
  Entries entries;
  for (const v1::ImportFile& file : import.files()) {
    entries.push_back(std::make_unique<v1::ImportFile>(file));
  }
  return entries;
}

}  // namespace

int64_t RefusedRows(const v1::Import& import) {
  int64_t refused = 0;
  for (const v1::ImportFile& file : import.files()) refused += file.refused();
  return refused;
}

std::string Conclusion(const ImportReport& report) {
  int64_t fresh = 0;
  for (const v1::ImportFile& file : report.import.files()) {
    fresh += file.accepted() - file.unchanged();
  }
  const int64_t refused = RefusedRows(report.import);
  if (report.dry_run) {
    return absl::StrCat(_("Dry run: nothing was written."), " ",
                        Counted(fresh, "$0 row would be written.", "$0 rows would be written."),
                        " ", Counted(refused, "$0 row is refused.", "$0 rows are refused."));
  }
  if (report.import.state() != v1::IMPORT_STATE_COMMITTED) {
    return absl::StrCat(
        Counted(refused, "Nothing was written, because $0 row is refused.",
                "Nothing was written, because $0 rows are refused."),
        " ", _("Mend the files and import again, or import the rest with --skip-refused."));
  }
  std::string text = fresh > 0     ? Counted(fresh, "$0 row was written.", "$0 rows were written.")
                     : refused > 0 ? _("Nothing new was written.")
                                   : _("Nothing changed: everything was imported before.");
  if (refused > 0) {
    absl::StrAppend(&text, " ", Counted(refused, "$0 row was refused.", "$0 rows were refused."));
  }
  if (!report.refused_dir.empty()) {
    absl::StrAppend(&text, " ",
                    absl::Substitute(_("The refused rows are in $0: mend them and import that "
                                       "directory."),
                                     report.refused_dir));
  }
  return text;
}

nlohmann::ordered_json ImportJson(const ImportReport& report) {
  auto files = nlohmann::ordered_json::object();
  for (const v1::ImportFile& file : report.import.files()) {
    files[file.file()] = {{"rows", file.rows()},
                          {"accepted", file.accepted()},
                          {"unchanged", file.unchanged()},
                          {"refused", FindingsJson(report, file.file(), true)},
                          {"warnings", FindingsJson(report, file.file(), false)}};
  }
  const auto* state = v1::ImportState_descriptor()->FindValueByNumber(report.import.state());
  return {{"files", files}, {"state", ShortName(*state)}};
}

void PrintImport(const ImportReport& report, Format format, std::ostream& out, std::ostream& err) {
  const bool table = format == Format::kTable || format == Format::kWide;
  if (table) {
    PrintListing(*v1::ImportFile::descriptor(), FileEntries(report.import), format, out);
    PrintFindings(report, true, out);
    PrintFindings(report, false, out);
    out << "\n";
  } else if (format == Format::kJson) {
    out << JsonText(ImportJson(report), false) << "\n";
  } else if (format == Format::kName) {
    out << report.import.name() << "\n";
  } else {
    PrintListing(*v1::ImportFinding::descriptor(), FindingEntries(report), format, out);
  }
  (table ? out : err) << Conclusion(report) << "\n";
}

std::string RefusedFile(const v1::ImportFile& file,
                        const std::vector<v1::ImportFinding>& findings) {
  absl::string_view header = WithoutLineEnd(file.header());
  if (absl::StartsWith(header, kByteOrderMark)) header.remove_prefix(3);
  const bool mended_before = absl::StartsWith(header, kAddedColumns);
  if (mended_before) header.remove_prefix(sizeof kAddedColumns - 1);
  std::string text = absl::StrCat(kByteOrderMark, kAddedColumns, header, "\r\n");
  int64_t last_line = 0;
  for (const v1::ImportFinding& finding : findings) {
    // A row with several findings appears once.
    if (!finding.refused() || finding.file() != file.file() || finding.line() == last_line)
      continue;
    last_line = finding.line();
    absl::string_view record = WithoutLineEnd(finding.record());
    if (mended_before) record = WithoutTwoCells(record);
    absl::StrAppend(&text, finding.reason(), ";\"",
                    absl::StrReplaceAll(MessageOf(finding), {{"\"", "\"\""}}), "\";", record,
                    "\r\n");
  }
  return text;
}

absl::Status WriteRefusedFiles(const ImportReport& report, const std::string& directory) {
  const mode_t earlier = umask(077);
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  absl::Status status;
  for (const v1::ImportFile& file : report.import.files()) {
    if (file.refused() == 0 || absl::StrContains(file.file(), '/')) continue;
    const std::string path = absl::StrCat(directory, "/", file.file(), ".csv");
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream << RefusedFile(file, report.findings) << std::flush;
    if (!stream) {
      status = absl::UnknownError(absl::Substitute(_("$0 cannot be written"), path));
      break;
    }
  }
  umask(earlier);
  return status;
}

}  // namespace kansrijk::client
