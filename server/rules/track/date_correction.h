// Dates that came in although they cannot be, and how they are put right.
#ifndef KANSRIJK_SERVER_RULES_TRACK_DATE_CORRECTION_H_
#define KANSRIJK_SERVER_RULES_TRACK_DATE_CORRECTION_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kDateCanBe{
    "DATE_CAN_BE", absl::StatusCode::kFailedPrecondition,
    "$0 is a possible day (from $1 to $2): change it where it was recorded",
    "$0 is een mogelijke dag (van $1 tot en met $2): wijzig hem waar hij is vastgelegd"};
inline constexpr ErrorKind kDateStandsNowhere{
    "DATE_STANDS_NOWHERE", absl::StatusCode::kFailedPrecondition,
    "track $0 and its records contain no impossible date $1",
    "in traject $0 en wat daarvan is vastgelegd komt geen onmogelijke datum $1 voor"};
inline constexpr ErrorKind kCorrectionInFuture{
    "DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "$0 lies after today ($1), but $2 is the date of something that has happened",
    "$0 ligt na vandaag ($1), maar $2 is de datum van iets dat al is gebeurd"};
inline constexpr ErrorKind kCorrectionOutOfOrder{
    "DATE_OUT_OF_ORDER", absl::StatusCode::kFailedPrecondition,
    "with $0 in place of $1, something would come before what it follows, or fall on a day that is "
    "taken; correct the other date first",
    "met $0 in plaats van $1 zou iets voor datgene komen waarop het volgt, of op een dag vallen "
    "die al bezet is; verbeter eerst de andere datum"};

// What takes the place of what, where something happened and where something is planned.
struct DateCorrections {
  using Pairs = std::vector<std::pair<std::string, std::string>>;  // wrong date, right date
  Pairs happened;
  Pairs planned;  // those of `happened`, and planned ends that were counted from them
};

// FailedPrecondition when the wrong date is possible wherever it is recorded.
absl::Status CheckWrongDate(const v1::CorrectDateRequest& request, absl::CivilDay today);

// What is to be replaced; of plans only dates that no plan can have.
DateCorrections CorrectionsOf(const v1::CorrectDateRequest& request, absl::CivilDay today);

// InvalidArgument on date: something that happened would lie in the future.
absl::Status CheckCorrectedDate(const v1::CorrectDateRequest& request, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_DATE_CORRECTION_H_
