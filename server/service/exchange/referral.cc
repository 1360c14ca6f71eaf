#include "server/service/exchange/referral.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/exchange/referral_category.h"
#include "server/service/exchange/referral_application.h"
#include "server/service/exchange/referral_sending.h"
#include "server/service/exchange/referred_record.h"
#include "server/service/exchange/whole_referral.h"
#include "server/store/exchange/referral.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

// What a draft has to be, with what it leaves open put in.
absl::StatusOr<v1::Referral> CheckDraft(db::ReadTx& tx, const store::Scope& scope,
                                        const v1::Track& track, v1::Referral referral) {
  if (referral.person().empty()) referral.set_person(track.participant());
  referral = rules::SetCategories(std::move(referral));
  RETURN_IF_ERROR(CheckReferred(tx, scope, track, referral.person()));
  RETURN_IF_ERROR(RequireRecipient(tx, referral, "referral.to"));
  RETURN_IF_ERROR(
      rules::CheckCategories(referral.reason(), referral.categories(), "referral.categories"));
  return referral;
}

template <typename Call>
absl::StatusOr<v1::Referral> AnswerOf(Call& call, const std::string& name) {
  ASSIGN_OR_RETURN(v1::Referral referral, WholeReferral(call.tx, call.scope, name));
  ASSIGN_OR_RETURN(const auto payload, store::FindReferralPayload(call.tx, call.scope, IdOf(name)));
  if (payload.has_value()) *referral.mutable_payload() = *payload;
  ASSIGN_OR_RETURN(referral, AddCorrection(call.tx, call.scope, std::move(referral)));
  ASSIGN_OR_RETURN(referral, AddDuplicates(call.tx, call.scope, std::move(referral)));
  return ShownReferral(std::move(referral), call.subjects);
}

// Names the person in an inbox as the sender did, if the recipient may read what was sent.
absl::StatusOr<v1::Referral> AddSentName(rpc::ReadCall& call, v1::Referral referral) {
  ASSIGN_OR_RETURN(const auto payload,
                   store::FindReferralPayload(call.tx, call.scope, IdOf(referral.name())));
  if (!payload.has_value()) return referral;
  const v1::ContactData& contact = payload->contact();
  referral.set_person_name(FullName(contact.given_name(), contact.family_name()));
  return referral;
}

}  // namespace

absl::StatusOr<v1::Referral> DraftReferral(rpc::WriteCall& call,
                                           const v1::DraftReferralRequest& request) {
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(request.parent())));
  v1::Referral referral = request.referral();
  referral.set_from(track.organisation());
  referral.set_track(track.name());
  ASSIGN_OR_RETURN(referral, CheckDraft(call.tx, call.scope, track, std::move(referral)));
  ASSIGN_OR_RETURN(referral, AddDraft(call, std::move(referral)));
  return AnswerOf(call, referral.name());
}

absl::StatusOr<v1::Referral> UpdateReferral(rpc::WriteCall& call,
                                            const v1::UpdateReferralRequest& request) {
  const v1::Referral& given = request.referral();
  ASSIGN_OR_RETURN(const auto current, WholeReferral(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  RETURN_IF_ERROR(rules::CheckSide(current, v1::REFERRAL_SIDE_SENDER));
  RETURN_IF_ERROR(rules::CheckReferralChangeable(current));
  ASSIGN_OR_RETURN(v1::Referral merged,
                   ApplyMask(current, given, request.update_mask(),
                             {"to", "reason", "categories", "question", "person"}));
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(current.track())));
  ASSIGN_OR_RETURN(merged, CheckDraft(call.tx, call.scope, track, std::move(merged)));
  ASSIGN_OR_RETURN(merged,
                   store::UpdateReferral(call.tx, std::move(merged), absl::ToUnixMicros(call.now)));
  return AnswerOf(call, merged.name());
}

absl::StatusOr<v1::Referral> GetReferral(rpc::ReadCall& call,
                                         const v1::GetReferralRequest& request) {
  return AnswerOf(call, request.name());
}

absl::StatusOr<v1::ListReferralsResponse> ListReferrals(rpc::ReadCall& call,
                                                        const v1::ListReferralsRequest& request) {
  if (request.side() == v1::REFERRAL_SIDE_RECIPIENT && !request.track().empty()) {
    return FieldError(rules::kTrackOfSenderOnly, "track");
  }
  store::ReferralFilter filter;
  filter.side = request.side();
  filter.track_id = IdOf(request.track());
  filter.phase = request.phase();
  filter.due_until = FormatDate(Day(call.scope.today) + kDueWithinDays);
  filter.ended = request.ended();
  ASSIGN_OR_RETURN(
      auto response,
      ListPage<v1::ListReferralsResponse>(
          request, {absl::StrCat(kAfterAllUs), "~"},
          [&](const Page& page) { return store::ListReferrals(call.tx, call.scope, filter, page); },
          &v1::ListReferralsResponse::mutable_referrals,
          [](const v1::Referral& last) {
            return std::vector{absl::StrCat(MicrosOf(last.create_time())),
                               IdOf(last.name()).text()};
          }));
  for (v1::Referral& referral : *response.mutable_referrals()) {
    SetStateOn(Day(call.scope.today), referral);
    referral = ShownReferral(std::move(referral), call.subjects);
    if (request.side() == v1::REFERRAL_SIDE_RECIPIENT) {
      ASSIGN_OR_RETURN(referral, AddSentName(call, std::move(referral)));
    }
  }
  return response;
}

}  // namespace kansrijk::service
