// What speaks for a buddy as the match of a track. It advises; a coordinator decides.
#ifndef KANSRIJK_SERVER_RULES_TRACK_MATCHING_H_
#define KANSRIJK_SERVER_RULES_TRACK_MATCHING_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rules/track/match.h"

namespace kansrijk::rules {

// What a track asks of its buddy.
struct MatchNeed {
  std::vector<std::string> languages;  // of the participant: BCP 47 codes
  v1::Neighbourhood neighbourhood = v1::NEIGHBOURHOOD_UNSPECIFIED;
  v1::TargetGroup target_group = v1::TARGET_GROUP_UNSPECIFIED;
};

// What a buddy brings.
struct MatchOffer {
  v1::Buddy buddy;
  int ended_tracks = 0;  // of the target group, that the buddy was matched with before
};

// How much of a criterion a buddy meets: part of whole, in words.
struct MatchFinding {
  int part = 0;
  int whole = 1;
  std::string english;
  std::string dutch;
};

// One thing that counts, and for how much when it is met wholly. Of a part it is that part of the
// points, rounded down.
struct MatchCriterion {
  int points;
  const char* english;
  const char* dutch;
  MatchFinding (*find)(const MatchNeed& need, const MatchOffer& offer);
};

// Most points first; together 100.
absl::Span<const MatchCriterion> MatchCriteria();

// The buddy with reasons that have points, their sum, and what stands in the way.
v1::BuddySuggestion SuggestionOf(const MatchNeed& need, const MatchOffer& offer,
                                 const std::vector<FailingGuard>& failing);

// Puts those that may be matched first, by score and number, before the others, by number.
void SortSuggestions(std::vector<v1::BuddySuggestion>& suggestions);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_MATCHING_H_
