#include "tests/client/canned_server.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>

#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "grpcpp/impl/codegen/proto_utils.h"

namespace kansrijk::client {

class CannedServer::Reactor : public grpc::ServerGenericBidiReactor {
 public:
  Reactor(CannedServer& server, std::string path) : server_(server), path_(std::move(path)) {
    StartRead(&received_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status(grpc::StatusCode::CANCELLED, "no request"));
    const std::string name =
        absl::StrReplaceAll(absl::StripPrefix(path_, "/kansrijk.v1."), {{"/", "."}});
    server_.calls_.push_back(name);
    const MethodDescriptor& method = Method(name);
    const auto request = NewMessage(*method.input_type());
    grpc::SerializationTraits<Message>::Deserialize(&received_, request.get());
    const auto answer = NewMessage(*method.output_type());
    const auto canned = server_.canned_.find(name);
    if (canned == server_.canned_.end()) {
      return Finish(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "no answer"));
    }
    status_ = canned->second(*request, *answer);
    if (!status_.ok()) return Finish(status_);
    bool owned = false;
    grpc::SerializationTraits<Message>::Serialize(*answer, &sent_, &owned);
    StartWriteAndFinish(&sent_, grpc::WriteOptions(), grpc::Status::OK);
  }

  void OnDone() override { delete this; }

 private:
  CannedServer& server_;
  std::string path_;
  grpc::ByteBuffer received_;
  grpc::ByteBuffer sent_;
  grpc::Status status_;
};

CannedServer::CannedServer() {
  static std::atomic<int> count{0};
  path_ = std::filesystem::temp_directory_path() /
          ("kansrijk-canned-" + std::to_string(getpid()) + "-" + std::to_string(++count));
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + path_, grpc::InsecureServerCredentials());
  builder.RegisterCallbackGenericService(this);
  server_ = builder.BuildAndStart();
}

CannedServer::~CannedServer() {
  server_->Shutdown(std::chrono::system_clock::now());
  unlink(path_.c_str());
}

grpc::ServerGenericBidiReactor* CannedServer::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  const auto token = context->client_metadata().find("authorization");
  if (token != context->client_metadata().end()) {
    authorization_ = std::string(token->second.data(), token->second.size());
  }
  return new Reactor(*this, context->method());
}

grpc::Status Refused(grpc::StatusCode code, const std::string& english, const std::string& dutch,
                     const std::vector<std::string>& fields) {
  google::rpc::Status details;
  details.set_code(code);
  google::rpc::ErrorInfo info;
  info.set_reason("REASON");
  (*info.mutable_metadata())["trace_id"] = "trace-1";
  details.add_details()->PackFrom(info);
  google::rpc::LocalizedMessage localized;
  localized.set_locale("nl");
  localized.set_message(dutch);
  details.add_details()->PackFrom(localized);
  google::rpc::BadRequest bad;
  for (const std::string& field : fields) {
    auto* violation = bad.add_field_violations();
    violation->set_field(field);
    violation->set_description("what is wrong with " + field);
  }
  details.add_details()->PackFrom(bad);
  return grpc::Status(code, english, details.SerializeAsString());
}

}  // namespace kansrijk::client
