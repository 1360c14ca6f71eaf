#include "server/service/exchange/referral_sending.h"

#include <utility>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/rules/office/organisation.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/exchange/route.h"
#include "server/store/goal/goal.h"
#include "server/store/office/organisation.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

void Keep(absl::Status status, std::vector<absl::Status>& obstacles) {
  if (!status.ok()) obstacles.push_back(std::move(status));
}

absl::StatusOr<rules::ReferredRecord> RecordOf(db::ReadTx& tx, const store::Scope& scope,
                                               const v1::Referral& referral,
                                               const v1::Track& track) {
  rules::ReferredRecord record;
  const Id household_id = IdOf(track.household());
  ASSIGN_OR_RETURN(record.person, store::RequireMember(tx, scope, IdOf(referral.person())));
  ASSIGN_OR_RETURN(record.participant, store::RequireMember(tx, scope, IdOf(track.participant())));
  ASSIGN_OR_RETURN(record.household, store::RequireHousehold(tx, scope, household_id));
  ASSIGN_OR_RETURN(record.members, store::MembersOf(tx, scope, household_id));
  ASSIGN_OR_RETURN(record.goals, store::GoalsOfTrack(tx, scope, IdOf(track.name())));
  return record;
}

// The consents that may cover it, and its payload.
absl::StatusOr<std::vector<v1::Consent>> PrepareFromTrack(db::ReadTx& tx, const store::Scope& scope,
                                                          const v1::Referral& referral,
                                                          Sending& sending) {
  ASSIGN_OR_RETURN(const auto track, store::RequireTrack(tx, scope, IdOf(referral.track())));
  Keep(rules::CheckMayRefer(track, referral.person()), sending.obstacles);
  ASSIGN_OR_RETURN(const auto record, RecordOf(tx, scope, referral, track));
  sending.payload = rules::MakePayload(referral, record, Day(scope.today));
  return store::ListStandingConsents(tx, scope, IdOf(referral.person()), IdOf(referral.to()));
}

absl::StatusOr<std::vector<v1::Consent>> PrepareInbound(db::ReadTx& tx, const store::Scope& scope,
                                                        const v1::Referral& referral,
                                                        Sending& sending) {
  ASSIGN_OR_RETURN(const auto payload,
                   store::FindReferralPayload(tx, scope, IdOf(referral.name())));
  sending.payload = payload.value_or(v1::ReferralPayload());
  ASSIGN_OR_RETURN(auto consent, store::RequireConsent(tx, scope, referral.consent()));
  if (consent.state() != v1::CONSENT_STATE_GIVEN) return std::vector<v1::Consent>();
  return std::vector{std::move(consent)};
}

}  // namespace

absl::Status RequireRecipient(db::ReadTx& tx, const v1::Referral& referral, const char* field) {
  RETURN_IF_ERROR(rules::CheckRecipient(referral.from(), referral.to(), field));
  ASSIGN_OR_RETURN(const auto recipient, store::RequireOrganisation(tx, IdOf(referral.to())));
  return rules::CheckConfirmed(recipient);
}

absl::StatusOr<Sending> SendingOf(db::ReadTx& tx, const store::Scope& scope,
                                  const v1::Referral& referral) {
  Sending sending;
  ASSIGN_OR_RETURN(const auto recipient, store::RequireOrganisation(tx, IdOf(referral.to())));
  Keep(rules::CheckConfirmed(recipient), sending.obstacles);
  ASSIGN_OR_RETURN(const auto route,
                   store::FindRoute(tx, IdOf(referral.from()), IdOf(referral.to())));
  Keep(rules::CheckRouteTakes(route, referral), sending.obstacles);
  const auto prepare = referral.person().empty() ? PrepareInbound : PrepareFromTrack;
  ASSIGN_OR_RETURN(const auto standing, prepare(tx, scope, referral, sending));
  const auto covering = rules::CoveringConsent(standing, referral.to_code(), referral.reason(),
                                               referral.categories());
  Keep(covering.status(), sending.obstacles);
  if (covering.ok()) sending.consent = *covering;
  for (const absl::Status& obstacle : rules::PayloadObstacles(referral, sending.payload)) {
    sending.obstacles.push_back(obstacle);
  }
  return sending;
}

}  // namespace kansrijk::service
