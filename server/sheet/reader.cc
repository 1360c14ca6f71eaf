#include "server/sheet/reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/status.h"

namespace kansrijk::sheet {
namespace {

// Text that was read is kept until it is this much.
constexpr size_t kReadBytesMax = 1 << 20;

// The bytes of the cell like ="06.." with which the text begins, or 0.
size_t FormulaSize(absl::string_view text) {
  if (!absl::StartsWith(text, "=\"")) return 0;
  const size_t end = text.find('"', 2);
  if (end == absl::string_view::npos) return 0;
  return end + 1 == text.size() || text[end + 1] == ';' ? end + 1 : 0;
}

// The line with "06.." for cells like ="06..", by which a spreadsheet is kept from counting with
// them: as they stand, their quotes are out of place.
std::string WithoutFormulaQuotes(absl::string_view line) {
  std::string plain;
  bool is_quoted = false;
  bool begins_cell = true;
  for (size_t at = 0; at < line.size();) {
    if (const size_t size = begins_cell ? FormulaSize(line.substr(at)) : 0; size > 0) {
      absl::StrAppend(&plain, line.substr(at + 1, size - 1));
      at += size;
      begins_cell = false;
      continue;
    }
    const char c = line[at++];
    if (c == '"') is_quoted = !is_quoted;
    begins_cell = c == ';' && !is_quoted;
    plain += c;
  }
  return plain;
}

bool IsBlank(absl::string_view line) { return absl::StripAsciiWhitespace(line).empty(); }

// The part of a line that stands within the cell which was quoted on a line above it.
absl::string_view BeforeClosingQuote(absl::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '"') continue;
    const bool is_doubled = i + 1 < line.size() && line[i + 1] == '"';
    if (!is_doubled) return line.substr(0, i);
    ++i;
  }
  return line;
}

}  // namespace

Reader::Reader(BlockSource source, Encoding encoding, char line_end)
    : source_(std::move(source)), line_end_(line_end), decoder_(encoding) {
  csv_init(&parser_, CSV_STRICT);
  csv_set_delim(&parser_, ';');
  csv_set_term_func(&parser_, [](unsigned char c) { return int{c == '\n'}; });
  csv_set_space_func(&parser_, [](unsigned char c) { return int{c == ' ' || c == '\t'}; });
}

Reader::~Reader() { csv_free(&parser_); }

absl::StatusOr<bool> Reader::Fill() {
  if (at_end_) return false;
  ASSIGN_OR_RETURN(const std::string block, source_(offset_));
  at_end_ = block.empty();
  offset_ += static_cast<int64_t>(block.size());
  decoder_.Decode(block, at_end_, buffer_);
  return true;
}

absl::StatusOr<std::optional<Reader::Line>> Reader::TakeLine(size_t bytes_max) {
  size_t searched = position_;
  size_t end = buffer_.find(line_end_, searched);
  while (end == std::string::npos && buffer_.size() - position_ <= bytes_max) {
    searched = buffer_.size();
    ASSIGN_OR_RETURN(const bool filled, Fill());
    if (!filled) break;
    end = buffer_.find(line_end_, searched);
  }
  end = std::min(end, buffer_.size());
  if (end - position_ > bytes_max) return Line{position_, 0, /*is_huge=*/true};
  if (position_ == buffer_.size()) return std::nullopt;
  const size_t size =
      absl::StripSuffix(absl::string_view(buffer_).substr(position_, end - position_), "\r").size();
  const Line line{position_, size};
  position_ = std::min(end + 1, buffer_.size());
  ++line_;
  return line;
}

absl::StatusOr<Reader::Line> Reader::SkipHugeLine() {
  const Line line{position_, kHugeBytesKept, /*is_huge=*/true};
  const size_t kept = position_ + kHugeBytesKept;
  size_t end = buffer_.find(line_end_, kept);
  while (end == std::string::npos) {
    buffer_.resize(kept);
    ASSIGN_OR_RETURN(const bool filled, Fill());
    if (!filled) break;
    end = buffer_.find(line_end_, kept);
  }
  position_ = end == std::string::npos ? buffer_.size() : end + 1;
  ++line_;
  return line;
}

absl::StatusOr<std::optional<Reader::Line>> Reader::TakeFirstLine() {
  while (true) {
    ASSIGN_OR_RETURN(const auto line, TakeLine(kLineBytesMax));
    if (line.has_value() && line->is_huge) return SkipHugeLine();
    if (!line.has_value() || !IsBlank(TextOf(*line))) return line;
  }
}

bool Reader::Feed(absl::string_view line) {
  const auto cell = [](void* data, size_t size, void* self) {
    static_cast<Reader*>(self)->cells_.emplace_back(static_cast<const char*>(data), size);
  };
  const auto row = [](int, void* self) { static_cast<Reader*>(self)->row_ended_ = true; };
  return csv_parse(&parser_, line.data(), line.size(), cell, row, this) == line.size() &&
         csv_parse(&parser_, "\n", 1, cell, row, this) == 1;
}

absl::StatusOr<bool> Reader::FeedRow(std::vector<Line>& lines) {
  const size_t begin = lines[0].begin;
  const absl::string_view first = TextOf(lines[0]);
  const bool has_formula = absl::StrContains(first, "=\"");
  bool fed = !lines[0].is_huge && Feed(has_formula ? WithoutFormulaQuotes(first) : first);
  while (fed) {
    if (row_ended_) return true;
    if (lines.size() == static_cast<size_t>(kRowLinesMax)) return false;
    if (position_ - begin > kRowOfLinesBytesMax) return false;
    ASSIGN_OR_RETURN(const auto next, TakeLine(kRowOfLinesBytesMax));
    if (!next.has_value()) return false;
    lines.push_back(*next);
    fed = !next->is_huge && Feed(TextOf(*next));
  }
  return false;
}

// Whether a line within a quoted cell looks like a row. What follows the quote that closes the cell
// are the other cells of its row.
bool Reader::Swallows(const std::vector<Line>& lines) const {
  if (looks_like_row_ == nullptr || lines.size() < 2) return false;
  const auto within = [&](const Line& line) { return looks_like_row_(TextOf(line)); };
  return std::any_of(lines.begin() + 1, lines.end() - 1, within) ||
         looks_like_row_(BeforeClosingQuote(TextOf(lines.back())));
}

absl::StatusOr<std::optional<Record>> Reader::Next() {
  if (position_ > kReadBytesMax) {
    buffer_.erase(0, position_);
    position_ = 0;
  }
  ASSIGN_OR_RETURN(const auto first, TakeFirstLine());
  if (!first.has_value()) return std::nullopt;
  const size_t after_first = position_;
  const int64_t first_line = line_;

  cells_.clear();
  row_ended_ = false;
  std::vector<Line> lines{*first};
  ASSIGN_OR_RETURN(const bool is_row, FeedRow(lines));
  Record record;
  record.line = first_line;
  record.last_line = line_;
  if (is_row && !Swallows(lines)) {
    const size_t end = lines.back().begin + lines.back().size;
    record.text = absl::string_view(buffer_).substr(first->begin, end - first->begin);
    record.cells = std::move(cells_);
    return record;
  }
  record.text = TextOf(*first);
  record.form = first->is_huge ? Record::Form::kHuge
                : is_row       ? Record::Form::kSwallows
                               : Record::Form::kMisquoted;
  // Without callbacks this only resets the parser.
  csv_fini(&parser_, nullptr, nullptr, nullptr);
  position_ = after_first;
  line_ = first_line;
  return record;
}

}  // namespace kansrijk::sheet
