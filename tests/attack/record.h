// What a patient reader keeps of all releases about a family: which figures are tied to each other.
#ifndef KANSRIJK_TESTS_ATTACK_RECORD_H_
#define KANSRIJK_TESTS_ATTACK_RECORD_H_

#include <optional>
#include <set>
#include <vector>

#include "tests/attack/definition.h"
#include "tests/attack/reader.h"
#include "tests/attack/solver.h"

namespace kansrijk::attack {

// A figure that was shown. What it says of the number of households depends on how many there were
// for it when it was published, so `says` is worked out then and kept.
struct KnownRow {
  Label label;
  int64_t value = 0;
  int64_t slack = 0;  // households that may have moved since it was counted
  std::optional<Range> says;
};

// Histories before and after a correction are not tied: a correction begins anew, with its own
// figures. One that it repeats says that fewer than n households moved, or that the count anew is
// the same: within n - 1 of what it said before, either way.
class Record {
 public:
  explicit Record(const Family& family) : family_(family) {}

  // In order. Of every release, attack before adding the next. A family that a release leaves out
  // is counted in it as it was.
  void Add(const PublicRelease& release);

  // All figures of all releases, shown or not.
  std::vector<Label> labels() const { return {labels_.begin(), labels_.end()}; }
  std::vector<KnownRow>& rows() { return rows_; }
  bool IsOneSided(const std::string& table) const { return one_sided_.contains(table); }
  int64_t n() const { return n_; }
  int64_t base() const { return base_; }

 private:
  std::vector<PublicRow> RowsOf(const PublicRelease& release) const;
  void AddRegular(const std::vector<PublicRow>& rows);
  void AddCorrection(const std::vector<PublicRow>& rows);
  const KnownRow* Find(const Label& label) const;

  const Family& family_;
  std::set<Label> labels_;
  std::vector<KnownRow> rows_;
  std::set<std::string> one_sided_;
  int64_t n_ = 10;
  int64_t base_ = 5;
};

}  // namespace kansrijk::attack

#endif  // KANSRIJK_TESTS_ATTACK_RECORD_H_
