// Steps of a track, as tests of its rules take them.
#ifndef KANSRIJK_TESTS_RULES_TRACK_STEP_H_
#define KANSRIJK_TESTS_RULES_TRACK_STEP_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "server/rules/track/track.h"

namespace kansrijk::rules {

inline v1::TransitionTrackRequest On(v1::TrackVerb verb, const std::string& date) {
  v1::TransitionTrackRequest request;
  request.set_verb(verb);
  request.set_date(date);
  return request;
}

// The track after `request` led it to `state`.
inline v1::Track After(const v1::TransitionTrackRequest& request, v1::TrackState state,
                       v1::Track track) {
  const auto after = ApplyTransition(request, state, std::move(track));
  EXPECT_TRUE(after.ok()) << after.status();
  return after.ok() ? *after : v1::Track();
}

}  // namespace kansrijk::rules

#endif  // KANSRIJK_TESTS_RULES_TRACK_STEP_H_
