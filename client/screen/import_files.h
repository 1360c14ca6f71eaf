// Which files of a directory an import takes, and why the others are left.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_FILES_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_FILES_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace kansrijk::client {

// A file to import.
struct SourceFile {
  std::string file;  // as the import calls it: sessies
  std::string name;  // on disk: Sessies.csv
  std::filesystem::path path;
};

enum class Leave {
  kWorkbook,  // of a spreadsheet program: leden.xlsx
  kCopy,      // a known name with something more: leden (1).csv
  kEnding,    // a known name with another ending: leden.csv.txt
  kUnknown,   // a CSV file of another name
  kEmpty,     // nothing in it
  kOpen,      // the mark of a spreadsheet program that has a file open: ~$leden.xlsx
  kFolder,    // holds files that could be imported
};

// A file that is not read.
struct LeftFile {
  std::string name;
  Leave leave = Leave::kUnknown;
  std::string meant;    // the file it is taken for: leden.csv; "" when it resembles none
  bool missed = false;  // the import may lack its rows
};

struct ImportFiles {
  std::vector<SourceFile> taken;  // in the order of the import
  std::vector<LeftFile> left;     // by name
};

// Chooses among what lies in `directory`; `known` are the files that an import can have, without
// ending. Capitals do not matter. InvalidArgument: two files are one of them but for capitals.
// Unknown: the directory cannot be read.
absl::StatusOr<ImportFiles> ChooseFiles(const std::filesystem::path& directory,
                                        const std::vector<std::string>& known);

// Why it is not read, and what to do about it, in one line.
std::string ReasonOf(const LeftFile& file);
// workbook, copy, ending, unknown, empty, open, folder.
const char* CodeOf(Leave leave);

// Whether the import may lack rows of a file that was not read.
bool AnyMissed(const std::vector<LeftFile>& left);

// How a workbook becomes CSV files.
std::string HowToSave();

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_FILES_H_
