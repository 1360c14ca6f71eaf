#include "server/service/import/import_runner.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/import.pb.h"
#include "server/base/civil.h"
#include "server/base/contain.h"
#include "server/base/error.h"
#include "server/base/log.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/service/import/import_known.h"
#include "server/service/import/import_row.h"
#include "server/sheet/finding.h"
#include "server/store/import/import_mark.h"
#include "server/store/import/import_pair.h"
#include "server/store/office/account.h"

namespace kansrijk::service {
namespace {

using sheet::AboutRow;
using sheet::File;
using sheet::Finding;
using sheet::FindingKind;

constexpr FindingKind kServerStopped{
    "server_stopped", true, "the server stopped before the import was finished; import again",
    "de server is gestopt voordat het inlezen klaar was; lees opnieuw in"};
constexpr FindingKind kNobodyAsked{
    "nobody_asked", true,
    "the program that started the import was gone before the check was finished; import again",
    "het programma dat het inlezen begon, was weg voordat alles was nagekeken; lees opnieuw in"};
constexpr FindingKind kCameBetween{"came_between", true,
                                   "while the import was being written, someone else entered $0, "
                                   "which this row is about too; import again",
                                   "tijdens het inlezen heeft iemand anders $0 ingevoerd, waar "
                                   "deze rij ook over gaat; lees opnieuw in"};
constexpr FindingKind kTaken{
    "came_between", true,
    "while the import was being written, someone else entered $0; import again",
    "tijdens het inlezen heeft iemand anders $0 ingevoerd; lees opnieuw in"};
constexpr FindingKind kNoLongerFits{"came_between", true,
                                    "while the import was being written, something changed on the "
                                    "server, and this row no longer fits: $0; import again",
                                    "tijdens het inlezen is er op de server iets gewijzigd, en "
                                    "deze rij past daar niet meer bij: $0; lees opnieuw in"};
constexpr FindingKind kTrouble{"trouble", true,
                               "the server could not finish the import; import again, and tell the "
                               "administrator if it happens again",
                               "de server kon het inlezen niet afmaken; lees opnieuw in, en meld "
                               "het aan de beheerder als het weer gebeurt"};
constexpr FindingKind kMayNoMore{
    "may_no_more", true, "the account that started the import is no longer allowed to import",
    "het account dat het inlezen begon, mag niet meer inlezen"};

constexpr absl::Duration kTickEvery = absl::Seconds(30);
constexpr absl::Duration kRetryAfter = absl::Milliseconds(20);
constexpr absl::Duration kRestMax = absl::Milliseconds(50);
constexpr absl::Duration kProgressEvery = absl::Milliseconds(500);
constexpr int64_t kSliceRowsMax = 400;
constexpr int64_t kSliceBytesMax = 1 << 20;
constexpr int64_t kTakeBackRows = 50;
constexpr int64_t kClearFindings = 200;
// Below the calls of people, whose threads have 0.
constexpr int kNiceness = 10;

// Ends that are nobody's fault.
constexpr char kStopping[] = "the server stops";
constexpr char kGoneAway[] = "nobody asks";

absl::StatusOr<rpc::Caller> CallerOf(db::ReadTx& tx, const Id& account_id) {
  ASSIGN_OR_RETURN(const auto account, store::RequireAccount(tx, account_id));
  rpc::Caller caller;
  caller.account_id = account_id;
  caller.handle = account.handle();
  caller.role = account.role();
  caller.organisation_id = IdOf(account.organisation());
  return caller;
}

// What the server got since the check that the row is about too, "" when nothing.
absl::StatusOr<std::string> CameSince(db::ReadTx& tx, const sheet::Row& row,
                                      const sheet::Book& book, int64_t since_us) {
  if (!IsPaired(row.table())) return std::string();
  const Id& track_id = book.Find(File::kTracks, row.Text("traject"))->id;
  switch (row.table().file) {
    case File::kSessions:
      return store::SessionSince(tx, track_id, row.Text("datum"), since_us);
    case File::kMatches:
      return store::MatchSince(tx, track_id, since_us);
    case File::kGoals:
      return store::GoalSince(tx, track_id, since_us);
    default:
      return store::ReferralSince(tx, track_id, since_us);
  }
}

// Why the row cannot be written any more; without a reason ("") when no rule says so, but the
// store.
v1::ImportFinding NoLongerFits(const absl::Status& status, const sheet::Row& row) {
  if (absl::IsAlreadyExists(status) && ReasonOf(status).empty()) {
    return AboutRow(Finding(kTaken, "", {row.Name()}), row);
  }
  if (ReasonOf(status).empty()) return {};
  v1::ImportFinding finding = Finding(kNoLongerFits, "", {std::string(status.message())});
  finding.set_message_nl(Finding(kNoLongerFits, "", {DutchMessageOf(status)}).message_nl());
  return AboutRow(finding, row);
}

}  // namespace

// Rows that are written in one transaction.
struct ImportRunner::Slice {
  struct Entry {
    sheet::Row row;
    RowFate fate;
    Id id;
    std::string hash;
    bool claims = false;
  };
  std::vector<Entry> entries;
  int64_t bytes = 0;
  int64_t rows_max = 16;
};

struct ImportRunner::Job {
  store::ImportWork work;
  rpc::Caller caller;
  store::Scope scope;
  absl::Time began;
  v1::Import import;
  bool refused = false;
  std::unique_ptr<ImportPlan> plan;
  Stopwatch since_progress;
  Slice slice;
  std::vector<Slice::Entry> updates;  // made all at once, at the end
  int64_t rows_done = 0;
  v1::ImportFinding failure;  // reason "" while all is well
};

absl::StatusOr<std::unique_ptr<ImportRunner>> ImportRunner::Start(
    db::Database& database, Clock& clock, IdSource& ids, const ImportRunnerOptions& options) {
  auto runner = std::unique_ptr<ImportRunner>(new ImportRunner(database, clock, ids, options));
  RETURN_IF_ERROR(runner->GiveUpUnfinished());
  runner->thread_ = std::thread([self = runner.get()] { self->Loop(); });
  return runner;
}

ImportRunner::~ImportRunner() { Stop(); }

void ImportRunner::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void ImportRunner::Saw(absl::string_view method, const google::protobuf::Message& request) {
  if (!absl::StartsWith(method, "kansrijk.v1.ImportService/")) return;
  absl::MutexLock lock(&mutex_);
  if (const auto* commit = dynamic_cast<const v1::CommitImportRequest*>(&request)) {
    asked_.insert_or_assign(commit->name(), Stopwatch());
    woken_ = true;
  } else if (const auto* get = dynamic_cast<const v1::GetImportRequest*>(&request)) {
    const auto found = asked_.find(get->name());
    if (found != asked_.end()) found->second = Stopwatch();
  }
}

bool ImportRunner::stopping() {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

absl::Status ImportRunner::InWriter(absl::FunctionRef<absl::Status(db::WriteTx&)> body) {
  for (;;) {
    absl::Status refusal;
    const absl::Status status = database_.WriteNow([&](db::WriteTx& tx) {
      refusal = tx.Savepoint([&] { return body(tx); });
      const bool spoils = absl::IsDataLoss(refusal) || absl::IsResourceExhausted(refusal);
      return spoils || tx.spoiled() ? refusal : absl::OkStatus();
    });
    if (status.ok()) return refusal;
    const bool is_queue_full = absl::IsResourceExhausted(status) && refusal.ok();
    if (!is_queue_full) return status;
    if (StopsWithin(kRetryAfter)) return absl::CancelledError(kStopping);
  }
}

absl::Status ImportRunner::InReader(absl::FunctionRef<absl::Status(db::ReadTx&)> body) {
  for (;;) {
    absl::Status status = database_.ReadNow(body);
    if (!absl::IsResourceExhausted(status)) return status;
    if (StopsWithin(kRetryAfter)) return absl::CancelledError(kStopping);
  }
}

bool ImportRunner::StopsWithin(absl::Duration wait) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), wait);
}

absl::Status ImportRunner::GiveUpUnfinished() {
  return database_.WriteNow([&](db::WriteTx& tx) {
    return store::GiveUpImports(tx, Finding(kServerStopped, ""), absl::ToUnixMicros(clock_.Now()));
  });
}

void ImportRunner::Loop() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
  while (Wait()) {
    const absl::Status status = Contain([this] { return Work(); });
    if (!status.ok() && !absl::IsCancelled(status)) {
      LogError("import", {{"error", std::string(status.message())}});
    }
  }
}

bool ImportRunner::Wait() {
  absl::MutexLock lock(&mutex_);
  const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || woken_; };
  mutex_.AwaitWithTimeout(absl::Condition(&ready), kTickEvery);
  woken_ = false;
  return !stopping_;
}

absl::Status ImportRunner::Work() {
  for (;;) {
    ASSIGN_OR_RETURN(const auto work, Next());
    if (!work.has_value()) return ClearOld();
    const absl::Status status = Run(*work);
    if (status.ok()) continue;
    // Others go first when it is tried again.
    const absl::Status postponed = InWriter([&](db::WriteTx& tx) {
      return store::PostponeImport(tx, work->import_id, absl::ToUnixMicros(clock_.Now()));
    });
    return postponed.ok() ? status : postponed;
  }
}

absl::StatusOr<std::optional<store::ImportWork>> ImportRunner::Next() {
  std::optional<store::ImportWork> work;
  RETURN_IF_ERROR(InReader([&](db::ReadTx& tx) {
    ASSIGN_OR_RETURN(work, store::FindImportWork(tx));
    return absl::OkStatus();
  }));
  return work;
}

absl::Status ImportRunner::Run(const store::ImportWork& work) {
  if (work.state == v1::IMPORT_STATE_TAKING_BACK) return TakeBack(work.import_id, work.number);
  Job job;
  job.work = work;
  job.began = clock_.Now();
  const absl::Status status = Contain([&] {
    absl::Status prepared = Prepare(job);
    if (absl::IsNotFound(prepared)) job.failure = Finding(kMayNoMore, "");
    RETURN_IF_ERROR(prepared);
    RETURN_IF_ERROR(Check(job));
    return Conclude(job);
  });
  if (status.ok() || stopping()) return status;
  if (job.failure.reason().empty()) {
    if (!absl::IsCancelled(status)) {
      LogError("import",
               {{"import", work.import_id.text()}, {"error", std::string(status.message())}});
    }
    job.failure = Finding(status.message() == kGoneAway ? kNobodyAsked : kTrouble, "");
  }
  return GiveUp(job, job.failure);
}

absl::Status ImportRunner::Prepare(Job& job) {
  RETURN_IF_ERROR(InReader([&](db::ReadTx& tx) {
    ASSIGN_OR_RETURN(job.caller, CallerOf(tx, job.work.account_id));
    job.scope = {job.caller.account_id, job.caller.role, job.caller.organisation_id,
                 FormatDate(DayOf(job.began))};
    ASSIGN_OR_RETURN(job.import, store::RequireImport(tx, job.scope, job.work.import_id));
    return absl::OkStatus();
  }));
  return ClearFindings(job.work.import_id);
}

absl::Status ImportRunner::Check(Job& job) {
  ImportFindings findings([&](auto body) { return InWriter(body); }, job.work.import_id,
                          job.import.organisation());
  RETURN_IF_ERROR(database_.ReadAside([&](db::ReadTx& tx) {
    ImportCheck check({tx, job.scope, job.caller.organisation_id, job.began, ids_}, job.work,
                      findings,
                      [&](int64_t done, int64_t total) { return CheckProgress(job, done, total); });
    ASSIGN_OR_RETURN(job.plan, check.Run());
    return absl::OkStatus();
  }));
  job.refused = findings.refused();
  job.import.clear_files();
  for (const auto& file : job.plan->files) *job.import.add_files() = file->survey.report;
  job.import.set_rows_total(job.plan->rows);
  return absl::OkStatus();
}

absl::Status ImportRunner::CheckProgress(Job& job, int64_t done, int64_t total) {
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) return absl::CancelledError(kStopping);
    const auto asked = asked_.find(job.import.name());
    if (asked != asked_.end() && asked->second.Elapsed() > options_.patience) {
      return absl::CancelledError(kGoneAway);
    }
  }
  if (job.since_progress.Elapsed() < kProgressEvery) return absl::OkStatus();
  job.since_progress = Stopwatch();
  return InWriter([&](db::WriteTx& tx) {
    return store::UpdateImportProgress(tx, job.work.import_id, done, total);
  });
}

absl::Status ImportRunner::Conclude(Job& job) {
  const v1::CommitImportRequest& request = job.work.request;
  const bool stands = !job.refused || request.skip_refused();
  if (!request.validate_only() && stands) return Write(job);
  job.import.set_state(v1::IMPORT_STATE_CHECKED);
  job.import.set_rows_done(job.plan->rows);
  return InWriter([&](db::WriteTx& tx) {
    return store::UpdateImport(tx, job.import, absl::ToUnixMicros(clock_.Now()));
  });
}

absl::Status ImportRunner::Write(Job& job) {
  job.import.set_state(v1::IMPORT_STATE_WRITING);
  job.import.set_rows_done(0);
  const absl::Status hidden = InWriter([&](db::WriteTx& tx) {
    RETURN_IF_ERROR(store::HideImport(tx, job.work.number));
    return store::UpdateImport(tx, job.import, absl::ToUnixMicros(clock_.Now()));
  });
  RETURN_IF_ERROR(hidden);
  for (const auto& file : job.plan->files) RETURN_IF_ERROR(WriteFile(job, *file));
  RETURN_IF_ERROR(Flush(job));
  RETURN_IF_ERROR(Finish(job));
  LogInfo("import_finished",
          {{"import", job.work.import_id.text()}, {"rows", absl::StrCat(job.plan->rows)}});
  // Nothing from here on can undo it. What is left of its files goes with what is old.
  Clear(job.work.import_id).IgnoreError();
  return absl::OkStatus();
}

absl::Status ImportRunner::WriteFile(Job& job, const PlannedFile& file) {
  // Blocks are read each by itself: a snapshot of minutes would keep the log from being
  // checkpointed.
  const auto source = [&](int64_t offset) -> absl::StatusOr<std::string> {
    std::string block;
    RETURN_IF_ERROR(InReader([&](db::ReadTx& tx) {
      ASSIGN_OR_RETURN(block, store::ReadImportFile(tx, job.scope, job.work.import_id,
                                                    file.table->name, offset));
      return absl::OkStatus();
    }));
    return block;
  };
  sheet::RowReader reader(file.survey, source, DayOf(job.began));
  for (size_t place = 0;; ++place) {
    ASSIGN_OR_RETURN(auto read, reader.Next());
    if (!read.has_value()) return absl::OkStatus();
    if (place >= file.fates.size()) return absl::DataLossError("the file became longer");
    RETURN_IF_ERROR(Add(job, file, place, std::move(read->row)));
  }
}

absl::Status ImportRunner::Add(Job& job, const PlannedFile& file, size_t place, sheet::Row row) {
  ++job.rows_done;
  const RowFate fate = file.fates[place];
  // Alike rows of a file of which some are refused are counted: those that come back mended are
  // others.
  const bool claims = file.table->IsCounted() && file.survey.report.refused() > 0;
  if (fate == RowFate::kRefused || (fate == RowFate::kUnchanged && !claims))
    return absl::OkStatus();
  Slice::Entry entry{std::move(row), fate, Id(), "", claims};
  const bool has_id = file.ids[place] != ShortId{};
  entry.id = has_id ? Id(ToUuid(file.ids[place])) : ids_.Next(job.began);
  entry.hash = IdFromText(entry.row.Content());
  if (fate == RowFate::kUpdate) {
    job.updates.push_back(std::move(entry));
    return absl::OkStatus();
  }
  job.slice.bytes += static_cast<int64_t>(entry.row.record().size());
  job.slice.entries.push_back(std::move(entry));
  const bool full = static_cast<int64_t>(job.slice.entries.size()) >= job.slice.rows_max ||
                    job.slice.bytes >= kSliceBytesMax;
  return full ? Flush(job) : absl::OkStatus();
}

absl::Status ImportRunner::Flush(Job& job) {
  Slice& slice = job.slice;
  if (slice.entries.empty()) return absl::OkStatus();
  if (stopping()) return absl::CancelledError(kStopping);
  const int64_t since_us = absl::ToUnixMicros(job.began);
  absl::Duration took;
  const Stopwatch round;
  const absl::Status status = InWriter([&](db::WriteTx& tx) {
    const Stopwatch stopwatch;
    RETURN_IF_ERROR(store::RequireImport(tx, job.scope, job.work.import_id).status());
    rpc::WriteCall call{job.caller, job.scope, job.began, tx, ids_};
    for (const Slice::Entry& entry : slice.entries) {
      const sheet::Row& row = entry.row;
      const store::ImportTable table = ImportTableOf(row.table().file);
      absl::Status written;
      if (entry.fate == RowFate::kNew) {
        ASSIGN_OR_RETURN(const std::string came, CameSince(tx, row, job.plan->book, since_us));
        if (!came.empty()) {
          job.failure = AboutRow(Finding(kCameBetween, "", {came}), row);
          return absl::AbortedError("something came between");
        }
        written = WriteRow(call, row, job.plan->book, entry.id,
                           {job.work.number, entry.hash, row.origin()});
      } else if (entry.fate == RowFate::kKnown) {
        written = store::KnowByRow(tx, table, entry.id, entry.hash);
      }
      if (written.ok() && entry.claims && entry.fate != RowFate::kNew) {
        written = store::ClaimForImport(tx, table, entry.id, job.work.number);
      }
      if (!written.ok()) job.failure = NoLongerFits(written, row);
      RETURN_IF_ERROR(written);
    }
    RETURN_IF_ERROR(
        store::UpdateImportProgress(tx, job.work.import_id, job.rows_done, job.plan->rows));
    took = stopwatch.Elapsed();
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(status);
  const double fit = absl::FDivDuration(options_.slice, std::max(took, absl::Microseconds(50)));
  const auto rows = static_cast<double>(slice.entries.size()) * std::clamp(fit, 0.25, 2.0);
  slice.rows_max = std::clamp(static_cast<int64_t>(rows), int64_t{1}, kSliceRowsMax);
  slice.entries.clear();
  slice.bytes = 0;
  RETURN_IF_ERROR(database_.Checkpoint());
  // The disk is others' for as long again.
  if (StopsWithin(std::min(round.Elapsed(), kRestMax))) return absl::CancelledError(kStopping);
  return absl::OkStatus();
}

// Changes of what people see already, and everything new, at once.
absl::Status ImportRunner::Finish(Job& job) {
  const absl::Time now = clock_.Now();
  job.import.set_state(v1::IMPORT_STATE_COMMITTED);
  job.import.set_rows_done(job.plan->rows);
  *job.import.mutable_commit_time() = ToProto(now);
  return InWriter([&](db::WriteTx& tx) {
    RETURN_IF_ERROR(store::RequireImport(tx, job.scope, job.work.import_id).status());
    rpc::WriteCall call{job.caller, job.scope, now, tx, ids_};
    for (const Slice::Entry& entry : job.updates) {
      absl::Status updated =
          UpdateByRow(call, entry.row, job.plan->book, entry.id, absl::ToUnixMicros(job.began));
      if (updated.ok() && entry.claims) {
        updated = store::ClaimForImport(tx, ImportTableOf(entry.row.table().file), entry.id,
                                        job.work.number);
      }
      if (!updated.ok()) {
        job.failure = NoLongerFits(updated, entry.row);
        return updated;
      }
    }
    RETURN_IF_ERROR(store::ShowImport(tx, job.work.number));
    return store::UpdateImport(tx, job.import, absl::ToUnixMicros(now));
  });
}

absl::Status ImportRunner::GiveUp(Job& job, v1::ImportFinding failure) {
  bool is_unfinished = false;
  const absl::Status given_up = InWriter([&](db::WriteTx& tx) {
    ASSIGN_OR_RETURN(is_unfinished, store::GiveUpImport(tx, job.work.import_id, failure,
                                                        absl::ToUnixMicros(clock_.Now())));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(given_up);
  return is_unfinished ? TakeBack(job.work.import_id, job.work.number) : absl::OkStatus();
}

absl::Status ImportRunner::TakeBack(const Id& import_id, int64_t number) {
  int64_t taken = 0;
  for (int64_t last = 1; last > 0; taken += last) {
    if (stopping()) return absl::CancelledError(kStopping);
    RETURN_IF_ERROR(InWriter([&](db::WriteTx& tx) {
      ASSIGN_OR_RETURN(last, store::TakeBackRows(tx, number, kTakeBackRows));
      return absl::OkStatus();
    }));
  }
  const absl::Status concluded = InWriter([&](db::WriteTx& tx) {
    RETURN_IF_ERROR(store::ShowImport(tx, number));
    return store::ConcludeTakingBack(tx, import_id, absl::ToUnixMicros(clock_.Now()));
  });
  RETURN_IF_ERROR(concluded);
  LogInfo("import_taken_back", {{"import", import_id.text()}, {"rows", absl::StrCat(taken)}});
  return absl::OkStatus();
}

absl::Status ImportRunner::ClearOld() {
  const int64_t before_us = absl::ToUnixMicros(clock_.Now() - options_.kept);
  for (;;) {
    Id import_id;
    RETURN_IF_ERROR(InReader([&](db::ReadTx& tx) {
      ASSIGN_OR_RETURN(import_id, store::FindImportToClear(tx, before_us));
      return absl::OkStatus();
    }));
    if (import_id.empty()) return absl::OkStatus();
    RETURN_IF_ERROR(Clear(import_id));
    RETURN_IF_ERROR(ClearFindings(import_id));
  }
}

absl::Status ImportRunner::ClearFindings(const Id& import_id) {
  for (bool more = true; more;) {
    if (stopping()) return absl::CancelledError(kStopping);
    RETURN_IF_ERROR(InWriter([&](db::WriteTx& tx) {
      ASSIGN_OR_RETURN(more, store::DeleteImportFindings(tx, import_id, kClearFindings));
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::Status ImportRunner::Clear(const Id& import_id) {
  for (bool more = true; more;) {
    if (stopping()) return absl::CancelledError(kStopping);
    RETURN_IF_ERROR(InWriter([&](db::WriteTx& tx) {
      ASSIGN_OR_RETURN(more, store::DeleteImportChunk(tx, import_id));
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
