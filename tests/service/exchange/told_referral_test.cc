// What one side of a referral does, as the other one is told of it.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/caseload.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace told_referral_test {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ToldReferral : public ::testing::Test, protected Referring {
 protected:
  // The tasks about referrals: "R-0001 referral was declined by BIB: ...".
  static std::vector<std::string> Today(const Client& client) {
    const auto tasks = client.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks",
                                                          v1::ListTasksRequest());
    EXPECT_OK(tasks);
    std::vector<std::string> lines;
    for (const v1::Task& task : tasks->tasks()) {
      if (task.kind() != v1::TASK_KIND_REFERRAL) continue;
      lines.push_back(absl::StrCat(task.number(), " ", task.text()));
    }
    return lines;
  }

  static v1::GetCaseloadResponse Caseload(const Client& client) {
    const auto caseload = client.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    return caseload.ok() ? *caseload : v1::GetCaseloadResponse();
  }

  // Of the case, those about referrals.
  std::vector<std::string> Flags(const Client& client) const {
    std::vector<std::string> reasons;
    const v1::GetCaseloadResponse caseload = Caseload(client);
    for (const v1::CaseloadEntry& entry : caseload.entries()) {
      for (const v1::Flag& flag : entry.flags()) {
        if (flag.kind() >= v1::FLAG_KIND_REFERRAL_UNSEEN ||
            flag.kind() == v1::FLAG_KIND_REFERRAL_EXPIRED) {
          reasons.push_back(flag.reason());
        }
      }
    }
    return reasons;
  }

  // What the caseload says of referrals beside the open tracks.
  static std::vector<std::string> Beside(const Client& client) {
    std::vector<std::string> lines;
    const v1::GetCaseloadResponse caseload = Caseload(client);
    for (const v1::Task& task : caseload.tasks()) {
      lines.push_back(absl::StrCat(task.number(), " ", task.text()));
    }
    return lines;
  }

  static absl::StatusOr<v1::Referral> See(const Client& client, const v1::Referral& referral) {
    v1::MarkReferralSeenRequest request;
    request.set_name(referral.name());
    request.set_request_id(NewRequestId());
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/MarkReferralSeen", request);
  }

  v1::Referral SentInbound() const {
    const auto draft = DraftInbound(wim, NewInbound());
    EXPECT_OK(draft);
    const auto sent = Do(wim, *draft, v1::REFERRAL_VERB_SEND);
    EXPECT_OK(sent);
    return sent.ok() ? *sent : v1::Referral();
  }

  // Opened and accepted by KO.
  v1::Referral AcceptedInbound() const {
    const auto opened = Do(coordinator, SentInbound(), v1::REFERRAL_VERB_RECEIVE);
    EXPECT_OK(opened);
    auto accept = ToDo(*opened, v1::REFERRAL_VERB_ACCEPT);
    accept.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
    const auto accepted = Do(coordinator, accept);
    EXPECT_OK(accepted);
    return accepted.ok() ? *accepted : v1::Referral();
  }

  v1::Track TrackOf(const v1::Referral& referral) const {
    v1::GetTrackRequest request;
    request.set_name(referral.track());
    const auto track = coordinator.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
    EXPECT_OK(track);
    return track.ok() ? *track : v1::Track();
  }
};

TEST_F(ToldReferral, AnAnswerIsToldToBuddyAndCoordinatorUntilSomeoneOfEachHasSeenIt) {
  const v1::Referral received = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  EXPECT_THAT(Today(layla), IsEmpty()) << "opened, it is not answered";
  auto decline = ToDo(received, v1::REFERRAL_VERB_DECLINE);
  decline.set_note("Wachtlijst tot mei");
  ASSERT_OK(Do(fatima, decline));
  const std::string told = "R-0001 referral was declined by BIB: Wachtlijst tot mei";
  EXPECT_THAT(Today(layla), ElementsAre(told));
  EXPECT_THAT(Today(coordinator), ElementsAre(told));
  EXPECT_THAT(Flags(layla), ElementsAre("referral R-0001 was declined by BIB"));
  EXPECT_TRUE(Get(layla, received.name())->unseen());
  const auto seen = See(layla, received);
  ASSERT_OK(seen);
  EXPECT_FALSE(seen->unseen());
  EXPECT_FALSE(Get(layla, received.name())->unseen());
  EXPECT_THAT(Today(layla), IsEmpty());
  EXPECT_THAT(Flags(layla), IsEmpty());
  EXPECT_THAT(Today(coordinator), ElementsAre(told)) << "who has not seen it";
  ASSERT_OK(See(server.AddAccount("karin", v1::ROLE_COORDINATOR), received));
  EXPECT_THAT(Today(coordinator), IsEmpty()) << "another coordinator has";
}

TEST_F(ToldReferral, TheLastStepIsToldAndWhoActsHasSeenTheOthers) {
  v1::Referral referral = After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  EXPECT_THAT(Today(layla), ElementsAre("R-0001 referral was accepted by BIB"));
  auto plan = ToDo(referral, v1::REFERRAL_VERB_PLAN_HANDOVER);
  plan.set_date("2026-05-27");
  plan.set_present("Noor en Layla");
  referral = *Do(fatima, plan);
  EXPECT_THAT(Today(layla),
              ElementsAre("R-0001 referral will have its warm handover to BIB on 2026-05-27 "
                          "(Noor en Layla)"));
  const auto withdrawn =
      Do(coordinator, *Get(coordinator, referral.name()), v1::REFERRAL_VERB_WITHDRAW);
  ASSERT_OK(withdrawn);
  EXPECT_THAT(Today(coordinator), IsEmpty());
  EXPECT_THAT(Today(fatima), ElementsAre("R-0001 referral was withdrawn by KO"));
}

TEST_F(ToldReferral, TheOutcomeIsToldAfterTheTrackHasEnded) {
  const v1::Referral started =
      After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
                     v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START});
  ASSERT_OK(
      Transition(coordinator, TrackOf(*Get(coordinator, started.name())), v1::TRACK_VERB_DROP_OUT));
  ASSERT_OK(Do(fatima, started, v1::REFERRAL_VERB_COMPLETE));
  const std::string told = "R-0001 referral was completed by BIB: reached: Besproken met Noor.";
  EXPECT_THAT(Today(coordinator), ElementsAre(told));
  EXPECT_THAT(Beside(coordinator), ElementsAre(told)) << "in no open track";
}

TEST_F(ToldReferral, ExpiryIsToldFromTheDayAfterUntilItIsSeen) {
  const v1::Referral sent = Sent();
  GoTo("2026-06-04");
  EXPECT_THAT(Today(layla), IsEmpty());
  EXPECT_FALSE(Get(layla, sent.name())->unseen());
  for (const char* day : {"2026-06-05", "2026-08-01"}) {
    GoTo(day);
    EXPECT_THAT(Today(layla),
                ElementsAre("R-0001 referral to BIB expired unopened, last day 2026-06-04"));
    EXPECT_THAT(Flags(coordinator),
                ElementsAre("referral R-0001 to BIB expired unopened, last day 2026-06-04"));
  }
  ASSERT_OK(See(layla, sent));
  EXPECT_THAT(Today(layla), IsEmpty());
  EXPECT_THAT(Today(coordinator), Not(IsEmpty()));
}

TEST_F(ToldReferral, OneThatWasOpenedDoesNotExpire) {
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  GoTo("2026-06-05");
  EXPECT_THAT(Today(layla), IsEmpty());
}

TEST_F(ToldReferral, ADraftOfABuddyWaitsForTheCoordinator) {
  ASSERT_OK(Draft(layla, NewDraft()));
  EXPECT_THAT(Today(layla), IsEmpty());
  EXPECT_THAT(Today(coordinator), ElementsAre("R-0001 referral to BIB is a draft, to be sent"));
  EXPECT_THAT(Flags(coordinator), ElementsAre("referral R-0001 to BIB is a draft, to be sent"));
  EXPECT_THAT(Flags(layla), IsEmpty());
}

TEST_F(ToldReferral, WhatCameInIsOnTodayAndBesideTheCaseload) {
  const v1::Referral sent = SentInbound();
  const std::string told = "R-0001 referral from WIJ is to be opened, by 2026-06-04";
  EXPECT_THAT(Today(coordinator), ElementsAre(told));
  EXPECT_THAT(Beside(coordinator), ElementsAre(told));
  EXPECT_THAT(Beside(layla), IsEmpty());
  EXPECT_THAT(Today(layla), IsEmpty());
  ASSERT_OK(Do(coordinator, sent, v1::REFERRAL_VERB_RECEIVE));
  EXPECT_THAT(Today(coordinator), ElementsAre("R-0001 referral from WIJ is to be answered"));
}

TEST_F(ToldReferral, APartnerHasADayOfItsOwn) {
  const v1::Referral sent = Sent();
  EXPECT_THAT(Today(fatima), ElementsAre("R-0001 referral from KO is to be opened, by 2026-06-04"));
  EXPECT_THAT(Today(wim), IsEmpty()) << "of another partner";
  const v1::Referral accepted = After(sent, {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  EXPECT_THAT(Today(fatima), ElementsAre("R-0001 referral from KO: plan the warm handover"));
  auto plan = ToDo(accepted, v1::REFERRAL_VERB_PLAN_HANDOVER);
  plan.set_date("2026-05-27");
  ASSERT_OK(Do(fatima, plan));
  EXPECT_THAT(Today(fatima), IsEmpty());
  ASSERT_OK(See(layla, accepted));
  ASSERT_OK(See(coordinator, accepted));
  GoTo("2026-05-27");
  EXPECT_THAT(Today(fatima),
              ElementsAre("R-0001 referral has its warm handover with KO on 2026-05-27"));
  for (const Client& client : {layla, coordinator}) {
    EXPECT_THAT(Today(client),
                ElementsAre("R-0001 referral has its warm handover with BIB on 2026-05-27"));
  }
  GoTo("2026-05-28");
  EXPECT_THAT(Today(layla),
              ElementsAre("R-0001 referral was to have its warm handover with BIB on 2026-05-27, "
                          "which is not recorded yet"));
  EXPECT_THAT(Today(fatima), Not(IsEmpty())) << "how it went is to be said";
}

TEST_F(ToldReferral, AfterTheConsentIsWithdrawnTheRecipientLearnsThatAndNothingElse) {
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_VERB_HAND_OVER,
                 v1::REFERRAL_VERB_START});
  v1::GetConsentRequest request;
  request.set_name("consents/C-0001");
  const auto consent =
      coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
  ASSERT_OK(consent);
  ASSERT_OK(WithdrawConsent(coordinator, *consent));
  const auto tasks = fatima.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks",
                                                        v1::ListTasksRequest());
  ASSERT_OK(tasks);
  ASSERT_EQ(tasks->tasks_size(), 1);
  EXPECT_EQ(tasks->tasks(0).text(),
            "referral is no longer shared by KO: the consent was withdrawn");
  EXPECT_EQ(tasks->tasks(0).participant_name(), "");
  EXPECT_EQ(tasks->tasks(0).household(), "");
  GoTo("2026-06-20");
  EXPECT_THAT(Today(fatima), IsEmpty());
}

// Declined by the programme, or withdrawn by the person.
class EndedApplication : public ToldReferral,
                         public ::testing::WithParamInterface<v1::TrackVerb> {};

TEST_P(EndedApplication, AnswersTheReferralItCameOf) {
  const v1::Referral accepted = AcceptedInbound();
  ASSERT_OK(Transition(coordinator, TrackOf(accepted), GetParam()));
  const auto theirs = Get(wim, accepted.name());
  ASSERT_OK(theirs);
  EXPECT_EQ(theirs->state(), v1::REFERRAL_STATE_NOT_STARTED);
  EXPECT_EQ(theirs->events(theirs->events_size() - 1).organisation_code(), "KO");
  EXPECT_THAT(Today(wim), ElementsAre("R-0001 referral did not lead to support by KO"));
}

INSTANTIATE_TEST_SUITE_P(EitherWay, EndedApplication,
                         ::testing::Values(v1::TRACK_VERB_DECLINE, v1::TRACK_VERB_WITHDRAW),
                         [](const auto& verb) { return v1::TrackVerb_Name(verb.param); });

TEST_F(ToldReferral, ATrackThatEndsAfterItBeganAsksForTheOutcome) {
  v1::Referral referral = AcceptedInbound();
  for (const auto verb : {v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START}) {
    const auto done = Do(coordinator, referral, verb);
    ASSERT_OK(done);
    referral = *done;
  }
  EXPECT_THAT(Today(coordinator), IsEmpty());
  ASSERT_OK(Transition(coordinator, TrackOf(referral), v1::TRACK_VERB_WITHDRAW));
  EXPECT_EQ(Get(wim, referral.name())->state(), v1::REFERRAL_STATE_STARTED);
  EXPECT_THAT(Today(coordinator),
              ElementsAre("R-0001 referral from WIJ: the track has ended, report the outcome"));
}

TEST_F(ToldReferral, AnswersCountAmongWhatChangedSinceTheReview) {
  v1::HoldReviewRequest hold;
  hold.set_parent(case_.track.name());
  hold.mutable_review()->set_date("2026-05-19");
  hold.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Review>("kansrijk.v1.CaseloadService/HoldReview", hold));
  const auto changes = [&] {
    std::vector<std::string> texts;
    const v1::GetCaseloadResponse caseload = Caseload(coordinator);
    for (const v1::Change& change : caseload.entries(0).changes()) texts.push_back(change.text());
    return texts;
  };
  const v1::Referral received = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  EXPECT_THAT(changes(), Not(Contains(HasSubstr("referral"))));
  After(received, {v1::REFERRAL_VERB_ACCEPT});
  EXPECT_THAT(changes(), Contains("1 answer to a referral"));
  v1::GetCaseloadRequest reviews;
  reviews.set_review_due(true);
  const auto due = [&] {
    const auto caseload = coordinator.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", reviews);
    EXPECT_OK(caseload);
    return caseload->entries_size();
  };
  EXPECT_EQ(due(), 1) << "though the last one was yesterday";
  ASSERT_OK(See(coordinator, received));
  EXPECT_EQ(due(), 0);
}

TEST_F(ToldReferral, IsMarkedBySidesThatSeeIt) {
  const v1::Referral sent = Sent();
  EXPECT_THAT(See(wim, sent), HasCode(StatusCode::kNotFound));
  const auto seen = See(fatima, sent);
  ASSERT_OK(seen);
  EXPECT_FALSE(seen->has_payload());
  EXPECT_EQ(seen->reason(), v1::REFERRAL_REASON_UNSPECIFIED) << "no more than a transition tells";
}

}  // namespace told_referral_test
}  // namespace kansrijk::testing
