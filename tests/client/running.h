// A test of whole commands against a server of canned answers.
#ifndef KANSRIJK_TESTS_CLIENT_RUNNING_H_
#define KANSRIJK_TESTS_CLIENT_RUNNING_H_

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "client/run.h"
#include "client/shell/configuration.h"
#include "gtest/gtest.h"
#include "tests/client/canned_server.h"

namespace kansrijk::client {

class Running : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("kansrijk-run-test-" + std::to_string(getpid()));
    setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
    setenv("XDG_STATE_HOME", folder_.c_str(), 1);
    setenv("KANSRIJK_SERVER", server_.address().c_str(), 1);
    setenv("KANSRIJK_LANG", "en", 1);
    ASSERT_TRUE(SaveToken(TokenPath(kDefaultContext), "secret", "accounts/own").ok());
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    for (const char* name :
         {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "KANSRIJK_SERVER", "KANSRIJK_LANG"}) {
      unsetenv(name);
    }
  }

  int Type(const std::vector<std::string>& words) {
    out_.str("");
    err_.str("");
    return client::Run(words, out_, err_);
  }
  std::string out() const { return out_.str(); }
  std::string err() const { return err_.str(); }

  CannedServer server_;
  std::filesystem::path folder_;

 private:
  std::ostringstream out_;
  std::ostringstream err_;
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_TESTS_CLIENT_RUNNING_H_
