#include "client/audit/earlier.h"

#include <algorithm>
#include <string>

namespace kansrijk::audit {

Row PublishedRow(const Columns& atoms, int64_t value, int64_t n, int64_t base, int64_t denominator,
                 bool one_sided) {
  const int64_t half = base / 2;
  return {atoms,
          {},
          std::max(n, value - half),
          std::min(denominator - (one_sided ? 0 : n), value + half)};
}

Earlier::Earlier(const std::vector<Release>& releases, size_t last, const Family& family) {
  std::set<std::string> tables;
  for (const Listed& table : releases[last].tables) {
    if (table.family == family.name) tables.insert(table.name);
  }
  for (size_t i = 0; i < last; ++i) {
    std::set<std::string> families;
    for (const Listed& table : releases[i].tables) {
      if (tables.count(table.name) > 0) families.insert(table.family);
    }
    for (const std::string& name : families) {
      Take(releases[i], releases[i].families.at(name), tables);
    }
  }
  for (const Listed& table : releases[last].tables) {
    if (table.family != family.name) continue;
    for (const PublicRow& row : releases[last].rows.at(table.file)) {
      if (const auto key = KeyOf(releases[last], table, row)) spans_.insert(key->span);
    }
  }
}

void Earlier::Take(const Release& release, const Family& family,
                   const std::set<std::string>& tables) {
  Of of{&release, &family, {}, nullptr};
  for (const FamilyCell& cell : family.cells) {
    std::optional<Key>& key = of.keys.emplace_back();
    const Listed* const table = release.FindTable(cell.file);
    if (table == nullptr || tables.count(table->name) == 0) continue;
    key = KeyOf(release, *table, release.rows.at(cell.file)[cell.row - 1]);
    if (key) spans_.insert(key->span);
  }
  // Of its own time.
  if (!family.old) of.model = std::make_shared<Model>(release, family, spans_);
  all_.push_back(std::move(of));
}

std::map<Key, Earlier::Place> Earlier::Cells() const {
  std::map<Key, Place> cells;
  for (int i = 0; i < static_cast<int>(all_.size()); ++i) {
    for (int cell = 0; cell < static_cast<int>(all_[i].keys.size()); ++cell) {
      if (all_[i].keys[cell]) cells[*all_[i].keys[cell]] = {i, cell};
    }
  }
  return cells;
}

std::optional<Earlier::Place> Earlier::Find(const EarlierRow& row) const {
  for (int i = 0; i < static_cast<int>(all_.size()); ++i) {
    if (all_[i].release->sequence == row.release && all_[i].family->name == row.family &&
        row.cell < static_cast<int>(all_[i].keys.size())) {
      return Place{i, row.cell};
    }
  }
  return {};
}

// The last of today's form lists what was in force before it. The first releases listed nothing:
// all of theirs is, from their last correction on.
std::map<Earlier::Place, std::pair<Key, int64_t>> Earlier::InForce() const {
  size_t first = 0;
  for (size_t i = 0; i < all_.size(); ++i) {
    if (!all_[i].family->old || all_[i].release->correction) first = i;
  }
  std::map<Place, std::pair<Key, int64_t>> rows;
  std::set<Key> known;
  const auto add = [&](const Place& place, int64_t slack) {
    const std::optional<Key>& key = all_[place.first].keys[place.second];
    if (!key || !ValueOf(place) || !known.insert(*key).second) return;
    rows[place] = {*key, slack};
  };
  for (size_t i = first; i < all_.size(); ++i) {
    const Family& family = *all_[i].family;
    for (const EarlierRow& row : family.rows) {
      if (const auto place = Find(row)) add(*place, row.slack);
    }
    const int64_t slack = family.old && all_[i].release->correction ? family.n - 1 : 0;
    for (int cell = 0; cell < static_cast<int>(all_[i].keys.size()); ++cell) {
      add({static_cast<int>(i), cell}, slack);
    }
  }
  return rows;
}

std::optional<int64_t> Earlier::ValueOf(const Place& place) const {
  const Of& of = all_[place.first];
  return of.release->Published(of.family->cells[place.second]);
}

Row Earlier::RowOf(const Place& place) const {
  const Of& of = all_[place.first];
  const Columns& atoms = of.family->cells[place.second].atoms;
  const int64_t denominator =
      of.model ? of.model->Possible(atoms) : DenominatorOf(*of.family, atoms);
  const bool one_sided = of.model && of.model->IsOneSided({atoms, {}});
  return PublishedRow({}, *ValueOf(place), of.family->n, of.family->base, denominator, one_sided);
}

}  // namespace kansrijk::audit
