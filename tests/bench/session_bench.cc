// LogSession through the whole server, durable, beside a bare gRPC echo of the same message: calls
// a second at several numbers in flight. Each server is a process of its own with the same threads
// of gRPC (callback API, raw bytes); the client is this process. For a person to look at.
#include <fcntl.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "server/base/log.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace {

constexpr int kInFlight[] = {1, 16, 64};
constexpr absl::Duration kWarmUp = absl::Milliseconds(500);
constexpr char kLogSession[] = "/kansrijk.v1.SessionService/LogSession";
constexpr char kEcho[] = "/bench.Echo/Echo";
constexpr size_t kNoteBytes = 200;

// ---- the two servers ----

// Says where it is reached, and with what, then serves until standard input ends.
void ServeUntilInputEnds(const std::string& address, const std::string& token,
                         const std::string& track) {
  std::cout << address << " " << token << " " << track << std::endl;
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0) {
  }
}

class EchoService : public grpc::Service {
 public:
  EchoService() {
    AddMethod(new grpc::internal::RpcServiceMethod(kEcho, grpc::internal::RpcMethod::NORMAL_RPC,
                                                   nullptr));
    MarkMethodRawCallback(
        0, new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
               [](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                  grpc::ByteBuffer* response) {
                 *response = *request;
                 auto* const reactor = context->DefaultReactor();
                 reactor->Finish(grpc::Status::OK);
                 return reactor;
               }));
  }
};

int ServeEcho() {
  EchoService service;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  ServeUntilInputEnds(absl::StrCat("127.0.0.1:", port), "-", "-");
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}

int ServeSessions() {
  StartLog(LogFormat::kJson);
  TestServer server;
  const Client coordinator = server.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  const Case made = AddCase(coordinator, "H-0001", AddBuddy(coordinator, "B01"));
  const Client buddy = server.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01");
  ServeUntilInputEnds(server.address(), buddy.token(), made.track.name());
  return 0;
}

// ---- the client ----

// A server in a process of its own, whose log goes to /dev/null.
class ServerProcess {
 public:
  explicit ServerProcess(const char* kind) {
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string self = "/proc/self/exe";
    std::string argument = kind;
    char* argv[] = {self.data(), argument.data(), nullptr};
    if (posix_spawn(&process_, argv[0], &actions, nullptr, argv, environ) != 0) std::abort();
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]);
    close(output[1]);
    input_ = input[1];
    std::string line;
    for (char c; read(output[0], &c, 1) == 1 && c != '\n';) line += c;
    close(output[0]);
    words_ = absl::StrSplit(line, ' ');
    words_.resize(3);
  }
  ~ServerProcess() {
    close(input_);
    waitpid(process_, nullptr, 0);
  }

  // Processor time that it has used.
  absl::Duration Used() const {
    std::ifstream file(absl::StrCat("/proc/", process_, "/stat"));
    const std::string stat((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const std::vector<std::string> fields = absl::StrSplit(stat.substr(stat.rfind(')') + 2), ' ');
    int64_t user = 0, system = 0;
    if (!absl::SimpleAtoi(fields[11], &user) || !absl::SimpleAtoi(fields[12], &system))
      std::abort();
    return absl::Seconds(static_cast<double>(user + system) / sysconf(_SC_CLK_TCK));
  }

  const std::string& address() const { return words_[0]; }
  const std::string& token() const { return words_[1]; }
  const std::string& track() const { return words_[2]; }

 private:
  pid_t process_ = -1;
  int input_ = -1;
  std::vector<std::string> words_;
};

grpc::ByteBuffer NextRequest(const std::string& track) {
  v1::LogSessionRequest request = SessionOn(track, "2026-05-19");
  request.mutable_session()->set_note(std::string(kNoteBytes, 'n'));
  const grpc::Slice slice(request.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

// One call at a time, over and over, on its place among those in flight.
struct Slot {
  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
  grpc::ByteBuffer response;
  grpc::Status status;
};

// What a server did with so many calls in flight.
struct Figures {
  double calls_a_second;
  double micros_a_call;  // processor time of the server
};

class Load {
 public:
  Load(const ServerProcess& server, const char* method)
      : server_(server),
        method_(method),
        stub_(grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials())) {}

  Figures Measure(int in_flight, absl::Duration length) {
    std::vector<Slot> slots(static_cast<size_t>(in_flight));
    const absl::Time begin = absl::Now() + kWarmUp;
    const absl::Time end = begin + length;
    const absl::Duration used = server_.Used();
    int64_t counted = 0;
    int64_t answered = 0;
    int running = in_flight;
    for (Slot& slot : slots) Call(slot);
    void* tag = nullptr;
    bool ok = false;
    while (running > 0 && queue_.Next(&tag, &ok)) {
      Slot& slot = *static_cast<Slot*>(tag);
      if (!slot.status.ok()) {
        std::cerr << "refused: " << slot.status.error_message() << "\n";
        std::exit(1);
      }
      ++answered;
      const absl::Time now = absl::Now();
      if (now >= begin && now < end) ++counted;
      now < end ? Call(slot) : static_cast<void>(--running);
    }
    return {static_cast<double>(counted) / absl::ToDoubleSeconds(length),
            absl::ToDoubleMicroseconds(server_.Used() - used) / static_cast<double>(answered)};
  }

 private:
  void Call(Slot& slot) {
    slot.context = std::make_unique<grpc::ClientContext>();
    slot.context->AddMetadata("authorization", absl::StrCat("Bearer ", server_.token()));
    slot.response.Clear();
    slot.reader =
        stub_.PrepareUnaryCall(slot.context.get(), method_, NextRequest(server_.track()), &queue_);
    slot.reader->StartCall();
    slot.reader->Finish(&slot.response, &slot.status, &slot);
  }

  const ServerProcess& server_;
  const std::string method_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
};

int Measure(absl::Duration length) {
  const ServerProcess echo("echo");
  const ServerProcess sessions("sessions");
  Load bare(echo, kEcho);
  Load durable(sessions, kLogSession);
  std::printf("%9s  %12s  %16s  %6s  %11s  %15s\n", "in flight", "echo calls/s", "sessions calls/s",
              "ratio", "echo CPU us", "sessions CPU us");
  for (const int in_flight : kInFlight) {
    const Figures echoes = bare.Measure(in_flight, length);
    const Figures logged = durable.Measure(in_flight, length);
    std::printf("%9d  %12.0f  %16.0f  %6.2f  %11.0f  %15.0f\n", in_flight, echoes.calls_a_second,
                logged.calls_a_second, logged.calls_a_second / echoes.calls_a_second,
                echoes.micros_a_call, logged.micros_a_call);
  }
  return 0;
}

int Main(int argc, char** argv) {
  const std::string word = argc > 1 ? argv[1] : "3";
  if (word == "echo") return ServeEcho();
  if (word == "sessions") return ServeSessions();
  double seconds = 0;
  if (!absl::SimpleAtod(word, &seconds) || seconds <= 0) {
    std::cerr << "usage: session_bench [seconds per figure]\n";
    return 2;
  }
  return Measure(absl::Seconds(seconds));
}

}  // namespace
}  // namespace kansrijk::testing

int main(int argc, char** argv) { return kansrijk::testing::Main(argc, argv); }
