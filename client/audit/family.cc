#include "client/audit/family.h"

#include <algorithm>
#include <functional>

#include "client/audit/day.h"
#include "client/audit/json.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace {

constexpr int64_t kIndexMax = 10'000'000;

template <typename T, typename Parse>
std::vector<T> ParseList(const Node& list, const Parse& parse) {
  std::vector<T> values;
  const size_t size = list.Size();
  values.reserve(size);
  for (size_t i = 0; i < size; ++i) values.push_back(parse(list.Element(i)));
  return values;
}

Counts ParseReleases(const Node& node) {
  Counts releases = node.Integers(1, kCountMax);
  if (releases.empty()) node.Refuse("is empty");
  if (std::adjacent_find(releases.begin(), releases.end(), std::greater_equal<>()) !=
      releases.end()) {
    node.Refuse("does not ascend");
  }
  return releases;
}

Group ParseOldGroup(const Node& node) {
  return {node.Member("table").Text(), node.Member("denominator").Integer(1, kCountMax)};
}

Group ParseGroup(const Node& node) {
  Group group{"", node.Member("denominator").Integer(1, kCountMax)};
  const Node tables = node.Member("tables");
  for (size_t i = 0; i < tables.Size(); ++i) group.tables.push_back(tables.Element(i).Text());
  if (group.tables.empty()) tables.Refuse("is empty");
  group.table = group.tables.front();
  group.values = node.Member("values").Texts();
  const Node entries = node.Member("entries");
  int64_t entered = 0;
  for (size_t i = 0; i < entries.Size(); ++i) {
    const Node entry = entries.Element(i);
    if (entry.Size() != 2) entry.Refuse("is not [day, number]");
    entered = entry.Element(1).Integer(entered, group.denominator);
    if (!group.entries.emplace(entry.Element(0).Text(), entered).second) entry.Refuse("repeats");
  }
  if (entered != group.denominator) entries.Refuse("does not end with the denominator");
  return group;
}

int64_t ParseDay(const Node& node) {
  const std::optional<int64_t> day = DayNumber(node.Text());
  if (!day) node.Refuse("is no day");
  return *day;
}

Event ParseEvent(const Node& node) {
  if (node.Size() != 4) node.Refuse("is not [table, outcome, first, last]");
  return {node.Element(0).Text(), node.Element(1).Text(), ParseDay(node.Element(2)),
          ParseDay(node.Element(3))};
}

EarlierRow ParseEarlierRow(const Node& node, size_t atoms) {
  EarlierRow row;
  row.release = node.Member("release").Integer(1, kCountMax);
  row.family = node.Member("family").Text();
  row.cell = static_cast<int>(node.Member("cell").Integer(0, kIndexMax));
  row.atoms = node.Member("atoms").Ascending(atoms);
  row.slack = node.Member("slack").Integer(0, kCountMax);
  return row;
}

Form ParseForm(const Node& node, size_t atoms) {
  return {node.Member("plus").Ascending(atoms), node.Member("minus").Ascending(atoms)};
}

Atom ParseAtom(const Node& node, const Family& family) {
  Atom atom;
  const auto groups = static_cast<int64_t>(family.groups.size());
  atom.group = static_cast<int>(node.Member("group").Integer(0, groups - 1));
  if (!family.old) {
    atom.events = ParseList<Event>(node.Member("events"), ParseEvent);
    return atom;
  }
  const Node was = node.Member("was");
  for (const int64_t earlier : was.Integers(-1, kIndexMax)) {
    atom.was.push_back(static_cast<int>(earlier));
  }
  if (atom.was.size() + 1 != family.releases.size()) {
    was.Refuse("has not one entry for each earlier release");
  }
  return atom;
}

FamilyCell ParseCell(const Node& node, size_t atoms) {
  FamilyCell cell;
  cell.atoms = node.Member("atoms").Ascending(atoms);
  if (!node.Has("file") && !node.Has("row")) return cell;
  cell.file = node.Member("file").Text();
  if (cell.file.empty()) node.Refuse("has an empty \"file\"");
  cell.row = static_cast<int>(node.Member("row").Integer(1, kIndexMax));
  return cell;
}

Multiplied ParseMultiplied(const Node& node, int64_t own) {
  if (node.Size() != 3) node.Refuse("is not [kind, index, multiplier]");
  Multiplied multiplied;
  const std::string kind = node.Element(0).Text();
  if (kind == "implication" || kind == "constraint") {
    multiplied.kind = Multiplied::Kind::kImplication;
  } else if (kind == "row") {
    multiplied.kind = Multiplied::Kind::kRow;
  } else if (kind == "cell") {
    multiplied.kind = Multiplied::Kind::kCell;
    multiplied.sequence = own;
  } else if (kind != "group") {
    multiplied.kind = Multiplied::Kind::kCell;
    const std::optional<int64_t> sequence = ParseCount(kind);
    if (!sequence) node.Element(0).Refuse("is no kind of row");
    multiplied.sequence = *sequence;
  }
  multiplied.index = node.Element(1).Integer(0, kIndexMax);
  multiplied.multiplier = node.Element(2).Integer(-kMultiplierMax, kMultiplierMax);
  return multiplied;
}

// `own`: the sequence of the release that it is in.
Bound ParseBound(const Node& node, int64_t own) {
  if (node.Member("rows").Size() > kBoundRowsMax) node.Refuse("has too many rows");
  return {node.Member("scale").Integer(1, kMultiplierMax),
          ParseList<Multiplied>(node.Member("rows"),
                                [&](const Node& row) { return ParseMultiplied(row, own); })};
}

Proof ParseProof(const Node& node, const Family& family) {
  const int64_t own = family.releases.back();
  const auto bound = [&](const char* key) -> std::optional<Bound> {
    if (!node.Has(key)) return {};
    return ParseBound(node.Member(key), own);
  };
  Proof proof;
  if (!family.old) {
    proof.form = ParseForm(node, family.atoms.size());
    proof.by_bounds = true;
    proof.above = bound("above");
    proof.below = bound("below");
    proof.before = bound("before");
    return proof;
  }
  proof.form.plus = node.Member("atoms").Ascending(family.atoms.size());
  proof.by_bounds = !node.Has("low") && !node.Has("high");
  if (proof.by_bounds) {
    proof.above = ParseBound(node.Member("above"), own);
    proof.below = ParseBound(node.Member("below"), own);
  } else {
    const auto last = static_cast<int64_t>(family.witnesses.size()) - 1;
    proof.low = static_cast<int>(node.Member("low").Integer(0, last));
    proof.high = static_cast<int>(node.Member("high").Integer(0, last));
  }
  return proof;
}

// Without it, whoever guesses the file is told by its hash that the guess is right.
std::string ParseNonce(const Node& root, const std::string& text) {
  const Node node = root.Member("nonce");
  std::string nonce = node.Text();
  if (nonce.size() != 64 || nonce.find_first_not_of("0123456789abcdef") != std::string::npos) {
    node.Refuse("is not 32 bytes in hexadecimal digits");
  }
  if (!text.starts_with("{\"nonce\":\"" + nonce)) node.Refuse("is not the first of the file");
  return nonce;
}

Counts ParseWitness(const Node& node, size_t atoms) {
  Counts counts = node.Integers(-kCountMax, kCountMax);
  if (counts.size() != atoms) node.Refuse("has not one value for each atom");
  return counts;
}

}  // namespace

Family ParseFamily(const std::string& path, const std::string& text, int format) {
  const nlohmann::json document = ParseJson(path, text);
  const Node root(path, document);
  Family family;
  family.path = path;
  if (format > 1) family.nonce = ParseNonce(root, text);
  family.name = root.Member("family").Text();
  family.n = root.Member("n").Integer(1, kCountMax);
  family.base = root.Member("base").Integer(1, kCountMax);
  family.releases = ParseReleases(root.Member("releases"));
  family.old = !root.Has("rows");
  family.groups = ParseList<Group>(root.Member("groups"), family.old ? ParseOldGroup : ParseGroup);
  family.atoms = ParseList<Atom>(root.Member("atoms"),
                                 [&](const Node& node) { return ParseAtom(node, family); });
  const size_t atoms = family.atoms.size();
  const Node constraints = root.Member(family.old ? "implications" : "constraints");
  family.implications = ParseList<Implication>(constraints, [&](const Node& node) {
    return Implication{node.Member("fewer").Ascending(atoms), node.Member("more").Ascending(atoms),
                       family.old ? 0 : node.Member("plus").Integer(0, kCountMax)};
  });
  if (!family.old) {
    family.rows = ParseList<EarlierRow>(
        root.Member("rows"), [&](const Node& node) { return ParseEarlierRow(node, atoms); });
    family.disclosed = ParseList<Form>(root.Member("disclosed"),
                                       [&](const Node& node) { return ParseForm(node, atoms); });
  }
  family.cells = ParseList<FamilyCell>(root.Member("cells"),
                                       [&](const Node& node) { return ParseCell(node, atoms); });
  family.witnesses = ParseList<Counts>(root.Member("witnesses"),
                                       [&](const Node& node) { return ParseWitness(node, atoms); });
  family.proofs = ParseList<Proof>(root.Member("proofs"),
                                   [&](const Node& node) { return ParseProof(node, family); });
  return family;
}

int64_t DenominatorOf(const Family& family, const Columns& atoms) {
  std::vector<int> groups;
  for (const int atom : atoms) groups.push_back(family.atoms[atom].group);
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  int64_t denominator = 0;
  for (const int group : groups) denominator += family.groups[group].denominator;
  return denominator;
}

}  // namespace kansrijk::audit
