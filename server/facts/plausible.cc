#include "server/facts/plausible.h"

namespace kansrijk {
namespace {

constexpr int kOldestPersonYears = 120;
constexpr int kPlannedYearsMax = 10;

// Before it there was no programme of this kind whose records could be kept here.
constexpr absl::CivilDay kFirstRecordedDay(2000, 1, 1);

}  // namespace

DateBounds PlausibleDates(DateKind kind, absl::CivilDay today) {
  switch (kind) {
    case DateKind::kBirth:
      return {absl::CivilDay(today.year() - kOldestPersonYears, 1, 1), today};
    case DateKind::kHappened:
      return {kFirstRecordedDay, today};
    case DateKind::kPlanned:
      return {kFirstRecordedDay, absl::CivilDay(today.year() + kPlannedYearsMax, 12, 31)};
  }
  return {today, today};
}

bool IsPlausible(DateKind kind, absl::CivilDay day, absl::CivilDay today) {
  const DateBounds bounds = PlausibleDates(kind, today);
  return day >= bounds.first && day <= bounds.last;
}

}  // namespace kansrijk
