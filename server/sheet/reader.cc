#include "server/sheet/reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "server/base/text.h"

namespace kansrijk::sheet {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsBlank(absl::string_view line) { return absl::StripAsciiWhitespace(line).empty(); }

}  // namespace

Text Decode(std::string bytes) {
  if (!IsValidUtf8(bytes)) return {FromWindows1252(bytes), "windows-1252"};
  if (absl::StartsWith(bytes, kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  return {std::move(bytes), "UTF-8"};
}

Reader::Reader(absl::string_view utf8)
    : text_(utf8), line_end_(utf8.find('\n') == absl::string_view::npos ? '\r' : '\n') {
  csv_init(&parser_, CSV_STRICT);
  csv_set_delim(&parser_, ';');
  csv_set_term_func(&parser_, [](unsigned char c) { return int{c == '\n'}; });
  csv_set_space_func(&parser_, [](unsigned char c) { return int{c == ' ' || c == '\t'}; });
}

Reader::~Reader() { csv_free(&parser_); }

absl::string_view Reader::TakeLine() {
  size_t end = text_.find(line_end_, position_);
  if (end == absl::string_view::npos) end = text_.size();
  const absl::string_view line = text_.substr(position_, end - position_);
  position_ = end + 1;
  ++line_;
  return absl::StripSuffix(line, "\r");
}

bool Reader::Feed(absl::string_view line) {
  const auto cell = [](void* data, size_t size, void* self) {
    static_cast<Reader*>(self)->cells_.emplace_back(static_cast<const char*>(data), size);
  };
  const auto row = [](int, void* self) { static_cast<Reader*>(self)->row_ended_ = true; };
  return csv_parse(&parser_, line.data(), line.size(), cell, row, this) == line.size() &&
         csv_parse(&parser_, "\n", 1, cell, row, this) == 1;
}

std::optional<Record> Reader::Next() {
  absl::string_view first;
  while (!AtEnd() && IsBlank(first)) first = TakeLine();
  if (IsBlank(first)) return std::nullopt;

  cells_.clear();
  row_ended_ = false;
  const size_t after_first = position_;
  const int64_t first_line = line_;
  absl::string_view last = first;
  bool taken = Feed(first);
  while (taken && !row_ended_ && !AtEnd() && line_ - first_line + 1 < kRowLinesMax) {
    last = TakeLine();
    taken = Feed(last);
  }
  if (taken && row_ended_) {
    const auto size = static_cast<size_t>(last.data() + last.size() - first.data());
    return Record{first_line, absl::string_view(first.data(), size), std::move(cells_)};
  }
  // Without callbacks this only resets the parser.
  csv_fini(&parser_, nullptr, nullptr, nullptr);
  position_ = after_first;
  line_ = first_line;
  return Record{first_line, first, {}, /*well_formed=*/false};
}

}  // namespace kansrijk::sheet
