// Where the refused rows of an import go: a directory of spreadsheets to correct, apart from those
// that were imported.
#ifndef KANSRIJK_CLIENT_SCREEN_REFUSED_FILES_H_
#define KANSRIJK_CLIENT_SCREEN_REFUSED_FILES_H_

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/screen/refused_sheet.h"
#include "client/shell/file.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

// The directory as it was typed, with every link and step resolved. InvalidArgument: it is the
// directory `source` that is imported, or lies within it or around it; or it is there already and
// is no directory, or has something in it.
absl::StatusOr<std::filesystem::path> CheckRefusedDirectory(const std::string& typed,
                                                            const std::filesystem::path& source);

// A place for a directory with a name of its own, by the time of day: below the present directory,
// or beside `source` when the present directory lies within it.
std::filesystem::path UntakenRefusedDirectory(const std::filesystem::path& source, absl::Time now);

// The files as they are written, one after the other. They appear when they are kept. What is not
// kept is gone with this, and so is a directory that it made and nothing is in.
class RefusedFiles {
 public:
  // Makes the directory, readable by its owner only. Unknown: it cannot be made, or nothing can be
  // written in it.
  static absl::StatusOr<std::unique_ptr<RefusedFiles>> In(const std::filesystem::path& directory);
  ~RefusedFiles();
  RefusedFiles(const RefusedFiles&) = delete;
  RefusedFiles& operator=(const RefusedFiles&) = delete;

  // The row of a finding, if it is refused and has one: once, however many findings it has.
  // Findings come by file and line. `names` says what the files are called on disk. Unknown: it
  // cannot be written.
  absl::Status Add(const v1::ImportFinding& finding, const v1::Import& import,
                   const std::map<std::string, std::string>& names);
  // Unknown: some cannot be written.
  absl::Status Keep();

  const std::filesystem::path& directory() const { return directory_; }
  // Whether there was any row.
  bool any() const { return !files_.empty(); }

 private:
  RefusedFiles(std::filesystem::path directory, bool made)
      : directory_(std::move(directory)), made_(made) {}

  absl::Status Begin(const std::string& file, const v1::Import& import,
                     const std::map<std::string, std::string>& names);

  std::filesystem::path directory_;
  bool made_;  // here
  std::map<std::string, std::unique_ptr<GrowingFile>> files_;
  std::unique_ptr<RefusedSheet> sheet_;  // of the file now written
  std::string file_;
  int64_t line_ = 0;  // of the last row
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_REFUSED_FILES_H_
