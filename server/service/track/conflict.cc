#include "server/service/track/conflict.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/conflict.h"
#include "server/rules/track/match.h"
#include "server/service/track/match_step.h"
#include "server/store/buddy/buddy.h"
#include "server/store/people/conflict.h"
#include "server/store/people/household.h"
#include "server/store/track/match.h"

namespace kansrijk::service {

namespace {

// Who gets acquainted with the household meets it no more: the buddy's appointments are cancelled.
absl::Status CallOffMeetings(rpc::WriteCall& call, const std::string& reason,
                             const v1::Conflict& conflict) {
  const rules::MatchStep decline{v1::MATCH_VERB_DECLINE, FormatDate(DayOf(call.now)), reason};
  ASSIGN_OR_RETURN(const auto standing,
                   store::StandingMatchesOfBuddy(call.tx, call.scope, conflict.buddy()));
  for (const v1::Match& match : standing) {
    const bool meets = match.state() == v1::MATCH_STATE_MEETING;
    if (!meets || match.household() != conflict.household()) continue;
    RETURN_IF_ERROR(CallOffAppointments(call, match, decline));
  }
  return absl::OkStatus();
}

// Of which household and buddy are set.
absl::StatusOr<v1::Conflict> Record(rpc::WriteCall& call, const std::string& reason,
                                    v1::Conflict conflict) {
  RETURN_IF_ERROR(CallOffMeetings(call, reason, conflict));
  conflict.set_name(ConflictName(IdOf(conflict.household()), call.ids.Next(call.now)));
  conflict.set_reason(reason);
  conflict.set_account_handle(call.caller.handle);
  return store::InsertConflict(call.tx, std::move(conflict), absl::ToUnixMicros(call.now));
}

}  // namespace

absl::StatusOr<v1::Conflict> RecordConflict(rpc::WriteCall& call,
                                            const v1::RecordConflictRequest& request) {
  ASSIGN_OR_RETURN(const auto household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(request.household())));
  ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, request.buddy()));
  ASSIGN_OR_RETURN(const auto standing,
                   store::FindConflict(call.tx, call.scope, household.name(), buddy.name()));
  RETURN_IF_ERROR(rules::CheckNoConflict(standing));
  v1::Conflict conflict;
  conflict.set_household(household.name());
  conflict.set_household_number(household.number());
  conflict.set_buddy(buddy.name());
  conflict.set_buddy_number(buddy.number());
  return Record(call, request.reason(), std::move(conflict));
}

// A conflict that is recorded may have been told in confidence: the answer is the same.
absl::StatusOr<v1::Match> ReportConflict(rpc::WriteCall& call,
                                         const v1::ReportConflictRequest& request) {
  ASSIGN_OR_RETURN(const auto match, store::RequireMatch(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(rules::CheckOwnMatch(match, BuddyName(call.caller.buddy_id)));
  ASSIGN_OR_RETURN(const bool recorded,
                   store::IsConflictRecorded(call.tx, match.household(), match.buddy()));
  if (recorded) return match;
  v1::Conflict conflict;
  conflict.set_household(match.household());
  conflict.set_buddy(match.buddy());
  ASSIGN_OR_RETURN(conflict, Record(call, request.reason(), std::move(conflict)));
  return match;
}

absl::StatusOr<v1::Conflict> LiftConflict(rpc::WriteCall& call,
                                          const v1::LiftConflictRequest& request) {
  ASSIGN_OR_RETURN(const auto household,
                   store::RequireHousehold(call.tx, call.scope, IdOf(request.household())));
  ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, request.buddy()));
  ASSIGN_OR_RETURN(auto standing,
                   store::FindConflict(call.tx, call.scope, household.name(), buddy.name()));
  RETURN_IF_ERROR(rules::CheckConflict(standing, buddy.number(), household.number()));
  ASSIGN_OR_RETURN(
      *standing, store::LiftConflict(call.tx, std::move(*standing), absl::ToUnixMicros(call.now)));
  return *standing;
}

absl::StatusOr<v1::ListConflictsResponse> ListConflicts(rpc::ReadCall& call,
                                                        const v1::ListConflictsRequest& request) {
  return ListPage<v1::ListConflictsResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) {
        return store::ListConflicts(call.tx, call.scope, request.household(), page);
      },
      &v1::ListConflictsResponse::mutable_conflicts,
      [](const v1::Conflict& conflict) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(conflict.create_time())),
                                        IdOf(conflict.name()).text()};
      });
}

}  // namespace kansrijk::service
