#include "server/base/line_writer.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace kansrijk {
namespace {

// False when nobody can read it any more. Waits for the reader; what fits into a pipe at once is
// written whole.
bool WriteAll(int descriptor, absl::string_view text) {
  while (!text.empty()) {
    pollfd writable{descriptor, POLLOUT, 0};
    if (poll(&writable, 1, -1) < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    const ssize_t size = write(descriptor, text.data(),
                               std::min<size_t>(text.size(), static_cast<size_t>(PIPE_BUF)));
    if (size < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (size > 0) text.remove_prefix(static_cast<size_t>(size));
  }
  return true;
}

}  // namespace

struct LineWriter::State {
  // A line, and how many are missing before it.
  struct Portion {
    std::string line;
    int64_t missing = 0;
  };

  int descriptor = -1;
  std::function<std::string(int64_t)> lost_line;
  absl::Mutex mutex;
  std::deque<std::string> lines ABSL_GUARDED_BY(mutex);
  int64_t lost ABSL_GUARDED_BY(mutex) = 0;  // before the first of `lines`
  bool writing ABSL_GUARDED_BY(mutex) = false;
  bool ending ABSL_GUARDED_BY(mutex) = false;

  // Waits for the next one; nothing at the end.
  std::optional<Portion> Take() {
    absl::MutexLock lock(&mutex);
    writing = false;
    const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
      return ending || !lines.empty();
    };
    mutex.Await(absl::Condition(&ready));
    if (lines.empty()) return std::nullopt;
    Portion portion{std::move(lines.front()), std::exchange(lost, 0)};
    lines.pop_front();
    writing = true;
    return portion;
  }

  void Run() {
    while (const auto portion = Take()) {
      const std::string notice = portion->missing > 0 ? lost_line(portion->missing) : "";
      if (WriteAll(descriptor, notice + portion->line)) continue;
      absl::MutexLock lock(&mutex);
      lost += portion->missing + 1;
    }
  }
};

LineWriter::LineWriter(int descriptor, std::function<std::string(int64_t count)> lost)
    : state_(std::make_shared<State>()) {
  state_->descriptor = descriptor;
  state_->lost_line = std::move(lost);
  std::thread([state = state_] { state->Run(); }).detach();
}

LineWriter::~LineWriter() {
  Drain(kLastLines);
  absl::MutexLock lock(&state_->mutex);
  state_->ending = true;
  state_->lines.clear();
}

void LineWriter::Add(std::string line) {
  absl::MutexLock lock(&state_->mutex);
  if (state_->lines.size() >= kLinesWaitingMax) {
    state_->lines.pop_front();
    ++state_->lost;
  }
  state_->lines.push_back(std::move(line));
}

void LineWriter::Drain(absl::Duration most) {
  absl::MutexLock lock(&state_->mutex);
  const auto drained = [state = state_.get()]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(state->mutex) {
    return state->lines.empty() && !state->writing;
  };
  state_->mutex.AwaitWithTimeout(absl::Condition(&drained), most);
}

}  // namespace kansrijk
