#include "server/service/academie/attendance.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/academie/enrolment.h"
#include "server/rules/academie/training.h"
#include "server/service/academie/seat.h"
#include "server/store/academie/certificate.h"
#include "server/store/academie/enrolment.h"
#include "server/store/academie/training_session.h"

namespace kansrijk::service {
namespace {

absl::Status CheckNoCertificateRestsOn(rpc::WriteCall& call, const v1::TrainingSession& session,
                                       const rules::EnrolmentStep& step) {
  if (!rules::TakesAttendanceAway(step)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto number,
                   store::FindCertificateOnTraining(call.tx, step.enrolment.participant(),
                                                    IdOf(session.training())));
  if (!number.has_value()) return absl::OkStatus();
  return Error(rules::kCertificateRestsOnIt, {step.enrolment.participant_number(), *number});
}

absl::StatusOr<v1::TrainingSession> Hold(rpc::WriteCall& call, v1::TrainingSession session) {
  if (session.state() == v1::TRAINING_SESSION_STATE_HELD) return session;
  session.set_state(v1::TRAINING_SESSION_STATE_HELD);
  return store::UpdateTrainingSession(call.tx, std::move(session), absl::ToUnixMicros(call.now));
}

}  // namespace

absl::StatusOr<v1::RecordAttendanceResponse> RecordAttendance(
    rpc::WriteCall& call, const v1::RecordAttendanceRequest& request) {
  ASSIGN_OR_RETURN(auto session,
                   store::RequireTrainingSession(call.tx, call.scope, request.parent()));
  RETURN_IF_ERROR(rules::CheckAttendable(session, DayOf(call.now)));
  ASSIGN_OR_RETURN(const auto enrolments, store::StandingEnrolments(call.tx, session.name()));
  ASSIGN_OR_RETURN(auto steps, rules::PlanAttendance(session, enrolments, request));
  v1::RecordAttendanceResponse response;
  response.set_session_number(session.number());
  ASSIGN_OR_RETURN(session, Hold(call, std::move(session)));
  for (rules::EnrolmentStep& step : steps) {
    RETURN_IF_ERROR(CheckNoCertificateRestsOn(call, session, step));
    ASSIGN_OR_RETURN(step.enrolment, TakeEnrolmentStep(call, step.verb, std::move(step.enrolment)));
    step.enrolment.clear_waiting_position();
    *response.add_enrolments() = step.enrolment;
  }
  return response;
}

}  // namespace kansrijk::service
