#include "server/service/academie/seat.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/academie/enrolment.h"
#include "server/store/academie/enrolment.h"
#include "server/store/academie/training_session.h"

namespace kansrijk::service {

absl::Status AddEnrolmentEvent(rpc::WriteCall& call, const v1::Enrolment& enrolment,
                               v1::EnrolmentVerb verb) {
  v1::EnrolmentEvent event;
  event.set_verb(verb);
  event.set_state(enrolment.state());
  event.set_account_handle(call.caller.handle);
  return store::InsertEnrolmentEvent(call.tx, IdOf(enrolment.name()), event,
                                     absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Enrolment> TakeEnrolmentStep(rpc::WriteCall& call, v1::EnrolmentVerb verb,
                                                v1::Enrolment enrolment) {
  ASSIGN_OR_RETURN(const auto next, rules::NextEnrolmentState(enrolment, verb));
  enrolment.set_state(next);
  ASSIGN_OR_RETURN(enrolment, store::UpdateEnrolment(call.tx, std::move(enrolment),
                                                     absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddEnrolmentEvent(call, enrolment, verb));
  return enrolment;
}

absl::Status MoveUp(rpc::WriteCall& call, const std::string& session_name) {
  ASSIGN_OR_RETURN(const auto session,
                   store::RequireTrainingSession(call.tx, call.scope, session_name));
  int seats = rules::SeatsToFill(session, DayOf(call.now));
  if (seats == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(auto enrolments, store::StandingEnrolments(call.tx, session_name));
  for (v1::Enrolment& enrolment : enrolments) {
    if (seats == 0) break;
    if (enrolment.state() != v1::ENROLMENT_STATE_WAITING) continue;
    ASSIGN_OR_RETURN(enrolment,
                     TakeEnrolmentStep(call, v1::ENROLMENT_VERB_CONFIRM, std::move(enrolment)));
    call.subjects.push_back(enrolment.participant());
    --seats;
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
