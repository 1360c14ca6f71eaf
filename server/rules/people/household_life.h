// What can happen to households: members who move, households that split and join.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_HOUSEHOLD_LIFE_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_HOUSEHOLD_LIFE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_field.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kEventInFuture{"DATE_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                          "`date` $0 is after today ($1)",
                                          "`date` $0 ligt na vandaag ($1)"};
inline constexpr ErrorKind kEventTooEarly{
    "DATE_TOO_EARLY", absl::StatusCode::kInvalidArgument,
    "`date` $0 is before the latest event of household $1 ($2)",
    "`date` $0 ligt voor de laatste gebeurtenis van huishouden $1 ($2)"};
inline constexpr ErrorKind kLivesThereAlready{
    "LIVES_THERE_ALREADY", absl::StatusCode::kFailedPrecondition,
    "member $0 already lives in household $1", "lid $0 woont al in huishouden $1"};
inline constexpr ErrorKind kNoMemberOfHousehold{
    "NO_MEMBER_OF_HOUSEHOLD", absl::StatusCode::kInvalidArgument,
    "`member_numbers` names $0, who is not a member of household $1",
    "`member_numbers` noemt $0, dat geen lid is van huishouden $1"};
inline constexpr ErrorKind kMemberNamedTwice{
    "MEMBER_NAMED_TWICE", absl::StatusCode::kInvalidArgument, "`member_numbers` names $0 twice",
    "`member_numbers` noemt $0 twee keer"};
inline constexpr ErrorKind kNobodyStays{
    "NOBODY_STAYS", absl::StatusCode::kInvalidArgument,
    "`member_numbers` names all members of household $0: at least one stays",
    "`member_numbers` noemt alle leden van huishouden $0: er blijft er minstens één"};
inline constexpr ErrorKind kJoinsItself{"JOINS_ITSELF", absl::StatusCode::kInvalidArgument,
                                        "household $0 cannot join itself: name another one",
                                        "huishouden $0 kan niet met zichzelf samengaan: noem een "
                                        "ander huishouden"};
inline constexpr ErrorKind kSameNeighbourhood{
    "SAME_NEIGHBOURHOOD", absl::StatusCode::kFailedPrecondition,
    "household $0 already lives in that neighbourhood", "huishouden $0 woont al in die wijk"};

// InvalidArgument on date: after `today`, or before the latest of `household.events`, which are all
// there.
absl::Status CheckEventDate(const v1::Household& household, const std::string& date,
                            absl::CivilDay today);

// FailedPrecondition when the member lives in `household` already, or left.
absl::Status CheckTransfer(const v1::Member& member, const v1::Household& household);

// Those of `household.members`, who are all there, whom `numbers` names, in that order.
// InvalidArgument on member_numbers: no member of the household, one named twice, or all of them.
absl::StatusOr<std::vector<v1::Member>> MembersToSplitOff(
    const v1::Household& household, const google::protobuf::RepeatedPtrField<std::string>& numbers);

// InvalidArgument on other: the household itself.
absl::Status CheckJoin(const v1::Household& household, const v1::Household& other);

// FailedPrecondition when the household lives there already.
absl::Status CheckNeighbourhoodMove(const v1::Household& household,
                                    v1::Neighbourhood neighbourhood);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_HOUSEHOLD_LIFE_H_
