#include "client/audit/need.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace kansrijk::audit {
namespace {

Columns Minus(const Columns& from, const Columns& less) {
  Columns left;
  std::set_difference(from.begin(), from.end(), less.begin(), less.end(), std::back_inserter(left));
  return left;
}

// Sets of columns as bits, so that inclusion is quickly told.
using Bits = std::vector<uint64_t>;

Bits BitsOf(const Columns& columns, size_t count) {
  Bits bits(count / 64 + 1);
  for (const int column : columns) bits[column / 64] |= uint64_t{1} << (column % 64);
  return bits;
}

bool Within(const Bits& inner, const Bits& outer) {
  for (size_t i = 0; i < inner.size(); ++i) {
    if ((inner[i] & ~outer[i]) != 0) return false;
  }
  return true;
}

bool LiesWithin(const Span& inner, const Span& outer) {
  return inner.first >= outer.first && inner.last <= outer.last && inner != outer;
}

// The dimension that `part` breaks `whole` down by, or the kind of span; none: it is no part of it.
std::optional<std::string> Classification(const Key& whole, const Key& part) {
  if (part.table != whole.table || part.outcome != whole.outcome) return {};
  if (part.values == whole.values) {
    if (!LiesWithin(part.span, whole.span) || part.span.first == 0) return {};
    return "span" + part.kind;
  }
  if (part.span != whole.span || part.values.size() != whole.values.size() + 1) return {};
  for (const auto& [dimension, value] : part.values) {
    std::map<std::string, std::string> rest = part.values;
    rest.erase(dimension);
    if (rest == whole.values) return "by " + dimension;
  }
  return {};
}

}  // namespace

Needs::Needs(const Model& model, const Family& family, Joint& joint)
    : model_(model), family_(family), joint_(joint), atoms_of_group_(family.groups.size()) {
  for (const Atom& atom : family.atoms) ++atoms_of_group_[atom.group];
}

// A group that is whole in a sum has its denominator there, whatever is published.
Columns Needs::WithoutWhole(const Columns& atoms) const {
  std::map<int, int> in;
  for (const int atom : atoms) ++in[family_.atoms[atom].group];
  Columns left;
  for (const int atom : atoms) {
    const int group = family_.atoms[atom].group;
    if (in[group] < atoms_of_group_[group]) left.push_back(atom);
  }
  return left;
}

Requirement* Needs::Add(const Form& asked, const std::optional<std::string>& table,
                        const Origin& origin) {
  const Form form = asked.minus.empty() ? Form{WithoutWhole(asked.plus), {}} : asked;
  if (form.plus.empty()) return nullptr;
  const auto [same, fresh] = index_.emplace(form, joint_.requirements.size());
  if (fresh) {
    Requirement requirement{form, model_.Possible(form.plus), origin};
    requirement.one_sided = model_.IsOneSided(form);
    joint_.requirements.push_back(std::move(requirement));
  }
  Requirement& requirement = joint_.requirements[same->second];
  if (requirement.one_sided && form.minus.empty() && table) {
    requirement.before = model_.Before(form.plus, *table);
  }
  return &requirement;
}

void Needs::AddCell(const Columns& atoms, const std::string& table, const Origin& origin) {
  Add({atoms, {}}, table, origin);
}

void Needs::Mark(Requirement* requirement, int64_t low, int64_t high) const {
  if (requirement == nullptr || low < joint_.n) return;
  if (requirement->one_sided || high <= requirement->denominator - joint_.n) {
    requirement->plain = true;
  }
}

void Needs::AddKnown(const std::vector<KnownRow>& known) {
  AddClasses(known);
  for (const KnownRow& row : known) {
    Mark(Add({row.atoms, {}}, row.key.table, row.origin), row.low, row.high);
  }
  AddDifferences(known);
  AddRests(known);
}

// By the rows of each table, and by those of all. In one-sided tables nothing is asked of sums that
// hold units to whom nothing happened.
void Needs::AddClasses(const std::vector<KnownRow>& known) {
  std::set<std::string> tables{""};
  for (const Atom& atom : family_.atoms) {
    for (const Event& event : atom.events) tables.insert(event.table);
  }
  for (const std::string& table : tables) AddClassesOf(table, known);
}

// `table` is empty for the rows of all.
void Needs::AddClassesOf(const std::string& table, const std::vector<KnownRow>& known) {
  std::vector<Columns> stands(family_.atoms.size());  // in which rows
  for (int row = 0; row < static_cast<int>(known.size()); ++row) {
    if (!table.empty() && known[row].key.table != table) continue;
    for (const int atom : known[row].atoms) stands[atom].push_back(row);
  }
  std::map<std::tuple<std::string, Columns, bool>, Columns> classes;
  for (int atom = 0; atom < static_cast<int>(stands.size()); ++atom) {
    const std::vector<Event>& events = family_.atoms[atom].events;
    const bool came = std::any_of(events.begin(), events.end(), [&](const Event& event) {
      return table.empty() || event.table == table;
    });
    classes[{model_.HeadOf(atom), stands[atom], came}].push_back(atom);
  }
  for (const auto& [where, atoms] : classes) {
    const auto& [head, rows, came] = where;
    AddClass(atoms, table, came);
    const auto idle = classes.find({head, rows, false});
    if (!came || idle == classes.end()) continue;
    Columns both;
    std::set_union(atoms.begin(), atoms.end(), idle->second.begin(), idle->second.end(),
                   std::back_inserter(both));
    AddClass(both, table, false);
  }
}

void Needs::AddClass(const Columns& atoms, const std::string& table, bool came) {
  if (!came && model_.IsOneSided({atoms, {}})) return;
  const int own = static_cast<int>(joint_.parts.size()) - 1;
  const std::optional<std::string> of =
      came && !table.empty() ? std::optional<std::string>(table) : std::nullopt;
  Add({atoms, {}}, of, {Origin::Kind::kAtom, own, atoms.front()});
}

void Needs::AddDifferences(const std::vector<KnownRow>& known) {
  std::vector<Bits> bits;
  for (const KnownRow& row : known) bits.push_back(BitsOf(row.atoms, family_.atoms.size()));
  for (size_t i = 0; i < known.size(); ++i) {
    for (size_t j = 0; j < known.size(); ++j) {
      const KnownRow& more = known[i];
      const KnownRow& less = known[j];
      const bool inside = less.atoms.size() < more.atoms.size() && Within(bits[j], bits[i]);
      if (!inside && !model_.Holds(more.key, less.key)) continue;
      const Form form{Minus(more.atoms, less.atoms), Minus(less.atoms, more.atoms)};
      const Origin origin{Origin::Kind::kDifference, more.origin.part, more.origin.index,
                          less.origin.part, less.origin.index};
      Mark(Add(form, {}, origin), more.low - less.high, more.high - less.low);
    }
  }
}

void Needs::AddRests(const std::vector<KnownRow>& known) {
  for (const KnownRow& whole : known) {
    std::map<std::string, Columns> left;  // by classification
    for (const KnownRow& part : known) {
      const auto classification = Classification(whole.key, part.key);
      if (!classification) continue;
      const auto [one, fresh] = left.emplace(*classification, whole.atoms);
      one->second = Minus(one->second, part.atoms);
    }
    for (const auto& [classification, atoms] : left) {
      Origin origin = whole.origin;
      origin.kind = Origin::Kind::kRest;
      Add({atoms, {}}, whole.key.table, origin);
    }
  }
}

void Needs::Exempt(const std::vector<Form>& disclosed) {
  std::vector<Requirement> left;
  for (Requirement& requirement : joint_.requirements) {
    const bool listed =
        std::find(disclosed.begin(), disclosed.end(), requirement.form) != disclosed.end();
    (listed ? joint_.disclosed : left).push_back(std::move(requirement));
  }
  joint_.requirements = std::move(left);
}

}  // namespace kansrijk::audit
