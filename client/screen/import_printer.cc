#include "client/screen/import_printer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/choices.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/screen/difference.h"
#include "client/table/cell.h"

namespace kansrijk::client {
namespace {

// sessies.csv:1233
std::string PlaceOf(const ImportReport& report, const v1::ImportFinding& finding) {
  return absl::StrCat(report.NameOf(finding.file()), ":", finding.line());
}

// datum: not a date [bad_date]
std::string ReasonOf(const v1::ImportFinding& finding) {
  const std::string message = Cell(finding, "message", Audience::kPeople);
  // Many messages begin with the column already.
  const bool repeats = absl::StartsWith(message, finding.column());
  const std::string column = repeats ? "" : absl::StrCat(finding.column(), ": ");
  return Visible(absl::StrCat(column, message, " [", finding.reason(), "]"), LineBreaks::kFlatten);
}

Entries FileEntries(const v1::Import& import) {
  Entries entries;
  for (const v1::ImportFile& file : import.files()) {
    entries.push_back(std::make_unique<v1::ImportFile>(file));
  }
  return entries;
}

// The first findings of a kind, and how many there were.
struct ShownFile {
  std::vector<v1::ImportFinding> first;
  size_t count = 0;

  void Add(const v1::ImportFinding& finding) {
    if (++count > ImportPrinter::kShownMax) return;
    first.push_back(finding);
    first.back().clear_record();
  }
};

class TablePrinter : public ImportPrinter {
 public:
  TablePrinter(Format format, const ImportReport& report, std::ostream& out)
      : format_(format), report_(report), out_(out) {}

  void Add(const v1::ImportFinding& finding) override {
    ShownFile& kind = finding.differences_size() > 0 ? differing_
                      : finding.refused()            ? refused_
                                                     : warnings_;
    kind.Add(finding);
  }

  void Finish() override {
    PrintListing(*v1::ImportFile::descriptor(), FileEntries(report_.import), format_, out_);
    PrintEncodings();
    Print(refused_, _("Refused"));
    PrintDiffering();
    Print(warnings_, _("Warning"));
    out_ << "\n" << Conclusion(report_) << "\n";
  }

 private:
  void PrintEncodings() {
    for (const v1::ImportFile& file : report_.import.files()) {
      if (file.encoding().empty() || file.encoding() == "UTF-8") continue;
      out_ << absl::Substitute(_("$0 was read as $1."), report_.NameOf(file.file()),
                               Visible(file.encoding(), LineBreaks::kFlatten))
           << "\n";
    }
  }

  void Print(const ShownFile& kind, const char* heading) {
    if (kind.count == 0) return;
    Rows rows;
    for (const v1::ImportFinding& finding : kind.first) {
      rows.push_back({PlaceOf(report_, finding), ReasonOf(finding)});
    }
    const std::vector<std::string> headings = {heading, _("Because")};
    out_ << "\n";
    PrintTable(headings, rows, WidthsOf(headings, rows), out_);
    PrintMore(kind);
  }

  void PrintMore(const ShownFile& kind) {
    if (kind.count <= kind.first.size()) return;
    const size_t more = kind.count - kind.first.size();
    const bool in_files = &kind != &warnings_ && !report_.refused_dir.empty();
    out_ << (in_files ? absl::Substitute(_("... and $0 more; all of them are in $1."), more,
                                         Visible(report_.refused_dir, LineBreaks::kFlatten))
                      : absl::Substitute(_("... and $0 more; -o json shows all of them."), more))
         << "\n";
  }

  // Rows that are probably mended, each with what it says otherwise than the server.
  void PrintDiffering() {
    if (differing_.count == 0) return;
    out_ << "\n" << _("Different on the server") << "\n";
    for (const v1::ImportFinding& finding : differing_.first) {
      out_ << PlaceOf(report_, finding) << "  "
           << Visible(finding.server_number(), LineBreaks::kFlatten)
           << (finding.server_number().empty() ? "" : "  ") << ReasonOf(finding) << "\n";
      for (const v1::ImportDifference& difference : finding.differences()) {
        out_ << "    " << DifferenceText(difference) << "\n";
      }
    }
    PrintMore(differing_);
    const bool choice = std::any_of(differing_.first.begin(), differing_.first.end(),
                                    [](const auto& finding) { return finding.refused(); });
    if (choice) {
      out_ << _("To change what the server has: --update. To choose row by row: --skip-refused, "
                "and in the column import_keuze of the refused rows write wijzigen (to change it) "
                "or nieuw (for a new one).")
           << "\n";
    }
  }

  const Format format_;
  const ImportReport& report_;
  std::ostream& out_;
  ShownFile refused_;
  ShownFile differing_;
  ShownFile warnings_;
};

// The files one after the other: refusals go out as they come, warnings wait for their end.
class JsonPrinter : public ImportPrinter {
 public:
  JsonPrinter(const ImportReport& report, std::ostream& out, std::ostream& err)
      : report_(report), out_(out), err_(err) {}

  void Add(const v1::ImportFinding& finding) override {
    OpenFile(finding.file());
    bool& more = finding.refused() ? refused_ : warned_;
    const std::string text =
        absl::StrCat(more ? "," : "", "\n        ", JsonText(FindingJson(finding), true));
    more = true;
    if (finding.refused()) {
      out_ << text;
    } else {
      warnings_ += text;
    }
  }

  void Finish() override {
    OpenFile("");
    const auto* state = v1::ImportState_descriptor()->FindValueByNumber(report_.import.state());
    out_ << (began_ ? "\n  },\n" : "{\n  \"files\": {},\n");
    if (report_.import.has_failure()) {
      out_ << "  \"failure\": " << JsonText(FailureJson(report_.import.failure()), true) << ",\n";
    }
    out_ << "  \"not_read\": " << JsonText(LeftJson(), true) << ",\n"
         << "  \"state\": \"" << ShortName(*state) << "\"\n}\n";
    err_ << Conclusion(report_) << "\n";
  }

 private:
  static nlohmann::ordered_json FindingJson(const v1::ImportFinding& finding) {
    nlohmann::ordered_json json = {{"line", finding.line()},
                                   {"reason", finding.reason()},
                                   {"column", finding.column()},
                                   {"message", finding.message()}};
    if (!finding.server_number().empty()) json["server_number"] = finding.server_number();
    for (const v1::ImportDifference& difference : finding.differences()) {
      json["differences"].push_back({{"column", difference.column()},
                                     {"server_value", difference.server_value()},
                                     {"file_value", difference.file_value()}});
    }
    return json;
  }

  static nlohmann::ordered_json FailureJson(const v1::ImportFinding& failure) {
    nlohmann::ordered_json json = FindingJson(failure);
    json["file"] = failure.file();
    return json;
  }

  nlohmann::ordered_json LeftJson() const {
    auto json = nlohmann::ordered_json::array();
    for (const LeftFile& file : report_.left) {
      json.push_back(
          {{"name", file.name}, {"reason", CodeOf(file.leave)}, {"missed", file.missed}});
    }
    return json;
  }

  // Ends the file that is open, and begins `file` and all before it that have no findings; "": to
  // the end.
  void OpenFile(const std::string& file) {
    if (open_ && file == file_) return;
    CloseFile();
    bool reached = false;
    while (!reached && next_ < report_.import.files_size()) {
      const v1::ImportFile& report = report_.import.files(next_++);
      reached = report.file() == file;
      BeginFile(report);
      if (!reached) CloseFile();
    }
    if (reached || file.empty()) return;
    // A file that the report does not have.
    v1::ImportFile other;
    other.set_file(file);
    BeginFile(other);
  }

  void BeginFile(const v1::ImportFile& file) {
    out_ << (began_ ? ",\n" : "{\n  \"files\": {\n") << "    "
         << JsonText(nlohmann::ordered_json(file.file()), true)
         << ": {\n      \"rows\": " << file.rows() << ",\n      \"accepted\": " << file.accepted()
         << ",\n      \"unchanged\": " << file.unchanged()
         << ",\n      \"updated\": " << file.updated()
         << ",\n      \"encoding\": " << JsonText(nlohmann::ordered_json(file.encoding()), true)
         << ",\n      \"unreadable\": " << (file.unreadable() ? "true" : "false")
         << ",\n      \"refused\": [";
    file_ = file.file();
    began_ = open_ = true;
  }

  void CloseFile() {
    if (!open_) return;
    constexpr char kIndent[] = "\n      ";
    out_ << (refused_ ? kIndent : "") << "],\n      \"warnings\": [" << warnings_
         << (warned_ ? kIndent : "") << "]\n    }";
    warnings_.clear();
    open_ = refused_ = warned_ = false;
  }

  const ImportReport& report_;
  std::ostream& out_;
  std::ostream& err_;
  int next_ = 0;      // of the report's files
  std::string file_;  // the one that is open
  std::string warnings_;
  bool began_ = false;    // any file
  bool open_ = false;     // a file
  bool refused_ = false;  // in the file that is open
  bool warned_ = false;
};

// One line per finding.
class ListingPrinter : public ImportPrinter {
 public:
  ListingPrinter(Format format, const ImportReport& report, std::ostream& out, std::ostream& err)
      : format_(format), report_(report), out_(out), err_(err) {
    if (format_ != Format::kName) {
      PrintListing(*v1::ImportFinding::descriptor(), {}, format_, out_);
    }
  }

  void Add(const v1::ImportFinding& finding) override {
    if (format_ == Format::kName) return;
    Entries entries;
    entries.push_back(std::make_unique<v1::ImportFinding>(finding));
    PrintMore(*v1::ImportFinding::descriptor(), entries, format_, out_);
  }

  void Finish() override {
    if (format_ == Format::kName) out_ << report_.import.name() << "\n";
    err_ << Conclusion(report_) << "\n";
  }

 private:
  const Format format_;
  const ImportReport& report_;
  std::ostream& out_;
  std::ostream& err_;
};

}  // namespace

std::unique_ptr<ImportPrinter> ImportPrinter::For(Format format, const ImportReport& report,
                                                  std::ostream& out, std::ostream& err) {
  if (IsTable(format)) return std::make_unique<TablePrinter>(format, report, out);
  if (format == Format::kJson) return std::make_unique<JsonPrinter>(report, out, err);
  return std::make_unique<ListingPrinter>(format, report, out, err);
}

}  // namespace kansrijk::client
