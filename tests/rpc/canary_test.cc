// Nothing of a household leaves its organisation: every text and date that the API takes is a
// canary in organisation WIJ; all roles of KO, and those of WIJ who have no business with it, call
// every rpc about it, by name and by number. Run against the real process, whose log is searched
// too.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/rpc/status.h"
#include "tests/faults/daemon.h"
#include "tests/faults/recent_case.h"
#include "tests/rpc/plant.h"
#include "tests/rpc/request.h"
#include "tests/testing/directory.h"
#include "tests/testing/import.h"

namespace kansrijk::testing {
namespace canary_test {

using google::protobuf::MethodDescriptor;

// Texts of people, and dates that nothing else in the test has.
std::vector<std::string> TrackCanaries() {
  return {"Zqgiven",        "Zqfamily",       "1987-03-19",
          "zq-phone",       "zq@example.org", "zqintake",
          "zqwaiver",       "zqevent",        "zqnote",
          "zqamended",      "zqreason",       "zqvoid",
          "Zqformer",       "zqrenamed",      "zqsituation",
          "zqmatchend",     "zqoverride",     "Zqbuddy",
          "Zqbuddyfamily",  "zqlang",         "zqimport",
          DaysAgo(1999),    DaysAgo(107),     DaysAgo(101),
          DaysAgo(97),      DaysAgo(89),      DaysAgo(83),
          DaysAgo(79),      DaysAgo(-61),     DaysAgo(-67),
          "zqtongue",       "zq-buddyphone",  "zqbuddy@example.org",
          DaysAgo(-41),     DaysAgo(-43),     "Zqbackup",
          "zq-backupphone", "zqwanted",       "zqfollowup"};
}

const std::vector<std::string>& Canaries() {
  static const auto* const canaries = [] {
    auto* const all = new std::vector<std::string>(TrackCanaries());
    for (const auto& more :
         {CaseworkCanaries(), HouseholdCanaries(), AcademieCanaries(), ReferralCanaries()}) {
      all->insert(all->end(), more.begin(), more.end());
    }
    return all;
  }();
  return *canaries;
}

std::vector<std::string> CanariesIn(const std::string& text) {
  std::vector<std::string> found;
  for (const std::string& canary : Canaries()) {
    if (absl::StrContains(text, canary)) found.push_back(canary);
  }
  return found;
}

v1::Buddy PlantBuddy(const Client& coordinator) {
  v1::CreateBuddyRequest request;
  v1::Buddy& buddy = *request.mutable_buddy();
  buddy.set_number("B77");
  buddy.set_given_name("Zqbuddy");
  buddy.set_family_name("Zqbuddyfamily");
  buddy.set_kind(v1::BUDDY_KIND_VOLUNTEER);
  buddy.set_conduct_certificate_date(DaysAgo(1999));  // so old that it takes zqoverride
  buddy.set_confidentiality_signed(true);
  buddy.add_languages("zqlang");
  buddy.set_phone("zq-buddyphone");
  buddy.set_email("zqbuddy@example.org");
  buddy.set_absent_from(DaysAgo(-41));
  buddy.set_absent_until(DaysAgo(-43));
  buddy.set_backup_name("Zqbackup");
  buddy.set_backup_phone("zq-backupphone");
  return Must<v1::Buddy>(coordinator, "BuddyService/CreateBuddy", request);
}

v1::Member PlantMember(const Client& coordinator, const v1::Household& household) {
  v1::CreateMemberRequest request;
  request.set_parent(household.name());
  v1::Member& member = *request.mutable_member();
  member.set_given_name("Zqgiven");
  member.set_family_name("Zqformer");
  member.set_birth_date("1987-03-19");
  member.set_relation(v1::MEMBER_RELATION_HEAD);
  member.set_participant(true);
  member.set_phone("zq-phone");
  member.set_email("zq@example.org");
  member.add_languages("zqtongue");
  v1::UpdateMemberRequest rename;
  *rename.mutable_member() =
      Must<v1::Member>(coordinator, "HouseholdService/CreateMember", request);
  rename.mutable_member()->set_family_name("Zqfamily");
  rename.mutable_update_mask()->add_paths("family_name");
  rename.set_reason("zqrenamed");
  return Must<v1::Member>(coordinator, "HouseholdService/UpdateMember", rename);
}

v1::Track PlantTrack(const Client& coordinator, const v1::Household& household,
                     const v1::Member& member) {
  v1::CreateTrackRequest request;
  request.set_parent(household.name());
  v1::Track& track = *request.mutable_track();
  track.set_participant(member.name());
  track.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  track.set_intake_source("zqintake");
  track.set_apply_date(DaysAgo(107));
  track.set_participation_consent_date(DaysAgo(101));
  track.set_planned_end_date(DaysAgo(-61));
  track.set_end_assessment_waiver("zqwaiver");
  track.set_own_question("zqwanted");
  return Must<v1::Track>(coordinator, "TrackService/CreateTrack", request);
}

v1::Track Move(const Client& coordinator, const v1::Track& track, v1::TrackVerb verb,
               int days_ago) {
  v1::TransitionTrackRequest request;
  request.set_name(track.name());
  request.set_etag(track.etag());
  request.set_verb(verb);
  request.set_date(DaysAgo(days_ago));
  request.set_note("zqevent");
  if (verb == v1::TRACK_VERB_CLOSE) request.set_exit_reason(v1::EXIT_REASON_GOALS_ACHIEVED);
  return Must<v1::Track>(coordinator, "TrackService/TransitionTrack", request);
}

v1::Match Move(const Client& coordinator, const v1::Match& match, v1::MatchVerb verb,
               int days_ago) {
  v1::TransitionMatchRequest request;
  request.set_name(match.name());
  request.set_etag(match.etag());
  request.set_verb(verb);
  request.set_date(DaysAgo(days_ago));
  request.set_reason("zqmatchend");
  request.set_override_reason("zqoverride");
  request.set_no_conflict_of_interest(true);
  return Must<v1::Match>(coordinator, "MatchService/TransitionMatch", request);
}

// One that ended before, with the same buddy, and of which the participant was asked since.
v1::Track PlantClosedTrack(const Client& coordinator, const v1::Household& household,
                           const v1::Member& member, const v1::Buddy& buddy) {
  v1::CreateTrackRequest request;
  request.set_parent(household.name());
  request.mutable_track()->set_participant(member.name());
  request.mutable_track()->set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  request.mutable_track()->set_apply_date(DaysAgo(400));
  request.mutable_track()->set_participation_consent_date(DaysAgo(400));
  request.mutable_track()->set_end_assessment_waiver("zqwaiver");
  auto track = Must<v1::Track>(coordinator, "TrackService/CreateTrack", request);
  track = Move(coordinator, track, v1::TRACK_VERB_START_INTAKE, 390);
  v1::Match match = AddMatch(coordinator, track, buddy);
  match = Move(coordinator, match, v1::MATCH_VERB_START_MEETING, 390);
  Move(coordinator, match, v1::MATCH_VERB_ACTIVATE, 380);
  track = Move(coordinator, track, v1::TRACK_VERB_ACTIVATE, 380);
  track = Move(coordinator, track, v1::TRACK_VERB_CLOSE, 300);
  v1::RecordFollowUpRequest ask;
  ask.set_name(track.name());
  ask.set_note("zqfollowup");
  return Must<v1::Track>(coordinator, "TrackService/RecordFollowUp", ask);
}

void PlantVoidSession(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy) {
  v1::LogSessionRequest log = SessionOn(track.name(), DaysAgo(84));
  log.mutable_session()->set_buddy(buddy.name());
  const auto logged = Must<v1::Session>(coordinator, "SessionService/LogSession", log);
  v1::VoidSessionRequest request;
  request.set_name(logged.name());
  request.set_etag(logged.etag());
  request.set_reason("zqvoid");
  Must<v1::Session>(coordinator, "SessionService/VoidSession", request);
}

v1::Session PlantSession(const Client& coordinator, const v1::Track& track,
                         const v1::Buddy& buddy) {
  v1::LogSessionRequest log = SessionOn(track.name(), DaysAgo(83));
  log.mutable_session()->set_buddy(buddy.name());
  log.mutable_session()->set_note("zqnote");
  log.mutable_session()->set_next_appointment_date(DaysAgo(-67));
  const auto logged = Must<v1::Session>(coordinator, "SessionService/LogSession", log);
  v1::AmendSessionRequest amend;
  amend.mutable_session()->set_name(logged.name());
  amend.mutable_session()->set_etag(logged.etag());
  amend.mutable_session()->set_note("zqamended");
  amend.mutable_update_mask()->add_paths("note");
  amend.set_reason("zqreason");
  return Must<v1::Session>(coordinator, "SessionService/AmendSession", amend);
}

void PlantSituation(const Client& coordinator, const v1::Member& member) {
  v1::RecordSituationRequest request;
  request.set_parent(member.name());
  v1::Situation& situation = *request.mutable_situation();
  situation.set_date(DaysAgo(79));
  situation.set_income(v1::INCOME_SOCIAL_ASSISTANCE);
  situation.set_education(v1::EDUCATION_VMBO);
  situation.set_debt(v1::DEBT_ARREARS);
  Must<v1::Situation>(coordinator, "SituationService/RecordSituation", request);
  v1::CorrectSituationRequest correct;
  correct.set_parent(member.name());
  correct.set_wrong_date(DaysAgo(79));
  correct.mutable_situation()->set_debt(v1::DEBT_MANAGED);
  correct.mutable_update_mask()->add_paths("debt");
  correct.set_reason("zqsituation");
  Must<v1::Situation>(coordinator, "SituationService/CorrectSituation", correct);
}

v1::Import PlantImport(const Client& coordinator) {
  const auto import =
      Must<v1::Import>(coordinator, "ImportService/CreateImport", v1::CreateImportRequest());
  v1::AddImportChunkRequest chunk;
  chunk.set_parent(import.name());
  chunk.set_file("huishoudens");
  chunk.set_data("nummer;wijk;type\nH-0900;zqimport;anders\n");
  Must<v1::AddImportChunkResponse>(coordinator, "ImportService/AddImportChunk", chunk);
  v1::CommitImportRequest commit;
  commit.set_name(import.name());
  Must<v1::Import>(coordinator, "ImportService/CommitImport", commit);
  return *AwaitImport(coordinator, import.name());
}

// Releases name the days on which their periods begin and end; on some days a canary is one.
bool IsQuarterBoundary(const std::string& canary) {
  static const std::regex kBoundary("[0-9]{4}-(01-01|03-31|04-01|06-30|07-01|09-30|10-01|12-31)");
  return std::regex_match(canary, kBoundary);
}

// The quarter that closed last: the household applied before its end.
std::string ClosedQuarter() {
  const absl::CivilMonth month(absl::ToCivilMonth(absl::Now(), absl::UTCTimeZone()));
  const absl::CivilMonth closed = month - 3;
  return absl::StrCat(closed.year(), "-Q", (closed.month() + 2) / 3);
}

// One that holds the household, published.
v1::Release PlantRelease(const Client& statistician, const Client& officer) {
  v1::PublishReleaseRequest publish;
  publish.set_code(ClosedQuarter());
  const auto proposal =
      Must<v1::Release>(statistician, "StatisticsService/PublishRelease", publish);
  v1::ApproveReleaseRequest approve;
  approve.set_name(proposal.name());
  approve.set_etag(proposal.etag());
  return Must<v1::Release>(officer, "StatisticsService/ApproveRelease", approve);
}

class Canary : public ::testing::Test {
 protected:
  Canary() {
    const Finished made =
        RunKansrijkd(path(), {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
    daemon_ = std::make_unique<Daemon>(path());
    v1::CreateOrganisationRequest wij;
    wij.mutable_organisation()->set_code("WIJ");
    wij.mutable_organisation()->set_display_name("WIJ");
    wij.mutable_organisation()->set_kind(v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM);
    Must<v1::Organisation>(daemon_->Operator(), "OrganisationService/CreateOrganisation", wij);
    wij.mutable_organisation()->set_code("SPI");
    wij.mutable_organisation()->set_display_name("Spil");
    Must<v1::Organisation>(daemon_->Operator(), "OrganisationService/CreateOrganisation", wij);
    own_ = std::make_unique<Client>(AddClient("coordinator-wij", "coordinator", "WIJ"));
    Plant();
    AddOutsiders();
  }

  const std::string& path() const { return directory_.path(); }

  Client AddClient(const std::string& handle, const std::string& role,
                   const std::string& organisation, const std::string& buddy = "") {
    return Client(daemon_->address(), AddAccountOf(path(), handle, role, organisation, buddy));
  }

  void Plant() {
    const v1::Buddy buddy = PlantBuddy(*own_);
    v1::CreateHouseholdRequest request;
    request.mutable_household()->set_number("H-0777");
    request.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
    request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_SINGLE);
    const auto household = Must<v1::Household>(*own_, "HouseholdService/CreateHousehold", request);
    const v1::Member member = PlantMember(*own_, household);
    of_closed_ = {{"Track", {PlantClosedTrack(*own_, household, member, buddy).name(), ""}}};
    v1::Track track = PlantTrack(*own_, household, member);
    track = Move(*own_, track, v1::TRACK_VERB_START_INTAKE, 97);
    v1::Match match = AddMatch(*own_, track, buddy);
    match = Move(*own_, match, v1::MATCH_VERB_START_MEETING, 97);
    match = Move(*own_, match, v1::MATCH_VERB_ACTIVATE, 89);
    track = Move(*own_, track, v1::TRACK_VERB_ACTIVATE, 89);
    PlantVoidSession(*own_, track, buddy);
    const v1::Session session = PlantSession(*own_, track, buddy);
    PlantSituation(*own_, member);
    PlantHouseholdLife(*own_, household, member);
    match = Move(*own_, match, v1::MATCH_VERB_END, 2);
    const v1::Import import = PlantImport(*own_);
    by_name_ = {{"Buddy", {buddy.name(), buddy.etag()}},
                {"SpareBuddy", {buddy.name(), ""}},
                {"Household", {household.name(), household.etag()}},
                {"Member", {member.name(), member.etag()}},
                {"SpareMember", {member.name(), ""}},
                {"Track", {track.name(), track.etag()}},
                {"SpareTrack", {track.name(), ""}},
                {"Match", {match.name(), match.etag()}},
                {"Session", {session.name(), session.etag()}},
                {"Import", {import.name(), ""}},
                {"Organisation", {"organisations/WIJ", ""}},
                {"Account", {"accounts/coordinator-wij", ""}}};
    by_number_ = by_name_;
    by_number_["Buddy"].name = "buddies/B77";
    by_number_["SpareBuddy"].name = "buddies/B77";
    by_number_["Household"].name = "households/H-0777";
    by_number_["Member"].name = absl::StrCat("households/-/members/", member.number());
    by_number_["SpareMember"] = by_number_["Member"];
    by_number_["Track"].name = "tracks/H-0777";
    by_number_["SpareTrack"].name = "tracks/H-0777";
    by_number_["Match"].name = absl::StrCat("tracks/", track.number(), "/matches/B77");
    by_number_["Session"].name = absl::StrCat("tracks/-/sessions/", session.number());
    by_number_["Organisation"].name = "organisations/KO";
    by_number_["Account"].name = "accounts/nobody";
    PlantCasework(*own_, track, buddy, by_name_, by_number_);
    const Client trainer = AddClient("planting-trainer", "trainer", "WIJ");
    PlantAcademie(trainer, buddy, by_name_, by_number_);
    PlantReferral(*own_, daemon_->Operator(), "organisations/WIJ", track, member, by_name_,
                  by_number_);
  }

  // Everyone but WIJ's coordinator: all of KO, and of WIJ a buddy without a match and the rest.
  void AddOutsiders() {
    for (const char* role : {"coordinator", "trainer", "partner", "statistician", "privacy-officer",
                             "administrator"}) {
      outsiders_.emplace(absl::StrCat("KO ", role),
                         AddClient(absl::StrCat(role, "-ko"), role, "KO"));
      if (role == absl::string_view("coordinator")) continue;
      outsiders_.emplace(absl::StrCat("WIJ ", role),
                         AddClient(absl::StrCat(role, "-of-wij"), role, "WIJ"));
    }
    v1::CreateBuddyRequest idle;
    idle.mutable_buddy()->set_number("B78");
    idle.mutable_buddy()->set_given_name("Sanne");
    idle.mutable_buddy()->set_kind(v1::BUDDY_KIND_PROFESSIONAL);
    Must<v1::Buddy>(*own_, "BuddyService/CreateBuddy", idle);
    const v1::Release release =
        PlantRelease(outsiders_.at("WIJ statistician"), outsiders_.at("WIJ privacy-officer"));
    by_name_["Release"] = {release.name(), release.etag()};
    by_number_["Release"] = {absl::StrCat("releases/", release.code()), release.etag()};
    outsiders_.emplace("WIJ buddy without a match",
                       AddClient("buddy-of-wij", "buddy", "WIJ", "B78"));
    idle.mutable_buddy()->set_number("B01");
    Must<v1::Buddy>(outsiders_.at("KO coordinator"), "BuddyService/CreateBuddy", idle);
    outsiders_.emplace("KO buddy", AddClient("buddy-ko", "buddy", "KO", "B01"));
  }

  // All that an answer says: the response, or the error with its details.
  std::string Said(const Client& client, const MethodDescriptor& rpc, const std::string& request) {
    const auto answer = client.CallRaw(PathOf(rpc), request);
    return answer.ok()
               ? *answer
               : absl::StrCat(answer.status().ToString(), rpc::StatusToBytes(answer.status()));
  }

  // What those of the own organisation hear in the way of their work: the trainer who attends and
  // who teaches, a buddy who teaches; an intake worker what the organisation sent, the privacy
  // officer who consented.
  static std::vector<std::string> HeardAtWork(const std::string& who) {
    if (who == "WIJ trainer") {
      return {"Zqbuddy", "Zqbuddyfamily", "Zqtrainer", "Zqexternal", "zqrevoked"};
    }
    if (who == "WIJ buddy without a match") return {"Zqtrainer"};
    if (who == "WIJ privacy-officer") return {"Zqgiven", "Zqfamily", "zqwitness"};
    if (who != "WIJ partner") return {};
    return {"Zqgiven",   "Zqfamily",   "zq-phone", "zq@example.org",
            "zqwitness", "zqquestion", "zqsending"};
  }

  void ExpectSilence(const std::string& who, const Client& client, const MethodDescriptor& rpc,
                     const std::string& request) {
    std::vector<std::string> heard = CanariesIn(Said(client, rpc, request));
    for (const std::string& at_work : HeardAtWork(who)) std::erase(heard, at_work);
    if (rpc.service()->name() == "StatisticsService") std::erase_if(heard, IsQuarterBoundary);
    EXPECT_THAT(heard, ::testing::IsEmpty()) << who << " " << rpc.full_name();
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Daemon> daemon_;
  std::unique_ptr<Client> own_;
  std::map<std::string, Client> outsiders_;
  Things by_name_;
  Things by_number_;
  Things of_closed_;
};

bool Reads(const MethodDescriptor& rpc) {
  return rpc.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

TEST_F(Canary, SingsForItsOwnCoordinatorOnlyAndNeverInTheLog) {
  // Without this, silence elsewhere would prove nothing: the own coordinator hears every canary.
  std::string heard;
  for (const MethodDescriptor* rpc : Rpcs()) {
    if (!Reads(*rpc)) continue;
    for (const Things& things : {by_name_, by_number_, of_closed_}) {
      absl::StrAppend(&heard, Said(*own_, *rpc, RequestOf(*rpc, things)->SerializeAsString()));
    }
    absl::StrAppend(&heard, Said(*own_, *rpc, RequestOf(*rpc, {})->SerializeAsString()));
  }
  EXPECT_THAT(CanariesIn(heard), ::testing::ElementsAreArray(Canaries()));

  for (const auto& [who, client] : outsiders_) {
    for (const MethodDescriptor* rpc : Rpcs()) {
      const bool accounts = rpc->service()->name() == "AccountService" && !Reads(*rpc);
      if (accounts && who == "WIJ administrator") continue;  // ends its coordinator's token
      for (const Things& things : {by_name_, by_number_, of_closed_}) {
        ExpectSilence(who, client, *rpc, RequestOf(*rpc, things)->SerializeAsString());
      }
      ExpectSilence(who, client, *rpc, RequestOf(*rpc, {})->SerializeAsString());
    }
    v1::SearchHouseholdsRequest search;
    search.set_query("zqgiven");
    const auto found = client.Call<v1::SearchHouseholdsResponse>(
        "kansrijk.v1.HouseholdService/SearchHouseholds", search);
    EXPECT_TRUE(!found.ok() || found->households().empty()) << who;
  }

  // Neither answers nor refusals of the own coordinator's calls reach the log.
  v1::SearchHouseholdsRequest search;
  search.set_query("zqgiven zqfamily");
  EXPECT_OK(own_->Call<v1::SearchHouseholdsResponse>(
      "kansrijk.v1.HouseholdService/SearchHouseholds", search));
  v1::LogSessionRequest refused = SessionOn(by_name_["Track"].name, DaysAgo(83));
  refused.mutable_session()->set_note("zqnote 111222333");
  EXPECT_THAT(Log(*own_, refused), HasReason("FIELD_CITIZEN_NUMBER"));
  refused.mutable_session()->set_note("zqnote \xff");
  EXPECT_THAT(own_->CallRaw("kansrijk.v1.SessionService/LogSession", "\x12\x0a\x7a\x08zqnote \xff"),
              HasCode(absl::StatusCode::kInvalidArgument));
  daemon_->Kill();
  const std::string log = daemon_->log();
  EXPECT_THAT(log, ::testing::HasSubstr("kansrijk.v1.SessionService/LogSession"));
  EXPECT_THAT(CanariesIn(log), ::testing::IsEmpty());
  EXPECT_FALSE(absl::StrContains(log, "111222333"));
  EXPECT_FALSE(absl::StrContains(log, own_->token()));
}

// Its one household is in the release, and no figure tells so: neither to the statistician, nor to
// the public.
TEST_F(Canary, IsSilentInARelease) {
  const Client& statistician = outsiders_.at("WIJ statistician");
  v1::GetReleaseRequest get;
  get.set_name(by_number_["Release"].name);
  const auto release =
      statistician.Call<v1::Release>("kansrijk.v1.StatisticsService/GetRelease", get);
  ASSERT_OK(release);
  int withheld = 0;
  for (const v1::ReleaseTable& table : release->tables()) {
    for (const v1::ReleaseCell& cell : table.cells()) {
      EXPECT_EQ(cell.value(), 0) << table.definition().name();
      withheld += cell.state() == v1::CELL_STATE_WITHHELD;
    }
  }
  EXPECT_GT(withheld, 0);
  v1::GetReleaseFileRequest file;
  file.set_name(release->name());
  for (const std::string& path : release->files()) {
    file.set_path(path);
    if (path.starts_with("audit/")) {
      EXPECT_THAT(
          statistician.Call<v1::ReleaseFile>("kansrijk.v1.StatisticsService/GetAuditFile", file),
          HasCode(absl::StatusCode::kPermissionDenied));
    } else if (path.ends_with(".csv")) {
      const auto content =
          statistician.Call<v1::ReleaseFile>("kansrijk.v1.StatisticsService/GetPublicFile", file);
      ASSERT_OK(content) << path;
      std::vector<std::string> lines = absl::StrSplit(content->content(), '\n', absl::SkipEmpty());
      for (size_t i = 1; i < lines.size(); ++i) {
        EXPECT_TRUE(lines[i].ends_with(",.") || lines[i].ends_with(","))
            << path << ": " << lines[i];
      }
    }
  }
}

}  // namespace canary_test
}  // namespace kansrijk::testing
