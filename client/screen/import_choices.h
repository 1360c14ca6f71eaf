// How an import is to read files of which the server cannot be certain: --encoding, --column,
// --leave-out.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_CHOICES_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_CHOICES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/screen/import_files.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

struct Typed;

// The choices that were typed, with the flag that each came from.
class ImportChoices {
 public:
  // InvalidArgument: names the flag, and how it is written.
  static absl::StatusOr<ImportChoices> FromTyped(const Typed& typed);

  // InvalidArgument: a choice is about a file that is not among `files`.
  absl::Status CheckFiles(const std::vector<SourceFile>& files) const;
  // Answers which field of the request each choice went to, in the order of the flags.
  std::vector<std::string> AddTo(v1::CommitImportRequest& request) const;

  // A refusal of the request, with flags for the names of its fields.
  absl::Status Explained(absl::Status refusal) const;

 private:
  // One flag as it was typed, and what it says.
  struct Choice {
    std::string flag;  // --column leden.Tel=telefoon
    std::string file;  // "": every file
    std::string encoding;
    v1::ImportColumnChoice column;
  };

  static absl::StatusOr<Choice> ReadEncoding(const std::string& value);
  static absl::StatusOr<Choice> ReadColumn(const std::string& value);
  static absl::StatusOr<Choice> ReadLeaveOut(const std::string& value);

  std::vector<Choice> choices_;
};

// UTF-8, UTF-16, windows-1252, cp850, macintosh.
std::vector<std::string> EncodingNames();

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_CHOICES_H_
