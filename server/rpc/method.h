// The methods of the API: each rpc of the descriptors with its policy and its use case.
#ifndef KANSRIJK_SERVER_RPC_METHOD_H_
#define KANSRIJK_SERVER_RPC_METHOD_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "kansrijk/v1/options.pb.h"
#include "server/rpc/call.h"
#include "server/rpc/rules.h"

namespace kansrijk::rpc {

using MessagePtr = std::unique_ptr<google::protobuf::Message>;
template <typename Call>
using UseCase = std::function<absl::StatusOr<MessagePtr>(Call&, const google::protobuf::Message&)>;

struct Method {
  std::string name;  // kansrijk.v1.SessionService/LogSession
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  v1::Policy policy;
  const google::protobuf::Message* request = nullptr;  // prototypes
  const google::protobuf::Message* response = nullptr;
  std::vector<ResourceField> resources;
  const google::protobuf::FieldDescriptor* request_id = nullptr;  // null for a reading
  UseCase<ReadCall> read;                                         // exactly one of the two is set
  UseCase<WriteCall> write;
  bool changes_accounts = false;
  bool answers_secrets = false;
};

class MethodTable {
 public:
  // `name` is the rpc's full name. The use case's types must be the rpc's; it reads when its first
  // parameter is a ReadCall, which must agree with the rpc's idempotency_level.
  template <typename Call, typename Request, typename Response>
  void Add(absl::string_view name, absl::StatusOr<Response> (*use_case)(Call&, const Request&)) {
    Method method;
    method.request = &Request::default_instance();
    method.response = &Response::default_instance();
    UseCase<Call> erased =
        [use_case](Call& call,
                   const google::protobuf::Message& request) -> absl::StatusOr<MessagePtr> {
      absl::StatusOr<Response> response = use_case(call, static_cast<const Request&>(request));
      if (!response.ok()) return response.status();
      return std::make_unique<Response>(*std::move(response));
    };
    if constexpr (std::is_same_v<Call, ReadCall>) {
      method.read = std::move(erased);
    } else {
      method.write = std::move(erased);
    }
    Insert(name, std::move(method));
  }

  // What keeps the server from starting, one line per fault: an rpc without a use case or a policy,
  // a field without a limit, a use case that is not of its rpc. Empty when all is well.
  std::vector<std::string> Faults() const;

  // By path, /kansrijk.v1.SessionService/LogSession; null when there is none.
  const Method* Find(absl::string_view path) const;

  // Every service of the API, whether it has use cases or not.
  static std::vector<const google::protobuf::ServiceDescriptor*> Services();

  const std::map<std::string, Method, std::less<>>& methods() const { return methods_; }

 private:
  void Insert(absl::string_view name, Method method);

  std::map<std::string, Method, std::less<>> methods_;  // by name
  std::vector<std::string> faults_;
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_METHOD_H_
