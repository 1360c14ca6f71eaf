// Where a match can go, and what it needs before it is in force.
#ifndef KANSRIJK_SERVER_RULES_TRACK_MATCH_H_
#define KANSRIJK_SERVER_RULES_TRACK_MATCH_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"
#include "server/facts/matched_buddy.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kTrackHasEnded{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): no buddy can be matched with it",
    "traject $0 is afgelopen ($1): er kan geen buddy aan worden gekoppeld"};
inline constexpr ErrorKind kAlreadyMatched{
    "ALREADY_MATCHED", absl::StatusCode::kFailedPrecondition,
    "track $0 and buddy $1 already have a match that is proposed or in force",
    "traject $0 en buddy $1 hebben al een koppeling die is voorgesteld of loopt"};
inline constexpr ErrorKind kMatchDateInFuture{
    "MATCH_DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument, "`date` $0 is in the future",
    "`date` $0 ligt in de toekomst"};
inline constexpr ErrorKind kMatchEndsBeforeItBegins{
    "MATCH_ENDS_BEFORE_IT_BEGINS", absl::StatusCode::kInvalidArgument,
    "`date` $0 is before the match began ($1)",
    "`date` $0 ligt voor het begin van de koppeling ($1)"};
inline constexpr ErrorKind kContactAfterMatch{
    "CONTACT_AFTER_MATCH", absl::StatusCode::kFailedPrecondition,
    "the match of track $0 and buddy $1 cannot end on $2: contact $3 of that buddy is of $4; give "
    "that day or a later one",
    "de koppeling van traject $0 en buddy $1 kan niet eindigen op $2: contact $3 van die buddy is "
    "van $4; geef die dag of een latere"};
inline constexpr ErrorKind kMatchReasonRequired{"MATCH_REASON_REQUIRED",
                                                absl::StatusCode::kInvalidArgument,
                                                "$0 needs `reason`", "bij $0 hoort `reason`"};
inline constexpr ErrorKind kSeveralActiveMatches{
    "SEVERAL_ACTIVE_MATCHES", absl::StatusCode::kFailedPrecondition,
    "track $0 has several active matches, with buddies $1: end the one that is over, and activate "
    "a match with the new buddy",
    "traject $0 heeft meer dan één actieve koppeling, met buddy $1: beëindig de koppeling die "
    "voorbij is en laat een koppeling met de nieuwe buddy ingaan"};
inline constexpr ErrorKind kHardGuardsFail{
    "MATCH_GUARDS_FAIL", absl::StatusCode::kFailedPrecondition,
    "the match of track $0 and buddy $1 is not possible: $2",
    "de koppeling van traject $0 en buddy $1 is niet mogelijk: $3"};
inline constexpr ErrorKind kSoftGuardsFail{
    "MATCH_GUARDS_FAIL", absl::StatusCode::kFailedPrecondition,
    "the match of track $0 and buddy $1 cannot be activated without `override_reason`: $2",
    "de koppeling van traject $0 en buddy $1 kan niet ingaan zonder `override_reason`: $3"};
inline constexpr ErrorKind kNotMeeting{
    "NOT_MEETING", absl::StatusCode::kFailedPrecondition,
    "the match with track $0 is $1: whether there is a conflict of interest is confirmed while it "
    "is $2",
    "de koppeling met traject $0 staat op $1: dat er geen belangenverstrengeling is, wordt "
    "bevestigd zolang zij op $2 staat"};
inline constexpr ErrorKind kNotOwnMatch{
    "NOT_OWN_MATCH", absl::StatusCode::kFailedPrecondition,
    "the match of track $0 and buddy $1 is another buddy's: name your own",
    "de koppeling van traject $0 en buddy $1 is van een andere buddy: noem die van uzelf"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::MatchState, v1::MatchVerb>> MatchTransitions();

// What the end of its track does to a match.
absl::Span<const Consequence<v1::MatchState, v1::MatchVerb>> MatchVerbsAtTrackEnd();

// FailedPrecondition when a track in this state takes no buddy any more.
absl::Status CheckTakesBuddy(const std::string& track_number, v1::TrackState track_state);

// FailedPrecondition when a track in this state takes no buddy any more, or has this one already.
absl::Status CheckMatchable(const std::string& track_number, v1::TrackState track_state,
                            const std::string& buddy_number, bool matched);

// FailedPrecondition unless the match is the buddy's own.
absl::Status CheckOwnMatch(const v1::Match& match, const std::string& buddy_name);

// FailedPrecondition unless the match is MEETING.
absl::Status CheckMeeting(const v1::Match& match);

// FailedPrecondition unless the track has one match that is ACTIVE, which is the one handed over.
absl::Status CheckHandOver(const std::string& track_number, const std::vector<v1::Match>& active);

// The state after `verb`; FailedPrecondition names the present state and what is allowed. `what`
// names the match for people.
absl::StatusOr<v1::MatchState> NextMatchState(const std::string& what, v1::MatchState from,
                                              v1::MatchVerb verb);

// What is done with a match, from when, and why.
struct MatchStep {
  v1::MatchVerb verb = v1::MATCH_VERB_UNSPECIFIED;
  std::string date;
  std::string reason;
};

// InvalidArgument, naming the field: a date in the future or before the match began, no reason for
// END or DECLINE.
absl::Status CheckMatchStep(const v1::Match& match, const MatchStep& step, absl::CivilDay today);

// From which day the step takes the buddy's appointments with the participant away.
std::string FirstDayWithoutBuddy(const MatchStep& step);

// The step that the end of its track on `date` takes the match; nothing when the match is over. One
// that began later ends on the day it began. There is no reason: the track tells why it ended.
std::optional<MatchStep> StepAtTrackEnd(const v1::Match& match, const std::string& date);

// Puts the match, which ended with its track, back in the state that it was in.
v1::Match ReopenMatch(v1::MatchState state, v1::Match match);

// Puts the match in `state`, where `step` led: sets its first or last day, and why it is over.
v1::Match ApplyMatchStep(const MatchStep& step, v1::MatchState state, v1::Match match);

// What the guards judge by, apart from the buddy's own record.
struct GuardFacts {
  absl::CivilDay since;                    // from when the match is to be in force
  absl::CivilDay today;                    // on which that is decided; not before `since`
  int conduct_certificate_months_max = 0;  // of the organisation's settings
  std::string basic_certificate_from;      // likewise; "": it is not asked
  bool conflict = false;                   // recorded, or the buddy is linked to a member
  bool no_conflict_of_interest = false;    // as the coordinator has checked
  std::string confirm_date;  // on which the buddy did, or had a track of the household
  BuddyAccount account = BuddyAccount::kNone;
};

// A guard that fails, in words.
struct FailingGuard {
  v1::MatchGuard guard = v1::MATCH_GUARD_UNSPECIFIED;
  bool hard = false;  // no reason overrides it
  std::string english;
  std::string dutch;
};

// PROPOSED, MEETING or ACTIVE: guards are asked before a match comes to stand so.
bool Stands(v1::MatchState state);

// The guards that keep a match with `buddy` from being in `state`, which asks guards, in the order
// of their numbers, each once. `buddy.active_matches` does not count this match.
std::vector<FailingGuard> FailingGuards(const v1::Buddy& buddy, const GuardFacts& facts,
                                        v1::MatchState state);

// Whether one of them is hard.
bool HasHardGuard(const std::vector<FailingGuard>& failing);

// FailedPrecondition, with the numbers of track and buddy and all of `failing` in words, when one
// of them is hard, or when there is one and no `override_reason`.
absl::Status CheckGuards(const std::string& track_number, const std::string& buddy_number,
                         const std::vector<FailingGuard>& failing,
                         const std::string& override_reason);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_MATCH_H_
