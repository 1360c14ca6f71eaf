// gRPC around the door: the only part of the server that knows it. Services are built from the
// descriptors, with raw bytes, over the callback API.
#ifndef KANSRIJK_SERVER_RPC_LISTENER_H_
#define KANSRIJK_SERVER_RPC_LISTENER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/rpc/door.h"

namespace grpc {
class Server;
class Service;
class CallbackGenericService;
}  // namespace grpc

namespace kansrijk::rpc {

inline constexpr absl::Duration kDeadlineDefault = absl::Seconds(10);
inline constexpr absl::Duration kDeadlineMax = absl::Seconds(30);

struct ListenerOptions {
  // host:port on loopback; port 0 lets the system choose.
  std::string address = "127.0.0.1:7420";
  // Socket on which whoever can open it is the operator; "" for none.
  std::string operator_socket;
  // Serves grpc.reflection.v1alpha, so that standard tools can list and call every method.
  bool reflection = false;
};

class Listener {
 public:
  // InvalidArgument: not a loopback address. Unavailable: the address is in use.
  static absl::StatusOr<std::unique_ptr<Listener>> Start(const ListenerOptions& options,
                                                         Door& door);
  ~Listener();

  // host:port, with the port that was chosen.
  const std::string& address() const { return address_; }

  // What grpc.health.v1 says, of the server and each service.
  void SetServing(bool serving);

  // Takes no new calls and waits up to `grace` for those under way.
  void Stop(absl::Duration grace);

 private:
  Listener() = default;

  std::string address_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::unique_ptr<grpc::CallbackGenericService> unknown_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_LISTENER_H_
