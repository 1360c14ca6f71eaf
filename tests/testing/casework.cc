#include "tests/testing/casework.h"

#include "absl/cleanup/cleanup.h"
#include "tests/testing/server.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {
namespace {

// The response, which the test needs to go on; an empty one, and a failure, when it was refused.
template <typename Response>
Response Must(const absl::StatusOr<Response>& response) {
  EXPECT_OK(response);
  return response.ok() ? *response : Response();
}
template <typename Response, typename Request>
Response Must(const Client& client, const std::string& method, const Request& request) {
  const absl::StatusOr<Response> response = client.Call<Response>(method, request);
  EXPECT_OK(response) << method;
  return response.ok() ? *response : Response();
}

}  // namespace

v1::Buddy AddBuddy(const Client& coordinator, const std::string& number) {
  v1::CreateBuddyRequest request;
  v1::Buddy& buddy = *request.mutable_buddy();
  buddy.set_number(number);
  buddy.set_given_name("Layla");
  buddy.set_family_name("Test");
  buddy.set_kind(v1::BUDDY_KIND_PROFESSIONAL);
  buddy.set_conduct_certificate_date("2025-06-01");
  buddy.set_confidentiality_signed(true);
  buddy.set_basic_certificate_date("2025-07-01");
  buddy.set_backup_organisation("organisations/KO");
  request.set_request_id(NewRequestId());
  return Must<v1::Buddy>(coordinator, "kansrijk.v1.BuddyService/CreateBuddy", request);
}

v1::Household AddHousehold(const Client& coordinator, const std::string& number) {
  v1::CreateHouseholdRequest request;
  request.mutable_household()->set_number(number);
  request.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
  request.set_request_id(NewRequestId());
  return Must<v1::Household>(coordinator, "kansrijk.v1.HouseholdService/CreateHousehold", request);
}

v1::Member AddParticipant(const Client& coordinator, const v1::Household& household,
                          const std::string& given_name) {
  v1::CreateMemberRequest request;
  request.set_parent(household.name());
  v1::Member& member = *request.mutable_member();
  member.set_given_name(given_name);
  member.set_family_name("Testdeelnemer");
  member.set_birth_date("1990-02-28");
  member.set_relation(v1::MEMBER_RELATION_HEAD);
  member.set_participant(true);
  request.set_request_id(NewRequestId());
  return Must<v1::Member>(coordinator, "kansrijk.v1.HouseholdService/CreateMember", request);
}

v1::Track AddTrack(const Client& coordinator, const v1::Household& household,
                   const v1::Member& participant) {
  v1::CreateTrackRequest request;
  request.set_parent(household.name());
  v1::Track& track = *request.mutable_track();
  track.set_participant(participant.name());
  track.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  track.set_intake_source("WIJ");
  track.set_apply_date("2026-01-02");
  track.set_participation_consent_date("2026-01-02");
  request.set_request_id(NewRequestId());
  return Must<v1::Track>(coordinator, "kansrijk.v1.TrackService/CreateTrack", request);
}

absl::StatusOr<v1::Match> Propose(const Client& coordinator, const v1::Track& track,
                                  const v1::Buddy& buddy) {
  v1::CreateMatchRequest request;
  request.set_parent(track.name());
  request.mutable_match()->set_buddy(buddy.name());
  request.set_request_id(NewRequestId());
  return coordinator.Call<v1::Match>("kansrijk.v1.MatchService/CreateMatch", request);
}

v1::Match AddMatch(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy) {
  return Must(Propose(coordinator, track, buddy));
}

absl::StatusOr<v1::Track> Transition(const Client& coordinator, const v1::Track& track,
                                     v1::TrackVerb verb, const std::string& date) {
  v1::TransitionTrackRequest request;
  request.set_name(track.name());
  request.set_etag(track.etag());
  request.set_verb(verb);
  request.set_date(date);
  if (verb == v1::TRACK_VERB_CLOSE || verb == v1::TRACK_VERB_DROP_OUT) {
    request.set_exit_reason(v1::EXIT_REASON_GOALS_ACHIEVED);
  }
  request.set_request_id(NewRequestId());
  return coordinator.Call<v1::Track>("kansrijk.v1.TrackService/TransitionTrack", request);
}

v1::Track WaiveEndAssessment(const Client& coordinator, const v1::Track& track) {
  v1::UpdateTrackRequest request;
  *request.mutable_track() = track;
  request.mutable_track()->set_end_assessment_waiver("op verzoek");
  request.mutable_update_mask()->add_paths("end_assessment_waiver");
  request.set_request_id(NewRequestId());
  return Must<v1::Track>(coordinator, "kansrijk.v1.TrackService/UpdateTrack", request);
}

absl::StatusOr<v1::Match> Transition(const Client& coordinator, const v1::Match& match,
                                     v1::MatchVerb verb, const std::string& date) {
  v1::TransitionMatchRequest request;
  request.set_name(match.name());
  request.set_etag(match.etag());
  request.set_verb(verb);
  request.set_date(date);
  request.set_no_conflict_of_interest(true);
  if (verb == v1::MATCH_VERB_END || verb == v1::MATCH_VERB_DECLINE) request.set_reason("test");
  request.set_request_id(NewRequestId());
  return coordinator.Call<v1::Match>("kansrijk.v1.MatchService/TransitionMatch", request);
}

absl::StatusOr<v1::Match> Confirm(const Client& buddy, const v1::Match& match) {
  v1::ConfirmNoConflictRequest request;
  request.set_name(match.name());
  request.set_etag(match.etag());
  request.set_request_id(NewRequestId());
  return buddy.Call<v1::Match>("kansrijk.v1.MatchService/ConfirmNoConflict", request);
}

void Shield(const Client& coordinator, const std::string& household_name) {
  v1::GetHouseholdRequest get;
  get.set_name(household_name);
  v1::UpdateHouseholdRequest request;
  *request.mutable_household() =
      Must(coordinator.Call<v1::Household>("kansrijk.v1.HouseholdService/GetHousehold", get));
  request.mutable_household()->set_shielded(true);
  request.mutable_update_mask()->add_paths("shielded");
  request.set_request_id(NewRequestId());
  Must(coordinator.Call<v1::Household>("kansrijk.v1.HouseholdService/UpdateHousehold", request));
}

v1::Match Meet(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy) {
  return Must(
      Transition(coordinator, AddMatch(coordinator, track, buddy), v1::MATCH_VERB_START_MEETING));
}

v1::Match MatchUp(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy,
                  const std::string& date, const Client* account) {
  TestClock* const clock = coordinator.clock();
  const absl::Time now = clock == nullptr ? absl::Time() : clock->Now();
  const absl::Cleanup back = [&] {
    if (clock != nullptr) clock->Set(now);
  };
  // Who has an account confirms before the match begins.
  if (account != nullptr && !date.empty() && clock != nullptr) clock->Set(NoonOf(date));
  v1::Match match = Meet(coordinator, track, buddy);
  if (account != nullptr) match = Must(Confirm(*account, match));
  return Must(Transition(coordinator, match, v1::MATCH_VERB_ACTIVATE, date));
}

Case AddCase(const Client& coordinator, const std::string& household_number, const v1::Buddy& buddy,
             const Client* account) {
  Case made;
  made.household = AddHousehold(coordinator, household_number);
  made.participant = AddParticipant(coordinator, made.household, "Noor");
  made.track = AddTrack(coordinator, made.household, made.participant);
  const auto keep = [](auto& kept, const auto& changed) {
    EXPECT_OK(changed);
    if (changed.ok()) kept = *changed;
  };
  keep(made.track, Transition(coordinator, made.track, v1::TRACK_VERB_START_INTAKE, "2026-01-03"));
  made.match = MatchUp(coordinator, made.track, buddy, "2026-01-05", account);
  keep(made.track, Transition(coordinator, made.track, v1::TRACK_VERB_ACTIVATE, "2026-01-05"));
  return made;
}

void ChangeSettings(const Client& coordinator, const v1::Settings& settings,
                    const std::string& path) {
  v1::UpdateSettingsRequest request;
  *request.mutable_settings() = settings;
  request.mutable_settings()->set_etag(Must<v1::Settings>(coordinator,
                                                          "kansrijk.v1.SettingsService/GetSettings",
                                                          v1::GetSettingsRequest())
                                           .etag());
  request.mutable_update_mask()->add_paths(path);
  request.set_request_id(NewRequestId());
  Must<v1::Settings>(coordinator, "kansrijk.v1.SettingsService/UpdateSettings", request);
}

v1::LogSessionRequest SessionOn(const std::string& track_name, const std::string& date,
                                const std::string& request_id) {
  v1::LogSessionRequest request;
  request.set_parent(track_name);
  request.mutable_session()->set_date(date);
  request.mutable_session()->set_minutes(45);
  request.mutable_session()->set_channel(v1::CHANNEL_PHONE);
  request.set_request_id(request_id.empty() ? NewRequestId() : request_id);
  return request;
}

absl::StatusOr<v1::Session> Log(const Client& client, const v1::LogSessionRequest& request) {
  return client.Call<v1::Session>("kansrijk.v1.SessionService/LogSession", request);
}

}  // namespace kansrijk::testing
