// The methods of the API: each rpc of the descriptors with its policy and its use case.
#ifndef KANSRIJK_SERVER_RPC_METHOD_H_
#define KANSRIJK_SERVER_RPC_METHOD_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
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
using UseCase =
    std::function<absl::StatusOr<MessagePtr>(ReadCall&, const google::protobuf::Message&)>;

// What a change has worked out on a reader before it gets the writer; nothing when it needs none.
using Prepared = std::shared_ptr<const void>;
using Preparation =
    std::function<absl::StatusOr<Prepared>(ReadCall&, const google::protobuf::Message&)>;
using Change = std::function<absl::StatusOr<MessagePtr>(
    WriteCall&, const google::protobuf::Message&, const Prepared&)>;

struct Method {
  std::string name;  // kansrijk.v1.SessionService/LogSession
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  v1::Policy policy;
  const google::protobuf::Message* request = nullptr;  // prototypes
  const google::protobuf::Message* response = nullptr;
  std::vector<ResourceField> resources;
  const google::protobuf::FieldDescriptor* request_id = nullptr;  // null for a reading
  UseCase read;                                                   // exactly one of the two is set
  Change write;
  Preparation prepare;  // of a change that takes long; else empty
  // What the answer is about, by the path of its name in the response; no path: it has no name.
  ResourceField made;
  const google::protobuf::FieldDescriptor* validate_only = nullptr;  // null: nothing is tried out
  bool changes_accounts = false;
  bool answers_secrets = false;
  bool reaches_ended_matches = false;  // the target may be the track of a match that ended
};

// Whether callers with this role may call a method with this policy.
bool IsFor(const v1::Policy& policy, v1::Role role);

class MethodTable {
 public:
  // `name` is the rpc's full name. The use case's types must be the rpc's; that it reads or writes
  // must agree with the rpc's idempotency_level.
  template <typename Request, typename Response>
  void Add(absl::string_view name,
           absl::StatusOr<Response> (*use_case)(ReadCall&, const Request&)) {
    Method method = MethodOf<Request, Response>();
    method.read = [use_case](ReadCall& call, const google::protobuf::Message& request) {
      return Erased(use_case(call, static_cast<const Request&>(request)));
    };
    Insert(name, std::move(method));
  }
  template <typename Request, typename Response>
  void Add(absl::string_view name,
           absl::StatusOr<Response> (*use_case)(WriteCall&, const Request&)) {
    Method method = MethodOf<Request, Response>();
    method.write = [use_case](WriteCall& call, const google::protobuf::Message& request,
                              const Prepared&) {
      return Erased(use_case(call, static_cast<const Request&>(request)));
    };
    Insert(name, std::move(method));
  }

  // A change that takes long: `prepare` works it out on a reader, so that the writer is free for
  // others; `use_case` then checks that it still holds, and writes it. It may run more than once.
  template <typename Request, typename Response, typename Work>
  void Add(absl::string_view name, absl::StatusOr<Work> (*prepare)(ReadCall&, const Request&),
           absl::StatusOr<Response> (*use_case)(WriteCall&, const Request&, const Work&)) {
    Method method = MethodOf<Request, Response>();
    method.prepare = [prepare](
                         ReadCall& call,
                         const google::protobuf::Message& request) -> absl::StatusOr<Prepared> {
      absl::StatusOr<Work> work = prepare(call, static_cast<const Request&>(request));
      if (!work.ok()) return work.status();
      return std::make_shared<const Work>(*std::move(work));
    };
    method.write = [use_case](WriteCall& call, const google::protobuf::Message& request,
                              const Prepared& prepared) {
      return Erased(use_case(call, static_cast<const Request&>(request),
                             *static_cast<const Work*>(prepared.get())));
    };
    Insert(name, std::move(method));
  }

  // What keeps the server from starting, one line per fault: an rpc without a use case or a policy,
  // a field without a limit, a use case that is not of its rpc. Empty when all is well.
  std::vector<std::string> Faults() const;

  // By path, /kansrijk.v1.SessionService/LogSession; null when there is none.
  const Method* Find(absl::string_view path) const;

  // The reading by name of what `change` answers: GetSession of LogSession. Null when there is
  // none.
  const Method* FindGet(const Method& change) const;

  // Every service of the API, whether it has use cases or not.
  static std::vector<const google::protobuf::ServiceDescriptor*> Services();

  const std::map<std::string, Method, std::less<>>& methods() const { return methods_; }

 private:
  template <typename Request, typename Response>
  static Method MethodOf() {
    Method method;
    method.request = &Request::default_instance();
    method.response = &Response::default_instance();
    return method;
  }
  template <typename Response>
  static absl::StatusOr<MessagePtr> Erased(absl::StatusOr<Response> response) {
    if (!response.ok()) return response.status();
    return std::make_unique<Response>(*std::move(response));
  }
  void Insert(absl::string_view name, Method method);

  std::map<std::string, Method, std::less<>> methods_;  // by name
  std::vector<std::string> faults_;
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_METHOD_H_
