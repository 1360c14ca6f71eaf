#include "server/rpc/date_field.h"

#include <algorithm>
#include <iterator>

namespace kansrijk::rpc {
namespace {

// Of a filter, or of what stands wrong.
constexpr std::optional<DateKind> kAnyDay = std::nullopt;

constexpr DateField kDateFields[] = {
    {"kansrijk.v1.Ambition.due_date", DateKind::kPlanned},
    {"kansrijk.v1.Ambition.end_date", DateKind::kHappened},
    {"kansrijk.v1.Assessment.date", DateKind::kHappened},
    {"kansrijk.v1.Buddy.basic_certificate_date", DateKind::kHappened},
    {"kansrijk.v1.Buddy.conduct_certificate_date", DateKind::kHappened},
    {"kansrijk.v1.CheckIntakeItemRequest.date", DateKind::kHappened},
    {"kansrijk.v1.Consent.valid_from", DateKind::kHappened},
    {"kansrijk.v1.Consent.valid_until", DateKind::kPlanned},
    {"kansrijk.v1.ContactData.birth_date", DateKind::kBirth},
    {"kansrijk.v1.CorrectDateRequest.date", DateKind::kPlanned},  // also of what happened
    {"kansrijk.v1.CorrectDateRequest.wrong_date", kAnyDay},
    {"kansrijk.v1.Goal.due_date", DateKind::kPlanned},
    {"kansrijk.v1.GoalData.due_date", DateKind::kPlanned},
    {"kansrijk.v1.HandOverTrackRequest.date", DateKind::kHappened},
    {"kansrijk.v1.InboundConsent.valid_from", DateKind::kHappened},
    {"kansrijk.v1.InboundConsent.valid_until", DateKind::kPlanned},
    {"kansrijk.v1.JoinHouseholdsRequest.date", DateKind::kHappened},
    {"kansrijk.v1.LinkParticipantRequest.consent_date", DateKind::kHappened},
    {"kansrijk.v1.ListTrainingSessionsRequest.end_date", kAnyDay},
    {"kansrijk.v1.ListTrainingSessionsRequest.start_date", kAnyDay},
    {"kansrijk.v1.Member.birth_date", DateKind::kBirth},
    {"kansrijk.v1.MoveHouseholdRequest.date", DateKind::kHappened},
    {"kansrijk.v1.Qualification.expire_date", DateKind::kPlanned},
    {"kansrijk.v1.Qualification.obtained_date", DateKind::kBirth},  // at any time in a life
    {"kansrijk.v1.Recognition.date", DateKind::kHappened},
    {"kansrijk.v1.RecordOutcomeRequest.date", DateKind::kHappened},
    {"kansrijk.v1.Review.date", DateKind::kHappened},
    {"kansrijk.v1.Session.date", DateKind::kHappened},
    {"kansrijk.v1.Session.next_appointment_date", DateKind::kPlanned},
    {"kansrijk.v1.Situation.date", DateKind::kHappened},
    {"kansrijk.v1.SplitHouseholdRequest.date", DateKind::kHappened},
    {"kansrijk.v1.Step.due_date", DateKind::kPlanned},
    {"kansrijk.v1.Track.aftercare_end_date", DateKind::kPlanned},
    {"kansrijk.v1.Track.apply_date", DateKind::kHappened},
    {"kansrijk.v1.Track.participation_consent_date", DateKind::kHappened},
    {"kansrijk.v1.Track.planned_end_date", DateKind::kPlanned},
    {"kansrijk.v1.TrainingSession.date", DateKind::kPlanned},
    {"kansrijk.v1.TransferMemberRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionAmbitionRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionGoalRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionMatchRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionReferralRequest.date", DateKind::kPlanned},  // also when it was done
    {"kansrijk.v1.TransitionSignalRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionStepRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionTrackRequest.date", DateKind::kHappened},
    {"kansrijk.v1.TransitionTrackRequest.pause_until", DateKind::kPlanned},
};

}  // namespace

const DateField* FindDateField(absl::string_view field) {
  const auto* const found =
      std::find_if(std::begin(kDateFields), std::end(kDateFields),
                   [field](const DateField& known) { return known.field == field; });
  return found == std::end(kDateFields) ? nullptr : found;
}

bool IsOutOfTheQuestion(const DateField& field, absl::CivilDay day, absl::CivilDay today) {
  if (!field.kind.has_value()) return false;
  const bool to_come = day > today;
  return !IsPlausible(to_come ? DateKind::kPlanned : *field.kind, day, today);
}

std::vector<std::string> DateFields() {
  std::vector<std::string> names;
  for (const DateField& known : kDateFields) names.emplace_back(known.field);
  return names;
}

}  // namespace kansrijk::rpc
