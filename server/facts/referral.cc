#include "server/facts/referral.h"

#include "server/base/civil.h"

namespace kansrijk {
namespace {

bool IsToBeAnswered(v1::ReferralState state) {
  return state == v1::REFERRAL_STATE_SENT || state == v1::REFERRAL_STATE_RECEIVED;
}

}  // namespace

v1::ReferralState ReferralStateOn(v1::ReferralState state, const std::string& due_date,
                                  absl::CivilDay today) {
  const bool over = !due_date.empty() && due_date < FormatDate(today);
  return over && state == v1::REFERRAL_STATE_SENT ? v1::REFERRAL_STATE_EXPIRED : state;
}

v1::ReferralPhase ReferralPhaseOn(v1::ReferralState state, const std::string& due_date,
                                  absl::CivilDay today) {
  const v1::ReferralState present = ReferralStateOn(state, due_date, today);
  if (IsToBeAnswered(present)) {
    const bool due = !due_date.empty() && due_date <= FormatDate(today + kDueWithinDays);
    return due ? v1::REFERRAL_PHASE_DUE : v1::REFERRAL_PHASE_RECEIVED;
  }
  switch (present) {
    case v1::REFERRAL_STATE_DRAFT:
      return v1::REFERRAL_PHASE_UNSPECIFIED;
    case v1::REFERRAL_STATE_ACCEPTED:
    case v1::REFERRAL_STATE_HANDED_OVER:
      return v1::REFERRAL_PHASE_ACCEPTED;
    case v1::REFERRAL_STATE_STARTED:
      return v1::REFERRAL_PHASE_RUNNING;
    default:
      return v1::REFERRAL_PHASE_ENDED;
  }
}

void SetStateOn(absl::CivilDay today, v1::Referral& referral) {
  const v1::ReferralState stored = referral.state();
  referral.set_state(ReferralStateOn(stored, referral.due_date(), today));
  referral.set_phase(ReferralPhaseOn(stored, referral.due_date(), today));
}

}  // namespace kansrijk
