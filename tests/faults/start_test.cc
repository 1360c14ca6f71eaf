// What a start refuses, with which exit code, and that it leaves the file alone: promise 10.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "server/instance.h"
#include "tests/faults/daemon.h"
#include "tests/testing/directory.h"

namespace kansrijk::testing {
namespace start_test {

using ::testing::HasSubstr;

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void Raw(const std::string& path, const std::string& statements) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

class Start : public ::testing::Test {
 protected:
  Start() : directory_(root_.path() + "/data"), database_(DatabasePath(directory_)) {}

  void Init() {
    const Finished made =
        RunKansrijkd(directory_, {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
  }

  Finished Serve(const std::string& address = "127.0.0.1:0") {
    return RunKansrijkd(directory_, {"serve", "--listen", address});
  }

  // Starting is refused with this code, and the file stays as it is.
  void ExpectRefused(int exit_code) {
    const std::string before = Contents(database_);
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"serve", "--listen", "127.0.0.1:0"}, {"account", "list"}}) {
      const Finished refused = RunKansrijkd(directory_, arguments);
      EXPECT_EQ(refused.exit_code, exit_code) << arguments[0] << ": " << refused.errors;
      EXPECT_THAT(refused.errors, HasSubstr("kansrijkd: "));
      EXPECT_TRUE(Contents(database_) == before) << arguments[0] << " changed the file";
    }
  }

  TemporaryDirectory root_;
  std::string directory_;
  std::string database_;
};

TEST_F(Start, ServesWhatInitMadeAndStopsCleanly) {
  Init();
  Daemon daemon(directory_);
  EXPECT_NE(daemon.address(), "");
  EXPECT_EQ(daemon.Stop(), 0) << daemon.log();
}

TEST_F(Start, TellsTheOperatorWhatIsWrongInTheWordsOfTheCommand) {
  Init();
  const auto refusal = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"account", "add"});
    return RunKansrijkd(directory_, arguments).errors;
  };
  EXPECT_EQ(refusal({"bo", "--role", "buddy", "--organisation", "KO"}),
            "kansrijkd: an account with the role buddy needs --buddy, the buddy it belongs to\n");
  EXPECT_EQ(refusal({"bo", "--role", "buddy", "--organisation", "XX"}),
            "kansrijkd: XX not found: it does not exist, or it is not yours to see\n");
}

TEST_F(Start, WithoutADatabaseIsRefusedAndMakesNone) {
  ExpectRefused(66);
  EXPECT_FALSE(std::filesystem::exists(directory_));
  std::filesystem::create_directory(directory_);
  chmod(directory_.c_str(), 0700);
  ExpectRefused(66);
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
}

TEST_F(Start, OnAFileOfSomethingElseIsRefused) {
  Init();
  std::ofstream(database_, std::ios::trunc) << "boodschappenlijst\n";
  ExpectRefused(76);
}

TEST_F(Start, OnADatabaseOfAnotherProgramIsRefused) {
  Init();
  std::filesystem::remove(database_);
  Raw(database_, "PRAGMA application_id = 7; CREATE TABLE other (x)");
  ExpectRefused(76);
}

TEST_F(Start, OnADamagedDatabaseIsRefused) {
  Init();
  std::string bytes = Contents(database_);
  bytes.replace(bytes.size() / 2, 4096, std::string(4096, '\x5a'));
  std::ofstream(database_, std::ios::binary) << bytes;
  ExpectRefused(65);
}

TEST_F(Start, OnATruncatedDatabaseIsRefused) {
  Init();
  std::filesystem::resize_file(database_, Contents(database_).size() / 2);
  ExpectRefused(65);
}

TEST_F(Start, OnANewerDatabaseIsRefused) {
  Init();
  Raw(database_, "PRAGMA user_version = 9999; PRAGMA wal_checkpoint(TRUNCATE)");
  ExpectRefused(78);
}

TEST_F(Start, InADirectoryThatOthersCanReadIsRefused) {
  Init();
  for (const mode_t mode : {0755, 0750, 0701}) {
    chmod(directory_.c_str(), mode);
    ExpectRefused(77);
  }
}

TEST_F(Start, BesideARunningServerIsRefused) {
  Init();
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  const Finished second = Serve();
  EXPECT_EQ(second.exit_code, 75) << second.errors;
  EXPECT_EQ(daemon.Stop(), 0);
}

TEST_F(Start, OnAPortInUseIsRefused) {
  Init();
  Daemon daemon(directory_);
  const std::string other = root_.path() + "/other";
  ASSERT_EQ(RunKansrijkd(other, {"init", "--organisation", "WIJ", "--name", "WIJ"}).exit_code, 0);
  const Finished second = RunKansrijkd(other, {"serve", "--listen", daemon.address()});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.errors, HasSubstr(daemon.address()));
}

TEST_F(Start, BeyondLoopbackIsRefused) {
  Init();
  for (const char* address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.org:0", "*:0",
                              "127.example.org:0", "localhost.example.org:0"}) {
    const Finished refused = Serve(address);
    EXPECT_EQ(refused.exit_code, 1) << address;
    EXPECT_THAT(refused.errors, HasSubstr("loopback only")) << address;
  }
}

TEST_F(Start, InitNeverReplacesADatabase) {
  Init();
  const std::string before = Contents(database_);
  const Finished again =
      RunKansrijkd(directory_, {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(Contents(database_) == before);
}

TEST_F(Start, AMistakeOnTheCommandLineIsAUsageError) {
  EXPECT_EQ(RunKansrijkd(directory_, {"serve", "--nonsense"}).exit_code, 64);
  EXPECT_EQ(RunKansrijkd(directory_, {}).exit_code, 64);
  EXPECT_FALSE(std::filesystem::exists(directory_));
}

}  // namespace start_test
}  // namespace kansrijk::testing
