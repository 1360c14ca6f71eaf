// What happens in a track, by what it says of the participant.
#ifndef KANSRIJK_SERVER_FACTS_HAPPENING_H_
#define KANSRIJK_SERVER_FACTS_HAPPENING_H_

namespace kansrijk {

// Each kind is also one of those before it.
enum class HappeningKind {
  kRecorded = 1,  // a no-show, a match, a goal, a step, a referral: without the participant too
  kOfParticipant = 2,  // an assessment, an outcome, an incentive
  kContact = 3,        // a session or an appointment at which the participant was there
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_HAPPENING_H_
