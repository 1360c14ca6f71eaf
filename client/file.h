// Files that appear whole or not at all.
#ifndef KANSRIJK_CLIENT_FILE_H_
#define KANSRIJK_CLIENT_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

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

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_FILE_H_
