#include "server/rules/track/assessment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/rules/track/instrument.h"

namespace kansrijk::rules {
namespace assessment_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr v1::AssessmentMoment kMoments[] = {
    v1::ASSESSMENT_MOMENT_BEGIN, v1::ASSESSMENT_MOMENT_HALFWAY, v1::ASSESSMENT_MOMENT_END,
    v1::ASSESSMENT_MOMENT_AFTERCARE};

const v1::Instrument& Bridge() { return *FindInstrument("bridge", "1"); }

void AddScore(v1::Assessment& assessment, const std::string& item, int level) {
  v1::Score& score = *assessment.add_scores();
  score.set_item(item);
  score.set_level(level);
}

v1::Assessment AssessmentOn(v1::AssessmentMoment moment, const std::string& date) {
  v1::Assessment assessment;
  assessment.set_moment(moment);
  assessment.set_date(date);
  return assessment;
}

v1::Track TrackIn(v1::TrackState state) {
  v1::Track track;
  track.set_number("T0142");
  track.set_state(state);
  track.set_apply_date("2024-01-10");
  return track;
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
  return fields;
}

// A filled assessment of the bridge with these levels, in its order; 0 leaves an item out.
v1::Assessment Filled(const std::string& number, const std::vector<int>& levels) {
  v1::Assessment assessment;
  assessment.set_number(number);
  assessment.set_track("tracks/1");
  assessment.set_track_number("T0142");
  assessment.set_instrument("bridge");
  assessment.set_instrument_version("1");
  for (size_t i = 0; i < levels.size(); ++i) {
    if (levels[i] != 0) {
      AddScore(assessment, Bridge().items(static_cast<int>(i)).code(), levels[i]);
    }
  }
  assessment = FillFromInstrument(Bridge(), std::move(assessment));
  return assessment;
}

// "item from to difference" of each line, without the levels where there are none.
std::vector<std::string> LinesOf(const v1::AssessmentComparison& comparison) {
  std::vector<std::string> lines;
  for (const v1::ScoreChange& change : comparison.changes()) {
    EXPECT_EQ(change.has_from(), change.has_difference());
    EXPECT_EQ(change.has_to(), change.has_difference());
    lines.push_back(change.has_from() ? absl::StrCat(change.item(), " ", change.from(), " ",
                                                     change.to(), " ", change.difference())
                                      : change.item());
  }
  return lines;
}

TEST(AssessmentDate, IsFromTheApplicationUpToToday) {
  const v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  const absl::CivilDay today(2024, 2, 29);
  const auto check = [&](const char* date) {
    return CheckAssessmentDate(AssessmentOn(v1::ASSESSMENT_MOMENT_BEGIN, date), track, today);
  };
  EXPECT_TRUE(check("2024-01-10").ok());
  EXPECT_TRUE(check("2024-02-29").ok());
  const absl::Status early = check("2024-01-09");
  EXPECT_EQ(early.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(early), "DATE_TOO_EARLY");
  EXPECT_THAT(FieldsOf(early), ElementsAre("assessment.date"));
  EXPECT_THAT(std::string(early.message()), AllOf(HasSubstr("T0142"), HasSubstr("2024-01-10")));
  const absl::Status late = check("2024-03-01");
  EXPECT_EQ(late.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(late), "DATE_IN_FUTURE");
  EXPECT_THAT(FieldsOf(late), ElementsAre("assessment.date"));
}

TEST(Scores, GiveEachItemOneLevelOfTheInstrument) {
  v1::Assessment assessment;
  AddScore(assessment, "work", 1);
  AddScore(assessment, "finances", 5);
  EXPECT_TRUE(CheckScores(assessment, Bridge()).ok());
  AddScore(assessment, "education", 0);
  AddScore(assessment, "well_being", 6);
  AddScore(assessment, "debts", 3);
  AddScore(assessment, "work", 2);
  const absl::Status refused = CheckScores(assessment, Bridge());
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(FieldsOf(refused),
              ElementsAre("assessment.scores[2].level", "assessment.scores[3].level",
                          "assessment.scores[4].item", "assessment.scores[5].item"));
}

TEST(Scores, AreRefusedWithTheItemAndWhatFits) {
  const auto refusal = [](const char* item, int level) {
    v1::Assessment assessment;
    AddScore(assessment, item, level);
    return CheckScores(assessment, *FindInstrument("positive-health", ""));
  };
  EXPECT_TRUE(refusal("body", 0).ok());
  EXPECT_TRUE(refusal("body", 10).ok());
  const absl::Status level = refusal("body", 11);
  EXPECT_EQ(ReasonOf(level), "LEVEL_OUT_OF_RANGE");
  EXPECT_EQ(level.message(), "the level of `items/body` must be 0 to 10");
  const absl::Status item = refusal("soul", 3);
  EXPECT_EQ(ReasonOf(item), "UNKNOWN_ITEM");
  EXPECT_THAT(
      std::string(item.message()),
      AllOf(HasSubstr("positive-health 1"), HasSubstr("items/body, items/mind, items/meaning")));
  v1::Assessment twice;
  AddScore(twice, "work", 1);
  AddScore(twice, "work", 1);
  EXPECT_EQ(ReasonOf(CheckScores(twice, Bridge())), "REPEATED_ITEM");
}

// Of that moment, on 2026-05-20.
v1::Assessment AssessmentOf(v1::AssessmentMoment moment) {
  v1::Assessment assessment;
  assessment.set_moment(moment);
  assessment.set_date("2026-05-20");
  return assessment;
}

TEST(TrackTakesAssessment, UntilItEndsAndOfAftercareOnlyThen) {
  for (int i = 1; i < v1::TrackState_ARRAYSIZE; ++i) {
    const auto state = static_cast<v1::TrackState>(i);
    for (const v1::AssessmentMoment moment : kMoments) {
      v1::Track track = TrackIn(state);
      track.set_close_date("2026-05-19");
      const absl::Status checked = CheckTrackTakesAssessment(track, AssessmentOf(moment));
      const bool ended = state == v1::TRACK_STATE_CLOSED || state == v1::TRACK_STATE_DECLINED ||
                         state == v1::TRACK_STATE_WITHDRAWN || state == v1::TRACK_STATE_DROPPED_OUT;
      const bool too_soon =
          moment == v1::ASSESSMENT_MOMENT_AFTERCARE && state != v1::TRACK_STATE_AFTERCARE;
      EXPECT_EQ(ReasonOf(checked), ended      ? "TRACK_HAS_ENDED"
                                   : too_soon ? "NOT_IN_AFTERCARE"
                                              : "")
          << v1::TrackState_Name(state) << " " << v1::AssessmentMoment_Name(moment);
    }
  }
  v1::Track track = TrackIn(v1::TRACK_STATE_CLOSED);
  track.set_close_date("2026-05-19");
  const absl::Status closed =
      CheckTrackTakesAssessment(track, AssessmentOf(v1::ASSESSMENT_MOMENT_END));
  EXPECT_EQ(closed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(closed.message(),
            "track T0142 has ended (`TRACK_STATE_CLOSED`): only what was assessed up to "
            "2026-05-19 can still be recorded");
  EXPECT_THAT(DutchMessageOf(closed), HasSubstr("afgelopen (`TRACK_STATE_CLOSED`)"));
}

TEST(TrackTakesAssessment, AfterItsEndWhatWasMadeBefore) {
  v1::Track track = TrackIn(v1::TRACK_STATE_CLOSED);
  track.set_close_date("2026-05-20");
  EXPECT_TRUE(CheckTrackTakesAssessment(track, AssessmentOf(v1::ASSESSMENT_MOMENT_END)).ok());
  const auto aftercare = AssessmentOf(v1::ASSESSMENT_MOMENT_AFTERCARE);
  EXPECT_EQ(ReasonOf(CheckTrackTakesAssessment(track, aftercare)), "NOT_IN_AFTERCARE");
  track.set_aftercare_end_date("2026-05-20");
  EXPECT_TRUE(CheckTrackTakesAssessment(track, aftercare).ok());
}

TEST(Moments, FollowEachOtherInTimeAndComeOnce) {
  for (const v1::AssessmentMoment moment : kMoments) {
    for (const v1::AssessmentMoment other : kMoments) {
      for (const char* date : {"2024-05-01", "2024-06-01", "2024-07-01"}) {
        const absl::Status checked =
            CheckMoment(AssessmentOn(moment, date), {{other, "2024-06-01", "M-0007"}});
        const bool before = std::string(date)<"2024-06-01", after = std::string(date)> "2024-06-01";
        const bool wrong = moment < other ? after : before;
        EXPECT_EQ(ReasonOf(checked), moment == other ? "SECOND_OF_MOMENT"
                                     : wrong         ? "MOMENT_OUT_OF_ORDER"
                                                     : "")
            << v1::AssessmentMoment_Name(moment) << " on " << date << " beside "
            << v1::AssessmentMoment_Name(other);
      }
    }
  }
}

TEST(Moments, AreRefusedWithTheOneInTheWay) {
  const std::vector<OtherMoment> others = {{v1::ASSESSMENT_MOMENT_BEGIN, "2024-02-01", "M-0001"},
                                           {v1::ASSESSMENT_MOMENT_END, "2024-12-01", "M-0009"}};
  EXPECT_TRUE(CheckMoment(AssessmentOn(v1::ASSESSMENT_MOMENT_HALFWAY, "2024-06-01"), others).ok());
  const absl::Status late =
      CheckMoment(AssessmentOn(v1::ASSESSMENT_MOMENT_HALFWAY, "2024-12-02"), others);
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(late.message()), AllOf(HasSubstr("M-0009"), HasSubstr("2024-12-01")));
  const absl::Status second =
      CheckMoment(AssessmentOn(v1::ASSESSMENT_MOMENT_END, "2024-01-01"), others);
  EXPECT_EQ(second.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.message()), AllOf(HasSubstr("M-0009"), HasSubstr("correct")));
}

TEST(Correction, IsPossibleForSevenDays) {
  const absl::Time recorded = At("2024-03-28", "09:30");  // the clock goes forward within the week
  v1::Assessment assessment;
  assessment.set_number("M-0001");
  *assessment.mutable_create_time() = ToProto(recorded);
  EXPECT_TRUE(CheckCorrectable(assessment, recorded + absl::Hours(7 * 24)).ok());
  const absl::Status late =
      CheckCorrectable(assessment, recorded + absl::Hours(7 * 24) + absl::Microseconds(1));
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(late), "CORRECTION_TOO_LATE");
  EXPECT_THAT(std::string(late.message()), AllOf(HasSubstr("M-0001"), HasSubstr("2024-03-28")));
}

TEST(FillFromInstrument, PutsScoresInItsOrderWithLabels) {
  v1::Assessment assessment;
  AddScore(assessment, "work", 4);
  AddScore(assessment, "home_situation", 2);
  AddScore(assessment, "finances", 3);
  v1::AssessmentVersion& version = *assessment.add_history();
  *version.mutable_scores() = assessment.scores();
  assessment = FillFromInstrument(Bridge(), std::move(assessment));
  for (const auto& scores : {assessment.scores(), assessment.history(0).scores()}) {
    ASSERT_EQ(scores.size(), 3);
    EXPECT_EQ(scores[0].item(), "home_situation");
    EXPECT_EQ(scores[0].level(), 2);
    EXPECT_EQ(scores[0].label(), "Home situation");
    EXPECT_EQ(scores[0].label_nl(), "Thuissituatie");
    EXPECT_EQ(scores[0].pillar(), v1::PILLAR_HOME_SITUATION);
    EXPECT_EQ(scores[1].item(), "finances");
    EXPECT_EQ(scores[2].item(), "work");
  }
  EXPECT_EQ(assessment.level_min(), 1);
  EXPECT_EQ(assessment.level_max(), 5);
}

TEST(FillFromInstrument, GivesATotalAtFullCoverageOnly) {
  v1::Assessment assessment = Filled("M-0001", {1, 2, 3, 4, 0});
  EXPECT_EQ(assessment.scored_items(), 4);
  EXPECT_EQ(assessment.items(), 5);
  EXPECT_FALSE(assessment.has_total());
  AddScore(assessment, "work", 5);
  assessment = FillFromInstrument(Bridge(), std::move(assessment));
  EXPECT_EQ(assessment.scored_items(), 5);
  EXPECT_EQ(assessment.total(), 15);
  assessment.mutable_scores()->RemoveLast();
  assessment = FillFromInstrument(Bridge(), std::move(assessment));
  EXPECT_FALSE(assessment.has_total());
}

TEST(Comparison, GivesEachItemAndTheTotal) {
  const auto comparison =
      Compare(Filled("M-0001", {1, 2, 3, 4, 5}), Filled("M-0002", {3, 2, 2, 5, 5}));
  ASSERT_TRUE(comparison.ok());
  EXPECT_THAT(LinesOf(*comparison),
              ElementsAre("home_situation 1 3 2", "well_being 2 2 0", "finances 3 2 -1",
                          "education 4 5 1", "work 5 5 0", "total 15 17 2"));
  EXPECT_EQ(comparison->changes(0).label_nl(), "Thuissituatie");
  EXPECT_EQ(comparison->changes(5).label(), "Total");
  EXPECT_EQ(comparison->changes(5).label_nl(), "Totaal");
  EXPECT_EQ(comparison->from_number(), "M-0001");
  EXPECT_EQ(comparison->to_number(), "M-0002");
  EXPECT_EQ(comparison->instrument(), "bridge");
  EXPECT_EQ(comparison->instrument_version(), "1");
}

TEST(Comparison, LeavesOutWhatOneOfThemDoesNotSay) {
  const std::vector<int> complete = {1, 2, 3, 4, 5}, partial = {3, 0, 2, 5, 5};
  EXPECT_THAT(LinesOf(*Compare(Filled("M-0001", complete), Filled("M-0002", partial))),
              ElementsAre("home_situation 1 3 2", "well_being", "finances 3 2 -1",
                          "education 4 5 1", "work 5 5 0"));
  EXPECT_THAT(LinesOf(*Compare(Filled("M-0001", partial), Filled("M-0002", complete))).size(), 5);
}

TEST(Comparison, NeedsOneTrackInstrumentAndVersion) {
  const v1::Assessment from = Filled("M-0001", {1, 2, 3, 4, 5});
  const auto refusal = [&](auto change) {
    v1::Assessment to = Filled("M-0002", {1, 2, 3, 4, 5});
    change(to);
    const absl::Status status = Compare(from, to).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("M-0001"), HasSubstr("M-0002")));
    return ReasonOf(status);
  };
  EXPECT_EQ(refusal([](v1::Assessment& to) { to.set_track("tracks/2"); }), "DIFFERENT_TRACKS");
  EXPECT_EQ(refusal([](v1::Assessment& to) { to.set_instrument("positive-health"); }),
            "DIFFERENT_INSTRUMENTS");
  EXPECT_EQ(refusal([](v1::Assessment& to) { to.set_instrument_version("2"); }),
            "DIFFERENT_VERSIONS");
}

}  // namespace assessment_test
}  // namespace kansrijk::rules
