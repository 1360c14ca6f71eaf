#include "server/service/exchange/dossier.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/facts/shield.h"
#include "server/rules/goal/goal.h"
#include "server/rules/goal/step.h"
#include "server/rules/track/match.h"
#include "server/rules/track/track.h"
#include "server/service/exchange/whole_referral.h"
#include "server/service/people/whole_household.h"
#include "server/store/buddy/buddy.h"
#include "server/store/buddy/buddy_reference.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/goal/goal.h"
#include "server/store/goal/step.h"
#include "server/store/track/appointment.h"
#include "server/store/track/match.h"
#include "server/store/track/session.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

// Sessions of a track.
constexpr int64_t kDossierSessionsMax = 5;

// The first of a listing; `first` as in PageOf.
Page FirstPage(int64_t limit, std::vector<std::string> first) { return {limit, std::move(first)}; }

v1::Household SetAges(absl::CivilDay today, v1::Household household) {
  for (v1::Member& member : *household.mutable_members()) {
    const auto birth = ParseDate(member.birth_date());
    if (birth.has_value()) member.set_age(AgeOn(today, *birth));
  }
  return household;
}

// Those that have not ended, or the last one when all have.
std::vector<v1::Track> CurrentTracks(const v1::Dossier& dossier) {
  std::vector<v1::Track> current;
  for (const v1::Track& track : dossier.tracks()) {
    if (!rules::IsFinal(track.state())) current.push_back(track);
  }
  if (current.empty() && !dossier.tracks().empty()) {
    current.push_back(*dossier.tracks().rbegin());
  }
  return current;
}

bool HasBuddy(const v1::Dossier& dossier, const std::string& name) {
  return std::any_of(dossier.buddies().begin(), dossier.buddies().end(),
                     [&](const v1::Buddy& buddy) { return buddy.name() == name; });
}

absl::StatusOr<v1::Dossier> AddMatches(rpc::ReadCall& call, const v1::Track& track,
                                       v1::Dossier dossier) {
  ASSIGN_OR_RETURN(const auto matches, store::MatchesOfTrack(call.tx, call.scope, track.name()));
  for (const v1::Match& match : matches) {
    if (!rules::Stands(match.state())) continue;
    *dossier.add_matches() = match;
    if (HasBuddy(dossier, match.buddy())) continue;
    auto buddy = store::RequireBuddy(call.tx, call.scope, match.buddy());
    if (absl::IsNotFound(buddy.status())) continue;
    RETURN_IF_ERROR(buddy.status());
    ASSIGN_OR_RETURN(*dossier.add_buddies(), store::WithReferences(call.tx, *std::move(buddy)));
  }
  return dossier;
}

absl::StatusOr<v1::Dossier> AddAppointments(rpc::ReadCall& call, const v1::Track& track,
                                            v1::Dossier dossier) {
  const Page page = FirstPage(kPageSizeMax, {"", "", ""});
  store::AppointmentFilter filter;
  filter.track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(auto appointments, store::ListAppointments(call.tx, call.scope, filter, page));
  CutToPage(page, appointments);
  dossier.mutable_appointments()->Add(appointments.begin(), appointments.end());
  return dossier;
}

absl::StatusOr<v1::Dossier> AddSessions(rpc::ReadCall& call, const v1::Track& track,
                                        v1::Dossier dossier) {
  const Page page = FirstPage(kDossierSessionsMax, {kLastDate, "~"});
  store::SessionFilter filter;
  filter.track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(auto sessions, store::ListSessions(call.tx, call.scope, filter, page));
  CutToPage(page, sessions);
  for (v1::Session& session : sessions) *dossier.add_sessions() = std::move(session);
  return dossier;
}

absl::StatusOr<v1::Dossier> AddGoals(rpc::ReadCall& call, const v1::Track& track,
                                     v1::Dossier dossier) {
  ASSIGN_OR_RETURN(const auto goals, store::GoalsOfTrack(call.tx, call.scope, IdOf(track.name())));
  std::set<std::string> open;
  for (const v1::Goal& goal : goals) {
    if (rules::IsOver(goal.state())) continue;
    open.insert(goal.name());
    *dossier.add_goals() = goal;
  }
  ASSIGN_OR_RETURN(const auto steps, store::StepsOfTrack(call.tx, call.scope, IdOf(track.name())));
  for (const v1::Step& step : steps) {
    if (!rules::IsOver(step.state()) && open.contains(step.goal())) *dossier.add_steps() = step;
  }
  return dossier;
}

absl::StatusOr<v1::Dossier> AddConsents(rpc::ReadCall& call, v1::Dossier dossier) {
  const Page page = FirstPage(kPageSizeMax, {absl::StrCat(kAfterAllUs), "~"});
  ASSIGN_OR_RETURN(
      auto consents,
      store::ListConsents(call.tx, call.scope, {IdOf(dossier.household().name()), true}, page));
  CutToPage(page, consents);
  dossier.mutable_consents()->Assign(consents.begin(), consents.end());
  return dossier;
}

absl::StatusOr<v1::Dossier> AddReferrals(rpc::ReadCall& call, const v1::Track& track,
                                         v1::Dossier dossier) {
  const Page page = FirstPage(kPageSizeMax, {absl::StrCat(kAfterAllUs), "~"});
  store::ReferralFilter filter;
  filter.track_id = IdOf(track.name());
  ASSIGN_OR_RETURN(auto referrals, store::ListReferrals(call.tx, call.scope, filter, page));
  CutToPage(page, referrals);
  for (v1::Referral& referral : referrals) {
    SetStateOn(Day(call.scope.today), referral);
    *dossier.add_referrals() = ShownReferral(std::move(referral), call.subjects);
  }
  return dossier;
}

}  // namespace

absl::StatusOr<v1::Dossier> GetDossier(rpc::ReadCall& call, const v1::GetDossierRequest& request) {
  v1::Dossier dossier;
  ASSIGN_OR_RETURN(*dossier.mutable_household(),
                   HouseholdWithAddress(call.tx, call.scope, request.name()));
  *dossier.mutable_household() = SetAges(DayOf(call.now), std::move(*dossier.mutable_household()));
  const Page page = FirstPage(kPageSizeMax, {"", ""});
  store::TrackFilter filter;
  filter.household_id = IdOf(request.name());
  ASSIGN_OR_RETURN(auto tracks, store::ListTracks(call.tx, call.scope, filter, page));
  CutToPage(page, tracks);
  dossier.mutable_tracks()->Assign(tracks.begin(), tracks.end());
  for (const v1::Track& track : CurrentTracks(dossier)) {
    ASSIGN_OR_RETURN(dossier, AddMatches(call, track, std::move(dossier)));
    ASSIGN_OR_RETURN(dossier, AddAppointments(call, track, std::move(dossier)));
    ASSIGN_OR_RETURN(dossier, AddSessions(call, track, std::move(dossier)));
    ASSIGN_OR_RETURN(dossier, AddGoals(call, track, std::move(dossier)));
    ASSIGN_OR_RETURN(dossier, AddReferrals(call, track, std::move(dossier)));
  }
  ASSIGN_OR_RETURN(dossier, AddConsents(call, std::move(dossier)));
  const bool hidden = request.portable() && dossier.household().shielded();
  return WithoutWhereIf(hidden, std::move(dossier));
}

}  // namespace kansrijk::service
