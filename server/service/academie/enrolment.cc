#include "server/service/academie/enrolment.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/academie/enrolment.h"
#include "server/service/academie/seat.h"
#include "server/store/academie/enrolment.h"
#include "server/store/academie/training_session.h"
#include "server/store/buddy/buddy.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::Enrolment> EnrolmentWithEvents(db::ReadTx& tx, const store::Scope& scope,
                                                  const std::string& name) {
  ASSIGN_OR_RETURN(v1::Enrolment enrolment, store::RequireEnrolment(tx, scope, name));
  ASSIGN_OR_RETURN(const auto events, store::ListEnrolmentEvents(tx, scope, IdOf(name)));
  enrolment.mutable_events()->Assign(events.begin(), events.end());
  return enrolment;
}

// The buddy who is named, or the calling buddy when nobody is.
std::string NamedOrCaller(const rpc::Caller& caller, const std::string& buddy, bool other_named) {
  const bool own = buddy.empty() && !other_named && caller.role == v1::ROLE_BUDDY;
  return own ? BuddyName(caller.buddy_id) : buddy;
}

// A new one, or the one that waits when it is enrolled by name.
absl::StatusOr<v1::Enrolment> RequestedEnrolment(rpc::WriteCall& call,
                                                 const v1::TrainingSession& session,
                                                 const std::string& participant) {
  ASSIGN_OR_RETURN(const auto standing,
                   store::FindStandingEnrolment(call.tx, call.scope, session.name(), participant));
  if (standing.has_value() &&
      rules::IsEnrolledByName(*standing, session, call.caller.role, DayOf(call.now))) {
    return *standing;
  }
  RETURN_IF_ERROR(rules::CheckNotEnrolled(standing));
  v1::Enrolment enrolment;
  enrolment.set_name(EnrolmentName(IdOf(session.name()), call.ids.Next(call.now)));
  enrolment.set_session(session.name());
  enrolment.set_participant(participant);
  enrolment.set_state(v1::ENROLMENT_STATE_REQUESTED);
  ASSIGN_OR_RETURN(enrolment, store::InsertEnrolment(call.tx, std::move(enrolment),
                                                     absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddEnrolmentEvent(call, enrolment, v1::ENROLMENT_VERB_UNSPECIFIED));
  return enrolment;
}

absl::StatusOr<v1::ListEnrolmentsResponse> ListOfSession(rpc::ReadCall& call,
                                                         const v1::ListEnrolmentsRequest& request) {
  return ListPage<v1::ListEnrolmentsResponse>(
      request, {"0", ""},
      [&](const Page& page) {
        return store::ListEnrolmentsOfSession(call.tx, call.scope, IdOf(request.session()),
                                              request.state(), page);
      },
      &v1::ListEnrolmentsResponse::mutable_enrolments,
      [](const v1::Enrolment& last) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(last.create_time())),
                                        IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::ListEnrolmentsResponse> ListOfBuddy(rpc::ReadCall& call,
                                                       const v1::ListEnrolmentsRequest& request,
                                                       const std::string& buddy) {
  return ListPage<v1::ListEnrolmentsResponse>(
      request, {kLastDate, "~"},
      [&](const Page& page) {
        return store::ListEnrolmentsOfBuddy(call.tx, call.scope, IdOf(buddy), request.state(),
                                            page);
      },
      &v1::ListEnrolmentsResponse::mutable_enrolments,
      [](const v1::Enrolment& last) {
        return std::vector<std::string>{last.session_date(), IdOf(last.name()).text()};
      });
}

}  // namespace

absl::StatusOr<v1::Enrolment> Enrol(rpc::WriteCall& call, const v1::EnrolRequest& request) {
  const std::string& external = request.external_participant();
  const std::string buddy = NamedOrCaller(call.caller, request.buddy(), !external.empty());
  RETURN_IF_ERROR(rules::CheckOneParticipant(buddy, external));
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(const auto session,
                   store::RequireTrainingSession(call.tx, call.scope, request.parent()));
  RETURN_IF_ERROR(rules::CheckMayEnrol(session, call.caller.role, today));
  if (!buddy.empty()) {
    ASSIGN_OR_RETURN(const auto enrolled, store::RequireBuddy(call.tx, call.scope, buddy));
    RETURN_IF_ERROR(rules::CheckStillThere(enrolled, session));
  }
  ASSIGN_OR_RETURN(auto enrolment,
                   RequestedEnrolment(call, session, buddy.empty() ? external : buddy));
  ASSIGN_OR_RETURN(const auto decision, rules::DecisionOn(session, today));
  ASSIGN_OR_RETURN(enrolment, TakeEnrolmentStep(call, decision, std::move(enrolment)));
  return EnrolmentWithEvents(call.tx, call.scope, enrolment.name());
}

absl::StatusOr<v1::Enrolment> GetEnrolment(rpc::ReadCall& call,
                                           const v1::GetEnrolmentRequest& request) {
  return EnrolmentWithEvents(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListEnrolmentsResponse> ListEnrolments(
    rpc::ReadCall& call, const v1::ListEnrolmentsRequest& request) {
  const std::string buddy = NamedOrCaller(call.caller, request.buddy(), !request.session().empty());
  RETURN_IF_ERROR(rules::CheckOneListed(request.session(), buddy));
  return buddy.empty() ? ListOfSession(call, request) : ListOfBuddy(call, request, buddy);
}

absl::StatusOr<v1::Enrolment> CancelEnrolment(rpc::WriteCall& call,
                                              const v1::CancelEnrolmentRequest& request) {
  ASSIGN_OR_RETURN(auto enrolment, store::RequireEnrolment(call.tx, call.scope, request.name()));
  const std::string what =
      absl::StrCat(enrolment.session_number(), "/", enrolment.participant_number());
  RETURN_IF_ERROR(CheckEtag(what, enrolment.etag(), request.etag()));
  ASSIGN_OR_RETURN(const auto session,
                   store::RequireTrainingSession(call.tx, call.scope, enrolment.session()));
  RETURN_IF_ERROR(rules::CheckMayCancel(session, call.caller.role, DayOf(call.now)));
  ASSIGN_OR_RETURN(enrolment,
                   TakeEnrolmentStep(call, v1::ENROLMENT_VERB_CANCEL, std::move(enrolment)));
  RETURN_IF_ERROR(MoveUp(call, session.name()));
  return EnrolmentWithEvents(call.tx, call.scope, enrolment.name());
}

}  // namespace kansrijk::service
