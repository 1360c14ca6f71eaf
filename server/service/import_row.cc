#include "server/service/import_row.h"

#include <google/protobuf/text_format.h>

#include "absl/types/span.h"
#include "server/base/civil.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/rules/buddy.h"
#include "server/rules/instrument.h"
#include "server/sheet/mapping.h"
#include "server/store/assessment.h"
#include "server/store/buddy.h"
#include "server/store/consent.h"
#include "server/store/enrolment.h"
#include "server/store/goal.h"
#include "server/store/household.h"
#include "server/store/import.h"
#include "server/store/match.h"
#include "server/store/member.h"
#include "server/store/number.h"
#include "server/store/organisation.h"
#include "server/store/recognition.h"
#include "server/store/referral.h"
#include "server/store/session.h"
#include "server/store/situation.h"
#include "server/store/track.h"
#include "server/store/training.h"
#include "server/store/training_session.h"

namespace kansrijk::service {
namespace {

using google::protobuf::Message;
using google::protobuf::TextFormat;
using sheet::File;

// A column, and the field of the resource that it fills.
struct Said {
  const char* column;
  const char* field;
};

constexpr Said kOrganisationSays[] = {{"naam", "display_name"}, {"soort", "kind"}};
constexpr Said kBuddySays[] = {{"voornaam", "given_name"},
                               {"achternaam", "family_name"},
                               {"soort", "kind"},
                               {"organisatie", "organisation"},
                               {"vog_datum", "conduct_certificate_date"},
                               {"geheimhouding", "confidentiality_signed"},
                               {"capaciteit", "capacity"},
                               {"achterwacht", "backup_organisation"}};
constexpr Said kHouseholdSays[] = {{"wijk", "neighbourhood"}, {"type", "type"}};
constexpr Said kMemberSays[] = {{"huishouden", "household"},   {"voornaam", "given_name"},
                                {"achternaam", "family_name"}, {"geboortedatum", "birth_date"},
                                {"relatie", "relation"},       {"deelnemer", "participant"},
                                {"telefoon", "phone"}};
constexpr Said kTrackSays[] = {{"huishouden", "household"},     {"deelnemer", "participant"},
                               {"doelgroep", "target_group"},   {"bron", "intake_source"},
                               {"aangemeld_op", "apply_date"},  {"gestart_op", "start_date"},
                               {"afgesloten_op", "close_date"}, {"status", "state"},
                               {"reden", "exit_reason"}};
constexpr Said kSituationSays[] = {{"inkomen", "income"},
                                   {"opleiding", "education"},
                                   {"volgt_opleiding", "enrolled_in"},
                                   {"participatieladder", "participation_ladder"},
                                   {"schulden", "debt"}};
constexpr Said kTrainingSays[] = {{"titel", "title"}, {"programma", "programme"}};
constexpr Said kTrainingSessionSays[] = {
    {"training", "training"}, {"datum", "date"}, {"capaciteit", "capacity"}};

std::string ValueOf(const Message& message, const char* field) {
  std::string value;
  TextFormat::PrintFieldValueToString(message, message.GetDescriptor()->FindFieldByName(field),
                                      /*index=*/-1, &value);
  return value;
}

std::string Difference(const Message& row, const Message& stored, absl::Span<const Said> says) {
  for (const Said& said : says) {
    if (ValueOf(row, said.field) != ValueOf(stored, said.field)) return said.column;
  }
  return "";
}

v1::Buddy BuddyFrom(const sheet::Row& row, const sheet::Book& book, const std::string& id) {
  v1::Buddy buddy = sheet::BuddyOf(row, book, id);
  buddy.set_capacity(static_cast<int32_t>(CapacityOf(row)));
  return buddy;
}

// The member's situation on the row's date, if any.
absl::StatusOr<std::optional<v1::Situation>> FindSituation(rpc::WriteCall& call,
                                                           const sheet::Row& row,
                                                           const sheet::Book& book) {
  Page latest;
  latest.limit = 1;
  latest.after = {FormatDate(Day(row.Text("datum")) + 1)};
  const std::string& member_id = book.Find(File::kMembers, row.Text("deelnemer"))->id;
  ASSIGN_OR_RETURN(const auto situations,
                   store::ListSituations(call.tx, call.scope, member_id, latest));
  if (situations.empty() || situations.front().date() != row.Text("datum")) return std::nullopt;
  return situations.front();
}

// Under the current version of the Bridge, whatever it was then: spreadsheets don't say.
absl::StatusOr<v1::Assessment> AssessmentFrom(const sheet::Row& row, const sheet::Book& book,
                                              const std::string& id) {
  ASSIGN_OR_RETURN(const auto* const bridge,
                   rules::RequireInstrument(rules::kDefaultInstrument, ""));
  v1::Assessment assessment = sheet::AssessmentOf(row, book, id);
  assessment.set_instrument(bridge->code());
  assessment.set_instrument_version(bridge->version());
  return assessment;
}

// The track's assessment of the row's moment, if any.
absl::StatusOr<std::optional<v1::Assessment>> FindAssessment(rpc::WriteCall& call,
                                                             const sheet::Row& row,
                                                             const sheet::Book& book) {
  ASSIGN_OR_RETURN(const auto assessment, AssessmentFrom(row, book, ""));
  return store::FindAssessment(call.tx, call.scope, assessment);
}

// -1 when the item was given none.
int LevelOf(const v1::Assessment& assessment, const char* item) {
  for (const v1::Score& score : assessment.scores()) {
    if (score.item() == item) return score.level();
  }
  return -1;
}

std::string AssessmentDifference(const v1::Assessment& row, const v1::Assessment& stored) {
  if (row.date() != stored.date()) return "datum";
  for (const sheet::LevelColumn& level : sheet::LevelColumns()) {
    if (LevelOf(row, level.item) != LevelOf(stored, level.item)) return level.column;
  }
  return "";
}

// The buddy's enrolment in the row's session, if any. Who cancelled can have enrolled again.
absl::StatusOr<std::optional<store::EnrolmentOfBuddy>> FindEnrolment(rpc::WriteCall& call,
                                                                     const sheet::Row& row,
                                                                     const sheet::Book& book) {
  const v1::Enrolment enrolment = sheet::EnrolmentOf(row, book, "");
  ASSIGN_OR_RETURN(auto found,
                   store::FindEnrolmentOfBuddy(call.tx, call.scope, IdOf(enrolment.session()),
                                               IdOf(enrolment.participant())));
  const bool is_other = found.has_value() && found->state == v1::ENROLMENT_STATE_CANCELLED &&
                        enrolment.state() != v1::ENROLMENT_STATE_CANCELLED;
  if (is_other) return std::nullopt;
  return found;
}

absl::Status WriteBuddy(rpc::WriteCall& call, v1::Buddy buddy, int64_t now_us) {
  const std::string& manager_id = call.caller.organisation_id;
  RETURN_IF_ERROR(store::ReserveNumber(call.tx, store::kBuddyNumber, manager_id, buddy.number()));
  return store::InsertBuddy(call.tx, buddy, manager_id, now_us);
}

absl::Status WriteTrack(rpc::WriteCall& call, v1::Track track, int64_t now_us) {
  track.set_organisation(OrganisationName(call.caller.organisation_id));
  RETURN_IF_ERROR(store::InsertTrack(call.tx, track, now_us));
  for (v1::TrackEvent& event : sheet::TrackEventsOf(track)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertTrackEvent(call.tx, IdOf(track.name()), event, now_us));
  }
  return absl::OkStatus();
}

absl::Status WriteAssessment(rpc::WriteCall& call, v1::Assessment assessment, int64_t now_us) {
  const std::string& organisation_id = call.caller.organisation_id;
  assessment.set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(*assessment.mutable_number(),
                   store::NextNumber(call.tx, store::kAssessmentNumber, organisation_id));
  return store::InsertAssessment(call.tx, assessment, organisation_id, now_us);
}

// The participant agreed to it; spreadsheets know nobody else.
absl::Status WriteGoal(rpc::WriteCall& call, const sheet::Row& row, v1::Goal goal, int64_t now_us) {
  const std::string& organisation_id = call.caller.organisation_id;
  const std::string track_id = IdOf(goal.track());
  ASSIGN_OR_RETURN(const auto track, store::RequireTrack(call.tx, call.scope, track_id));
  goal.set_agreed_by(track.participant());
  ASSIGN_OR_RETURN(*goal.mutable_number(),
                   store::NextNumber(call.tx, store::kGoalNumber, organisation_id));
  RETURN_IF_ERROR(store::InsertGoal(call.tx, goal, organisation_id, now_us));
  for (v1::GoalEvent& event : sheet::GoalEventsOf(goal)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertGoalEvent(call.tx, IdOf(goal.name()), event, now_us));
  }
  auto recognition = sheet::RecognitionOf(row, goal);
  if (!recognition.has_value()) return absl::OkStatus();
  recognition->set_name(RecognitionName(track_id, call.ids.Next(call.now)));
  recognition->set_account_handle(call.caller.handle);
  return store::InsertRecognition(call.tx, *recognition, organisation_id, now_us);
}

absl::Status WriteSession(rpc::WriteCall& call, v1::Session session, int64_t now_us) {
  const std::string& organisation_id = call.caller.organisation_id;
  ASSIGN_OR_RETURN(*session.mutable_number(),
                   store::NextNumber(call.tx, store::kSessionNumber, organisation_id));
  return store::InsertSession(call.tx, session, organisation_id, now_us);
}

absl::Status WriteTrainingSession(rpc::WriteCall& call, v1::TrainingSession session,
                                  int64_t now_us) {
  const std::string& organisation_id = call.caller.organisation_id;
  RETURN_IF_ERROR(store::ReserveNumber(call.tx, store::kTrainingSessionNumber, organisation_id,
                                       session.number()));
  return store::InsertTrainingSession(call.tx, session, organisation_id, now_us);
}

absl::Status WriteEnrolment(rpc::WriteCall& call, v1::Enrolment enrolment, int64_t now_us) {
  RETURN_IF_ERROR(store::InsertEnrolment(call.tx, enrolment, now_us));
  for (v1::EnrolmentEvent& event : sheet::EnrolmentEventsOf(enrolment)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertEnrolmentEvent(call.tx, IdOf(enrolment.name()), event, now_us));
  }
  return absl::OkStatus();
}

// Whom the organisation that refers knows: its own participant, or by name the one that it sent.
absl::Status SetPerson(rpc::WriteCall& call, const v1::Track& track, v1::Referral& referral,
                       v1::Consent& consent) {
  if (IdOf(referral.from()) == call.caller.organisation_id) {
    referral.set_person(track.participant());
    consent.set_subject(track.participant());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto member,
                   store::RequireMember(call.tx, call.scope, IdOf(track.participant())));
  consent.set_subject_name(FullName(member.given_name(), member.family_name()));
  return absl::OkStatus();
}

absl::Status WriteConsent(rpc::WriteCall& call, v1::Consent consent, int64_t now_us) {
  const std::string organisation_id = IdOf(consent.organisation());
  consent.set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(*consent.mutable_number(),
                   store::NextNumber(call.tx, store::kConsentNumber, organisation_id));
  return store::InsertConsent(call.tx, consent, organisation_id, now_us);
}

// The side whose doing it is that a referral comes to `state`.
std::string DoneBy(const v1::Referral& referral, v1::ReferralState state) {
  switch (state) {
    case v1::REFERRAL_STATE_DRAFT:
    case v1::REFERRAL_STATE_SENT:
    case v1::REFERRAL_STATE_EXPIRED:
    case v1::REFERRAL_STATE_WITHDRAWN:
      return IdOf(referral.from());
    default:
      return IdOf(referral.to());
  }
}

absl::Status WriteReferral(rpc::WriteCall& call, const sheet::Row& row, v1::Referral referral,
                           int64_t now_us) {
  const std::string referral_id = IdOf(referral.name());
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(referral.track())));
  const auto given = sheet::ConsentOf(row, referral, call.ids.Next(call.now));
  v1::Consent consent = given.value_or(v1::Consent());
  RETURN_IF_ERROR(SetPerson(call, track, referral, consent));
  if (given.has_value()) {
    RETURN_IF_ERROR(WriteConsent(call, consent, now_us));
    referral.set_consent(consent.name());
  }
  ASSIGN_OR_RETURN(*referral.mutable_number(),
                   store::NextNumber(call.tx, store::kReferralNumber, ""));
  RETURN_IF_ERROR(store::InsertReferral(call.tx, referral, now_us));
  for (v1::ReferralEvent& event : sheet::ReferralEventsOf(referral)) {
    event.set_account_handle(call.caller.handle);
    RETURN_IF_ERROR(store::InsertReferralEvent(call.tx, referral_id, event,
                                               DoneBy(referral, event.state()), now_us));
  }
  return absl::OkStatus();
}

}  // namespace

bool TakesSeat(const sheet::Row& enrolment_row) {
  const int64_t state = enrolment_row.Number("status");
  return state != v1::ENROLMENT_STATE_WAITING && state != v1::ENROLMENT_STATE_CANCELLED;
}

int64_t CapacityOf(const sheet::Row& buddy_row) {
  const int64_t given = buddy_row.Number("capaciteit");
  const auto kind = static_cast<v1::BuddyKind>(buddy_row.Number("soort"));
  return given != 0 ? given : rules::DefaultCapacity(kind);
}

absl::StatusOr<std::optional<std::string>> FindExisting(rpc::WriteCall& call, const sheet::Row& row,
                                                        const sheet::Book& book) {
  const sheet::Table& table = row.table();
  if (table.file == File::kSituations) {
    ASSIGN_OR_RETURN(const auto situation, FindSituation(call, row, book));
    if (!situation.has_value()) return std::nullopt;
    return IdOf(situation->name());
  }
  if (table.file == File::kAssessments) {
    ASSIGN_OR_RETURN(const auto assessment, FindAssessment(call, row, book));
    if (!assessment.has_value()) return std::nullopt;
    return IdOf(assessment->name());
  }
  if (table.file == File::kEnrolments) {
    ASSIGN_OR_RETURN(const auto enrolment, FindEnrolment(call, row, book));
    if (!enrolment.has_value()) return std::nullopt;
    return enrolment->id;
  }
  if (table.key.size() != 1) return std::nullopt;
  const sheet::Known* const known = book.Find(table.file, row.Text(table.key.front()));
  if (known == nullptr) return std::nullopt;
  return known->id;
}

absl::StatusOr<std::string> FirstDifference(rpc::WriteCall& call, const sheet::Row& row,
                                            const sheet::Book& book, const std::string& id) {
  switch (row.table().file) {
    case File::kOrganisations: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireOrganisation(call.tx, id));
      return Difference(sheet::OrganisationOf(row, id), stored, kOrganisationSays);
    }
    case File::kBuddies: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireBuddy(call.tx, call.scope, BuddyName(id)));
      return Difference(BuddyFrom(row, book, id), stored, kBuddySays);
    }
    case File::kHouseholds: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireHousehold(call.tx, call.scope, id));
      return Difference(sheet::HouseholdOf(row, id), stored, kHouseholdSays);
    }
    case File::kMembers: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireMember(call.tx, call.scope, id));
      return Difference(sheet::MemberOf(row, book, id), stored, kMemberSays);
    }
    case File::kTracks: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireTrack(call.tx, call.scope, id));
      return Difference(sheet::TrackOf(row, book, id), stored, kTrackSays);
    }
    case File::kSituations: {
      ASSIGN_OR_RETURN(const auto stored, FindSituation(call, row, book));
      return Difference(sheet::SituationOf(row, book, id), *stored, kSituationSays);
    }
    case File::kAssessments: {
      ASSIGN_OR_RETURN(const auto stored, FindAssessment(call, row, book));
      return AssessmentDifference(sheet::AssessmentOf(row, book, id), *stored);
    }
    case File::kTrainings: {
      ASSIGN_OR_RETURN(const auto stored,
                       store::RequireTraining(call.tx, call.scope, TrainingName(id)));
      return Difference(sheet::TrainingOf(row, id), stored, kTrainingSays);
    }
    case File::kTrainingSessions: {
      ASSIGN_OR_RETURN(const auto stored,
                       store::RequireTrainingSession(call.tx, call.scope, TrainingSessionName(id)));
      return Difference(sheet::TrainingSessionOf(row, book, id, call.scope.today), stored,
                        kTrainingSessionSays);
    }
    case File::kEnrolments: {
      ASSIGN_OR_RETURN(const auto stored, FindEnrolment(call, row, book));
      return sheet::EnrolmentOf(row, book, id).state() == stored->state ? "" : "status";
    }
    case File::kMatches:
    case File::kGoals:
    case File::kSessions:
    case File::kReferrals:
      break;
  }
  return std::string();
}

absl::Status WriteRow(rpc::WriteCall& call, const sheet::Row& row, const sheet::Book& book,
                      const std::string& id) {
  const int64_t now_us = absl::ToUnixMicros(call.now);
  switch (row.table().file) {
    case File::kOrganisations: {
      v1::Organisation organisation = sheet::OrganisationOf(row, id);
      return store::InsertOrganisation(call.tx, organisation, now_us);
    }
    case File::kBuddies:
      return WriteBuddy(call, BuddyFrom(row, book, id), now_us);
    case File::kHouseholds: {
      v1::Household household = sheet::HouseholdOf(row, id);
      household.set_organisation(OrganisationName(call.caller.organisation_id));
      return store::InsertHousehold(call.tx, household, now_us);
    }
    case File::kMembers: {
      v1::Member member = sheet::MemberOf(row, book, id);
      return store::InsertMember(call.tx, member, now_us);
    }
    case File::kTracks:
      return WriteTrack(call, sheet::TrackOf(row, book, id), now_us);
    case File::kSituations: {
      v1::Situation situation = sheet::SituationOf(row, book, id);
      return store::InsertSituation(call.tx, situation, now_us);
    }
    case File::kMatches: {
      v1::Match match = sheet::MatchOf(row, book, id);
      return store::InsertMatch(call.tx, match, now_us);
    }
    case File::kAssessments: {
      ASSIGN_OR_RETURN(auto assessment, AssessmentFrom(row, book, id));
      return WriteAssessment(call, std::move(assessment), now_us);
    }
    case File::kGoals:
      return WriteGoal(call, row, sheet::GoalOf(row, book, id), now_us);
    case File::kSessions:
      return WriteSession(call, sheet::SessionOf(row, book, id), now_us);
    case File::kTrainings: {
      v1::Training training = sheet::TrainingOf(row, id);
      return store::InsertTraining(call.tx, training, call.caller.organisation_id, now_us);
    }
    case File::kTrainingSessions:
      return WriteTrainingSession(call, sheet::TrainingSessionOf(row, book, id, call.scope.today),
                                  now_us);
    case File::kEnrolments:
      // Who stands above in the file enrolled before, and waits longer.
      return WriteEnrolment(call, sheet::EnrolmentOf(row, book, id), now_us + row.line());
    case File::kReferrals:
      return WriteReferral(call, row, sheet::ReferralOf(row, book, id), now_us);
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
