// A directory for one test, removed at its end.
#ifndef KANSRIJK_TESTS_TESTING_DIRECTORY_H_
#define KANSRIJK_TESTS_TESTING_DIRECTORY_H_

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace kansrijk::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = std::filesystem::temp_directory_path() / "kansrijk-test-XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_DIRECTORY_H_
