// Casework for tests, made through the API as a coordinator would.
#ifndef KANSRIJK_TESTS_TESTING_CASEWORK_H_
#define KANSRIJK_TESTS_TESTING_CASEWORK_H_

#include <string>

#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/testing/client.h"

namespace kansrijk::testing {

// A household with a participant, whose track is active with a buddy since 2026-01-05.
struct Case {
  v1::Household household;
  v1::Member participant;
  v1::Track track;
  v1::Match match;
};

// All expect success; `coordinator` is logged in as one.
v1::Buddy AddBuddy(const Client& coordinator, const std::string& number);
v1::Household AddHousehold(const Client& coordinator, const std::string& number);
v1::Member AddParticipant(const Client& coordinator, const v1::Household& household,
                          const std::string& given_name);
// An application of 2026-01-02, with consent.
v1::Track AddTrack(const Client& coordinator, const v1::Household& household,
                   const v1::Member& participant);
absl::StatusOr<v1::Match> Propose(const Client& coordinator, const v1::Track& track,
                                  const v1::Buddy& buddy);
v1::Match AddMatch(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy);
absl::StatusOr<v1::Track> Transition(const Client& coordinator, const v1::Track& track,
                                     v1::TrackVerb verb, const std::string& date = "");
// Records why there is no END assessment, so that the track can be closed.
v1::Track WaiveEndAssessment(const Client& coordinator, const v1::Track& track);
absl::StatusOr<v1::Match> Transition(const Client& coordinator, const v1::Match& match,
                                     v1::MatchVerb verb, const std::string& date = "");

// The match's buddy confirms that there is no conflict of interest.
absl::StatusOr<v1::Match> Confirm(const Client& buddy, const v1::Match& match);
// A match that is MEETING; one that is ACTIVE from `date`, which a buddy who has an `account` has
// confirmed.
v1::Match Meet(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy);
v1::Match MatchUp(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy,
                  const std::string& date = "", const Client* account = nullptr);

Case AddCase(const Client& coordinator, const std::string& household_number, const v1::Buddy& buddy,
             const Client* account = nullptr);

// Nobody but its own buddy and coordinator is to know where the household lives.
void Shield(const Client& coordinator, const std::string& household_name);

// Changes one field of the settings of the coordinator's organisation to what `settings` has.
void ChangeSettings(const Client& coordinator, const v1::Settings& settings,
                    const std::string& path);

// Of 45 minutes, by telephone. An empty `request_id` gets a new one.
v1::LogSessionRequest SessionOn(const std::string& track_name, const std::string& date,
                                const std::string& request_id = "");
absl::StatusOr<v1::Session> Log(const Client& client, const v1::LogSessionRequest& request);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_CASEWORK_H_
