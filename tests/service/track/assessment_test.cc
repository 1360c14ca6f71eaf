#include "absl/strings/str_cat.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace assessment_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr v1::AssessmentMoment kBegin = v1::ASSESSMENT_MOMENT_BEGIN;
constexpr v1::AssessmentMoment kHalfway = v1::ASSESSMENT_MOMENT_HALFWAY;
constexpr v1::AssessmentMoment kEnd = v1::ASSESSMENT_MOMENT_END;
constexpr v1::AssessmentMoment kAftercare = v1::ASSESSMENT_MOMENT_AFTERCARE;

// "finances 3" of each score.
std::vector<std::string> Levels(const google::protobuf::RepeatedPtrField<v1::Score>& scores) {
  std::vector<std::string> levels;
  for (const v1::Score& score : scores) {
    levels.push_back(absl::StrCat(score.item(), " ", score.level()));
  }
  return levels;
}

void SetLevels(const std::vector<std::pair<std::string, int>>& levels, v1::Assessment& assessment) {
  assessment.clear_scores();
  for (const auto& [item, level] : levels) {
    v1::Score& score = *assessment.add_scores();
    score.set_item(item);
    score.set_level(level);
  }
}

class AssessmentTest : public ::testing::Test {
 protected:
  // All five life domains at `level`.
  v1::RecordAssessmentRequest Of(v1::AssessmentMoment moment, const std::string& date,
                                 int level = 3) const {
    v1::RecordAssessmentRequest request;
    request.set_parent(case_.track.name());
    v1::Assessment& assessment = *request.mutable_assessment();
    assessment.set_moment(moment);
    assessment.set_date(date);
    SetLevels({{"work", level},
               {"education", level},
               {"finances", level},
               {"well_being", level},
               {"home_situation", level}},
              assessment);
    request.set_request_id(NewRequestId());
    return request;
  }

  // The same under the parts of the bridge, in this version; one item.
  v1::RecordAssessmentRequest OfParts(v1::AssessmentMoment moment, const std::string& date,
                                      const std::string& version) const {
    v1::RecordAssessmentRequest request = Of(moment, date);
    request.mutable_assessment()->set_instrument("bridge-parts");
    request.mutable_assessment()->set_instrument_version(version);
    SetLevels({{"debts", 2}}, *request.mutable_assessment());
    return request;
  }

  static absl::StatusOr<v1::Assessment> Record(const Client& client,
                                               const v1::RecordAssessmentRequest& request) {
    return client.Call<v1::Assessment>("kansrijk.v1.AssessmentService/RecordAssessment", request);
  }

  static absl::StatusOr<v1::Assessment> Get(const Client& client, const std::string& name) {
    v1::GetAssessmentRequest request;
    request.set_name(name);
    return client.Call<v1::Assessment>("kansrijk.v1.AssessmentService/GetAssessment", request);
  }

  static absl::StatusOr<v1::Assessment> Correct(const Client& client,
                                                const v1::Assessment& assessment,
                                                const std::vector<std::string>& paths) {
    v1::CorrectAssessmentRequest request;
    *request.mutable_assessment() = assessment;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Assessment>("kansrijk.v1.AssessmentService/CorrectAssessment", request);
  }

  static absl::StatusOr<v1::ListAssessmentsResponse> List(const Client& client,
                                                          const std::string& track,
                                                          int page_size = 0,
                                                          const std::string& token = "") {
    v1::ListAssessmentsRequest request;
    request.set_parent(track);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return client.Call<v1::ListAssessmentsResponse>("kansrijk.v1.AssessmentService/ListAssessments",
                                                    request);
  }

  static absl::StatusOr<v1::AssessmentComparison> Compare(const Client& client,
                                                          const std::string& from,
                                                          const std::string& to) {
    v1::CompareAssessmentsRequest request;
    request.set_from(from);
    request.set_to(to);
    return client.Call<v1::AssessmentComparison>("kansrijk.v1.AssessmentService/CompareAssessments",
                                                 request);
  }

  TestServer server_;  // today is 2026-05-20
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);  // applied on 2026-01-02
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

class RecordAssessment : public AssessmentTest {};
class CorrectAssessment : public AssessmentTest {};
class ListAssessments : public AssessmentTest {};
class CompareAssessments : public AssessmentTest {};
class Instruments : public AssessmentTest {};

TEST_F(RecordAssessment, TakesTheCurrentBridgeOfToday) {
  v1::RecordAssessmentRequest request = Of(kBegin, "", 4);
  request.set_parent("tracks/H-0142");
  request.mutable_assessment()->set_note("Wil eerst de post op orde.");
  const auto made = Record(layla_, request);
  ASSERT_OK(made);
  EXPECT_EQ(made->number(), "M-0001");
  EXPECT_EQ(made->track(), case_.track.name());
  EXPECT_EQ(made->track_number(), case_.track.number());
  EXPECT_EQ(made->household(), case_.household.name());
  EXPECT_EQ(made->household_number(), "H-0142");
  EXPECT_EQ(made->instrument(), "bridge");
  EXPECT_EQ(made->instrument_version(), "1");
  EXPECT_EQ(made->date(), "2026-05-20");
  EXPECT_EQ(made->account_handle(), "layla");
  EXPECT_EQ(made->note(), "Wil eerst de post op orde.");
  EXPECT_THAT(Levels(made->scores()), ElementsAre("home_situation 4", "well_being 4", "finances 4",
                                                  "education 4", "work 4"));
  EXPECT_EQ(made->scores(2).label_nl(), "Financiën");
  EXPECT_EQ(made->scores(2).pillar(), v1::PILLAR_FINANCES);
  EXPECT_EQ(made->scored_items(), 5);
  EXPECT_EQ(made->items(), 5);
  EXPECT_EQ(made->total(), 20);
  EXPECT_EQ(Get(layla_, made->name())->SerializeAsString(), made->SerializeAsString());
  EXPECT_EQ(Get(coordinator_, "tracks/-/assessments/M-0001")->name(), made->name());
}

TEST_F(RecordAssessment, HasNoTotalWhenItemsAreLeftOut) {
  const auto made = Record(layla_, OfParts(kBegin, "2026-02-01", ""));
  ASSERT_OK(made);
  EXPECT_EQ(made->instrument_version(), "2");
  EXPECT_EQ(made->scored_items(), 1);
  EXPECT_EQ(made->items(), 9);
  EXPECT_FALSE(made->has_total());
  EXPECT_FALSE(Get(layla_, made->name())->has_total());
}

TEST_F(RecordAssessment, KeepsLevelNoughtWhereTheInstrumentHasIt) {
  v1::RecordAssessmentRequest request = Of(kBegin, "2026-02-01");
  request.mutable_assessment()->set_instrument("positive-health");
  SetLevels({{"mind", 0}}, *request.mutable_assessment());
  const auto made = Record(layla_, request);
  ASSERT_OK(made);
  EXPECT_THAT(Levels(Get(layla_, made->name())->scores()), ElementsAre("mind 0"));
}

TEST_F(RecordAssessment, HasOneEffectForOneRequest) {
  const v1::RecordAssessmentRequest request = Of(kBegin, "2026-02-01");
  const auto first = Record(layla_, request);
  ASSERT_OK(first);
  EXPECT_EQ(Record(layla_, request)->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(List(layla_, case_.track.name())->assessments_size(), 1);
}

TEST_F(RecordAssessment, RefusesWhatTheInstrumentDoesNotHave) {
  v1::RecordAssessmentRequest request = Of(kBegin, "2026-02-01");
  SetLevels({{"work", 3}, {"finances", 6}, {"debts", 3}, {"work", 4}},
            *request.mutable_assessment());
  const auto refused = Record(layla_, request);
  EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, HasReason("LEVEL_OUT_OF_RANGE"));
  EXPECT_THAT(refused, BlamesField("assessment.scores[1].level"));
  EXPECT_THAT(refused, BlamesField("assessment.scores[2].item"));
  EXPECT_THAT(refused, BlamesField("assessment.scores[3].item"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("the level of `items/finances` must be 1 to 5"));
  SetLevels({}, *request.mutable_assessment());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Record(layla_, request), BlamesField("assessment.scores"));
}

TEST_F(RecordAssessment, RefusesAnUnknownInstrumentOrVersion) {
  v1::RecordAssessmentRequest request = Of(kBegin, "2026-02-01");
  request.mutable_assessment()->set_instrument_version("7");
  const auto refused = Record(layla_, request);
  EXPECT_THAT(refused, HasCode(StatusCode::kNotFound));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("`instruments/bridge/versions/7` not found"));
  request.mutable_assessment()->set_instrument("weegschaal");
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Record(layla_, request), HasCode(StatusCode::kNotFound));
}

TEST_F(RecordAssessment, RefusesTheFutureAndTheTimeBeforeTheApplication) {
  const auto future = Record(layla_, Of(kBegin, "2026-05-21"));
  EXPECT_THAT(future, HasReason("DATE_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("assessment.date"));
  const auto early = Record(layla_, Of(kBegin, "2026-01-01"));
  EXPECT_THAT(early, HasReason("DATE_TOO_EARLY"));
  EXPECT_THAT(early, BlamesField("assessment.date"));
  EXPECT_OK(Record(layla_, Of(kBegin, "2026-01-02")));
}

TEST_F(RecordAssessment, TakesOneOfEachMomentPerInstrumentAndVersion) {
  ASSERT_OK(Record(layla_, Of(kBegin, "2026-02-01")));
  const auto second = Record(coordinator_, Of(kBegin, "2026-03-01"));
  EXPECT_THAT(second, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(second, HasReason("SECOND_OF_MOMENT"));
  EXPECT_THAT(std::string(second.status().message()),
              AllOf(HasSubstr("M-0001"), HasSubstr("2026-02-01"), HasSubstr("correct")));
  EXPECT_OK(Record(layla_, OfParts(kBegin, "2026-03-01", "1")));
  EXPECT_OK(Record(layla_, OfParts(kBegin, "2026-03-01", "2")));
  EXPECT_THAT(Record(layla_, OfParts(kBegin, "2026-03-01", "")), HasReason("SECOND_OF_MOMENT"));
}

TEST_F(RecordAssessment, KeepsMomentsInOrderWithinOneInstrument) {
  ASSERT_OK(Record(layla_, Of(kHalfway, "2026-03-01")));
  const auto late = Record(layla_, Of(kBegin, "2026-03-02"));
  EXPECT_THAT(late, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(late, HasReason("MOMENT_OUT_OF_ORDER"));
  EXPECT_THAT(std::string(late.status().message()),
              AllOf(HasSubstr("M-0001"), HasSubstr("2026-03-01")));
  EXPECT_THAT(Record(layla_, Of(kEnd, "2026-02-28")), HasReason("MOMENT_OUT_OF_ORDER"));
  EXPECT_OK(Record(layla_, OfParts(kEnd, "2026-02-28", "1")));
  EXPECT_OK(Record(layla_, Of(kBegin, "2026-03-01")));
}

TEST_F(RecordAssessment, IsPossibleBeforeTheSupportBeginsAndNotAfterTheEnd) {
  const v1::Household household = AddHousehold(coordinator_, "H-0143");
  v1::Track track =
      AddTrack(coordinator_, household, AddParticipant(coordinator_, household, "Sem"));
  track = *Transition(coordinator_, track, v1::TRACK_VERB_START_INTAKE, "2026-01-03");
  v1::RecordAssessmentRequest request = Of(kBegin, "2026-01-04");
  request.set_parent(track.name());
  EXPECT_OK(Record(coordinator_, request));
  ASSERT_OK(Transition(coordinator_, track, v1::TRACK_VERB_DECLINE, "2026-01-05"));
  request = Of(kHalfway, "2026-01-06");
  request.set_parent(track.name());
  const auto refused = Record(coordinator_, request);
  EXPECT_THAT(refused, HasReason("TRACK_HAS_ENDED"));
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("DECLINED"));
}

TEST_F(RecordAssessment, OfAftercareWaitsForAftercare) {
  const auto refused = Record(layla_, Of(kAftercare, "2026-05-01"));
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NOT_IN_AFTERCARE"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("ACTIVE"));
}

TEST_F(RecordAssessment, IsOnTheCaseloadOnly) {
  server_.AddOrganisation("AN");
  AddBuddy(coordinator_, "B02");
  const auto made = Record(layla_, Of(kBegin, "2026-02-01"));
  ASSERT_OK(made);
  for (const Client& stranger : {server_.AddAccount("elders", v1::ROLE_COORDINATOR, "AN"),
                                 server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02")}) {
    EXPECT_THAT(Record(stranger, Of(kHalfway, "2026-03-01")), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Get(stranger, made->name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Get(stranger, "tracks/-/assessments/M-0001"), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Correct(stranger, *made, {"note"}), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(List(stranger, case_.track.name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Compare(stranger, made->name(), made->name()), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(CorrectAssessment, KeepsWhatItSaidBefore) {
  v1::Assessment made = *Record(layla_, Of(kBegin, "2026-02-01", 2));
  SetLevels({{"work", 5}, {"finances", 1}}, made);
  made.set_date("2026-02-02");
  made.set_note("Was verwisseld.");
  const auto corrected = Correct(coordinator_, made, {"scores", "date", "note"});
  ASSERT_OK(corrected);
  EXPECT_THAT(Levels(corrected->scores()), ElementsAre("home_situation 2", "well_being 2",
                                                       "finances 1", "education 2", "work 5"));
  EXPECT_EQ(corrected->total(), 12);
  EXPECT_EQ(corrected->date(), "2026-02-02");
  EXPECT_NE(corrected->etag(), made.etag());
  EXPECT_EQ(corrected->account_handle(), "layla");
  ASSERT_EQ(corrected->history_size(), 1);
  const v1::AssessmentVersion& before = corrected->history(0);
  EXPECT_THAT(Levels(before.scores()), ElementsAre("home_situation 2", "well_being 2", "finances 2",
                                                   "education 2", "work 2"));
  EXPECT_EQ(before.scores(4).label(), "Work");
  EXPECT_EQ(before.date(), "2026-02-01");
  EXPECT_EQ(before.note(), "");
  EXPECT_EQ(before.account_handle(), "coordinator");
  EXPECT_EQ(Get(layla_, made.name())->SerializeAsString(), corrected->SerializeAsString());
}

TEST_F(CorrectAssessment, ChangesOnlyWhatTheMaskNames) {
  v1::Assessment made = *Record(layla_, Of(kBegin, "2026-02-01", 2));
  made.set_note("Met Noor besproken.");
  made.clear_scores();
  const auto corrected = Correct(layla_, made, {"note"});
  ASSERT_OK(corrected);
  EXPECT_EQ(corrected->total(), 10);
  EXPECT_EQ(corrected->note(), "Met Noor besproken.");
  EXPECT_THAT(Correct(layla_, *corrected, {"moment"}), HasReason("MASK_UNKNOWN_PATH"));
  EXPECT_THAT(Correct(layla_, made, {"scores"}), BlamesField("assessment.scores"));
}

TEST_F(CorrectAssessment, TakesAwayOnlyTheScoreThatItNamesWithLevelNought) {
  v1::Assessment made = *Record(layla_, Of(kBegin, "2026-02-01", 2));
  SetLevels({{"work", 0}}, made);
  const auto corrected = Correct(layla_, made, {"scores"});
  ASSERT_OK(corrected);
  EXPECT_THAT(Levels(corrected->scores()),
              ElementsAre("home_situation 2", "well_being 2", "finances 2", "education 2"));
  EXPECT_FALSE(corrected->has_total());
}

TEST_F(CorrectAssessment, KeepsToTheRulesOfRecording) {
  v1::Assessment begin = *Record(layla_, Of(kBegin, "2026-02-01"));
  ASSERT_OK(Record(layla_, Of(kHalfway, "2026-03-01")));
  begin.set_date("2026-03-02");
  EXPECT_THAT(Correct(layla_, begin, {"date"}), HasReason("MOMENT_OUT_OF_ORDER"));
  begin.set_date("2026-05-21");
  EXPECT_THAT(Correct(layla_, begin, {"date"}), HasReason("DATE_IN_FUTURE"));
  begin.set_date("2026-01-01");
  EXPECT_THAT(Correct(layla_, begin, {"date"}), HasReason("DATE_TOO_EARLY"));
  SetLevels({{"work", 6}}, begin);
  EXPECT_THAT(Correct(layla_, begin, {"scores"}), BlamesField("assessment.scores[0].level"));
  begin.set_date("2026-03-01");
  EXPECT_OK(Correct(layla_, begin, {"date"}));
}

TEST_F(CorrectAssessment, IsPossibleForSevenDays) {
  v1::Assessment made = *Record(layla_, Of(kBegin, "2026-02-01"));
  server_.clock().Advance(absl::Hours(7 * 24) - absl::Seconds(1));
  made.set_note("net op tijd");
  made = *Correct(layla_, made, {"note"});
  server_.clock().Advance(absl::Seconds(2));
  const auto refused = Correct(layla_, made, {"note"});
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("CORRECTION_TOO_LATE"));
  EXPECT_EQ(Get(layla_, made.name())->history_size(), 1);
}

TEST_F(CorrectAssessment, NeedsTheLatestEtag) {
  v1::Assessment made = *Record(layla_, Of(kBegin, "2026-02-01"));
  ASSERT_OK(Correct(layla_, made, {"note"}));
  EXPECT_THAT(Correct(layla_, made, {"note"}), HasCode(StatusCode::kAborted));
  made.clear_etag();
  EXPECT_THAT(Correct(layla_, made, {"note"}), HasReason("ETAG_REQUIRED"));
}

TEST_F(ListAssessments, GivesTheLatestFirstPageAfterPageWithoutHistory) {
  v1::Assessment begin = *Record(layla_, Of(kBegin, "2026-02-01"));
  ASSERT_OK(Correct(layla_, begin, {"note"}));
  ASSERT_OK(Record(layla_, Of(kEnd, "2026-04-01")));
  ASSERT_OK(Record(layla_, Of(kHalfway, "2026-03-01", 4)));
  const auto first = List(layla_, case_.track.name(), 2);
  ASSERT_OK(first);
  ASSERT_EQ(first->assessments_size(), 2);
  EXPECT_EQ(first->assessments(0).moment(), kEnd);
  EXPECT_EQ(first->assessments(1).moment(), kHalfway);
  EXPECT_EQ(first->assessments(1).total(), 20);
  const auto last = List(layla_, case_.track.name(), 2, first->next_page_token());
  ASSERT_OK(last);
  ASSERT_EQ(last->assessments_size(), 1);
  EXPECT_EQ(last->assessments(0).name(), begin.name());
  EXPECT_EQ(last->assessments(0).history_size(), 0);
  EXPECT_EQ(last->next_page_token(), "");
}

TEST_F(CompareAssessments, GivesTheDifferencePerItemAndInTotal) {
  ASSERT_OK(Record(layla_, Of(kBegin, "2026-02-01", 2)));
  v1::RecordAssessmentRequest end = Of(kEnd, "2026-05-01", 4);
  end.mutable_assessment()->mutable_scores(2)->set_level(1);  // finances
  ASSERT_OK(Record(layla_, end));
  const auto compared =
      Compare(layla_, "tracks/-/assessments/M-0001", "tracks/-/assessments/M-0002");
  ASSERT_OK(compared);
  std::vector<std::string> lines;
  for (const auto& change : compared->changes()) {
    lines.push_back(absl::StrCat(change.label_nl(), " ", change.from(), " ", change.to(), " ",
                                 change.difference()));
  }
  EXPECT_THAT(lines, ElementsAre("Thuissituatie 2 4 2", "Welzijn 2 4 2", "Financiën 2 1 -1",
                                 "Opleiding 2 4 2", "Werk 2 4 2", "Totaal 10 17 7"));
  EXPECT_EQ(compared->household(), case_.household.name());
  EXPECT_EQ(compared->from_moment(), kBegin);
  EXPECT_EQ(compared->to_date(), "2026-05-01");
}

TEST_F(CompareAssessments, RefusesOtherTracksInstrumentsAndVersions) {
  const auto bridge = Record(layla_, Of(kBegin, "2026-02-01"));
  const auto old_parts = Record(layla_, OfParts(kBegin, "2026-02-01", "1"));
  const auto new_parts = Record(layla_, OfParts(kEnd, "2026-04-01", "2"));
  const Case other = AddCase(coordinator_, "H-0143", AddBuddy(coordinator_, "B02"));
  v1::RecordAssessmentRequest request = Of(kBegin, "2026-02-01");
  request.set_parent(other.track.name());
  const auto others = Record(coordinator_, request);
  const auto refusal = [&](const auto& from, const auto& to) {
    const auto compared = Compare(coordinator_, from->name(), to->name());
    EXPECT_THAT(compared, HasCode(StatusCode::kFailedPrecondition));
    EXPECT_THAT(std::string(compared.status().message()),
                AllOf(HasSubstr(from->number()), HasSubstr(to->number())));
    return ReasonOf(compared.status());
  };
  EXPECT_EQ(refusal(bridge, others), "DIFFERENT_TRACKS");
  EXPECT_EQ(refusal(bridge, new_parts), "DIFFERENT_INSTRUMENTS");
  EXPECT_EQ(refusal(old_parts, new_parts), "DIFFERENT_VERSIONS");
  EXPECT_THAT(Compare(layla_, bridge->name(), others->name()), HasCode(StatusCode::kNotFound));
}

TEST_F(Instruments, AreReadByCodeAndVersion) {
  v1::GetInstrumentRequest request;
  request.set_code("bridge-parts");
  const auto get = [&] {
    return layla_.Call<v1::Instrument>("kansrijk.v1.InstrumentService/GetInstrument", request);
  };
  EXPECT_EQ(get()->version(), "2");
  request.set_version("1");
  EXPECT_EQ(get()->items_size(), 8);
  request.set_version("3");
  EXPECT_THAT(get(), HasCode(StatusCode::kNotFound));
  const auto all = layla_.Call<v1::ListInstrumentsResponse>(
      "kansrijk.v1.InstrumentService/ListInstruments", v1::ListInstrumentsRequest());
  ASSERT_OK(all);
  EXPECT_EQ(all->instruments_size(), 6);
  EXPECT_EQ(all->instruments(0).display_name(), "Bridge, five life domains");
}

}  // namespace assessment_test
}  // namespace kansrijk::testing
