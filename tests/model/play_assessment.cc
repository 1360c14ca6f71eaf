// Moves about assessments.
#include "kansrijk/v1/assessment.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

constexpr int kAssessmentCorrectionDays = 7;
// The instrument that is used when none is named: five items, levels 1 to 5.
const std::vector<std::string> kItems = {"home_situation", "well_being", "finances", "education",
                                         "work"};
constexpr int kLevelMax = 5;

struct Scores {
  int total = 0;
  bool invalid = false;
};

// Of all items or some; at times with one too many.
Scores GiveScores(Play& play, v1::Assessment& assessment) {
  Scores given;
  const bool all = play.OneIn(2);
  for (const std::string& item : kItems) {
    if (!all && play.OneIn(3)) continue;
    v1::Score& score = *assessment.add_scores();
    score.set_item(item);
    score.set_level(play.OneIn(60) ? (play.OneIn(2) ? 0 : kLevelMax + 1)
                                   : 1 + play.Below(kLevelMax));
    given.total += score.level();
    given.invalid |= score.level() < 1 || score.level() > kLevelMax;
  }
  if (play.OneIn(20)) {
    v1::Score& score = *assessment.add_scores();
    score.set_item(play.OneIn(2) && assessment.scores_size() > 1 ? assessment.scores(0).item()
                                                                 : "geluk");
    score.set_level(1);
    given.invalid = true;
  }
  return given;
}

// No second of a moment, and the moments in their order.
bool Fits(Play& play, const v1::Assessment& assessment) {
  for (const auto& other : play.world().assessments) {
    if (other.now.track() != assessment.track() || other.now.name() == assessment.name()) continue;
    if (other.now.moment() == assessment.moment()) return false;
    const bool before = other.now.moment() < assessment.moment();
    if (before ? other.now.date() > assessment.date() : other.now.date() < assessment.date()) {
      return false;
    }
  }
  return true;
}

void RecordAssessment(Play& play) {
  auto* track =
      play.Some(play.world().tracks, [](const v1::Track& one) { return !HasEnded(one.state()); });
  if (track == nullptr) return;
  v1::RecordAssessmentRequest request;
  request.set_parent(track->now.name());
  v1::Assessment& assessment = *request.mutable_assessment();
  if (!play.OneIn(15)) {
    assessment.set_moment(v1::AssessmentMoment(1 + play.Below(v1::AssessmentMoment_MAX)));
  }
  if (play.OneIn(20)) assessment.set_instrument("kristallen bol");
  assessment.set_date(play.SomeDate());
  const Scores scores = GiveScores(play, assessment);
  v1::Assessment meant = assessment;
  meant.set_track(track->now.name());
  meant.set_date(play.OrToday(assessment.date()));
  const bool aftercare = assessment.moment() == v1::ASSESSMENT_MOMENT_AFTERCARE;
  const auto made = play.Change<v1::Assessment>(
      "AssessmentService/RecordAssessment", Roles::kCaseload, request,
      Verdict()
          .Malformed(assessment.moment() == 0 || assessment.scores().empty())
          .Hidden(!play.Sees(*track))
          .Broken(!assessment.instrument().empty(), Code::kNotFound)
          .Invalid(scores.invalid)
          .Invalid(meant.date() > play.world().today || meant.date() < track->now.apply_date())
          .Forbidden(HasEnded(track->now.state()) && meant.date() > track->now.close_date())
          .Forbidden(aftercare && track->now.aftercare_end_date().empty())
          .Forbidden(!Fits(play, meant)));
  if (!made) return;
  meant.set_household(track->now.household());
  meant.set_instrument("bridge");
  meant.set_scored_items(assessment.scores_size());
  if (meant.scored_items() == static_cast<int>(kItems.size())) meant.set_total(scores.total);
  play.Keep(play.world().assessments, meant, *made, track->organisation);
}

void CorrectAssessment(Play& play) {
  auto* assessment = play.Some(play.world().assessments);
  if (assessment == nullptr) return;
  v1::CorrectAssessmentRequest request;
  v1::Assessment& given = *request.mutable_assessment();
  given.set_name(assessment->now.name());
  given.set_etag(play.EtagFor(*assessment));
  given.set_date(play.SomeDate());
  given.set_note(absl::StrCat("verbeterd ", play.Below(1000)));
  request.mutable_update_mask()->add_paths("date");
  request.mutable_update_mask()->add_paths("note");
  const auto& track = Find(play.world().tracks, assessment->now.track())->now;
  v1::Assessment corrected = assessment->now;
  corrected.set_date(play.OrToday(given.date()));
  corrected.set_note(given.note());
  const auto changed = play.Change<v1::Assessment>(
      "AssessmentService/CorrectAssessment", Roles::kCaseload, request,
      Verdict()
          .Hidden(!play.Sees(*assessment))
          .Etag(given.etag(), assessment->etags)
          .Forbidden(assessment->made < play.Day(-kAssessmentCorrectionDays))
          .Invalid(corrected.date() > play.world().today || corrected.date() < track.apply_date())
          .Forbidden(!Fits(play, corrected)));
  if (!changed) return;
  assessment->now = corrected;
  assessment->now.add_history();
  play.Changed(*assessment, *changed);
}

void GetAssessment(Play& play) {
  auto* assessment = play.Some(play.world().assessments);
  if (assessment == nullptr) return;
  v1::GetAssessmentRequest request;
  request.set_name(assessment->now.name());
  const auto got = play.Read<v1::Assessment>("AssessmentService/GetAssessment", Roles::kCaseload,
                                             request, Verdict().Hidden(!play.Sees(*assessment)));
  if (!got) return;
  play.Compare(*assessment, *got);
  play.Expect(got->history_size() == assessment->now.history_size(), "another history");
}

void ListAssessments(Play& play) {
  auto* track = play.Some(play.world().tracks);
  if (track == nullptr) return;
  v1::ListAssessmentsRequest request;
  request.set_parent(track->now.name());
  std::vector<Kept<v1::Assessment>*> expected;
  for (auto& assessment : play.world().assessments) {
    if (assessment.now.track() == track->now.name()) expected.push_back(&assessment);
  }
  play.List("AssessmentService/ListAssessments", request, Verdict().Hidden(!play.Sees(*track)),
            expected, &v1::ListAssessmentsResponse::assessments);
}

constexpr WeightedMove kAssessmentMoves[] = {
    {6, &RecordAssessment}, {2, &CorrectAssessment}, {2, &GetAssessment}, {1, &ListAssessments}};

}  // namespace

absl::Span<const WeightedMove> AssessmentMoves() { return kAssessmentMoves; }

}  // namespace kansrijk::model
