// Days and times of day as people say them and as people read them.
#ifndef KANSRIJK_CLIENT_MESSAGE_DAY_H_
#define KANSRIJK_CLIENT_MESSAGE_DAY_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/options.pb.h"

namespace kansrijk::client {

// A day without its year is taken to lie this many days at most on the side where it is not
// expected: who is a day astray is told so, instead of getting the same day of another year. What
// happened was seldom meant to lie ahead; a plan may be looked up long after its day.
inline constexpr int kDaysAheadOfPastMax = 7;
inline constexpr int kDaysBehindPlanMax = 60;

// Today in Europe/Amsterdam.
absl::CivilDay Today();

// The day that is meant: 2026-11-26, 26-11-2026, 26-11-26, 26/11, 26 november, yesterday, gisteren,
// friday, vrijdag. Where the year or the week is not said, `kind` tells on which side of `today`
// the day lies; the bounds of a listing look back, unless it lists plans. Absent: it is no day, or
// a birthday without its year.
std::optional<absl::CivilDay> DayMeant(absl::string_view typed, v1::DateKind kind,
                                       absl::CivilDay today);

// HH:MM of 9:05, 9.05, 9u05, 14u, 9 uur; absent when it is no time of day.
std::optional<std::string> TimeMeant(absl::string_view typed);

// 2026-11-26 as the user's language writes it: 26-11-2026 in Dutch. What is no date stays as it is.
std::string DateRead(absl::string_view date);

// `sentence` with every date in it as DateRead writes it.
std::string WithDatesRead(absl::string_view sentence);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_DAY_H_
