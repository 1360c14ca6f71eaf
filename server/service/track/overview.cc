#include "server/service/track/overview.h"

#include <string>
#include <utility>
#include <vector>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/period.h"
#include "server/rules/track/caseload.h"
#include "server/rules/track/overview.h"
#include "server/service/track/open_track.h"
#include "server/store/office/settings.h"
#include "server/store/track/overview.h"

namespace kansrijk::service {
namespace {

std::string FirstOfYear(const std::string& date) {
  return FormatDate(absl::CivilDay(Day(date).year(), 1, 1));
}

store::Period PeriodOf(const v1::GetOverviewRequest& request, const std::string& today) {
  const std::string last = request.end_date().empty() ? today : request.end_date();
  return {request.start_date().empty() ? FirstOfYear(last) : request.start_date(), last};
}

// The buddies whose certificates end, with those flags alone.
absl::StatusOr<std::vector<v1::BuddyCount>> FlaggedBuddies(rpc::ReadCall& call,
                                                           const store::CaseloadOwner& owner,
                                                           const v1::Settings& settings) {
  ASSIGN_OR_RETURN(const auto loads, store::ListLoads(call.tx, call.scope, owner));
  std::vector<v1::BuddyCount> flagged;
  for (const store::OpenLoad& open : loads) {
    v1::BuddyCount buddy;
    for (v1::Flag& flag : rules::FlagsOf(BuddyFactsOf(open), settings, DayOf(call.now))) {
      if (rules::IsAboutCertificate(flag.kind())) *buddy.add_flags() = std::move(flag);
    }
    if (buddy.flags().empty()) continue;
    buddy.set_buddy(open.load.buddy());
    buddy.set_buddy_number(open.load.buddy_number());
    buddy.set_buddy_name(open.load.buddy_name());
    flagged.push_back(std::move(buddy));
  }
  return flagged;
}

absl::StatusOr<v1::Overview> AddGoalCounts(rpc::ReadCall& call, const store::CaseloadOwner& owner,
                                           const store::Period& period, v1::Overview overview) {
  ASSIGN_OR_RETURN(const auto goals, store::CountGoals(call.tx, call.scope, owner, period));
  overview.set_goals_agreed(goals.agreed);
  overview.set_goals_achieved(goals.achieved);
  overview.set_goals_partly_achieved(goals.partly_achieved);
  overview.set_goals_stopped(goals.stopped);
  overview.set_goals_overdue(goals.overdue);
  return overview;
}

// The year of the period's last day, as far as that day.
absl::StatusOr<v1::Overview> AddYear(rpc::ReadCall& call, const store::CaseloadOwner& owner,
                                     const std::string& last, const v1::Settings& settings,
                                     v1::Overview overview) {
  ASSIGN_OR_RETURN(const auto started,
                   store::CountStarted(call.tx, call.scope, owner, {FirstOfYear(last), last}));
  overview.set_year(static_cast<int32_t>(Day(last).year()));
  overview.set_households_of_year(started.households);
  if (call.caller.role == v1::ROLE_COORDINATOR) {
    overview.set_households_per_year_target(settings.households_per_year_target());
  }
  return overview;
}

}  // namespace

absl::StatusOr<v1::Overview> GetOverview(rpc::ReadCall& call,
                                         const v1::GetOverviewRequest& request) {
  const store::Period period = PeriodOf(request, call.scope.today);
  RETURN_IF_ERROR(rules::CheckPeriod(period.first, period.last));
  const store::CaseloadOwner owner = OwnerOf(call.caller, "");
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(call.tx, call.caller.organisation_id));
  v1::Overview overview;
  overview.set_start_date(period.first);
  overview.set_end_date(period.last);
  ASSIGN_OR_RETURN(const auto tracks, store::CountTracks(call.tx, call.scope, owner, period));
  overview = rules::AddTracks(tracks, std::move(overview));
  ASSIGN_OR_RETURN(const auto started, store::CountStarted(call.tx, call.scope, owner, period));
  overview.set_started_tracks(started.tracks);
  ASSIGN_OR_RETURN(const auto months, store::CountSessions(call.tx, call.scope, owner, period));
  overview = rules::AddSessions(months, std::move(overview));
  ASSIGN_OR_RETURN(const auto matched, store::CountActiveMatches(call.tx, call.scope, owner));
  ASSIGN_OR_RETURN(const auto flagged, FlaggedBuddies(call, owner, settings));
  const auto buddies = rules::BuddyCounts(matched, months, flagged);
  overview.mutable_buddies()->Assign(buddies.begin(), buddies.end());
  ASSIGN_OR_RETURN(overview, AddGoalCounts(call, owner, period, std::move(overview)));
  ASSIGN_OR_RETURN(const auto drafts, store::CountDrafts(call.tx, call.scope, owner));
  overview.set_drafts_to_send(drafts);
  return AddYear(call, owner, period.last, settings, std::move(overview));
}

}  // namespace kansrijk::service
