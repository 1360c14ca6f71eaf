#include "tests/attack/reader.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace kansrijk::attack {
namespace {

using Json = nlohmann::json;

// Columns after those of the dimensions.
constexpr size_t kLabels = 3;  // outcome, period, value

std::vector<PublicRow> ReadTable(const std::string& table, const std::string& text, Day closing) {
  std::vector<PublicRow> rows;
  std::vector<std::string> header;
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> fields = absl::StrSplit(line, ',');
    if (header.empty()) {
      header = fields;
      continue;
    }
    if (fields.size() != header.size() || fields.size() < kLabels) std::abort();
    const size_t dimensions = fields.size() - kLabels;
    PublicRow row;
    row.label.table = table;
    for (size_t i = 0; i < dimensions; ++i) {
      if (fields[i] != "T") row.label.values[header[i]] = fields[i];
    }
    row.label.outcome = fields[dimensions];
    const std::string& period = fields[dimensions + 1];
    const Span span = SpanOf(period, closing);
    row.label.first = span.first;
    row.label.last = span.last;
    row.label.period = period == "cumulative" ? "until " + Text(closing) : period;
    int64_t value = 0;
    if (absl::SimpleAtoi(fields.back(), &value)) row.value = value;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

PublicRelease ReadRelease(const std::map<std::string, std::string>& files) {
  const Json json = Json::parse(files.at("release.json"));
  PublicRelease release;
  release.name = json.at("name");
  release.correction = json.at("kind") == "correction";
  release.closing = DayOf(json.at("closing_date"));
  release.n = json.at("n");
  release.base = json.at("base");
  for (const Json& table : json.at("tables")) {
    const std::string name = table.at("name");
    release.tables[name] = ReadTable(name, files.at(table.at("file")), release.closing);
    if (table.contains("stage") && table["stage"].value("one_sided", false)) {
      release.one_sided.insert(name);
    }
  }
  return release;
}

}  // namespace kansrijk::attack
