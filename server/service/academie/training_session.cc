#include "server/service/academie/training_session.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/academie/training.h"
#include "server/service/academie/seat.h"
#include "server/store/academie/enrolment.h"
#include "server/store/academie/training.h"
#include "server/store/academie/training_session.h"
#include "server/store/number.h"

namespace kansrijk::service {
namespace {

// Gives the session a number, the next one when it has none.
absl::StatusOr<v1::TrainingSession> GiveNumber(rpc::WriteCall& call, v1::TrainingSession session) {
  const Id& organisation_id = call.caller.organisation_id;
  if (!session.number().empty()) {
    RETURN_IF_ERROR(
        store::ReserveNumber(call.tx, kTrainingSessionNumber, organisation_id, session.number()));
    return session;
  }
  ASSIGN_OR_RETURN(*session.mutable_number(),
                   store::NextNumber(call.tx, kTrainingSessionNumber, organisation_id));
  return session;
}

}  // namespace

absl::StatusOr<v1::TrainingSession> PlanTrainingSession(
    rpc::WriteCall& call, const v1::PlanTrainingSessionRequest& request) {
  v1::TrainingSession session = request.session();
  session.set_name(TrainingSessionName(call.ids.Next(call.now)));
  session.set_state(v1::TRAINING_SESSION_STATE_PLANNED);
  if (session.capacity() == 0) session.set_capacity(rules::kTrainingSessionSeats);
  ASSIGN_OR_RETURN(const auto training,
                   store::RequireTraining(call.tx, call.scope, session.training()));
  RETURN_IF_ERROR(rules::CheckPlan(training, session, DayOf(call.now)));
  ASSIGN_OR_RETURN(session, GiveNumber(call, std::move(session)));
  ASSIGN_OR_RETURN(session, store::InsertTrainingSession(call.tx, std::move(session),
                                                         call.caller.organisation_id,
                                                         absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(session, store::RequireTrainingSession(call.tx, call.scope, session.name()));
  ASSIGN_OR_RETURN(const auto doubles, store::TrainingSessionsLike(call.tx, call.scope, session));
  session.mutable_probable_doubles()->Assign(doubles.begin(), doubles.end());
  return session;
}

absl::StatusOr<v1::TrainingSession> GetTrainingSession(
    rpc::ReadCall& call, const v1::GetTrainingSessionRequest& request) {
  return store::RequireTrainingSession(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListTrainingSessionsResponse> ListTrainingSessions(
    rpc::ReadCall& call, const v1::ListTrainingSessionsRequest& request) {
  const store::TrainingSessionFilter filter{IdOf(request.training()), request.start_date(),
                                            request.end_date()};
  return ListPage<v1::ListTrainingSessionsResponse>(
      request, {"", "0", ""},
      [&](const Page& page) {
        return store::ListTrainingSessions(call.tx, call.scope, filter, page);
      },
      &v1::ListTrainingSessionsResponse::mutable_sessions,
      [](const v1::TrainingSession& last) {
        return std::vector<std::string>{last.date(), absl::StrCat(last.half_day()),
                                        IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::TrainingSession> UpdateTrainingSession(
    rpc::WriteCall& call, const v1::UpdateTrainingSessionRequest& request) {
  const v1::TrainingSession& given = request.session();
  ASSIGN_OR_RETURN(const auto current,
                   store::RequireTrainingSession(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::TrainingSession merged,
                   ApplyMask(current, given, request.update_mask(),
                             {"date", "half_day", "place", "trainer", "capacity"}));
  if (merged.capacity() == 0) merged.set_capacity(rules::kTrainingSessionSeats);
  RETURN_IF_ERROR(rules::CheckReplan(current, merged, DayOf(call.now)));
  ASSIGN_OR_RETURN(merged, store::UpdateTrainingSession(call.tx, std::move(merged),
                                                        absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(MoveUp(call, merged.name()));
  return store::RequireTrainingSession(call.tx, call.scope, merged.name());
}

absl::StatusOr<v1::TrainingSession> CancelTrainingSession(
    rpc::WriteCall& call, const v1::CancelTrainingSessionRequest& request) {
  ASSIGN_OR_RETURN(auto session,
                   store::RequireTrainingSession(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(session.number(), session.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckPlanned(session));
  session.set_state(v1::TRAINING_SESSION_STATE_CANCELLED);
  ASSIGN_OR_RETURN(session, store::UpdateTrainingSession(call.tx, std::move(session),
                                                         absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(auto enrolments, store::StandingEnrolments(call.tx, session.name()));
  for (v1::Enrolment& enrolment : enrolments) {
    ASSIGN_OR_RETURN(enrolment,
                     TakeEnrolmentStep(call, v1::ENROLMENT_VERB_CANCEL, std::move(enrolment)));
    call.subjects.push_back(enrolment.participant());
  }
  return store::RequireTrainingSession(call.tx, call.scope, session.name());
}

}  // namespace kansrijk::service
