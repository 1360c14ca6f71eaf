// Tables that readers cannot rule out, and how far apart they put each requirement. A table that
// contradicts a row that is shown now counts for nothing, and counts again once the row is
// withheld.
#ifndef KANSRIJK_SERVER_STATISTICS_POOL_H_
#define KANSRIJK_SERVER_STATISTICS_POOL_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "server/statistics/requirement.h"
#include "server/statistics/system.h"

namespace kansrijk::statistics {

class Pool {
 public:
  // `rows` are those of which requirements are differences; each of them is in force only once it
  // is shown. Both outlive the pool.
  Pool(const std::vector<Requirement>& requirements, const std::vector<PublishedRow>& rows);

  // `table` agrees with all that is in force.
  void Add(Counts table);

  // After a row was shown or withheld.
  void SetShown(int row, bool shown);

  // After requirements were added.
  void Extend();

  // The tables in which the sum of a requirement is least and most.
  struct Reach {
    int low = 0;
    int high = 0;
    int64_t least = 0;
    int64_t most = 0;
  };
  // Nothing when every table is ruled out.
  std::optional<Reach> ReachOf(int requirement);

  const Counts& counts(int table) const { return tables_[table].counts; }

 private:
  struct Table {
    Counts counts;
    std::vector<int64_t> rows;  // sums
    std::vector<int64_t> sums;  // of requirements
    int conflicts = 0;          // rows shown now that it contradicts
  };
  struct Known {
    int low = -1;
    int high = -1;
    size_t seen = 0;  // tables that were looked at
  };

  bool Contradicts(const Table& table, int row) const;
  int64_t SumIn(const Table& table, const Requirement& requirement) const;
  bool IsRuledOut(int table) const { return table >= 0 && tables_[table].conflicts > 0; }

  const std::vector<Requirement>& requirements_;
  const std::vector<PublishedRow>& rows_;
  std::vector<bool> shown_;
  std::vector<Table> tables_;
  std::vector<Known> known_;  // of requirements
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_POOL_H_
