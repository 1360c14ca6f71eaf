#include "server/statistics/record.h"

#include <nlohmann/json.hpp>

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
  RecordJson json{{"atoms", proof.atoms}};
  if (proof.by_witnesses) {
    json["low"] = proof.low;
    json["high"] = proof.high;
  } else {
    json["above"] = ToJson(proof.above);
    json["below"] = ToJson(proof.below);
  }
  return json;
}

RecordJson ToJson(const GroupRecord& group) {
  return {{"table", group.table},
          {"denominator", group.denominator},
          {"dimensions", group.dimensions},
          {"values", group.values},
          {"entered", group.entered}};
}

RecordJson ToJson(const AtomRecord& atom) {
  return {{"group", atom.group},
          {"was", atom.was},
          {"outcome", atom.outcome},
          {"first", atom.first},
          {"last", atom.last}};
}

RecordJson ToJson(const CellRecord& cell) {
  RecordJson json{{"atoms", cell.atoms}};
  if (cell.file.empty()) return json;
  json["file"] = cell.file;
  json["row"] = cell.row;
  json["key"] = cell.key;
  json["value"] = cell.value.has_value() ? RecordJson(*cell.value) : RecordJson(nullptr);
  return json;
}

template <typename Items>
RecordJson ToJsonArray(const Items& items) {
  RecordJson array = RecordJson::array();
  for (const auto& item : items) array.push_back(ToJson(item));
  return array;
}

// What the next releases are judged with; witnesses and proofs are for the auditor.
FamilyRecord FromJson(const RecordJson& json) {
  FamilyRecord record;
  record.family = json.at("family").get<std::string>();
  record.threshold = json.at("n").get<int64_t>();
  record.base = json.at("base").get<int64_t>();
  record.releases = json.at("releases").get<std::vector<int64_t>>();
  for (const RecordJson& group : json.at("groups")) {
    record.groups.push_back({group.at("table").get<std::string>(),
                             group.at("denominator").get<int64_t>(),
                             group.at("dimensions").get<std::vector<std::string>>(),
                             group.at("values").get<std::vector<std::string>>(),
                             group.at("entered").get<std::string>()});
  }
  for (const RecordJson& atom : json.at("atoms")) {
    record.atoms.push_back({atom.at("group").get<int>(), atom.at("was").get<std::vector<int>>(),
                            atom.at("outcome").get<std::string>(),
                            atom.at("first").get<std::string>(),
                            atom.at("last").get<std::string>()});
  }
  for (const RecordJson& cell : json.at("cells")) {
    CellRecord read;
    read.atoms = cell.at("atoms").get<AtomSet>();
    read.file = cell.value("file", "");
    read.row = cell.value("row", 0);
    read.key = cell.value("key", "");
    if (cell.contains("value") && !cell.at("value").is_null()) {
      read.value = cell.at("value").get<int64_t>();
    }
    record.cells.push_back(std::move(read));
  }
  return record;
}

}  // namespace

std::string WriteRecord(const FamilyRecord& record) {
  RecordJson implications = RecordJson::array();
  for (const Implication& implication : record.implications) {
    implications.push_back({{"fewer", implication.fewer}, {"more", implication.more}});
  }
  const RecordJson json{{"nonce", record.nonce},
                        {"family", record.family},
                        {"n", record.threshold},
                        {"base", record.base},
                        {"releases", record.releases},
                        {"groups", ToJsonArray(record.groups)},
                        {"atoms", ToJsonArray(record.atoms)},
                        {"implications", implications},
                        {"cells", ToJsonArray(record.cells)},
                        {"witnesses", record.witnesses},
                        {"proofs", ToJsonArray(record.proofs)}};
  return json.dump() + "\n";
}

absl::StatusOr<FamilyRecord> ReadRecord(const std::string& bytes, const std::string& path) {
  try {
    return FromJson(RecordJson::parse(bytes));
  } catch (const RecordJson::exception&) {
    return Error(kLedgerDamaged, {path});
  }
}

}  // namespace kansrijk::statistics
