#include "server/service/exchange/referral_sending.h"

#include <utility>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/rules/office/organisation.h"
#include "server/rules/people/membership.h"
#include "server/service/exchange/referred_record.h"
#include "server/service/people/matters.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/exchange/route.h"
#include "server/store/goal/goal.h"
#include "server/store/office/organisation.h"
#include "server/store/people/member.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

void Keep(absl::Status status, std::vector<absl::Status>& obstacles) {
  if (!status.ok()) obstacles.push_back(std::move(status));
}

// The consents that may cover it, its payload, and what is left out of that.
absl::StatusOr<std::vector<v1::Consent>> PrepareFromTrack(db::ReadTx& tx, const store::Scope& scope,
                                                          const v1::Referral& referral,
                                                          Sending& sending) {
  ASSIGN_OR_RETURN(const auto track, store::RequireTrack(tx, scope, IdOf(referral.track())));
  Keep(CheckReferred(tx, scope, track, referral.person()), sending.obstacles);
  ASSIGN_OR_RETURN(auto record, FindReferredRecord(tx, scope, referral));
  if (!record.has_value()) return Error(kNotFound, {referral.name()});
  ASSIGN_OR_RETURN(record->goals, store::GoalsOfTrack(tx, scope, IdOf(track.name())));
  Keep(rules::CheckBelongs(record->person), sending.obstacles);
  sending.payload = rules::MakePayload(referral, *record, record->today);
  sending.left_out = rules::LeftOut(referral, *record, record->today);
  sending.birth_date = record->person.birth_date();
  return rules::ConsentsOf(record->consents, record->person);
}

absl::StatusOr<std::vector<v1::Consent>> PrepareInbound(db::ReadTx& tx, const store::Scope& scope,
                                                        const v1::Referral& referral,
                                                        Sending& sending) {
  ASSIGN_OR_RETURN(const auto payload,
                   store::FindReferralPayload(tx, scope, IdOf(referral.name())));
  sending.payload = payload.value_or(v1::ReferralPayload());
  sending.birth_date = sending.payload.contact().birth_date();
  ASSIGN_OR_RETURN(auto consent, store::RequireConsent(tx, scope, referral.consent()));
  if (consent.state() != v1::CONSENT_STATE_GIVEN) return std::vector<v1::Consent>();
  return std::vector{std::move(consent)};
}

}  // namespace

absl::Status RequireRecipient(db::ReadTx& tx, const v1::Referral& referral, const char* field) {
  RETURN_IF_ERROR(rules::CheckRecipient(referral.from(), referral.to(), field));
  ASSIGN_OR_RETURN(const auto recipient, store::RequireOrganisation(tx, IdOf(referral.to())));
  return rules::CheckTakesPart(recipient);
}

absl::Status CheckReferred(db::ReadTx& tx, const store::Scope& scope, const v1::Track& track,
                           const std::string& person) {
  RETURN_IF_ERROR(rules::CheckMayRefer(track, person));
  if (person == track.participant()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto member, RequireMatters(tx, scope, IdOf(person)));
  ASSIGN_OR_RETURN(const auto open, store::FindOpenTrackNumber(tx, scope, IdOf(person)));
  return rules::CheckReferredFromOwn(track, member, open);
}

absl::StatusOr<Sending> SendingOf(db::ReadTx& tx, const store::Scope& scope,
                                  const v1::Referral& referral) {
  Sending sending;
  ASSIGN_OR_RETURN(const auto recipient, store::RequireOrganisation(tx, IdOf(referral.to())));
  Keep(rules::CheckTakesPart(recipient), sending.obstacles);
  ASSIGN_OR_RETURN(const auto route,
                   store::FindRoute(tx, IdOf(referral.from()), IdOf(referral.to())));
  Keep(rules::CheckRouteTakes(route, referral), sending.obstacles);
  const auto prepare = referral.person().empty() ? PrepareInbound : PrepareFromTrack;
  ASSIGN_OR_RETURN(const auto standing, prepare(tx, scope, referral, sending));
  const auto covering =
      rules::CoveringConsent(standing, SharingOf(referral, sending.birth_date), Day(scope.today));
  Keep(covering.status(), sending.obstacles);
  if (covering.ok()) sending.consent = *covering;
  for (const absl::Status& obstacle : rules::PayloadObstacles(referral, sending.payload)) {
    sending.obstacles.push_back(obstacle);
  }
  return sending;
}

}  // namespace kansrijk::service
