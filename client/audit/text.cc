#include "client/audit/text.h"

#include <csv.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "client/audit/failure.h"

namespace kansrijk::audit {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kWhite = " \t\r\n";

// One line after another into libcsv, so that each row knows its line.
class CsvParser {
 public:
  CsvParser() {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });
    csv_set_term_func(&parser_, [](unsigned char c) { return int{c == '\n'}; });
  }
  ~CsvParser() { csv_free(&parser_); }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;

  // Whether the line, with a line feed after it, is taken.
  bool Feed(std::string_view line) {
    row_ended_ = false;
    return csv_parse(&parser_, line.data(), line.size(), OnField, OnRow, this) == line.size() &&
           csv_parse(&parser_, "\n", 1, OnField, OnRow, this) == 1;
  }
  bool row_ended() const { return row_ended_; }
  std::vector<std::string> TakeFields() { return std::exchange(fields_, {}); }

 private:
  static void OnField(void* data, size_t size, void* self) {
    static_cast<CsvParser*>(self)->fields_.emplace_back(static_cast<const char*>(data), size);
  }
  static void OnRow(int, void* self) { static_cast<CsvParser*>(self)->row_ended_ = true; }

  csv_parser parser_;
  std::vector<std::string> fields_;
  bool row_ended_ = false;
};

std::string_view TakeLine(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

std::string ReadFile(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw Malformed(path + ": " + (error ? error.message() : "is not a file"));
  }
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > static_cast<uintmax_t>(kFileBytesMax)) {
    throw Malformed(path + ": is larger than " + std::to_string(kFileBytesMax) + " bytes");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Malformed(path + ": cannot be read: " + std::strerror(errno));
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) throw Malformed(path + ": cannot be read");
  return bytes;
}

std::optional<int64_t> ParseCount(std::string_view text) {
  int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (text.empty() || text.front() == '-' || error != std::errc() || rest != end) return {};
  if (count > kCountMax) return {};
  return count;
}

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

std::vector<CsvRow> ParseCsv(const std::string& path, std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  CsvParser parser;
  std::vector<CsvRow> rows;
  int line = 0;
  int first_line = 0;  // 0 between rows
  while (!text.empty()) {
    const std::string_view next = TakeLine(text);
    ++line;
    if (first_line == 0 && Trim(next).empty()) continue;
    if (first_line == 0) first_line = line;
    if (!parser.Feed(next)) throw Malformed(At(path, line, "a double quote out of place"));
    if (parser.row_ended()) {
      rows.push_back({std::exchange(first_line, 0), parser.TakeFields()});
    } else if (text.empty() || line - first_line >= kRowLinesMax) {
      throw Malformed(At(path, first_line, "a double quote is never closed"));
    }
  }
  return rows;
}

std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos && Trim(text) == text) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string At(const std::string& path, int line, const std::string& why) {
  return path + ", line " + std::to_string(line) + ": " + why;
}

}  // namespace kansrijk::audit
