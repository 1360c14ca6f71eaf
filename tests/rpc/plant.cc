#include "tests/rpc/plant.h"

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/ambition.pb.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/qualification.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "tests/faults/recent_case.h"

namespace kansrijk::testing {
namespace {

v1::Appointment PlantAppointment(const Client& coordinator, const v1::Track& track) {
  v1::CreateAppointmentRequest create;
  create.set_parent(track.name());
  create.mutable_appointment()->set_date(DaysAgo(-47));
  create.mutable_appointment()->set_place("zqvenue");
  create.mutable_appointment()->set_with("zqcompany");
  const auto made =
      Must<v1::Appointment>(coordinator, "AppointmentService/CreateAppointment", create);
  v1::TransitionAppointmentRequest move;
  move.set_name(made.name());
  move.set_etag(made.etag());
  move.set_verb(v1::APPOINTMENT_VERB_MOVE);
  move.set_date(DaysAgo(-53));
  move.set_note("zqshifted");
  return Must<v1::Appointment>(coordinator, "AppointmentService/TransitionAppointment", move);
}

v1::Assessment PlantAssessment(const Client& coordinator, const v1::Track& track) {
  v1::RecordAssessmentRequest record;
  record.set_parent(track.name());
  v1::Assessment& assessment = *record.mutable_assessment();
  assessment.set_moment(v1::ASSESSMENT_MOMENT_BEGIN);
  assessment.set_date(DaysAgo(71));
  assessment.set_note("zqassessed");
  assessment.add_scores()->set_item("work");
  assessment.mutable_scores(0)->set_level(2);
  const auto made = Must<v1::Assessment>(coordinator, "AssessmentService/RecordAssessment", record);
  v1::CorrectAssessmentRequest correct;
  *correct.mutable_assessment() = made;
  correct.mutable_assessment()->set_note("zqcorrected");
  correct.mutable_assessment()->set_date(DaysAgo(69));
  correct.mutable_update_mask()->add_paths("note");
  correct.mutable_update_mask()->add_paths("date");
  return Must<v1::Assessment>(coordinator, "AssessmentService/CorrectAssessment", correct);
}

v1::Goal PlantGoal(const Client& coordinator, const v1::Track& track) {
  v1::CreateGoalRequest create;
  create.set_parent(track.name());
  create.mutable_goal()->set_pillar(v1::PILLAR_FINANCES);
  create.mutable_goal()->set_text("zqgoal");
  create.mutable_goal()->set_measure("zqmeasure");
  create.mutable_goal()->set_due_date(DaysAgo(-73));
  return Must<v1::Goal>(coordinator, "GoalService/CreateGoal", create);
}

v1::Goal Reach(const Client& coordinator, v1::Goal goal) {
  for (const auto verb : {v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_ACHIEVE}) {
    v1::TransitionGoalRequest request;
    request.set_name(goal.name());
    request.set_etag(goal.etag());
    request.set_verb(verb);
    request.set_note("zqreached");
    goal = Must<v1::Goal>(coordinator, "GoalService/TransitionGoal", request);
  }
  return goal;
}

v1::Step PlantStep(const Client& coordinator, const v1::Goal& goal) {
  v1::CreateStepRequest create;
  create.set_parent(goal.name());
  create.mutable_step()->set_text("zqstep");
  create.mutable_step()->set_due_date(DaysAgo(-59));
  return Must<v1::Step>(coordinator, "GoalService/CreateStep", create);
}

void PlantRecognition(const Client& coordinator, const v1::Goal& goal) {
  v1::RecordRecognitionRequest record;
  record.set_parent(goal.name());
  record.mutable_recognition()->set_kind(v1::RECOGNITION_KIND_COMPLIMENT);
  record.mutable_recognition()->set_text("zqrecognition");
  Must<v1::Recognition>(coordinator, "RecognitionService/RecordRecognition", record);
}

void PlantReview(const Client& coordinator, const v1::Track& track) {
  v1::HoldReviewRequest hold;
  hold.set_parent(track.name());
  hold.mutable_review()->set_date(DaysAgo(61));
  hold.mutable_review()->set_note("zqreview");
  Must<v1::Review>(coordinator, "CaseloadService/HoldReview", hold);
}

v1::Signal PlantSignal(const Client& coordinator, const v1::Track& track) {
  v1::RaiseSignalRequest raise;
  raise.set_parent(track.name());
  raise.mutable_signal()->set_description("zqsignal");
  const auto raised = Must<v1::Signal>(coordinator, "SignalService/RaiseSignal", raise);
  v1::TransitionSignalRequest map;
  map.set_name(raised.name());
  map.set_etag(raised.etag());
  map.set_verb(v1::SIGNAL_VERB_MAP);
  map.set_note("zqmapped");
  return Must<v1::Signal>(coordinator, "SignalService/TransitionSignal", map);
}

void PlantConflict(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy) {
  v1::RecordConflictRequest record;
  record.set_household(track.household());
  record.set_buddy(buddy.name());
  record.set_reason("zqconflict");
  Must<v1::Conflict>(coordinator, "MatchService/RecordConflict", record);
}

void PlantOutcome(const Client& coordinator, const v1::Track& track) {
  v1::RecordOutcomeRequest record;
  record.set_name(track.name());
  record.set_outcome(v1::OUTCOME_HOUSING);
  record.set_date(DaysAgo(73));
  Must<v1::Track>(coordinator, "TrackService/RecordOutcome", record);
  record.set_undone(true);
  record.set_reason("zqtakenback");
  Must<v1::Track>(coordinator, "TrackService/RecordOutcome", record);
}

void PlantQualification(const Client& coordinator, const v1::Buddy& buddy) {
  v1::AddQualificationRequest add;
  add.set_parent(buddy.name());
  add.mutable_qualification()->set_title("zqtitle");
  add.mutable_qualification()->set_issuer("zqissuer");
  add.mutable_qualification()->set_obtained_date(DaysAgo(211));
  add.mutable_qualification()->set_expire_date(DaysAgo(-83));
  Must<v1::Qualification>(coordinator, "QualificationService/AddQualification", add);
}

v1::Ambition PlantAmbition(const Client& coordinator, const v1::Buddy& buddy) {
  v1::AddAmbitionRequest add;
  add.set_parent(buddy.name());
  add.mutable_ambition()->set_kind(v1::AMBITION_KIND_STUDY);
  add.mutable_ambition()->set_text("zqambition");
  add.mutable_ambition()->set_due_date(DaysAgo(-79));
  return Must<v1::Ambition>(coordinator, "AmbitionService/AddAmbition", add);
}

}  // namespace

std::vector<std::string> CaseworkCanaries() {
  return {"zqassessed",    "zqcorrected", "zqgoal",      "zqmeasure",  "zqreached",  "zqstep",
          "zqrecognition", "zqreview",    "zqsignal",    "zqmapped",   "zqconflict", "zqtitle",
          "zqissuer",      "zqambition",  "zqtakenback", DaysAgo(211), DaysAgo(73),  DaysAgo(71),
          DaysAgo(69),     DaysAgo(61),   DaysAgo(-59),  DaysAgo(-73), DaysAgo(-79), DaysAgo(-83),
          "zqvenue",       "zqcompany",   "zqshifted",   DaysAgo(-47), DaysAgo(-53)};
}

void PlantCasework(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy,
                   Things& things, Things& by_number) {
  const v1::Appointment appointment = PlantAppointment(coordinator, track);
  const v1::Assessment assessment = PlantAssessment(coordinator, track);
  const v1::Goal reached = Reach(coordinator, PlantGoal(coordinator, track));
  PlantRecognition(coordinator, reached);
  const v1::Goal goal = PlantGoal(coordinator, track);
  const v1::Step step = PlantStep(coordinator, goal);
  const v1::Signal signal = PlantSignal(coordinator, track);
  const v1::Ambition ambition = PlantAmbition(coordinator, buddy);
  PlantReview(coordinator, track);
  PlantConflict(coordinator, track, buddy);
  PlantOutcome(coordinator, track);
  PlantQualification(coordinator, buddy);
  const auto add = [&](const char* type, const auto& thing, const char* collection) {
    things[type] = {thing.name(), thing.etag()};
    by_number[type] = {absl::StrCat(collection, "/", thing.number()), thing.etag()};
  };
  add("Appointment", appointment, "tracks/-/appointments");
  add("Assessment", assessment, "tracks/-/assessments");
  add("Goal", reached, "tracks/-/goals");  // it has a history, and recognition
  add("ReachedGoal", reached, "tracks/-/goals");
  add("Step", step, "tracks/-/steps");
  add("Signal", signal, "tracks/-/signals");
  add("Ambition", ambition, "buddies/-/ambitions");
}

std::vector<std::string> AcademieCanaries() { return {"Zqtrainer", "Zqexternal", "zqrevoked"}; }

void PlantAcademie(const Client& trainer, const v1::Buddy& buddy, Things& things,
                   Things& by_number) {
  v1::CreateTrainingRequest create;
  create.mutable_training()->set_code("A77");
  create.mutable_training()->set_title("Test");
  create.mutable_training()->set_programme(v1::PROGRAMME_BASIC);
  create.mutable_training()->set_required(true);
  const auto training = Must<v1::Training>(trainer, "TrainingService/CreateTraining", create);
  v1::PlanTrainingSessionRequest plan;
  plan.mutable_session()->set_training(training.name());
  plan.mutable_session()->set_date(DaysAgo(0));
  plan.mutable_session()->set_half_day(v1::HALF_DAY_EVENING);
  plan.mutable_session()->set_trainer("Zqtrainer");
  const auto session =
      Must<v1::TrainingSession>(trainer, "TrainingService/PlanTrainingSession", plan);
  v1::CreateExternalParticipantRequest external;
  external.mutable_participant()->set_display_name("Zqexternal");
  external.mutable_participant()->set_organisation("organisations/KO");
  const auto guest = Must<v1::ExternalParticipant>(
      trainer, "EnrolmentService/CreateExternalParticipant", external);
  v1::EnrolRequest enrol;
  enrol.set_parent(session.name());
  enrol.set_external_participant(guest.name());
  Must<v1::Enrolment>(trainer, "EnrolmentService/Enrol", enrol);
  enrol.clear_external_participant();
  enrol.set_buddy(buddy.name());
  const auto enrolment = Must<v1::Enrolment>(trainer, "EnrolmentService/Enrol", enrol);
  v1::RecordAttendanceRequest record;
  record.set_parent(session.name());
  record.set_others_attended(true);
  Must<v1::RecordAttendanceResponse>(trainer, "EnrolmentService/RecordAttendance", record);
  v1::IssueCertificateRequest issue;
  issue.set_programme(v1::PROGRAMME_BASIC);
  issue.set_external_participant(guest.name());
  const auto issued = Must<v1::Certificate>(trainer, "CertificateService/IssueCertificate", issue);
  v1::RevokeCertificateRequest revoke;
  revoke.set_name(issued.name());
  revoke.set_etag(issued.etag());
  revoke.set_reason("zqrevoked");
  const auto revoked =
      Must<v1::Certificate>(trainer, "CertificateService/RevokeCertificate", revoke);
  things["Training"] = {training.name(), training.etag()};
  by_number["Training"] = {"trainings/A77", training.etag()};
  things["TrainingSession"] = {session.name(), session.etag()};
  by_number["TrainingSession"] = {"trainingSessions/" + session.number(), session.etag()};
  things["Enrolment"] = {enrolment.name(), enrolment.etag()};
  by_number["Enrolment"] = {
      absl::StrCat("trainingSessions/", session.number(), "/enrolments/", buddy.number()),
      enrolment.etag()};
  things["ExternalParticipant"] = {guest.name(), guest.etag()};
  by_number["ExternalParticipant"] = {"externalParticipants/" + guest.number(), guest.etag()};
  things["Certificate"] = {revoked.name(), revoked.etag()};
  by_number["Certificate"] = {"certificates/" + revoked.number(), revoked.etag()};
}

std::vector<std::string> ReferralCanaries() { return {"zqwitness", "zqquestion", "zqsending"}; }

void PlantReferral(const Client& coordinator, const Client& administrator, const std::string& from,
                   const v1::Track& track, const v1::Member& member, Things& things,
                   Things& by_number) {
  v1::SetRouteRequest route;
  route.mutable_route()->set_from(from);
  route.mutable_route()->set_to("organisations/SPI");
  route.mutable_route()->add_reasons(v1::REFERRAL_REASON_LANGUAGE);
  Must<v1::Route>(administrator, "RouteService/SetRoute", route);
  v1::GiveConsentRequest give;
  v1::Consent& consent = *give.mutable_consent();
  consent.set_subject(member.name());
  consent.set_recipient("organisations/SPI");
  consent.set_purpose(v1::REFERRAL_REASON_LANGUAGE);
  consent.add_categories(v1::DATA_CATEGORY_CONTACT);
  consent.add_categories(v1::DATA_CATEGORY_QUESTION);
  consent.set_form(v1::CONSENT_FORM_ORAL);
  consent.set_witness("zqwitness");
  consent.set_subject_signed(true);
  const auto given = Must<v1::Consent>(coordinator, "ConsentService/GiveConsent", give);
  v1::DraftReferralRequest draft;
  draft.set_parent(track.name());
  draft.mutable_referral()->set_to("organisations/SPI");
  draft.mutable_referral()->set_reason(v1::REFERRAL_REASON_LANGUAGE);
  draft.mutable_referral()->set_question("zqquestion");
  const auto drafted = Must<v1::Referral>(coordinator, "ReferralService/DraftReferral", draft);
  v1::TransitionReferralRequest send;
  send.set_name(drafted.name());
  send.set_etag(drafted.etag());
  send.set_verb(v1::REFERRAL_VERB_SEND);
  send.set_note("zqsending");
  const auto sent = Must<v1::Referral>(coordinator, "ReferralService/TransitionReferral", send);
  things["Consent"] = {given.name(), given.etag()};
  by_number["Consent"] = {"consents/" + given.number(), given.etag()};
  things["Referral"] = {sent.name(), sent.etag()};
  by_number["Referral"] = {"referrals/" + sent.number(), sent.etag()};
}

std::vector<std::string> HouseholdCanaries() {
  return {"zqmoved", "zqlink", "zqaddress", DaysAgo(57)};
}

void PlantHouseholdLife(const Client& coordinator, const v1::Household& household,
                        const v1::Member& member) {
  v1::CreateMemberRequest create;
  create.set_parent(household.name());
  *create.mutable_member() = member;
  create.mutable_member()->clear_number();
  create.mutable_member()->set_participant(false);
  const auto twin = Must<v1::Member>(coordinator, "HouseholdService/CreateMember", create);
  v1::LinkMembersRequest link;
  link.set_name(member.name());
  link.set_other(twin.name());
  link.set_reason("zqlink");
  Must<v1::MemberLink>(coordinator, "HouseholdService/LinkMembers", link);
  v1::MoveHouseholdRequest move;
  move.set_name(household.name());
  move.set_etag(household.etag());
  move.set_neighbourhood(v1::NEIGHBOURHOOD_OTHER);
  move.set_date(DaysAgo(57));
  move.set_note("zqmoved");
  move.set_address("zqaddress");
  Must<v1::Household>(coordinator, "HouseholdService/MoveHousehold", move);
}

}  // namespace kansrijk::testing
