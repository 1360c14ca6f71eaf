#include "server/rpc/remote.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>

#include "absl/strings/str_cat.h"
#include "server/rpc/status.h"

namespace kansrijk::rpc {

absl::StatusOr<std::string> CallSocket(const std::string& socket, const std::string& path,
                                       const std::string& message) {
  const auto channel =
      grpc::CreateChannel(absl::StrCat("unix:", socket), grpc::InsecureChannelCredentials());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  const grpc::Slice slice(message);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  const grpc::Status status = grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
      channel.get(), grpc::internal::RpcMethod(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC),
      &context, request, &response);
  if (!status.ok()) {
    const absl::Status detailed = StatusFromBytes(status.error_details());
    return detailed.ok() ? absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                                        status.error_message())
                         : detailed;
  }
  grpc::Slice single;
  if (!response.DumpToSingleSlice(&single).ok()) return absl::InternalError("no response");
  return std::string(reinterpret_cast<const char*>(single.begin()), single.size());
}

}  // namespace kansrijk::rpc
