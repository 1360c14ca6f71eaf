// What an overview says, from what was counted.
#ifndef KANSRIJK_SERVER_RULES_TRACK_OVERVIEW_H_
#define KANSRIJK_SERVER_RULES_TRACK_OVERVIEW_H_

#include <vector>

#include "absl/types/span.h"
#include "kansrijk/v1/overview.pb.h"

namespace kansrijk::rules {

// Tracks by state and exit reason, in this order: the open ones by state alone, the others as
// exits.
v1::Overview AddTracks(absl::Span<const v1::ExitCount> tracks, v1::Overview overview);

// The sessions by month and buddy, and their sums.
v1::Overview AddSessions(absl::Span<const v1::MonthCount> months, v1::Overview overview);

// One row a buddy, by number: those of `matched`, who have active matches, those who held sessions
// of `months`, and those of `flagged`, who have flags. Who has an active match and no session
// logged nothing.
std::vector<v1::BuddyCount> BuddyCounts(absl::Span<const v1::BuddyCount> matched,
                                        absl::Span<const v1::MonthCount> months,
                                        absl::Span<const v1::BuddyCount> flagged);

// Of the flags of a buddy, those about certificates that end.
bool IsAboutCertificate(v1::FlagKind kind);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_OVERVIEW_H_
