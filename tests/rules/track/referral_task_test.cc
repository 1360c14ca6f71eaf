#include "server/rules/track/referral_task.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"

namespace kansrijk::rules {
namespace referral_task_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 5, 20);

// R-0001 from KO to BIB, drafted on 2026-05-04, sent on the 5th, to be opened by the 19th.
WaitingReferral At(v1::ReferralSide side, v1::ReferralState state) {
  WaitingReferral waiting;
  waiting.shown = true;
  v1::Referral& referral = waiting.referral;
  referral.set_name("referrals/r");
  referral.set_number("R-0001");
  referral.set_side(side);
  referral.set_from_code("KO");
  referral.set_to_code("BIB");
  referral.set_person_name("Noor Testdeelnemer");
  referral.set_state(state);
  *referral.mutable_create_time() = TimestampFromMicros(
      absl::ToUnixMicros(absl::FromCivil(absl::CivilSecond(2026, 5, 4, 12), absl::UTCTimeZone())));
  if (state == v1::REFERRAL_STATE_DRAFT) return waiting;
  referral.set_sent_date("2026-05-05");
  referral.set_due_date("2026-05-19");
  return waiting;
}

WaitingReferral Sent(v1::ReferralState state) { return At(v1::REFERRAL_SIDE_SENDER, state); }
WaitingReferral Came(v1::ReferralState state) { return At(v1::REFERRAL_SIDE_RECIPIENT, state); }

// "2026-05-05! text": ! for what is overdue.
std::vector<std::string> Tasks(const WaitingReferral& waiting,
                               v1::Role role = v1::ROLE_COORDINATOR) {
  std::vector<std::string> lines;
  for (const v1::Task& task : ReferralTasksOf(waiting, role, kToday)) {
    EXPECT_EQ(task.kind(), v1::TASK_KIND_REFERRAL);
    EXPECT_EQ(task.number(), "R-0001");
    EXPECT_EQ(task.referral(), "referrals/r");
    EXPECT_EQ(task.participant_name(), waiting.referral.person_name());
    lines.push_back(absl::StrCat(task.date(), task.overdue() ? "! " : " ", task.text()));
  }
  return lines;
}

std::vector<std::string> Flags(const WaitingReferral& waiting,
                               v1::Role role = v1::ROLE_COORDINATOR) {
  std::vector<std::string> lines;
  for (const v1::Flag& flag : ReferralFlagsOf(waiting, role, kToday)) {
    lines.push_back(absl::StrCat(flag.since(), " ", flag.reason()));
  }
  return lines;
}

TEST(ReferralTasks, ADraftWaitsForThoseWhoMaySendIt) {
  const auto draft = Sent(v1::REFERRAL_STATE_DRAFT);
  EXPECT_THAT(Tasks(draft), ElementsAre("2026-05-04 referral to BIB is a draft, to be sent"));
  EXPECT_THAT(Tasks(draft, v1::ROLE_PARTNER), ::testing::SizeIs(1));
  EXPECT_THAT(Tasks(draft, v1::ROLE_BUDDY), IsEmpty());
  EXPECT_THAT(Flags(draft),
              ElementsAre("2026-05-04 referral R-0001 to BIB is a draft, to be sent"));
  EXPECT_THAT(Flags(draft, v1::ROLE_BUDDY), IsEmpty());
}

TEST(ReferralTasks, WhatCameInAsksForTheNextStep) {
  EXPECT_THAT(Tasks(Came(v1::REFERRAL_STATE_SENT)),
              ElementsAre("2026-05-05! referral from KO is to be opened, by 2026-05-19"));
  EXPECT_THAT(Tasks(Came(v1::REFERRAL_STATE_RECEIVED)),
              ElementsAre("2026-05-05! referral from KO is to be answered"));
  EXPECT_THAT(Tasks(Came(v1::REFERRAL_STATE_ACCEPTED)),
              ElementsAre("2026-05-05 referral from KO: plan the warm handover"));
  EXPECT_THAT(Tasks(Came(v1::REFERRAL_STATE_STARTED)), IsEmpty());
  for (const auto state : {v1::REFERRAL_STATE_SENT, v1::REFERRAL_STATE_RECEIVED,
                           v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_STATE_HANDED_OVER}) {
    EXPECT_THAT(Tasks(Sent(state)), IsEmpty()) << "that is the recipient's to do";
  }
  auto handed_over = Came(v1::REFERRAL_STATE_HANDED_OVER);
  handed_over.referral.set_handover_date("2026-05-18");
  EXPECT_THAT(Tasks(handed_over),
              ElementsAre("2026-05-18 referral from KO was handed over: support can begin"));
}

TEST(ReferralTasks, AnEndedTrackAsksForTheOutcome) {
  auto started = Came(v1::REFERRAL_STATE_STARTED);
  started.referral.set_start_date("2026-05-12");
  started.track_ended = true;
  EXPECT_THAT(Tasks(started),
              ElementsAre("2026-05-12 referral from KO: the track has ended, report the outcome"));
}

TEST(ReferralTasks, TheHandoverIsOnItsDayAndAsksToBeRecordedAfterwardsOnBothSides) {
  for (const auto side : {v1::REFERRAL_SIDE_SENDER, v1::REFERRAL_SIDE_RECIPIENT}) {
    const bool recipient = side == v1::REFERRAL_SIDE_RECIPIENT;
    auto accepted = At(side, v1::REFERRAL_STATE_ACCEPTED);
    accepted.referral.set_present("Noor, Layla");
    accepted.referral.set_handover_date("2026-05-21");
    EXPECT_THAT(Tasks(accepted), IsEmpty());
    accepted.referral.set_handover_date("2026-05-20");
    EXPECT_THAT(
        Tasks(accepted, recipient ? v1::ROLE_PARTNER : v1::ROLE_BUDDY),
        ElementsAre(absl::StrCat("2026-05-20 referral has its warm handover with ",
                                 recipient ? "KO" : "BIB", " on 2026-05-20 (Noor, Layla)")));
    accepted.referral.set_handover_date("2026-05-19");
    EXPECT_THAT(Tasks(accepted),
                ElementsAre(absl::StrCat("2026-05-19! referral was to have its warm handover with ",
                                         recipient ? "KO" : "BIB",
                                         " on 2026-05-19 (Noor, Layla), which is not recorded "
                                         "yet")));
  }
}

TEST(ReferralTasks, APlannedHandoverIsToldUntilItsDay) {
  auto planned = Sent(v1::REFERRAL_STATE_ACCEPTED);
  planned.unseen = {v1::REFERRAL_VERB_PLAN_HANDOVER, "2026-05-18", ""};
  for (const auto& [day, told] : {std::pair("2026-05-21", true), std::pair("2026-05-20", false),
                                  std::pair("2026-05-18", false)}) {
    planned.referral.set_handover_date(day);
    EXPECT_EQ(Flags(planned).size(), told ? 1u : 0u) << day;
    EXPECT_EQ(Tasks(planned).size(), 1u) << day << ": one line for one referral";
  }
}

TEST(ReferralTasks, TellWhatTheOtherSideDidInItsWordsUntilItIsSeen) {
  struct Case {
    v1::ReferralVerb verb;
    const char* text;
  };
  for (const Case& row :
       {Case{v1::REFERRAL_VERB_ACCEPT, "was accepted by BIB"},
        Case{v1::REFERRAL_VERB_DECLINE, "was declined by BIB"},
        Case{v1::REFERRAL_VERB_PLAN_HANDOVER, "will have its warm handover to BIB on 2026-06-02"},
        Case{v1::REFERRAL_VERB_START, "led to support by BIB, since 2026-05-18"},
        Case{v1::REFERRAL_VERB_NOT_START, "did not lead to support by BIB"},
        Case{v1::REFERRAL_VERB_COMPLETE, "was completed by BIB: reached"}}) {
    auto waiting = Sent(v1::REFERRAL_STATE_DECLINED);
    waiting.referral.set_handover_date("2026-06-02");
    waiting.referral.set_outcome(v1::REFERRAL_OUTCOME_REACHED);
    EXPECT_THAT(Tasks(waiting), IsEmpty());
    waiting.unseen = {row.verb, "2026-05-18", "Wachtlijst tot mei"};
    EXPECT_TRUE(IsTold(row.verb));
    EXPECT_THAT(Tasks(waiting), ElementsAre(absl::StrCat("2026-05-18 referral ", row.text,
                                                         ": Wachtlijst tot mei")));
    EXPECT_THAT(Flags(waiting), ElementsAre(absl::StrCat("2026-05-18 referral R-0001 ", row.text)))
        << "without the note, which is for who opens it";
  }
  for (const auto verb : {v1::REFERRAL_VERB_UNSPECIFIED, v1::REFERRAL_VERB_SEND,
                          v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_HAND_OVER}) {
    EXPECT_FALSE(IsTold(verb));
  }
}

TEST(ReferralTasks, ExpiryIsToldFromTheDayAfterTheLast) {
  auto expired = Sent(v1::REFERRAL_STATE_EXPIRED);
  expired.unseen = {v1::REFERRAL_VERB_UNSPECIFIED, "2026-05-19", ""};
  EXPECT_THAT(Flags(expired), ElementsAre("2026-05-20 referral R-0001 to BIB expired unopened, "
                                          "last day 2026-05-19"));
  EXPECT_EQ(ReferralFlagsOf(expired, v1::ROLE_BUDDY, kToday)[0].kind(),
            v1::FLAG_KIND_REFERRAL_EXPIRED);
  EXPECT_EQ(ReferralFlagsOf(expired, v1::ROLE_BUDDY, kToday)[0].reason_nl(),
            "doorverwijzing R-0001 naar BIB is ongeopend verlopen, laatste dag 2026-05-19");
}

TEST(ReferralTasks, TheRecipientLearnsOfCorrectionsAndForAWhileOfWhatWasTakenBack) {
  auto running = Came(v1::REFERRAL_STATE_STARTED);
  running.unseen = {v1::REFERRAL_VERB_UNSPECIFIED, "2026-05-18", ""};
  EXPECT_THAT(Tasks(running), ElementsAre("2026-05-18 referral was corrected by KO"));
  running.shown = false;
  running.referral.clear_person_name();
  EXPECT_THAT(Tasks(running), ElementsAre("2026-05-18 referral is no longer shared by KO: the "
                                          "consent was withdrawn"));
  auto withdrawn = Came(v1::REFERRAL_STATE_WITHDRAWN);
  withdrawn.shown = false;
  withdrawn.unseen = {v1::REFERRAL_VERB_WITHDRAW, "2026-04-20", ""};
  EXPECT_THAT(Tasks(withdrawn), ElementsAre("2026-04-20 referral was withdrawn by KO"));
  withdrawn.unseen->date = "2026-04-19";
  EXPECT_THAT(Tasks(withdrawn), IsEmpty());
}

}  // namespace referral_task_test
}  // namespace kansrijk::rules
