// The methods of the API: each rpc of the descriptors with its policy and its use case.
#ifndef KANSRIJK_SERVER_RPC_METHOD_H_
#define KANSRIJK_SERVER_RPC_METHOD_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
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
using UseCase = absl::StatusOr<MessagePtr> (*)(ReadCall&, const google::protobuf::Message&);

// What a change has worked out on a reader before it gets the writer; nothing when it needs none.
using Prepared = std::shared_ptr<const void>;
using Preparation = absl::StatusOr<Prepared> (*)(ReadCall&, const google::protobuf::Message&);
using Change = absl::StatusOr<MessagePtr> (*)(WriteCall&, const google::protobuf::Message&,
                                              const Prepared&);

// A use case without its types: messages are of those of the prototypes. Exactly one of `read` and
// `write` is set; `prepare` only of a change that takes long.
struct Binding {
  const google::protobuf::Message* request = nullptr;
  const google::protobuf::Message* response = nullptr;
  UseCase read = nullptr;
  Change write = nullptr;
  Preparation prepare = nullptr;
};

struct Method : Binding {
  std::string name;  // kansrijk.v1.SessionService/LogSession
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  v1::Policy policy;
  MessageRules request_rules;
  MessageRules response_rules;
  std::vector<ResourceField> resources;
  const google::protobuf::FieldDescriptor* request_id = nullptr;  // null for a reading
  // What the answer is about, by the path of its name in the response; no path: it has no name.
  ResourceField made;
  const google::protobuf::FieldDescriptor* validate_only = nullptr;  // null: nothing is tried out
  bool changes_accounts = false;
  bool answers_secrets = false;
  bool reaches_ended_matches = false;  // the target may be the track of a match that ended
};

// Whether callers with this role may call a method with this policy.
bool IsFor(const v1::Policy& policy, v1::Role role);

// Taking the types of use cases away. All that is compiled for each rpc is here, and it is little.
template <typename Response>
absl::StatusOr<MessagePtr> Erased(absl::StatusOr<Response> response) {
  if (!response.ok()) return response.status();
  return MessagePtr(new Response(*std::move(response)));
}

template <auto kUseCase, typename Request, typename Response>
Binding BindingOf(absl::StatusOr<Response> (*)(ReadCall&, const Request&)) {
  return {.request = &Request::default_instance(),
          .response = &Response::default_instance(),
          .read = [](ReadCall& call, const google::protobuf::Message& request) {
            return Erased(kUseCase(call, static_cast<const Request&>(request)));
          }};
}

template <auto kUseCase, typename Request, typename Response>
Binding BindingOf(absl::StatusOr<Response> (*)(WriteCall&, const Request&)) {
  return {.request = &Request::default_instance(),
          .response = &Response::default_instance(),
          .write = [](WriteCall& call, const google::protobuf::Message& request, const Prepared&) {
            return Erased(kUseCase(call, static_cast<const Request&>(request)));
          }};
}

template <auto kPrepare, auto kUseCase, typename Request, typename Response, typename Work>
Binding BindingOf(absl::StatusOr<Response> (*)(WriteCall&, const Request&, const Work&)) {
  return {
      .request = &Request::default_instance(),
      .response = &Response::default_instance(),
      .write =
          [](WriteCall& call, const google::protobuf::Message& request, const Prepared& prepared) {
            return Erased(kUseCase(call, static_cast<const Request&>(request),
                                   *static_cast<const Work*>(prepared.get())));
          },
      .prepare = [](ReadCall& call,
                    const google::protobuf::Message& request) -> absl::StatusOr<Prepared> {
        absl::StatusOr<Work> work = kPrepare(call, static_cast<const Request&>(request));
        if (!work.ok()) return work.status();
        return std::make_shared<const Work>(*std::move(work));
      }};
}

// The files of the API but for options.proto, whose messages are in no call.
std::vector<const google::protobuf::FileDescriptor*> ApiFiles();

class MethodTable {
 public:
  // Of the API, which `files` declare; others only in tests.
  explicit MethodTable(std::vector<const google::protobuf::FileDescriptor*> files = ApiFiles())
      : files_(std::move(files)) {}

  // `rpc` is the rpc's full name. The use case's types must be the rpc's; that it reads or writes
  // must agree with the rpc's idempotency_level.
  template <auto kUseCase>
  void Add(absl::string_view rpc) {
    Insert(rpc, BindingOf<kUseCase>(kUseCase));
  }

  // A change that takes long: kPrepare works it out on a reader, so that the writer is free for
  // others; kUseCase then checks that it still holds, and writes it. It may run more than once.
  template <auto kPrepare, auto kUseCase>
  void Add(absl::string_view rpc) {
    Insert(rpc, BindingOf<kPrepare, kUseCase>(kUseCase));
  }

  // What keeps the server from starting, one line per fault: an rpc without a use case or a policy,
  // a field without a limit, a use case that is not of its rpc, and whatever else is wrong with
  // what the files declare. Empty when all is well.
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
  void Insert(absl::string_view rpc, const Binding& binding);

  std::vector<const google::protobuf::FileDescriptor*> files_;
  std::map<std::string, Method, std::less<>> methods_;  // by name
  std::vector<std::string> faults_;
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_METHOD_H_
