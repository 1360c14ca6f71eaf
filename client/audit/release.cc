#include "client/audit/release.h"

#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "client/audit/failure.h"
#include "client/audit/json.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace {

// The last is what is written today.
constexpr const char* kFormats[] = {"kansrijk-release-1", "kansrijk-release-2"};
constexpr char kManifest[] = "release.json";

std::string ParseDigest(const Node& node) {
  std::string digest = node.Text();
  if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string::npos) {
    node.Refuse("is not a SHA-256 in 64 hexadecimal digits");
  }
  return digest;
}

Listed ParseListed(const Node& node, std::string_view suffix) {
  Listed listed;
  listed.family = node.Member("family").Text();
  const Node file = node.Member("file");
  listed.file = file.Text();
  if (!listed.file.ends_with(suffix) || listed.file.size() == suffix.size() ||
      listed.file.find('/') != std::string::npos || listed.file == kManifest) {
    file.Refuse("is not the name of a " + std::string(suffix) + " file");
  }
  listed.sha256 = ParseDigest(node.Member("sha256"));
  return listed;
}

constexpr int kMonthsMax = 1200;

Stage ParseStage(const Node& table) {
  Stage stage;
  const Node node = table.Member("stage");
  const Node outcomes = table.Member("outcomes");
  for (size_t i = 0; i < outcomes.Size(); ++i) {
    stage.outcomes.push_back(outcomes.Element(i).Member("code").Text());
  }
  stage.after = node.Member("after").Text();
  stage.months = static_cast<int>(node.Member("months").Integer(0, kMonthsMax));
  stage.within = static_cast<int>(node.Member("within").Integer(0, kMonthsMax));
  stage.always = node.Member("always").Truth();
  stage.one_sided = node.Member("one_sided").Truth();
  return stage;
}

int ParseFormat(const Node& node) {
  const std::string format = node.Text();
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    if (format == kFormats[i]) return static_cast<int>(i) + 1;
  }
  node.Refuse(std::string("is not \"") + kFormats[0] + "\" or \"" + kFormats[1] + "\"");
}

void ParseManifest(const std::string& path, const std::string& text, Release& release) {
  const nlohmann::json document = ParseJson(path, text);
  const Node root(path, document);
  release.format = ParseFormat(root.Member("format"));
  release.name = root.Member("name").Text();
  release.sequence = root.Member("sequence").Integer(1, kCountMax);
  release.previous = ParseDigest(root.Member("previous"));
  const std::string kind = root.Member("kind").Text();
  if (kind != "regular" && kind != "correction") root.Member("kind").Refuse("is no kind");
  release.correction = kind == "correction";
  release.closing_date = root.Member("closing_date").Text();
  release.n = root.Member("n").Integer(1, kCountMax);
  release.base = root.Member("base").Integer(1, kCountMax);
  std::set<std::string> seen;
  const Node tables = root.Member("tables");
  for (size_t i = 0; i < tables.Size(); ++i) {
    const Node table = tables.Element(i);
    release.tables.push_back(ParseListed(table, ".csv"));
    release.tables.back().name = table.Member("name").Text();
    if (table.Has("stage")) release.tables.back().stage = ParseStage(table);
    if (release.format > 1 && table.Has("standing_rows")) {
      table.Member("standing_rows").Refuse("marks which figures were not corrected");
    }
    if (!seen.insert(release.tables.back().file).second) table.Refuse("lists a file again");
    if (!seen.insert("table " + release.tables.back().name).second) {
      table.Refuse("lists a table again");
    }
  }
  const Node audit = root.Member("audit");
  for (size_t i = 0; i < audit.Size(); ++i) {
    const Node family = audit.Element(i);
    release.audit.push_back(ParseListed(family, ".json"));
    if (!seen.insert(release.audit.back().file).second) family.Refuse("lists a file again");
    if (!seen.insert("family " + release.audit.back().family).second) {
      family.Refuse("lists a family again");
    }
  }
}

PublicRow RowOf(const std::string& path, const CsvRow& row, size_t fields) {
  if (row.fields.size() != fields) {
    throw Malformed(At(path, row.line,
                       "has " + std::to_string(row.fields.size()) + " fields instead of " +
                           std::to_string(fields)));
  }
  PublicRow read;
  for (size_t i = 0; i + 1 < fields; ++i) read.label += (i > 0 ? "," : "") + row.fields[i];
  read.fields.assign(row.fields.begin(), row.fields.end() - 1);
  const std::string& value = row.fields.back();
  if (value == ".") return read;
  if (value.empty()) {
    read.kind = PublicRow::Kind::kImpossible;
    return read;
  }
  const std::optional<int64_t> count = ParseCount(value);
  if (!count) {
    throw Malformed(At(path, row.line,
                       "value \"" + value + "\" is neither a whole number, nor \".\", nor empty"));
  }
  read.kind = PublicRow::Kind::kPublished;
  read.value = *count;
  return read;
}

std::vector<PublicRow> ParseTable(const std::string& path, const std::string& text, Listed& table) {
  const std::vector<CsvRow> rows = ParseCsv(path, text);
  if (rows.empty()) throw Malformed(path + ": is empty");
  const std::vector<std::string>& header = rows[0].fields;
  const std::vector<std::string> last = {"outcome", "period", "value"};
  if (header.size() < last.size() || !std::equal(last.rbegin(), last.rend(), header.rbegin())) {
    throw Malformed(At(path, rows[0].line, "the header does not end in outcome,period,value"));
  }
  table.dimensions.assign(header.begin(), header.end() - static_cast<int>(last.size()));
  std::vector<PublicRow> read;
  for (size_t i = 1; i < rows.size(); ++i) read.push_back(RowOf(path, rows[i], header.size()));
  return read;
}

// The bytes of a listed file; notes their digest.
std::string ReadListed(const std::string& path, Listed& listed) {
  std::string bytes = ReadFile(path);
  listed.found = Sha256(bytes);
  return bytes;
}

void FindUnlisted(const std::string& folder, const std::vector<Listed>& listed, Release& release) {
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(release.directory + "/" + folder, error)) {
    const std::string file = entry.path().filename().string();
    const bool known = std::any_of(listed.begin(), listed.end(),
                                   [&](const Listed& one) { return one.file == file; });
    if (!known && !(folder == "public" && file == kManifest)) {
      release.unlisted.push_back(folder + "/" + file);
    }
  }
  std::sort(release.unlisted.begin(), release.unlisted.end());
}

}  // namespace

std::optional<int64_t> Release::Published(const FamilyCell& cell) const {
  const auto table = rows.find(cell.file);
  if (table == rows.end() || cell.row > static_cast<int>(table->second.size())) return {};
  const PublicRow& row = table->second[cell.row - 1];
  if (row.kind != PublicRow::Kind::kPublished) return {};
  return row.value;
}

const Listed* Release::FindTable(const std::string& file) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const Listed& table) { return table.file == file; });
  return found == tables.end() ? nullptr : &*found;
}

Release ReadRelease(const std::string& directory) {
  Release release;
  release.directory = directory;
  const std::string manifest = directory + "/public/" + kManifest;
  const std::string bytes = ReadFile(manifest);
  release.sha256 = Sha256(bytes);
  ParseManifest(manifest, bytes, release);
  for (Listed& table : release.tables) {
    const std::string path = directory + "/public/" + table.file;
    release.rows[table.file] = ParseTable(path, ReadListed(path, table), table);
  }
  for (Listed& family : release.audit) {
    const std::string path = directory + "/audit/" + family.file;
    release.families[family.family] = ParseFamily(path, ReadListed(path, family), release.format);
  }
  FindUnlisted("public", release.tables, release);
  FindUnlisted("audit", release.audit, release);
  return release;
}

std::string Sha256(const std::string& bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string hex(2 * sizeof digest + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest, sizeof digest);
  hex.pop_back();
  return hex;
}

}  // namespace kansrijk::audit
