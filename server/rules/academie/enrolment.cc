#include "server/rules/academie/enrolment.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/academie/training.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::EnrolmentState, v1::EnrolmentVerb> kEnrolmentTransitions[] = {
    {v1::ENROLMENT_STATE_REQUESTED, v1::ENROLMENT_VERB_CONFIRM, v1::ENROLMENT_STATE_CONFIRMED},
    {v1::ENROLMENT_STATE_REQUESTED, v1::ENROLMENT_VERB_PUT_ON_WAITING_LIST,
     v1::ENROLMENT_STATE_WAITING},
    {v1::ENROLMENT_STATE_REQUESTED, v1::ENROLMENT_VERB_CANCEL, v1::ENROLMENT_STATE_CANCELLED},
    {v1::ENROLMENT_STATE_WAITING, v1::ENROLMENT_VERB_CONFIRM, v1::ENROLMENT_STATE_CONFIRMED},
    {v1::ENROLMENT_STATE_WAITING, v1::ENROLMENT_VERB_CANCEL, v1::ENROLMENT_STATE_CANCELLED},
    {v1::ENROLMENT_STATE_CONFIRMED, v1::ENROLMENT_VERB_ATTEND, v1::ENROLMENT_STATE_ATTENDED},
    {v1::ENROLMENT_STATE_CONFIRMED, v1::ENROLMENT_VERB_EXCUSE, v1::ENROLMENT_STATE_EXCUSED},
    {v1::ENROLMENT_STATE_CONFIRMED, v1::ENROLMENT_VERB_MISS, v1::ENROLMENT_STATE_NO_SHOW},
    {v1::ENROLMENT_STATE_CONFIRMED, v1::ENROLMENT_VERB_CANCEL, v1::ENROLMENT_STATE_CANCELLED},
    // Corrections.
    {v1::ENROLMENT_STATE_ATTENDED, v1::ENROLMENT_VERB_EXCUSE, v1::ENROLMENT_STATE_EXCUSED},
    {v1::ENROLMENT_STATE_ATTENDED, v1::ENROLMENT_VERB_MISS, v1::ENROLMENT_STATE_NO_SHOW},
    {v1::ENROLMENT_STATE_EXCUSED, v1::ENROLMENT_VERB_ATTEND, v1::ENROLMENT_STATE_ATTENDED},
    {v1::ENROLMENT_STATE_EXCUSED, v1::ENROLMENT_VERB_MISS, v1::ENROLMENT_STATE_NO_SHOW},
    {v1::ENROLMENT_STATE_NO_SHOW, v1::ENROLMENT_VERB_ATTEND, v1::ENROLMENT_STATE_ATTENDED},
    {v1::ENROLMENT_STATE_NO_SHOW, v1::ENROLMENT_VERB_EXCUSE, v1::ENROLMENT_STATE_EXCUSED},
};

// The state that a verb of attendance records.
v1::EnrolmentState RecordedBy(v1::EnrolmentVerb verb) {
  return verb == v1::ENROLMENT_VERB_ATTEND   ? v1::ENROLMENT_STATE_ATTENDED
         : verb == v1::ENROLMENT_VERB_EXCUSE ? v1::ENROLMENT_STATE_EXCUSED
                                             : v1::ENROLMENT_STATE_NO_SHOW;
}

// From then on whoever waits may have stayed at home.
bool HasDayCome(const v1::TrainingSession& session, absl::CivilDay today) {
  return Day(session.date()) <= today;
}

using Verbs = std::map<std::string, v1::EnrolmentVerb>;  // by the participant's number

// InvalidArgument when a number is there twice.
absl::StatusOr<Verbs> NamedVerbs(const v1::RecordAttendanceRequest& request) {
  struct List {
    const char* field;
    const google::protobuf::RepeatedPtrField<std::string>& numbers;
    v1::EnrolmentVerb verb;
  };
  const List lists[] = {{"attended", request.attended(), v1::ENROLMENT_VERB_ATTEND},
                        {"excused", request.excused(), v1::ENROLMENT_VERB_EXCUSE},
                        {"missed", request.missed(), v1::ENROLMENT_VERB_MISS}};
  Verbs verbs;
  for (const List& list : lists) {
    for (const std::string& number : list.numbers) {
      if (verbs.emplace(number, list.verb).second) continue;
      return FieldError(kNamedTwice, list.field, {number});
    }
  }
  return verbs;
}

absl::Status CheckAllEnrolled(const v1::TrainingSession& session,
                              absl::Span<const v1::Enrolment> enrolments, const Verbs& verbs) {
  std::set<std::string> enrolled;
  for (const v1::Enrolment& enrolment : enrolments) enrolled.insert(enrolment.participant_number());
  for (const auto& [number, verb] : verbs) {
    if (enrolled.count(number) != 0) continue;
    return Error(kNotEnrolled, {number, session.number(), session.training_code(), session.date()});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Span<const Transition<v1::EnrolmentState, v1::EnrolmentVerb>> EnrolmentTransitions() {
  return kEnrolmentTransitions;
}

absl::StatusOr<v1::EnrolmentState> NextEnrolmentState(const v1::Enrolment& enrolment,
                                                      v1::EnrolmentVerb verb) {
  return Next(EnrolmentTransitions(),
              absl::StrCat(enrolment.session_number(), "/", enrolment.participant_number()),
              enrolment.state(), verb);
}

absl::Status CheckOneParticipant(const std::string& buddy,
                                 const std::string& external_participant) {
  if (buddy.empty() != external_participant.empty()) return absl::OkStatus();
  return FieldError(kOneParticipant, buddy.empty() ? "buddy" : "external_participant");
}

absl::Status CheckOneListed(const std::string& session, const std::string& buddy) {
  return session.empty() != buddy.empty() ? absl::OkStatus() : FieldError(kOneListed, "session");
}

absl::Status CheckMayEnrol(const v1::TrainingSession& session, v1::Role role,
                           absl::CivilDay today) {
  RETURN_IF_ERROR(CheckPlanned(session));
  return CheckMayCancel(session, role, today);
}

absl::Status CheckMayCancel(const v1::TrainingSession& session, v1::Role role,
                            absl::CivilDay today) {
  if (role != v1::ROLE_BUDDY || Day(session.date()) >= today) return absl::OkStatus();
  return Error(kTrainingSessionOver, {session.number(), session.date()});
}

absl::Status CheckStillThere(const v1::Buddy& buddy, const v1::TrainingSession& session) {
  if (buddy.left_date().empty() || session.date() <= buddy.left_date()) return absl::OkStatus();
  return Error(kEnrolledAfterLeaving,
               {buddy.number(), buddy.left_date(), session.number(), session.date()});
}

absl::Status CheckNotEnrolled(const std::optional<v1::Enrolment>& standing) {
  if (!standing.has_value()) return absl::OkStatus();
  return Error(kEnrolledAlready,
               {standing->participant_number(), standing->session_number(), standing->state()});
}

bool IsEnrolledByName(const v1::Enrolment& standing, const v1::TrainingSession& session,
                      v1::Role role, absl::CivilDay today) {
  return standing.state() == v1::ENROLMENT_STATE_WAITING && HasDayCome(session, today) &&
         role != v1::ROLE_BUDDY;
}

absl::StatusOr<v1::EnrolmentVerb> DecisionOn(const v1::TrainingSession& session,
                                             absl::CivilDay today) {
  if (session.seats_taken() < session.capacity()) return v1::ENROLMENT_VERB_CONFIRM;
  if (!HasDayCome(session, today)) return v1::ENROLMENT_VERB_PUT_ON_WAITING_LIST;
  return Error(kTrainingSessionFull,
               {session.number(), session.date(), absl::StrCat(session.capacity())});
}

int SeatsToFill(const v1::TrainingSession& session, absl::CivilDay today) {
  if (session.state() != v1::TRAINING_SESSION_STATE_PLANNED || HasDayCome(session, today)) return 0;
  return std::max(0, std::min(session.capacity() - session.seats_taken(), session.waiting()));
}

absl::StatusOr<std::vector<EnrolmentStep>> PlanAttendance(
    const v1::TrainingSession& session, absl::Span<const v1::Enrolment> enrolments,
    const v1::RecordAttendanceRequest& request) {
  ASSIGN_OR_RETURN(const Verbs verbs, NamedVerbs(request));
  RETURN_IF_ERROR(CheckAllEnrolled(session, enrolments, verbs));
  std::vector<EnrolmentStep> steps;
  std::vector<std::string> left_out;
  for (const v1::Enrolment& enrolment : enrolments) {
    const auto named = verbs.find(enrolment.participant_number());
    if (named != verbs.end()) {
      if (enrolment.state() == RecordedBy(named->second)) continue;
      RETURN_IF_ERROR(NextEnrolmentState(enrolment, named->second).status());
      steps.push_back({enrolment, named->second});
    } else if (enrolment.state() == v1::ENROLMENT_STATE_WAITING) {
      steps.push_back({enrolment, v1::ENROLMENT_VERB_CANCEL});
    } else if (enrolment.state() == v1::ENROLMENT_STATE_CONFIRMED && request.others_attended()) {
      steps.push_back({enrolment, v1::ENROLMENT_VERB_ATTEND});
    } else if (enrolment.state() == v1::ENROLMENT_STATE_CONFIRMED) {
      left_out.push_back(enrolment.participant_number());
    }
  }
  if (left_out.empty()) return steps;
  return Error(kAttendanceIncomplete, {session.number(), absl::StrJoin(left_out, ", ")});
}

bool TakesAttendanceAway(const EnrolmentStep& step) {
  return step.enrolment.state() == v1::ENROLMENT_STATE_ATTENDED;
}

}  // namespace kansrijk::rules
