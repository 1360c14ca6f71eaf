#include "server/service/track/match_step.h"

#include "server/base/status.h"
#include "server/service/track/kept_appointment.h"
#include "server/store/track/match.h"
#include "server/store/track/track_ending.h"

namespace kansrijk::service {

absl::Status CheckEndsAfterContact(rpc::WriteCall& call, const v1::Match& match,
                                   const rules::MatchStep& step) {
  if (step.verb != v1::MATCH_VERB_END) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto later, store::FindContactAfter(call.tx, call.scope, match.track(),
                                                             match.buddy(), step.date));
  if (!later.has_value()) return absl::OkStatus();
  return Error(rules::kContactAfterMatch,
               {match.track_number(), match.buddy_number(), step.date, later->number, later->date});
}

absl::StatusOr<v1::Match> WriteMatchStep(rpc::WriteCall& call, const rules::MatchStep& step,
                                         v1::Match match) {
  ASSIGN_OR_RETURN(const v1::MatchState next,
                   rules::NextMatchState(match.track_number(), match.state(), step.verb));
  match = rules::ApplyMatchStep(step, next, std::move(match));
  return store::UpdateMatch(call.tx, std::move(match), absl::ToUnixMicros(call.now));
}

absl::Status CallOffAppointments(rpc::WriteCall& call, const v1::Match& match,
                                 const rules::MatchStep& step) {
  return CancelAppointments(call, match.track(), match.buddy(), rules::FirstDayWithoutBuddy(step),
                            step.reason);
}

}  // namespace kansrijk::service
