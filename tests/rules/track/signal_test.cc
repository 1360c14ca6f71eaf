#include "server/rules/track/signal.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "server/base/civil.h"
#include "tests/rules/transition.h"

namespace kansrijk::rules {
namespace signal_test {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::Signal SignalIn(v1::SignalState state) {
  v1::Signal signal;
  signal.set_number("V-0003");
  signal.set_state(state);
  v1::SignalEvent& raised = *signal.add_events();
  raised.set_state(v1::SIGNAL_STATE_RAISED);
  raised.set_date("2026-05-10");
  return signal;
}

v1::TransitionSignalRequest On(v1::SignalVerb verb, const std::string& date) {
  v1::TransitionSignalRequest request;
  request.set_verb(verb);
  request.set_date(date);
  if (verb == v1::SIGNAL_VERB_DECIDE) request.set_decision(v1::SIGNAL_DECISION_REPORTED);
  return request;
}

std::string BlamedField(const absl::Status& status) {
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  return bad.field_violations_size() == 1 ? bad.field_violations(0).field() : "";
}

using Step = std::pair<v1::SignalState, v1::SignalVerb>;

// The five steps of the reporting code; a pair that is not here is refused.
const Told<v1::SignalState, v1::SignalVerb>& Allowed() {
  static const auto& allowed = *new Told<v1::SignalState, v1::SignalVerb>{
      {{v1::SIGNAL_STATE_RAISED, v1::SIGNAL_VERB_MAP}, v1::SIGNAL_STATE_MAPPED},
      {{v1::SIGNAL_STATE_MAPPED, v1::SIGNAL_VERB_CONSULT}, v1::SIGNAL_STATE_CONSULTED},
      {{v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_DISCUSS}, v1::SIGNAL_STATE_DISCUSSED},
      {{v1::SIGNAL_STATE_DISCUSSED, v1::SIGNAL_VERB_WEIGH}, v1::SIGNAL_STATE_WEIGHED},
      {{v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_WEIGH}, v1::SIGNAL_STATE_WEIGHED},
      {{v1::SIGNAL_STATE_WEIGHED, v1::SIGNAL_VERB_DECIDE}, v1::SIGNAL_STATE_DECIDED},
      {{v1::SIGNAL_STATE_RAISED, v1::SIGNAL_VERB_HAND_OVER}, v1::SIGNAL_STATE_RAISED},
      {{v1::SIGNAL_STATE_MAPPED, v1::SIGNAL_VERB_HAND_OVER}, v1::SIGNAL_STATE_MAPPED},
      {{v1::SIGNAL_STATE_CONSULTED, v1::SIGNAL_VERB_HAND_OVER}, v1::SIGNAL_STATE_CONSULTED},
      {{v1::SIGNAL_STATE_DISCUSSED, v1::SIGNAL_VERB_HAND_OVER}, v1::SIGNAL_STATE_DISCUSSED},
      {{v1::SIGNAL_STATE_WEIGHED, v1::SIGNAL_VERB_HAND_OVER}, v1::SIGNAL_STATE_WEIGHED},
  };
  return allowed;
}

// What acute danger allows besides.
bool IsRescue(const Step& step) {
  return step.second == v1::SIGNAL_VERB_DECIDE && step.first >= v1::SIGNAL_STATE_RAISED &&
         step.first < v1::SIGNAL_STATE_DECIDED;
}

TEST(SignalTransition, EveryVerbInEveryStateDoesWhatTheReportingCodeSays) {
  for (int s = v1::SignalState_MIN; s <= v1::SignalState_MAX; ++s) {
    for (int v = v1::SignalVerb_MIN; v <= v1::SignalVerb_MAX; ++v) {
      for (const bool acute : {false, true}) {
        const Step step{static_cast<v1::SignalState>(s), static_cast<v1::SignalVerb>(v)};
        SCOPED_TRACE(acute ? "acute" : "");
        const auto next = NextSignalState(SignalIn(step.first), step.second, acute);
        if (acute && IsRescue(step)) {
          ASSERT_TRUE(next.ok()) << next.status();
          EXPECT_EQ(*next, v1::SIGNAL_STATE_DECIDED);
        } else {
          ExpectAsTold(Allowed(), step.first, step.second, next);
        }
      }
    }
  }
}

TEST(SignalTransition, TablesAreWhatIsToldOfThem) {
  EXPECT_EQ(SignalTransitions().size(), Allowed().size());
  for (const auto& row : SignalTransitions()) {
    EXPECT_EQ(Allowed().at({row.from, row.verb}), row.to);
  }
  EXPECT_EQ(AcuteSignalTransitions().size(), 4);
  for (const auto& row : AcuteSignalTransitions()) {
    EXPECT_TRUE(IsRescue({row.from, row.verb}));
    EXPECT_EQ(row.to, v1::SIGNAL_STATE_DECIDED);
    EXPECT_EQ(Allowed().count({row.from, row.verb}), 0);
  }
}

TEST(SignalTransition, RefusalNamesSignalStateVerbAndWhatIsPossible) {
  const auto status =
      NextSignalState(SignalIn(v1::SIGNAL_STATE_CONSULTED), v1::SIGNAL_VERB_DECIDE, false).status();
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("V-0003 is `SIGNAL_STATE_CONSULTED`"),
                    HasSubstr("`SIGNAL_VERB_DECIDE` is not possible"),
                    HasSubstr("`SIGNAL_VERB_DISCUSS, SIGNAL_VERB_WEIGH, SIGNAL_VERB_HAND_OVER`")));
  EXPECT_THAT(DutchMessageOf(status), HasSubstr("V-0003 staat op `SIGNAL_STATE_CONSULTED`"));
}

TEST(SignalTransition, ADecisionBelongsToDecideOnly) {
  for (int v = v1::SIGNAL_VERB_HAND_OVER; v <= v1::SignalVerb_MAX; ++v) {
    const auto verb = static_cast<v1::SignalVerb>(v);
    SCOPED_TRACE(NameOf(verb));
    const bool decides = verb == v1::SIGNAL_VERB_DECIDE;
    auto request = On(verb, "2026-05-20");
    request.set_decision(v1::SIGNAL_DECISION_HELP_ARRANGED);
    const auto with = CheckSignalTransition(SignalIn(v1::SIGNAL_STATE_RAISED), request, kToday);
    request.clear_decision();
    const auto without = CheckSignalTransition(SignalIn(v1::SIGNAL_STATE_RAISED), request, kToday);
    EXPECT_EQ(ReasonOf(with), decides ? "" : "DECISION_NOT_TAKEN");
    EXPECT_EQ(BlamedField(with), decides ? "" : "decision");
    EXPECT_EQ(ReasonOf(without), decides ? "DECISION_REQUIRED" : "");
    EXPECT_EQ(BlamedField(without), decides ? "decision" : "");
  }
}

TEST(SignalTransition, OnlyADecisionIsAcute) {
  for (int v = v1::SIGNAL_VERB_HAND_OVER; v <= v1::SignalVerb_MAX; ++v) {
    auto request = On(static_cast<v1::SignalVerb>(v), "2026-05-20");
    request.set_acute(true);
    const auto status = CheckSignalTransition(SignalIn(v1::SIGNAL_STATE_RAISED), request, kToday);
    const bool decides = request.verb() == v1::SIGNAL_VERB_DECIDE;
    EXPECT_EQ(ReasonOf(status), decides ? "" : "ACUTE_NOT_TAKEN") << NameOf(request.verb());
    EXPECT_EQ(BlamedField(status), decides ? "" : "acute");
  }
}

TEST(SignalTransition, IsDatedFromTheLastStepUpToToday) {
  v1::Signal signal = SignalIn(v1::SIGNAL_STATE_RAISED);
  const auto check = [&signal](const std::string& date) {
    return CheckSignalTransition(signal, On(v1::SIGNAL_VERB_MAP, date), kToday);
  };
  EXPECT_TRUE(check("2026-05-10").ok());
  EXPECT_TRUE(check("2026-05-20").ok());
  EXPECT_EQ(ReasonOf(check("2026-05-21")), "DATE_IN_FUTURE");
  EXPECT_EQ(BlamedField(check("2026-05-21")), "date");
  EXPECT_EQ(ReasonOf(check("2026-05-09")), "DATE_TOO_EARLY");
  EXPECT_EQ(BlamedField(check("2026-05-09")), "date");
  EXPECT_EQ(check("2026-05-09").code(), absl::StatusCode::kInvalidArgument);
  v1::SignalEvent& mapped = *signal.add_events();
  mapped.set_state(v1::SIGNAL_STATE_MAPPED);
  mapped.set_date("2026-05-15");
  EXPECT_EQ(ReasonOf(check("2026-05-14")), "DATE_TOO_EARLY");
  EXPECT_TRUE(check("2026-05-15").ok());
}

TEST(SignalTransition, BringsAboutStateDecisionAndHandOver) {
  v1::Signal signal = SignalIn(v1::SIGNAL_STATE_MAPPED);
  signal = ApplySignalTransition(On(v1::SIGNAL_VERB_CONSULT, "2026-05-20"),
                                 v1::SIGNAL_STATE_CONSULTED, std::move(signal));
  EXPECT_EQ(signal.state(), v1::SIGNAL_STATE_CONSULTED);
  EXPECT_FALSE(signal.handed_over());
  signal = ApplySignalTransition(On(v1::SIGNAL_VERB_HAND_OVER, "2026-05-20"),
                                 v1::SIGNAL_STATE_CONSULTED, std::move(signal));
  EXPECT_TRUE(signal.handed_over());
  EXPECT_EQ(signal.decision(), v1::SIGNAL_DECISION_UNSPECIFIED);
  signal = ApplySignalTransition(On(v1::SIGNAL_VERB_DECIDE, "2026-05-20"), v1::SIGNAL_STATE_DECIDED,
                                 std::move(signal));
  EXPECT_EQ(signal.decision(), v1::SIGNAL_DECISION_REPORTED);
  EXPECT_TRUE(signal.handed_over());
}

TEST(SignalHandOver, IsByTheRaisingUnlessAProfessionalBuddyRaises) {
  for (int k = v1::BuddyKind_MIN; k <= v1::BuddyKind_MAX; ++k) {
    const auto kind = static_cast<v1::BuddyKind>(k);
    EXPECT_EQ(IsHandedOverByRaising(v1::ROLE_BUDDY, kind), kind != v1::BUDDY_KIND_PROFESSIONAL);
    EXPECT_TRUE(IsHandedOverByRaising(v1::ROLE_COORDINATOR, kind));
  }
}

TEST(SignalHandOver, IsOnce) {
  v1::Signal signal = SignalIn(v1::SIGNAL_STATE_MAPPED);
  const auto request = On(v1::SIGNAL_VERB_HAND_OVER, "2026-05-20");
  EXPECT_TRUE(CheckSignalTransition(signal, request, kToday).ok());
  signal.set_handed_over(true);
  const absl::Status again = CheckSignalTransition(signal, request, kToday);
  EXPECT_EQ(again.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(again), "SIGNAL_HANDED_OVER_BEFORE");
}

TEST(SignalHandOver, LeavesTheStepsToCoordinatorAndSafetyOfficer) {
  v1::Signal signal = SignalIn(v1::SIGNAL_STATE_RAISED);
  EXPECT_TRUE(CheckMayTakeSteps(signal, v1::ROLE_BUDDY, false, true).ok());
  EXPECT_EQ(ReasonOf(CheckMayTakeSteps(signal, v1::ROLE_BUDDY, false, false)),
            "SIGNAL_MATCH_ENDED");
  signal.set_handed_over(true);
  const absl::Status refused = CheckMayTakeSteps(signal, v1::ROLE_BUDDY, false, true);
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused), "SIGNAL_HANDED_OVER");
  EXPECT_THAT(std::string(refused.message()),
              HasSubstr("signal V-0003 was handed over to the coordinator"));
  EXPECT_TRUE(CheckMayTakeSteps(signal, v1::ROLE_BUDDY, true, false).ok());
  EXPECT_TRUE(CheckMayTakeSteps(signal, v1::ROLE_COORDINATOR, false, false).ok());
}

}  // namespace signal_test
}  // namespace kansrijk::rules
