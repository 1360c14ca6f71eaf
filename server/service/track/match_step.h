// A step of a match that takes the buddy away from the participant: for all that ends or declines
// one, but the end of its track.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_MATCH_STEP_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_MATCH_STEP_H_

#include "absl/status/status.h"
#include "kansrijk/v1/match.pb.h"
#include "server/rpc/call.h"
#include "server/rules/track/match.h"

namespace kansrijk::service {

// FailedPrecondition, naming the latest, when the buddy had contact with the participant after
// `step`, if that is an END.
absl::Status CheckEndsAfterContact(rpc::WriteCall& call, const v1::Match& match,
                                   const rules::MatchStep& step);

// Writes the match as it is after `step`. FailedPrecondition when its state does not allow that.
absl::StatusOr<v1::Match> WriteMatchStep(rpc::WriteCall& call, const rules::MatchStep& step,
                                         v1::Match match);

// Cancels what the buddy was still to come for after `step`, with its reason.
absl::Status CallOffAppointments(rpc::WriteCall& call, const v1::Match& match,
                                 const rules::MatchStep& step);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_MATCH_STEP_H_
