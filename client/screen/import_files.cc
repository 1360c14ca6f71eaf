#include "client/screen/import_files.h"

#include <algorithm>
#include <iterator>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kEnding = ".csv";

// What spreadsheet programs save.
constexpr absl::string_view kWorkbookEndings[] = {".xlsx", ".xls",  ".xlsm",   ".xlsb",
                                                  ".ods",  ".fods", ".numbers"};
// What a CSV file ends up with by mistake; "" is none at all.
constexpr absl::string_view kTextEndings[] = {"", ".txt", ".tsv", ".tab", ".prn", ".asc"};

constexpr const char* kLooksLike =
    N_("looks like $0, but has another name; rename it if it is to be imported");

// What is left, in words: $0 is the file that it is taken for.
constexpr struct {
  Leave leave;
  const char* code;
  const char* reason;       // message id
  const char* reason_bare;  // message id, where it resembles no file
} kLeaves[] = {
    {Leave::kWorkbook, "workbook", N_("a workbook; save it as $0"),
     N_("a workbook; save each sheet as a CSV file")},
    {Leave::kCopy, "copy", kLooksLike, nullptr},
    {Leave::kEnding, "ending", kLooksLike, nullptr},
    {Leave::kUnknown, "unknown", N_("an import has no file with that name; did you mean $0?"),
     N_("an import has no file with that name")},
    {Leave::kEmpty, "empty", N_("it is empty"), nullptr},
    {Leave::kOpen, "open",
     N_("$0 is open in a spreadsheet program; unsaved changes are not imported"), nullptr},
    {Leave::kFolder, "folder",
     N_("files in a subfolder are not read; import that folder separately"), nullptr},
};

template <typename Texts>
bool Contains(const Texts& texts, absl::string_view text) {
  return std::find(std::begin(texts), std::end(texts), text) != std::end(texts);
}

// A name apart: sessies.csv (1).txt is "sessies.csv (1)" and ".txt".
struct Name {
  std::string stem;    // small letters
  std::string ending;  // small letters, with its dot
};

Name NameOf(const std::string& name) {
  const std::string lower = absl::AsciiStrToLower(name);
  const size_t dot = lower.rfind('.');
  if (dot == std::string::npos || dot == 0) return {lower, ""};
  return {lower.substr(0, dot), lower.substr(dot)};
}

// The known file that a name holds as a word: kopie van leden, sessies2023. "" when it holds none.
std::string HeldBy(const std::string& stem, const std::vector<std::string>& known) {
  std::string letters = stem;
  std::replace_if(
      letters.begin(), letters.end(),
      [](char c) { return !absl::ascii_isalpha(static_cast<unsigned char>(c)); }, ' ');
  for (absl::string_view word : absl::StrSplit(letters, ' ', absl::SkipEmpty())) {
    if (Contains(known, word)) return std::string(word);
  }
  return "";
}

// What lies in a directory, by name.
absl::StatusOr<std::vector<fs::directory_entry>> EntriesOf(const fs::path& directory) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    entries.push_back(*entry);
  }
  if (error) {
    return absl::UnknownError(absl::Substitute(_("$0 cannot be read"),
                                               Visible(directory.string(), LineBreaks::kFlatten)));
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

class Chooser {
 public:
  explicit Chooser(const std::vector<std::string>& known) : known_(known) {}

  absl::StatusOr<ImportFiles> Choose(const fs::path& directory) {
    ASSIGN_OR_RETURN(const auto entries, EntriesOf(directory));
    for (const fs::directory_entry& entry : entries) {
      RETURN_IF_ERROR(Take(entry));
    }
    for (const fs::directory_entry& entry : entries) LookAt(entry);
    ImportFiles files;
    for (const std::string& file : known_) {
      if (const auto found = taken_.find(file); found != taken_.end()) {
        files.taken.push_back(found->second);
      }
    }
    files.left = std::move(left_);
    return files;
  }

 private:
  // The known file that an entry is; "" when it is none.
  std::string FileOf(const fs::directory_entry& entry) const {
    std::error_code error;
    const Name name = NameOf(entry.path().filename().string());
    const bool is = name.ending == kEnding && Contains(known_, name.stem);
    return is && entry.is_regular_file(error) ? name.stem : "";
  }

  absl::Status Take(const fs::directory_entry& entry) {
    const std::string file = FileOf(entry);
    if (file.empty()) return absl::OkStatus();
    const std::string name = entry.path().filename().string();
    const auto [known, fresh] = taken_.try_emplace(file, SourceFile{file, name, entry.path()});
    if (fresh) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::Substitute(
        _("$0 and $1 differ only in capitals: keep one of them in the directory"),
        Visible(known->second.name, LineBreaks::kFlatten), Visible(name, LineBreaks::kFlatten)));
  }

  void LookAt(const fs::directory_entry& entry) {
    std::error_code error;
    const std::string name = entry.path().filename().string();
    if (entry.is_directory(error)) return LookInFolder(entry);
    if (!entry.is_regular_file(error)) return;
    if (const std::string file = FileOf(entry); !file.empty()) {
      if (entry.file_size(error) > 0 || error) return;
      taken_.erase(file);
      left_.push_back({name, Leave::kEmpty, "", true});
    } else if (LooksOpen(name)) {
      left_.push_back({name, Leave::kOpen, OpenFile(name), false});
    } else if (!absl::StartsWith(name, ".")) {
      LookAtName(name);
    }
  }

  // ~$leden.xlsx by Excel, .~lock.leden.ods# by LibreOffice.
  static bool LooksOpen(const std::string& name) {
    return absl::StartsWith(name, "~$") || absl::StartsWith(name, ".~lock.");
  }
  static std::string OpenFile(absl::string_view name) {
    if (absl::ConsumePrefix(&name, "~$")) return std::string(name);
    absl::ConsumePrefix(&name, ".~lock.");
    return std::string(absl::StripSuffix(name, "#"));
  }

  void LookAtName(const std::string& name) {
    const Name parts = NameOf(name);
    const std::string held = HeldBy(parts.stem, known_);
    const std::string likely = held.empty() ? Nearest(parts.stem, known_) : held;
    if (Contains(kWorkbookEndings, parts.ending)) {
      Pass(name, Leave::kWorkbook, likely);
    } else if (parts.ending == kEnding && held.empty()) {
      Pass(name, Leave::kUnknown, likely);
    } else if (parts.ending == kEnding) {
      // What a copy holds may be what the file itself lacks.
      Pass(name, Leave::kCopy, held).missed = true;
    } else if (!held.empty() && (Contains(kTextEndings, parts.ending) ||
                                 absl::StrContains(absl::AsciiStrToLower(name), kEnding))) {
      Pass(name, Leave::kEnding, held);
    }
  }

  // `file` is what it seems to be, or "".
  LeftFile& Pass(const std::string& name, Leave leave, const std::string& file) {
    const bool missed = !file.empty() && taken_.count(file) == 0;
    left_.push_back({name, leave, file.empty() ? "" : absl::StrCat(file, kEnding), missed});
    return left_.back();
  }

  void LookInFolder(const fs::directory_entry& folder) {
    const auto entries = EntriesOf(folder.path());
    if (!entries.ok()) return;
    const bool any = std::any_of(entries->begin(), entries->end(),
                                 [this](const auto& entry) { return !FileOf(entry).empty(); });
    const std::string name = absl::StrCat(folder.path().filename().string(), "/");
    if (any) left_.push_back({name, Leave::kFolder, "", false});
  }

  const std::vector<std::string>& known_;
  std::map<std::string, SourceFile> taken_;  // by file
  std::vector<LeftFile> left_;
};

}  // namespace

absl::StatusOr<ImportFiles> ChooseFiles(const fs::path& directory,
                                        const std::vector<std::string>& known) {
  return Chooser(known).Choose(directory);
}

std::string ReasonOf(const LeftFile& file) {
  for (const auto& entry : kLeaves) {
    if (entry.leave != file.leave) continue;
    const bool bare = file.meant.empty() && entry.reason_bare != nullptr;
    return absl::Substitute(_(bare ? entry.reason_bare : entry.reason),
                            Visible(file.meant, LineBreaks::kFlatten));
  }
  return "";
}

const char* CodeOf(Leave leave) {
  for (const auto& entry : kLeaves) {
    if (entry.leave == leave) return entry.code;
  }
  return "";
}

bool AnyMissed(const std::vector<LeftFile>& left) {
  return std::any_of(left.begin(), left.end(), [](const LeftFile& file) { return file.missed; });
}

std::string HowToSave() {
  return _(
      "To save a workbook as CSV: in Excel File > Save As > \"CSV UTF-8\", in LibreOffice File "
      "> Save As > \"Text CSV\" with ; between the fields; each sheet as a file of its own.");
}

}  // namespace kansrijk::client
