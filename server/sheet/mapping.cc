#include "server/sheet/mapping.h"

#include "server/base/civil.h"
#include "server/facts/names.h"
#include "server/facts/term.h"

namespace kansrijk::sheet {
namespace {

constexpr char kImported[] = "import";

// The thing that the cell of this column refers to; nothing where the cell is empty.
const Known& Referred(const Row& row, const Book& book, absl::string_view column, File file) {
  static const Known& nothing = *new Known();
  const Known* const known = book.Find(file, row.Text(column));
  return known == nullptr ? nothing : *known;
}

std::string MonthsAfter(const std::string& date, int months) {
  return FormatDate(AddMonths(Day(date), months));
}

const Known& MemberOf(const Row& row, const Book& book) {
  return Referred(row, book, "deelnemer", File::kMembers);
}

}  // namespace

v1::Organisation OrganisationOf(const Row& row, const Id& id) {
  v1::Organisation organisation;
  organisation.set_name(OrganisationName(id));
  organisation.set_code(row.Text("code"));
  organisation.set_display_name(row.Text("naam"));
  organisation.set_kind(static_cast<v1::OrganisationKind>(row.Number("soort")));
  return organisation;
}

v1::Buddy BuddyOf(const Row& row, const Book& book, const Id& id) {
  v1::Buddy buddy;
  buddy.set_name(BuddyName(id));
  buddy.set_number(row.Text("code"));
  buddy.set_given_name(row.Text("voornaam"));
  buddy.set_family_name(row.Text("achternaam"));
  buddy.set_kind(static_cast<v1::BuddyKind>(row.Number("soort")));
  buddy.set_organisation(
      OrganisationName(Referred(row, book, "organisatie", File::kOrganisations).id));
  buddy.set_conduct_certificate_date(row.Text("vog_datum"));
  buddy.set_confidentiality_signed(row.Number("geheimhouding") != 0);
  buddy.set_capacity(static_cast<int32_t>(row.Number("capaciteit")));
  buddy.set_backup_organisation(
      OrganisationName(Referred(row, book, "achterwacht", File::kOrganisations).id));
  return buddy;
}

v1::Household HouseholdOf(const Row& row, const Id& id) {
  v1::Household household;
  household.set_name(HouseholdName(id));
  household.set_number(row.Text("nummer"));
  household.set_neighbourhood(static_cast<v1::Neighbourhood>(row.Number("wijk")));
  household.set_type(static_cast<v1::HouseholdType>(row.Number("type")));
  return household;
}

v1::Member MemberOf(const Row& row, const Book& book, const Id& id) {
  const Id& household_id = Referred(row, book, "huishouden", File::kHouseholds).id;
  v1::Member member;
  member.set_name(MemberName(household_id, id));
  member.set_number(row.Text("code"));
  member.set_household(HouseholdName(household_id));
  member.set_given_name(row.Text("voornaam"));
  member.set_family_name(row.Text("achternaam"));
  member.set_birth_date(row.Text("geboortedatum"));
  member.set_relation(static_cast<v1::MemberRelation>(row.Number("relatie")));
  member.set_participant(row.Number("deelnemer") != 0);
  member.set_phone(row.Text("telefoon"));
  return member;
}

v1::Track TrackOf(const Row& row, const Book& book, const Id& id) {
  v1::Track track;
  track.set_name(TrackName(id));
  track.set_number(row.Text("code"));
  track.set_household(HouseholdName(Referred(row, book, "huishouden", File::kHouseholds).id));
  const Known& participant = MemberOf(row, book);
  track.set_participant(MemberName(participant.household_id, participant.id));
  track.set_target_group(static_cast<v1::TargetGroup>(row.Number("doelgroep")));
  track.set_intake_source(row.Text("bron"));
  track.set_state(static_cast<v1::TrackState>(row.Number("status")));
  track.set_apply_date(row.Text("aangemeld_op"));
  if (track.state() == v1::TRACK_STATE_WAITING) track.set_waiting_since(track.apply_date());
  track.set_close_date(row.Text("afgesloten_op"));
  track.set_exit_reason(static_cast<v1::ExitReason>(row.Number("reden")));
  if (const std::string& start = row.Text("gestart_op"); !start.empty()) {
    track.set_start_date(start);
    track.set_participation_consent_date(start);
    track.set_planned_end_date(MonthsAfter(start, kTrackMonths));
  }
  const std::string& aftercare =
      track.close_date().empty() ? track.planned_end_date() : track.close_date();
  if (track.state() == v1::TRACK_STATE_AFTERCARE && !aftercare.empty()) {
    track.set_aftercare_end_date(MonthsAfter(aftercare, kAftercareMonths));
  }
  return track;
}

std::vector<v1::TrackEvent> TrackEventsOf(const v1::Track& track) {
  std::vector<v1::TrackEvent> events(1);
  events[0].set_state(v1::TRACK_STATE_APPLIED);
  events[0].set_date(track.apply_date());
  events[0].set_note(kImported);
  if (track.state() == v1::TRACK_STATE_APPLIED) return events;
  v1::TrackEvent present;
  present.set_state(track.state());
  present.set_date(!track.close_date().empty()   ? track.close_date()
                   : !track.start_date().empty() ? track.start_date()
                                                 : track.apply_date());
  present.set_note(kImported);
  events.push_back(present);
  return events;
}

v1::Situation SituationOf(const Row& row, const Book& book, const Id& id) {
  const Known& member = MemberOf(row, book);
  v1::Situation situation;
  situation.set_name(SituationName(member.household_id, member.id, id));
  situation.set_date(row.Text("datum"));
  situation.set_income(static_cast<v1::Income>(row.Number("inkomen")));
  situation.set_education(static_cast<v1::Education>(row.Number("opleiding")));
  situation.set_enrolled_in(static_cast<v1::Education>(row.Number("volgt_opleiding")));
  situation.set_participation_ladder(static_cast<int32_t>(row.Number("participatieladder")));
  situation.set_debt(static_cast<v1::Debt>(row.Number("schulden")));
  return situation;
}

v1::Match MatchOf(const Row& row, const Book& book, const Id& id) {
  const Id& track_id = Referred(row, book, "traject", File::kTracks).id;
  v1::Match match;
  match.set_name(MatchName(track_id, id));
  match.set_track(TrackName(track_id));
  match.set_buddy(BuddyName(Referred(row, book, "buddy", File::kBuddies).id));
  match.set_since(row.Text("van"));
  match.set_until(row.Text("tot"));
  match.set_state(match.until().empty() ? v1::MATCH_STATE_ACTIVE : v1::MATCH_STATE_ENDED);
  return match;
}

v1::Assessment AssessmentOf(const Row& row, const Book& book, const Id& id) {
  const Id& track_id = Referred(row, book, "traject", File::kTracks).id;
  v1::Assessment assessment;
  assessment.set_name(AssessmentName(track_id, id));
  assessment.set_track(TrackName(track_id));
  assessment.set_date(row.Text("datum"));
  assessment.set_moment(static_cast<v1::AssessmentMoment>(row.Number("moment")));
  for (const LevelColumn& level : LevelColumns()) {
    if (row.Text(level.column).empty()) continue;
    v1::Score& score = *assessment.add_scores();
    score.set_item(level.item);
    score.set_level(static_cast<int32_t>(row.Number(level.column)));
  }
  return assessment;
}

v1::Goal GoalOf(const Row& row, const Book& book, const Id& id) {
  const Id& track_id = Referred(row, book, "traject", File::kTracks).id;
  v1::Goal goal;
  goal.set_name(GoalName(track_id, id));
  goal.set_track(TrackName(track_id));
  goal.set_pillar(static_cast<v1::Pillar>(row.Number("pijler")));
  goal.set_subject(v1::GOAL_SUBJECT_ADULT);
  goal.set_text(row.Text("doel"));
  goal.set_agreed_date(row.Text("afgesproken_op"));
  goal.set_due_date(row.Text("streefdatum"));
  goal.set_state(static_cast<v1::GoalState>(row.Number("status")));
  goal.set_end_date(row.Text("behaald_op"));
  return goal;
}

std::vector<v1::GoalEvent> GoalEventsOf(const v1::Goal& goal) {
  v1::GoalEvent agreed;
  agreed.set_state(v1::GOAL_STATE_AGREED);
  agreed.set_date(goal.agreed_date());
  agreed.set_note(kImported);
  if (goal.state() == v1::GOAL_STATE_AGREED) return {agreed};
  v1::GoalEvent present = agreed;
  present.set_state(goal.state());
  if (!goal.end_date().empty()) present.set_date(goal.end_date());
  return {agreed, present};
}

std::optional<v1::Recognition> RecognitionOf(const Row& row, const v1::Goal& goal) {
  const int64_t cents = row.Number("waardering_euro");
  if (cents == 0) return std::nullopt;
  v1::Recognition recognition;
  recognition.set_goal(goal.name());
  recognition.set_kind(v1::RECOGNITION_KIND_INCENTIVE);
  recognition.set_amount_cents(cents);
  recognition.set_date(goal.end_date().empty() ? goal.agreed_date() : goal.end_date());
  return recognition;
}

v1::Session SessionOf(const Row& row, const Book& book, const Id& id) {
  const Id& track_id = Referred(row, book, "traject", File::kTracks).id;
  v1::Session session;
  session.set_name(SessionName(track_id, id));
  session.set_track(TrackName(track_id));
  session.set_buddy(BuddyName(Referred(row, book, "buddy", File::kBuddies).id));
  session.set_date(row.Text("datum"));
  session.set_minutes(static_cast<int32_t>(row.Number("minuten")));
  session.set_channel(static_cast<v1::Channel>(row.Number("soort")));
  session.set_no_show(row.Number("aanwezig") == 0);
  session.set_note(row.Text("notitie"));
  return session;
}

v1::Training TrainingOf(const Row& row, const Id& id) {
  v1::Training training;
  training.set_name(TrainingName(id));
  training.set_code(row.Text("code"));
  training.set_title(row.Text("titel"));
  training.set_programme(static_cast<v1::Programme>(row.Number("programma")));
  training.set_required(training.programme() == v1::PROGRAMME_BASIC);
  return training;
}

v1::TrainingSession TrainingSessionOf(const Row& row, const Book& book, const Id& id,
                                      const std::string& today) {
  v1::TrainingSession session;
  session.set_name(TrainingSessionName(id));
  session.set_number(row.Text("code"));
  session.set_training(TrainingName(Referred(row, book, "training", File::kTrainings).id));
  session.set_date(row.Text("datum"));
  session.set_capacity(static_cast<int32_t>(row.Number("capaciteit")));
  session.set_state(session.date() < today ? v1::TRAINING_SESSION_STATE_HELD
                                           : v1::TRAINING_SESSION_STATE_PLANNED);
  return session;
}

v1::Enrolment EnrolmentOf(const Row& row, const Book& book, const Id& id) {
  const Id& session_id = Referred(row, book, "bijeenkomst", File::kTrainingSessions).id;
  v1::Enrolment enrolment;
  enrolment.set_name(EnrolmentName(session_id, id));
  enrolment.set_session(TrainingSessionName(session_id));
  enrolment.set_participant(BuddyName(Referred(row, book, "buddy", File::kBuddies).id));
  enrolment.set_state(static_cast<v1::EnrolmentState>(row.Number("status")));
  return enrolment;
}

std::vector<v1::EnrolmentEvent> EnrolmentEventsOf(const v1::Enrolment& enrolment) {
  std::vector<v1::EnrolmentEvent> events(2);
  events[0].set_state(v1::ENROLMENT_STATE_REQUESTED);
  events[1].set_state(enrolment.state());
  return events;
}

v1::Referral ReferralOf(const Row& row, const Book& book, const Id& id) {
  v1::Referral referral;
  referral.set_name(ReferralName(id));
  referral.set_from(OrganisationName(Referred(row, book, "van", File::kOrganisations).id));
  referral.set_to(OrganisationName(Referred(row, book, "naar", File::kOrganisations).id));
  referral.set_reason(static_cast<v1::ReferralReason>(row.Number("reden")));
  referral.set_track(TrackName(Referred(row, book, "traject", File::kTracks).id));
  referral.set_state(static_cast<v1::ReferralState>(row.Number("status")));
  referral.set_sent_date(row.Text("verzonden_op"));
  referral.set_end_date(row.Text("afgerond_op"));
  return referral;
}

std::vector<v1::ReferralEvent> ReferralEventsOf(const v1::Referral& referral) {
  v1::ReferralEvent first;
  first.set_state(referral.sent_date().empty() ? v1::REFERRAL_STATE_DRAFT
                                               : v1::REFERRAL_STATE_SENT);
  first.set_date(referral.sent_date());
  first.set_note(kImported);
  if (referral.state() == first.state()) return {first};
  v1::ReferralEvent present = first;
  present.set_state(referral.state());
  if (!referral.end_date().empty()) present.set_date(referral.end_date());
  return {first, present};
}

std::optional<v1::Consent> ConsentOf(const Row& row, const v1::Referral& referral, const Id& id) {
  if (referral.sent_date().empty()) return std::nullopt;
  v1::Consent consent;
  consent.set_name(ConsentName(id));
  consent.set_organisation(referral.from());
  consent.set_recipient(referral.to());
  consent.set_purpose(referral.reason());
  consent.set_valid_from(row.Text("toestemming_op"));
  consent.set_valid_until(MonthsAfter(consent.valid_from(), kConsentMonths));
  consent.set_form(v1::CONSENT_FORM_WRITTEN);
  consent.set_subject_signed(true);
  return consent;
}

}  // namespace kansrijk::sheet
