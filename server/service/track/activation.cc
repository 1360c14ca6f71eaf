#include "server/service/track/activation.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/store/buddy/buddy.h"
#include "server/store/office/settings.h"
#include "server/store/people/conflict.h"
#include "server/store/track/match.h"

namespace kansrijk::service {

absl::StatusOr<rules::GuardFacts> SharedGuardFacts(db::ReadTx& tx, const Id& organisation_id,
                                                   absl::CivilDay since, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(tx, organisation_id));
  rules::GuardFacts facts;
  facts.since = since;
  facts.today = today;
  facts.conduct_certificate_months_max = settings.conduct_certificate_months_max();
  facts.basic_certificate_from = settings.basic_certificate_from();
  return facts;
}

absl::StatusOr<std::vector<rules::FailingGuard>> FailingGuardsOf(rpc::WriteCall& call,
                                                                 v1::MatchState state,
                                                                 const std::string& date,
                                                                 const GuardAnswer& answer,
                                                                 const v1::Match& match) {
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, match.buddy()));
  ASSIGN_OR_RETURN(auto facts, SharedGuardFacts(call.tx, call.caller.organisation_id,
                                                date.empty() ? today : Day(date), today));
  ASSIGN_OR_RETURN(facts.conflict,
                   store::HasConflict(call.tx, call.scope, match.household(), match.buddy()));
  ASSIGN_OR_RETURN(facts.confirm_date,
                   store::KnowsHouseholdSince(call.tx, match.household(), match.buddy()));
  ASSIGN_OR_RETURN(facts.account, store::AccountOf(call.tx, call.scope, match.buddy()));
  facts.no_conflict_of_interest = answer.no_conflict_of_interest;
  return rules::FailingGuards(buddy, facts, state);
}

absl::StatusOr<v1::Match> PassGuards(rpc::WriteCall& call, v1::MatchState state,
                                     const std::string& date, const GuardAnswer& answer,
                                     v1::Match match) {
  ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, match.buddy()));
  ASSIGN_OR_RETURN(const auto failing, FailingGuardsOf(call, state, date, answer, match));
  RETURN_IF_ERROR(
      rules::CheckGuards(match.track_number(), buddy.number(), failing, answer.override_reason));
  for (const auto& guard : failing) match.add_overridden_guards(guard.guard);
  if (!failing.empty()) match.set_override_reason(answer.override_reason);
  return match;
}

}  // namespace kansrijk::service
