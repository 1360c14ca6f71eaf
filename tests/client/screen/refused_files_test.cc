#include "client/screen/refused_files.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "gmock/gmock.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace refused_files_test {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> NamesIn(const fs::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

mode_t ModeOf(const fs::path& path) {
  struct stat facts {};
  EXPECT_EQ(stat(path.c_str(), &facts), 0);
  return facts.st_mode & 0777;
}

class InADirectory : public testing::Test {
 protected:
  InADirectory()
      : earlier_(fs::current_path()),
        root_(fs::canonical(fs::temp_directory_path()) /
              ("kansrijk-refused-test-" + std::to_string(getpid()))) {
    fs::create_directories(root_ / "source" / "below");
    fs::current_path(root_);
  }
  ~InADirectory() override {
    fs::current_path(earlier_);
    fs::remove_all(root_);
  }

  const fs::path earlier_;
  const fs::path root_;
};

class RefusedDirectory : public InADirectory {
 protected:
  // The refusal of a directory; "" when it is taken.
  std::string Refusal(const std::string& typed, const std::string& source = "source") {
    InLanguage english(Language::kEnglish);
    const auto checked = CheckRefusedDirectory(typed, source);
    EXPECT_TRUE(checked.ok() || absl::IsInvalidArgument(checked.status())) << checked.status();
    return checked.ok() ? "" : std::string(checked.status().message());
  }
};

TEST_F(RefusedDirectory, IsNeverTheSourceUnderWhateverName) {
  fs::create_directory_symlink("source", "link");
  fs::create_directory_symlink(root_, root_ / "source" / "below" / "up");
  for (const std::string& name :
       {std::string("source"), std::string("source/"), std::string("./source/."),
        std::string("source/below/.."), std::string("link"), std::string("link/"),
        std::string("../") + root_.filename().string() + "/source", (root_ / "source").string(),
        std::string("source/below/up/source")}) {
    EXPECT_THAT(Refusal(name), HasSubstr("is the directory that is imported")) << name;
  }
  EXPECT_THAT(Refusal("source", "link/"), HasSubstr("is the directory that is imported"));
  fs::current_path("source");
  EXPECT_THAT(Refusal(".", "."), HasSubstr("is the directory that is imported"));
}

TEST_F(RefusedDirectory, IsNeverWithinTheSourceNorAroundIt) {
  fs::create_directory_symlink("source/below", "link");
  for (const char* name : {"source/new", "source/below", "source/below/new/er", "link", "link/new",
                           "nowhere/../source/new"}) {
    EXPECT_THAT(Refusal(name), HasSubstr("lies within the directory that is imported")) << name;
  }
  for (const std::string& name : {std::string("."), root_.string(), std::string("/")}) {
    EXPECT_THAT(Refusal(name), HasSubstr("the directory that is imported lies within")) << name;
  }
}

TEST_F(RefusedDirectory, IsNewOrEmpty) {
  EXPECT_EQ(Refusal("new"), "");
  EXPECT_EQ(Refusal("new/er/"), "");
  EXPECT_EQ(Refusal("source-2"), "");
  fs::create_directory("empty");
  EXPECT_EQ(Refusal("empty"), "");
  std::ofstream("empty/.hidden") << "x";
  EXPECT_THAT(Refusal("empty"), HasSubstr("is not empty"));
  std::ofstream("file") << "x";
  EXPECT_THAT(Refusal("file"), HasSubstr("is not a directory"));
  fs::create_symlink("nowhere", "dangling");
  EXPECT_THAT(Refusal("dangling"), HasSubstr("is not a directory"));
}

TEST_F(RefusedDirectory, SaysWhatToDoInTheUsersLanguage) {
  InLanguage dutch(Language::kDutch);
  EXPECT_EQ(CheckRefusedDirectory("source", "source").status().message(),
            "--refused-dir: " + (root_ / "source").string() +
                " is de map die wordt geïmporteerd; in de bestanden daarvan wordt nooit "
                "geschreven\nNoem een map die er nog niet is, of een lege, buiten de map die wordt "
                "geïmporteerd.");
}

using UntakenDirectory = InADirectory;

TEST_F(UntakenDirectory, IsAnotherOneEachTime) {
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  const fs::path first = UntakenRefusedDirectory("source", now);
  EXPECT_EQ(first.parent_path(), root_);
  fs::create_directory(first);
  const fs::path second = UntakenRefusedDirectory("source", now);
  EXPECT_EQ(second, first.string() + "-2");
  fs::create_symlink("nowhere", second);
  EXPECT_EQ(UntakenRefusedDirectory("source", now), first.string() + "-3");
}

TEST_F(UntakenDirectory, LiesBesideTheSourceWhenThatIsThePresentOne) {
  fs::current_path("source");
  EXPECT_EQ(UntakenRefusedDirectory(".", absl::Now()).parent_path(), root_);
  fs::current_path("below");
  EXPECT_EQ(UntakenRefusedDirectory("..", absl::Now()).parent_path(), root_);
}

v1::ImportFinding Finding(const std::string& file, int64_t line, const std::string& record) {
  v1::ImportFinding finding;
  finding.set_file(file);
  finding.set_line(line);
  finding.set_refused(true);
  finding.set_reason("bad_date");
  finding.set_message("not a date");
  finding.set_record(record);
  return finding;
}

class WrittenFiles : public InADirectory {
 protected:
  WrittenFiles() {
    import_.set_number(12);
    for (const char* file : {"buddys", "sessies"}) {
      v1::ImportFile& report = *import_.add_files();
      report.set_file(file);
      report.set_header("code;datum");
    }
  }

  absl::Status Add(RefusedFiles& files, const v1::ImportFinding& finding) {
    return files.Add(finding, import_, {{"sessies", "Sessies.csv"}});
  }

  v1::Import import_;
};

TEST_F(WrittenFiles, AppearWhenTheyAreKeptForTheirOwnerOnly) {
  auto files = *RefusedFiles::In(root_ / "new" / "er");
  ASSERT_TRUE(Add(*files, Finding("buddys", 2, "B01;x")).ok());
  ASSERT_TRUE(Add(*files, Finding("sessies", 3, "S1;x")).ok());
  EXPECT_FALSE(fs::exists("new/er/buddys.csv"));
  ASSERT_TRUE(files->Keep().ok());
  EXPECT_TRUE(files->any());
  files.reset();
  EXPECT_THAT(NamesIn("new/er"), ElementsAre("buddys.csv", "sessies.csv"));
  EXPECT_THAT(Contents("new/er/sessies.csv"), HasSubstr(";12:Sessies.csv:3;S1;x\r\n"));
  EXPECT_EQ(ModeOf("new/er/sessies.csv"), 0600u);
  EXPECT_EQ(ModeOf("new/er"), 0700u);
}

TEST_F(WrittenFiles, HoldARowOnceHoweverMuchIsWrongWithIt) {
  auto files = *RefusedFiles::In(root_ / "new");
  v1::ImportFinding warning = Finding("sessies", 4, "S9;x");
  warning.set_refused(false);
  for (const v1::ImportFinding& finding :
       {Finding("sessies", 2, "S1;x"), Finding("sessies", 2, "S1;x"), Finding("sessies", 3, "S1;x"),
        Finding("sessies", 1, ""), warning}) {
    ASSERT_TRUE(Add(*files, finding).ok());
  }
  ASSERT_TRUE(files->Keep().ok());
  const std::string text = Contents("new/sessies.csv");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
}

TEST_F(WrittenFiles, LeaveNothingWhenTheyAreNotKept) {
  auto files = *RefusedFiles::In(root_ / "new");
  ASSERT_TRUE(Add(*files, Finding("sessies", 2, "S1;x")).ok());
  files.reset();
  EXPECT_FALSE(fs::exists("new"));
  fs::create_directory("empty");
  RefusedFiles::In(root_ / "empty")->reset();
  EXPECT_TRUE(fs::exists("empty"));
}

TEST_F(WrittenFiles, NeverLeaveTheDirectory) {
  auto files = *RefusedFiles::In(root_ / "new");
  ASSERT_TRUE(Add(*files, Finding("../sessies", 2, "S1;x")).ok());
  ASSERT_TRUE(files->Keep().ok());
  EXPECT_THAT(NamesIn("new"), IsEmpty());
  EXPECT_FALSE(fs::exists("sessies.csv"));
}

TEST_F(WrittenFiles, SayWhyTheyCannotBeWritten) {
  InLanguage english(Language::kEnglish);
  std::ofstream("file") << "x";
  EXPECT_THAT(std::string(RefusedFiles::In(root_ / "file" / "new").status().message()),
              HasSubstr("cannot be written: its directory is a file"));

  // Files that may not grow stand for a full disk.
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit none{0, limit.rlim_max};
  auto files = *RefusedFiles::In(root_ / "new");
  ASSERT_TRUE(Add(*files, Finding("sessies", 2, "S1;x")).ok());
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &none), 0);
  const absl::Status kept = files->Keep();
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::signal(SIGXFSZ, ignored);
  EXPECT_THAT(std::string(kept.message()), HasSubstr("sessies.csv cannot be written: "));
  files.reset();
  EXPECT_FALSE(fs::exists("new"));
}

}  // namespace refused_files_test
}  // namespace kansrijk::client
