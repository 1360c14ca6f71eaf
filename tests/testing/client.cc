#include "tests/testing/client.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>

#include "absl/strings/str_cat.h"
#include "server/base/clock.h"
#include "server/rpc/status.h"

namespace kansrijk::testing {

std::string NewRequestId() { return IdSource().Next(SystemClock().Now()).text(); }

Client::Client(const std::string& address, std::string token) : token_(std::move(token)) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  channel_ = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

absl::StatusOr<std::string> Client::CallRaw(const std::string& method, const std::string& message,
                                            absl::Duration timeout) const {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  if (!token_.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", token_));
  const std::string path = absl::StrCat("/", method);
  const grpc::Slice slice(message);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  const grpc::Status status = grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
      channel_.get(),
      grpc::internal::RpcMethod(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC), &context,
      request, &response);
  replayed_ = context.GetServerTrailingMetadata().count("kansrijk-replayed") > 0;
  if (!status.ok()) {
    const absl::Status detailed = rpc::StatusFromBytes(status.error_details());
    return detailed.ok() ? absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                                        status.error_message())
                         : detailed;
  }
  std::string bytes;
  std::vector<grpc::Slice> slices;
  if (!response.Dump(&slices).ok()) return absl::InternalError("no response");
  for (const grpc::Slice& part : slices) {
    bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
  }
  return bytes;
}

}  // namespace kansrijk::testing
