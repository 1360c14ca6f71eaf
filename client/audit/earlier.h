// What the releases before one published of its tables, by what each row says.
#ifndef KANSRIJK_CLIENT_AUDIT_EARLIER_H_
#define KANSRIJK_CLIENT_AUDIT_EARLIER_H_

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "client/audit/model.h"
#include "client/audit/release.h"

namespace kansrijk::audit {

// What a published value says of its cell.
Row PublishedRow(const Columns& atoms, int64_t value, int64_t n, int64_t base, int64_t denominator,
                 bool one_sided);

class Earlier {
 public:
  Earlier(const std::vector<Release>& releases, size_t last, const Family& family);

  // A family of an earlier release that had any of the tables, whatever it was called.
  struct Of {
    const Release* release = nullptr;
    const Family* family = nullptr;
    std::vector<std::optional<Key>> keys;  // of its cells; none: of a table that is no longer here
    std::shared_ptr<Model> model;          // none for the first releases
  };
  const std::vector<Of>& all() const { return all_; }

  // Position in all(), and a cell of it.
  using Place = std::pair<int, int>;

  // The spans of all their rows, and of the release's own.
  const std::set<Span>& Spans() const { return spans_; }
  // Every cell that there was, with the last place that had it.
  std::map<Key, Place> Cells() const;
  // Published cells that were in force when the last of them had come, with their slack.
  std::map<Place, std::pair<Key, int64_t>> InForce() const;
  std::optional<Place> Find(const EarlierRow& row) const;
  // By the rules of its own release; without atoms.
  Row RowOf(const Place& place) const;
  std::optional<int64_t> ValueOf(const Place& place) const;

 private:
  void Take(const Release& release, const Family& family, const std::set<std::string>& tables);

  std::vector<Of> all_;
  std::set<Span> spans_;
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_EARLIER_H_
