// When a session can have been, and how long it can be corrected.
#ifndef KANSRIJK_SERVER_RULES_TRACK_SESSION_H_
#define KANSRIJK_SERVER_RULES_TRACK_SESSION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "server/base/error.h"
#include "server/facts/slot.h"
#include "server/facts/term.h"

namespace kansrijk::rules {

// Until then, inclusive, a correction replaces what a session says.
inline constexpr absl::Duration kCorrectionPeriod = absl::Hours(7 * 24);

// Longer ones are probably a slip: 450 for 45.
inline constexpr int kSessionMinutesUsual = 4 * 60;

inline constexpr ErrorKind kSessionInFuture{"SESSION_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                            "the session ends in the future: $0",
                                            "de sessie eindigt in de toekomst: $0"};
inline constexpr ErrorKind kSessionTooLong{
    "SESSION_TOO_LONG", absl::StatusCode::kInvalidArgument,
    "a session lasts 24 hours (1440 minutes) at most, not $0 minutes",
    "een sessie duurt hoogstens 24 uur (1440 minuten), niet $0 minuten"};
inline constexpr ErrorKind kLongSession{
    "LONG_SESSION", absl::StatusCode::kInvalidArgument,
    "$0 minutes is $1 hours: if the session did last that long, say so with `long_session`",
    "$0 minuten is $1 uur: als de sessie echt zo lang duurde, zeg dat dan met `long_session`"};
inline constexpr ErrorKind kMinutesRequired{
    "MINUTES_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`session.minutes` is required, unless the participant did not come (`session.no_show`)",
    "`session.minutes` is verplicht, tenzij de deelnemer niet kwam (`session.no_show`)"};
inline constexpr ErrorKind kNextAppointmentBeforeSession{
    "NEXT_APPOINTMENT_BEFORE_SESSION", absl::StatusCode::kInvalidArgument,
    "the next appointment ($0) is before the session ($1)",
    "de volgende afspraak ($0) ligt voor de sessie ($1)"};
inline constexpr ErrorKind kNoMatchOnDate{"NO_MATCH_ON_DATE", absl::StatusCode::kFailedPrecondition,
                                          "buddy $0 has no match with track $1 on $2",
                                          "buddy $0 heeft geen koppeling met traject $1 op $2"};
inline constexpr ErrorKind kSessionOverlaps{"SESSION_OVERLAPS",
                                            absl::StatusCode::kFailedPrecondition,
                                            "the session overlaps session $0 ($1-$2) of $3",
                                            "de sessie overlapt met sessie $0 ($1-$2) van $3"};
// Of a track that the caller may not see.
inline constexpr ErrorKind kOverlapsUnseenSession{
    "SESSION_OVERLAPS", absl::StatusCode::kFailedPrecondition,
    "the session overlaps another session of the household",
    "de sessie overlapt met een andere sessie van het huishouden"};
// Of a match that ended: the buddy sees no session any more, the own ones neither.
inline constexpr ErrorKind kOverlapsOwnSession{
    "SESSION_OVERLAPS", absl::StatusCode::kFailedPrecondition,
    "the session overlaps another session of yours with this household",
    "de sessie overlapt met een andere sessie van u met dit huishouden"};
inline constexpr ErrorKind kTooLateAfterMatch{
    "TOO_LATE_AFTER_MATCH", absl::StatusCode::kFailedPrecondition,
    "your match with track $0 ended on $1, and sessions could be logged until $2: ask your "
    "coordinator to log it",
    "uw koppeling met traject $0 is geëindigd op $1, en sessies konden worden vastgelegd tot en "
    "met "
    "$2: vraag uw coördinator om het te doen"};
inline constexpr ErrorKind kNotAfterMatch{
    "TOO_LATE_AFTER_MATCH", absl::StatusCode::kFailedPrecondition,
    "your match with track $0 ended on $1, and in your organisation no sessions are logged after "
    "that: ask your coordinator to log it",
    "uw koppeling met traject $0 is geëindigd op $1, en in uw organisatie worden daarna geen "
    "sessies "
    "vastgelegd: vraag uw coördinator om het te doen"};
inline constexpr ErrorKind kNoAppointmentAfterMatch{
    "NO_APPOINTMENT_AFTER_MATCH", absl::StatusCode::kInvalidArgument,
    "your match with this track has ended: log the session without a next appointment",
    "uw koppeling met dit traject is geëindigd: leg de sessie vast zonder volgende afspraak"};
inline constexpr ErrorKind kBuddyRequired{
    "BUDDY_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`session.buddy` is required: name the buddy whose session it was",
    "`session.buddy` is verplicht: noem de buddy van wie de sessie was"};
inline constexpr ErrorKind kNotOwnSession{
    "NOT_OWN_SESSION", absl::StatusCode::kPermissionDenied,
    "session $0 is another buddy's: buddies amend only their own sessions",
    "sessie $0 is van een andere buddy: een buddy wijzigt alleen eigen sessies"};

inline constexpr ErrorKind kSessionIsVoid{
    "SESSION_IS_VOID", absl::StatusCode::kFailedPrecondition,
    "session $0 was voided on $1 and can no longer be changed: log it anew if it did take place",
    "sessie $0 is op $1 ongeldig gemaakt en niet meer te wijzigen: leg haar opnieuw vast als ze "
    "toch "
    "plaatsvond"};
inline constexpr ErrorKind kTooLateToVoid{
    "TOO_LATE_TO_VOID", absl::StatusCode::kFailedPrecondition,
    "a buddy can void session $0 until $1: ask the coordinator to do it",
    "een buddy kan sessie $0 tot en met $1 ongeldig maken: vraag de coördinator om het te doen"};
inline constexpr ErrorKind kMovedNowhere{"MOVED_NOWHERE", absl::StatusCode::kInvalidArgument,
                                         "session $0 is on track $1 already: name another `track`",
                                         "sessie $0 staat al bij traject $1: noem een ander "
                                         "`track`"};

// FailedPrecondition when the session is void.
absl::Status CheckCounts(const v1::Session& session);

// FailedPrecondition for a buddy when a correction of the session no longer replaces what it says.
absl::Status CheckMayVoid(const v1::Session& session, v1::Role role, absl::Time now);

// What an amendment says of a session: who did not come, was there for no time, unless `minutes`
// were given with it.
v1::Session WithoutMinutesOfNoShow(const v1::Session& current, bool minutes_given,
                                   v1::Session amended);

// InvalidArgument, naming session.*: in the future, longer than kSessionLengthMax, attended without
// minutes, a next appointment before the session. Dates and times are well-formed.
absl::Status CheckSessionTimes(const v1::Session& session, absl::Time now);

// InvalidArgument on session.minutes when it lasted longer than kSessionMinutesUsual and nobody
// `confirmed` that.
absl::Status CheckLength(const v1::Session& session, bool confirmed);

// The first of `others` that overlaps, or null. Touching ends are free; so is a session without
// start time or length.
const Slot* FindOverlap(const v1::Session& session, const std::vector<Slot>& others);

// FailedPrecondition with the number and times of `other`; without them when `number` is empty,
// because the caller may not see it.
absl::Status OverlapError(const Slot& other, const std::string& number);

// A match that ended, as far as it matters for a session that is logged afterwards.
struct EndedMatch {
  bool covers = false;      // the day of the session
  std::string until;        // its last day
  absl::CivilDay recorded;  // when its end was recorded
};

// Until when, inclusive, a session within `match` may be logged: `days` after it ended, or after
// that was recorded when that came later.
absl::CivilDay LastDayToLog(const EndedMatch& match, int days);

// FailedPrecondition unless the session is within one of `matches`, of which there is at least one,
// and that may still be logged today; `days` is the setting of the track's organisation, 0: not at
// all. Says no more than the buddy knew.
absl::Status CheckLoggedAfterMatch(const v1::Session& session,
                                   const std::vector<EndedMatch>& matches, int days,
                                   absl::CivilDay today);

// InvalidArgument when the session says what is no more than a past session: a next appointment.
absl::Status CheckIsPastOnly(const v1::Session& session);

// From when the period counts: from the logging of the session, or from the session itself when it
// came with an import.
absl::Time CorrectableFrom(const v1::Session& session);

// Whether a change at `now` still replaces what is correctable from `since`.
bool IsCorrection(absl::Time since, absl::Time now);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_SESSION_H_
