#include "tests/faults/recent_case.h"

#include "absl/time/clock.h"
#include "server/base/civil.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {
namespace {

template <typename Message, typename Request>
Message Must(const Client& client, const std::string& method, const Request& request) {
  const absl::StatusOr<Message> made = client.Call<Message>("kansrijk.v1." + method, request);
  EXPECT_OK(made) << method;
  return made.ok() ? *made : Message();
}

template <typename Message>
Message Must(const absl::StatusOr<Message>& made) {
  EXPECT_OK(made);
  return made.ok() ? *made : Message();
}

v1::Buddy AddRecentBuddy(const Client& coordinator) {
  v1::CreateBuddyRequest request;
  v1::Buddy& buddy = *request.mutable_buddy();
  buddy.set_number("B01");
  buddy.set_given_name("Layla");
  buddy.set_kind(v1::BUDDY_KIND_PROFESSIONAL);
  buddy.set_conduct_certificate_date(DaysAgo(200));
  buddy.set_confidentiality_signed(true);
  buddy.set_basic_certificate_date(DaysAgo(190));
  buddy.set_backup_organisation("organisations/KO");
  request.set_request_id(NewRequestId());
  return Must<v1::Buddy>(coordinator, "BuddyService/CreateBuddy", request);
}

v1::Track AddRecentTrack(const Client& coordinator, const Case& made) {
  v1::CreateTrackRequest request;
  request.set_parent(made.household.name());
  v1::Track& track = *request.mutable_track();
  track.set_participant(made.participant.name());
  track.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  track.set_apply_date(DaysAgo(40));
  track.set_participation_consent_date(DaysAgo(40));
  request.set_request_id(NewRequestId());
  return Must<v1::Track>(coordinator, "TrackService/CreateTrack", request);
}

}  // namespace

std::string DaysAgo(int days) { return FormatDate(DayOf(absl::Now()) - days); }

Case AddRecentCase(const Client& coordinator) {
  Case made;
  const v1::Buddy buddy = AddRecentBuddy(coordinator);
  made.household = AddHousehold(coordinator, "");
  made.participant = AddParticipant(coordinator, made.household, "Noor");
  made.track = AddRecentTrack(coordinator, made);
  made.track = Must(Transition(coordinator, made.track, v1::TRACK_VERB_START_INTAKE, DaysAgo(39)));
  made.match = AddMatch(coordinator, made.track, buddy);
  made.match = Must(Transition(coordinator, made.match, v1::MATCH_VERB_START_MEETING, DaysAgo(35)));
  made.match = Must(Transition(coordinator, made.match, v1::MATCH_VERB_ACTIVATE, DaysAgo(30)));
  made.track = Must(Transition(coordinator, made.track, v1::TRACK_VERB_ACTIVATE, DaysAgo(30)));
  return made;
}

}  // namespace kansrijk::testing
