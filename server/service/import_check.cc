#include "server/service/import_check.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/service/import_row.h"
#include "server/store/training_session.h"

namespace kansrijk::service {
namespace {

using sheet::AboutRow;
using sheet::File;
using sheet::Finding;

absl::Status AddCodes(sheet::Book& book, File file,
                      const absl::StatusOr<std::vector<store::Coded>>& codes) {
  RETURN_IF_ERROR(codes.status());
  for (const store::Coded& coded : *codes) {
    book.Add(file, coded.code, {coded.id, coded.household_id});
  }
  return absl::OkStatus();
}

absl::Status ReadBook(rpc::WriteCall& call, sheet::Book& book) {
  db::WriteTx& tx = call.tx;
  const store::Scope& scope = call.scope;
  RETURN_IF_ERROR(AddCodes(book, File::kOrganisations, store::OrganisationCodes(tx)));
  RETURN_IF_ERROR(AddCodes(book, File::kBuddies, store::BuddyCodes(tx, scope)));
  RETURN_IF_ERROR(AddCodes(book, File::kHouseholds, store::HouseholdCodes(tx, scope)));
  RETURN_IF_ERROR(AddCodes(book, File::kMembers, store::MemberCodes(tx, scope)));
  RETURN_IF_ERROR(AddCodes(book, File::kTracks, store::TrackCodes(tx, scope)));
  RETURN_IF_ERROR(AddCodes(book, File::kTrainings, store::TrainingCodes(tx, scope)));
  return AddCodes(book, File::kTrainingSessions, store::TrainingSessionCodes(tx, scope));
}

class FileCheck {
 public:
  FileCheck(rpc::WriteCall& call, CheckedImport& import, CheckedFile& file)
      : call_(call), import_(import), file_(file) {}

  absl::Status Run() {
    file_.accepted.reserve(file_.rows.good.size());
    lines_.reserve(file_.rows.good.size());
    for (const sheet::Row& row : file_.rows.good) RETURN_IF_ERROR(CheckRow(row));
    return absl::OkStatus();
  }

 private:
  absl::Status CheckRow(const sheet::Row& row) {
    const std::string key = row.Key();
    if (const auto finding = sheet::CheckRow(row, key, lines_, import_.book)) {
      Refuse(row, *finding);
      return absl::OkStatus();
    }
    AcceptedRow accepted{&row, Identify(row, key)};
    ASSIGN_OR_RETURN(const auto conflict, CheckWithStore(row, accepted));
    if (conflict.has_value()) {
      Refuse(row, *conflict);
      return absl::OkStatus();
    }
    Accept(row, key, std::move(accepted));
    return absl::OkStatus();
  }

  store::ImportedRow Identify(const sheet::Row& row, const std::string& key) {
    const sheet::Table& table = row.table();
    store::ImportedRow imported{table.name, key, IdFromText(row.Content()), ""};
    if (table.key_is_private) imported.key = IdFromText(key);
    if (table.IsCounted()) {
      const std::string alike = key.empty() ? imported.hash : imported.key;
      imported.key = absl::StrCat(alike, "/", ++times_[alike]);
      const auto [first, is_first] = first_lines_.try_emplace(imported.hash, row.line());
      if (!is_first) Report(row, Finding(sheet::kIdenticalRow, "", {absl::StrCat(first->second)}));
    }
    imported.resource_id = IdFromText(
        absl::StrCat(call_.caller.organisation_id, "/", imported.file, "/", imported.key));
    return imported;
  }

  // Completes `accepted`, unless the row contradicts the store.
  absl::StatusOr<std::optional<v1::ImportFinding>> CheckWithStore(const sheet::Row& row,
                                                                  AcceptedRow& accepted) {
    store::ImportedRow& imported = accepted.imported;
    ASSIGN_OR_RETURN(const auto before,
                     store::FindImportedRow(call_.tx, call_.caller.organisation_id, imported.file,
                                            imported.key));
    if (before.has_value()) {
      if (before->hash != imported.hash) return Finding(sheet::kConflict, "", {row.Name()});
      imported.resource_id = before->resource_id;
      accepted.is_recorded = true;
      return std::nullopt;
    }
    ASSIGN_OR_RETURN(const auto existing, FindExisting(call_, row, import_.book));
    accepted.is_new = !existing.has_value();
    if (accepted.is_new) return std::nullopt;
    imported.resource_id = *existing;
    ASSIGN_OR_RETURN(const std::string column,
                     FirstDifference(call_, row, import_.book, *existing));
    if (column.empty()) return std::nullopt;
    // Organisations belong to all, so a spreadsheet of one of them need not be right about them.
    if (row.table().file == File::kOrganisations) {
      Report(row, Finding(sheet::kDiffersFromServer, column, {row.Name(), column}));
      return std::nullopt;
    }
    return Finding(sheet::kConflictWithServer, column, {row.Name(), column});
  }

  void Accept(const sheet::Row& row, const std::string& key, AcceptedRow accepted) {
    const sheet::Table& table = row.table();
    if (!table.IsCounted()) lines_.emplace(key, row.line());
    if (table.key.size() == 1) {
      sheet::Known known{accepted.imported.resource_id, ""};
      if (table.file == File::kMembers) {
        known.household_id = import_.book.Find(File::kHouseholds, row.Text("huishouden"))->id;
      }
      import_.book.Add(table.file, row.Text(table.key.front()), std::move(known));
    }
    v1::ImportFile& report = file_.rows.report;
    report.set_accepted(report.accepted() + 1);
    if (!accepted.is_new) report.set_unchanged(report.unchanged() + 1);
    file_.accepted.push_back(std::move(accepted));
  }

  void Refuse(const sheet::Row& row, const v1::ImportFinding& finding) {
    v1::ImportFile& report = file_.rows.report;
    report.set_refused(report.refused() + 1);
    Report(row, finding);
  }

  void Report(const sheet::Row& row, const v1::ImportFinding& finding) {
    import_.findings.Add(AboutRow(finding, row.table(), row.line(), row.record()));
  }

  rpc::WriteCall& call_;
  CheckedImport& import_;
  CheckedFile& file_;
  sheet::Lines lines_;
  // Of counted rows: how many have this key so far, and where one that says the same stands first.
  absl::flat_hash_map<std::string, int64_t> times_;
  absl::flat_hash_map<std::string, int64_t> first_lines_;
};

const CheckedFile* FindChecked(const CheckedImport& import, File file) {
  for (const auto& checked : import.files) {
    if (checked->rows.report.file() == sheet::TableOf(file).name) return checked.get();
  }
  return nullptr;
}

// What the matches of the import ask of one buddy.
struct Asked {
  store::BuddyLoad load;
  int64_t rows = 0;
  int64_t first_line = 0;
  int64_t last_open_line = 0;
};

// By id: the buddies of the store, and those that come with the import.
absl::StatusOr<std::map<std::string, Asked>> AskedOfBuddies(rpc::WriteCall& call,
                                                            const CheckedImport& import) {
  std::map<std::string, Asked> asked;
  ASSIGN_OR_RETURN(const auto loads, store::BuddyLoads(call.tx, call.scope));
  for (const store::BuddyLoad& load : loads) asked[load.id].load = load;
  const CheckedFile* const buddies = FindChecked(import, File::kBuddies);
  if (buddies == nullptr) return asked;
  for (const AcceptedRow& accepted : buddies->accepted) {
    if (!accepted.is_new) continue;
    const std::string& id = accepted.imported.resource_id;
    asked[id].load = {id, accepted.row->Text("code"), CapacityOf(*accepted.row)};
  }
  return asked;
}

// Warns of buddies over capacity and of buddies without the basic certificate.
absl::Status WarnOfMatches(rpc::WriteCall& call, CheckedImport& import) {
  const CheckedFile* const matches = FindChecked(import, File::kMatches);
  if (matches == nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(auto all, AskedOfBuddies(call, import));
  for (const AcceptedRow& accepted : matches->accepted) {
    const sheet::Row& row = *accepted.row;
    Asked& asked = all[import.book.Find(File::kBuddies, row.Text("buddy"))->id];
    if (asked.rows++ == 0) asked.first_line = row.line();
    if (!row.Text("tot").empty()) continue;
    asked.last_open_line = row.line();
    if (accepted.is_new) ++asked.load.open_matches;
  }
  const sheet::Table& table = sheet::TableOf(File::kMatches);
  for (const auto& [id, asked] : all) {
    const store::BuddyLoad& load = asked.load;
    if (asked.rows > 0 && !load.has_basic_certificate) {
      const auto finding =
          Finding(sheet::kNoBasicCertificate, "buddy", {load.number, absl::StrCat(asked.rows)});
      import.findings.Add(AboutRow(finding, table, asked.first_line, ""));
    }
    if (asked.last_open_line > 0 && load.open_matches > load.capacity) {
      const auto finding =
          Finding(sheet::kOverCapacity, "buddy",
                  {load.number, absl::StrCat(load.open_matches), absl::StrCat(load.capacity)});
      import.findings.Add(AboutRow(finding, table, asked.last_open_line, ""));
    }
  }
  return absl::OkStatus();
}

// How full one session of a training is.
struct Seats {
  std::string number;
  int64_t capacity = 0;
  int64_t taken = 0;
  int64_t last_line = 0;
};

// By id: the sessions that come with the import.
std::map<std::string, Seats> NewSeats(const CheckedImport& import) {
  std::map<std::string, Seats> seats;
  const CheckedFile* const sessions = FindChecked(import, File::kTrainingSessions);
  if (sessions == nullptr) return seats;
  for (const AcceptedRow& accepted : sessions->accepted) {
    if (!accepted.is_new) continue;
    const sheet::Row& row = *accepted.row;
    seats[accepted.imported.resource_id] = {row.Text("code"), row.Number("capaciteit")};
  }
  return seats;
}

absl::StatusOr<Seats> StoredSeats(rpc::WriteCall& call, const std::string& session_id) {
  ASSIGN_OR_RETURN(const auto session, store::RequireTrainingSession(
                                           call.tx, call.scope, TrainingSessionName(session_id)));
  return Seats{session.number(), session.capacity(), session.seats_taken()};
}

// Warns of sessions of trainings with more seats taken than they have.
absl::Status WarnOfSeats(rpc::WriteCall& call, CheckedImport& import) {
  const CheckedFile* const enrolments = FindChecked(import, File::kEnrolments);
  if (enrolments == nullptr) return absl::OkStatus();
  std::map<std::string, Seats> all = NewSeats(import);
  for (const AcceptedRow& accepted : enrolments->accepted) {
    const sheet::Row& row = *accepted.row;
    if (!TakesSeat(row)) continue;
    const std::string& id = import.book.Find(File::kTrainingSessions, row.Text("bijeenkomst"))->id;
    const auto [found, is_stored] = all.try_emplace(id);
    if (is_stored) {
      ASSIGN_OR_RETURN(found->second, StoredSeats(call, id));
    }
    found->second.last_line = row.line();
    if (accepted.is_new) ++found->second.taken;
  }
  for (const auto& [id, seats] : all) {
    if (seats.last_line == 0 || seats.taken <= seats.capacity) continue;
    const auto finding =
        Finding(sheet::kOverbooked, "bijeenkomst",
                {seats.number, absl::StrCat(seats.taken), absl::StrCat(seats.capacity)});
    import.findings.Add(AboutRow(finding, sheet::TableOf(File::kEnrolments), seats.last_line, ""));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<CheckedImport>> CheckImport(rpc::WriteCall& call,
                                                           const std::string& import_id) {
  auto import = std::make_unique<CheckedImport>(call.caller.organisation_id);
  RETURN_IF_ERROR(ReadBook(call, import->book));
  for (const sheet::Table& table : sheet::Tables()) {
    ASSIGN_OR_RETURN(std::string bytes,
                     store::ReadImportFile(call.tx, call.scope, import_id, table.name));
    if (bytes.empty()) continue;
    CheckedFile& file = *import->files.emplace_back(std::make_unique<CheckedFile>());
    file.text = sheet::Decode(std::move(bytes));
    file.rows = sheet::ReadRows(table, file.text, import->findings);
    RETURN_IF_ERROR(FileCheck(call, *import, file).Run());
  }
  RETURN_IF_ERROR(WarnOfMatches(call, *import));
  RETURN_IF_ERROR(WarnOfSeats(call, *import));
  return import;
}

}  // namespace kansrijk::service
