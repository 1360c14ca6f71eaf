#include "client/audit/family.h"

#include <algorithm>
#include <functional>

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

Group ParseGroup(const Node& node) {
  return {node.Member("table").Text(), node.Member("denominator").Integer(1, kCountMax)};
}

Atom ParseAtom(const Node& node, const Family& family) {
  Atom atom;
  const auto groups = static_cast<int64_t>(family.groups.size());
  atom.group = static_cast<int>(node.Member("group").Integer(0, groups - 1));
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

Multiplied ParseMultiplied(const Node& node) {
  if (node.Size() != 3) node.Refuse("is not [kind, index, multiplier]");
  Multiplied multiplied;
  const std::string kind = node.Element(0).Text();
  if (kind == "implication") {
    multiplied.kind = Multiplied::Kind::kImplication;
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

Bound ParseBound(const Node& node) {
  if (node.Member("rows").Size() > kBoundRowsMax) node.Refuse("has too many rows");
  return {node.Member("scale").Integer(1, kMultiplierMax),
          ParseList<Multiplied>(node.Member("rows"), ParseMultiplied)};
}

Proof ParseProof(const Node& node, const Family& family) {
  Proof proof;
  proof.atoms = node.Member("atoms").Ascending(family.atoms.size());
  proof.by_bounds = !node.Has("low") && !node.Has("high");
  if (proof.by_bounds) {
    proof.above = ParseBound(node.Member("above"));
    proof.below = ParseBound(node.Member("below"));
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
  family.groups = ParseList<Group>(root.Member("groups"), ParseGroup);
  family.atoms = ParseList<Atom>(root.Member("atoms"),
                                 [&](const Node& node) { return ParseAtom(node, family); });
  const size_t atoms = family.atoms.size();
  family.implications = ParseList<Implication>(root.Member("implications"), [&](const Node& node) {
    return Implication{node.Member("fewer").Ascending(atoms), node.Member("more").Ascending(atoms)};
  });
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
