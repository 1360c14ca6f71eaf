#include "server/statistics/record.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <set>

namespace kansrijk::statistics {
namespace {

using RecordJson = nlohmann::ordered_json;

RecordJson ToJson(const BoundRecord& bound) {
  RecordJson rows = RecordJson::array();
  for (const BoundRow& row : bound.rows) {
    rows.push_back(RecordJson::array({row.kind, row.index, row.multiplier}));
  }
  return {{"scale", bound.scale}, {"rows", rows}};
}

RecordJson ToJson(const ProofRecord& proof) {
  RecordJson json{{"plus", proof.form.plus}, {"minus", proof.form.minus}};
  if (proof.above.has_value()) json["above"] = ToJson(*proof.above);
  if (proof.below.has_value()) json["below"] = ToJson(*proof.below);
  if (proof.before.has_value()) json["before"] = ToJson(*proof.before);
  return json;
}

RecordJson ToJson(const GroupRecord& group) {
  return {{"tables", group.tables},
          {"denominator", group.denominator},
          {"values", group.values},
          {"entries", group.entries}};
}

RecordJson ToJson(const AtomRecord& atom) {
  RecordJson events = RecordJson::array();
  for (const EventRecord& event : atom.events) {
    events.push_back({event.table, event.outcome, event.first, event.last});
  }
  return {{"group", atom.group}, {"events", events}};
}

RecordJson ToJson(const Constraint& constraint) {
  return {{"fewer", constraint.fewer}, {"more", constraint.more}, {"plus", constraint.plus}};
}

RecordJson ToJson(const RowRecord& row) {
  return {{"release", row.release},
          {"family", row.family},
          {"cell", row.cell},
          {"atoms", row.atoms},
          {"slack", row.slack}};
}

RecordJson ToJson(const CellRecord& cell) {
  RecordJson json{{"atoms", cell.atoms}, {"file", cell.file}, {"row", cell.row}, {"key", cell.key}};
  if (!cell.value.has_value()) return json;
  json["value"] = *cell.value;
  json["low"] = cell.interval.lower;
  json["high"] = cell.interval.upper;
  return json;
}

RecordJson ToJson(const DisclosedRecord& disclosed) {
  return {{"plus", disclosed.form.plus},
          {"minus", disclosed.form.minus},
          {"low", disclosed.interval.lower},
          {"high", disclosed.interval.upper}};
}

template <typename Items>
RecordJson ToJsonArray(const Items& items) {
  RecordJson array = RecordJson::array();
  for (const auto& item : items) array.push_back(ToJson(item));
  return array;
}

void ReadGroup(const RecordJson& json, FamilyRecord& record) {
  GroupRecord& group = record.groups.emplace_back();
  group.denominator = json.at("denominator").get<int64_t>();
  if (!record.old) {
    group.tables = json.at("tables").get<std::vector<std::string>>();
    group.values = json.at("values").get<std::map<std::string, std::string>>();
    group.entries = json.at("entries").get<std::vector<std::pair<std::string, int64_t>>>();
    return;
  }
  group.tables = {json.at("table").get<std::string>()};
  record.dimensions = json.at("dimensions").get<std::vector<std::string>>();
  const auto values = json.at("values").get<std::vector<std::string>>();
  for (size_t index = 0; index < record.dimensions.size(); ++index) {
    group.values[record.dimensions[index]] = values.at(index);
  }
  group.entries = {{json.at("entered").get<std::string>(), group.denominator}};
}

// Groups of the first releases were parted by entry too: of a day before its own, nobody in it had
// entered.
void ShareEntryDays(std::vector<GroupRecord>& groups) {
  std::set<std::string> days;
  for (const GroupRecord& group : groups) days.insert(group.entries.back().first);
  for (GroupRecord& group : groups) {
    const std::string own = group.entries.back().first;
    group.entries.clear();
    for (const std::string& day : days) {
      if (day <= own) group.entries.emplace_back(day, day == own ? group.denominator : 0);
    }
  }
}

void ReadAtom(const RecordJson& json, FamilyRecord& record) {
  AtomRecord& atom = record.atoms.emplace_back();
  atom.group = json.at("group").get<int>();
  const GroupRecord& group = record.groups.at(atom.group);
  if (record.old) {
    const auto outcome = json.at("outcome").get<std::string>();
    if (outcome.empty()) return;
    atom.events.push_back({group.tables[0], outcome, json.at("first").get<std::string>(),
                           json.at("last").get<std::string>()});
    return;
  }
  for (const RecordJson& event : json.at("events")) {
    atom.events.push_back({event.at(0).get<std::string>(), event.at(1).get<std::string>(),
                           event.at(2).get<std::string>(), event.at(3).get<std::string>()});
  }
}

// Of the first releases, what a value leaves its count: both sides were secret in every table.
Interval OldIntervalOf(const FamilyRecord& record, const CellRecord& cell) {
  std::map<int, int64_t> denominators;
  for (const int atom : cell.atoms) {
    const int group = record.atoms.at(atom).group;
    denominators[group] = record.groups.at(group).denominator;
  }
  int64_t denominator = 0;
  for (const auto& [group, units] : denominators) denominator += units;
  return IntervalOf(*cell.value, record.base, {record.threshold, denominator, false});
}

void ReadCell(const RecordJson& json, FamilyRecord& record) {
  CellRecord& cell = record.cells.emplace_back();
  cell.atoms = json.at("atoms").get<AtomSet>();
  cell.file = json.value("file", "");
  cell.row = json.value("row", 0);
  cell.key = json.value("key", "");
  if (!json.contains("value") || json.at("value").is_null()) return;
  cell.value = json.at("value").get<int64_t>();
  cell.interval = record.old
                      ? OldIntervalOf(record, cell)
                      : Interval{json.at("low").get<int64_t>(), json.at("high").get<int64_t>()};
}

// What the next releases are judged with; witnesses and proofs are for the auditor.
FamilyRecord FromJson(const RecordJson& json) {
  FamilyRecord record;
  record.old = !json.contains("rows");
  record.family = json.at("family").get<std::string>();
  record.threshold = json.at("n").get<int64_t>();
  record.base = json.at("base").get<int64_t>();
  record.releases = json.at("releases").get<std::vector<int64_t>>();
  if (!record.old) record.dimensions = json.at("dimensions").get<std::vector<std::string>>();
  for (const RecordJson& group : json.at("groups")) ReadGroup(group, record);
  for (const RecordJson& atom : json.at("atoms")) ReadAtom(atom, record);
  for (const RecordJson& cell : json.at("cells")) ReadCell(cell, record);
  if (record.old) {
    ShareEntryDays(record.groups);
    return record;
  }
  for (const RecordJson& row : json.at("rows")) {
    record.rows.push_back({row.at("release").get<int64_t>(),
                           row.at("family").get<std::string>(),
                           row.at("cell").get<int>(),
                           row.at("atoms").get<AtomSet>(),
                           {},
                           row.at("slack").get<int64_t>()});
  }
  return record;
}

}  // namespace

const FamilyRecord* LastWith(const std::vector<FamilyRecord>& records, const std::string& table) {
  const FamilyRecord* last = nullptr;
  for (const FamilyRecord& record : records) {
    for (const GroupRecord& group : record.groups) {
      if (std::count(group.tables.begin(), group.tables.end(), table) > 0) last = &record;
    }
  }
  return last;
}

std::string WriteRecord(const FamilyRecord& record) {
  const RecordJson json{{"nonce", record.nonce},
                        {"family", record.family},
                        {"n", record.threshold},
                        {"base", record.base},
                        {"releases", record.releases},
                        {"dimensions", record.dimensions},
                        {"groups", ToJsonArray(record.groups)},
                        {"atoms", ToJsonArray(record.atoms)},
                        {"constraints", ToJsonArray(record.constraints)},
                        {"rows", ToJsonArray(record.rows)},
                        {"cells", ToJsonArray(record.cells)},
                        {"disclosed", ToJsonArray(record.disclosed)},
                        {"witnesses", record.witnesses},
                        {"proofs", ToJsonArray(record.proofs)}};
  return json.dump() + "\n";
}

absl::StatusOr<FamilyRecord> ReadRecord(const std::string& bytes, const std::string& path) {
  try {
    return FromJson(RecordJson::parse(bytes));
  } catch (const std::exception&) {
    return Error(kLedgerDamaged, {path});
  }
}

}  // namespace kansrijk::statistics
