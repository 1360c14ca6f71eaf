// Two organisations that refer, a third that looks on, and what is left for the recipient to read
// once the consent is withdrawn: nothing, by whatever rpc, in whatever state; and the access log
// that tells the whole story.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/rpc/status.h"
#include "tests/rpc/plant.h"
#include "tests/rpc/request.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace exchange_test {

using google::protobuf::MethodDescriptor;
using ::testing::Contains;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr char kTransition[] = "kansrijk.v1.ReferralService/TransitionReferral";
constexpr char kHandover[] = "2026-05-22";

const std::vector<std::string>& Canaries() {
  static const auto* const canaries = new std::vector<std::string>{
      "Zqgiven", "Zqfamily", "06-98765432", "zq@example.org", "zqquestion", "zqgoal"};
  return *canaries;
}

std::vector<std::string> CanariesIn(const std::string& text) {
  std::vector<std::string> found;
  for (const std::string& canary : Canaries()) {
    if (absl::StrContains(text, canary)) found.push_back(canary);
  }
  return found;
}

// All that an answer says: the response, or the error with its details.
std::string Said(const Client& client, const std::string& path, const std::string& request) {
  const auto answer = client.CallRaw(path, request);
  return answer.ok()
             ? *answer
             : absl::StrCat(answer.status().ToString(), rpc::StatusToBytes(answer.status()));
}

// What leads there from SENT.
const std::map<v1::ReferralState, std::vector<v1::ReferralVerb>>& Ways() {
  static const auto* const ways = new std::map<v1::ReferralState, std::vector<v1::ReferralVerb>>{
      {v1::REFERRAL_STATE_SENT, {}},
      {v1::REFERRAL_STATE_RECEIVED, {v1::REFERRAL_VERB_RECEIVE}},
      {v1::REFERRAL_STATE_ACCEPTED, {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT}},
      {v1::REFERRAL_STATE_HANDED_OVER,
       {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_VERB_HAND_OVER}},
      {v1::REFERRAL_STATE_STARTED,
       {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_VERB_HAND_OVER,
        v1::REFERRAL_VERB_START}},
      {v1::REFERRAL_STATE_COMPLETED,
       {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_VERB_HAND_OVER,
        v1::REFERRAL_VERB_START, v1::REFERRAL_VERB_COMPLETE}}};
  return *ways;
}

// A case at KO with canaries, and a third organisation KS with karin.
class Exchange : public ::testing::Test, protected Referring {
 protected:
  struct Exchanged {
    v1::Consent consent;
    v1::Referral referral;                            // as the sender has it
    std::vector<v1::TransitionReferralRequest> done;  // by fatima
  };

  Exchange() {
    AddOrganisation("KS", v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM);
    karin_ = server.AddAccount("karin", v1::ROLE_PARTNER, "KS");
    PlantPerson();
    PlantGoal();
  }

  void PlantPerson() {
    v1::UpdateMemberRequest update;
    v1::Member& member = *update.mutable_member();
    member = case_.participant;
    member.set_given_name("Zqgiven");
    member.set_family_name("Zqfamily");
    member.set_phone("06-98765432");
    member.set_email("zq@example.org");
    for (const char* path : {"given_name", "family_name", "phone", "email"}) {
      update.mutable_update_mask()->add_paths(path);
    }
    case_.participant = Must<v1::Member>(coordinator, "HouseholdService/UpdateMember", update);
  }

  void PlantGoal() {
    v1::CreateGoalRequest create;
    create.set_parent(case_.track.name());
    create.mutable_goal()->set_pillar(v1::PILLAR_WORK);
    create.mutable_goal()->set_text("zqgoal");
    create.mutable_goal()->set_due_date("2026-12-31");
    goal_ = Must<v1::Goal>(layla, "GoalService/CreateGoal", create);
    v1::TransitionGoalRequest agree;
    agree.set_name(goal_.name());
    agree.set_etag(goal_.etag());
    agree.set_verb(v1::GOAL_VERB_AGREE);
    Must<v1::Goal>(layla, "GoalService/TransitionGoal", agree);
  }

  v1::DraftReferralRequest NewDraftWithAll() const {
    v1::DraftReferralRequest request = NewDraft();
    request.mutable_referral()->set_question("zqquestion");
    for (const auto category :
         {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_GOALS}) {
      request.mutable_referral()->add_categories(category);
    }
    return request;
  }

  // Drafted by the buddy, sent by the coordinator, and taken by fatima as far as `state`.
  Exchanged In(v1::ReferralState state) const {
    Exchanged made;
    made.consent = Consented();
    const auto draft = Draft(layla, NewDraftWithAll());
    EXPECT_OK(draft);
    if (!draft.ok()) return made;
    made.referral = After(*draft, {v1::REFERRAL_VERB_SEND});
    for (const auto verb : Ways().at(state)) {
      made.done.push_back(ToDo(made.referral, verb));
      EXPECT_OK(Do(fatima, made.done.back())) << v1::ReferralVerb_Name(verb);
      made.referral = *Get(coordinator, made.referral.name());
    }
    EXPECT_EQ(made.referral.state(), state);
    return made;
  }

  Things ByName(const Exchanged& about) const {
    return {{"Referral", {about.referral.name(), about.referral.etag()}},
            {"Consent", {about.consent.name(), about.consent.etag()}},
            {"Household", {case_.household.name(), case_.household.etag()}},
            {"Member", {case_.participant.name(), case_.participant.etag()}},
            {"SpareMember", {case_.participant.name(), ""}},
            {"Track", {case_.track.name(), case_.track.etag()}},
            {"SpareTrack", {case_.track.name(), ""}},
            {"Match", {case_.match.name(), case_.match.etag()}},
            {"Buddy", {case_.match.buddy(), ""}},
            {"SpareBuddy", {case_.match.buddy(), ""}},
            {"Goal", {goal_.name(), goal_.etag()}},
            {"Organisation", {case_.household.organisation(), ""}},
            {"Account", {"accounts/layla", ""}}};
  }

  Things ByNumber(const Exchanged& about) const {
    Things things = ByName(about);
    things["Referral"].name = absl::StrCat("referrals/", about.referral.number());
    things["Consent"].name = absl::StrCat("consents/", about.consent.number());
    things["Household"].name = "households/H-0142";
    things["Member"].name = absl::StrCat("households/-/members/", case_.participant.number());
    things["SpareMember"] = things["Member"];
    things["Track"].name = "tracks/H-0142";
    things["Match"].name = absl::StrCat("tracks/", case_.track.number(), "/matches/B03");
    things["Buddy"].name = "buddies/B03";
    things["SpareBuddy"].name = "buddies/B03";
    things["Goal"].name = absl::StrCat("tracks/-/goals/", goal_.number());
    things["Organisation"].name = "organisations/BIB";
    return things;
  }

  // All that `client` is told by every rpc about it, and without naming anything.
  std::string Swept(const Client& client, const Exchanged& about) const {
    std::string heard;
    for (const MethodDescriptor* rpc : Rpcs()) {
      for (const Things& things : {ByName(about), ByNumber(about), Things{}}) {
        absl::StrAppend(&heard,
                        Said(client, PathOf(*rpc), RequestOf(*rpc, things)->SerializeAsString()));
      }
    }
    for (int verb = v1::ReferralVerb_MIN + 1; verb <= v1::ReferralVerb_MAX; ++verb) {
      const auto request = ToDo(about.referral, static_cast<v1::ReferralVerb>(verb));
      absl::StrAppend(&heard, Said(client, kTransition, request.SerializeAsString()));
    }
    v1::ListReferralsRequest inbox;
    inbox.set_side(v1::REFERRAL_SIDE_RECIPIENT);
    inbox.set_ended(true);
    absl::StrAppend(&heard, Said(client, "kansrijk.v1.ReferralService/ListReferrals",
                                 inbox.SerializeAsString()));
    return heard;
  }

  // The referral and consent as they are now, with their etags.
  void Refresh(Exchanged& about) const {
    about.referral = *Get(coordinator, about.referral.name());
    v1::GetConsentRequest get;
    get.set_name(about.consent.name());
    about.consent = *coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", get);
  }

  // The records of calls about the household's referrals and consents, in their order.
  std::vector<v1::AccessRecord> Story(const Client& officer) const {
    v1::ListAccessRecordsRequest list;
    list.set_household("households/H-0142");
    list.set_page_size(200);
    const auto listed = officer.Call<v1::ListAccessRecordsResponse>(
        "kansrijk.v1.AccessService/ListAccessRecords", list);
    EXPECT_OK(listed);
    std::vector<v1::AccessRecord> story;
    if (!listed.ok()) return story;
    for (const v1::AccessRecord& record : listed->records()) {
      const bool exchange = absl::StrContains(record.method(), "ReferralService") ||
                            absl::StrContains(record.method(), "ConsentService");
      if (exchange) story.push_back(record);
    }
    std::reverse(story.begin(), story.end());
    return story;
  }

  Client karin_ = server.Anonymous();
  v1::Goal goal_;
};

std::string Line(const v1::AccessRecord& record) {
  return absl::StrCat(record.account_handle(), " ",
                      record.method().substr(record.method().find('/') + 1), " ", record.outcome());
}

TEST_F(Exchange, GoesFromQuestionToOutcome) {
  const v1::Consent consent = Consented();
  const auto draft = Draft(layla, NewDraftWithAll());
  ASSERT_OK(draft);
  EXPECT_THAT(Get(fatima, draft->name()), HasCode(absl::StatusCode::kNotFound));
  const v1::Referral received = After(*draft, {v1::REFERRAL_VERB_SEND, v1::REFERRAL_VERB_RECEIVE});
  EXPECT_EQ(received.state(), v1::REFERRAL_STATE_RECEIVED);
  const auto opened = Get(fatima, draft->name());
  ASSERT_OK(opened);
  EXPECT_EQ(opened->consent(), consent.name());
  EXPECT_THAT(CanariesIn(opened->SerializeAsString()), ElementsAreArray(Canaries()));
  const v1::Referral accepted = After(*opened, {v1::REFERRAL_VERB_ACCEPT});
  auto plan = ToDo(accepted, v1::REFERRAL_VERB_PLAN_HANDOVER);
  plan.set_date(kHandover);
  const auto planned = Do(fatima, plan);
  ASSERT_OK(planned);
  EXPECT_EQ(Get(layla, draft->name())->handover_date(), kHandover);
  GoTo(kHandover);
  After(*planned,
        {v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START, v1::REFERRAL_VERB_COMPLETE});
  for (const Client& sender : {layla, coordinator}) {
    const auto seen = Get(sender, absl::StrCat("referrals/", draft->number()));
    ASSERT_OK(seen);
    EXPECT_EQ(seen->state(), v1::REFERRAL_STATE_COMPLETED);
    EXPECT_EQ(seen->outcome(), v1::REFERRAL_OUTCOME_REACHED);
    EXPECT_EQ(seen->start_date(), kHandover);
    EXPECT_EQ(seen->present(), "Noor, Layla en Fatima");
  }
}

TEST_F(Exchange, IsSilentOnceTheConsentIsWithdrawnWhereverItStood) {
  for (const auto& [state, way] : Ways()) {
    SCOPED_TRACE(v1::ReferralState_Name(state));
    Exchanged about = In(state);
    EXPECT_THAT(CanariesIn(Swept(karin_, about)), IsEmpty());
    // Without this, silence afterwards would prove nothing.
    EXPECT_THAT(CanariesIn(Get(fatima, about.referral.name())->SerializeAsString()),
                ElementsAreArray(Canaries()));
    ASSERT_OK(WithdrawConsent(layla, about.consent));
    Refresh(about);
    const bool began = state == v1::REFERRAL_STATE_STARTED || state == v1::REFERRAL_STATE_COMPLETED;
    EXPECT_EQ(about.referral.state(), began ? state : v1::REFERRAL_STATE_WITHDRAWN);
    EXPECT_THAT(Get(fatima, about.referral.name()), HasCode(absl::StatusCode::kNotFound));
    EXPECT_THAT(CanariesIn(Swept(fatima, about)), IsEmpty());
    EXPECT_THAT(CanariesIn(Swept(karin_, about)), IsEmpty());
    for (const auto& request : about.done) {
      EXPECT_THAT(CanariesIn(Said(fatima, kTransition, request.SerializeAsString())), IsEmpty());
      EXPECT_TRUE(fatima.replayed());
    }
    // Nor was anything changed, and the sender still reads all of it.
    const auto kept = Get(coordinator, about.referral.name());
    ASSERT_OK(kept);
    EXPECT_EQ(kept->SerializeAsString(), about.referral.SerializeAsString());
    EXPECT_THAT(CanariesIn(kept->SerializeAsString()), Contains("zqquestion"));
  }
  // Who was no stranger all the while, and is told that they were there.
  v1::ListReferralsRequest inbox;
  inbox.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  inbox.set_ended(true);
  const auto listed = List(fatima, inbox);
  ASSERT_OK(listed);
  EXPECT_EQ(listed->referrals_size(), static_cast<int>(Ways().size()));
}

TEST_F(Exchange, IsToldByTheAccessLogInFull) {
  Exchanged about = In(v1::REFERRAL_STATE_SENT);
  const std::string name = about.referral.name();
  const auto opened = Get(fatima, name);
  ASSERT_OK(opened);
  EXPECT_THAT(Get(karin_, name), HasCode(absl::StatusCode::kNotFound));
  After(*opened, {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  ASSERT_OK(WithdrawConsent(layla, about.consent));
  EXPECT_THAT(Get(fatima, name), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(fatima, absl::StrCat("referrals/", about.referral.number())),
              HasCode(absl::StatusCode::kNotFound));

  const std::vector<v1::AccessRecord> story =
      Story(server.AddAccount("olga", v1::ROLE_PRIVACY_OFFICER));
  std::vector<std::string> lines;
  lines.reserve(story.size());
  for (const v1::AccessRecord& record : story) lines.push_back(Line(record));
  EXPECT_THAT(lines, ElementsAreArray({
                         "coordinator GiveConsent OK",
                         "layla DraftReferral OK",
                         "coordinator TransitionReferral OK",
                         "fatima GetReferral OK",
                         "karin GetReferral NOT_FOUND",
                         "fatima TransitionReferral OK",
                         "fatima TransitionReferral OK",
                         "layla WithdrawConsent OK",
                         "fatima GetReferral NOT_FOUND",
                         "fatima GetReferral NOT_FOUND",
                     }));
  for (const v1::AccessRecord& record : story) {
    const bool own = record.account_handle() != "fatima" && record.account_handle() != "karin";
    EXPECT_EQ(record.organisation() == case_.household.organisation(), own) << Line(record);
    EXPECT_EQ(record.purpose(), v1::PURPOSE_REFERRAL);
    // A draft is not under a consent yet, and a refusal was given nothing.
    const bool under = record.outcome() == "OK" && !absl::StrContains(record.method(), "Draft");
    if (!under) continue;
    EXPECT_THAT(record.subjects(), Contains(about.consent.name())) << Line(record);
  }
}

}  // namespace exchange_test
}  // namespace kansrijk::testing
