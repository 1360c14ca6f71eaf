// A TCP proxy that loses answers: the request has passed, then the connection breaks before the
// answer. It reads just enough of HTTP/2 to know where an answer begins.
#ifndef KANSRIJK_TESTS_FAULTS_LOSSY_PROXY_H_
#define KANSRIJK_TESTS_FAULTS_LOSSY_PROXY_H_

#include <atomic>
#include <cstdint>
#include <list>
#include <random>
#include <string>
#include <thread>

namespace kansrijk::testing {

class LossyProxy {
 public:
  // Stands before `server`, 127.0.0.1:port, and loses half of the answers.
  LossyProxy(const std::string& server, uint32_t seed);
  ~LossyProxy();
  LossyProxy(const LossyProxy&) = delete;
  LossyProxy& operator=(const LossyProxy&) = delete;

  const std::string& address() const { return address_; }
  int lost() const { return lost_; }
  int passed() const { return passed_; }

 private:
  struct Link {
    int client = -1;
    int server = -1;
    std::string pending;       // from the server, not yet a whole frame
    uint32_t last_answer = 0;  // stream id of the last answer that passed
  };

  void Loop();
  void Accept();
  bool PumpRequests(Link& link);
  bool PumpAnswers(Link& link);
  bool Passes(Link& link, const std::string& frame);

  std::string address_;
  int server_port_ = 0;
  int listener_ = -1;
  int stop_pipe_[2] = {-1, -1};
  std::mt19937 random_;
  std::atomic<int> lost_{0};
  std::atomic<int> passed_{0};
  std::list<Link> links_;
  std::thread loop_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_FAULTS_LOSSY_PROXY_H_
