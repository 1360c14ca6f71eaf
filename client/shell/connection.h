// The way to a server: any method by its descriptor, retried while the server is unavailable.
#ifndef KANSRIJK_CLIENT_SHELL_CONNECTION_H_
#define KANSRIJK_CLIENT_SHELL_CONNECTION_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/message/schema.h"
#include "grpcpp/channel.h"

namespace kansrijk::client {

// HOST:PORT with a loopback host, or unix:PATH. The token goes unencrypted, so anything else is
// InvalidArgument.
absl::Status CheckServer(const std::string& server);

class Connection {
 public:
  // Does not wait for the server. InvalidArgument: see CheckServer.
  static absl::StatusOr<Connection> Open(const std::string& server, const std::string& token);

  // The answer, or the failure with the details that the server sent.
  absl::StatusOr<std::unique_ptr<Message>> Call(const MethodDescriptor& method,
                                                const Message& request, absl::Duration timeout);

  // The same for a method whose answer is known: Call<v1::Import>("ImportService.GetImport", ...).
  template <typename Answer>
  absl::StatusOr<Answer> Call(absl::string_view method, const Message& request,
                              absl::Duration timeout) {
    auto answer = Call(Method(method), request, timeout);
    if (!answer.ok()) return answer.status();
    return std::move(static_cast<Answer&>(**answer));
  }

  const std::string& server() const { return server_; }

  // Whether the last answer was given before, to a request with the same id.
  bool replayed() const { return replayed_; }

 private:
  Connection(std::string server, std::string token, std::shared_ptr<grpc::Channel> channel)
      : server_(std::move(server)), token_(std::move(token)), channel_(std::move(channel)) {}

  std::string server_;
  std::string token_;
  std::shared_ptr<grpc::Channel> channel_;
  bool replayed_ = false;
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_CONNECTION_H_
