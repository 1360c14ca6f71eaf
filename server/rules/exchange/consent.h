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
                                           "the person is 16 or older, and consents alone; for "
                                           "whom a court appointed a curator or mentor, "
                                           "say so with `consent.capacity`",
                                           "de persoon is 16 of ouder, en stemt alleen zelf toe; "
                                           "als de rechter een curator of mentor heeft "
                                           "benoemd, zeg dat dan met `consent.capacity`"};
inline constexpr ErrorKind kAppointedForChild{
    "APPOINTED_FOR_CHILD", absl::StatusCode::kInvalidArgument,
    "the person is under 16: a curator or mentor is there for adults",
    "de persoon is jonger dan 16: een curator of mentor is er voor volwassenen"};
inline constexpr ErrorKind kAppointedWithoutName{
    "APPOINTED_WITHOUT_NAME", absl::StatusCode::kInvalidArgument,
    "name the curator or mentor who signed, and no parent",
    "noem de curator of mentor die heeft getekend, en geen ouder"};
inline constexpr ErrorKind kConsentOutgrownAlone{
    "CONSENT_OUTGROWN", absl::StatusCode::kFailedPrecondition,
    "consent $0 was signed for someone under 16; the person is 16 or older by now, and has to "
    "consent alone: ask for a new consent",
    "toestemming $0 is getekend voor iemand onder de 16; de persoon is inmiddels 16 of ouder, en "
    "moet alleen zelf toestemmen: vraag een nieuwe toestemming"};
inline constexpr ErrorKind kConsentOutgrownTogether{
    "CONSENT_OUTGROWN", absl::StatusCode::kFailedPrecondition,
    "consent $0 was not signed by both the person and a parent; the person is 12 to 15 years old "
    "by now, and both have to consent: ask for a new consent",
    "toestemming $0 is niet door zowel de persoon als een ouder getekend; de persoon is inmiddels "
    "12 tot en met 15 jaar, en beiden moeten toestemmen: vraag een nieuwe toestemming"};
inline constexpr ErrorKind kConsentOfYoungerChild{
    "CONSENT_OUTGROWN", absl::StatusCode::kFailedPrecondition,
    "consent $0 was signed by the person, who is under 12: a parent or legal representative has to "
    "consent: ask for a new consent",
    "toestemming $0 is getekend door de persoon, die jonger is dan 12: een ouder of wettelijk "
    "vertegenwoordiger moet toestemmen: vraag een nieuwe toestemming"};
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

// Signers by the person's age on the first day (of 16 or older also a curator or mentor), form and
// witness, dates, categories; the rules of GiveConsent. Errors name fields under `prefix`
// ("consent.").
absl::Status CheckConsent(const v1::Consent& consent, const std::string& birth_date,
                          absl::CivilDay today, const std::string& prefix);

// FailedPrecondition unless `parent` is 18 or older on the first day, no child of the household by
// relation, and lives in the household of `subject`.
absl::Status CheckParent(const v1::Consent& consent, const v1::Member& subject,
                         const v1::Member& parent);

// What is to be shared, and of whom.
struct Sharing {
  std::string recipient_code;
  v1::ReferralReason purpose = v1::REFERRAL_REASON_UNSPECIFIED;
  std::vector<int> categories;
  std::string birth_date;  // the person's
};

// The one of `standing`, consents of one person for one recipient that stand on `today`, that
// covers the purpose and every category, and was signed by those who have to at the person's age on
// that day; of several the one that stands longest. FailedPrecondition naming the recipient and
// what is missing: any consent, one for this purpose, other signers, or which categories.
absl::StatusOr<v1::Consent> CoveringConsent(absl::Span<const v1::Consent> standing,
                                            const Sharing& sharing, absl::CivilDay today);

// Those of `consents` that are of the person.
std::vector<v1::Consent> ConsentsOf(absl::Span<const v1::Consent> consents,
                                    const v1::Member& person);

// Whether what `present` carries is better carried by `consent`: it was withdrawn, or ends earlier.
bool StandsLonger(const v1::Consent& consent, const v1::Consent& present);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_CONSENT_H_
