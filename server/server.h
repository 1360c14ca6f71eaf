// A running server: an instance that listens.
#ifndef KANSRIJK_SERVER_SERVER_H_
#define KANSRIJK_SERVER_SERVER_H_

#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "server/instance.h"
#include "server/rpc/listener.h"
#include "server/service/exchange/notifier.h"
#include "server/service/import/import_runner.h"

namespace kansrijk {

// How long calls that are under way may take when a server stops.
inline constexpr absl::Duration kGrace = absl::Seconds(3);

class Server {
 public:
  // Errors of Instance::Open and Listener::Start. Writes the address to AddressPath(directory).
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const std::string& directory, rpc::ListenerOptions options, Clock& clock,
      const service::ImportRunnerOptions& imports = {},
      const service::NotifierOptions& notices = {});
  // Stops: health says so, calls under way have kGrace to end, what is queued becomes durable.
  ~Server();

  const std::string& address() const { return listener_->address(); }
  Instance& instance() { return *instance_; }

 private:
  Server() = default;
  void Maintain();
  void ForgetAnswers();

  std::string directory_;
  Clock* clock_ = nullptr;
  std::unique_ptr<service::ImportRunner> imports_;
  std::unique_ptr<Instance> instance_;
  std::unique_ptr<service::Notifier> notifier_;
  std::unique_ptr<rpc::Listener> listener_;
  bool serving_ = true;  // what health says; of the thread that tells the ends of writes
  absl::Notification stopping_;
  std::thread maintenance_;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_SERVER_H_
