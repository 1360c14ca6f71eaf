#include "client/shell/connection.h"

#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/failure.h"
#include "client/shell/interrupt.h"
#include "client/shell/terminal.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/impl/codegen/proto_utils.h"

namespace kansrijk::client {
namespace {

// Only UNAVAILABLE: the request id makes it safe for changes as well.
constexpr char kServiceConfig[] = R"({"methodConfig": [{"name": [{}], "retryPolicy": {
    "maxAttempts": 4, "initialBackoff": "0.2s", "maxBackoff": "2s", "backoffMultiplier": 3,
    "retryableStatusCodes": ["UNAVAILABLE"]}}]})";
constexpr int kReconnectMinMs = 100;
constexpr int kReconnectMaxMs = 500;
// An answer is one page or one record; the server's own limit is lower.
constexpr int kAnswerBytesMax = 16 << 20;
// How often a call that takes long is looked at.
constexpr absl::Duration kLook = absl::Milliseconds(100);

bool IsLoopback(absl::string_view host) {
  return host == "localhost" || host == "[::1]" || host == "127.0.0.1";
}

// Says on a terminal how long an answer lets itself be waited for; once it has come, no more.
class Waiting {
 public:
  ~Waiting() {
    if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  }
  void Tell() {
    const int64_t seconds = absl::ToInt64Seconds(absl::Now() - began_);
    if (seconds == told_ || !ShowsProgress()) return;
    told_ = seconds;
    shown_ = true;
    std::cerr << "\r\x1b[K" << absl::Substitute(_("waiting: $0 s (Ctrl-C stops)"), seconds)
              << std::flush;
  }

 private:
  absl::Time began_ = absl::Now();
  int64_t told_ = 0;
  bool shown_ = false;
};

// Waits for the one call in the queue. An interrupt gives the call up.
void Await(grpc::ClientContext& context, grpc::CompletionQueue& queue) {
  const NotedInterrupts noted;
  Waiting waiting;
  void* tag = nullptr;
  bool completed = false;
  while (queue.AsyncNext(&tag, &completed, absl::ToChronoTime(absl::Now() + kLook)) ==
         grpc::CompletionQueue::TIMEOUT) {
    if (NotedInterrupts::Any()) context.TryCancel();
    waiting.Tell();
  }
}

absl::StatusOr<std::unique_ptr<Message>> Parse(const MethodDescriptor& method,
                                               grpc::ByteBuffer& buffer) {
  std::unique_ptr<Message> answer = NewMessage(*method.output_type());
  const grpc::Status status =
      grpc::SerializationTraits<Message>::Deserialize(&buffer, answer.get());
  if (status.ok()) return answer;
  return absl::InternalError(_("the server's answer cannot be read; it may be of another version"));
}

}  // namespace

absl::Status CheckServer(const std::string& server) {
  if (absl::StartsWith(server, "unix:") && server.size() > 5) return absl::OkStatus();
  const size_t colon = server.rfind(':');
  const absl::string_view host = absl::string_view(server).substr(0, colon);
  int port = 0;
  const bool has_port = colon != std::string::npos &&
                        absl::SimpleAtoi(server.substr(colon + 1), &port) && port > 0 &&
                        port < 65536;
  if (has_port && IsLoopback(host)) return absl::OkStatus();
  if (!has_port) {
    return absl::InvalidArgumentError(
        absl::Substitute(_("\"$0\" is not a server: write HOST:PORT or unix:PATH"),
                         Visible(server, LineBreaks::kFlatten)));
  }
  return absl::InvalidArgumentError(absl::Substitute(
      _("$0 is another machine, and this program does not encrypt: connect to a local TLS proxy "
        "(127.0.0.1:PORT) that leads there"),
      Visible(server, LineBreaks::kFlatten)));
}

absl::StatusOr<Connection> Connection::Open(const std::string& server, const std::string& token) {
  RETURN_IF_ERROR(CheckServer(server));
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(kServiceConfig);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMinMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kReconnectMinMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMaxMs);
  arguments.SetMaxReceiveMessageSize(kAnswerBytesMax);
  auto channel = grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
  return Connection(server, token, std::move(channel));
}

absl::StatusOr<std::unique_ptr<Message>> Connection::Call(const MethodDescriptor& method,
                                                          const Message& request,
                                                          absl::Duration timeout) {
  grpc::ByteBuffer sent;
  bool owned = false;
  const grpc::Status written =
      grpc::SerializationTraits<Message>::Serialize(request, &sent, &owned);
  if (!written.ok()) return FromRpc(written, server_, timeout);

  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  if (!token_.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", token_));
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel_);
  const std::string path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
  auto call = stub.PrepareUnaryCall(&context, path, sent, &queue);
  call->StartCall();
  grpc::ByteBuffer received;
  grpc::Status status;
  call->Finish(&received, &status, nullptr);
  Await(context, queue);
  replayed_ = context.GetServerTrailingMetadata().count("kansrijk-replayed") > 0;
  if (!status.ok()) return FromRpc(status, server_, timeout);
  return Parse(method, received);
}

}  // namespace kansrijk::client
