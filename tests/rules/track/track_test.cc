#include "server/rules/track/track.h"

#include <gmock/gmock.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/store/enums.h"
#include "tests/rules/track/step.h"
#include "tests/rules/transition.h"

namespace kansrijk::rules {
namespace track_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::CivilDay kToday(2024, 3, 15);

v1::Track TrackIn(v1::TrackState state) {
  v1::Track track;
  track.set_number("T0142");
  track.set_state(state);
  track.set_apply_date("2024-01-10");
  return track;
}

void AddEvent(v1::Track& track, v1::TrackState state, const std::string& date) {
  v1::TrackEvent& event = *track.add_events();
  event.set_state(state);
  event.set_date(date);
}

std::string BlamedField(const absl::Status& status) {
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  return bad.field_violations_size() == 1 ? bad.field_violations(0).field() : "";
}

constexpr TrackFacts kNothing;
constexpr TrackFacts kMatched{.has_active_match = true, .has_end_assessment = false};
constexpr TrackFacts kAssessed{.has_active_match = false, .has_end_assessment = true};

// The whole machine as the domain tells it; a pair that is not here is refused.
const Told<v1::TrackState, v1::TrackVerb>& Allowed() {
  static const auto& allowed = *new Told<v1::TrackState, v1::TrackVerb>{
      {{v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_START_INTAKE}, v1::TRACK_STATE_INTAKE},
      {{v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_PUT_ON_WAITING_LIST}, v1::TRACK_STATE_WAITING},
      {{v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_ACTIVATE}, v1::TRACK_STATE_ACTIVE},
      {{v1::TRACK_STATE_WAITING, v1::TRACK_VERB_ACTIVATE}, v1::TRACK_STATE_ACTIVE},
      {{v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_PAUSE}, v1::TRACK_STATE_PAUSED},
      {{v1::TRACK_STATE_PAUSED, v1::TRACK_VERB_RESUME}, v1::TRACK_STATE_ACTIVE},
      {{v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_START_AFTERCARE}, v1::TRACK_STATE_AFTERCARE},
      {{v1::TRACK_STATE_AFTERCARE, v1::TRACK_VERB_REOPEN}, v1::TRACK_STATE_ACTIVE},
      {{v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_CLOSE}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_AFTERCARE, v1::TRACK_VERB_CLOSE}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_DECLINE}, v1::TRACK_STATE_DECLINED},
      {{v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_DECLINE}, v1::TRACK_STATE_DECLINED},
      {{v1::TRACK_STATE_WAITING, v1::TRACK_VERB_DECLINE}, v1::TRACK_STATE_DECLINED},
      {{v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_WITHDRAW}, v1::TRACK_STATE_WITHDRAWN},
      {{v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_WITHDRAW}, v1::TRACK_STATE_WITHDRAWN},
      {{v1::TRACK_STATE_WAITING, v1::TRACK_VERB_WITHDRAW}, v1::TRACK_STATE_WITHDRAWN},
      {{v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_DROP_OUT}, v1::TRACK_STATE_DROPPED_OUT},
      {{v1::TRACK_STATE_PAUSED, v1::TRACK_VERB_DROP_OUT}, v1::TRACK_STATE_DROPPED_OUT},
      {{v1::TRACK_STATE_APPLIED, v1::TRACK_VERB_RECORD_DEATH}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_INTAKE, v1::TRACK_VERB_RECORD_DEATH}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_WAITING, v1::TRACK_VERB_RECORD_DEATH}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_ACTIVE, v1::TRACK_VERB_RECORD_DEATH}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_PAUSED, v1::TRACK_VERB_RECORD_DEATH}, v1::TRACK_STATE_CLOSED},
      {{v1::TRACK_STATE_AFTERCARE, v1::TRACK_VERB_RECORD_DEATH}, v1::TRACK_STATE_CLOSED},
  };
  return allowed;
}

TEST(TrackTransitions, GoOnFromTheStatesThatQueriesTakeForOpen) {
  std::vector<std::string> open;
  for (int s = v1::TRACK_STATE_UNSPECIFIED + 1; s <= v1::TrackState_MAX; ++s) {
    if (!IsFinal(static_cast<v1::TrackState>(s))) open.push_back(absl::StrCat(s));
  }
  EXPECT_EQ(TRACK_OPEN, absl::StrCat("(", absl::StrJoin(open, ", "), ")"));
}

TEST(TrackTransition, EveryVerbInEveryStateDoesWhatTheDomainSays) {
  ExpectAllAsTold(Allowed(), [](v1::TrackState state, v1::TrackVerb verb) {
    return NextTrackState(TrackIn(state), verb);
  });
}

TEST(TrackTransition, RefusalNamesTrackStateVerbAndWhatIsPossible) {
  const auto status =
      NextTrackState(TrackIn(v1::TRACK_STATE_PAUSED), v1::TRACK_VERB_CLOSE).status();
  EXPECT_THAT(
      std::string(status.message()),
      AllOf(HasSubstr("T0142 is `TRACK_STATE_PAUSED`"),
            HasSubstr("`TRACK_VERB_CLOSE` is not possible"),
            HasSubstr("`TRACK_VERB_RESUME, TRACK_VERB_DROP_OUT, TRACK_VERB_RECORD_DEATH`")));
  EXPECT_THAT(DutchMessageOf(status), HasSubstr("T0142 staat op `TRACK_STATE_PAUSED`"));
}

TEST(TrackTransition, EndsInFourStates) {
  std::set<v1::TrackState> final_states;
  for (int s = v1::TRACK_STATE_APPLIED; s <= v1::TrackState_MAX; ++s) {
    if (IsFinal(static_cast<v1::TrackState>(s))) {
      final_states.insert(static_cast<v1::TrackState>(s));
    }
  }
  EXPECT_THAT(final_states, ElementsAre(v1::TRACK_STATE_CLOSED, v1::TRACK_STATE_DECLINED,
                                        v1::TRACK_STATE_WITHDRAWN, v1::TRACK_STATE_DROPPED_OUT));
}

TEST(TrackGuards, ActivationNeedsConsentAndAnActiveMatch) {
  v1::Track track = TrackIn(v1::TRACK_STATE_WAITING);
  EXPECT_EQ(ReasonOf(CheckTransitionGuards(track, v1::TRACK_VERB_ACTIVATE, kMatched)),
            "NO_PARTICIPATION_CONSENT");
  track.set_participation_consent_date("2024-02-01");
  EXPECT_EQ(ReasonOf(CheckTransitionGuards(track, v1::TRACK_VERB_ACTIVATE, kAssessed)),
            "NO_ACTIVE_MATCH");
  EXPECT_TRUE(CheckTransitionGuards(track, v1::TRACK_VERB_ACTIVATE, kMatched).ok());
}

TEST(TrackGuards, ReopeningNeedsAnActiveMatch) {
  const v1::Track track = TrackIn(v1::TRACK_STATE_AFTERCARE);
  const absl::Status refused = CheckTransitionGuards(track, v1::TRACK_VERB_REOPEN, kAssessed);
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused), "NO_ACTIVE_MATCH");
  EXPECT_TRUE(CheckTransitionGuards(track, v1::TRACK_VERB_REOPEN, kMatched).ok());
}

TEST(TrackGuards, AftercareAndClosingNeedAnEndAssessmentOrAWaiverOfIt) {
  for (const auto verb : {v1::TRACK_VERB_START_AFTERCARE, v1::TRACK_VERB_CLOSE}) {
    SCOPED_TRACE(NameOf(verb));
    v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
    const absl::Status refused = CheckTransitionGuards(track, verb, kMatched);
    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(refused), "NO_END_ASSESSMENT");
    EXPECT_THAT(std::string(refused.message()), HasSubstr("record one, or say why there is none"));
    EXPECT_TRUE(CheckTransitionGuards(track, verb, kAssessed).ok());
    track.set_end_assessment_waiver("moved away before the meeting");
    EXPECT_TRUE(CheckTransitionGuards(track, verb, kNothing).ok());
  }
}

TEST(TrackGuards, OtherVerbsNeedNothing) {
  const std::set<v1::TrackVerb> guarded = {v1::TRACK_VERB_ACTIVATE, v1::TRACK_VERB_REOPEN,
                                           v1::TRACK_VERB_START_AFTERCARE, v1::TRACK_VERB_CLOSE};
  for (int v = v1::TrackVerb_MIN; v <= v1::TrackVerb_MAX; ++v) {
    const auto verb = static_cast<v1::TrackVerb>(v);
    EXPECT_EQ(CheckTransitionGuards(TrackIn(v1::TRACK_STATE_ACTIVE), verb, kNothing).ok(),
              guarded.count(verb) == 0)
        << NameOf(verb);
  }
}

TEST(TrackExitReason, BelongsToCloseAndDropOutOnly) {
  for (int v = v1::TRACK_VERB_START_INTAKE; v <= v1::TrackVerb_MAX; ++v) {
    const auto verb = static_cast<v1::TrackVerb>(v);
    if (verb == v1::TRACK_VERB_RECORD_DEATH) continue;  // has its own
    SCOPED_TRACE(NameOf(verb));
    const bool takes = verb == v1::TRACK_VERB_CLOSE || verb == v1::TRACK_VERB_DROP_OUT;
    const v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
    const absl::Status without = CheckExitReason(track, verb, v1::EXIT_REASON_UNSPECIFIED);
    const absl::Status with = CheckExitReason(track, verb, v1::EXIT_REASON_MOVED);
    EXPECT_EQ(ReasonOf(without), takes ? "EXIT_REASON_REQUIRED" : "");
    EXPECT_EQ(ReasonOf(with), takes ? "" : "EXIT_REASON_NOT_TAKEN");
    EXPECT_EQ(BlamedField(with), takes ? "" : "exit_reason");
    EXPECT_EQ(without.code(),
              takes ? absl::StatusCode::kFailedPrecondition : absl::StatusCode::kOk);
    EXPECT_EQ(with.code(), takes ? absl::StatusCode::kOk : absl::StatusCode::kInvalidArgument);
  }
}

TEST(TrackExitReason, OfADeathIsThatAlone) {
  const v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  for (int r = v1::ExitReason_MIN; r <= v1::ExitReason_MAX; ++r) {
    const auto reason = static_cast<v1::ExitReason>(r);
    EXPECT_EQ(CheckExitReason(track, v1::TRACK_VERB_RECORD_DEATH, reason).ok(),
              reason == v1::EXIT_REASON_DECEASED)
        << NameOf(reason);
  }
}

TEST(TrackTransitionDate, IsFromApplicationOrLatestEventUpToToday) {
  v1::Track track = TrackIn(v1::TRACK_STATE_APPLIED);
  EXPECT_TRUE(CheckTransitionDate(track, "date", "2024-01-10", kToday).ok());
  EXPECT_TRUE(CheckTransitionDate(track, "date", "2024-03-15", kToday).ok());
  const absl::Status early = CheckTransitionDate(track, "date", "2024-01-09", kToday);
  EXPECT_EQ(early.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(early), "DATE_TOO_EARLY");
  EXPECT_EQ(BlamedField(early), "date");
  const absl::Status late = CheckTransitionDate(track, "date", "2024-03-16", kToday);
  EXPECT_EQ(ReasonOf(late), "DATE_IN_FUTURE");
  EXPECT_EQ(BlamedField(late), "date");

  AddEvent(track, v1::TRACK_STATE_INTAKE, "2024-02-20");
  EXPECT_EQ(ReasonOf(CheckTransitionDate(track, "date", "2024-02-19", kToday)), "DATE_TOO_EARLY");
  EXPECT_TRUE(CheckTransitionDate(track, "date", "2024-02-20", kToday).ok());
}

TEST(TrackTransitionDate, FollowsACorrectedApplicationDate) {
  v1::Track track = TrackIn(v1::TRACK_STATE_APPLIED);
  AddEvent(track, v1::TRACK_STATE_APPLIED, "2024-03-01");
  EXPECT_TRUE(CheckTransitionDate(track, "date", "2024-01-20", kToday).ok());
}

TEST(TrackTransitionDate, IsNotBeforeTheStart) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  track.set_start_date("2024-02-01");
  EXPECT_EQ(ReasonOf(CheckTransitionDate(track, "date", "2024-01-31", kToday)), "DATE_TOO_EARLY");
  EXPECT_TRUE(CheckTransitionDate(track, "date", "2024-02-01", kToday).ok());
}

struct DateCase {
  const char* what;
  void (*change)(v1::Track&);
  const char* reason;  // "" when it is fine
  const char* field;
};

class TrackDates : public ::testing::TestWithParam<DateCase> {};

TEST_P(TrackDates, FitTogether) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  track.set_start_date("2024-02-01");
  AddEvent(track, v1::TRACK_STATE_APPLIED, "2024-01-10");
  AddEvent(track, v1::TRACK_STATE_INTAKE, "2024-01-20");
  GetParam().change(track);
  const absl::Status status = CheckTrackDates(track, kToday);
  EXPECT_EQ(ReasonOf(status), GetParam().reason) << status;
  EXPECT_EQ(BlamedField(status), GetParam().field);
}

const DateCase kDateCases[] = {
    {"Unchanged", [](v1::Track&) {}, "", ""},
    {"ConsentToday", [](v1::Track& t) { t.set_participation_consent_date("2024-03-15"); }, "", ""},
    {"ConsentTomorrow", [](v1::Track& t) { t.set_participation_consent_date("2024-03-16"); },
     "DATE_IN_FUTURE", "track.participation_consent_date"},
    {"ApplicationTomorrow", [](v1::Track& t) { t.set_apply_date("2024-03-16"); }, "DATE_IN_FUTURE",
     "track.apply_date"},
    {"ApplicationAfterStart", [](v1::Track& t) { t.set_apply_date("2024-02-02"); },
     "DATE_TOO_EARLY", "track.apply_date"},
    {"ApplicationOnDayOfIntake", [](v1::Track& t) { t.set_apply_date("2024-01-20"); }, "", ""},
    {"ApplicationAfterIntake", [](v1::Track& t) { t.set_apply_date("2024-01-21"); },
     "DATE_TOO_EARLY", "track.apply_date"},
    {"ApplicationAfterClose",
     [](v1::Track& t) {
       t.clear_start_date();
       t.clear_events();
       t.set_close_date("2024-01-09");
     },
     "DATE_TOO_EARLY", "track.apply_date"},
    {"EndOnDayOfStart", [](v1::Track& t) { t.set_planned_end_date("2024-02-01"); }, "", ""},
    {"EndBeforeStart", [](v1::Track& t) { t.set_planned_end_date("2024-01-31"); }, "DATE_TOO_EARLY",
     "track.planned_end_date"},
    {"EndBeforeApplicationWhenNotStarted",
     [](v1::Track& t) {
       t.clear_start_date();
       t.set_planned_end_date("2024-01-09");
     },
     "DATE_TOO_EARLY", "track.planned_end_date"},
    {"AftercareBeforeStart", [](v1::Track& t) { t.set_aftercare_end_date("2024-01-31"); },
     "DATE_TOO_EARLY", "track.aftercare_end_date"},
};

INSTANTIATE_TEST_SUITE_P(All, TrackDates, ::testing::ValuesIn(kDateCases),
                         [](const auto& test) { return std::string(test.param.what); });

TEST(TrackTransition, ActivationSetsStartAndAPlannedEndAYearLater) {
  v1::Track track = TrackIn(v1::TRACK_STATE_WAITING);
  track = After(On(v1::TRACK_VERB_ACTIVATE, "2024-02-29"), v1::TRACK_STATE_ACTIVE, track);
  EXPECT_EQ(track.state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(track.start_date(), "2024-02-29");
  EXPECT_EQ(track.planned_end_date(), "2025-02-28");
}

TEST(TrackTransition, ActivationKeepsAPlannedEndButNotOneBeforeIt) {
  v1::Track track = TrackIn(v1::TRACK_STATE_INTAKE);
  track.set_planned_end_date("2024-09-01");
  track = After(On(v1::TRACK_VERB_ACTIVATE, "2024-02-01"), v1::TRACK_STATE_ACTIVE, track);
  EXPECT_EQ(track.planned_end_date(), "2024-09-01");

  const absl::Status refused =
      ApplyTransition(On(v1::TRACK_VERB_ACTIVATE, "2024-09-02"), v1::TRACK_STATE_ACTIVE, track)
          .status();
  EXPECT_EQ(ReasonOf(refused), "DATE_TOO_EARLY");
  EXPECT_EQ(BlamedField(refused), "date");
}

TEST(TrackTransition, AftercareEndsHalfAYearLaterOnAnExistingDay) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  track = After(On(v1::TRACK_VERB_START_AFTERCARE, "2023-08-31"), v1::TRACK_STATE_AFTERCARE, track);
  EXPECT_EQ(track.aftercare_end_date(), "2024-02-29");
}

TEST(TrackTransition, ReopeningForgetsTheEndOfAftercareAndKeepsTheStart) {
  v1::Track track = TrackIn(v1::TRACK_STATE_AFTERCARE);
  track.set_start_date("2024-02-01");
  track.set_aftercare_end_date("2024-09-01");
  track = After(On(v1::TRACK_VERB_REOPEN, "2024-03-10"), v1::TRACK_STATE_ACTIVE, track);
  EXPECT_EQ(track.aftercare_end_date(), "");
  EXPECT_EQ(track.start_date(), "2024-02-01");
}

TEST(TrackTransition, EndingKeepsDateAndReason) {
  v1::Track closed = TrackIn(v1::TRACK_STATE_ACTIVE);
  auto close = On(v1::TRACK_VERB_CLOSE, "2024-03-10");
  close.set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  closed = After(close, v1::TRACK_STATE_CLOSED, closed);
  EXPECT_EQ(closed.close_date(), "2024-03-10");
  EXPECT_EQ(closed.exit_reason(), v1::EXIT_REASON_PAID_WORK);

  v1::Track paused = TrackIn(v1::TRACK_STATE_ACTIVE);
  paused = After(On(v1::TRACK_VERB_PAUSE, "2024-03-10"), v1::TRACK_STATE_PAUSED, paused);
  EXPECT_EQ(paused.close_date(), "");
}

TEST(TrackParticipant, TakesPartAndBelongsToTheHousehold) {
  v1::Household household;
  household.set_name("households/1");
  household.set_number("H-0142");
  v1::Member member;
  member.set_household("households/1");
  member.set_number("L0142a");
  member.set_participant(true);
  EXPECT_TRUE(CheckParticipant(household, member).ok());

  v1::Member bystander = member;
  bystander.set_participant(false);
  EXPECT_EQ(ReasonOf(CheckParticipant(household, bystander)), "NOT_PARTICIPANT");

  v1::Member neighbour = member;
  neighbour.set_household("households/2");
  EXPECT_EQ(ReasonOf(CheckParticipant(household, neighbour)), "NOT_PARTICIPANT");
}

TEST(TrackParticipant, HasOneOpenTrack) {
  v1::Member member;
  member.set_number("L0142a");
  EXPECT_TRUE(CheckNoOpenTrack(member, std::nullopt).ok());
  const absl::Status refused = CheckNoOpenTrack(member, "T0007");
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused), "OPEN_TRACK");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("T0007"));
}

}  // namespace track_test
}  // namespace kansrijk::rules
