#include "client/shell/interrupt.h"

namespace kansrijk::client {
namespace {

volatile sig_atomic_t interrupted = 0;
int depth = 0;

}  // namespace

NotedInterrupts::NotedInterrupts() {
  if (depth++ > 0) return;
  interrupted = 0;
  struct sigaction noted {};
  noted.sa_handler = [](int) { interrupted = 1; };
  for (size_t i = 0; i < std::size(kSignals); ++i) sigaction(kSignals[i], &noted, &earlier_[i]);
}

NotedInterrupts::~NotedInterrupts() {
  if (--depth > 0) return;
  for (size_t i = 0; i < std::size(kSignals); ++i) sigaction(kSignals[i], &earlier_[i], nullptr);
}

bool NotedInterrupts::Any() { return interrupted != 0; }

}  // namespace kansrijk::client
