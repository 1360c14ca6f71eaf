// Dates that came in although they cannot be, and how they are put right.
#ifndef KANSRIJK_SERVER_RULES_DATE_CORRECTION_H_
#define KANSRIJK_SERVER_RULES_DATE_CORRECTION_H_

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
    "$0 is a day that can be (from $1 to $2): change it where it stands",
    "$0 is een dag die kan (van $1 tot en met $2): wijzig hem waar hij staat"};
inline constexpr ErrorKind kDateStandsNowhere{
    "DATE_STANDS_NOWHERE", absl::StatusCode::kFailedPrecondition,
    "track $0 and what is recorded of it hold no date $1 that cannot be",
    "in traject $0 en wat ervan is vastgelegd staat nergens een datum $1 die niet kan"};
inline constexpr ErrorKind kCorrectionInFuture{
    "DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
    "$0 lies after today ($1), and $2 stands where something has happened",
    "$0 ligt na vandaag ($1), en $2 staat waar iets is gebeurd"};
inline constexpr ErrorKind kCorrectionOutOfOrder{
    "DATE_OUT_OF_ORDER", absl::StatusCode::kFailedPrecondition,
    "$0 in place of $1 would come before what it follows, or stand on a day that is taken; correct "
    "the other date first",
    "$0 in plaats van $1 zou voor iets komen waarop het volgt, of op een dag die al bezet is; "
    "verbeter eerst de andere datum"};

// What takes the place of what, where something happened and where something is planned.
struct DateCorrections {
  using Pairs = std::vector<std::pair<std::string, std::string>>;  // wrong date, right date
  Pairs happened;
  Pairs planned;  // those of `happened`, and planned ends that were counted from them
};

// FailedPrecondition when the wrong date can be, wherever it stands.
absl::Status CheckWrongDate(const v1::CorrectDateRequest& request, absl::CivilDay today);

// What is to be replaced; of plans only dates that no plan can have.
DateCorrections CorrectionsOf(const v1::CorrectDateRequest& request, absl::CivilDay today);

// InvalidArgument on date: something that happened would lie in the future.
absl::Status CheckCorrectedDate(const v1::CorrectDateRequest& request, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_DATE_CORRECTION_H_
