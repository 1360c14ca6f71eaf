#include "server/statistics/release.h"

#include <sodium.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/status.h"
#include "server/statistics/timeline.h"

namespace kansrijk::statistics {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kFormat[] = "kansrijk-release-2";

// What stands under every table.
constexpr char kNote[] =
    "Figures are rounded to multiples of $b. A point means not shown, which may also be a larger "
    "figure "
    "that would give away a small one. Totals may not add up because of rounding. From the figures "
    "themselves, with all earlier ones beside them, it cannot be derived that a figure concerns "
    "fewer than $n.";
constexpr char kNoteNl[] =
    "Cijfers zijn afgerond op veelvouden van $b. Een punt betekent: niet getoond; dat kan ook een "
    "groter "
    "cijfer zijn dat een klein cijfer zou verraden. Door afronding kunnen totalen afwijken van de "
    "som. Uit de cijfers zelf, met alle eerdere ernaast, is niet af te leiden dat een cijfer over "
    "minder dan $n gaat.";

std::string Note(absl::string_view text, const v1::Release& release) {
  std::string note(text);
  note.replace(note.find("$b"), 2, absl::StrCat(release.base()));
  note.replace(note.find("$n"), 2, absl::StrCat(release.threshold()));
  return note;
}

std::string FileOf(const v1::ReleaseTable& table) {
  return absl::StrCat(table.definition().name(), ".csv");
}

std::string ValueOf(const v1::ReleaseCell& cell) {
  if (cell.state() == v1::CELL_STATE_IMPOSSIBLE) return "";
  return cell.state() == v1::CELL_STATE_WITHHELD ? "." : absl::StrCat(cell.value());
}

std::string WriteTable(const v1::ReleaseTable& table) {
  std::string text;
  for (const v1::StatisticsDimension& dimension : table.dimensions()) {
    absl::StrAppend(&text, dimension.code(), ",");
  }
  text += "outcome,period,value\n";
  for (const v1::ReleaseCell& cell : table.cells()) {
    for (const std::string& value : cell.values()) absl::StrAppend(&text, value, ",");
    absl::StrAppend(&text, cell.outcome(), ",", cell.period(), ",", ValueOf(cell), "\n");
  }
  return text;
}

template <typename Item>
Json LabelOf(const Item& item) {
  return {{"code", item.code()}, {"nl", item.label_nl()}, {"en", item.label()}};
}

// What the definition says of time, and which counts are sensitive: enough for anyone to judge.
Json DescribeStage(const v1::Release& release, const v1::ReleaseTable& table) {
  std::vector<v1::StatisticsTable> family;
  size_t place = 0;
  for (const v1::ReleaseTable& each : release.tables()) {
    if (each.definition().family() != table.definition().family()) continue;
    if (&each == &table) place = family.size();
    family.push_back(each.definition());
  }
  const std::vector<Stage> stages = StagesOf(family);
  const Stage& stage = stages[place];
  return {{"after", stage.after < 0 ? "" : stages[stage.after].table},
          {"months", stage.months},
          {"within", stage.within},
          {"always", stage.always},
          {"one_sided", stage.one_sided}};
}

Json DescribeTable(const v1::Release& release, const v1::ReleaseTable& table,
                   const std::string& text) {
  const v1::StatisticsTable& definition = table.definition();
  Json dimensions = Json::array();
  for (const v1::StatisticsDimension& dimension : table.dimensions()) {
    Json described = LabelOf(dimension);
    described["values"] = Json::array();
    for (const v1::StatisticsValue& value : dimension.values()) {
      described["values"].push_back(LabelOf(value));
    }
    dimensions.push_back(std::move(described));
  }
  Json outcomes = Json::array();
  for (const v1::StatisticsOutcome& outcome : definition.outcomes()) {
    outcomes.push_back(LabelOf(outcome));
  }
  Json design = Json::array({"total"});
  for (const v1::StatisticsBreakdown& breakdown : table.design()) {
    design.push_back(absl::StrJoin(breakdown.dimensions(), " x "));
  }
  return {{"name", definition.name()},
          {"family", definition.family()},
          {"file", FileOf(table)},
          {"sha256", Sha256(text)},
          {"title", {{"nl", definition.title_nl()}, {"en", definition.title()}}},
          {"definition", {{"nl", definition.definition_nl()}, {"en", definition.definition()}}},
          {"dimensions", dimensions},
          {"outcomes", outcomes},
          {"stage", DescribeStage(release, table)},
          {"design", design}};
}

Json TitleOf(const v1::WithheldTable& table) {
  return {{"nl", table.title_nl()}, {"en", table.title()}};
}

// Families that are left out, whatever the reason.
Json WithheldFrom(const v1::Release& release) {
  Json withheld = Json::array();
  for (const v1::WithheldFamily& family : release.withheld()) {
    Json tables = Json::array();
    for (const v1::WithheldTable& table : family.tables()) {
      tables.push_back({{"name", table.name()}, {"title", TitleOf(table)}});
    }
    withheld.push_back({{"family", family.family()}, {"tables", std::move(tables)}});
  }
  return withheld;
}

absl::Status Damaged(const LedgerEntry& entry) { return Error(kLedgerDamaged, {entry.code}); }

bool IsAsPublished(const LedgerEntry& entry, const std::string& folder, const Json& described) {
  for (const Json& item : described) {
    const auto file =
        entry.files.find(absl::StrCat(folder, "/", item.at("file").get<std::string>()));
    if (file == entry.files.end() || Sha256(file->second) != item.at("sha256").get<std::string>()) {
      return false;
    }
  }
  return true;
}

absl::Status CheckEntry(const LedgerEntry& entry, const std::string& previous, size_t sequence) {
  const auto metadata = entry.files.find(kMetadataPath);
  if (metadata == entry.files.end() || Sha256(metadata->second) != entry.digest) {
    return Damaged(entry);
  }
  try {
    const Json json = Json::parse(metadata->second);
    if (json.at("previous").get<std::string>() != previous ||
        json.at("sequence").get<size_t>() != sequence ||
        !IsAsPublished(entry, "public", json.at("tables")) ||
        !IsAsPublished(entry, "audit", json.at("audit"))) {
      return Damaged(entry);
    }
  } catch (const Json::exception&) {
    return Damaged(entry);
  }
  return absl::OkStatus();
}

}  // namespace

std::string Sha256(const std::string& bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  char text[2 * sizeof digest + 1];
  sodium_bin2hex(text, sizeof text, digest, sizeof digest);
  return text;
}

Files WriteRelease(const v1::Release& release, const std::string& programme,
                   const std::vector<FamilyRecord>& records) {
  Files files;
  Json tables = Json::array();
  for (const v1::ReleaseTable& table : release.tables()) {
    std::string text = WriteTable(table);
    tables.push_back(DescribeTable(release, table, text));
    files[absl::StrCat("public/", FileOf(table))] = std::move(text);
  }
  Json audit = Json::array();
  for (const FamilyRecord& record : records) {
    const std::string file = absl::StrCat(record.family, ".json");
    std::string text = WriteRecord(record);
    audit.push_back({{"family", record.family}, {"file", file}, {"sha256", Sha256(text)}});
    files[absl::StrCat("audit/", file)] = std::move(text);
  }
  const Json metadata{{"format", kFormat},
                      {"programme", programme},
                      {"name", release.code()},
                      {"sequence", release.sequence()},
                      {"previous", release.previous()},
                      {"kind", release.correction() ? "correction" : "regular"},
                      {"closing_date", release.closing_date()},
                      {"n", release.threshold()},
                      {"base", release.base()},
                      {"note", {{"nl", Note(kNoteNl, release)}, {"en", Note(kNote, release)}}},
                      {"tables", tables},
                      {"withheld", WithheldFrom(release)},
                      {"audit", audit}};
  files[kMetadataPath] = metadata.dump(1) + "\n";
  return files;
}

absl::Status CheckLedger(const std::vector<LedgerEntry>& entries) {
  std::string previous = kNoPrevious;
  for (size_t index = 0; index < entries.size(); ++index) {
    RETURN_IF_ERROR(CheckEntry(entries[index], previous, index + 1));
    previous = entries[index].digest;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<FamilyRecord>> RecordsOf(const std::vector<LedgerEntry>& entries,
                                                    const std::set<std::string>& tables) {
  std::vector<FamilyRecord> records;
  for (const LedgerEntry& entry : entries) {
    const Json json = Json::parse(entry.files.at(kMetadataPath));
    std::set<std::string> families;
    for (const Json& table : json.at("tables")) {
      if (tables.contains(table.at("name"))) families.insert(table.at("family"));
    }
    for (const std::string& family : families) {
      const std::string path = absl::StrCat("audit/", family, ".json");
      ASSIGN_OR_RETURN(FamilyRecord record,
                       ReadRecord(entry.files.at(path), absl::StrCat(entry.code, "/", path)));
      record.code = entry.code;
      record.closing_date = json.at("closing_date");
      record.correction = json.at("kind") == "correction";
      records.push_back(std::move(record));
    }
  }
  return records;
}

}  // namespace kansrijk::statistics
