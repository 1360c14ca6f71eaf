#include "server/service/exchange/whole_referral.h"

#include <utility>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/track/referral_task.h"
#include "server/service/event.h"
#include "server/store/exchange/referral.h"
#include "server/store/number.h"
#include "server/store/referral_unseen.h"

namespace kansrijk::service {
namespace {

// The other side is told of the step, and of nothing before it. Who does something has seen the
// rest; who sends a referral is told when it was not opened in time.
absl::Status TellOther(rpc::WriteCall& call, const v1::Referral& referral,
                       const v1::ReferralEvent& event) {
  const Id id = IdOf(referral.name());
  const int64_t now_us = absl::ToUnixMicros(call.now);
  const bool by_sender = IdOf(referral.from()) == call.caller.organisation_id;
  const auto own = by_sender ? v1::REFERRAL_SIDE_SENDER : v1::REFERRAL_SIDE_RECIPIENT;
  const auto other = by_sender ? v1::REFERRAL_SIDE_RECIPIENT : v1::REFERRAL_SIDE_SENDER;
  RETURN_IF_ERROR(store::MarkSeen(call.tx, id, own, call.caller.role));
  RETURN_IF_ERROR(store::ClearUnseen(call.tx, id, other));
  if (event.verb() == v1::REFERRAL_VERB_SEND) {
    const std::string& last = referral.due_date();
    return store::PutUnseen(call.tx, referral, {own, false, last, last}, now_us);
  }
  if (!rules::IsTold(event.verb()) || referral.sent_date().empty()) return absl::OkStatus();
  return store::PutUnseen(call.tx, referral, {other, true, event.date(), ""}, now_us);
}

}  // namespace

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
  RETURN_IF_ERROR(store::InsertReferralEvent(call.tx, IdOf(referral.name()), event,
                                             call.caller.organisation_id,
                                             absl::ToUnixMicros(call.now)));
  return rules::IsHistory(referral) ? absl::OkStatus() : TellOther(call, referral, event);
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
