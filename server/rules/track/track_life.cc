#include "server/rules/track/track_life.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

constexpr v1::TrackState kIntakeStates[] = {v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE,
                                            v1::TRACK_STATE_WAITING};
constexpr v1::TrackVerb kOutcomeVerbs[] = {v1::TRACK_VERB_CLOSE, v1::TRACK_VERB_DROP_OUT,
                                           v1::TRACK_VERB_START_AFTERCARE};

template <typename Values, typename Value>
bool HasOutcome(const Values& values, Value value) {
  return std::find(std::begin(values), std::end(values), value) != std::end(values);
}

bool HasOutcome(const v1::Track& track, v1::Outcome outcome) {
  const auto& recorded = track.outcomes();
  return std::any_of(recorded.begin(), recorded.end(),
                     [outcome](const auto& one) { return one.outcome() == outcome; });
}

// InvalidArgument on date unless it lies from `first` up to `today`.
absl::Status CheckLifeDate(const std::string& date, const NamedDate& first, absl::CivilDay today) {
  const std::string last = FormatDate(today);
  if (date > last) return FieldError(kTrackDateInFuture, "date", {"date", date, last});
  return CheckNotBefore("date", DateGiven("date", date), first);
}

}  // namespace

absl::Status CheckPauseUntil(const v1::TransitionTrackRequest& request) {
  const std::string& until = request.pause_until();
  if (until.empty()) return absl::OkStatus();
  if (request.verb() != v1::TRACK_VERB_PAUSE) {
    return FieldError(kPauseUntilNotTaken, "pause_until", {request.verb()});
  }
  return CheckNotBefore("pause_until", DateGiven("pause_until", until),
                        DateGiven("date", request.date()));
}

absl::Status CheckOutcomesTaken(const v1::TransitionTrackRequest& request) {
  if (request.outcomes().empty()) return absl::OkStatus();
  if (!HasOutcome(kOutcomeVerbs, request.verb())) {
    return FieldError(kOutcomesNotTaken, "outcomes", {request.verb()});
  }
  for (const int outcome : request.outcomes()) {
    if (outcome == v1::OUTCOME_UNSPECIFIED || !v1::Outcome_IsValid(outcome)) {
      return FieldError(kUnknownOutcome, "outcomes");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckIntakeDate(const v1::Track& track, const std::string& date,
                             absl::CivilDay today) {
  if (!HasOutcome(kIntakeStates, track.state())) {
    return Error(kIntakeOver, {track.number(), track.state()});
  }
  if (date.empty()) return absl::OkStatus();
  return CheckLifeDate(date, Application(track), today);
}

v1::Track ApplyIntakeCheck(const v1::IntakeCheck& check, v1::Track track) {
  if (check.item() == v1::INTAKE_ITEM_CONSENT) track.set_participation_consent_date(check.date());
  return track;
}

std::vector<v1::IntakeCheck> IntakeChecksOf(const v1::Track& track,
                                            const std::vector<v1::IntakeCheck>& ticked) {
  std::vector<v1::IntakeCheck> checks;
  for (int i = v1::INTAKE_ITEM_UNSPECIFIED + 1; i <= v1::IntakeItem_MAX; ++i) {
    checks.emplace_back().set_item(static_cast<v1::IntakeItem>(i));
    const auto tick = std::find_if(ticked.begin(), ticked.end(),
                                   [i](const auto& one) { return one.item() == i; });
    if (tick != ticked.end()) checks.back() = *tick;
    if (i != v1::INTAKE_ITEM_CONSENT) continue;
    const std::string& consent = track.participation_consent_date();
    if (checks.back().date() != consent) checks.back().clear_account_handle();
    checks.back().set_date(consent);
  }
  return checks;
}

absl::Status CheckOutcome(const v1::Track& track, const v1::TrackOutcome& outcome,
                          absl::CivilDay today) {
  if (track.start_date().empty()) return Error(kTrackNotStarted, {track.number()});
  RETURN_IF_ERROR(CheckLifeDate(outcome.date(), Start(track), today));
  if (!HasOutcome(track, outcome.outcome())) return absl::OkStatus();
  return Error(kOutcomeRecorded, {track.number()});
}

absl::StatusOr<v1::TrackCorrection> TakingBackOutcome(const v1::Track& track, v1::Outcome outcome) {
  for (const v1::TrackOutcome& recorded : track.outcomes()) {
    if (recorded.outcome() != outcome) continue;
    v1::TrackCorrection correction;
    correction.set_fact(v1::TRACK_FACT_OUTCOME);
    correction.set_outcome(outcome);
    correction.set_date(recorded.date());
    return correction;
  }
  return Error(kOutcomeNotRecorded, {track.number(), outcome});
}

std::vector<v1::Outcome> NewOutcomes(const v1::Track& track,
                                     const v1::TransitionTrackRequest& request) {
  std::vector<v1::Outcome> added;
  for (const int value : request.outcomes()) {
    const auto outcome = static_cast<v1::Outcome>(value);
    if (!HasOutcome(track, outcome) && !HasOutcome(added, outcome)) added.push_back(outcome);
  }
  return added;
}

}  // namespace kansrijk::rules
