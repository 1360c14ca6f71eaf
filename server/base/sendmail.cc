#include "server/base/sendmail.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/clock.h"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace kansrijk {
namespace {

constexpr absl::Duration kLookEvery = absl::Milliseconds(20);

std::string MessageOf(const Mail& mail) {
  return absl::StrCat("To: ", mail.to, "\nSubject: ", mail.subject,
                      "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                      "Content-Transfer-Encoding: 8bit\nAuto-Submitted: auto-generated\n\n",
                      mail.text, "\n");
}

// A file in memory with the message, to be read from its beginning; -1 when there is none. Unlike a
// pipe it raises no signal when the program does not read it.
int FileWith(const std::string& message) {
  const int file = memfd_create("mail", MFD_CLOEXEC);
  if (file < 0) return file;
  const bool written =
      write(file, message.data(), message.size()) == static_cast<ssize_t>(message.size());
  if (written && lseek(file, 0, SEEK_SET) == 0) return file;
  close(file);
  return -1;
}

absl::StatusOr<pid_t> Start(const std::string& program, const std::string& address, int input) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  std::string words[] = {program, "-i", "--", address};
  char* argv[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
  pid_t child = 0;
  posix_spawnattr_t as_by_default;  // the server blocks and ignores signals
  posix_spawnattr_init(&as_by_default);
  sigset_t none;
  sigset_t pipe;
  sigemptyset(&none);
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  posix_spawnattr_setsigmask(&as_by_default, &none);
  posix_spawnattr_setsigdefault(&as_by_default, &pipe);
  posix_spawnattr_setflags(&as_by_default, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int failure = posix_spawn(&child, program.c_str(), &actions, &as_by_default, argv, environ);
  posix_spawnattr_destroy(&as_by_default);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return absl::UnavailableError(absl::StrCat("cannot start ", program));
  return child;
}

absl::Status Await(pid_t child, absl::Duration patience) {
  const Stopwatch waited;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (waited.Elapsed() > patience) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return absl::UnavailableError("the mail program took too long");
    }
    absl::SleepFor(kLookEvery);
  }
  const bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return well ? absl::OkStatus() : absl::UnavailableError("the mail program failed");
}

}  // namespace

absl::Status Send(const std::string& program, const Mail& mail, absl::Duration patience) {
  const int input = FileWith(MessageOf(mail));
  if (input < 0) return absl::UnavailableError("no memory for the mail");
  const absl::StatusOr<pid_t> child = Start(program, mail.to, input);
  close(input);
  return child.ok() ? Await(*child, patience) : child.status();
}

}  // namespace kansrijk
