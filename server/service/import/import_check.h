// The check of a whole import before anything is written, on a reader: what becomes of each row.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_CHECK_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_CHECK_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/service/import/import_findings.h"
#include "server/service/import/import_pairing.h"
#include "server/service/import/import_warnings.h"
#include "server/sheet/book.h"
#include "server/sheet/spreadsheet.h"
#include "server/store/import/import.h"

namespace kansrijk::service {

// What becomes of a row.
enum class RowFate : uint8_t {
  kRefused,
  kNew,
  kUnchanged,  // the server has it, and knows it by this row
  kKnown,      // the server has it; it is known by this row from now on
  kUpdate,     // changes what the server has
};

struct PlannedFile {
  const sheet::Table* table = nullptr;
  sheet::Survey survey;  // with a complete report
  // By the place of the row in the file.
  std::vector<RowFate> fates;
  std::vector<ShortId> ids;  // of what the row tells of; nothing for a new row that has no code
};

// What an import will do. Memory grows with the number of rows (some 20 bytes each), not with what
// they say: rows are read again to be written.
struct ImportPlan {
  explicit ImportPlan(const Id& organisation_id) : book(organisation_id) {}

  std::vector<std::unique_ptr<PlannedFile>> files;  // those that were added, in the order of commit
  sheet::Book book;                                 // what is in the server, and the accepted rows
  int64_t rows = 0;
  int64_t updates = 0;
};

// Where rows are read from, and what they are held against.
struct ImportView {
  db::ReadTx& tx;
  const store::Scope& scope;
  const Id& organisation_id;
  absl::Time now;
  IdSource& ids;
};

// The bytes of one file of an import.
sheet::BlockSource SourceOf(db::ReadTx& tx, const store::Scope& scope, const Id& import_id,
                            const std::string& file);

// Changes of what the server has, in one import: they are made in one transaction.
inline constexpr int64_t kImportUpdatesMax = 2'000;

class ImportCheck {
 public:
  // Told how many rows are done, out of how many. An error ends the check with it.
  using Progress = std::function<absl::Status(int64_t done, int64_t total)>;

  ImportCheck(ImportView view, const store::ImportWork& work, ImportFindings& findings,
              Progress progress)
      : view_(view), work_(work), findings_(findings), progress_(std::move(progress)) {}

  // Reads the files and decides of each row; writes findings only. Cancelled when progress says so.
  absl::StatusOr<std::unique_ptr<ImportPlan>> Run();

 private:
  struct GivenTwice;
  using TwiceByKey = absl::flat_hash_map<std::string, GivenTwice>;

  absl::Status ReadBook();
  absl::Status Survey();
  absl::Status CheckFile(PlannedFile& file);
  absl::StatusOr<TwiceByKey> FindTwice(const PlannedFile& file);
  absl::Status ForEachRow(const PlannedFile& file,
                          absl::FunctionRef<absl::Status(sheet::ReadRow&)> body);
  absl::Status CheckRows(PlannedFile& file, const TwiceByKey& twice);
  absl::Status CheckRow(PlannedFile& file, sheet::ReadRow& read, const TwiceByKey& twice);
  absl::Status DecideByCode(PlannedFile& file, const sheet::Row& row);
  absl::Status AcceptPartner(PlannedFile& file, const sheet::Row& row);
  absl::Status DecideByPairing(PlannedFile& file, const sheet::Row& row);
  absl::Status DecideLeftOver(PlannedFile& file);
  absl::Status DecideMended(PlannedFile& file, const sheet::Row& row, size_t place);
  absl::Status Accept(PlannedFile& file, const sheet::Row& row, RowFate fate, const Id& id);
  absl::Status Refuse(PlannedFile& file, const sheet::Row& row, v1::ImportFinding finding);
  absl::Status Report(const sheet::Row& row, v1::ImportFinding finding);
  bool IsLongBeforeApplication(const sheet::Row& row) const;
  bool WantsUpdate(const sheet::Row& row) const;
  absl::Status Update(PlannedFile& file, const sheet::Row& row, const Id& id,
                      const std::vector<v1::ImportDifference>& differences);
  sheet::Known KnownOf(const sheet::Row& row, const Id& id) const;
  const Id& TrackOf(const sheet::Row& row) const;

  ImportView view_;
  const store::ImportWork& work_;
  ImportFindings& findings_;
  Progress progress_;
  std::unique_ptr<ImportPlan> plan_;
  std::unique_ptr<ImportWarnings> warnings_;
  std::unique_ptr<Pairing> pairing_;                    // of the file that is being checked
  absl::flat_hash_map<ShortId, uint32_t> first_lines_;  // of alike rows of that file, by hash
  bool has_choices_ = false;                            // some row of that file says wijzigen
  int64_t done_ = 0;
};

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_CHECK_H_
