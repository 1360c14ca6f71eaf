#include "server/service/exchange/whole_referral.h"

#include <utility>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/referral.h"
#include "server/service/event.h"
#include "server/store/exchange/referral.h"
#include "server/store/number.h"

namespace kansrijk::service {

absl::StatusOr<v1::Referral> WholeReferral(db::ReadTx& tx, const store::Scope& scope,
                                           const std::string& name) {
  ASSIGN_OR_RETURN(v1::Referral referral, store::RequireReferral(tx, scope, name));
  ASSIGN_OR_RETURN(const auto events, store::ListReferralEvents(tx, scope, IdOf(name)));
  referral.mutable_events()->Assign(events.begin(), events.end());
  SetStateOn(Day(scope.today), referral);
  return referral;
}

v1::Referral ShownReferral(v1::Referral referral, std::vector<std::string>& subjects) {
  if (referral.from().empty()) return rules::RecipientStub(referral);
  if (referral.track().empty() && !referral.household().empty()) {
    subjects.push_back(referral.household());
    referral.clear_household();
  }
  return referral.side() == v1::REFERRAL_SIDE_RECIPIENT ? rules::RecipientView(std::move(referral))
                                                        : referral;
}

absl::Status AddReferralEvent(rpc::WriteCall& call, const v1::Referral& referral,
                              v1::ReferralVerb verb, const std::string& date,
                              const std::string& note) {
  auto event = EventOf<v1::ReferralEvent>(call, referral.state(), verb, date, note);
  return store::InsertReferralEvent(call.tx, IdOf(referral.name()), event,
                                    call.caller.organisation_id, absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Referral> AddDraft(rpc::WriteCall& call, v1::Referral referral) {
  referral.set_name(ReferralName(call.ids.Next(call.now)));
  referral.set_state(v1::REFERRAL_STATE_DRAFT);
  ASSIGN_OR_RETURN(*referral.mutable_number(), store::NextNumber(call.tx, kReferralNumber, Id()));
  ASSIGN_OR_RETURN(
      referral, store::InsertReferral(call.tx, std::move(referral), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(
      AddReferralEvent(call, referral, v1::REFERRAL_VERB_UNSPECIFIED, call.scope.today, ""));
  return referral;
}

}  // namespace kansrijk::service
