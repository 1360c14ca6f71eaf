// Interrupts (Ctrl-C), for work that must not end halfway.
#ifndef KANSRIJK_CLIENT_SHELL_INTERRUPT_H_
#define KANSRIJK_CLIENT_SHELL_INTERRUPT_H_

#include <signal.h>

#include <iterator>

namespace kansrijk::client {

// While it lives, signals that end the program are noted instead. Those that begin within another
// share what it notes.
class NotedInterrupts {
 public:
  NotedInterrupts();
  ~NotedInterrupts();
  NotedInterrupts(const NotedInterrupts&) = delete;
  NotedInterrupts& operator=(const NotedInterrupts&) = delete;

  // Since the outermost one began.
  static bool Any();

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction earlier_[std::size(kSignals)] = {};
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_INTERRUPT_H_
