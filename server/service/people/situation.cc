#include "server/service/people/situation.h"

#include "server/base/civil.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/situation.h"
#include "server/rules/reason.h"
#include "server/service/people/matters.h"
#include "server/store/people/situation.h"

namespace kansrijk::service {
namespace {

// Sorts after every date.
constexpr char kAfterAllDates[] = "~";

}  // namespace

absl::StatusOr<v1::Situation> RecordSituation(rpc::WriteCall& call,
                                              const v1::RecordSituationRequest& request) {
  ASSIGN_OR_RETURN(const auto member, RequireMatters(call.tx, call.scope, IdOf(request.parent())));
  const absl::CivilDay today = DayOf(call.now);
  v1::Situation situation = request.situation();
  situation.set_name(
      SituationName(IdOf(member.household()), IdOf(member.name()), call.ids.Next(call.now)));
  situation.set_household(member.household());
  if (situation.date().empty()) situation.set_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckSituationDate(situation.date(), today));
  return store::InsertSituation(call.tx, std::move(situation), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Situation> CorrectSituation(rpc::WriteCall& call,
                                               const v1::CorrectSituationRequest& request) {
  ASSIGN_OR_RETURN(const auto member, RequireMatters(call.tx, call.scope, IdOf(request.parent())));
  ASSIGN_OR_RETURN(const auto current,
                   store::RequireSituation(call.tx, call.scope, member, request.wrong_date()));
  RETURN_IF_ERROR(rules::CheckReason(request.undone(), request.reason()));
  const store::SituationChange change{call.caller.handle, request.reason(),
                                      absl::ToUnixMicros(call.now)};
  if (request.undone()) {
    RETURN_IF_ERROR(store::RemoveSituation(call.tx, current, change));
    return current;
  }
  ASSIGN_OR_RETURN(
      const v1::Situation corrected,
      ApplyMask(current, request.situation(), request.update_mask(),
                {"date", "income", "education", "enrolled_in", "participation_ladder", "debt"}));
  RETURN_IF_ERROR(rules::CheckSituationDate(corrected.date(), DayOf(call.now)));
  RETURN_IF_ERROR(store::CorrectSituation(call.tx, corrected, change));
  return corrected;
}

absl::StatusOr<v1::ListSituationsResponse> ListSituations(
    rpc::ReadCall& call, const v1::ListSituationsRequest& request) {
  RETURN_IF_ERROR(RequireMatters(call.tx, call.scope, IdOf(request.parent())).status());
  return ListPage<v1::ListSituationsResponse>(
      request, {kAfterAllDates},
      [&](const Page& page) {
        return store::ListSituations(call.tx, call.scope, IdOf(request.parent()), page);
      },
      &v1::ListSituationsResponse::mutable_situations,
      [](const v1::Situation& last) { return std::vector{last.date()}; });
}

}  // namespace kansrijk::service
