// Files that appear whole or not at all.
#ifndef KANSRIJK_CLIENT_SHELL_FILE_H_
#define KANSRIJK_CLIENT_SHELL_FILE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace kansrijk::client {

// Replaces the file in one step. Unknown: it cannot be written; nothing is left behind.
absl::Status WriteWhole(const std::string& path, const std::string& content);

struct NamedContent {
  std::string path;  // below the directory
  std::string content;
};

enum class Readers { kOwner, kAnyone };

// Makes `directory` with these files. An interrupt (Ctrl-C) leaves nothing: Cancelled.
// AlreadyExists: it is there. Unknown: it cannot be written.
absl::Status WriteDirectory(const std::string& directory, const std::vector<NamedContent>& files,
                            Readers readers);

// A file that grows beside its place and appears there when it is kept; else it is gone with this.
// Its owner alone reads it. Unknown: it cannot be written; says why.
class GrowingFile {
 public:
  static absl::StatusOr<std::unique_ptr<GrowingFile>> Open(const std::string& path);
  ~GrowingFile();
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  absl::Status Append(absl::string_view text);
  // On disk for good; nothing can be appended any more.
  absl::Status Keep();

 private:
  GrowingFile(std::string path, std::string draft, int descriptor)
      : path_(std::move(path)), draft_(std::move(draft)), descriptor_(descriptor) {}

  absl::Status Flush();

  std::string path_;
  std::string draft_;   // "" once it is kept
  std::string buffer_;  // not yet written
  int descriptor_;
};

// Unknown: `path` cannot be written, for the reason that `error` (an errno) gives.
absl::Status CannotWrite(const std::string& path, int error);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_FILE_H_
