// What makes a consent valid, whether it is in force, and what it covers.
#ifndef KANSRIJK_SERVER_RULES_EXCHANGE_CONSENT_H_
#define KANSRIJK_SERVER_RULES_EXCHANGE_CONSENT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/error.h"
#include "server/facts/term.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

// Ages in years: under the first a parent signs, under the second parent and person, from there the
// person alone (AVG 8, UAVG 5; for 12 to 15 both, as in youth care).
inline constexpr int kMaySignWithParentAge = 12;
inline constexpr int kSignsAloneAge = 16;
inline constexpr int kAdultAge = 18;
inline constexpr int kConsentMonthsMax = 24;

inline constexpr ErrorKind kConsentFromFuture{
    "CONSENT_FROM_FUTURE", absl::StatusCode::kInvalidArgument,
    "the first day $0 is in the future: a consent holds from the day it was given",
    "de eerste dag $0 ligt in de toekomst: een toestemming geldt vanaf de dag waarop ze is "
    "gegeven"};
inline constexpr ErrorKind kConsentEndsBeforeItBegins{
    "CONSENT_ENDS_BEFORE_IT_BEGINS", absl::StatusCode::kInvalidArgument,
    "the last day $0 is before the first, $1", "de laatste dag $0 ligt voor de eerste, $1"};
inline constexpr ErrorKind kConsentTooLong{
    "CONSENT_TOO_LONG", absl::StatusCode::kInvalidArgument,
    "the last day can be $0 at most, two years after the first; ask again by then",
    "de laatste dag kan hooguit $0 zijn, twee jaar na de eerste; vraag het dan opnieuw"};
inline constexpr ErrorKind kConsentCategory{"CONSENT_CATEGORY", absl::StatusCode::kInvalidArgument,
                                            "name each kind of data once",
                                            "noem elke soort gegevens één keer"};
inline constexpr ErrorKind kConsentWithoutParent{
    "CONSENT_WITHOUT_PARENT", absl::StatusCode::kInvalidArgument,
    "the person is under 16: a parent or legal representative has to consent",
    "de persoon is jonger dan 16: een ouder of wettelijk vertegenwoordiger moet toestemmen"};
inline constexpr ErrorKind kConsentWithTwoParents{
    "CONSENT_WITH_TWO_PARENTS", absl::StatusCode::kInvalidArgument,
    "name a parent or a legal representative, not both",
    "noem een ouder of een wettelijk vertegenwoordiger, niet allebei"};
inline constexpr ErrorKind kConsentWithoutPerson{
    "CONSENT_WITHOUT_PERSON", absl::StatusCode::kInvalidArgument,
    "the person is 12 or older, and has to consent as well",
    "de persoon is 12 of ouder, en moet zelf ook toestemmen"};
inline constexpr ErrorKind kConsentOfChild{
    "CONSENT_OF_CHILD", absl::StatusCode::kInvalidArgument,
    "the person is under 12: a parent or legal representative consents, not the child",
    "de persoon is jonger dan 12: een ouder of wettelijk vertegenwoordiger stemt toe, niet het "
    "kind"};
inline constexpr ErrorKind kConsentByOther{"CONSENT_BY_OTHER", absl::StatusCode::kInvalidArgument,
                                           "the person is 16 or older, and consents alone",
                                           "de persoon is 16 of ouder, en stemt alleen zelf toe"};
inline constexpr ErrorKind kWitnessRequired{"WITNESS_REQUIRED", absl::StatusCode::kInvalidArgument,
                                            "an oral consent needs a witness",
                                            "bij een mondelinge toestemming hoort een getuige"};
inline constexpr ErrorKind kWitnessNotTaken{
    "WITNESS_NOT_TAKEN", absl::StatusCode::kInvalidArgument,
    "a written consent has no witness: leave the witness out",
    "een schriftelijke toestemming heeft geen getuige: laat de getuige weg"};
inline constexpr ErrorKind kConsentToOwn{
    "CONSENT_TO_OWN", absl::StatusCode::kInvalidArgument,
    "the recipient is your own organisation: consent is for sharing with others",
    "de ontvanger is uw eigen organisatie: toestemming is er om met anderen te delen"};
inline constexpr ErrorKind kParentNotOfHousehold{
    "PARENT_NOT_OF_HOUSEHOLD", absl::StatusCode::kFailedPrecondition,
    "member $0 is not an adult of the household of member $1",
    "lid $0 is geen volwassene van het huishouden van lid $1"};
inline constexpr ErrorKind kNoStandingConsent{
    "NO_CONSENT", absl::StatusCode::kFailedPrecondition,
    "there is no valid consent to share data with $0",
    "er is geen geldige toestemming om gegevens te delen met $0"};
inline constexpr ErrorKind kNoConsentForPurpose{
    "NO_CONSENT_FOR_PURPOSE", absl::StatusCode::kFailedPrecondition,
    "there is no valid consent to share data with $0 for $1, only for: $2",
    "er is geen geldige toestemming om gegevens te delen met $0 voor $1, alleen voor: $2"};
inline constexpr ErrorKind kConsentLacksCategories{
    "CONSENT_LACKS_CATEGORIES", absl::StatusCode::kFailedPrecondition,
    "consent $0 to share data with $1 for $2 does not cover: $3",
    "toestemming $0 om gegevens te delen met $1 voor $2 gaat niet over: $3"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::ConsentState, v1::ConsentVerb>> ConsentTransitions();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::ConsentState> NextConsentState(const v1::Consent& consent, v1::ConsentVerb verb);

// Puts in valid_from (today) and valid_until (a year later) where they are empty.
v1::Consent SetConsentDefaults(absl::CivilDay today, v1::Consent consent);

// Signers by the person's age on the first day, form and witness, dates, categories; the rules of
// GiveConsent. Errors name fields under `prefix` ("consent.").
absl::Status CheckConsent(const v1::Consent& consent, const std::string& birth_date,
                          absl::CivilDay today, const std::string& prefix);

// FailedPrecondition unless `parent` is 18 or older on the first day, no child of the household by
// relation, and lives in the household of `subject`.
absl::Status CheckParent(const v1::Consent& consent, const v1::Member& subject,
                         const v1::Member& parent);

// The one of `standing`, consents of one person for one recipient that stand today, that covers
// `purpose` and every one of `categories`; of several the one that stands longest.
// FailedPrecondition naming the recipient and what is missing: any consent, one for this purpose,
// or which categories.
absl::StatusOr<v1::Consent> CoveringConsent(absl::Span<const v1::Consent> standing,
                                            const std::string& recipient_code,
                                            v1::ReferralReason purpose,
                                            absl::Span<const int> categories);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_CONSENT_H_
