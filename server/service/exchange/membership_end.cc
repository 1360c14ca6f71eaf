#include "server/service/exchange/membership_end.h"

#include <optional>
#include <string>
#include <vector>

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/membership.h"
#include "server/rules/track/track_ending.h"
#include "server/service/exchange/consent_withdrawal.h"
#include "server/service/people/membership.h"
#include "server/service/track/whole_track.h"
#include "server/store/people/member.h"

namespace kansrijk::service {
namespace {

// The number of the track that ended with the death of the member, while that can be taken back.
absl::StatusOr<std::optional<std::string>> EndToTakeBack(rpc::WriteCall& call,
                                                         const v1::Member& member) {
  ASSIGN_OR_RETURN(const auto id,
                   store::FindTrackOfDeath(call.tx, call.scope, IdOf(member.name())));
  if (!id.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto track, WholeTrack(call.tx, call.scope, *id));
  const auto before = rules::StateBeforeEnd(track, DayOf(call.now));
  return before.ok() ? std::optional(track.number()) : std::nullopt;
}

absl::Status TakeBack(rpc::WriteCall& call, const v1::Member& member,
                      const v1::EndMembershipRequest& request) {
  ASSIGN_OR_RETURN(const auto ended, EndToTakeBack(call, member));
  RETURN_IF_ERROR(rules::CheckMayReturn(member, ended));
  return Return(call, member.name(), request.date(), request.note());
}

// The consents that ended with it.
absl::StatusOr<std::vector<v1::Consent>> Leave(rpc::WriteCall& call, const v1::Member& member,
                                               const v1::EndMembershipRequest& request) {
  const Id id = IdOf(member.name());
  ASSIGN_OR_RETURN(const auto open, store::FindOpenTrackNumber(call.tx, call.scope, id));
  RETURN_IF_ERROR(rules::CheckMayLeave(member, request, open, DayOf(call.now)));
  RETURN_IF_ERROR(
      LeaveAs(call, member.name(), request.leave_reason(), request.date(), request.note()));
  if (request.leave_reason() != v1::LEAVE_REASON_DIED) return std::vector<v1::Consent>();
  return WithdrawConsentsOf(call, id);
}

}  // namespace

absl::StatusOr<v1::Member> EndMembership(rpc::WriteCall& call,
                                         const v1::EndMembershipRequest& request) {
  v1::EndMembershipRequest asked = request;
  if (asked.date().empty()) asked.set_date(call.scope.today);
  const Id id = IdOf(asked.name());
  ASSIGN_OR_RETURN(const auto member, store::RequireMember(call.tx, call.scope, id));
  RETURN_IF_ERROR(CheckEtag(member.number(), member.etag(), asked.etag()));
  if (asked.undone()) {
    RETURN_IF_ERROR(TakeBack(call, member, asked));
    return store::RequireMember(call.tx, call.scope, id);
  }
  ASSIGN_OR_RETURN(const auto ended, Leave(call, member, asked));
  ASSIGN_OR_RETURN(v1::Member left, store::RequireMember(call.tx, call.scope, id));
  for (const v1::Consent& consent : ended) {
    left.add_ended_consents(consent.number());
    left.mutable_ended_referrals()->MergeFrom(consent.ended_referral_numbers());
  }
  return left;
}

}  // namespace kansrijk::service
