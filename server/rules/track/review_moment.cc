#include "server/rules/track/review_moment.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

absl::CivilDay PlannedEndOf(const v1::Track& track) {
  if (!track.planned_end_date().empty()) return Day(track.planned_end_date());
  return AddMonths(Day(track.start_date()), kTrackMonths);
}

v1::ReviewMoment MomentOf(v1::AssessmentMoment moment, absl::CivilDay due,
                          const std::vector<v1::ReviewMoment>& done) {
  v1::ReviewMoment review;
  review.set_moment(moment);
  review.set_due_date(FormatDate(due));
  const auto made = std::find_if(done.begin(), done.end(),
                                 [moment](const auto& one) { return one.moment() == moment; });
  if (made == done.end()) return review;
  review.set_done_date(made->done_date());
  review.set_assessment_number(made->assessment_number());
  return review;
}

}  // namespace

absl::CivilDay HalfwayDay(absl::CivilDay start, absl::CivilDay end) {
  if (end == AddMonths(start, kTrackMonths)) return AddMonths(start, kTrackMonths / 2);
  return start + (end - start) / 2;
}

std::vector<v1::ReviewMoment> ReviewMomentsOf(const v1::Track& track, const v1::Settings& settings,
                                              const std::vector<v1::ReviewMoment>& done) {
  if (track.start_date().empty()) return {};
  const absl::CivilDay start = Day(track.start_date());
  const absl::CivilDay end = PlannedEndOf(track);
  std::vector<v1::ReviewMoment> reviews = {
      MomentOf(v1::ASSESSMENT_MOMENT_BEGIN, start + settings.days_to_begin_assessment(), done),
      MomentOf(v1::ASSESSMENT_MOMENT_HALFWAY, HalfwayDay(start, end), done),
      MomentOf(v1::ASSESSMENT_MOMENT_END, end, done)};
  v1::ReviewMoment& last = reviews.back();
  last.set_waived(last.done_date().empty() && !track.end_assessment_waiver().empty());
  return reviews;
}

}  // namespace kansrijk::rules
