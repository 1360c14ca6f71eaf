// The only places where time and randomness come from; everything else gets them as arguments.
#ifndef KANSRIJK_SERVER_BASE_CLOCK_H_
#define KANSRIJK_SERVER_BASE_CLOCK_H_

#include <cstdint>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/base/id.h"

namespace kansrijk {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() = 0;
};

class SystemClock : public Clock {
 public:
  absl::Time Now() override;
};

// How long something has taken so far; on a clock that nobody sets.
class Stopwatch {
 public:
  Stopwatch();
  absl::Duration Elapsed() const;

 private:
  int64_t started_ns_;
};

// Identifiers and secrets. Safe to call from several threads.
class IdSource {
 public:
  // A UUID version 7 (RFC 9562) in lower case: its first 48 bits are the milliseconds of `now`.
  // Those of one millisecond ascend in the order in which they were asked for (6.2, method 1), up
  // to 2^25 of them.
  Id Next(absl::Time now);
  // `size` random bytes from the operating system.
  std::string Secret(size_t size);

 private:
  absl::Mutex mutex_;
  int64_t last_milliseconds_ ABSL_GUARDED_BY(mutex_) = -1;
  uint32_t counter_ ABSL_GUARDED_BY(mutex_) = 0;
};

// The UUID version 8 whose bits come from the SHA-256 of `text`: the same text, the same id.
std::string IdFromText(const std::string& text);

// A UUID in its usual form of 36 characters, in lower case.
bool IsUuid(const std::string& text);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_CLOCK_H_
