#include "client/screen/calendar.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "absl/time/time.h"
#include "client/message/field.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "kansrijk/v1/training.pb.h"

namespace kansrijk::client {
namespace {

constexpr size_t kDayWidth = 11;
constexpr int kDaysInWeek = 7;

constexpr const char* kWeekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                     N_("Fri"), N_("Sat"), N_("Sun")};

constexpr const char* kMonthNames[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

using Week = std::vector<std::vector<std::string>>;  // lines of each day

void PrintWeek(const Week& week, std::ostream& out) {
  size_t lines = 0;
  for (const auto& day : week) lines = std::max(lines, day.size());
  for (size_t i = 0; i < lines; ++i) {
    std::string line;
    for (const auto& day : week) {
      absl::StrAppend(&line, Padded(i < day.size() ? day[i] : "", kDayWidth));
    }
    out << absl::StripTrailingAsciiWhitespace(line) << "\n";
  }
}

std::string Mark(const v1::TrainingSession& session) {
  const std::string number = Visible(session.number(), LineBreaks::kFlatten);
  const bool cancelled = session.state() == v1::TRAINING_SESSION_STATE_CANCELLED;
  return cancelled ? absl::StrCat("(", number, ")") : number;
}

absl::StatusOr<absl::CivilMonth> MonthOf(const Invocation& invocation) {
  if (!invocation.Has("month")) return absl::ToCivilMonth(absl::Now(), Amsterdam());
  absl::CivilMonth month;
  const std::string typed = invocation.Value("month");
  if (absl::ParseCivilTime(typed, &month)) return month;
  return absl::InvalidArgumentError(absl::Substitute(_("--month: \"$0\" is not a month: write $1"),
                                                     Visible(typed, LineBreaks::kFlatten),
                                                     "2027-01"));
}

}  // namespace

void PrintCalendar(absl::CivilMonth month, const Entries& sessions, std::ostream& out) {
  std::map<std::string, std::vector<std::string>> marks;  // by date
  for (const auto& entry : sessions) {
    const auto& session = static_cast<const v1::TrainingSession&>(*entry);
    marks[session.date()].push_back(Mark(session));
  }
  out << _(kMonthNames[month.month() - 1]) << " " << month.year() << "\n\n";
  Week heading;
  for (const char* weekday : kWeekdays) heading.push_back({_(weekday)});
  PrintWeek(heading, out);

  const absl::CivilDay first(month);
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  const absl::CivilDay monday = first == absl::NextWeekday(first - 1, absl::Weekday::monday)
                                    ? first
                                    : absl::PrevWeekday(first, absl::Weekday::monday);
  for (absl::CivilDay week_start = monday; week_start <= last; week_start += kDaysInWeek) {
    Week week;
    for (absl::CivilDay day = week_start; day < week_start + kDaysInWeek; ++day) {
      auto& lines = week.emplace_back();
      if (absl::CivilMonth(day) != month) continue;
      lines.push_back(absl::StrCat(day.day()));
      const auto found = marks.find(absl::FormatCivilTime(day));
      if (found == marks.end()) continue;
      lines.insert(lines.end(), found->second.begin(), found->second.end());
    }
    PrintWeek(week, out);
  }
  if (sessions.empty()) return;
  out << "\n";
  PrintListing(*v1::TrainingSession::descriptor(), sessions, Format::kTable, out);
}

absl::StatusOr<int> ShowTrainingCalendar(Invocation& invocation) {
  ASSIGN_OR_RETURN(const auto month, MonthOf(invocation));
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  auto& listed = static_cast<v1::ListTrainingSessionsRequest&>(*request);
  listed.set_start_date(absl::FormatCivilTime(absl::CivilDay(month)));
  listed.set_end_date(absl::FormatCivilTime(absl::CivilDay(month + 1) - 1));
  ASSIGN_OR_RETURN(const auto listing, ListWhole(invocation, listed));
  if (invocation.Has("output")) {
    PrintListing(*v1::TrainingSession::descriptor(), listing.entries, invocation.settings.format,
                 invocation.out);
  } else {
    PrintCalendar(month, listing.entries, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
