// A step of a track, as far as the track itself and its matches go: what TransitionTrack does
// before the areas that know of goals, referrals and consents settle those.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_TRACK_STEP_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_TRACK_STEP_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// The track after `step`, which is rules::MeantStep(), with its events; errors are those of
// TransitionTrack. An end ends its matches, and keeps with the track which they were.
absl::StatusOr<v1::Track> TakeStep(rpc::WriteCall& call, const v1::TransitionTrackRequest& step);

// The track after its end was taken back: its matches are as they were before, but for those that a
// hard guard keeps from being so by now.
absl::StatusOr<v1::Track> TakeBackEnd(rpc::WriteCall& call, const v1::TransitionTrackRequest& step);

// Whether `step` is for TakeBackEnd(). NotFound outside the scope.
absl::StatusOr<bool> TakesBackEnd(rpc::WriteCall& call, const v1::TransitionTrackRequest& step);

// FailedPrecondition, naming the latest, when something happened in the track after `date`, on
// which it is to end; of a participant who `died`, something that takes one who lives.
absl::Status CheckEndsLast(rpc::WriteCall& call, const v1::Track& track, const std::string& date,
                           bool died);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_TRACK_STEP_H_
