#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/sheet/date.h"
#include "server/sheet/encoding.h"
#include "server/sheet/finding.h"
#include "server/sheet/layout.h"
#include "server/sheet/spreadsheet.h"

namespace kansrijk::sheet {
namespace {

// Rows between two questions whether the survey was given up.
constexpr int64_t kRowsBetweenQuestions = 10'000;

// Files of other programs, by what they begin with.
struct Format {
  absl::string_view begin;
  absl::string_view within;  // further on near the beginning; "" when there is nothing to ask
  const char* name;
};

constexpr Format kFormats[] = {
    {"PK\x03\x04", "opendocument", "OpenDocument (.ods)"},
    {"PK\x03\x04", "", "Excel (.xlsx)"},
    {"\xD0\xCF\x11\xE0", "", "Excel (.xls)"},
    {"%PDF-", "", "PDF"},
    {"{\\rtf", "", "RTF"},
    {"<?xml", "", "XML"},
    {"<!doctype html", "", "HTML"},
    {"<html", "", "HTML"},
    {"<table", "", "HTML"},
    {"<meta", "", "HTML"},
};

// "" when the bytes are not those of another format.
absl::string_view FormatOf(absl::string_view head) {
  absl::ConsumePrefix(&head, "\xEF\xBB\xBF");
  const absl::string_view text = absl::StripLeadingAsciiWhitespace(head);
  for (const Format& format : kFormats) {
    if (absl::StartsWithIgnoreCase(text, format.begin) && absl::StrContains(head, format.within)) {
      return format.name;
    }
  }
  return "";
}

std::string InWords(const std::vector<Reading>& readings) {
  return absl::StrJoin(readings, ", ", [](std::string* out, const Reading& reading) {
    absl::StrAppend(out, Quoted(reading.word), " (", NameOf(reading.encoding), ")");
  });
}

class Surveyor {
 public:
  Surveyor(const Table& table, const BlockSource& source, const FileChoice& choice,
           absl::CivilDay today, const std::function<bool()>& given_up)
      : source_(source), choice_(choice), given_up_(given_up) {
    layout_.table = &table;
    layout_.today = today;
    layout_.month_first.assign(table.columns.size(), 0);
    layout_.header.places.assign(table.columns.size(), kNowhere);
    orders_.resize(table.columns.size());
  }

  absl::StatusOr<Survey> Run() && {
    RETURN_IF_ERROR(ReadBytes());
    const absl::string_view format = FormatOf(evidence_.head());
    if (format.empty()) {
      ChooseEncoding();
      RETURN_IF_ERROR(ReadHeader());
      RETURN_IF_ERROR(ReadRows());
      JudgeColumns();
    } else {
      layout_.is_text = false;
      Report(Finding(kForeignFormat, "", {layout_.table->name, std::string(format)}));
    }
    return Finished();
  }

 private:
  absl::Status CheckGivenUp() const {
    return given_up_() ? absl::CancelledError("the survey was given up") : absl::OkStatus();
  }

  void Report(v1::ImportFinding finding) { findings_.push_back(std::move(finding)); }

  absl::Status ReadBytes() {
    for (int64_t offset = 0;;) {
      RETURN_IF_ERROR(CheckGivenUp());
      ASSIGN_OR_RETURN(const std::string block, source_(offset));
      if (block.empty()) break;
      evidence_.Add(block);
      offset += static_cast<int64_t>(block.size());
    }
    layout_.line_end = evidence_.line_end();
    return absl::OkStatus();
  }

  void ChooseEncoding() {
    const Recognition recognition = evidence_.Recognise();
    layout_.encoding = recognition.encoding;
    if (choice_.encoding.empty()) {
      if (recognition.readings.empty()) return;
      layout_.is_doubtful = true;
      return Report(
          Finding(kDoubtfulEncoding, "", {layout_.table->name, InWords(recognition.readings)}));
    }
    const auto chosen = FindEncoding(choice_.encoding);
    if (!chosen.has_value()) {
      return Report(Finding(
          kUnknownEncoding, "",
          {layout_.table->name, Quoted(choice_.encoding), absl::StrJoin(EncodingNames(), ", ")}));
    }
    // Which byte comes first is not for people to know.
    const bool both_utf16 = absl::string_view(NameOf(*chosen)) == NameOf(recognition.encoding);
    if (!both_utf16) layout_.encoding = *chosen;
  }

  absl::Status ReadHeader() {
    std::vector<TopRow> rows;
    Reader reader(source_, layout_.encoding, layout_.line_end);
    while (rows.size() < kTopRowsMax) {
      ASSIGN_OR_RETURN(auto record, reader.Next());
      if (!record.has_value()) break;
      rows.push_back(
          {record->line, ToValidUtf8(record->text), ValidCells(std::move(record->cells))});
    }
    layout_.header = FindHeader(*layout_.table, rows, layout_.encoding, choice_.columns);
    for (const v1::ImportFinding& finding : layout_.header.findings) Report(finding);
    return absl::OkStatus();
  }

  static std::vector<std::string> ValidCells(std::vector<std::string> cells) {
    for (std::string& cell : cells) cell = ToValidUtf8(cell);
    return cells;
  }

  absl::Status ReadRows() {
    RowsBelowHeader rows(layout_, source_);
    while (true) {
      if (rows_ % kRowsBetweenQuestions == 0) RETURN_IF_ERROR(CheckGivenUp());
      ASSIGN_OR_RETURN(const auto record, rows.Next());
      if (!record.has_value()) return absl::OkStatus();
      ++rows_;
      Look(*record);
    }
  }

  void Look(const Record& record) {
    const bool is_whole = record.form == Record::Form::kGood && layout_.FitsRow(record.cells);
    if (!is_whole || !HasReadableKey(record)) has_unreadable_rows_ = true;
    for (const size_t place : layout_.header.unknown) {
      const bool is_filled = place < record.cells.size() && !Trimmed(record.cells[place]).empty();
      if (is_filled) filled_.insert(place);
    }
    if (!is_whole) return;
    for (size_t i = 0; i < orders_.size(); ++i) {
      if (layout_.table->columns[i].kind != Kind::kDate) continue;
      const auto place = DayPlaceOf(Trimmed(layout_.CellOf(i, record.cells)));
      if (place.has_value()) orders_[i].Add(*place);
    }
  }

  bool HasReadableKey(const Record& record) const {
    const auto& key = layout_.table->key;
    return std::all_of(key.begin(), key.end(), [&](absl::string_view column) {
      return IsValidUtf8(layout_.CellOf(PlaceIn(*layout_.table, column), record.cells));
    });
  }

  void JudgeColumns() {
    for (size_t i = 0; i < orders_.size(); ++i) {
      if (orders_[i].MayBeMonthFirst()) layout_.month_first[i] = orders_[i].day_second();
    }
    const bool is_refused = std::any_of(findings_.begin(), findings_.end(),
                                        [](const auto& finding) { return finding.refused(); });
    if (is_refused) return;
    for (const size_t place : layout_.header.unknown) {
      auto finding =
          AboutUnknownColumn(*layout_.table, layout_.header, place, filled_.contains(place));
      if (finding.has_value()) Report(*std::move(finding));
    }
    if (rows_ == 0) Report(Finding(kNoRows, "", {layout_.table->name}));
  }

  Survey Finished() {
    const Table& table = *layout_.table;
    Survey survey;
    survey.table = &table;
    survey.report.set_file(table.name);
    survey.report.set_rows(rows_);
    survey.report.set_encoding(NameOf(layout_.encoding));
    survey.report.set_header(layout_.header.text);
    const auto refusal = std::find_if(findings_.begin(), findings_.end(),
                                      [](const auto& finding) { return finding.refused(); });
    if (refusal != findings_.end()) {
      layout_.refusal = *refusal;
      survey.report.set_unreadable(true);
      survey.report.set_refused(rows_);
      has_unreadable_rows_ = true;
    }
    for (v1::ImportFinding& finding : findings_) {
      survey.findings.push_back(
          AboutRow(std::move(finding), table, layout_.header.line, /*record=*/""));
    }
    survey.has_unreadable_rows = has_unreadable_rows_;
    survey.layout = std::make_shared<const Layout>(std::move(layout_));
    return survey;
  }

  const BlockSource& source_;
  const FileChoice& choice_;
  const std::function<bool()>& given_up_;
  EncodingEvidence evidence_;
  Layout layout_;
  std::vector<v1::ImportFinding> findings_;
  std::vector<DayOrder> orders_;  // by column of the table
  std::set<size_t> filled_;       // places of unknown columns with something in them
  int64_t rows_ = 0;
  bool has_unreadable_rows_ = false;
};

}  // namespace

absl::StatusOr<Survey> SurveyFile(const Table& table, const BlockSource& source,
                                  const FileChoice& choice, absl::CivilDay today,
                                  const std::function<bool()>& given_up) {
  return Surveyor(table, source, choice, today, given_up).Run();
}

}  // namespace kansrijk::sheet
