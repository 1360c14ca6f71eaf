// When a buddy can leave.
#ifndef KANSRIJK_SERVER_RULES_TRACK_LEAVE_H_
#define KANSRIJK_SERVER_RULES_TRACK_LEAVE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kHasLeft{"BUDDY_HAS_LEFT", absl::StatusCode::kFailedPrecondition,
                                    "buddy $0 left on $1 already",
                                    "buddy $0 is op $1 al vertrokken"};
inline constexpr ErrorKind kTracksNeedABuddy{
    "TRACKS_NEED_A_BUDDY", absl::StatusCode::kFailedPrecondition,
    "buddy $0 still has tracks $1: say who takes them over (`to`), or hand each of them over first",
    "buddy $0 heeft nog de trajecten $1: noem wie ze overneemt (`to`), of draag ze eerst één voor "
    "één over"};
inline constexpr ErrorKind kMatchedElsewhere{
    "MATCHED_ELSEWHERE", absl::StatusCode::kFailedPrecondition,
    "buddy $0 still has matches with tracks of $1: have them ended or handed over there first",
    "buddy $0 heeft nog koppelingen met trajecten van $1: laat die daar eerst beëindigen of "
    "overdragen"};
inline constexpr ErrorKind kTakesOverFromSelf{
    "TAKES_OVER_FROM_SELF", absl::StatusCode::kInvalidArgument,
    "`to` is buddy $0, who leaves: name another", "`to` is buddy $0, die vertrekt: noem een ander"};

// InvalidArgument, naming the field: a date in the future, a buddy who takes over from the same.
// FailedPrecondition: the buddy has left, or has an ACTIVE match among `standing` that nobody (`to`
// is empty) takes over.
absl::Status CheckLeave(const v1::Buddy& buddy, const std::string& date, const std::string& to,
                        const std::vector<v1::Match>& standing, absl::CivilDay today);

// FailedPrecondition, naming them: `others`, organisations, have matches with the buddy.
absl::Status CheckNotMatchedElsewhere(const v1::Buddy& buddy,
                                      const std::vector<std::string>& others);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_LEAVE_H_
