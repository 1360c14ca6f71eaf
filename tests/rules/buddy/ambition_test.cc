#include "server/rules/buddy/ambition.h"

#include <gtest/gtest.h>

#include "server/base/civil.h"
#include "tests/rules/transition.h"

namespace kansrijk::rules {
namespace ambition_test {

TEST(AmbitionTransitions, LeadWhereTheTableSaysAndNowhereElse) {
  const Told<v1::AmbitionState, v1::AmbitionVerb> allowed = {
      {{v1::AMBITION_STATE_OPEN, v1::AMBITION_VERB_REACH}, v1::AMBITION_STATE_REACHED},
      {{v1::AMBITION_STATE_OPEN, v1::AMBITION_VERB_DROP}, v1::AMBITION_STATE_DROPPED},
  };
  v1::Ambition ambition;
  ambition.set_number("P-0001");
  ExpectAllAsTold(allowed, [&](v1::AmbitionState state, v1::AmbitionVerb verb) {
    ambition.set_state(state);
    return NextAmbitionState(ambition, verb);
  });
}

TEST(AmbitionTransitions, SayWhenNothingIsPossible) {
  v1::Ambition ambition;
  ambition.set_number("P-0001");
  ambition.set_state(v1::AMBITION_STATE_REACHED);
  const absl::Status refused = NextAmbitionState(ambition, v1::AMBITION_VERB_DROP).status();
  EXPECT_EQ(refused.message(),
            "P-0001 is `AMBITION_STATE_REACHED`: `AMBITION_VERB_DROP` is not possible, nor is "
            "anything else");
  EXPECT_EQ(
      DutchMessageOf(refused),
      "P-0001 staat op `AMBITION_STATE_REACHED`: `AMBITION_VERB_DROP` kan niet, en niets anders");
}

TEST(Ambition, BeginsOpenOrReachedWhenItHasAnEnd) {
  v1::Ambition ambition;
  EXPECT_EQ(FirstAmbitionState(ambition), v1::AMBITION_STATE_OPEN);
  ambition.set_end_date("2026-05-01");
  EXPECT_EQ(FirstAmbitionState(ambition), v1::AMBITION_STATE_REACHED);
}

TEST(Ambition, EndsTodayAtLatest) {
  const absl::CivilDay today = Day("2024-02-29");
  EXPECT_TRUE(CheckAmbitionEnd("date", "", today).ok());
  EXPECT_TRUE(CheckAmbitionEnd("date", "2024-02-29", today).ok());
  const absl::Status refused = CheckAmbitionEnd("ambition.end_date", "2024-03-01", today);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "AMBITION_ENDS_IN_FUTURE");
  EXPECT_EQ(PayloadOf<google::rpc::BadRequest>(refused).field_violations(0).field(),
            "ambition.end_date");
}

}  // namespace ambition_test
}  // namespace kansrijk::rules
