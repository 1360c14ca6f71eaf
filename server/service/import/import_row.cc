#include "server/service/import/import_row.h"

#include "server/base/civil.h"
#include "server/base/clock.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/service/buddy/buddy.h"
#include "server/service/import/import_known.h"
#include "server/service/people/household.h"
#include "server/sheet/mapping.h"
#include "server/store/academie/enrolment.h"
#include "server/store/academie/training.h"
#include "server/store/academie/training_session.h"
#include "server/store/buddy/buddy.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/goal/goal.h"
#include "server/store/goal/recognition.h"
#include "server/store/number.h"
#include "server/store/office/organisation.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/people/situation.h"
#include "server/store/track/assessment.h"
#include "server/store/track/match.h"
#include "server/store/track/session.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

using sheet::File;
using store::ImportTable;

absl::Status WriteBuddy(rpc::WriteCall& call, v1::Buddy buddy, int64_t now_us) {
  const Id& manager_id = call.caller.organisation_id;
  RETURN_IF_ERROR(store::ReserveNumber(call.tx, kBuddyNumber, manager_id, buddy.number()));
  return store::InsertBuddy(call.tx, buddy, manager_id, now_us).status();
}

absl::Status WriteTrack(rpc::WriteCall& call, v1::Track track, int64_t now_us) {
  track.set_organisation(OrganisationName(call.caller.organisation_id));
  ASSIGN_OR_RETURN(track, store::InsertTrack(call.tx, std::move(track), now_us));
  for (v1::TrackEvent& event : sheet::TrackEventsOf(track)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertTrackEvent(call.tx, IdOf(track.name()), event, now_us));
  }
  return absl::OkStatus();
}

absl::Status WriteAssessment(rpc::WriteCall& call, v1::Assessment assessment, int64_t now_us) {
  const Id& organisation_id = call.caller.organisation_id;
  assessment.set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(*assessment.mutable_number(),
                   store::NextNumber(call.tx, kAssessmentNumber, organisation_id));
  return store::InsertAssessment(call.tx, assessment, organisation_id, now_us).status();
}

// Of the track that the row names. It may have come in with the same import, so that nobody sees it
// yet.
std::string ParticipantOf(const sheet::Row& row, const sheet::Book& book) {
  const sheet::Known& track = *book.Find(File::kTracks, row.Text("traject"));
  return MemberName(track.household_id, track.participant_id);
}

// The participant agreed to it; spreadsheets know nobody else.
absl::Status WriteGoal(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                       v1::Goal goal, const store::ImportMark& mark, int64_t now_us) {
  const Id& organisation_id = call.caller.organisation_id;
  const Id track_id = IdOf(goal.track());
  goal.set_agreed_by(ParticipantOf(row, book));
  ASSIGN_OR_RETURN(*goal.mutable_number(),
                   store::NextNumber(call.tx, kGoalNumber, organisation_id));
  ASSIGN_OR_RETURN(goal, store::InsertGoal(call.tx, std::move(goal), organisation_id, now_us));
  for (v1::GoalEvent& event : sheet::GoalEventsOf(goal)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertGoalEvent(call.tx, IdOf(goal.name()), event, now_us));
  }
  auto recognition = sheet::RecognitionOf(row, goal);
  if (!recognition.has_value()) return absl::OkStatus();
  recognition->set_name(RecognitionName(track_id, call.ids.Next(call.now)));
  recognition->set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(*recognition,
                   store::InsertRecognition(call.tx, std::move(*recognition), organisation_id,
                                            /*buddy_id=*/Id(), now_us));
  return store::MarkImported(call.tx, ImportTable::kRecognition, IdOf(recognition->name()), mark);
}

absl::Status WriteSession(rpc::WriteCall& call, v1::Session session, int64_t now_us) {
  const Id& organisation_id = call.caller.organisation_id;
  ASSIGN_OR_RETURN(*session.mutable_number(),
                   store::NextNumber(call.tx, kSessionNumber, organisation_id));
  return store::InsertSession(call.tx, session, organisation_id, now_us).status();
}

absl::Status WriteTrainingSession(rpc::WriteCall& call, v1::TrainingSession session,
                                  int64_t now_us) {
  const Id& organisation_id = call.caller.organisation_id;
  RETURN_IF_ERROR(
      store::ReserveNumber(call.tx, kTrainingSessionNumber, organisation_id, session.number()));
  return store::InsertTrainingSession(call.tx, session, organisation_id, now_us).status();
}

absl::Status WriteEnrolment(rpc::WriteCall& call, v1::Enrolment enrolment, int64_t now_us) {
  ASSIGN_OR_RETURN(enrolment, store::InsertEnrolment(call.tx, std::move(enrolment), now_us));
  for (v1::EnrolmentEvent& event : sheet::EnrolmentEventsOf(enrolment)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertEnrolmentEvent(call.tx, IdOf(enrolment.name()), event, now_us));
  }
  return absl::OkStatus();
}

absl::Status WriteConsent(rpc::WriteCall& call, v1::Consent consent, int64_t now_us) {
  const Id organisation_id = IdOf(consent.organisation());
  consent.set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(*consent.mutable_number(),
                   store::NextNumber(call.tx, kConsentNumber, organisation_id));
  return store::InsertConsent(call.tx, consent, organisation_id, now_us).status();
}

// Of the own organisation. What was sent is history that it records: nothing of it is for the
// partner to see. A draft is a draft, and can be sent.
absl::Status WriteReferral(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                           v1::Referral referral, const store::ImportMark& mark, int64_t now_us) {
  referral.set_person(ParticipantOf(row, book));
  auto consent = sheet::ConsentOf(row, referral, call.ids.Next(call.now));
  if (consent.has_value()) {
    consent->set_subject(referral.person());
    RETURN_IF_ERROR(WriteConsent(call, *consent, now_us));
    RETURN_IF_ERROR(
        store::MarkImported(call.tx, ImportTable::kConsent, IdOf(consent->name()), mark));
    referral.set_consent(consent->name());
  }
  if (referral.state() != v1::REFERRAL_STATE_DRAFT) referral.set_recorded_by(referral.from());
  ASSIGN_OR_RETURN(*referral.mutable_number(), store::NextNumber(call.tx, kReferralNumber, Id()));
  ASSIGN_OR_RETURN(referral, store::InsertReferral(call.tx, std::move(referral), now_us));
  for (v1::ReferralEvent& event : sheet::ReferralEventsOf(referral)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertReferralEvent(call.tx, IdOf(referral.name()), event,
                                               call.caller.organisation_id, now_us));
  }
  return absl::OkStatus();
}

absl::Status Write(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                   const Id& id, const store::ImportMark& mark) {
  const int64_t now_us = absl::ToUnixMicros(call.now);
  switch (row.table().file) {
    case File::kOrganisations: {
      const v1::Organisation partner = sheet::OrganisationOf(row, id);
      return store::InsertImportedOrganisation(call.tx, partner, call.caller.organisation_id,
                                               mark.import_number, now_us);
    }
    case File::kBuddies:
      return WriteBuddy(call, BuddyFrom(row, book, id), now_us);
    case File::kHouseholds: {
      v1::Household household = sheet::HouseholdOf(row, id);
      household.set_organisation(OrganisationName(call.caller.organisation_id));
      return store::InsertHousehold(call.tx, household, now_us).status();
    }
    case File::kMembers: {
      v1::Member member = sheet::MemberOf(row, book, id);
      return store::InsertMember(call.tx, member, now_us).status();
    }
    case File::kTracks:
      return WriteTrack(call, sheet::TrackOf(row, book, id), now_us);
    case File::kSituations: {
      v1::Situation situation = sheet::SituationOf(row, book, id);
      return store::InsertSituation(call.tx, situation, now_us).status();
    }
    case File::kMatches: {
      v1::Match match = sheet::MatchOf(row, book, id);
      return store::InsertMatch(call.tx, match, now_us).status();
    }
    case File::kAssessments: {
      ASSIGN_OR_RETURN(auto assessment, AssessmentFrom(row, book, id));
      return WriteAssessment(call, std::move(assessment), now_us);
    }
    case File::kGoals:
      return WriteGoal(call, row, book, sheet::GoalOf(row, book, id), mark, now_us);
    case File::kSessions:
      return WriteSession(call, sheet::SessionOf(row, book, id), now_us);
    case File::kTrainings: {
      v1::Training training = sheet::TrainingOf(row, id);
      return store::InsertTraining(call.tx, training, call.caller.organisation_id, now_us).status();
    }
    case File::kTrainingSessions:
      return WriteTrainingSession(call, sheet::TrainingSessionOf(row, book, id, call.scope.today),
                                  now_us);
    case File::kEnrolments:
      // Who stands above in the file enrolled before, and waits longer.
      return WriteEnrolment(call, sheet::EnrolmentOf(row, book, id), now_us + row.line());
    case File::kReferrals:
      return WriteReferral(call, row, book, sheet::ReferralOf(row, book, id), mark, now_us);
  }
  return absl::OkStatus();
}

constexpr char kReason[] = "import";

constexpr ErrorKind kChangedMeanwhile{
    "CHANGED_MEANWHILE", absl::StatusCode::kAborted,
    "$0 was changed since the rows were checked; import again",
    "$0 is gewijzigd sinds de rijen zijn nagekeken; lees opnieuw in"};

// The person approved of a change of what it said when it was checked.
template <typename Resource>
absl::Status CheckUnchanged(const Resource& current, int64_t since_us) {
  if (MicrosOf(current.update_time()) <= since_us) return absl::OkStatus();
  return Error(kChangedMeanwhile, {current.number()});
}

// The fields that columns of the row fill, as a mask.
google::protobuf::FieldMask Mask(std::initializer_list<const char*> fields) {
  google::protobuf::FieldMask mask;
  for (const char* const field : fields) mask.add_paths(field);
  return mask;
}

absl::Status UpdateBuddyBy(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                           const Id& id, int64_t since_us) {
  ASSIGN_OR_RETURN(const auto current, store::RequireBuddy(call.tx, call.scope, BuddyName(id)));
  RETURN_IF_ERROR(CheckUnchanged(current, since_us));
  v1::UpdateBuddyRequest request;
  *request.mutable_buddy() = BuddyFrom(row, book, id);
  request.mutable_buddy()->set_etag(current.etag());
  *request.mutable_update_mask() =
      Mask({"given_name", "family_name", "kind", "organisation", "conduct_certificate_date",
            "confidentiality_signed", "capacity", "backup_organisation"});
  return UpdateBuddy(call, request).status();
}

absl::Status UpdateHouseholdBy(rpc::WriteCall& call, const sheet::Row& row, const Id& id,
                               int64_t since_us) {
  ASSIGN_OR_RETURN(const auto current, store::RequireHousehold(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckUnchanged(current, since_us));
  v1::UpdateHouseholdRequest request;
  *request.mutable_household() = sheet::HouseholdOf(row, id);
  request.mutable_household()->set_etag(current.etag());
  *request.mutable_update_mask() = Mask({"neighbourhood", "type"});
  return UpdateHousehold(call, request).status();
}

absl::Status UpdateMemberBy(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                            const Id& id, int64_t since_us) {
  ASSIGN_OR_RETURN(const auto current, store::RequireMember(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckUnchanged(current, since_us));
  v1::UpdateMemberRequest request;
  *request.mutable_member() = sheet::MemberOf(row, book, id);
  request.mutable_member()->set_etag(current.etag());
  *request.mutable_update_mask() =
      Mask({"given_name", "family_name", "birth_date", "relation", "participant", "phone"});
  return UpdateMember(call, request).status();
}

absl::Status UpdateAssessmentBy(rpc::WriteCall& call, const sheet::Row& row,
                                const sheet::Book& book, const Id& id, int64_t since_us) {
  const v1::Assessment said = sheet::AssessmentOf(row, book, id);
  ASSIGN_OR_RETURN(const auto current, store::RequireAssessment(call.tx, call.scope, said.name()));
  RETURN_IF_ERROR(CheckUnchanged(current, since_us));
  v1::Assessment corrected = current;
  corrected.set_date(said.date());
  *corrected.mutable_scores() = said.scores();
  return store::CorrectAssessment(call.tx, current, corrected, call.caller.handle,
                                  absl::ToUnixMicros(call.now))
      .status();
}

absl::Status UpdateGoalBy(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                          const Id& id, int64_t since_us) {
  const v1::Goal said = sheet::GoalOf(row, book, id);
  ASSIGN_OR_RETURN(v1::Goal goal, store::RequireGoal(call.tx, call.scope, said.name()));
  RETURN_IF_ERROR(CheckUnchanged(goal, since_us));
  goal.set_pillar(said.pillar());
  goal.set_text(said.text());
  goal.set_agreed_date(said.agreed_date());
  goal.set_due_date(said.due_date());
  const int64_t now_us = absl::ToUnixMicros(call.now);
  ASSIGN_OR_RETURN(goal, store::UpdateGoal(call.tx, std::move(goal), now_us));
  v1::GoalEvent event;
  event.set_state(goal.state());
  event.set_date(call.scope.today);
  event.set_account_handle(call.caller.handle);
  event.set_note(kReason);
  return store::InsertGoalEvent(call.tx, id, event, now_us);
}

absl::Status UpdateSessionBy(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                             const Id& id, int64_t since_us) {
  const v1::Session said = sheet::SessionOf(row, book, id);
  ASSIGN_OR_RETURN(const auto current, store::RequireSession(call.tx, call.scope, said.name()));
  RETURN_IF_ERROR(CheckUnchanged(current, since_us));
  v1::Session corrected = current;
  corrected.set_buddy(said.buddy());
  corrected.set_date(said.date());
  corrected.set_minutes(said.minutes());
  corrected.set_channel(said.channel());
  corrected.set_no_show(said.no_show());
  corrected.set_note(said.note());
  return store::ReplaceSession(call.tx, current, corrected,
                               {call.caller.handle, kReason, absl::ToUnixMicros(call.now)})
      .status();
}

absl::Status Update(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                    const Id& id, int64_t since_us) {
  switch (row.table().file) {
    case File::kBuddies:
      return UpdateBuddyBy(call, row, book, id, since_us);
    case File::kHouseholds:
      return UpdateHouseholdBy(call, row, id, since_us);
    case File::kMembers:
      return UpdateMemberBy(call, row, book, id, since_us);
    case File::kAssessments:
      return UpdateAssessmentBy(call, row, book, id, since_us);
    case File::kGoals:
      return UpdateGoalBy(call, row, book, id, since_us);
    case File::kSessions:
      return UpdateSessionBy(call, row, book, id, since_us);
    default:
      return absl::InternalError("an import does not change this");
  }
}

}  // namespace

absl::Status WriteRow(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                      const Id& id, const store::ImportMark& mark) {
  RETURN_IF_ERROR(Write(call, row, book, id, mark));
  return store::MarkImported(call.tx, ImportTableOf(row.table().file), id, mark);
}

absl::Status UpdateByRow(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                         const Id& id, int64_t since_us) {
  RETURN_IF_ERROR(Update(call, row, book, id, since_us));
  return store::KnowByRow(call.tx, ImportTableOf(row.table().file), id, IdFromText(row.Content()));
}

}  // namespace kansrijk::service
