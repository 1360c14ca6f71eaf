// Lines to a file descriptor, written by a thread of their own: whoever adds a line never waits for
// the reader at the other end.
#ifndef KANSRIJK_SERVER_BASE_LINE_WRITER_H_
#define KANSRIJK_SERVER_BASE_LINE_WRITER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"

namespace kansrijk {

// How many lines may wait for their reader; beyond that the oldest are lost.
inline constexpr size_t kLinesWaitingMax = 8192;

// How long the destructor waits for the reader to take the last lines.
inline constexpr absl::Duration kLastLines = absl::Seconds(1);

class LineWriter {
 public:
  // `lost` makes the line that is written where this many lines are missing.
  LineWriter(int descriptor, std::function<std::string(int64_t count)> lost);
  // Drain(kLastLines).
  ~LineWriter();
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;

  // `line` ends in a newline. Never waits. Lines that cannot be written, or for which no room is
  // left, are lost and counted; the count is written where they are missing as soon as the reader
  // reads again.
  void Add(std::string line);

  // Waits until all that was added is written, for `most` at most.
  void Drain(absl::Duration most);

 private:
  struct State;
  std::shared_ptr<State>
      state_;  // the thread may outlive the writer, while its reader does not read
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_LINE_WRITER_H_
