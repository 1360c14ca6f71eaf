// Every rpc x role x relation, called live: tests/rpc/matrix.golden says what each is answered.
#include <gmock/gmock.h>
#include <google/protobuf/field_mask.pb.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/ambition.pb.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "kansrijk/v1/statistics.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/db/database.h"
#include "server/rpc/rules.h"
#include "server/rpc/status.h"
#include "tests/rpc/plant.h"
#include "tests/rpc/request.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace matrix_test {

using google::protobuf::MethodDescriptor;

constexpr char kHeading[] =
    "# What each rpc answers each role. A buddy's `own` track has a match with the buddy in "
    "force,\n"
    "# `colleague` is a track of the same organisation with another buddy, `stranger` is of "
    "another\n"
    "# organisation. For other roles the first two are the same organisation. `-`: the request "
    "names\n"
    "# nothing that could be anybody's. Made by tests/rpc/matrix_test.cc.\n";

constexpr v1::Role kRoles[] = {
    v1::ROLE_BUDDY,        v1::ROLE_COORDINATOR,     v1::ROLE_TRAINER,      v1::ROLE_PARTNER,
    v1::ROLE_STATISTICIAN, v1::ROLE_PRIVACY_OFFICER, v1::ROLE_ADMINISTRATOR};

bool MayCall(const MethodDescriptor& rpc, v1::Role role) {
  const auto& roles = rpc.options().GetExtension(v1::policy).roles();
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

// One organisation's coordinator, who makes things there.
class Office {
 public:
  Office(TestServer& server, const std::string& code)
      : server_(server),
        code_(code),
        coordinator_(
            server.AddAccount(absl::StrCat("coordinator-", code), v1::ROLE_COORDINATOR, code)),
        trainer_(server.AddAccount(absl::StrCat("trainer-", code), v1::ROLE_TRAINER, code)),
        statistician_(
            server.AddAccount(absl::StrCat("statistician-", code), v1::ROLE_STATISTICIAN, code)),
        spare_buddy_(AddBuddy(coordinator_, "")) {
    v1::SetRouteRequest route;
    route.mutable_route()->set_from(absl::StrCat("organisations/", code));
    route.mutable_route()->set_to("organisations/REC");
    route.mutable_route()->add_reasons(v1::REFERRAL_REASON_LANGUAGE);
    Must<v1::Route>(server.Operator(), "RouteService/SetRoute", route);
    v1::CreateTrainingRequest training;
    training.mutable_training()->set_code("A01");
    training.mutable_training()->set_title("Test");
    training.mutable_training()->set_programme(v1::PROGRAMME_BASIC);
    training.mutable_training()->set_required(true);
    Must<v1::Training>(trainer_, "TrainingService/CreateTraining", training);
  }

  struct Fresh {
    Things things;
    std::string buddy_number;
  };

  // A new case with a new buddy, and whatever else a request can name.
  Fresh MakeThings() {
    Fresh made;
    const v1::Buddy buddy = AddBuddy(coordinator_, "");
    made.buddy_number = buddy.number();
    const Case casework = AddCase(coordinator_, "", buddy);
    const v1::Member spare = AddParticipant(coordinator_, casework.household, "Sem");
    v1::LogSessionRequest log = SessionOn(casework.track.name(), "2026-05-01");
    log.mutable_session()->set_buddy(buddy.name());
    const auto session = Log(coordinator_, log);
    EXPECT_OK(session);
    made.things = {{"Buddy", {buddy.name(), buddy.etag()}},
                   {"SpareBuddy", {spare_buddy_.name(), ""}},
                   {"Household", {casework.household.name(), casework.household.etag()}},
                   {"Member", {casework.participant.name(), casework.participant.etag()}},
                   {"SpareMember", {spare.name(), ""}},
                   {"Track", {casework.track.name(), casework.track.etag()}},
                   {"SpareTrack", {AddTrackOf("Ina", casework.household, buddy).name(), ""}},
                   {"Match", {casework.match.name(), casework.match.etag()}},
                   {"Session", {session->name(), session->etag()}},
                   {"Import", {MakeImport(), ""}},
                   {"Release", Proposal()},
                   {"Organisation", Organisation()},
                   {"Account", {MakeAccount(), ""}}};
    MakeCasework(casework, buddy, spare, made.things);
    MakeAcademie(buddy, made.things);
    MakeReferral(casework, made.things);
    return made;
  }

  // The same case with another buddy, who is to get to know it.
  Fresh MakeMeeting() {
    Fresh made = MakeThings();
    const v1::Buddy buddy = AddBuddy(coordinator_, "");
    v1::Track track;
    track.set_name(made.things.at("Track").name);
    const v1::Match match = Meet(coordinator_, track, buddy);
    made.things["Match"] = {match.name(), match.etag()};
    made.buddy_number = buddy.number();
    return made;
  }

 private:
  // The call's answer, which the test needs to go on.
  template <typename Response, typename Request>
  Response Make(const std::string& method, Request request) {
    if constexpr (requires { request.request_id(); }) request.set_request_id(NewRequestId());
    const auto made = coordinator_.Call<Response>(absl::StrCat("kansrijk.v1.", method), request);
    EXPECT_OK(made) << method;
    return made.ok() ? *made : Response();
  }

  // Another participant's of the household, with the same buddy.
  v1::Track AddTrackOf(const std::string& given_name, const v1::Household& household,
                       const v1::Buddy& buddy) {
    const v1::Member participant = AddParticipant(coordinator_, household, given_name);
    const v1::Track track = AddTrack(coordinator_, household, participant);
    MatchUp(coordinator_, track, buddy, "2026-01-05");
    return track;
  }

  v1::Goal MakeGoal(const v1::Track& track) {
    v1::CreateGoalRequest request;
    request.set_parent(track.name());
    request.mutable_goal()->set_pillar(v1::PILLAR_WORK);
    request.mutable_goal()->set_text("Test");
    request.mutable_goal()->set_due_date("2029-12-31");
    return Make<v1::Goal>("GoalService/CreateGoal", request);
  }

  v1::Goal Reach(v1::Goal goal) {
    for (const auto verb : {v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_ACHIEVE}) {
      v1::TransitionGoalRequest request;
      request.set_name(goal.name());
      request.set_etag(goal.etag());
      request.set_verb(verb);
      goal = Make<v1::Goal>("GoalService/TransitionGoal", request);
    }
    return goal;
  }

  void MakeCasework(const Case& casework, const v1::Buddy& buddy, const v1::Member& spare,
                    Things& things) {
    v1::CreateAppointmentRequest make;
    make.set_parent(casework.track.name());
    make.mutable_appointment()->set_date("2029-12-31");
    make.mutable_appointment()->set_buddy(buddy.name());
    const auto appointment = Make<v1::Appointment>("AppointmentService/CreateAppointment", make);
    v1::RecordAssessmentRequest record;
    record.set_parent(casework.track.name());
    record.mutable_assessment()->set_moment(v1::ASSESSMENT_MOMENT_BEGIN);
    record.mutable_assessment()->set_date("2026-01-20");
    record.mutable_assessment()->add_scores()->set_item("work");
    record.mutable_assessment()->mutable_scores(0)->set_level(2);
    const auto assessment = Make<v1::Assessment>("AssessmentService/RecordAssessment", record);
    const v1::Goal goal = MakeGoal(casework.track);
    v1::CreateStepRequest create;
    create.set_parent(goal.name());
    create.mutable_step()->set_text("Test");
    create.mutable_step()->set_due_date("2029-12-31");
    const auto step = Make<v1::Step>("GoalService/CreateStep", create);
    v1::RaiseSignalRequest raise;
    raise.set_parent(casework.track.name());
    raise.mutable_signal()->set_description("Test");
    const auto signal = Make<v1::Signal>("SignalService/RaiseSignal", raise);
    v1::AddAmbitionRequest add;
    add.set_parent(buddy.name());
    add.mutable_ambition()->set_kind(v1::AMBITION_KIND_STUDY);
    add.mutable_ambition()->set_text("Test");
    const auto ambition = Make<v1::Ambition>("AmbitionService/AddAmbition", add);
    const auto settings =
        Make<v1::Settings>("SettingsService/GetSettings", v1::GetSettingsRequest());
    things.insert({{"Appointment", {appointment.name(), appointment.etag()}},
                   {"Assessment", {assessment.name(), assessment.etag()}},
                   {"Goal", {goal.name(), goal.etag()}},
                   {"ReachedGoal", {Reach(MakeGoal(casework.track)).name(), ""}},
                   {"Step", {step.name(), step.etag()}},
                   {"Signal", {signal.name(), signal.etag()}},
                   {"Ambition", {ambition.name(), ambition.etag()}},
                   {"SpareHousehold", {AddHousehold(coordinator_, "").name(), ""}},
                   {"SpareMemberNumber", {spare.number(), ""}},
                   {"SettingsEtag", {settings.etag(), ""}}});
  }

  v1::TrainingSession Plan() {
    v1::PlanTrainingSessionRequest plan;
    plan.mutable_session()->set_training("trainings/A01");
    plan.mutable_session()->set_date("2026-05-20");
    plan.mutable_session()->set_half_day(v1::HALF_DAY_MORNING);
    return Must<v1::TrainingSession>(trainer_, "TrainingService/PlanTrainingSession", plan);
  }

  v1::Enrolment EnrolIn(const v1::TrainingSession& session, const v1::Buddy& buddy) {
    v1::EnrolRequest enrol;
    enrol.set_parent(session.name());
    enrol.set_buddy(buddy.name());
    return Must<v1::Enrolment>(trainer_, "EnrolmentService/Enrol", enrol);
  }

  // One session to enrol in, one in which the buddy is enrolled, one that a certificate rests on.
  void MakeAcademie(const v1::Buddy& buddy, Things& things) {
    const v1::TrainingSession held = Plan();
    EnrolIn(held, buddy);
    v1::RecordAttendanceRequest record;
    record.set_parent(held.name());
    record.set_others_attended(true);
    Must<v1::RecordAttendanceResponse>(trainer_, "EnrolmentService/RecordAttendance", record);
    v1::IssueCertificateRequest issue;
    issue.set_programme(v1::PROGRAMME_BASIC);
    issue.set_buddy(buddy.name());
    const auto certificate =
        Must<v1::Certificate>(trainer_, "CertificateService/IssueCertificate", issue);
    const v1::TrainingSession session = Plan();
    const v1::Enrolment enrolment = EnrolIn(Plan(), buddy);
    v1::CreateExternalParticipantRequest external;
    external.mutable_participant()->set_display_name("Test");
    external.mutable_participant()->set_organisation("organisations/REC");
    const auto guest = Must<v1::ExternalParticipant>(
        trainer_, "EnrolmentService/CreateExternalParticipant", external);
    v1::GetTrainingRequest get;
    get.set_name("trainings/A01");
    const auto training =
        trainer_.Call<v1::Training>("kansrijk.v1.TrainingService/GetTraining", get);
    things.insert({{"Training", {training->name(), training->etag()}},
                   {"TrainingSession", {session.name(), session.etag()}},
                   {"Enrolment", {enrolment.name(), enrolment.etag()}},
                   {"ExternalParticipant", {guest.name(), guest.etag()}},
                   {"Certificate", {certificate.name(), certificate.etag()}}});
  }

  // A draft, and a consent that it can be sent under.
  void MakeReferral(const Case& casework, Things& things) {
    v1::GiveConsentRequest give;
    give.mutable_consent()->set_subject(casework.participant.name());
    give.mutable_consent()->set_recipient("organisations/REC");
    give.mutable_consent()->set_purpose(v1::REFERRAL_REASON_LANGUAGE);
    give.mutable_consent()->add_categories(v1::DATA_CATEGORY_CONTACT);
    give.mutable_consent()->add_categories(v1::DATA_CATEGORY_QUESTION);
    give.mutable_consent()->set_form(v1::CONSENT_FORM_WRITTEN);
    give.mutable_consent()->set_subject_signed(true);
    const auto consent = Must<v1::Consent>(coordinator_, "ConsentService/GiveConsent", give);
    v1::DraftReferralRequest draft;
    draft.set_parent(casework.track.name());
    draft.mutable_referral()->set_to("organisations/REC");
    draft.mutable_referral()->set_reason(v1::REFERRAL_REASON_LANGUAGE);
    draft.mutable_referral()->set_question("Test");
    const auto referral = Must<v1::Referral>(coordinator_, "ReferralService/DraftReferral", draft);
    things.insert({{"Consent", {consent.name(), consent.etag()}},
                   {"Referral", {referral.name(), referral.etag()}},
                   {"Recipient", {"organisations/REC", ""}},
                   {"RouteEtag", {RouteEtag(), ""}}});
  }

  std::string RouteEtag() {
    v1::ListRoutesRequest list;
    list.set_from(absl::StrCat("organisations/", code_));
    const auto routes =
        coordinator_.Call<v1::ListRoutesResponse>("kansrijk.v1.RouteService/ListRoutes", list);
    return routes->routes(0).etag();
  }

  // One can wait at a time; of a year without anyone in it.
  Thing Proposal() {
    const auto listed = statistician_.Call<v1::ListReleasesResponse>(
        "kansrijk.v1.StatisticsService/ListReleases", v1::ListReleasesRequest());
    EXPECT_OK(listed);
    for (const v1::Release& release : listed->releases()) {
      if (release.state() == v1::RELEASE_STATE_PROPOSED) return {release.name(), release.etag()};
    }
    v1::PublishReleaseRequest publish;
    publish.set_code(absl::StrCat(2000 + listed->releases_size()));
    const auto proposal =
        Must<v1::Release>(statistician_, "StatisticsService/PublishRelease", publish);
    return {proposal.name(), proposal.etag()};
  }

  std::string MakeImport() {
    return Make<v1::Import>("ImportService/CreateImport", v1::CreateImportRequest()).name();
  }

  std::string MakeAccount() {
    const std::string handle = absl::StrCat("spare-", code_, "-", ++accounts_);
    server_.AddAccount(handle, v1::ROLE_TRAINER, code_);
    return absl::StrCat("accounts/", handle);
  }

  Thing Organisation() {
    v1::GetOrganisationRequest request;
    request.set_name(absl::StrCat("organisations/", code_));
    const auto found = Make<v1::Organisation>("OrganisationService/GetOrganisation", request);
    return {found.name(), found.etag()};
  }

  TestServer& server_;
  std::string code_;
  Client coordinator_;
  Client trainer_;
  Client statistician_;
  v1::Buddy spare_buddy_;
  int accounts_ = 0;
};

class Matrix : public ::testing::Test {
 protected:
  Matrix() {
    server_.AddOrganisation("WIJ");
    server_.AddOrganisation("REC");
    own_ = std::make_unique<Office>(server_, "KO");
    strange_ = std::make_unique<Office>(server_, "WIJ");
    shared_ = own_->MakeThings();
    for (const v1::Role role : kRoles) {
      if (role == v1::ROLE_BUDDY) continue;
      callers_.emplace(role, server_.AddAccount(absl::StrCat("caller-", role), role, "KO"));
    }
    shared_buddy_ = std::make_unique<Client>(
        server_.AddAccount("shared-buddy", v1::ROLE_BUDDY, "KO", shared_.buddy_number));
  }

  std::string CodeOf(const MethodDescriptor& rpc, const Client& caller, const Things& things) {
    const auto answer = caller.CallRaw(PathOf(rpc), RequestOf(rpc, things)->SerializeAsString());
    return rpc::CodeName(answer.status().code());
  }

  // On things of the caller's own. What a role may do gets things of its own, that it can use up.
  std::string Own(const MethodDescriptor& rpc, v1::Role role) {
    if (!MayCall(rpc, role)) {
      return CodeOf(rpc, role == v1::ROLE_BUDDY ? *shared_buddy_ : callers_.at(role),
                    shared_.things);
    }
    const Office::Fresh fresh = own_->MakeThings();
    if (role != v1::ROLE_BUDDY) return CodeOf(rpc, callers_.at(role), fresh.things);
    const Client buddy = server_.AddAccount(absl::StrCat("buddy-", ++buddies_), v1::ROLE_BUDDY,
                                            "KO", fresh.buddy_number);
    return CodeOf(rpc, buddy, fresh.things);
  }

  std::string Others(const MethodDescriptor& rpc, v1::Role role, Office& office) {
    if (!NamesThings(rpc)) return "-";
    const Client& caller = role == v1::ROLE_BUDDY ? *shared_buddy_ : callers_.at(role);
    return CodeOf(rpc, caller, MayCall(rpc, role) ? office.MakeThings().things : shared_.things);
  }

  // Of its own, some role that may call it.
  const Client& CallerOf(const MethodDescriptor& rpc) {
    const auto& roles = rpc.options().GetExtension(v1::policy).roles();
    const v1::Role role = roles.empty() ? v1::ROLE_ADMINISTRATOR : v1::Role(roles[0]);
    return role == v1::ROLE_BUDDY ? *shared_buddy_ : callers_.at(role);
  }

  TestServer server_;
  std::unique_ptr<Office> own_;
  std::unique_ptr<Office> strange_;
  Office::Fresh shared_;
  std::map<v1::Role, Client> callers_;
  std::unique_ptr<Client> shared_buddy_;
  int buddies_ = 0;
};

std::string Contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_F(Matrix, OfRpcsRolesAndRelationsIsAsRecorded) {
  std::string matrix =
      absl::StrCat(kHeading, absl::StrFormat("%-40s %-16s %-18s %-18s %s\n", "# rpc", "role", "own",
                                             "colleague", "stranger"));
  for (const MethodDescriptor* rpc : Rpcs()) {
    const v1::Policy& policy = rpc->options().GetExtension(v1::policy);
    const bool personal =
        policy.relation() != v1::RELATION_NONE && policy.relation() != v1::RELATION_SELF;
    for (const v1::Role role : kRoles) {
      const std::string own = Own(*rpc, role);
      const std::string colleague = Others(*rpc, role, *own_);
      const std::string stranger = Others(*rpc, role, *strange_);
      const std::string name = absl::StrCat(rpc->service()->name(), "/", rpc->name());
      const std::string role_name = v1::Role_Name(role).substr(5);
      absl::StrAppend(&matrix, absl::StrFormat("%-40s %-16s %-18s %-18s %s\n", name, role_name, own,
                                               colleague, stranger));
      if (!personal) continue;
      EXPECT_NE(stranger, "OK") << name << " " << role_name << " reaches another organisation";
      // The Academie is for all buddies of the organisation.
      if (role == v1::ROLE_BUDDY && policy.purpose() != v1::PURPOSE_TRAINING) {
        EXPECT_NE(colleague, "OK") << name << " reaches a track without a match";
      }
    }
  }
  const std::string golden = absl::StrCat(KANSRIJK_SOURCE_DIR, "/tests/rpc/matrix.golden");
  if (std::getenv("KANSRIJK_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << matrix;
  EXPECT_EQ(Contents(golden), matrix) << "KANSRIJK_UPDATE_GOLDEN=1 rewrites " << golden;
}

// Until the match is ACTIVE, it is all that its buddy sees of the household, whatever is asked.
TEST_F(Matrix, ABuddyWhoIsMeetingReachesTheMatchAndNothingElse) {
  const Office::Fresh fresh = own_->MakeMeeting();
  const std::string household = fresh.things.at("Household").name;
  const Client buddy =
      server_.AddAccount("meeting-buddy", v1::ROLE_BUDDY, "KO", fresh.buddy_number);
  std::set<std::string> told;
  for (const MethodDescriptor* rpc : Rpcs()) {
    const auto answer =
        buddy.CallRaw(PathOf(*rpc), RequestOf(*rpc, fresh.things)->SerializeAsString());
    if (answer.ok() && absl::StrContains(*answer, household)) told.insert(std::string(rpc->name()));
  }
  EXPECT_THAT(told, ::testing::ElementsAre("ConfirmNoConflict", "GetMatch", "ListMeetings",
                                           "ReportConflict"));
}

// The target alone being the caller's does not do: every other thing that a request names counts.
TEST_F(Matrix, NoFieldTakesAThingOfAnotherOrganisation) {
  int tried = 0;
  for (const MethodDescriptor* rpc : Rpcs()) {
    if (!MayCall(*rpc, v1::ROLE_COORDINATOR)) continue;
    const std::string& target = rpc->options().GetExtension(v1::policy).target();
    for (const rpc::ResourceField& field : rpc::ResourceFields(*rpc->input_type(), target)) {
      if (field.type == "Organisation") continue;  // who takes part is no secret
      const auto request = RequestOf(*rpc, own_->MakeThings().things);
      if (!rpc::IsDemanded(*request, field, target)) continue;  // not read at all
      rpc::SetText(*request, field, strange_->MakeThings().things[field.type].name);
      const auto answer =
          callers_.at(v1::ROLE_COORDINATOR).CallRaw(PathOf(*rpc), request->SerializeAsString());
      EXPECT_THAT(answer, HasCode(absl::StatusCode::kNotFound))
          << PathOf(*rpc) << " " << field.dotted;
      ++tried;
    }
  }
  EXPECT_GT(tried, 20);
}

// Households that the last access record names.
constexpr db::Query kLastSubjects{"last_subjects", R"sql(
  SELECT s.subject FROM access_subject AS s
  WHERE s.sequence = (SELECT MAX(r.sequence) FROM access_record AS r)
  ORDER BY s.position
)sql"};

std::vector<std::string> LastSubjects(TestServer& server) {
  std::vector<std::string> subjects;
  EXPECT_OK(server.server().instance().database().ReadNow([&](db::ReadTx& tx) {
    const auto rows = tx.Select(kLastSubjects, {});
    if (!rows.ok()) return rows.status();
    for (const db::Row& row : *rows) subjects.push_back(row.Text(0));
    return absl::OkStatus();
  }));
  return subjects;
}

bool IsOfAHousehold(v1::Relation relation) {
  return relation == v1::RELATION_CASELOAD || relation == v1::RELATION_SIGNAL ||
         relation == v1::RELATION_REFERRAL || relation == v1::RELATION_CONSENT;
}

// Whatever the call was about: a step as well as a signal, a consent or the household itself.
TEST_F(Matrix, ARefusedStrangerIsRecordedWithTheHouseholdItWasAfter) {
  const Things things = strange_->MakeThings().things;
  std::set<std::string> types;
  for (const MethodDescriptor* rpc : Rpcs()) {
    const v1::Policy& policy = rpc->options().GetExtension(v1::policy);
    if (policy.target().empty() || !IsOfAHousehold(policy.relation())) continue;
    EXPECT_EQ(CodeOf(*rpc, CallerOf(*rpc), things), "NOT_FOUND") << PathOf(*rpc);
    EXPECT_THAT(LastSubjects(server_), ::testing::ElementsAre(things.at("Household").name))
        << PathOf(*rpc);
    types.insert(rpc::ResourceFields(*rpc->input_type(), policy.target()).front().type);
  }
  EXPECT_THAT(types, ::testing::IsSupersetOf({"Household", "Member", "Track", "Match", "Session",
                                              "Appointment", "Assessment", "Goal", "Step", "Signal",
                                              "Consent", "Referral"}));
}

// The ways from a request to the dates in it that a caller can set.
using Way = std::vector<const google::protobuf::FieldDescriptor*>;
void CollectDates(const google::protobuf::Descriptor& type, const Way& so_far,
                  std::vector<Way>& found) {
  for (int i = 0; i < type.field_count(); ++i) {
    const auto* const field = type.field(i);
    const v1::FieldRules rules = field->options().GetExtension(v1::field);
    if (rules.output_only() || field->is_repeated()) continue;
    Way way = so_far;
    way.push_back(field);
    if (rules.date() != v1::DATE_KIND_UNSPECIFIED) found.push_back(way);
    if (field->type() != google::protobuf::FieldDescriptor::TYPE_MESSAGE) continue;
    if (field->message_type()->file()->package() != "kansrijk.v1") continue;
    CollectDates(*field->message_type(), way, found);
  }
}

std::string DottedOf(const Way& way) {
  return absl::StrJoin(way, ".",
                       [](std::string* out, const auto* field) { *out += field->name(); });
}

// Sets it, and names it in the update mask when the request has one.
void SetDate(google::protobuf::Message& request, const Way& way, const std::string& date) {
  google::protobuf::Message* at = &request;
  for (size_t i = 0; i + 1 < way.size(); ++i) {
    at = at->GetReflection()->MutableMessage(at, way[i]);
  }
  at->GetReflection()->SetString(at, way.back(), date);
  const auto* const mask = request.GetDescriptor()->FindFieldByName("update_mask");
  if (mask == nullptr) return;
  dynamic_cast<google::protobuf::FieldMask&>(
      *request.GetReflection()->MutableMessage(&request, mask))
      .add_paths(way.back()->name());
}

// Of every rpc, by way of its descriptors: what is added later is tried too.
TEST_F(Matrix, NoFieldTakesADateThatCannotBe) {
  int tried = 0;
  for (const MethodDescriptor* rpc : Rpcs()) {
    std::vector<Way> dates;
    CollectDates(*rpc->input_type(), {}, dates);
    for (const Way& way : dates) {
      const v1::DateKind kind = way.back()->options().GetExtension(v1::field).date();
      if (kind == v1::DATE_KIND_ANY || kind == v1::DATE_KIND_ANY_AHEAD) continue;
      for (const char* date : {"1899-12-31", "2062-03-01", "2199-12-31", "9999-12-31"}) {
        const auto request = RequestOf(*rpc, shared_.things);
        SetDate(*request, way, date);
        const auto answer = CallerOf(*rpc).CallRaw(PathOf(*rpc), request->SerializeAsString());
        EXPECT_THAT(answer, ::testing::AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                                             BlamesField(DottedOf(way))))
            << PathOf(*rpc) << " " << date;
        ++tried;
      }
      if (kind == v1::DATE_KIND_PLANNED) continue;
      const auto request = RequestOf(*rpc, shared_.things);
      SetDate(*request, way, "2026-05-21");
      EXPECT_FALSE(CallerOf(*rpc).CallRaw(PathOf(*rpc), request->SerializeAsString()).ok())
          << PathOf(*rpc) << " takes tomorrow for what has happened: " << DottedOf(way);
    }
  }
  EXPECT_GT(tried, 100);
}

// Whatever stands in a date of any table, as an import, a repair or an older version left it there.
TEST_F(Matrix, IsAnsweredWhateverTheDatesInTheDatabase) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(DatabasePath(server_.directory()).c_str(), &raw), SQLITE_OK);
  const auto run = [raw](const std::string& statement) {
    std::vector<std::string> texts;
    char* error = nullptr;
    const auto keep = [](void* rows, int, char** values, char**) {
      static_cast<std::vector<std::string>*>(rows)->emplace_back(values[0]);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(raw, statement.c_str(), keep, &texts, &error), SQLITE_OK)
        << statement << ": " << error;
    return texts;
  };
  sqlite3_busy_timeout(raw, 30'000);
  run("PRAGMA ignore_check_constraints = ON");
  for (const std::string& name : run("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
    run(absl::StrCat("DROP TRIGGER ", name));
  }
  const auto columns =
      run("SELECT 'UPDATE OR IGNORE ' || t.name || ' SET ' || c.name || ' = ' "
          "FROM sqlite_master AS t, pragma_table_info(t.name) AS c "
          "WHERE t.type = 'table' AND c.type = 'TEXT' AND (c.name LIKE '%date' OR c.name IN "
          "('since', 'until', 'valid_from', 'valid_until', 'waiting_since', 'pause_until'))");
  EXPECT_GT(columns.size(), 40U);
  for (const char* date : {"2199-09-15", "9999-12-31", "10000-01-01", "0001-01-01", "2023-02-30",
                           "straks", "2052-02-29"}) {
    for (const std::string& column : columns) run(absl::StrCat(column, "'", date, "'"));
    for (const MethodDescriptor* rpc : Rpcs()) {
      for (const v1::Role role : kRoles) {
        if (!MayCall(*rpc, role)) continue;
        const Client& caller = role == v1::ROLE_BUDDY ? *shared_buddy_ : callers_.at(role);
        const std::string code = CodeOf(*rpc, caller, shared_.things);
        EXPECT_TRUE(code != "INTERNAL" && code != "UNAVAILABLE" && code != "UNKNOWN")
            << PathOf(*rpc) << " with " << date << ": " << code;
      }
    }
  }
  sqlite3_close(raw);
}

}  // namespace matrix_test
}  // namespace kansrijk::testing
