#include "server/server.h"

#include <filesystem>
#include <fstream>

#include "server/base/log.h"
#include "server/base/status.h"
#include "server/store/office/answered_request.h"

namespace kansrijk {
namespace {

constexpr absl::Duration kMaintenanceEvery = absl::Seconds(5);

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const std::string& directory,
                                                      rpc::ListenerOptions options, Clock& clock,
                                                      const service::ImportRunnerOptions& imports,
                                                      const service::NotifierOptions& notices) {
  auto server = std::unique_ptr<Server>(new Server);
  server->directory_ = directory;
  server->clock_ = &clock;
  ASSIGN_OR_RETURN(server->instance_, Instance::Open(directory, clock));
  ASSIGN_OR_RETURN(server->imports_,
                   service::ImportRunner::Start(server->instance_->database(), clock,
                                                server->instance_->ids(), imports));
  server->instance_->door().Observe(
      [runner = server->imports_.get()](absl::string_view method,
                                        const google::protobuf::Message& request) {
        runner->Saw(method, request);
      });
  std::filesystem::remove(OperatorSocketPath(directory));
  options.operator_socket = OperatorSocketPath(directory);
  ASSIGN_OR_RETURN(server->listener_, rpc::Listener::Start(options, server->instance_->door()));
  std::ofstream(AddressPath(directory)) << server->address() << "\n";
  server->maintenance_ = std::thread([self = server.get()] { self->Maintain(); });
  server->notifier_ = std::make_unique<service::Notifier>(server->instance_->database(), notices);
  LogInfo("listening", {{"address", server->address()}, {"version", KANSRIJK_VERSION}});
  return server;
}

Server::~Server() {
  if (listener_ == nullptr) {
    if (imports_ != nullptr) imports_->Stop();  // before the database that it works on
    return;
  }
  stopping_.Notify();
  if (maintenance_.joinable()) maintenance_.join();
  listener_->SetServing(false);
  listener_->Stop(kGrace);
  std::error_code ignored;
  std::filesystem::remove(AddressPath(directory_), ignored);
  std::filesystem::remove(OperatorSocketPath(directory_), ignored);
  notifier_.reset();
  imports_->Stop();   // it outlives the door, which tells it of calls to the last
  instance_.reset();  // what is queued becomes durable and is answered
  LogInfo("stopped", {});
}

void Server::Maintain() {
  do {
    ForgetAnswers();
  } while (!stopping_.WaitForNotificationWithTimeout(kMaintenanceEvery));
}

// Health is what the database says, asked through the writer, which every call needs. Nobody waits
// for the answer: a server that stops must not wait behind a queue.
void Server::ForgetAnswers() {
  const int64_t before_us = absl::ToUnixMicros(clock_->Now() - store::kAnswerKept);
  const auto forget = [before_us](db::WriteTx& tx) {
    return store::DeleteAnsweredRequests(tx, before_us);
  };
  const absl::Status queued =
      instance_->database().Write(forget, [this](const absl::Status& status) {
        const bool healthy = status.ok() || absl::IsResourceExhausted(status);
        if (healthy != serving_) listener_->SetServing(serving_ = healthy);
      });
  if (!queued.ok()) LogError("overloaded", {{"error", std::string(queued.message())}});
}

}  // namespace kansrijk
