#include "client/shell/configuration.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "client/message/language.h"
#include "client/shell/connection.h"
#include "gtest/gtest.h"

namespace kansrijk::client {
namespace configuration_test {

class ConfigurationFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("kansrijk-configuration-test-" + std::to_string(getpid()));
    setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
    setenv("XDG_STATE_HOME", folder_.c_str(), 1);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "KANSRIJK_SERVER"})
      unsetenv(name);
  }

  static mode_t ModeOf(const std::string& path) {
    struct stat facts {};
    return stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
  }

  static absl::StatusOr<Settings> Resolve(const std::vector<std::string>& flags) {
    std::vector<std::string> words = {"caseload"};
    words.insert(words.end(), flags.begin(), flags.end());
    return ResolveSettings(*ReadArguments(words), *LoadConfiguration());
  }

  std::filesystem::path folder_;
};

TEST_F(ConfigurationFile, ComesBackAsItWasSaved) {
  Configuration saved;
  saved.current = "office";
  saved.servers = {{"office", "127.0.0.1:7443"}, {"home", "unix:/run/k.sock"}};
  ASSERT_TRUE(SaveConfiguration(saved).ok());
  const auto loaded = LoadConfiguration();
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(loaded->current, "office");
  EXPECT_EQ(loaded->servers, saved.servers);
}

TEST_F(ConfigurationFile, NamesTheLineOfAMistake) {
  ASSERT_TRUE(SaveConfiguration({}).ok());
  std::ofstream(ConfigurationPath()) << "current = \"a\"\n[contexts\n";
  const auto loaded = LoadConfiguration();
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.status().message().find("line 2"), absl::string_view::npos) << loaded.status();
}

TEST_F(ConfigurationFile, YieldsToEnvironmentAndFlag) {
  Configuration saved;
  saved.current = "office";
  saved.servers = {{"office", "127.0.0.1:1"}};
  ASSERT_TRUE(SaveConfiguration(saved).ok());
  EXPECT_EQ(Resolve({})->server, "127.0.0.1:1");
  setenv("KANSRIJK_SERVER", "127.0.0.1:2", 1);
  EXPECT_EQ(Resolve({})->server, "127.0.0.1:2");
  EXPECT_EQ(Resolve({"--server", "127.0.0.1:3"})->server, "127.0.0.1:3");
}

TEST_F(ConfigurationFile, KeepsATokenPerContext) {
  EXPECT_EQ(Resolve({"--context", "a"})->token_file, (folder_ / "kansrijk/a.token").string());
  EXPECT_FALSE(Resolve({"--context", "../a"}).ok());
}

TEST_F(ConfigurationFile, RefusesValuesOutOfRange) {
  EXPECT_FALSE(Resolve({"--timeout", "0"}).ok());
  EXPECT_FALSE(Resolve({"--timeout", "soon"}).ok());
  EXPECT_FALSE(Resolve({"-o", "xml"}).ok());
  EXPECT_EQ(Resolve({"--timeout", "3"})->timeout, absl::Seconds(3));
}

TEST_F(ConfigurationFile, KeepsTokensPrivate) {
  const std::string path = TokenPath("default");
  ASSERT_TRUE(SaveToken(path, "secret", "accounts/own").ok());
  EXPECT_EQ(ModeOf(path), 0600u);
  EXPECT_EQ(ModeOf(std::filesystem::path(path).parent_path()), 0700u);
  EXPECT_EQ(*LoadToken(path), "secret");
  EXPECT_EQ(AccountOf(path), "accounts/own");
}

TEST_F(ConfigurationFile, RefusesATokenThatOthersCanRead) {
  const std::string path = TokenPath("default");
  ASSERT_TRUE(SaveToken(path, "secret", "accounts/own").ok());
  for (const mode_t mode : {0640, 0604}) {
    chmod(path.c_str(), mode);
    EXPECT_TRUE(absl::IsPermissionDenied(LoadToken(path).status())) << mode;
  }
}

TEST_F(ConfigurationFile, HasNoTokenBeforeLogin) {
  EXPECT_EQ(*LoadToken(TokenPath("default")), "");
}

TEST(CheckServer, AllowsOnlyThisMachineWithoutEncryption) {
  for (const char* server : {"127.0.0.1:7443", "localhost:1", "[::1]:7443", "unix:/run/k.sock"}) {
    EXPECT_TRUE(CheckServer(server).ok()) << server;
  }
  for (const char* server :
       {"10.0.0.1:7443", "example.org:443", "0.0.0.0:1", "localhost", "127.0.0.1:0",
        "127.0.0.1:99999", "dns:///localhost:1", "unix:", "localhost.example.org:1", ""}) {
    EXPECT_FALSE(CheckServer(server).ok()) << server;
  }
}

TEST(LanguageNamed, ReadsLocalesByTheirLanguage) {
  EXPECT_EQ(LanguageNamed("nl"), Language::kDutch);
  EXPECT_EQ(LanguageNamed("nl_NL.UTF-8"), Language::kDutch);
  EXPECT_EQ(LanguageNamed("en-GB"), Language::kEnglish);
  for (const char* name : {"", "C", "nld", "de_DE"}) EXPECT_FALSE(LanguageNamed(name)) << name;
}

}  // namespace configuration_test
}  // namespace kansrijk::client
