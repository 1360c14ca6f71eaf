// Where an enrolment can go: seats, waiting list, attendance.
#ifndef KANSRIJK_SERVER_RULES_ACADEMIE_ENROLMENT_H_
#define KANSRIJK_SERVER_RULES_ACADEMIE_ENROLMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/base/error.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kOneParticipant{"ONE_PARTICIPANT", absl::StatusCode::kInvalidArgument,
                                           "name either a buddy or an external participant",
                                           "noem een buddy of een externe deelnemer, niet allebei"};
inline constexpr ErrorKind kOneListed{
    "ONE_LISTED", absl::StatusCode::kInvalidArgument,
    "enrolments are listed by session or by buddy: name one of the two",
    "inschrijvingen zijn per bijeenkomst of per buddy te zien: noem een van de twee"};
inline constexpr ErrorKind kEnrolledAlready{
    "ENROLLED_ALREADY", absl::StatusCode::kFailedPrecondition,
    "$0 is already enrolled in session $1 ($2)", "$0 is al ingeschreven voor bijeenkomst $1 ($2)"};
inline constexpr ErrorKind kEnrolledAfterLeaving{
    "BUDDY_HAS_LEFT", absl::StatusCode::kFailedPrecondition,
    "buddy $0 left on $1, before session $2 ($3)",
    "buddy $0 is op $1 vertrokken, voor bijeenkomst $2 ($3)"};
inline constexpr ErrorKind kNotEnrolled{
    "NOT_ENROLLED", absl::StatusCode::kFailedPrecondition,
    "$0 is not enrolled in session $1 ($2, $3); enrol them first, or leave them out",
    "$0 is niet ingeschreven voor bijeenkomst $1 ($2, $3); schrijf die eerst in, of laat die weg"};
inline constexpr ErrorKind kNamedTwice{"NAMED_TWICE", absl::StatusCode::kInvalidArgument,
                                       "$0 is named twice", "$0 is twee keer genoemd"};
inline constexpr ErrorKind kAttendanceIncomplete{
    "ATTENDANCE_INCOMPLETE", absl::StatusCode::kFailedPrecondition,
    "session $0: the attendance of $1 is missing; name them, or say that all others attended",
    "bijeenkomst $0: de aanwezigheid van $1 ontbreekt; noem ze, of meld dat alle anderen er waren"};
inline constexpr ErrorKind kCertificateRestsOnIt{
    "CERTIFICATE_RESTS_ON_IT", absl::StatusCode::kFailedPrecondition,
    "certificate $1 of $0 is based on this attendance: revoke it first",
    "certificaat $1 van $0 is gebaseerd op deze aanwezigheid: trek het eerst in"};

// Which verb leads from which state to which.
absl::Span<const Transition<v1::EnrolmentState, v1::EnrolmentVerb>> EnrolmentTransitions();

// The state after `verb`. FailedPrecondition with the present state and the verbs it allows.
absl::StatusOr<v1::EnrolmentState> NextEnrolmentState(const v1::Enrolment& enrolment,
                                                      v1::EnrolmentVerb verb);

// InvalidArgument unless exactly one of the two is named.
absl::Status CheckOneParticipant(const std::string& buddy, const std::string& external_participant);

// InvalidArgument unless exactly one of the two is named.
absl::Status CheckOneListed(const std::string& session, const std::string& buddy);

// FailedPrecondition: the session is over, and the caller a buddy.
absl::Status CheckMayCancel(const v1::TrainingSession& session, v1::Role role,
                            absl::CivilDay today);

// FailedPrecondition: the session is not PLANNED; or, for a buddy, over.
absl::Status CheckMayEnrol(const v1::TrainingSession& session, v1::Role role, absl::CivilDay today);

// FailedPrecondition when the buddy left before the day of the session.
absl::Status CheckStillThere(const v1::Buddy& buddy, const v1::TrainingSession& session);

// FailedPrecondition when there is an enrolment that stands.
absl::Status CheckNotEnrolled(const std::optional<v1::Enrolment>& standing);

// Whether somebody who enrols `standing` anew means to give the seat to who waits for it: the
// trainer or coordinator, from the day of the session on, when who came along is enrolled by name.
bool IsEnrolledByName(const v1::Enrolment& standing, const v1::TrainingSession& session,
                      v1::Role role, absl::CivilDay today);

// How a request is decided: CONFIRM while there are seats, else PUT_ON_WAITING_LIST.
// FailedPrecondition: it is full, and its day has come: nobody waits for a seat any more.
absl::StatusOr<v1::EnrolmentVerb> DecisionOn(const v1::TrainingSession& session,
                                             absl::CivilDay today);

// How many of those who wait move up; none from the day of the session on.
int SeatsToFill(const v1::TrainingSession& session, absl::CivilDay today);

// What is done with an enrolment.
struct EnrolmentStep {
  v1::Enrolment enrolment;
  v1::EnrolmentVerb verb = v1::ENROLMENT_VERB_UNSPECIFIED;
};

// What an attendance does to `enrolments`, all those of the session that stand; nothing to those
// that are as recorded already. Errors as RecordAttendance says, but for certificates.
absl::StatusOr<std::vector<EnrolmentStep>> PlanAttendance(
    const v1::TrainingSession& session, absl::Span<const v1::Enrolment> enrolments,
    const v1::RecordAttendanceRequest& request);

// Whether it takes an attendance away that a certificate may rest on.
bool TakesAttendanceAway(const EnrolmentStep& step);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_ACADEMIE_ENROLMENT_H_
