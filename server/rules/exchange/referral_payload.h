// What a recipient gets to see of a person: made from the record, by category.
#ifndef KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_PAYLOAD_H_
#define KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_PAYLOAD_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
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

// The record that a payload is made from.
struct ReferredRecord {
  v1::Member person;
  v1::Member participant;  // of the track
  v1::Household household;
  std::vector<v1::Member> members;
  std::vector<v1::Goal> goals;  // of the track
};

// What the categories of `referral` say, as it stands on `today`. Goals are those of the reason's
// life domains that are agreed and not over, and are the participant's own: none go along with
// another person.
v1::ReferralPayload MakePayload(const v1::Referral& referral, const ReferredRecord& record,
                                absl::CivilDay today);

// FailedPrecondition: no question, or a citizen service number in a text; texts that were imported
// were not checked when they came in.
std::vector<absl::Status> PayloadObstacles(const v1::Referral& referral,
                                           const v1::ReferralPayload& payload);

// A household with one member, the participant, with what the payload tells; to be named.
// FailedPrecondition when the payload has no date of birth.
absl::StatusOr<v1::Household> HouseholdFrom(const v1::ReferralPayload& payload,
                                            const std::string& referral_number);

// InvalidArgument on payload.*: names, date of birth or question are missing, or goals are there.
absl::Status CheckInboundPayload(const v1::ReferralPayload& payload);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_PAYLOAD_H_
