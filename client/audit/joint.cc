#include "client/audit/joint.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>

#include "client/audit/ledger.h"

namespace kansrijk::audit {
namespace {

Columns TranslateJoint(const Part& part, const Columns& then) {
  Columns now;
  for (const int atom : then) {
    now.insert(now.end(), part.atoms[atom].begin(), part.atoms[atom].end());
  }
  std::sort(now.begin(), now.end());
  return now;
}

// `past`: the position in `was`, or -1 for today's.
Part PartOf(const Release& release, const Family& now, int past) {
  Part part{&release, &release.families.at(now.name), {}, {}};
  part.atoms.resize(part.family->atoms.size());
  for (int i = 0; i < static_cast<int>(now.atoms.size()); ++i) {
    const int then = past < 0 ? i : now.atoms[i].was[past];
    if (then >= 0) part.atoms[then].push_back(i);
  }
  for (const FamilyCell& cell : part.family->cells) {
    part.cells.push_back(TranslateJoint(part, cell.atoms));
  }
  return part;
}

void AddRow(Joint& joint, Row row, const Source& source) {
  joint.system.rows.push_back(std::move(row));
  joint.sources.push_back(source);
}

void AddGroups(Joint& joint) {
  const Family& family = joint.family();
  std::vector<Columns> atoms(family.groups.size());
  for (int i = 0; i < static_cast<int>(family.atoms.size()); ++i) {
    const int group = family.atoms[i].group;
    atoms[group].push_back(i);
    joint.system.uppers.push_back(family.groups[group].denominator);
  }
  for (int i = 0; i < static_cast<int>(atoms.size()); ++i) {
    const int64_t denominator = family.groups[i].denominator;
    AddRow(joint, {atoms[i], {}, denominator, denominator}, {Multiplied::Kind::kGroup, 0, i});
  }
}

void AddImplications(Joint& joint) {
  const std::vector<Implication>& implications = joint.family().implications;
  for (int i = 0; i < static_cast<int>(implications.size()); ++i) {
    AddRow(joint, {implications[i].more, implications[i].fewer, 0, kUnbounded},
           {Multiplied::Kind::kImplication, 0, i});
  }
}

// What a published value says of its cell, by the rules of its own release.
Row JointRowOf(const Part& part, int index, int64_t published) {
  const Family& family = *part.family;
  const int64_t denominator = DenominatorOf(family, family.cells[index].atoms);
  const int64_t half = family.base / 2;
  return {part.cells[index],
          {},
          std::max(family.n, published - half),
          std::min(denominator - family.n, published + half)};
}

void AddCells(Joint& joint) {
  for (int p = 0; p < static_cast<int>(joint.parts.size()); ++p) {
    const Part& part = joint.parts[p];
    for (int i = 0; i < static_cast<int>(part.cells.size()); ++i) {
      const std::optional<int64_t> value = part.release->Published(part.family->cells[i]);
      if (value) AddRow(joint, JointRowOf(part, i, *value), {Multiplied::Kind::kCell, p, i});
    }
  }
}

// Published rows with the same atoms, as one.
struct Known {
  Columns atoms;
  int64_t low = 0;
  int64_t high = 0;
  Origin origin;
};

// The published sums of each table. Without atoms they say nothing.
std::map<std::string, std::vector<Known>> KnownOf(const Joint& joint) {
  std::map<std::string, std::vector<Known>> known;
  std::map<std::string, std::unordered_map<Columns, size_t, ColumnsHash>> seen;
  for (size_t i = 0; i < joint.sources.size(); ++i) {
    const Source& source = joint.sources[i];
    const Row& row = joint.system.rows[i];
    if (source.kind != Multiplied::Kind::kCell || row.plus.empty()) continue;
    const Part& part = joint.parts[source.part];
    const Listed* table = part.release->FindTable(part.family->cells[source.index].file);
    std::vector<Known>& of_table = known[table->name];
    const auto [same, fresh] = seen[table->name].emplace(row.plus, of_table.size());
    if (fresh) {
      const Origin origin{Origin::Kind::kCell, source.part, source.index, 0, 0};
      of_table.push_back({row.plus, row.low, row.high, origin});
    } else {
      Known& one = of_table[same->second];
      one.low = std::max(one.low, row.low);
      one.high = std::min(one.high, row.high);
    }
  }
  return known;
}

// Gathers requirements, those with the same atoms as one.
class Requirements {
 public:
  explicit Requirements(Joint& joint) : joint_(joint) {}

  Requirement* Add(const Columns& atoms, const Origin& origin) {
    if (atoms.empty()) return nullptr;
    const auto [same, fresh] = index_.emplace(atoms, joint_.requirements.size());
    if (fresh) {
      joint_.requirements.push_back(
          {{atoms, {}}, DenominatorOf(joint_.family(), atoms), origin, /*plain=*/false});
    }
    return &joint_.requirements[same->second];
  }

  void AddPart(int index) {
    const Part& part = joint_.parts[index];
    for (int i = 0; i < static_cast<int>(part.cells.size()); ++i) {
      Add(part.cells[i], {Origin::Kind::kCell, index, i, 0, 0});
    }
    for (int i = 0; i < static_cast<int>(part.atoms.size()); ++i) {
      Add(part.atoms[i], {Origin::Kind::kAtom, index, i, 0, 0});
    }
  }

  // All cells with these bounds, and what lies between two of them, are told by the bounds alone.
  void AddKnown(const std::vector<Known>& known) {
    for (const Known& one : known) Mark(Add(one.atoms, one.origin), one.low, one.high);
    const std::vector<Bits> bits = BitsOf(known);
    for (size_t i = 0; i < known.size(); ++i) {
      for (size_t j = 0; j < known.size(); ++j) {
        if (known[j].atoms.size() >= known[i].atoms.size() || !Within(bits[j], bits[i])) continue;
        AddDifference(known[i], known[j]);
      }
    }
  }

 private:
  using Bits = std::vector<uint64_t>;

  std::vector<Bits> BitsOf(const std::vector<Known>& known) const {
    std::vector<Bits> bits;
    for (const Known& one : known) {
      bits.emplace_back(joint_.system.uppers.size() / 64 + 1, 0);
      for (const int atom : one.atoms) bits.back()[atom / 64] |= uint64_t{1} << (atom % 64);
    }
    return bits;
  }

  static bool Within(const Bits& inner, const Bits& outer) {
    for (size_t i = 0; i < inner.size(); ++i) {
      if ((inner[i] & ~outer[i]) != 0) return false;
    }
    return true;
  }

  void AddDifference(const Known& more, const Known& less) {
    Columns atoms;
    std::set_difference(more.atoms.begin(), more.atoms.end(), less.atoms.begin(), less.atoms.end(),
                        std::back_inserter(atoms));
    const Origin origin{Origin::Kind::kDifference, more.origin.part, more.origin.index,
                        less.origin.part, less.origin.index};
    Mark(Add(atoms, origin), more.low - less.high, more.high - less.low);
  }

  void Mark(Requirement* requirement, int64_t low, int64_t high) const {
    if (low >= joint_.n && high <= requirement->denominator - joint_.n) requirement->plain = true;
  }

  Joint& joint_;
  std::unordered_map<Columns, size_t, ColumnsHash> index_;
};

void AddRequirements(Joint& joint) {
  Requirements requirements(joint);
  for (int i = static_cast<int>(joint.parts.size()) - 1; i >= 0; --i) requirements.AddPart(i);
  for (const auto& [table, known] : KnownOf(joint)) requirements.AddKnown(known);
}

std::string PlaceOf(const Part& part, int cell) {
  const FamilyCell& shown = part.family->cells[cell];
  return shown.file + " row " + std::to_string(shown.row);
}

std::string DescribeCell(const Joint& joint, int index, int cell) {
  const Part& part = joint.parts[index];
  const FamilyCell& shown = part.family->cells[cell];
  if (shown.file.empty()) {
    return "cell " + std::to_string(cell) + " of " + part.family->name + ", not shown";
  }
  const std::vector<PublicRow>& rows = part.release->rows.at(shown.file);
  return PlaceOf(part, cell) + " (" + rows[shown.row - 1].label + ")";
}

std::string DescribeAtom(const Joint& joint, int index, int atom) {
  const Family& family = *joint.parts[index].family;
  const int group = family.atoms[atom].group;
  return "atom " + std::to_string(atom) + " of " + family.name + " (group " +
         std::to_string(group) + " of table " + family.groups[group].table + ")";
}

}  // namespace

size_t ColumnsHash::operator()(const Columns& columns) const {
  uint64_t hash = 14695981039346656037u;
  for (const int column : columns) {
    hash = (hash ^ static_cast<uint64_t>(column)) * 1099511628211u;
    hash ^= hash >> 29;
  }
  return hash;
}

size_t ColumnsHash::operator()(const Form& form) const {
  return (*this)(form.plus) * 31 + (*this)(form.minus);
}

std::string Joint::DescribeRow(int row) const {
  const Source& source = sources[row];
  if (source.kind == Multiplied::Kind::kGroup) {
    return "group " + std::to_string(source.index) + " of " + std::to_string(system.rows[row].low);
  }
  if (source.kind == Multiplied::Kind::kImplication) {
    return (old ? "implication " : "constraint ") + std::to_string(source.index);
  }
  const Part& part = parts[source.part];
  const int cell =
      source.kind == Multiplied::Kind::kRow ? family().rows[source.index].cell : source.index;
  return part.release->name + " " + PlaceOf(part, cell) + " = " +
         std::to_string(*part.release->Published(part.family->cells[cell]));
}

std::string Joint::Describe(const Requirement& requirement) const {
  const Origin& origin = requirement.origin;
  const std::string& release = parts[origin.part].release->name;
  if (origin.kind == Origin::Kind::kDifference) {
    return "difference of " + release + " " + DescribeCell(*this, origin.part, origin.index) +
           " and " + parts[origin.less_part].release->name + " " +
           DescribeCell(*this, origin.less_part, origin.less_index);
  }
  if (origin.kind == Origin::Kind::kRest) {
    return "what is left of " + release + " " + DescribeCell(*this, origin.part, origin.index) +
           " without its published parts";
  }
  const bool earlier = origin.part + 1 < static_cast<int>(parts.size());
  return (earlier ? "earlier " + release + " " : "") +
         (origin.kind == Origin::Kind::kCell ? DescribeCell(*this, origin.part, origin.index)
                                             : DescribeAtom(*this, origin.part, origin.index));
}

Joint JoinOld(const std::vector<Release>& releases, size_t last, const Family& family) {
  Joint joint;
  joint.old = true;
  joint.n = family.n;
  int past = 0;
  for (const size_t i : EarlierOf(releases, last, family.name)) {
    joint.parts.push_back(PartOf(releases[i], family, past++));
  }
  joint.parts.push_back(PartOf(releases[last], family, -1));
  AddGroups(joint);
  AddImplications(joint);
  AddCells(joint);
  AddRequirements(joint);
  return joint;
}

}  // namespace kansrijk::audit
