#include "server/rules/track/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace match_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

template <typename Enum>
std::vector<Enum> AllOfEnum(const google::protobuf::EnumDescriptor* descriptor) {
  std::vector<Enum> values;
  for (int i = 0; i < descriptor->value_count(); ++i) {
    values.push_back(static_cast<Enum>(descriptor->value(i)->number()));
  }
  return values;
}

TEST(MatchTransitions, LeadWhereTheTableSaysAndNowhereElse) {
  const std::map<std::pair<v1::MatchState, v1::MatchVerb>, v1::MatchState> allowed = {
      {{v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_START_MEETING}, v1::MATCH_STATE_MEETING},
      {{v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_DECLINE}, v1::MATCH_STATE_DECLINED},
      {{v1::MATCH_STATE_MEETING, v1::MATCH_VERB_ACTIVATE}, v1::MATCH_STATE_ACTIVE},
      {{v1::MATCH_STATE_MEETING, v1::MATCH_VERB_DECLINE}, v1::MATCH_STATE_DECLINED},
      {{v1::MATCH_STATE_ACTIVE, v1::MATCH_VERB_END}, v1::MATCH_STATE_ENDED},
  };
  for (const auto state : AllOfEnum<v1::MatchState>(v1::MatchState_descriptor())) {
    for (const auto verb : AllOfEnum<v1::MatchVerb>(v1::MatchVerb_descriptor())) {
      const auto next = NextMatchState("T0142/B01", state, verb);
      const auto found = allowed.find({state, verb});
      if (found == allowed.end()) {
        EXPECT_EQ(ReasonOf(next.status()), "ILLEGAL_TRANSITION") << state << " " << verb;
      } else {
        ASSERT_TRUE(next.ok()) << next.status();
        EXPECT_EQ(*next, found->second);
      }
    }
  }
}

TEST(MatchTransitions, NameThePresentStateAndWhatIsPossible) {
  const auto refused =
      NextMatchState("T0142/B01", v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_ACTIVATE).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(
      refused.message(),
      "T0142/B01 is `MATCH_STATE_PROPOSED`: `MATCH_VERB_ACTIVATE` is not possible; possible are: "
      "`MATCH_VERB_START_MEETING, MATCH_VERB_DECLINE`");
}

TEST(MatchTransitions, EndWithTheTrackWhateverIsNotOver) {
  const std::map<v1::MatchState, v1::MatchState> ended = {
      {v1::MATCH_STATE_PROPOSED, v1::MATCH_STATE_DECLINED},
      {v1::MATCH_STATE_MEETING, v1::MATCH_STATE_DECLINED},
      {v1::MATCH_STATE_ACTIVE, v1::MATCH_STATE_ENDED},
  };
  for (const auto state : AllOfEnum<v1::MatchState>(v1::MatchState_descriptor())) {
    v1::Match match;
    match.set_state(state);
    const auto step = StepAtTrackEnd(match, "2026-05-10");
    ASSERT_EQ(step.has_value(), ended.count(state) == 1) << state;
    if (!step.has_value()) continue;
    const auto next = NextMatchState("T0142/B01", state, step->verb);
    ASSERT_TRUE(next.ok()) << next.status();
    EXPECT_EQ(*next, ended.at(state));
  }
}

TEST(MatchTransitions, EndNoEarlierThanTheyBeganAndWithoutAReasonOfTheirOwn) {
  v1::Match match;
  match.set_state(v1::MATCH_STATE_ACTIVE);
  match.set_since("2026-05-12");
  EXPECT_EQ(StepAtTrackEnd(match, "2026-05-10")->date, "2026-05-12");
  EXPECT_EQ(StepAtTrackEnd(match, "2026-05-20")->date, "2026-05-20");
  EXPECT_EQ(StepAtTrackEnd(match, "2026-05-20")->reason, "");
}

TEST(Match, IsForTracksThatHaveNotEndedAndHaveNotThisBuddy) {
  for (const auto state : AllOfEnum<v1::TrackState>(v1::TrackState_descriptor())) {
    if (state == v1::TRACK_STATE_UNSPECIFIED) continue;
    const bool open = state <= v1::TRACK_STATE_AFTERCARE;
    const absl::Status free = CheckMatchable("T0142", state, "B01", /*matched=*/false);
    EXPECT_EQ(ReasonOf(free), open ? "" : "TRACK_HAS_ENDED") << state;
    const absl::Status matched = CheckMatchable("T0142", state, "B01", /*matched=*/true);
    EXPECT_EQ(ReasonOf(matched), open ? "ALREADY_MATCHED" : "TRACK_HAS_ENDED") << state;
  }
}

TEST(Match, IsHandedOverWhenItIsTheOnlyActiveOne) {
  v1::Match first;
  first.set_buddy_number("B01");
  v1::Match second;
  second.set_buddy_number("B02");
  EXPECT_TRUE(CheckHandOver("T0142", {first}).ok());
  EXPECT_EQ(ReasonOf(CheckHandOver("T0142", {})), "NO_ACTIVE_MATCH");
  const absl::Status several = CheckHandOver("T0142", {first, second});
  EXPECT_EQ(ReasonOf(several), "SEVERAL_ACTIVE_MATCHES");
  EXPECT_THAT(std::string(several.message()), HasSubstr("B01, B02"));
}

absl::Status CheckTransition(v1::MatchVerb verb, const std::string& date,
                             const std::string& reason = "verhuisd") {
  v1::Match match;
  match.set_since("2026-01-31");
  return CheckMatchStep(match, {verb, date, reason}, Day("2026-05-01"));
}

TEST(MatchTransitions, HoldFromTodayOrEarlier) {
  for (const auto verb : {v1::MATCH_VERB_START_MEETING, v1::MATCH_VERB_ACTIVATE, v1::MATCH_VERB_END,
                          v1::MATCH_VERB_DECLINE}) {
    EXPECT_TRUE(CheckTransition(verb, "2026-05-01").ok());
    EXPECT_EQ(ReasonOf(CheckTransition(verb, "2026-05-02")), "MATCH_DATE_IN_FUTURE");
  }
}

TEST(MatchTransitions, EndOnTheFirstDayOrLater) {
  EXPECT_TRUE(CheckTransition(v1::MATCH_VERB_END, "2026-01-31").ok());
  const absl::Status refused = CheckTransition(v1::MATCH_VERB_END, "2026-01-30");
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "MATCH_ENDS_BEFORE_IT_BEGINS");
}

TEST(MatchTransitions, NeedAReasonToEndOrDecline) {
  EXPECT_EQ(ReasonOf(CheckTransition(v1::MATCH_VERB_END, "2026-05-01", "")),
            "MATCH_REASON_REQUIRED");
  EXPECT_EQ(ReasonOf(CheckTransition(v1::MATCH_VERB_DECLINE, "2026-05-01", "")),
            "MATCH_REASON_REQUIRED");
  EXPECT_TRUE(CheckTransition(v1::MATCH_VERB_START_MEETING, "2026-05-01", "").ok());
  EXPECT_TRUE(CheckTransition(v1::MATCH_VERB_ACTIVATE, "2026-05-01", "").ok());
}

TEST(MatchTransitions, SetTheDaysAndTheReasonOfTheirState) {
  const auto after = [](v1::MatchVerb verb, v1::MatchState state) {
    v1::Match match;
    match = ApplyMatchStep({verb, "2026-05-01", "verhuisd"}, state, std::move(match));
    EXPECT_EQ(match.state(), state);
    return std::vector<std::string>{match.since(), match.until(), match.end_reason()};
  };
  EXPECT_THAT(after(v1::MATCH_VERB_START_MEETING, v1::MATCH_STATE_MEETING),
              ElementsAre("", "", ""));
  EXPECT_THAT(after(v1::MATCH_VERB_ACTIVATE, v1::MATCH_STATE_ACTIVE),
              ElementsAre("2026-05-01", "", ""));
  EXPECT_THAT(after(v1::MATCH_VERB_END, v1::MATCH_STATE_ENDED),
              ElementsAre("", "2026-05-01", "verhuisd"));
  EXPECT_THAT(after(v1::MATCH_VERB_DECLINE, v1::MATCH_STATE_DECLINED),
              ElementsAre("", "", "verhuisd"));
}

v1::Buddy ReadyBuddy() {
  v1::Buddy buddy;
  buddy.set_number("B01");
  buddy.set_confidentiality_signed(true);
  buddy.set_conduct_certificate_date("2024-02-29");
  buddy.set_basic_certificate_end_date("2027-06-01");
  buddy.set_capacity(3);
  buddy.set_active_matches(2);
  buddy.set_backup_organisation("organisations/wij");
  return buddy;
}

// Nothing but the buddy's record stands in the way.
GuardFacts Facts(const std::string& date = "2026-05-01") {
  GuardFacts facts;
  facts.since = Day(date);
  facts.today = Day(date);
  facts.conduct_certificate_months_max = 36;
  facts.basic_certificate_from = "2026-01-01";
  facts.no_conflict_of_interest = true;
  facts.confirm_date = date;
  facts.account = BuddyAccount::kOpen;
  return facts;
}

std::vector<FailingGuard> AtActivation(const v1::Buddy& buddy, const GuardFacts& facts = Facts()) {
  return FailingGuards(buddy, facts, v1::MATCH_STATE_ACTIVE);
}

std::vector<v1::MatchGuard> Failing(const v1::Buddy& buddy, const GuardFacts& facts = Facts(),
                                    v1::MatchState state = v1::MATCH_STATE_ACTIVE) {
  std::vector<v1::MatchGuard> guards;
  for (const FailingGuard& guard : FailingGuards(buddy, facts, state)) {
    guards.push_back(guard.guard);
  }
  return guards;
}

// A buddy and facts that fail everything that can fail at once.
v1::Buddy UnreadyBuddy() {
  v1::Buddy buddy;
  buddy.set_number("B02");
  buddy.set_left_date("2026-04-01");
  return buddy;
}

GuardFacts UncheckedFacts() {
  GuardFacts facts = Facts();
  facts.no_conflict_of_interest = false;
  facts.confirm_date.clear();
  return facts;
}

TEST(MatchGuards, HoldForABuddyWithAllPapersAndRoom) {
  EXPECT_THAT(Failing(ReadyBuddy()), IsEmpty());
}

TEST(MatchGuards, FailOneByOne) {
  v1::Buddy unsigned_buddy = ReadyBuddy();
  unsigned_buddy.set_confidentiality_signed(false);
  EXPECT_THAT(Failing(unsigned_buddy), ElementsAre(v1::MATCH_GUARD_CONFIDENTIALITY));
  v1::Buddy without_vog = ReadyBuddy();
  without_vog.clear_conduct_certificate_date();
  EXPECT_THAT(Failing(without_vog), ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE));
  v1::Buddy untrained = ReadyBuddy();
  untrained.clear_basic_certificate_end_date();
  EXPECT_THAT(Failing(untrained), ElementsAre(v1::MATCH_GUARD_BASIC_CERTIFICATE));
  v1::Buddy full = ReadyBuddy();
  full.set_active_matches(3);
  EXPECT_THAT(Failing(full), ElementsAre(v1::MATCH_GUARD_CAPACITY));
  v1::Buddy alone = ReadyBuddy();
  alone.clear_backup_organisation();
  EXPECT_THAT(Failing(alone), ElementsAre(v1::MATCH_GUARD_BACKUP));
  GuardFacts unchecked = Facts();
  unchecked.no_conflict_of_interest = false;
  EXPECT_THAT(Failing(ReadyBuddy(), unchecked), ElementsAre(v1::MATCH_GUARD_CONFLICT_OF_INTEREST));
}

TEST(MatchGuards, AskForTheBasicCertificateFromTheDayOfTheSettings) {
  v1::Buddy untrained = ReadyBuddy();
  untrained.clear_basic_certificate_end_date();
  GuardFacts facts = Facts("2026-05-01");
  facts.basic_certificate_from = "";
  EXPECT_THAT(Failing(untrained, facts), IsEmpty());
  facts.basic_certificate_from = "2026-05-02";
  EXPECT_THAT(Failing(untrained, facts), IsEmpty());
  facts.basic_certificate_from = "2026-05-01";
  EXPECT_THAT(Failing(untrained, facts), ElementsAre(v1::MATCH_GUARD_BASIC_CERTIFICATE));
}

TEST(MatchGuards, AreMetOnTheFirstDayOfTheMatchAndOnTheDayOfTheDecision) {
  GuardFacts facts = Facts("2026-05-01");
  facts.since = Day("2024-02-29");
  facts.confirm_date = "2024-02-29";
  EXPECT_THAT(Failing(ReadyBuddy(), facts), IsEmpty());
  facts.since = Day("2024-02-28");
  EXPECT_THAT(Failing(ReadyBuddy(), facts),
              ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE, v1::MATCH_GUARD_BUDDY_CONFIRMATION));
  EXPECT_EQ(AtActivation(ReadyBuddy(), facts)[0].english,
            "the certificate of conduct is of 2024-02-29, and there was none on 2024-02-28");
  facts.account = BuddyAccount::kNone;
  EXPECT_THAT(Failing(ReadyBuddy(), facts), ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE));
  facts = Facts("2026-05-01");
  facts.since = Day("2026-04-01");
  facts.confirm_date = "2026-04-01";
  v1::Buddy away = ReadyBuddy();
  away.set_absent_from("2026-05-01");
  EXPECT_THAT(Failing(away, facts), ElementsAre(v1::MATCH_GUARD_PRESENCE));
  away.set_absent_from("2026-04-01");
  away.set_absent_until("2026-04-30");
  EXPECT_THAT(Failing(away, facts), ElementsAre(v1::MATCH_GUARD_PRESENCE));
  v1::Buddy old_papers = ReadyBuddy();
  old_papers.set_conduct_certificate_date("2023-04-30");
  EXPECT_THAT(Failing(old_papers, facts), ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE));
}

// What opens a household's file to a buddy, or its name, is asked before it does.
TEST(MatchGuards, AreAskedInTheStateWhichTheyProtect) {
  const auto papers = {v1::MATCH_GUARD_CONFIDENTIALITY, v1::MATCH_GUARD_CONDUCT_CERTIFICATE,
                       v1::MATCH_GUARD_PRESENCE};
  for (const auto state : {v1::MATCH_STATE_PROPOSED, v1::MATCH_STATE_MEETING}) {
    EXPECT_THAT(Failing(UnreadyBuddy(), UncheckedFacts(), state), ElementsAreArray(papers));
    EXPECT_THAT(Failing(ReadyBuddy(), UncheckedFacts(), state), IsEmpty());
    GuardFacts conflict = UncheckedFacts();
    conflict.conflict = true;
    EXPECT_THAT(Failing(ReadyBuddy(), conflict, state),
                ElementsAre(v1::MATCH_GUARD_CONFLICT_OF_INTEREST));
    EXPECT_TRUE(Stands(state));
  }
  EXPECT_THAT(Failing(UnreadyBuddy(), UncheckedFacts()),
              ElementsAre(v1::MATCH_GUARD_CONFIDENTIALITY, v1::MATCH_GUARD_CONDUCT_CERTIFICATE,
                          v1::MATCH_GUARD_BASIC_CERTIFICATE, v1::MATCH_GUARD_CAPACITY,
                          v1::MATCH_GUARD_BACKUP, v1::MATCH_GUARD_CONFLICT_OF_INTEREST,
                          v1::MATCH_GUARD_BUDDY_CONFIRMATION, v1::MATCH_GUARD_PRESENCE));
  EXPECT_FALSE(Stands(v1::MATCH_STATE_ENDED));
  EXPECT_FALSE(Stands(v1::MATCH_STATE_DECLINED));
}

TEST(MatchGuards, TakeTheWordOfTheBuddyWhoCanLogInAndOfTheCoordinatorForOneWhoNeverCould) {
  GuardFacts facts = Facts();
  facts.confirm_date.clear();
  EXPECT_THAT(Failing(ReadyBuddy(), facts), ElementsAre(v1::MATCH_GUARD_BUDDY_CONFIRMATION));
  facts.account = BuddyAccount::kNone;
  EXPECT_THAT(Failing(ReadyBuddy(), facts), IsEmpty());
  facts.account = BuddyAccount::kDisabled;
  EXPECT_THAT(Failing(ReadyBuddy(), facts), ElementsAre(v1::MATCH_GUARD_PRESENCE));
}

TEST(MatchGuards, SayOneReasonWhyABuddyIsNotThere) {
  const auto words = [](const v1::Buddy& buddy, BuddyAccount account = BuddyAccount::kDisabled) {
    GuardFacts facts = Facts("2026-05-01");
    facts.account = account;
    std::vector<std::string> texts;
    for (const FailingGuard& guard : AtActivation(buddy, facts)) texts.push_back(guard.english);
    return texts;
  };
  v1::Buddy buddy = ReadyBuddy();
  EXPECT_THAT(words(buddy), ElementsAre("the buddy cannot log in: the account was disabled"));
  buddy.set_absent_from("2026-05-01");
  EXPECT_THAT(words(buddy), ElementsAre("the buddy is absent since 2026-05-01"));
  buddy.set_absent_until("2026-05-01");
  EXPECT_THAT(words(buddy), ElementsAre("the buddy is absent from 2026-05-01 until 2026-05-01"));
  buddy.set_left_date("2026-04-30");
  EXPECT_THAT(words(buddy), ElementsAre("the buddy left on 2026-04-30"));
  v1::Buddy back = ReadyBuddy();
  back.set_absent_from("2026-04-01");
  back.set_absent_until("2026-04-30");
  EXPECT_THAT(words(back, BuddyAccount::kOpen), IsEmpty());
  v1::Buddy going = ReadyBuddy();
  going.set_absent_from("2026-05-02");
  EXPECT_THAT(words(going, BuddyAccount::kOpen), IsEmpty());
}

TEST(MatchGuards, TakeAPersonOrAnOrganisationAsTheBackup) {
  v1::Buddy buddy = ReadyBuddy();
  buddy.clear_backup_organisation();
  buddy.set_backup_name("WIJ-team Beijum");
  EXPECT_THAT(Failing(buddy), IsEmpty());
  buddy.clear_backup_name();
  EXPECT_THAT(Failing(buddy), ElementsAre(v1::MATCH_GUARD_BACKUP));
}

TEST(Confirmations, AreTheBuddysOwnWhileTheyGetAcquainted) {
  v1::Match match;
  match.set_track_number("T0142");
  match.set_buddy("buddies/b1");
  EXPECT_TRUE(CheckOwnMatch(match, "buddies/b1").ok());
  EXPECT_EQ(ReasonOf(CheckOwnMatch(match, "buddies/b2")), "NOT_OWN_MATCH");
  for (const auto state : AllOfEnum<v1::MatchState>(v1::MatchState_descriptor())) {
    match.set_state(state);
    EXPECT_EQ(CheckMeeting(match).ok(), state == v1::MATCH_STATE_MEETING) << state;
  }
}

TEST(MatchGuards, NameAConflictThatIsKnownWhateverTheCoordinatorHasChecked) {
  for (const bool checked : {false, true}) {
    GuardFacts facts = Facts();
    facts.conflict = true;
    facts.no_conflict_of_interest = checked;
    EXPECT_THAT(Failing(ReadyBuddy(), facts), ElementsAre(v1::MATCH_GUARD_CONFLICT_OF_INTEREST));
    const absl::Status refused =
        CheckGuards("T0142", "B01", AtActivation(ReadyBuddy(), facts), "haast");
    EXPECT_THAT(std::string(refused.message()),
                HasSubstr("there is a conflict of interest with the household"));
    EXPECT_THAT(DutchMessageOf(refused), HasSubstr("er is belangenverstrengeling"));
  }
}

TEST(MatchGuards, TakeACertificateOfConductForItsMonthsToTheDay) {
  const auto age = ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE);
  EXPECT_THAT(Failing(ReadyBuddy(), Facts("2027-02-28")), IsEmpty());
  EXPECT_THAT(Failing(ReadyBuddy(), Facts("2027-03-01")), age);
  v1::Buddy month_end = ReadyBuddy();
  month_end.set_conduct_certificate_date("2023-05-31");
  EXPECT_THAT(Failing(month_end, Facts("2026-05-31")), IsEmpty());
  EXPECT_THAT(Failing(month_end, Facts("2026-06-01")), age);
}

TEST(MatchGuards, TakeACertificateOfConductForAsLongAsTheSettingsSay) {
  GuardFacts facts = Facts("2025-02-28");
  facts.conduct_certificate_months_max = 12;
  EXPECT_THAT(Failing(ReadyBuddy(), facts), IsEmpty());
  facts.today = Day("2025-03-01");
  const auto failing = AtActivation(ReadyBuddy(), facts);
  ASSERT_EQ(failing.size(), 1U);
  EXPECT_EQ(failing[0].english, "the certificate of conduct (2024-02-29) is older than 12 months");
  EXPECT_EQ(failing[0].dutch, "de VOG (2024-02-29) is ouder dan 12 maanden");
}

TEST(MatchGuards, ThatAreSoftGiveWayToAReasonAndHardOnesDoNot) {
  const std::map<v1::MatchGuard, bool> hard = {
      {v1::MATCH_GUARD_CONFIDENTIALITY, true},
      {v1::MATCH_GUARD_CONDUCT_CERTIFICATE, true},
      {v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE, false},
      {v1::MATCH_GUARD_BASIC_CERTIFICATE, false},
      {v1::MATCH_GUARD_CAPACITY, false},
      {v1::MATCH_GUARD_BACKUP, false},
      {v1::MATCH_GUARD_CONFLICT_OF_INTEREST, true},
      {v1::MATCH_GUARD_BUDDY_CONFIRMATION, true},
      {v1::MATCH_GUARD_PRESENCE, true},
  };
  std::vector<FailingGuard> all = AtActivation(UnreadyBuddy(), UncheckedFacts());
  for (const FailingGuard& old : AtActivation(ReadyBuddy(), Facts("2027-03-01"))) {
    all.push_back(old);
  }
  std::set<v1::MatchGuard> seen;
  for (const FailingGuard& guard : all) {
    seen.insert(guard.guard);
    const absl::Status without = CheckGuards("T0142", "B01", {guard}, "");
    EXPECT_EQ(without.code(), absl::StatusCode::kFailedPrecondition) << guard.guard;
    EXPECT_EQ(ReasonOf(without), "MATCH_GUARDS_FAIL") << guard.guard;
    EXPECT_EQ(CheckGuards("T0142", "B01", {guard}, "vakantie").ok(), !hard.at(guard.guard))
        << guard.guard;
  }
  EXPECT_EQ(seen.size(), hard.size());
  EXPECT_TRUE(CheckGuards("T0142", "B01", {}, "").ok());
}

TEST(MatchGuards, AreAllNamedInBothLanguages) {
  v1::Buddy buddy = ReadyBuddy();
  buddy.set_confidentiality_signed(false);
  buddy.set_active_matches(3);
  const absl::Status refused = CheckGuards("T0142", "B01", AtActivation(buddy), "");
  EXPECT_THAT(
      std::string(refused.message()),
      AllOf(HasSubstr("track T0142 and buddy B01"), HasSubstr("confidentiality"),
            HasSubstr("no free capacity (tracks: 3 of 3)"), Not(HasSubstr("override_reason"))));
  EXPECT_THAT(DutchMessageOf(refused), AllOf(HasSubstr("geheimhouding"),
                                             HasSubstr("geen ruimte meer (trajecten: 3 van 3)")));
  buddy.set_confidentiality_signed(true);
  EXPECT_THAT(std::string(CheckGuards("T0142", "B01", AtActivation(buddy), "").message()),
              HasSubstr("without `override_reason`: no free capacity"));
}

}  // namespace match_test
}  // namespace kansrijk::rules
