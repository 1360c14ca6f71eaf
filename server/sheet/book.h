// What rows can refer to: the things of the server, and the rows of the import that were accepted.
// A row that was refused takes along whatever refers to it, so that no row lands in the file of
// another who happens to have the same number.
#ifndef KANSRIJK_SERVER_SHEET_BOOK_H_
#define KANSRIJK_SERVER_SHEET_BOOK_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "kansrijk/v1/import.pb.h"
#include "server/base/id.h"
#include "server/sheet/finding.h"
#include "server/sheet/table.h"

namespace kansrijk::sheet {

inline constexpr FindingKind kReferenceToRefused{
    "unknown_reference", true,
    "$0: $1 is on line $2 of $3, and that row is refused; mend that one first",
    "$0: $1 staat op regel $2 van $3, en die rij is geweigerd; verbeter die eerst"};
inline constexpr FindingKind kRefusedReference{
    "refused_reference", true,
    "$0: $1 is on line $2 of $3, and that row is refused; the $1 on the server may be someone else",
    "$0: $1 staat op regel $2 van $3, en die rij is geweigerd; de $1 op de server kan iemand "
    "anders zijn"};
inline constexpr FindingKind kUncertainReference{
    "refused_reference", true,
    "$0: line $2 of $3 cannot be read, so it is not certain that $1 is the one on the server",
    "$0: regel $2 van $3 is niet te lezen, dus het is niet zeker dat $1 dezelfde is als op de "
    "server"};

// A thing that rows refer to.
struct Known {
  Id id;
  Id household_id = {};          // of a member and of a track
  Id participant_id = {};        // of a track
  std::string apply_date = {};   // of a track, YYYY-MM-DD
  std::string birth_date = {};   // of a member, YYYY-MM-DD
  bool is_participant = false;   // of a member
  std::string import_hash = {};  // of the row that it came in by before, or ""
  bool is_of_server = false;     // was there before this import
};

class Book {
 public:
  // `organisation_id` is that of the organisation that imports.
  explicit Book(Id organisation_id)
      : organisation_id_(std::move(organisation_id)), files_(Tables().size()) {}

  const Id& organisation_id() const { return organisation_id_; }

  // A thing of the server. Keeps the first of two with the same code.
  void Add(File file, const std::string& code, Known known);
  // What an accepted row tells of, instead of what the server has under its code.
  void Accept(File file, const std::string& code, Known known);
  // The row on `line` that has this code was refused.
  void Refuse(File file, const std::string& code, int64_t line);
  // Some row of the file was refused whose code cannot be told: only what accepted rows tell of is
  // certain from here on.
  void RefuseUnread(File file, int64_t line);

  // Nothing when there is none that a row may refer to.
  const Known* Find(File file, const std::string& code) const;

  // What the server has under the code, whatever rows of the import say; nothing when it has none.
  const Known* FindOfServer(File file, const std::string& code) const;

  // Why a row may not refer to `code` in `column`, a column that refers.
  std::optional<v1::ImportFinding> CheckReference(const Column& column,
                                                  const std::string& code) const;

  // The code of the thing with this id; "" when there is none.
  std::string CodeOf(File file, const Id& id) const;

 private:
  struct Entry {
    std::string code;
    Known known;
    bool is_accepted = false;
    int64_t refused_line = 0;  // 0: not refused
  };
  struct FileEntries {
    absl::flat_hash_map<std::string, Entry> by_key;
    int64_t unread_line = 0;  // 0: every code of the file could be told
  };
  const FileEntries& EntriesOf(File file) const { return files_[static_cast<size_t>(file)]; }
  FileEntries& EntriesOf(File file) { return files_[static_cast<size_t>(file)]; }

  Id organisation_id_;
  std::vector<FileEntries> files_;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_BOOK_H_
