#include "tests/attack/record.h"

#include <algorithm>

namespace kansrijk::attack {

std::vector<PublicRow> Record::RowsOf(const PublicRelease& release) const {
  std::vector<PublicRow> rows;
  for (const Stage& stage : family_.stages) {
    const auto table = release.tables.find(stage.table);
    if (table == release.tables.end()) continue;
    rows.insert(rows.end(), table->second.begin(), table->second.end());
  }
  return rows;
}

const KnownRow* Record::Find(const Label& label) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(),
                                  [&](const KnownRow& row) { return row.label == label; });
  return found == rows_.end() ? nullptr : &*found;
}

void Record::Add(const PublicRelease& release) {
  n_ = release.n;
  base_ = release.base;
  one_sided_.insert(release.one_sided.begin(), release.one_sided.end());
  const std::vector<PublicRow> rows = RowsOf(release);
  for (const PublicRow& row : rows) labels_.insert(row.label);
  if (rows.empty()) return;  // left out: none of it was counted anew
  if (release.correction) {
    AddCorrection(rows);
  } else {
    AddRegular(rows);
  }
}

void Record::AddRegular(const std::vector<PublicRow>& rows) {
  for (const PublicRow& row : rows) {
    if (!row.value) continue;
    const KnownRow* const known = Find(row.label);
    if (known == nullptr || known->value != *row.value) {
      rows_.push_back({row.label, *row.value, 0, {}});
    }
  }
}

void Record::AddCorrection(const std::vector<PublicRow>& rows) {
  std::vector<KnownRow> after;
  for (const PublicRow& row : rows) {
    if (!row.value) continue;
    const KnownRow* const known = Find(row.label);
    if (known == nullptr || known->value != *row.value || !known->says) {
      after.push_back({row.label, *row.value, 0, {}});
      continue;
    }
    KnownRow repeated = *known;
    repeated.slack += n_ - 1;
    after.push_back(repeated);
  }
  rows_ = std::move(after);
}

}  // namespace kansrijk::attack
