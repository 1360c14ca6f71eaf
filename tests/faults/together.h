// Clients that act at the same time.
#ifndef KANSRIJK_TESTS_FAULTS_TOGETHER_H_
#define KANSRIJK_TESTS_FAULTS_TOGETHER_H_

#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"

namespace kansrijk::testing {

inline constexpr int kClients = 16;

// Runs `body(n)` for every client at once.
template <typename Body>
void Together(Body body) {
  std::vector<std::thread> threads;
  absl::Notification start;
  threads.reserve(kClients);
  for (int n = 0; n < kClients; ++n) {
    threads.emplace_back([&start, &body, n] {
      start.WaitForNotification();
      body(n);
    });
  }
  start.Notify();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_FAULTS_TOGETHER_H_
