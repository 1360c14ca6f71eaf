// What a row says against the other rows: repeated keys, references, the order of dates.
#ifndef KANSRIJK_SERVER_SHEET_CHECK_H_
#define KANSRIJK_SERVER_SHEET_CHECK_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "server/sheet/row.h"

namespace kansrijk::sheet {

// A thing that rows refer to.
struct Known {
  std::string id;
  std::string household_id;  // of a member
};

// The things that are there, by file and code: those of the store and of accepted rows.
class Book {
 public:
  // `organisation_id` is that of the organisation that imports.
  explicit Book(std::string organisation_id)
      : organisation_id_(std::move(organisation_id)), known_(Tables().size()) {}

  const std::string& organisation_id() const { return organisation_id_; }

  // Keeps the first of two with the same code.
  void Add(File file, const std::string& code, Known known) {
    known_[static_cast<size_t>(file)].try_emplace(CodeKey(code), std::move(known));
  }
  // Nothing when there is none.
  const Known* Find(File file, const std::string& code) const {
    const auto& codes = known_[static_cast<size_t>(file)];
    const auto found = codes.find(CodeKey(code));
    return found == codes.end() ? nullptr : &found->second;
  }

 private:
  std::string organisation_id_;
  std::vector<absl::flat_hash_map<std::string, Known>> known_;
};

// Keys of the accepted rows of one file, and the lines they stand on.
using Lines = absl::flat_hash_map<std::string, int64_t>;

// Why the row is refused, if it is. `key` is its Key().
std::optional<v1::ImportFinding> CheckRow(const Row& row, const std::string& key,
                                          const Lines& lines, const Book& book);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_CHECK_H_
