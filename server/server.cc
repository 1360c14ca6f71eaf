#include "server/server.h"

#include <filesystem>
#include <fstream>

#include "server/base/log.h"
#include "server/base/status.h"
#include "server/store/answered_request.h"

namespace kansrijk {
namespace {

constexpr absl::Duration kGrace = absl::Seconds(20);
constexpr absl::Duration kMaintenanceEvery = absl::Seconds(5);

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const std::string& directory,
                                                      rpc::ListenerOptions options, Clock& clock) {
  auto server = std::unique_ptr<Server>(new Server);
  server->directory_ = directory;
  server->clock_ = &clock;
  ASSIGN_OR_RETURN(server->instance_, Instance::Open(directory, clock));
  std::filesystem::remove(OperatorSocketPath(directory));
  options.operator_socket = OperatorSocketPath(directory);
  ASSIGN_OR_RETURN(server->listener_, rpc::Listener::Start(options, server->instance_->door()));
  std::ofstream(AddressPath(directory)) << server->address() << "\n";
  server->maintenance_ = std::thread([self = server.get()] { self->Maintain(); });
  LogInfo("listening", {{"address", server->address()}, {"version", KANSRIJK_VERSION}});
  return server;
}

Server::~Server() {
  if (listener_ == nullptr) return;
  stopping_.Notify();
  if (maintenance_.joinable()) maintenance_.join();
  listener_->SetServing(false);
  listener_->Stop(kGrace);
  std::error_code ignored;
  std::filesystem::remove(AddressPath(directory_), ignored);
  std::filesystem::remove(OperatorSocketPath(directory_), ignored);
  instance_.reset();  // what is queued becomes durable and is answered
  LogInfo("stopped", {});
}

// Health is what the database says, asked through the writer, which every call needs.
void Server::Maintain() {
  bool serving = true;
  do {
    const int64_t before_us = absl::ToUnixMicros(clock_->Now() - store::kAnswerKept);
    const absl::Status status = instance_->database().WriteNow(
        [&](db::WriteTx& tx) { return store::DeleteAnsweredRequests(tx, before_us); });
    const bool healthy = status.ok() || absl::IsResourceExhausted(status);
    if (healthy != serving) listener_->SetServing(serving = healthy);
  } while (!stopping_.WaitForNotificationWithTimeout(kMaintenanceEvery));
}

}  // namespace kansrijk
