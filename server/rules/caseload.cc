#include "server/rules/caseload.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

using OptionalDay = std::optional<absl::CivilDay>;

OptionalDay DayOrNone(const std::string& date) {
  if (date.empty()) return std::nullopt;
  return Day(date);
}

OptionalDay LastContact(const TrackFacts& track) {
  return DayOrNone(track.last_session_date.empty() ? track.start_date : track.last_session_date);
}

OptionalDay OpenAppointment(const TrackFacts& track) {
  if (track.next_appointment_date <= track.last_session_date) return std::nullopt;
  return DayOrNone(track.next_appointment_date);
}

// The track became active, or lost its buddy: whichever came last.
OptionalDay LastMatched(const TrackFacts& track) {
  if (track.matched) return std::nullopt;
  const std::string& active = track.state_since.empty() ? track.start_date : track.state_since;
  return DayOrNone(std::max(active, track.last_match_until));
}

OptionalDay PlannedEnd(const TrackFacts& track) { return DayOrNone(track.planned_end_date); }

OptionalDay Application(const TrackFacts& track) { return DayOrNone(track.apply_date); }

OptionalDay AftercareEnd(const TrackFacts& track) { return DayOrNone(track.aftercare_end_date); }

// States as a set of bits.
constexpr unsigned Bit(v1::TrackState state) { return 1u << state; }
constexpr unsigned kActive = Bit(v1::TRACK_STATE_ACTIVE);
constexpr unsigned kActiveOrPaused = kActive | Bit(v1::TRACK_STATE_PAUSED);
constexpr unsigned kBeforeStart =
    Bit(v1::TRACK_STATE_APPLIED) | Bit(v1::TRACK_STATE_INTAKE) | Bit(v1::TRACK_STATE_WAITING);
constexpr unsigned kAftercare = Bit(v1::TRACK_STATE_AFTERCARE);
constexpr unsigned kAnyState = ~0u;

struct Check {
  v1::FlagKind kind;
  unsigned states;
  OptionalDay (*counted_from)(const TrackFacts& track);
  int first_day;  // on which the flag holds, in days after `counted_from`
  // $0: days since `counted_from`, with the word; $1: that date.
  const char* english;
  const char* dutch;
};

constexpr Check kChecks[] = {
    {v1::FLAG_KIND_NO_SESSION, kActive, &LastContact, kDaysWithoutSessionMax + 1,
     "no session for $0", "al $0 geen sessie"},
    {v1::FLAG_KIND_APPOINTMENT_PASSED, kAnyState, &OpenAppointment, 1,
     "appointment of $1 passed $0 ago, no session since",
     "afspraak van $1 is $0 geleden verstreken, sindsdien geen sessie"},
    {v1::FLAG_KIND_NO_BUDDY, kActive, &LastMatched, 0, "no buddy since $1", "geen buddy sinds $1"},
    {v1::FLAG_KIND_PLANNED_END_PASSED, kActiveOrPaused, &PlannedEnd, 1, "planned end passed $0 ago",
     "geplande einddatum is $0 geleden verstreken"},
    {v1::FLAG_KIND_WAITING_LONG, kBeforeStart, &Application, kDaysWaitingMax + 1, "waiting for $0",
     "wacht al $0"},
    {v1::FLAG_KIND_AFTERCARE_END_PASSED, kAftercare, &AftercareEnd, 1,
     "end of aftercare passed $0 ago", "einde van de nazorg is $0 geleden verstreken"},
};

std::string Words(const char* text, absl::CivilDay from, absl::CivilDay today, const char* day,
                  const char* days) {
  const auto count = today - from;
  return absl::StrReplaceAll(
      text, {{"$0", absl::StrCat(count, " ", count == 1 ? day : days)}, {"$1", FormatDate(from)}});
}

v1::Flag FlagOf(const Check& check, absl::CivilDay from, absl::CivilDay today) {
  v1::Flag flag;
  flag.set_kind(check.kind);
  flag.set_since(FormatDate(from + check.first_day));
  flag.set_reason(Words(check.english, from, today, "day", "days"));
  flag.set_reason_nl(Words(check.dutch, from, today, "dag", "dagen"));
  return flag;
}

}  // namespace

Attention AttentionOf(const TrackFacts& track, absl::CivilDay today) {
  Attention attention;
  for (const Check& check : kChecks) {
    if ((check.states & Bit(track.state)) == 0) continue;
    const OptionalDay from = check.counted_from(track);
    if (!from.has_value()) continue;
    const absl::CivilDay first = *from + check.first_day;
    const std::string date = FormatDate(first);
    if (attention.date.empty() || date < attention.date) attention.date = date;
    if (first <= today) attention.flags.push_back(FlagOf(check, *from, today));
  }
  std::stable_sort(attention.flags.begin(), attention.flags.end(),
                   [](const v1::Flag& a, const v1::Flag& b) { return a.since() < b.since(); });
  return attention;
}

}  // namespace kansrijk::rules
