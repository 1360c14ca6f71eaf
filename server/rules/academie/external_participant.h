// Who, among external participants, may be the same person under another spelling. It advises;
// people judge.
#ifndef KANSRIJK_SERVER_RULES_ACADEMIE_EXTERNAL_PARTICIPANT_H_
#define KANSRIJK_SERVER_RULES_ACADEMIE_EXTERNAL_PARTICIPANT_H_

#include <vector>

#include "absl/types/span.h"
#include "kansrijk/v1/enrolment.pb.h"

namespace kansrijk::rules {

// JaroWinkler of two names from which on they are similar.
inline constexpr double kSimilarParticipantsMin = 0.90;
inline constexpr size_t kSimilarParticipantsMax = 5;

// Those of `others` whose name is similar to that of `participant`, whichever name comes first, and
// without capitals, accents and strokes; likest first, then by number; at most
// kSimilarParticipantsMax. Nobody is similar to oneself.
std::vector<v1::SimilarParticipant> SimilarParticipants(
    const v1::ExternalParticipant& participant, absl::Span<const v1::ExternalParticipant> others);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_ACADEMIE_EXTERNAL_PARTICIPANT_H_
