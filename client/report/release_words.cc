#include "client/report/release_words.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "absl/time/civil_time.h"
#include "client/message/choices.h"

namespace kansrijk::client {
namespace {

constexpr const char* kMonths[] = {N_("January"),   N_("February"), N_("March"),    N_("April"),
                                   N_("May"),       N_("June"),     N_("July"),     N_("August"),
                                   N_("September"), N_("October"),  N_("November"), N_("December")};

// 2023-H1
bool IsHalfYear(const std::string& code) {
  return code.size() == 7 && (absl::EndsWith(code, "-H1") || absl::EndsWith(code, "-H2")) &&
         std::all_of(code.begin(), code.begin() + 4,
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

}  // namespace

std::string ReleaseWords::Text(const char* id) const {
  if (language_ == Language::kEnglish) return id;
  return LookUp(language_, "", id).value_or(id);
}

std::string ReleaseWords::Choice(const std::string& english, const std::string& dutch) const {
  return language_ == Language::kDutch ? dutch : english;
}

std::string ReleaseWords::Title(const v1::StatisticsTable& table) const {
  return Choice(table.title(), table.title_nl());
}

std::string ReleaseWords::Definition(const v1::StatisticsTable& table) const {
  return Choice(table.definition(), table.definition_nl());
}

std::string ReleaseWords::Dimension(const v1::StatisticsDimension& dimension) const {
  return Choice(dimension.label(), dimension.label_nl());
}

std::string ReleaseWords::Value(const v1::ReleaseTable& table, int place,
                                const std::string& code) const {
  if (code == kTotal) return Text(N_("total"));
  if (place < table.dimensions_size()) {
    for (const v1::StatisticsValue& value : table.dimensions(place).values()) {
      if (value.code() == code) return Choice(value.label(), value.label_nl());
    }
  }
  return code;
}

std::string ReleaseWords::Outcome(const v1::ReleaseTable& table, const std::string& code) const {
  for (const v1::StatisticsOutcome& outcome : table.definition().outcomes()) {
    if (outcome.code() == code) return Choice(outcome.label(), outcome.label_nl());
  }
  return code;
}

std::string ReleaseWords::Period(const std::string& code) const {
  if (code == "cumulative") return Text(N_("all so far"));
  if (!IsHalfYear(code)) return code;
  const char* half = code.back() == '1' ? N_("first half of $0") : N_("second half of $0");
  return absl::Substitute(Text(half), code.substr(0, 4));
}

std::string ReleaseWords::Date(const std::string& date) const {
  absl::CivilDay day;
  if (!absl::ParseCivilTime(date, &day)) return date;
  const std::string month = Text(kMonths[day.month() - 1]);
  return absl::StrCat(day.day(), " ", Choice(month, absl::AsciiStrToLower(month)), " ", day.year());
}

std::string ReleaseWords::Counted(v1::StatisticsUnit unit) const {
  if (unit == v1::STATISTICS_UNIT_BUDDY) return Text(N_("buddies"));
  if (unit == v1::STATISTICS_UNIT_TRAINEE) return Text(N_("people"));
  return Text(N_("households"));
}

std::vector<std::string> ReleaseWords::Note(const v1::Release& release,
                                            const v1::ReleaseTable& table) const {
  const std::string counted = Counted(table.definition().unit());
  std::vector<std::string> note;
  if (release.base() > 1) {
    note.push_back(absl::Substitute(
        Text(N_("Figures count $0, and are rounded to multiples of $1; totals may not add up by "
                "rounding.")),
        counted, release.base()));
  } else {
    note.push_back(absl::Substitute(Text(N_("Figures count $0.")), counted));
  }
  note.push_back(
      Text(N_("A point (.) means: not shown. That may also be a larger figure, which would give "
              "away a small one.")));
  note.push_back(absl::Substitute(
      Text(
          N_("From the figures themselves, with all earlier ones beside them, it cannot be derived "
             "that a figure concerns fewer than $0 $1.")),
      release.threshold(), counted));
  return note;
}

std::string ReleaseWords::NothingShown(const v1::Release& release,
                                       const v1::ReleaseTable& table) const {
  return absl::Substitute(
      Text(N_("This table shows no figures yet: the programme is small, and each of them could "
              "say something about fewer than $0 $1. As more take part there will be more to "
              "show.")),
      release.threshold(), Counted(table.definition().unit()));
}

std::string ReleaseWords::NotPublished(const v1::Release& release) const {
  if (release.withheld().empty()) return "";
  std::vector<std::string> titles;
  for (const v1::WithheldFamily& family : release.withheld()) {
    for (const v1::WithheldTable& table : family.tables()) {
      titles.push_back(Choice(table.title(), table.title_nl()));
    }
  }
  return absl::Substitute(Text(N_("Not published this time: $0")), absl::StrJoin(titles, "; "));
}

std::string ReleaseWords::State(v1::ReleaseState state) const {
  const auto* value = v1::ReleaseState_descriptor()->FindValueByNumber(state);
  return value == nullptr ? "" : Label(*value, language_);
}

bool IsShown(const v1::ReleaseCell& cell) { return cell.state() == v1::CELL_STATE_UNSPECIFIED; }

bool HasState(const v1::ReleaseTable& table, v1::CellState state) {
  return std::any_of(table.cells().begin(), table.cells().end(),
                     [&](const v1::ReleaseCell& cell) { return cell.state() == state; });
}

bool ShowsAny(const v1::ReleaseTable& table) {
  return std::any_of(table.cells().begin(), table.cells().end(), IsShown);
}

bool ShowsAny(const v1::Release& release) {
  return std::any_of(release.tables().begin(), release.tables().end(),
                     [](const v1::ReleaseTable& table) { return ShowsAny(table); });
}

}  // namespace kansrijk::client
