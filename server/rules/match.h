// Where a match can go, and what it needs before it is in force.
#ifndef KANSRIJK_SERVER_RULES_MATCH_H_
#define KANSRIJK_SERVER_RULES_MATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

// How old a certificate of conduct may be.
inline constexpr int kConductCertificateMonthsMax = 36;

inline constexpr ErrorKind kTrackHasEnded{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): no buddy can be matched with it",
    "traject $0 is afgelopen ($1): er kan geen buddy aan worden gekoppeld"};
inline constexpr ErrorKind kAlreadyMatched{
    "ALREADY_MATCHED", absl::StatusCode::kFailedPrecondition,
    "track $0 and buddy $1 have a match already that is proposed or in force",
    "traject $0 en buddy $1 hebben al een koppeling die is voorgesteld of loopt"};
inline constexpr ErrorKind kMatchDateInFuture{
    "MATCH_DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument, "date $0 is in the future",
    "datum $0 ligt in de toekomst"};
inline constexpr ErrorKind kMatchEndsBeforeItBegins{
    "MATCH_ENDS_BEFORE_IT_BEGINS", absl::StatusCode::kInvalidArgument,
    "date $0 is before the match began ($1)", "datum $0 ligt voor het begin van de koppeling ($1)"};
inline constexpr ErrorKind kMatchReasonRequired{"MATCH_REASON_REQUIRED",
                                                absl::StatusCode::kInvalidArgument,
                                                "$0 needs a reason", "$0 heeft een reden nodig"};
inline constexpr ErrorKind kHardGuardsFail{"MATCH_GUARDS_FAIL",
                                           absl::StatusCode::kFailedPrecondition,
                                           "the match with buddy $0 cannot be activated: $1",
                                           "de koppeling met buddy $0 kan niet ingaan: $2"};
inline constexpr ErrorKind kSoftGuardsFail{
    "MATCH_GUARDS_FAIL", absl::StatusCode::kFailedPrecondition,
    "the match with buddy $0 cannot be activated without an override_reason: $1",
    "de koppeling met buddy $0 kan niet ingaan zonder override_reason: $2"};

// FailedPrecondition when a track in this state takes no buddy any more, or has this one already.
absl::Status CheckMatchable(const std::string& track_number, v1::TrackState track_state,
                            const std::string& buddy_number, bool matched);

// The state after `verb`; FailedPrecondition names the present state and what is allowed. `what`
// names the match for people.
absl::StatusOr<v1::MatchState> NextMatchState(const std::string& what, v1::MatchState from,
                                              v1::MatchVerb verb);

// InvalidArgument, naming the field: a date in the future or before the match began, no reason for
// END or DECLINE. `date` is the request's, or today.
absl::Status CheckMatchTransition(const v1::Match& match, const v1::TransitionMatchRequest& request,
                                  const std::string& date, absl::CivilDay today);

// The guards that keep a match with `buddy` from being in force on `date`, in the order of their
// numbers. `buddy.active_matches` does not count this match.
std::vector<v1::MatchGuard> FailingGuards(const v1::Buddy& buddy, bool no_conflict_of_interest,
                                          absl::CivilDay date);

// FailedPrecondition, with all of `failing` in words, when one of them is hard, or when there is
// one and no `override_reason`.
absl::Status CheckGuards(const v1::Buddy& buddy, const std::vector<v1::MatchGuard>& failing,
                         const std::string& override_reason);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_MATCH_H_
