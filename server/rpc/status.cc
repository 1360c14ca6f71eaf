#include "server/rpc/status.h"

#include "absl/strings/cord.h"
#include "google/rpc/code.pb.h"
#include "google/rpc/status.pb.h"

namespace kansrijk::rpc {

std::string StatusToBytes(const absl::Status& status) {
  if (status.ok()) return "";
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(std::string(status.message()));
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    auto* detail = wire.add_details();
    detail->set_type_url(std::string(type));
    detail->set_value(std::string(payload));
  });
  return wire.SerializeAsString();
}

absl::Status StatusFromBytes(const std::string& bytes) {
  if (bytes.empty()) return absl::OkStatus();
  google::rpc::Status wire;
  wire.ParseFromString(bytes);
  absl::Status status(static_cast<absl::StatusCode>(wire.code()), wire.message());
  for (const auto& detail : wire.details()) {
    status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return status;
}

std::string CodeName(absl::StatusCode code) {
  return google::rpc::Code_Name(static_cast<google::rpc::Code>(code));
}

}  // namespace kansrijk::rpc
