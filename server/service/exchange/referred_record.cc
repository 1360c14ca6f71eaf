#include "server/service/exchange/referred_record.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/exchange/referral.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referred_household.h"

namespace kansrijk::service {
namespace {

v1::Member MemberNamed(const std::vector<v1::Member>& members, const std::string& name) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const v1::Member& member) { return member.name() == name; });
  return found == members.end() ? v1::Member() : *found;
}

}  // namespace

absl::StatusOr<std::optional<rules::ReferredRecord>> FindReferredRecord(
    db::ReadTx& tx, const store::Scope& scope, const v1::Referral& referral) {
  const Id id = IdOf(referral.name());
  ASSIGN_OR_RETURN(store::ReferredHousehold referred, store::FindReferredHousehold(tx, scope, id));
  if (referred.members.empty()) return std::nullopt;
  rules::ReferredRecord record;
  record.person = MemberNamed(referred.members, referred.person);
  record.participant = MemberNamed(referred.members, referred.participant);
  record.household = std::move(referred.household);
  record.members = std::move(referred.members);
  ASSIGN_OR_RETURN(record.consents, store::ConsentsOfReferral(tx, scope, id));
  record.today = Day(scope.today);
  return record;
}

rules::Sharing SharingOf(const v1::Referral& referral, const std::string& birth_date) {
  return {referral.to_code(),
          referral.reason(),
          {referral.categories().begin(), referral.categories().end()},
          birth_date};
}

absl::StatusOr<v1::Referral> AddCorrection(db::ReadTx& tx, const store::Scope& scope,
                                           v1::Referral referral) {
  if (!referral.has_payload() || !rules::IsShownToRecipient(referral.state()) ||
      rules::IsHistory(referral)) {
    return referral;
  }
  ASSIGN_OR_RETURN(const auto record, FindReferredRecord(tx, scope, referral));
  if (!record.has_value()) return referral;
  const auto own = rules::ConsentsOf(record->consents, record->person);
  const auto sharing = SharingOf(referral, record->person.birth_date());
  if (!rules::CoveringConsent(own, sharing, record->today).ok()) return referral;
  // Ages are those of the day on which it was sent: that people grow older corrects nothing.
  const v1::ReferralPayload now = rules::MakePayload(referral, *record, Day(referral.sent_date()));
  auto correction = rules::CorrectionOf(referral.payload(), now);
  if (!correction.has_value()) return referral;
  *referral.mutable_correction() = std::move(correction->changed);
  referral.mutable_correction_removed()->Assign(correction->removed.begin(),
                                                correction->removed.end());
  return referral;
}

}  // namespace kansrijk::service
