// A large import into a real kansrijkd, and what others notice of it: seconds for upload, check and
// writing, the server's peak memory, and how long LogSession takes for a steady client beside a dry
// run and beside the writing, against without. For a person to look at; aims are printed.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "kansrijk/v1/session.pb.h"
#include "tests/faults/daemon.h"
#include "tests/faults/recent_case.h"
#include "tests/testing/directory.h"
#include "tests/testing/import.h"
#include "tests/testing/upload.h"

namespace kansrijk::testing {
namespace {

constexpr int64_t kSessions = 1'000'000;
constexpr int64_t kTracks = 1'000;
constexpr int kDays = 700;
constexpr int kCallsASecond = 50;
constexpr int kThreads = 16;
constexpr absl::Duration kWithout = absl::Seconds(20);
constexpr absl::Duration kAskEvery = absl::Milliseconds(200);
constexpr double kRatioAim = 1.5;
constexpr int64_t kMegabytesAim = 256;

// Calls LogSession at fixed moments, whether or not earlier calls were answered; each is measured
// from its moment, so that a stall counts for all whose moment it was.
class SteadyClient {
 public:
  SteadyClient(const std::string& address, const std::string& token, const std::string& track)
      : address_(address), token_(token), track_(track), begin_(absl::Now()) {
    for (int i = 0; i < kThreads; ++i) threads_.emplace_back([this] { Run(); });
  }

  // Ends the calls; how long each took, shortest first.
  std::vector<absl::Duration> Stop() {
    stopped_ = true;
    for (std::thread& thread : threads_) thread.join();
    absl::MutexLock lock(&mutex_);
    std::sort(took_.begin(), took_.end());
    return took_;
  }

 private:
  void Run() {
    const Client client(address_, token_);
    while (!stopped_) {
      const absl::Time moment = begin_ + next_++ * absl::Seconds(1) / kCallsASecond;
      absl::SleepFor(moment - absl::Now());
      v1::LogSessionRequest request = SessionOn(track_, DaysAgo(1));
      request.mutable_session()->set_note(NoteOf(request.request_id()));
      const auto logged = Log(client, request);
      if (!logged.ok()) {
        std::cerr << "refused: " << logged.status() << "\n";
        std::exit(1);
      }
      absl::MutexLock lock(&mutex_);
      took_.push_back(absl::Now() - moment);
    }
  }

  const std::string address_, token_, track_;
  const absl::Time begin_;
  std::atomic<int64_t> next_{0};
  std::atomic<bool> stopped_{false};
  absl::Mutex mutex_;
  std::vector<absl::Duration> took_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

absl::Duration Percentile(const std::vector<absl::Duration>& sorted, int percent) {
  if (sorted.empty()) return absl::ZeroDuration();
  return sorted[std::min(sorted.size() - 1, sorted.size() * static_cast<size_t>(percent) / 100)];
}

std::map<std::string, std::string> Programme(int64_t sessions, int64_t tracks) {
  std::map<std::string, std::string> files = {
      {"buddys",
       "code;voornaam;achternaam;soort;organisatie;vog_datum;geheimhouding;capaciteit;achterwacht\n"
       "B90;Layla;;professional;KO;;ja;50;\n"},
      {"huishoudens", "nummer;wijk;type\n"},
      {"leden", "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n"},
      {"trajecten",
       "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;"
       "reden\n"},
      {"sessies", "traject;buddy;datum;minuten;soort;aanwezig;notitie\n"}};
  for (int64_t i = 0; i < tracks; ++i) {
    const std::string number = absl::StrFormat("9%06d", i);
    absl::StrAppend(&files["huishoudens"], "H-", number, ";beijum;paar\n");
    absl::StrAppend(&files["leden"], "L", number, "a;H-", number, ";Noor;Nummer", number,
                    ";1-2-1990;hoofd;ja;\n");
    absl::StrAppend(&files["trajecten"], "T", number, ";H-", number, ";L", number,
                    "a;jongere;school;", DaysAgo(kDays + 10), ";", DaysAgo(kDays + 5),
                    ";;actief;\n");
  }
  std::vector<std::string> days;
  for (int day = 0; day < kDays; ++day) days.push_back(DaysAgo(kDays - day));
  for (int64_t i = 0; i < sessions; ++i) {
    absl::StrAppend(&files["sessies"], absl::StrFormat("T9%06d", i % tracks), ";B90;",
                    days[static_cast<size_t>(i / tracks) % days.size()], ";", 15 + i % 60,
                    ";huisbezoek;ja;Post geordend en gebeld, gesprek ", i, "\n");
  }
  return files;
}

int64_t PeakMegabytes(pid_t process) {
  std::ifstream status(absl::StrCat("/proc/", process, "/status"));
  for (std::string line; std::getline(status, line);) {
    absl::string_view text = line;
    int64_t kilobytes = 0;
    if (absl::ConsumePrefix(&text, "VmHWM:") && absl::ConsumeSuffix(&text, "kB") &&
        absl::SimpleAtoi(text, &kilobytes)) {
      return kilobytes / 1024;
    }
  }
  return 0;
}

class Bench {
 public:
  Bench() {
    RunKansrijkd(directory_.path(), {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    daemon_ = std::make_unique<Daemon>(directory_.path());
    const std::string token = AddAccountOf(directory_.path(), "coordinator", "coordinator", "KO");
    coordinator_ = std::make_unique<Client>(daemon_->address(), token);
    track_ = AddRecentCase(*coordinator_).track.name();
    buddy_token_ = AddAccountOf(directory_.path(), "buddy", "buddy", "KO", "B01");
  }

  int Run(int64_t sessions, int64_t tracks) {
    std::printf("%d sessions over %d tracks; server at rest: %d MB\n", static_cast<int>(sessions),
                static_cast<int>(tracks), static_cast<int>(PeakMegabytes(daemon_->process())));
    const auto without = Without();
    PrintLatency("without import", without, without);
    const absl::Time began = absl::Now();
    const std::string import = UploadImport(*coordinator_, Programme(sessions, tracks));
    PrintTime("upload", began, sessions);
    if (!Beside("dry run", import, /*validate_only=*/true, sessions, without)) return 1;
    if (!Beside("import", import, /*validate_only=*/false, sessions, without)) return 1;
    std::printf("aims: ratio of p99 at most %.1f, peak memory at most %d MB\n", kRatioAim,
                static_cast<int>(kMegabytesAim));
    return 0;
  }

 private:
  std::vector<absl::Duration> Without() {
    SteadyClient client(daemon_->address(), buddy_token_, track_);
    absl::SleepFor(kWithout);
    return client.Stop();
  }

  // Checks, and writes unless `validate_only`, beside a steady client. Whether all went well.
  bool Beside(const char* what, const std::string& name, bool validate_only, int64_t sessions,
              const std::vector<absl::Duration>& without) {
    SteadyClient client(daemon_->address(), buddy_token_, track_);
    const absl::Time began = absl::Now();
    absl::Time writing = absl::InfiniteFuture();
    absl::StatusOr<v1::Import> import = StartImport(*coordinator_, name, validate_only);
    while (import.ok() && IsUnderWay(*import)) {
      absl::SleepFor(kAskEvery);
      import = GetImport(*coordinator_, name);
      if (import.ok() && import->state() == v1::IMPORT_STATE_WRITING) {
        writing = std::min(writing, absl::Now());
      }
    }
    PrintTime(what, began, sessions);
    if (writing < absl::InfiniteFuture()) PrintTime("  of which writing", writing, sessions);
    PrintLatency(absl::StrCat("beside the ", what).c_str(), client.Stop(), without);
    std::printf("%-24s %d MB\n", "  peak memory",
                static_cast<int>(PeakMegabytes(daemon_->process())));
    const auto wanted = validate_only ? v1::IMPORT_STATE_CHECKED : v1::IMPORT_STATE_COMMITTED;
    if (import.ok() && import->state() == wanted) return true;
    std::cerr << import.status() << "\n" << (import.ok() ? import->DebugString() : "");
    return false;
  }

  static void PrintTime(const char* what, absl::Time began, int64_t sessions) {
    const double seconds = absl::ToDoubleSeconds(absl::Now() - began);
    std::printf("%-24s %8.1f s  %8.0f rows/s\n", what, seconds,
                static_cast<double>(sessions) / seconds);
    std::fflush(stdout);
  }

  static void PrintLatency(const char* what, const std::vector<absl::Duration>& took,
                           const std::vector<absl::Duration>& without) {
    const absl::Duration p99 = Percentile(took, 99);
    std::printf(
        "%-24s LogSession p50 %.1f ms, p99 %.1f ms, longest %.1f ms, ratio %.2f (%d calls)\n", what,
        absl::ToDoubleMilliseconds(Percentile(took, 50)), absl::ToDoubleMilliseconds(p99),
        absl::ToDoubleMilliseconds(took.empty() ? absl::ZeroDuration() : took.back()),
        absl::FDivDuration(p99, Percentile(without, 99)), static_cast<int>(took.size()));
    std::fflush(stdout);
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Daemon> daemon_;
  std::unique_ptr<Client> coordinator_;
  std::string track_;
  std::string buddy_token_;
};

int Main(int argc, char** argv) {
  int64_t sessions = kSessions;
  int64_t tracks = kTracks;
  const bool understood = (argc < 2 || absl::SimpleAtoi(argv[1], &sessions)) &&
                          (argc < 3 || absl::SimpleAtoi(argv[2], &tracks)) && argc <= 3 &&
                          sessions > 0 && tracks > 0;
  if (!understood) {
    std::cerr << "usage: import_bench [sessions [tracks]]\n";
    return 2;
  }
  return Bench().Run(sessions, tracks);
}

}  // namespace
}  // namespace kansrijk::testing

int main(int argc, char** argv) { return kansrijk::testing::Main(argc, argv); }
