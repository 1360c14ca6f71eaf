#include "tests/faults/daemon.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/instance.h"

namespace kansrijk::testing {
namespace {

constexpr char kAddressMark[] = "\"address\":\"";

struct Pipe {
  Pipe() { EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0); }
  int ends[2] = {-1, -1};
};

// Starts the program with standard output and standard error going to these descriptors; -1:
// closed.
pid_t Spawn(const std::string& directory, const std::vector<std::string>& arguments, int output,
            int errors) {
  std::vector<std::string> words{absl::StrCat(KANSRIJK_BINARY_DIR, "/kansrijkd"), "--data",
                                 directory};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  if (errors >= 0) {
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  } else {
    posix_spawn_file_actions_addclose(&actions, STDERR_FILENO);
  }
  pid_t process = -1;
  EXPECT_EQ(posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ), 0) << words[0];
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

std::string ReadAll(int descriptor) {
  std::string text;
  char buffer[4096];
  for (ssize_t size; (size = read(descriptor, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<size_t>(size));
  }
  close(descriptor);
  return text;
}

int ExitCodeOf(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished RunKansrijkd(const std::string& directory, const std::vector<std::string>& arguments) {
  Pipe output, errors;
  const pid_t process = Spawn(directory, arguments, output.ends[1], errors.ends[1]);
  close(output.ends[1]);
  close(errors.ends[1]);
  Finished finished;
  std::thread reader([&] { finished.errors = ReadAll(errors.ends[0]); });
  finished.output = ReadAll(output.ends[0]);
  reader.join();
  finished.exit_code = ExitCodeOf(process);
  return finished;
}

std::string NoteOf(const std::string& request_id) {
  std::string note = request_id;
  for (char& c : note) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) c = static_cast<char>('g' + (c - '0'));
  }
  return note;
}

uint32_t Seed() {
  const char* const text = std::getenv("KANSRIJK_SEED");
  uint32_t seed = 0;
  if (text == nullptr || !absl::SimpleAtoi(text, &seed)) seed = std::random_device()();
  std::cout << "KANSRIJK_SEED=" << seed << std::endl;
  return seed;
}

Daemon::Daemon(const std::string& directory, Log log) : directory_(directory) {
  std::filesystem::remove(AddressPath(directory));
  Pipe pipe;
  process_ = Spawn(directory, {"serve", "--listen", "127.0.0.1:0", "--log", "json"}, STDOUT_FILENO,
                   log == Log::kClosed ? -1 : pipe.ends[1]);
  close(pipe.ends[1]);
  if (log != Log::kRead) {
    close(pipe.ends[0]);
    AwaitAddressInFile();
    return;
  }
  log_pipe_ = pipe.ends[0];
  reader_ = std::thread([this] { ReadLog(); });
  AwaitAddressInLog();
}

void Daemon::AwaitAddressInLog() {
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(
      +[](Daemon* self) ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) {
        const size_t mark = self->log_.find(kAddressMark);
        return self->log_ended_ ||
               (mark != std::string::npos && self->log_.find('\n', mark) != std::string::npos);
      },
      this));
  const size_t mark = log_.find(kAddressMark);
  if (mark == std::string::npos) return;
  const size_t begin = mark + sizeof(kAddressMark) - 1;
  address_ = log_.substr(begin, log_.find('"', begin) - begin);
}

// Looks again and again, as long as the process runs.
void Daemon::AwaitAddressInFile() {
  siginfo_t ended = {};
  while (address_.empty() && ended.si_pid == 0) {
    waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT);
    std::ifstream file(AddressPath(directory_));
    if (!std::getline(file, address_) || file.eof()) address_.clear();  // not written whole yet
    std::this_thread::yield();
  }
}

Daemon::~Daemon() { Kill(); }

void Daemon::ReadLog() {
  char buffer[4096];
  for (ssize_t size; (size = read(log_pipe_, buffer, sizeof buffer)) > 0;) {
    absl::MutexLock lock(&mutex_);
    log_.append(buffer, static_cast<size_t>(size));
    const auto wanted = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !unread_; };
    mutex_.Await(absl::Condition(&wanted));
  }
  absl::MutexLock lock(&mutex_);
  log_ended_ = true;
}

void Daemon::StopReading() {
  absl::MutexLock lock(&mutex_);
  unread_ = true;
}

void Daemon::ReadOn() {
  absl::MutexLock lock(&mutex_);
  unread_ = false;
}

bool Daemon::AwaitLog(const std::string& text) {
  absl::MutexLock lock(&mutex_);
  const auto there = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return log_ended_ || log_.find(text) != std::string::npos;
  };
  mutex_.Await(absl::Condition(&there));
  return log_.find(text) != std::string::npos;
}

Client Daemon::Operator() const {
  return Client(absl::StrCat("unix:", OperatorSocketPath(directory_)), "");
}

int Daemon::Reap() {
  const int code = ExitCodeOf(process_);
  process_ = -1;
  if (reader_.joinable()) {
    ReadOn();
    reader_.join();
    close(log_pipe_);
  }
  return code;
}

void Daemon::Kill() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  Reap();
}

int Daemon::Stop() {
  kill(process_, SIGTERM);
  return Reap();
}

std::string Daemon::log() {
  absl::MutexLock lock(&mutex_);
  return log_;
}

std::string AddAccountOf(const std::string& directory, const std::string& handle,
                         const std::string& role, const std::string& organisation,
                         const std::string& buddy) {
  std::vector<std::string> arguments{"account",        "add",       handle, "--role", role,
                                     "--organisation", organisation};
  if (!buddy.empty()) arguments.insert(arguments.end(), {"--buddy", buddy});
  const Finished added = RunKansrijkd(directory, arguments);
  EXPECT_EQ(added.exit_code, 0) << added.errors;
  return std::string(absl::StripAsciiWhitespace(added.output));
}

}  // namespace kansrijk::testing
