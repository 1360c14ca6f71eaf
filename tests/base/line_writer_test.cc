#include "server/base/line_writer.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace kansrijk {
namespace line_writer_test {

using ::testing::StartsWith;

std::string Lost(int64_t count) { return absl::StrCat("lost ", count, "\n"); }

class LineWriterTest : public ::testing::Test {
 protected:
  LineWriterTest() {
    signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(pipe2(ends_, O_CLOEXEC), 0);
    capacity_ = fcntl(ends_[1], F_SETPIPE_SZ, 4096);
  }
  ~LineWriterTest() override {
    for (const int end : ends_) close(end);
  }

  // Reads until `last` has come.
  std::vector<std::string> ReadUntil(const std::string& last) {
    std::string text;
    char buffer[4096];
    while (text.find(last) == std::string::npos) {
      const ssize_t size = read(ends_[0], buffer, sizeof buffer);
      if (size <= 0) break;
      text.append(buffer, static_cast<size_t>(size));
    }
    return absl::StrSplit(text, '\n', absl::SkipEmpty());
  }

  int ends_[2] = {-1, -1};
  int capacity_ = 0;
};

TEST_F(LineWriterTest, WritesLinesInTheirOrder) {
  LineWriter writer(ends_[1], &Lost);
  for (int i = 0; i < 3; ++i) writer.Add(absl::StrCat(i, "\n"));
  EXPECT_THAT(ReadUntil("2\n"), ::testing::ElementsAre("0", "1", "2"));
}

TEST_F(LineWriterTest, LosesTheOldestLinesThatNobodyReadsAndSaysHowMany) {
  const std::string padding(100, '.');
  const int added = static_cast<int>(kLinesWaitingMax) + 4 * capacity_ / 100;
  LineWriter writer(ends_[1], &Lost);
  for (int i = 0; i < added; ++i) writer.Add(absl::StrCat("line ", i, " ", padding, "\n"));
  const auto lines = ReadUntil(absl::StrCat("line ", added - 1, " "));
  int64_t lost = 0;
  int64_t read = 0;
  for (const std::string& line : lines) {
    int64_t count = 0;
    if (sscanf(line.c_str(), "lost %ld", &count) == 1) {
      lost += count;
    } else {
      EXPECT_THAT(line, StartsWith(absl::StrCat("line ", lost + read, " ")));
      ++read;
    }
  }
  EXPECT_GT(lost, 0);
  EXPECT_EQ(lost + read, added);
}

TEST_F(LineWriterTest, WritesALineThatIsLongerThanThePipe) {
  LineWriter writer(ends_[1], &Lost);
  const std::string line = absl::StrCat(std::string(5 * static_cast<size_t>(capacity_), 'x'), "\n");
  writer.Add(line);
  EXPECT_EQ(ReadUntil("\n")[0].size(), line.size() - 1);
}

TEST_F(LineWriterTest, EndsWithoutWaitingForAReaderThatDoesNotRead) {
  LineWriter writer(ends_[1], &Lost);
  for (int i = 0; i < 10; ++i) writer.Add(std::string(4096, 'x'));
}

TEST_F(LineWriterTest, LivesOnWhenItsReaderGoesAway) {
  LineWriter writer(ends_[1], &Lost);
  close(ends_[0]);
  ends_[0] = -1;
  writer.Add("nobody reads this\n");
  writer.Drain(absl::InfiniteDuration());
}

TEST_F(LineWriterTest, DrainsWhatTheReaderTakes) {
  {
    LineWriter writer(ends_[1], &Lost);
    writer.Add("the last line\n");
  }
  EXPECT_THAT(ReadUntil("\n"), ::testing::ElementsAre("the last line"));
}

}  // namespace line_writer_test
}  // namespace kansrijk
