#include "server/rules/track/date_correction.h"

#include "server/base/civil.h"
#include "server/facts/plausible.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

// Ends that are counted from a start or a close, in months.
constexpr int kCountedMonths[] = {0, kAftercareMonths, kTrackMonths,
                                  kTrackMonths + kAftercareMonths};

}  // namespace

absl::Status CheckWrongDate(const v1::CorrectDateRequest& request, absl::CivilDay today) {
  const DateBounds bounds = PlausibleDates(DateKind::kHappened, today);
  if (!IsPlausible(DateKind::kHappened, Day(request.wrong_date()), today)) return absl::OkStatus();
  return Error(kDateCanBe,
               {request.wrong_date(), FormatDate(bounds.first), FormatDate(bounds.last)});
}

DateCorrections CorrectionsOf(const v1::CorrectDateRequest& request, absl::CivilDay today) {
  const absl::CivilDay wrong = Day(request.wrong_date());
  const absl::CivilDay right = Day(request.date());
  DateCorrections corrections;
  corrections.happened.emplace_back(request.wrong_date(), request.date());
  for (const int months : kCountedMonths) {
    const absl::CivilDay counted = AddMonths(wrong, months);
    if (IsPlausible(DateKind::kPlanned, counted, today)) continue;
    corrections.planned.emplace_back(FormatDate(counted), FormatDate(AddMonths(right, months)));
  }
  return corrections;
}

absl::Status CheckCorrectedDate(const v1::CorrectDateRequest& request, absl::CivilDay today) {
  if (Day(request.date()) <= today) return absl::OkStatus();
  return FieldError(kCorrectionInFuture, "date",
                    {request.date(), FormatDate(today), request.wrong_date()});
}

}  // namespace kansrijk::rules
