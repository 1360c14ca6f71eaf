// What a recipient gets to see of a person: made from the record, by category.
#ifndef KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_PAYLOAD_H_
#define KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_PAYLOAD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr int kGoalsInPayloadMax = 20;
inline constexpr int kAgesInPayloadMax = 20;

inline constexpr ErrorKind kQuestionMissing{
    "QUESTION_MISSING", absl::StatusCode::kFailedPrecondition,
    "referral $0 has no question: say what the person asks for",
    "doorverwijzing $0 heeft geen vraag: schrijf op wat de persoon vraagt"};
inline constexpr ErrorKind kPayloadHasCitizenNumber{
    "PAYLOAD_HAS_CITIZEN_NUMBER", absl::StatusCode::kFailedPrecondition,
    "referral $0 would share a citizen service number (BSN) in `$1`: take it out of the record",
    "doorverwijzing $0 zou in `$1` een burgerservicenummer (BSN) delen: haal het uit het dossier"};
inline constexpr ErrorKind kPayloadFieldRequired{
    "PAYLOAD_FIELD_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`$0` is required for a person whom the recipient does not know",
    "`$0` is verplicht bij iemand die de ontvanger niet kent"};
inline constexpr ErrorKind kPayloadTakesNoGoals{
    "PAYLOAD_TAKES_NO_GOALS", absl::StatusCode::kInvalidArgument,
    "goals can only be shared in a referral from a track",
    "doelen kunnen alleen mee bij een doorverwijzing vanuit een traject"};

inline constexpr ErrorKind kBirthDateUnknown{"BIRTH_DATE_UNKNOWN",
                                             absl::StatusCode::kFailedPrecondition,
                                             "referral $0 gives no date of birth: add the person "
                                             "to a household, and accept with `participant`",
                                             "doorverwijzing $0 noemt geen geboortedatum: leg de "
                                             "persoon vast, en accepteer met `participant`"};

inline constexpr ErrorKind kAdultLeftOut{
    "ADULT_LEFT_OUT", absl::StatusCode::kFailedPrecondition,
    "what is about member $0 is left out: there is no consent of $0 for it, and no other adult can "
    "give it",
    "wat over lid $0 gaat, blijft weg: daarvoor is er geen toestemming van $0 zelf, en een andere "
    "volwassene kan die niet geven"};

// The record that a payload is made from.
struct ReferredRecord {
  v1::Member person;
  v1::Member participant;  // of the track
  v1::Household household;
  std::vector<v1::Member> members;
  std::vector<v1::Goal> goals;        // of the track
  std::vector<v1::Consent> consents;  // of the members, for the recipient, that stand
  absl::CivilDay today;               // on which those are judged
};

// Whether a referral for `purpose` may tell of `member`: the person who is referred, who is under
// 18 on `day`, or who has consented to it.
bool MayBeTold(const ReferredRecord& record, const v1::Member& member, v1::ReferralReason purpose,
               v1::DataCategory category, absl::CivilDay day);

// What the categories of `referral` say, with ages of `day`. Goals are those of the reason's life
// domains that are agreed and not over, and are the participant's own: none go along with another
// person. Of other adults only what they consented to themselves; the participant's telephone
// number and e-mail address also go for a person under 16 who has none.
v1::ReferralPayload MakePayload(const v1::Referral& referral, const ReferredRecord& record,
                                absl::CivilDay day);

// What MakePayload leaves out of the categories, for want of a consent; each names the member.
std::vector<absl::Status> LeftOut(const v1::Referral& referral, const ReferredRecord& record,
                                  absl::CivilDay day);

// What of contact and household, as far as both have them, `now` says otherwise than `sent`.
struct Correction {
  v1::ReferralPayload changed;            // and nothing else
  std::vector<v1::PayloadField> removed;  // what `now` does not say any more
};
// Nothing when they agree.
std::optional<Correction> CorrectionOf(const v1::ReferralPayload& sent,
                                       const v1::ReferralPayload& now);

// The payload of `referral` without what was removed, and with the household as corrected.
v1::ReferralPayload CorrectedPayload(const v1::Referral& referral);

// FailedPrecondition: no question, or a citizen service number in a text; texts that were imported
// were not checked when they came in.
std::vector<absl::Status> PayloadObstacles(const v1::Referral& referral,
                                           const v1::ReferralPayload& payload);

// The person, as far as the payload tells who that is.
v1::Member PersonIn(const v1::ReferralPayload& payload);

// A household with one member, the participant, with what the payload tells; to be named.
// FailedPrecondition when the payload has no date of birth.
absl::StatusOr<v1::Household> HouseholdFrom(const v1::ReferralPayload& payload,
                                            const std::string& referral_number);

// InvalidArgument on payload.*: names, date of birth or question are missing, or goals are there.
absl::Status CheckInboundPayload(const v1::ReferralPayload& payload);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_PAYLOAD_H_
