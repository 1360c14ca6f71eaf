#include "server/service/buddy/ambition.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/buddy/ambition.h"
#include "server/store/buddy/ambition.h"
#include "server/store/buddy/buddy.h"
#include "server/store/number.h"

namespace kansrijk::service {

absl::StatusOr<v1::Ambition> AddAmbition(rpc::WriteCall& call,
                                         const v1::AddAmbitionRequest& request) {
  v1::Ambition ambition = request.ambition();
  ambition.set_name(AmbitionName(IdOf(request.parent()), call.ids.Next(call.now)));
  ambition.set_buddy(request.parent());
  ambition.set_state(rules::FirstAmbitionState(ambition));
  RETURN_IF_ERROR(
      rules::CheckAmbitionEnd("ambition.end_date", ambition.end_date(), DayOf(call.now)));
  ASSIGN_OR_RETURN(const Id manager_id, store::ManagerIdOf(call.tx, call.scope, request.parent()));
  ASSIGN_OR_RETURN(*ambition.mutable_number(),
                   store::NextNumber(call.tx, kAmbitionNumber, manager_id));
  return store::InsertAmbition(call.tx, std::move(ambition), manager_id,
                               absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Ambition> GetAmbition(rpc::ReadCall& call,
                                         const v1::GetAmbitionRequest& request) {
  return store::RequireAmbition(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListAmbitionsResponse> ListAmbitions(rpc::ReadCall& call,
                                                        const v1::ListAmbitionsRequest& request) {
  return ListPage<v1::ListAmbitionsResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) {
        return store::ListAmbitions(call.tx, call.scope, request.parent(), page);
      },
      &v1::ListAmbitionsResponse::mutable_ambitions,
      [](const v1::Ambition& ambition) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(ambition.create_time())),
                                        IdOf(ambition.name()).text()};
      });
}

absl::StatusOr<v1::Ambition> TransitionAmbition(rpc::WriteCall& call,
                                                const v1::TransitionAmbitionRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string date = request.date().empty() ? FormatDate(today) : request.date();
  ASSIGN_OR_RETURN(v1::Ambition ambition,
                   store::RequireAmbition(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(ambition.number(), ambition.etag(), request.etag()));
  ASSIGN_OR_RETURN(const v1::AmbitionState next,
                   rules::NextAmbitionState(ambition, request.verb()));
  RETURN_IF_ERROR(rules::CheckAmbitionEnd("date", date, today));
  ambition.set_state(next);
  ambition.set_end_date(date);
  return store::UpdateAmbition(call.tx, std::move(ambition), absl::ToUnixMicros(call.now));
}

}  // namespace kansrijk::service
