#include "server/rules/academie/training.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/status.h"

namespace kansrijk::rules {
namespace {

absl::Status CheckPlannedDate(const std::string& date, absl::CivilDay today) {
  if (Day(date) >= today - kDaysRecordedLaterMax) return absl::OkStatus();
  return FieldError(kTrainingSessionLongAgo, "session.date", {date});
}

}  // namespace

absl::Status CheckPlan(const v1::Training& training, const v1::TrainingSession& session,
                       absl::CivilDay today) {
  if (training.retired()) return Error(kTrainingRetired, {training.code()});
  return CheckPlannedDate(session.date(), today);
}

absl::Status CheckPlanned(const v1::TrainingSession& session) {
  if (session.state() == v1::TRAINING_SESSION_STATE_PLANNED) return absl::OkStatus();
  return Error(kTrainingSessionNotPlanned, {session.number(), session.state()});
}

absl::Status CheckReplan(const v1::TrainingSession& session, const v1::TrainingSession& changed,
                         absl::CivilDay today) {
  RETURN_IF_ERROR(CheckPlanned(session));
  if (changed.capacity() < session.seats_taken()) {
    return Error(kFewerSeatsThanTaken, {session.number(), absl::StrCat(session.seats_taken())});
  }
  return changed.date() == session.date() ? absl::OkStatus()
                                          : CheckPlannedDate(changed.date(), today);
}

absl::Status CheckAttendable(const v1::TrainingSession& session, absl::CivilDay today) {
  if (session.state() == v1::TRAINING_SESSION_STATE_CANCELLED) return CheckPlanned(session);
  if (Day(session.date()) <= today) return absl::OkStatus();
  return Error(kTrainingSessionYetToCome, {session.number(), session.date()});
}

}  // namespace kansrijk::rules
