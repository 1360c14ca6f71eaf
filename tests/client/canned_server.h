// A server of canned answers on a socket of its own.
#ifndef KANSRIJK_TESTS_CLIENT_CANNED_SERVER_H_
#define KANSRIJK_TESTS_CLIENT_CANNED_SERVER_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client/message/schema.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/grpcpp.h"

namespace kansrijk::client {

class CannedServer : public grpc::CallbackGenericService {
 public:
  // Answers a request by filling `answer`, or fails.
  using Canned = std::function<grpc::Status(const Message& request, Message& answer)>;

  CannedServer();
  ~CannedServer() override;

  // The last answer given for a method serves all calls; a call without one is UNIMPLEMENTED.
  template <typename Request, typename Answer>
  void On(const std::string& method, std::function<grpc::Status(const Request&, Answer&)> answer) {
    canned_[method] = [answer = std::move(answer)](const Message& request, Message& reply) {
      return answer(static_cast<const Request&>(request), static_cast<Answer&>(reply));
    };
  }

  std::string address() const { return "unix:" + path_; }
  // Methods called, in order: SessionService.LogSession.
  const std::vector<std::string>& calls() const { return calls_; }
  const std::string& last_authorization() const { return authorization_; }

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

 private:
  class Reactor;

  std::string path_;
  std::map<std::string, Canned> canned_;
  std::vector<std::string> calls_;
  std::string authorization_;
  std::unique_ptr<grpc::Server> server_;
};

// A refusal as the server gives it.
grpc::Status Refused(grpc::StatusCode code, const std::string& english, const std::string& dutch,
                     const std::vector<std::string>& fields);

}  // namespace kansrijk::client

#endif  // KANSRIJK_TESTS_CLIENT_CANNED_SERVER_H_
