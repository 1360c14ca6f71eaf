// What a whole import gives warnings about: buddies over capacity or without certificate, trainings
// overbooked, persons who are in it twice.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_WARNINGS_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_WARNINGS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/import.pb.h"
#include "server/db/database.h"
#include "server/sheet/book.h"
#include "server/sheet/row.h"
#include "server/store/import/import.h"
#include "server/store/scope.h"

namespace kansrijk::service {

class ImportWarnings {
 public:
  // `persons` are those of the server.
  ImportWarnings(db::ReadTx& tx, const store::Scope& scope, const sheet::Book& book,
                 const std::vector<store::Person>& persons);

  // Whether rows of this file, which have no code, count for a warning.
  static bool Counts(const sheet::Table& table) { return table.file == sheet::File::kMatches; }

  // A row that was accepted: warnings of it alone against the rest. `id` is its thing's.
  absl::StatusOr<std::vector<v1::ImportFinding>> Saw(const sheet::Row& row, const Id& id,
                                                     bool is_new);

  // Warnings that take all rows.
  absl::StatusOr<std::vector<v1::ImportFinding>> Rest();

 private:
  // What the matches of the import ask of one buddy.
  struct Asked {
    store::BuddyLoad load;
    int64_t rows = 0;
    int64_t first_line = 0;
    int64_t last_open_line = 0;
  };
  // How full one session of a training is.
  struct Seats {
    std::string number;
    int64_t capacity = 0;
    int64_t taken = 0;
    int64_t last_line = 0;
  };

  std::vector<v1::ImportFinding> SawMember(const sheet::Row& row, bool is_new);
  std::vector<v1::ImportFinding> SawTrack(const sheet::Row& row) const;
  void SawMatch(const sheet::Row& row, bool is_new);
  absl::Status SawEnrolment(const sheet::Row& row, bool is_new);
  absl::StatusOr<std::vector<v1::ImportFinding>> OfBuddies();
  std::vector<v1::ImportFinding> OfSeats() const;

  db::ReadTx& tx_;
  const store::Scope& scope_;
  const sheet::Book& book_;
  absl::flat_hash_map<std::string, std::string> persons_;  // name and birth date -> code
  std::map<Id, Asked> buddies_;
  std::map<Id, Seats> seats_;  // by the training session
};

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_WARNINGS_H_
