#include "server/rpc/listener.h"

#include <arpa/inet.h>
#include <grpc/support/log.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <sodium.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/base/log.h"
#include "server/rpc/method.h"
#include "server/rpc/status.h"

namespace kansrijk::rpc {
namespace {

constexpr int kReceiveBytesMax = 4 << 20;  // above the door's limit, so that the door can say why
constexpr int kSendBytesMax = 8 << 20;
constexpr int kMetadataBytesMax = 8 << 10;
constexpr int kStreamsMax = 256;

std::string MetadataOf(const grpc::ServerContextBase& context, const char* key) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(key);
  if (found == metadata.end()) return "";
  return std::string(found->second.data(), found->second.size());
}

// The caller's trace id (W3C trace context), or a new one.
std::string TraceId(const grpc::ServerContextBase& context) {
  const std::string parent = MetadataOf(context, "traceparent");
  const std::vector<std::string> parts = absl::StrSplit(parent, '-');
  const auto is_hex = [](char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); };
  if (parts.size() == 4 && parts[1].size() == 32 &&
      std::all_of(parts[1].begin(), parts[1].end(), is_hex)) {
    return parts[1];
  }
  unsigned char bits[16];
  randombytes_buf(bits, sizeof bits);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(bits), sizeof bits));
}

absl::Duration TimeLeft(std::chrono::system_clock::time_point deadline) {
  if (deadline == std::chrono::system_clock::time_point::max()) return kDeadlineDefault;
  return std::min(absl::FromChrono(deadline) - absl::Now(), kDeadlineMax);
}

Arrival ArrivalOf(const grpc::ServerContextBase& context, std::string path) {
  Arrival arrival;
  arrival.path = std::move(path);
  const std::string authorization = MetadataOf(context, "authorization");
  arrival.token = std::string(absl::StripPrefix(authorization, "Bearer "));
  arrival.operator_socket = absl::StartsWith(context.peer(), "unix:");
  arrival.trace_id = TraceId(context);
  arrival.time_left = TimeLeft(context.deadline());
  return arrival;
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

grpc::Status WireStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      StatusToBytes(status));
}

// gRPC's own log goes the way of ours, which never waits for its reader.
void OnGrpcLog(gpr_log_func_args* said) {
  if (said->severity < GPR_LOG_SEVERITY_ERROR) return;
  LogError("grpc", {{"message", said->message}});
}

// A service with the methods of its descriptor, all of them going to the door.
class DescribedService : public grpc::Service {
 public:
  DescribedService(const google::protobuf::ServiceDescriptor& service, Door& door) {
    for (int i = 0; i < service.method_count(); ++i) {
      paths_.push_back(std::make_unique<std::string>(
          absl::StrCat("/", service.full_name(), "/", service.method(i)->name())));
      const std::string& path = *paths_.back();
      AddMethod(new grpc::internal::RpcServiceMethod(
          path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
      MarkMethodRawCallback(
          static_cast<size_t>(i),
          new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
              [&door, &path](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                             grpc::ByteBuffer* response) {
                return Enter(door, path, *context, *request, *response);
              }));
    }
  }

 private:
  static grpc::ServerUnaryReactor* Enter(Door& door, const std::string& path,
                                         grpc::CallbackServerContext& context,
                                         const grpc::ByteBuffer& request,
                                         grpc::ByteBuffer& response) {
    grpc::ServerUnaryReactor* const reactor = context.DefaultReactor();
    Arrival arrival = ArrivalOf(context, path);
    arrival.message = BytesOf(request);
    arrival.went_away = [&context] { return context.IsCancelled(); };
    door.Handle(std::move(arrival), [reactor, &context, &response](Answer answer) {
      const grpc::Slice slice(answer.message);
      response = grpc::ByteBuffer(&slice, 1);
      if (answer.replayed) context.AddTrailingMetadata("kansrijk-replayed", "true");
      reactor->Finish(WireStatus(answer.status));
    });
    return reactor;
  }

  std::vector<std::unique_ptr<std::string>> paths_;
};

// Methods that no service has: refused by the door like everything else, so that they are recorded.
class UnknownMethods : public grpc::CallbackGenericService {
 public:
  explicit UnknownMethods(Door& door) : door_(door) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    class Refusal : public grpc::ServerGenericBidiReactor {
      void OnDone() override { delete this; }
    };
    auto* const refusal = new Refusal;
    door_.Handle(ArrivalOf(*context, context->method()),
                 [refusal](const Answer& answer) { refusal->Finish(WireStatus(answer.status)); });
    return refusal;
  }

 private:
  Door& door_;
};

// By address, not by its look: 127.example.org is somebody's name.
bool IsLoopback(const std::string& address) {
  const std::string host = address.substr(0, address.rfind(':'));
  in_addr v4;
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  return host == "localhost" || host == "[::1]";
}

void SetLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kReceiveBytesMax);
  builder.SetMaxSendMessageSize(kSendBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 5 * 60'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 30 * 60'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 30'000);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // a second process must fail to bind
}

}  // namespace

absl::StatusOr<std::unique_ptr<Listener>> Listener::Start(const ListenerOptions& options,
                                                          Door& door) {
  if (!IsLoopback(options.address)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "cannot listen on ", options.address,
        ": this server listens on loopback only; put a proxy with TLS (nginx, haproxy) before it"));
  }
  gpr_set_log_function(&OnGrpcLog);
  auto listener = std::unique_ptr<Listener>(new Listener);
  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  SetLimits(builder);
  int port = 0;
  builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &port);
  if (!options.operator_socket.empty()) {
    builder.AddListeningPort(absl::StrCat("unix:", options.operator_socket),
                             grpc::InsecureServerCredentials());
  }
  for (const auto* service : MethodTable::Services()) {
    listener->services_.push_back(std::make_unique<DescribedService>(*service, door));
    builder.RegisterService(listener->services_.back().get());
  }
  listener->unknown_ = std::make_unique<UnknownMethods>(door);
  builder.RegisterCallbackGenericService(listener->unknown_.get());
  listener->server_ = builder.BuildAndStart();
  if (listener->server_ == nullptr || port == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options.address, ": is the port in use?"));
  }
  listener->address_ =
      absl::StrCat(options.address.substr(0, options.address.rfind(':')), ":", port);
  listener->SetServing(true);
  return listener;
}

Listener::~Listener() {
  if (server_ != nullptr) Stop(absl::ZeroDuration());
}

void Listener::SetServing(bool serving) {
  grpc::HealthCheckServiceInterface* const health = server_->GetHealthCheckService();
  health->SetServingStatus(serving);
  for (const auto* service : MethodTable::Services()) {
    health->SetServingStatus(service->full_name(), serving);
  }
}

void Listener::Stop(absl::Duration grace) {
  server_->Shutdown(absl::ToChronoTime(absl::Now() + grace));
}

}  // namespace kansrijk::rpc
