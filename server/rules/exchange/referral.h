// The states of a referral, whose side takes it from one to the next, what each step needs, and
// what of it the recipient sees.
#ifndef KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_H_
#define KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"
#include "server/facts/referral.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr int kWorkingDaysToOpen = 10;

inline constexpr ErrorKind kWrongSide{"WRONG_SIDE", absl::StatusCode::kPermissionDenied,
                                      "only the $1 of referral $0 can do this",
                                      "dit kan alleen de $1 van doorverwijzing $0"};
inline constexpr ErrorKind kReferralIsHistory{
    "REFERRAL_IS_HISTORY", absl::StatusCode::kFailedPrecondition,
    "referral $0 was recorded by $1 afterwards: $2 cannot see it",
    "doorverwijzing $0 is achteraf vastgelegd door $1: $2 ziet er niets van"};
inline constexpr ErrorKind kReferralFieldRequired{"FIELD_REQUIRED_BY_VERB",
                                                  absl::StatusCode::kInvalidArgument,
                                                  "$0 needs `$1`", "bij $0 hoort `$1`"};
inline constexpr ErrorKind kReferralFieldNotTaken{
    "FIELD_NOT_TAKEN_BY_VERB", absl::StatusCode::kInvalidArgument, "$0 takes no `$1` here",
    "bij $0 hoort hier geen `$1`"};
inline constexpr ErrorKind kReferralDateInFuture{
    "DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument, "`date` $0 is after today ($1)",
    "`date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kReferralDateTooEarly{
    "DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
    "`date` $0 is before the last step ($1: $2)", "`date` $0 ligt voor de laatste stap ($1: $2)"};
inline constexpr ErrorKind kReferredToSelf{"REFERRED_TO_SELF", absl::StatusCode::kInvalidArgument,
                                           "an organisation does not refer to itself",
                                           "een organisatie verwijst niet door naar zichzelf"};
inline constexpr ErrorKind kReferralTrackHasEnded{
    "TRACK_HAS_ENDED", absl::StatusCode::kFailedPrecondition,
    "track $0 has ended ($1): nobody can be referred from it any more",
    "traject $0 is afgelopen ($1): daaruit kan niemand meer worden doorverwezen"};
inline constexpr ErrorKind kPersonOfOtherHousehold{
    "PERSON_OF_OTHER_HOUSEHOLD", absl::StatusCode::kFailedPrecondition,
    "the person is not a member of household $0, to which track $1 belongs",
    "de persoon is geen lid van huishouden $0, waar traject $1 bij hoort"};
inline constexpr ErrorKind kPersonHasOpenTrack{
    "PERSON_HAS_OPEN_TRACK", absl::StatusCode::kFailedPrecondition,
    "member $0 has a track of their own, $1: refer from that one",
    "lid $0 heeft een eigen traject, $1: verwijs daaruit door"};
inline constexpr ErrorKind kReferralIsSent{
    "REFERRAL_IS_SENT", absl::StatusCode::kFailedPrecondition,
    "referral $0 is $1: only a draft can be changed",
    "doorverwijzing $0 staat op $1: alleen een concept is te wijzigen"};
inline constexpr ErrorKind kNoRoute{"NO_ROUTE", absl::StatusCode::kFailedPrecondition,
                                    "there is no open route from $0 to $1 for $2",
                                    "er is geen open route van $0 naar $1 voor $2"};
inline constexpr ErrorKind kTrackOfSenderOnly{
    "TRACK_OF_SENDER_ONLY", absl::StatusCode::kInvalidArgument,
    "only referrals that were sent can be listed by track",
    "alleen verzonden doorverwijzingen zijn per traject te zien"};
inline constexpr ErrorKind kProbablyKnown{
    "PROBABLY_KNOWN", absl::StatusCode::kFailedPrecondition,
    "referral $0 is probably about someone who is known already: $1; accept it with `participant`, "
    "or with `new_person` if it is somebody else",
    "doorverwijzing $0 gaat waarschijnlijk over iemand die al bekend is: $1; accepteer deze met "
    "`participant`, of met `new_person` als het iemand anders is"};
inline constexpr ErrorKind kKnownUnseen{
    "KNOWN_UNSEEN", absl::StatusCode::kFailedPrecondition,
    "referral $0 makes a household, and your account does not see whether the person is in one "
    "already: ask a coordinator, and accept it with `new_person` if not",
    "doorverwijzing $0 maakt een huishouden, en uw account ziet niet of de persoon al in een "
    "huishouden is: vraag het een coördinator, en accepteer haar met `new_person` als dat niet zo "
    "is"};
inline constexpr ErrorKind kInboundIsFixed{
    "INBOUND_IS_FIXED", absl::StatusCode::kFailedPrecondition,
    "referral $0 is for a person from elsewhere, and depends on the consent given for it: withdraw "
    "it and draft another",
    "doorverwijzing $0 is voor iemand van elders, en hangt af van de toestemming daarvoor: trek "
    "deze in en maak een nieuwe"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::ReferralState, v1::ReferralVerb>> ReferralTransitions();

// What the withdrawal of the consent that it was sent under does to a referral.
absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>>
ReferralVerbsAtConsentWithdrawal();

// What the end of the track that it was drafted from does to a referral; to drafts alone when
// referrals are to go on (`keep`).
absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>> ReferralVerbsAtTrackEnd(
    bool keep);

// Whether referrals end in this state.
bool IsOver(v1::ReferralState state);

// What the end of the track that it led to does to a referral: support that had not begun by it
// never will. One that started is left to be reported on, but after a death, when nobody will.
absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>> ReferralVerbsAtEndOfLedTo(
    bool died);

// The side that may do `verb`.
v1::ReferralSide SideOf(v1::ReferralVerb verb);

// Whether it was recorded as history, by the side that sees it: the other one has no part in it.
bool IsHistory(const v1::Referral& referral);

// PermissionDenied, naming who may, unless the caller's side of the referral is `side`. Of history
// either side's is done by the one that recorded it.
absl::Status CheckSide(const v1::Referral& referral, v1::ReferralSide side);

// PermissionDenied unless `verb` is for the caller's side: that of SideOf(), and the sender's for
// COMPLETE when the referral is `out_of_reach` of the recipient, for want of a consent.
absl::Status CheckMayDo(const v1::Referral& referral, v1::ReferralVerb verb, bool out_of_reach);

// The state after `verb`, from that which holds today. FailedPrecondition with the present state
// and the verbs it allows.
absl::StatusOr<v1::ReferralState> NextReferralState(const v1::Referral& referral,
                                                    v1::ReferralVerb verb);

// InvalidArgument, naming the field: what the verb needs of date, note, present and outcome is
// missing, what it does not take is there, a date in the future that is not a plan, or before the
// last of `referral.events`. What holds from now on takes no date, unless the referral is history.
absl::Status CheckReferralTransition(const v1::Referral& referral,
                                     const v1::TransitionReferralRequest& request,
                                     absl::CivilDay today);

// What accepting a referral leads to.
enum class Acceptance {
  kNoTrack,       // or it is not accepted
  kApplication,   // a track of the person's
  kRunningTrack,  // the one that the participant has
};

// InvalidArgument on participant, new_person or target_group: an application needs the target
// group; a participant who is named is no new person; without a track none of them is taken.
absl::Status CheckApplication(const v1::TransitionReferralRequest& request, Acceptance acceptance);

// FailedPrecondition when the request neither names a participant nor says that the person is new,
// while the referral has probable duplicates, which the error names, or the role sees no members.
absl::Status CheckIsNew(const v1::Referral& referral, const v1::TransitionReferralRequest& request,
                        v1::Role role);

// Puts the referral in `state`, where `request` led on `date`: keeps when, who was present, and the
// outcome.
v1::Referral ApplyReferralTransition(const v1::TransitionReferralRequest& request,
                                     v1::ReferralState state, const std::string& date,
                                     v1::Referral referral);

// FailedPrecondition unless people can be referred from the track, and `person` is of its
// household.
absl::Status CheckMayRefer(const v1::Track& track, const std::string& person);

// FailedPrecondition when `person`, another than the participant of `track`, has an open track.
absl::Status CheckReferredFromOwn(const v1::Track& track, const v1::Member& person,
                                  const std::optional<std::string>& open_track_number);

// InvalidArgument on `field` when `to` is `from`.
absl::Status CheckRecipient(const std::string& from, const std::string& to, const char* field);

// FailedPrecondition, naming from, to and reason, unless `route` takes the referral's reason.
absl::Status CheckRouteTakes(const std::optional<v1::Route>& route, const v1::Referral& referral);

// FailedPrecondition when it is history: nobody but who recorded it is to see it.
absl::Status CheckHasRecipient(const v1::Referral& referral);

// FailedPrecondition unless it is a draft from a track.
absl::Status CheckReferralChangeable(const v1::Referral& referral);

// The referral as its recipient sees it: without what is the sender's alone, what happened before
// it was sent, and what of the household is shared no longer.
v1::Referral RecipientView(v1::Referral referral);

// SENT to STARTED, as it stands today: what is shared is shared for a purpose that goes on.
bool IsRunning(v1::ReferralState state);

// Whether a referral in this state is shown to its recipient in full, under a standing consent.
bool IsShownToRecipient(v1::ReferralState state);

// All that the recipient sees of a referral that is not shown: that it is there.
v1::Referral RecipientStub(const v1::Referral& referral);

// What the recipient is told of a transition it made: the version and where the referral stands,
// and of the recipient's own record the track that it led to and probable duplicates.
v1::Referral RecipientReceipt(const v1::Referral& referral);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_H_
