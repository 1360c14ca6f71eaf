#include "client/screen/import_choices.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/arguments.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/failure.h"

namespace kansrijk::client {
namespace {

constexpr char kEncodingFlag[] = "encoding";
constexpr char kColumnFlag[] = "column";
constexpr char kLeaveOutFlag[] = "leave-out";

// Encodings as the server calls them, and as programs and people do.
constexpr struct {
  const char* name;
  std::initializer_list<absl::string_view> others;
} kEncodings[] = {
    {"UTF-8", {"utf8"}},
    {"UTF-16", {"utf16", "unicode"}},
    {"windows-1252", {"windows1252", "cp1252", "ansi", "latin1", "iso-8859-1"}},
    {"cp850", {"850", "ibm850", "dos"}},
    {"macintosh", {"mac", "macroman", "mac-roman"}},
};

// "" when there is none of that name.
std::string EncodingNamed(absl::string_view typed) {
  for (const auto& encoding : kEncodings) {
    if (absl::EqualsIgnoreCase(typed, encoding.name)) return encoding.name;
    for (absl::string_view other : encoding.others) {
      if (absl::EqualsIgnoreCase(typed, other)) return encoding.name;
    }
  }
  return "";
}

// The file of a choice, however its name was typed: Leden.csv is leden.
std::string FileNamed(absl::string_view typed) {
  const std::string lower = absl::AsciiStrToLower(absl::StripAsciiWhitespace(typed));
  return std::string(absl::StripSuffix(lower, ".csv"));
}

std::string FlagAsTyped(const char* flag, const std::string& value) {
  return absl::StrCat("--", flag, " ", ShellWord(value));
}

absl::Status Misspelt(const std::string& flag, const char* form, const char* example) {
  return absl::InvalidArgumentError(absl::Substitute(
      _("$0: write --$1, as in --$2"), Visible(flag, LineBreaks::kFlatten), form, example));
}

}  // namespace

std::vector<std::string> EncodingNames() {
  std::vector<std::string> names;
  for (const auto& encoding : kEncodings) names.push_back(encoding.name);
  return names;
}

absl::StatusOr<ImportChoices::Choice> ImportChoices::ReadEncoding(const std::string& value) {
  Choice choice;
  choice.flag = FlagAsTyped(kEncodingFlag, value);
  const size_t equals = value.find('=');
  const bool one_file = equals != std::string::npos;
  if (one_file) choice.file = FileNamed(value.substr(0, equals));
  choice.encoding = EncodingNamed(one_file ? value.substr(equals + 1) : value);
  if (one_file && choice.file.empty()) {
    return Misspelt(choice.flag, "encoding FILE=NAME", "encoding sessies=cp850");
  }
  if (!choice.encoding.empty()) return choice;
  return absl::InvalidArgumentError(absl::StrCat(
      Visible(choice.flag, LineBreaks::kFlatten), ": ",
      absl::Substitute(_("\"$0\" is unknown; choose from: $1"),
                       Visible(one_file ? value.substr(equals + 1) : value, LineBreaks::kFlatten),
                       absl::StrJoin(EncodingNames(), ", "))));
}

absl::StatusOr<ImportChoices::Choice> ImportChoices::ReadColumn(const std::string& value) {
  // A heading may have dots and equals signs of its own; names of files and columns have none.
  const size_t dot = value.find('.');
  const size_t equals = value.rfind('=');
  Choice choice;
  choice.flag = FlagAsTyped(kColumnFlag, value);
  const bool whole = dot != std::string::npos && equals != std::string::npos && dot + 1 < equals &&
                     equals + 1 < value.size() && dot > 0;
  if (!whole) {
    return Misspelt(choice.flag, "column FILE.HEADING=COLUMN",
                    "column leden.Telefoonnummer=telefoon");
  }
  choice.file = FileNamed(value.substr(0, dot));
  choice.column.set_header(value.substr(dot + 1, equals - dot - 1));
  choice.column.set_column(value.substr(equals + 1));
  return choice;
}

absl::StatusOr<ImportChoices::Choice> ImportChoices::ReadLeaveOut(const std::string& value) {
  const size_t dot = value.find('.');
  Choice choice;
  choice.flag = FlagAsTyped(kLeaveOutFlag, value);
  if (dot == std::string::npos || dot == 0 || dot + 1 == value.size()) {
    return Misspelt(choice.flag, "leave-out FILE.HEADING", "leave-out leden.Opmerking");
  }
  choice.file = FileNamed(value.substr(0, dot));
  choice.column.set_header(value.substr(dot + 1));
  return choice;
}

absl::StatusOr<ImportChoices> ImportChoices::FromTyped(const Typed& typed) {
  constexpr struct {
    const char* flag;
    absl::StatusOr<Choice> (*read)(const std::string& value);
  } kReaders[] = {
      {kEncodingFlag, &ReadEncoding}, {kColumnFlag, &ReadColumn}, {kLeaveOutFlag, &ReadLeaveOut}};
  ImportChoices choices;
  for (const auto& reader : kReaders) {
    const auto given = typed.values.find(reader.flag);
    if (given == typed.values.end()) continue;
    for (const std::string& value : given->second) {
      ASSIGN_OR_RETURN(auto choice, reader.read(value));
      choices.choices_.push_back(std::move(choice));
    }
  }
  return choices;
}

absl::Status ImportChoices::CheckFiles(const std::vector<SourceFile>& files) const {
  std::vector<std::string> names;
  for (const SourceFile& file : files) names.push_back(file.file);
  for (const Choice& choice : choices_) {
    if (choice.file.empty() || std::count(names.begin(), names.end(), choice.file) > 0) continue;
    return absl::InvalidArgumentError(
        absl::Substitute(_("$0: there is no such file to import; there are: $1"),
                         Visible(choice.flag, LineBreaks::kFlatten), absl::StrJoin(names, ", ")));
  }
  return absl::OkStatus();
}

std::vector<std::string> ImportChoices::AddTo(v1::CommitImportRequest& request) const {
  std::vector<std::string> fields;
  for (const Choice& choice : choices_) {
    int place = 0;
    while (place < request.choices_size() && request.choices(place).file() != choice.file) ++place;
    if (place == request.choices_size()) request.add_choices()->set_file(choice.file);
    v1::ImportFileChoice& added = *request.mutable_choices(place);
    if (!choice.encoding.empty()) {
      added.set_encoding(choice.encoding);
      fields.push_back(absl::StrCat("choices[", place, "].encoding"));
    } else {
      fields.push_back(absl::StrCat("choices[", place, "].columns[", added.columns_size(), "]"));
      *added.add_columns() = choice.column;
    }
  }
  return fields;
}

absl::Status ImportChoices::Explained(absl::Status refusal) const {
  v1::CommitImportRequest request;
  const std::vector<std::string> fields = AddTo(request);
  for (size_t i = 0; i < fields.size(); ++i) RenameField(refusal, fields[i], choices_[i].flag);
  return refusal;
}

}  // namespace kansrijk::client
