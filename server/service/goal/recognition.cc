#include "server/service/goal/recognition.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/goal/recognition.h"
#include "server/store/goal/goal.h"
#include "server/store/goal/recognition.h"
#include "server/store/office/settings.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::RecognitionBudget> ReadBudget(db::ReadTx& tx, const Id& organisation_id,
                                                 int year) {
  ASSIGN_OR_RETURN(const v1::Settings settings, store::SettingsOf(tx, organisation_id));
  ASSIGN_OR_RETURN(const int64_t spent_cents,
                   store::RecognitionSpentCents(tx, organisation_id, year));
  return rules::BudgetOf(year, settings.recognition_budget_cents(), spent_cents);
}

int YearOf(absl::CivilDay day) { return static_cast<int>(day.year()); }

// FailedPrecondition when a buddy gives more than the settings allow without a coordinator.
absl::Status CheckGivenAlone(rpc::WriteCall& call, const Id& organisation_id,
                             const v1::Recognition& recognition) {
  if (call.caller.buddy_id.empty() || recognition.amount_cents() == 0) return absl::OkStatus();
  const int year = YearOf(Day(recognition.date()));
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(call.tx, organisation_id));
  ASSIGN_OR_RETURN(const int64_t given_cents,
                   store::RecognitionGivenCents(call.tx, call.caller.buddy_id, year));
  return rules::CheckGivenAlone(settings, year, given_cents, recognition.amount_cents());
}

}  // namespace

absl::StatusOr<v1::Recognition> RecordRecognition(rpc::WriteCall& call,
                                                  const v1::RecordRecognitionRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Recognition recognition = request.recognition();
  if (recognition.date().empty()) recognition.set_date(FormatDate(today));
  ASSIGN_OR_RETURN(const v1::Goal goal, store::RequireGoal(call.tx, call.scope, request.parent()));
  RETURN_IF_ERROR(rules::CheckRecognition(goal, recognition, today));
  ASSIGN_OR_RETURN(const v1::Track track,
                   store::RequireTrack(call.tx, call.scope, IdOf(goal.track())));
  const Id organisation_id = IdOf(track.organisation());
  ASSIGN_OR_RETURN(const auto budget,
                   ReadBudget(call.tx, organisation_id, YearOf(Day(recognition.date()))));
  RETURN_IF_ERROR(rules::CheckWithinBudget(budget, recognition.amount_cents()));
  RETURN_IF_ERROR(CheckGivenAlone(call, organisation_id, recognition));
  recognition.set_name(RecognitionName(IdOf(goal.track()), call.ids.Next(call.now)));
  recognition.set_goal(goal.name());
  recognition.set_goal_number(goal.number());
  recognition.set_household(goal.household());
  recognition.set_account_handle(call.caller.handle);
  return store::InsertRecognition(call.tx, std::move(recognition), organisation_id,
                                  call.caller.buddy_id, absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::RecognitionBudget> GetRecognitionBudget(
    rpc::ReadCall& call, const v1::GetRecognitionBudgetRequest& request) {
  const int year = request.year() == 0 ? YearOf(DayOf(call.now)) : request.year();
  return ReadBudget(call.tx, call.caller.organisation_id, year);
}

}  // namespace kansrijk::service
