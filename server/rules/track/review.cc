#include "server/rules/track/review.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

// What follows the number, for one and for several.
struct ChangeWords {
  ChangeKind kind;
  const char* english_one;
  const char* english;
  const char* dutch_one;
  const char* dutch;
};

constexpr ChangeWords kWords[] = {
    {ChangeKind::kState, "change of state", "changes of state", "wijziging van status",
     "wijzigingen van status"},
    {ChangeKind::kMatch, "match made, changed or ended", "matches made, changed or ended",
     "koppeling gemaakt, gewijzigd of beëindigd", "koppelingen gemaakt, gewijzigd of beëindigd"},
    {ChangeKind::kSession, "session", "sessions", "sessie", "sessies"},
    {ChangeKind::kNoShow, "no-show", "no-shows", "keer niet verschenen", "keer niet verschenen"},
    {ChangeKind::kGoalAchieved, "goal achieved", "goals achieved", "doel behaald",
     "doelen behaald"},
    {ChangeKind::kGoalPartlyAchieved, "goal partly achieved", "goals partly achieved",
     "doel deels behaald", "doelen deels behaald"},
    {ChangeKind::kGoalStopped, "goal stopped", "goals stopped", "doel gestopt", "doelen gestopt"},
    {ChangeKind::kNewGoal, "new goal", "new goals", "nieuw doel", "nieuwe doelen"},
    {ChangeKind::kStepDone, "step done", "steps done", "stap gedaan", "stappen gedaan"},
    {ChangeKind::kAssessment, "assessment", "assessments", "meting", "metingen"},
    {ChangeKind::kReferral, "answer to a referral", "answers to referrals",
     "antwoord op een doorverwijzing", "antwoorden op doorverwijzingen"},
};

}  // namespace

absl::Status CheckReview(const std::string& track_number, v1::TrackState state,
                         const std::string& date, const std::string& last_review_date,
                         absl::CivilDay today) {
  if (IsFinal(state)) return Error(kReviewOfEndedTrack, {track_number, state});
  if (Day(date) > today) return FieldError(kReviewInFuture, "review.date", {date});
  if (date < last_review_date) {
    return FieldError(kReviewBeforeLast, "review.date", {date, last_review_date});
  }
  return absl::OkStatus();
}

std::string ReviewDueDate(const std::string& last_review_date, const std::string& apply_date,
                          const v1::Settings& settings) {
  if (last_review_date.empty()) return apply_date;
  return FormatDate(Day(last_review_date) + settings.days_between_reviews());
}

v1::Change ChangeOf(const CountedChange& counted) {
  v1::Change change;
  for (const ChangeWords& words : kWords) {
    if (words.kind != counted.kind) continue;
    const bool one = counted.count == 1;
    change.set_text(absl::StrCat(counted.count, " ", one ? words.english_one : words.english));
    change.set_text_nl(absl::StrCat(counted.count, " ", one ? words.dutch_one : words.dutch));
  }
  return change;
}

}  // namespace kansrijk::rules
