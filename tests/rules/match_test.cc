#include "server/rules/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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
      "T0142/B01 is PROPOSED: ACTIVATE is not possible; possible are: START_MEETING, DECLINE");
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

absl::Status CheckTransition(v1::MatchVerb verb, const std::string& date,
                             const std::string& reason = "verhuisd") {
  v1::Match match;
  match.set_since("2026-01-31");
  v1::TransitionMatchRequest request;
  request.set_verb(verb);
  request.set_reason(reason);
  return CheckMatchTransition(match, request, date, Day("2026-05-01"));
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

v1::Buddy ReadyBuddy() {
  v1::Buddy buddy;
  buddy.set_number("B01");
  buddy.set_confidentiality_signed(true);
  buddy.set_conduct_certificate_date("2024-02-29");
  buddy.set_basic_certificate_date("2024-06-01");
  buddy.set_capacity(3);
  buddy.set_active_matches(2);
  buddy.set_backup_organisation("organisations/wij");
  return buddy;
}

std::vector<v1::MatchGuard> Failing(const v1::Buddy& buddy,
                                    const std::string& date = "2026-05-01") {
  return FailingGuards(buddy, /*no_conflict_of_interest=*/true, Day(date));
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
  untrained.clear_basic_certificate_date();
  EXPECT_THAT(Failing(untrained), ElementsAre(v1::MATCH_GUARD_BASIC_CERTIFICATE));
  v1::Buddy full = ReadyBuddy();
  full.set_active_matches(3);
  EXPECT_THAT(Failing(full), ElementsAre(v1::MATCH_GUARD_CAPACITY));
  v1::Buddy alone = ReadyBuddy();
  alone.clear_backup_organisation();
  EXPECT_THAT(Failing(alone), ElementsAre(v1::MATCH_GUARD_BACKUP));
  EXPECT_THAT(FailingGuards(ReadyBuddy(), false, Day("2026-05-01")),
              ElementsAre(v1::MATCH_GUARD_CONFLICT_OF_INTEREST));
}

TEST(MatchGuards, TakeACertificateOfConductForThreeYearsToTheDay) {
  EXPECT_THAT(Failing(ReadyBuddy(), "2027-02-28"), IsEmpty());
  EXPECT_THAT(Failing(ReadyBuddy(), "2027-03-01"),
              ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE));
  v1::Buddy month_end = ReadyBuddy();
  month_end.set_conduct_certificate_date("2023-05-31");
  EXPECT_THAT(Failing(month_end, "2026-05-31"), IsEmpty());
  EXPECT_THAT(Failing(month_end, "2026-06-01"),
              ElementsAre(v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE));
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
  };
  for (const auto guard : AllOfEnum<v1::MatchGuard>(v1::MatchGuard_descriptor())) {
    if (guard == v1::MATCH_GUARD_UNSPECIFIED) continue;
    const absl::Status without = CheckGuards(ReadyBuddy(), {guard}, "");
    EXPECT_EQ(without.code(), absl::StatusCode::kFailedPrecondition) << guard;
    EXPECT_EQ(ReasonOf(without), "MATCH_GUARDS_FAIL") << guard;
    EXPECT_EQ(CheckGuards(ReadyBuddy(), {guard}, "vakantie").ok(), !hard.at(guard)) << guard;
  }
  EXPECT_TRUE(CheckGuards(ReadyBuddy(), {}, "").ok());
}

TEST(MatchGuards, AreAllNamedInBothLanguages) {
  v1::Buddy buddy = ReadyBuddy();
  buddy.set_confidentiality_signed(false);
  buddy.set_active_matches(3);
  const absl::Status refused = CheckGuards(buddy, Failing(buddy), "");
  EXPECT_THAT(
      std::string(refused.message()),
      AllOf(HasSubstr("buddy B01"), HasSubstr("confidentiality"),
            HasSubstr("no free capacity (3 of 3 tracks)"), Not(HasSubstr("override_reason"))));
  EXPECT_THAT(DutchMessageOf(refused),
              AllOf(HasSubstr("geheimhouding"), HasSubstr("geen ruimte meer (3 van 3 trajecten)")));
  buddy.set_confidentiality_signed(true);
  EXPECT_THAT(std::string(CheckGuards(buddy, Failing(buddy), "").message()),
              HasSubstr("without an override_reason: no free capacity"));
}

}  // namespace
}  // namespace kansrijk::rules
