#include "server/service/exchange/referral_transition.h"

#include <string>
#include <utility>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/referral.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/working_day.h"
#include "server/service/exchange/referral_application.h"
#include "server/service/exchange/referral_sending.h"
#include "server/service/exchange/referred_record.h"
#include "server/service/exchange/whole_referral.h"
#include "server/store/exchange/consent.h"
#include "server/store/exchange/referral.h"
#include "server/store/referral_unseen.h"

namespace kansrijk::service {
namespace {

// Who opens or accepts a referral learns who the person probably is.
bool NamesDuplicates(v1::ReferralVerb verb) {
  return verb == v1::REFERRAL_VERB_RECEIVE || verb == v1::REFERRAL_VERB_ACCEPT;
}

absl::StatusOr<v1::Referral> Send(rpc::WriteCall& call, v1::Referral referral) {
  ASSIGN_OR_RETURN(Sending sending, SendingOf(call.tx, call.scope, referral));
  if (!sending.obstacles.empty()) return sending.obstacles.front();
  *referral.mutable_payload() = std::move(sending.payload);
  referral.set_consent(sending.consent.name());
  referral.set_due_date(
      FormatDate(rules::AddWorkingDays(Day(call.scope.today), rules::kWorkingDaysToOpen)));
  return referral;
}

// A referral that came from another programme's track stays with that one.
absl::StatusOr<v1::Referral> Apply(rpc::WriteCall& call,
                                   const v1::TransitionReferralRequest& request,
                                   v1::Referral referral) {
  ASSIGN_OR_RETURN(const v1::Track track, ApplyAsReferred(call, referral, request));
  if (!referral.household().empty()) return referral;
  referral.set_track(track.name());
  referral.set_track_number(track.number());
  referral.set_household(track.household());
  referral.set_household_number(track.household_number());
  return referral;
}

// To the sender's side the referral; to the recipient's a receipt.
absl::StatusOr<v1::Referral> Answer(rpc::WriteCall& call, const v1::Referral& written) {
  if (written.side() == v1::REFERRAL_SIDE_SENDER) {
    ASSIGN_OR_RETURN(v1::Referral referral, WholeReferral(call.tx, call.scope, written.name()));
    return ShownReferral(std::move(referral), call.subjects);
  }
  // The receipt does not name the consent that it was done under; the access record does.
  call.subjects.push_back(written.consent());
  // Declined or not started, it is out of the recipient's sight already.
  v1::Referral referral = written;
  SetStateOn(Day(call.scope.today), referral);
  return rules::RecipientReceipt(ShownReferral(std::move(referral), call.subjects));
}

// Whether the consent that it is shared under stands.
template <typename Call>
absl::StatusOr<bool> IsUnderConsent(Call& call, const v1::Referral& referral) {
  if (referral.consent().empty()) return false;
  ASSIGN_OR_RETURN(const auto consent,
                   store::RequireConsent(call.tx, call.scope, referral.consent()));
  return consent.state() == v1::CONSENT_STATE_GIVEN;
}

// Whether the recipient can still read it today.
absl::StatusOr<bool> IsShown(rpc::ReadCall& call, const v1::Referral& referral) {
  if (!rules::IsShownToRecipient(referral.state())) return false;
  return IsUnderConsent(call, referral);
}

// Whether the recipient, who supports the person, cannot report on it any more.
absl::StatusOr<bool> IsOutOfReach(rpc::WriteCall& call, const v1::Referral& referral) {
  if (referral.side() != v1::REFERRAL_SIDE_SENDER || rules::IsHistory(referral) ||
      referral.state() != v1::REFERRAL_STATE_STARTED) {
    return false;
  }
  ASSIGN_OR_RETURN(const bool stands, IsUnderConsent(call, referral));
  return !stands;
}

// As it will be sent, with what stands in the way.
absl::StatusOr<v1::PreviewReferralResponse> PreviewDraft(rpc::ReadCall& call,
                                                         v1::Referral referral) {
  v1::PreviewReferralResponse response;
  ASSIGN_OR_RETURN(Sending sending, SendingOf(call.tx, call.scope, referral));
  for (const absl::Status& obstacle : sending.obstacles) {
    response.add_obstacles(std::string(obstacle.message()));
    response.add_obstacles_nl(DutchMessageOf(obstacle));
  }
  for (const absl::Status& left_out : sending.left_out) {
    response.add_left_out(std::string(left_out.message()));
    response.add_left_out_nl(DutchMessageOf(left_out));
  }
  *referral.mutable_payload() = std::move(sending.payload);
  referral.set_consent(sending.consent.name());
  *response.mutable_referral() = rules::RecipientView(std::move(referral));
  return response;
}

}  // namespace

absl::StatusOr<v1::PreviewReferralResponse> PreviewReferral(
    rpc::ReadCall& call, const v1::PreviewReferralRequest& request) {
  ASSIGN_OR_RETURN(v1::Referral referral, WholeReferral(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(rules::CheckSide(referral, v1::REFERRAL_SIDE_SENDER));
  RETURN_IF_ERROR(rules::CheckHasRecipient(referral));
  if (!referral.household().empty()) call.subjects.push_back(referral.household());
  if (referral.state() == v1::REFERRAL_STATE_DRAFT) return PreviewDraft(call, std::move(referral));
  v1::PreviewReferralResponse response;
  ASSIGN_OR_RETURN(const bool shown, IsShown(call, referral));
  if (!shown) {
    *response.mutable_referral() = rules::RecipientStub(referral);
    return response;
  }
  ASSIGN_OR_RETURN(const auto payload,
                   store::FindReferralPayload(call.tx, call.scope, IdOf(request.name())));
  if (payload.has_value()) *referral.mutable_payload() = *payload;
  ASSIGN_OR_RETURN(referral, AddCorrection(call.tx, call.scope, std::move(referral)));
  *response.mutable_referral() = rules::RecipientView(std::move(referral));
  return response;
}

absl::StatusOr<v1::Referral> TransitionReferral(rpc::WriteCall& call,
                                                const v1::TransitionReferralRequest& request) {
  const std::string& today = call.scope.today;
  const v1::ReferralVerb verb = request.verb();
  ASSIGN_OR_RETURN(v1::Referral referral, WholeReferral(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(referral.number(), referral.etag(), request.etag()));
  ASSIGN_OR_RETURN(const bool out_of_reach, IsOutOfReach(call, referral));
  RETURN_IF_ERROR(rules::CheckMayDo(referral, verb, out_of_reach));
  ASSIGN_OR_RETURN(const v1::ReferralState next, rules::NextReferralState(referral, verb));
  ASSIGN_OR_RETURN(const auto acceptance, AcceptanceOf(call, referral, request));
  RETURN_IF_ERROR(rules::CheckReferralTransition(referral, request, Day(today)));
  RETURN_IF_ERROR(rules::CheckApplication(request, acceptance));
  if (verb == v1::REFERRAL_VERB_SEND) {
    ASSIGN_OR_RETURN(referral, Send(call, std::move(referral)));
  }
  if (NamesDuplicates(verb)) {
    ASSIGN_OR_RETURN(referral, AddDuplicates(call.tx, call.scope, std::move(referral)));
  }
  if (acceptance != rules::Acceptance::kNoTrack) {
    RETURN_IF_ERROR(rules::CheckIsNew(referral, request, call.caller.role));
    ASSIGN_OR_RETURN(referral, Apply(call, request, std::move(referral)));
    referral.clear_probable_duplicates();
  }
  const std::string date = request.date().empty() ? today : request.date();
  referral = rules::ApplyReferralTransition(request, next, date, std::move(referral));
  ASSIGN_OR_RETURN(
      referral, store::UpdateReferral(call.tx, std::move(referral), absl::ToUnixMicros(call.now)));
  const bool plans = verb == v1::REFERRAL_VERB_PLAN_HANDOVER;  // today, for another day
  RETURN_IF_ERROR(AddReferralEvent(call, referral, verb, plans ? today : date, request.note()));
  return Answer(call, referral);
}

absl::StatusOr<v1::Referral> MarkReferralSeen(rpc::WriteCall& call,
                                              const v1::MarkReferralSeenRequest& request) {
  ASSIGN_OR_RETURN(v1::Referral referral, WholeReferral(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(
      store::MarkSeen(call.tx, IdOf(request.name()), referral.side(), call.caller.role));
  referral.clear_unseen();
  return Answer(call, referral);
}

}  // namespace kansrijk::service
