#include "client/audit/join.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "client/audit/earlier.h"
#include "client/audit/model.h"
#include "client/audit/need.h"

namespace kansrijk::audit {
namespace {

class Builder {
 public:
  Builder(const std::vector<Release>& releases, size_t last, const Family& family,
          Findings& findings)
      : release_(releases[last]),
        family_(family),
        findings_(findings),
        earlier_(releases, last, family),
        model_(release_, family, earlier_.Spans()) {}

  std::optional<Joint> Build() {
    if (!model_.fault().empty()) return Refuse(model_.fault());
    joint_.n = family_.n;
    for (const Earlier::Of& of : earlier_.all())
      joint_.parts.push_back(PartOf(*of.release, *of.family));
    joint_.parts.push_back(PartOf(release_, family_));
    AddGroups();
    if (!AddConstraints() || !AddRows() || !AddCells()) return {};
    Needs needs(model_, family_, joint_);
    for (const auto& [key, place] : earlier_.Cells()) {
      needs.AddCell(model_.AtomsOf(key), key.table,
                    {Origin::Kind::kCell, place.first, place.second});
    }
    const int own = static_cast<int>(joint_.parts.size()) - 1;
    for (int i = 0; i < static_cast<int>(family_.cells.size()); ++i) {
      needs.AddCell(family_.cells[i].atoms, keys_[i].table, {Origin::Kind::kCell, own, i});
    }
    needs.AddKnown(known_);
    needs.Exempt(family_.disclosed);
    return std::move(joint_);
  }

 private:
  std::optional<Joint> Refuse(const std::string& why) {
    findings_.Add(release_.name, family_.path + ": " + why);
    return {};
  }

  static Part PartOf(const Release& release, const Family& family) {
    return {&release, &family, {}, {}};
  }

  void AddRow(Row row, const Source& source) {
    joint_.system.rows.push_back(std::move(row));
    joint_.sources.push_back(source);
  }

  void AddGroups() {
    std::vector<Columns> atoms(family_.groups.size());
    for (int i = 0; i < static_cast<int>(family_.atoms.size()); ++i) {
      const int group = family_.atoms[i].group;
      atoms[group].push_back(i);
      joint_.system.uppers.push_back(family_.groups[group].denominator);
    }
    for (int i = 0; i < static_cast<int>(atoms.size()); ++i) {
      const int64_t denominator = family_.groups[i].denominator;
      AddRow({atoms[i], {}, denominator, denominator}, {Multiplied::Kind::kGroup, 0, i});
    }
  }

  // All that the definitions imply; of those that the file lists each is one of them.
  bool AddConstraints() {
    std::map<std::tuple<Columns, Columns, int64_t>, int> listed;
    for (int i = 0; i < static_cast<int>(family_.implications.size()); ++i) {
      const Implication& one = family_.implications[i];
      listed.emplace(std::tuple(one.fewer, one.more, one.plus), i);
    }
    for (const Implication& own : model_.Constraints()) {
      const auto found = listed.find({own.fewer, own.more, own.plus});
      const int index = found == listed.end() ? -1 : found->second;
      AddRow({own.more, own.fewer, -own.plus, kUnbounded},
             {Multiplied::Kind::kImplication, 0, index});
      if (found != listed.end()) listed.erase(found);
    }
    if (listed.empty()) return true;
    Refuse("constraint " + std::to_string(listed.begin()->second) +
           " does not follow from the definitions");
    return false;
  }

  // The rows in force are those that have to be.
  bool AddRows() {
    std::map<Earlier::Place, std::pair<Key, int64_t>> expected = earlier_.InForce();
    for (int i = 0; i < static_cast<int>(family_.rows.size()); ++i) {
      const EarlierRow& row = family_.rows[i];
      const auto place = earlier_.Find(row);
      const auto found = place ? expected.find(*place) : expected.end();
      const std::string name = "row " + std::to_string(i);
      if (found == expected.end()) return Refuse(name + " is not in force").has_value();
      const auto& [key, slack] = found->second;
      const int64_t looser = release_.correction ? family_.n - 1 : 0;
      if (row.slack != slack + looser) return Refuse(name + " has another slack").has_value();
      if (row.atoms != model_.AtomsOf(key)) {
        return Refuse(name + " has other atoms than its key says").has_value();
      }
      Row known = earlier_.RowOf(*place);
      known.plus = row.atoms;
      known.low = std::max<int64_t>(0, known.low - row.slack);
      known.high += row.slack;
      repeatable_[key] = *earlier_.ValueOf(*place);
      AddKnown(key, known, {Origin::Kind::kCell, place->first, place->second});
      AddRow(known, {Multiplied::Kind::kRow, place->first, i});
      expected.erase(found);
    }
    for (const auto& [place, what] : expected) {
      if (release_.correction || model_.AtomsOf(what.first).empty()) continue;
      return Refuse("a row of release " + earlier_.all()[place.first].release->name +
                    " that is in force is missing")
          .has_value();
    }
    return true;
  }

  bool AddCells() {
    const int own = static_cast<int>(joint_.parts.size()) - 1;
    for (int i = 0; i < static_cast<int>(family_.cells.size()); ++i) {
      const FamilyCell& cell = family_.cells[i];
      const std::string name = "cell " + std::to_string(i);
      const Listed* const table = release_.FindTable(cell.file);
      if (table == nullptr) return Refuse(name + " is nowhere shown").has_value();
      const PublicRow& row = release_.rows.at(cell.file)[cell.row - 1];
      const std::optional<Key> key = KeyOf(release_, *table, row);
      if (!key || cell.atoms != model_.AtomsOf(*key)) {
        return Refuse(name + " has other atoms than " + row.label + " says").has_value();
      }
      keys_.push_back(*key);
      if (row.kind != PublicRow::Kind::kPublished) continue;
      if (const auto repeated = repeatable_.find(*key); repeated != repeatable_.end()) {
        if (repeated->second == row.value) continue;
        return Refuse(name + " is another figure than an earlier one that is in force").has_value();
      }
      const Row known =
          PublishedRow(cell.atoms, row.value, family_.n, family_.base, model_.Possible(cell.atoms),
                       model_.IsOneSided({cell.atoms, {}}));
      AddKnown(*key, known, {Origin::Kind::kCell, own, i});
      AddRow(known, {Multiplied::Kind::kCell, own, i});
    }
    return true;
  }

  void AddKnown(const Key& key, const Row& row, const Origin& origin) {
    known_.push_back({key, row.plus, row.low, row.high, origin});
  }

  const Release& release_;
  const Family& family_;
  Findings& findings_;
  Earlier earlier_;
  Model model_;
  Joint joint_;
  std::vector<Key> keys_;              // of own cells
  std::map<Key, int64_t> repeatable_;  // figures of rows in force
  std::vector<KnownRow> known_;
};

}  // namespace

std::optional<Joint> Join(const std::vector<Release>& releases, size_t last, const Family& family,
                          Findings& findings) {
  return Builder(releases, last, family, findings).Build();
}

Joint WithoutOwn(const Joint& joint) {
  Joint only = joint;
  only.system.rows.clear();
  only.sources.clear();
  for (size_t i = 0; i < joint.sources.size(); ++i) {
    const Source& source = joint.sources[i];
    if (source.kind == Multiplied::Kind::kCell) continue;
    only.system.rows.push_back(joint.system.rows[i]);
    only.sources.push_back(source);
  }
  only.requirements = joint.disclosed;
  return only;
}

}  // namespace kansrijk::audit
