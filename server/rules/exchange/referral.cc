#include "server/rules/exchange/referral.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/rules/goal/goal.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

using ReferralTransition = Transition<v1::ReferralState, v1::ReferralVerb>;

constexpr ReferralTransition kReferralTransitions[] = {
    {v1::REFERRAL_STATE_DRAFT, v1::REFERRAL_VERB_SEND, v1::REFERRAL_STATE_SENT},
    {v1::REFERRAL_STATE_DRAFT, v1::REFERRAL_VERB_WITHDRAW, v1::REFERRAL_STATE_WITHDRAWN},
    {v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_STATE_RECEIVED},
    {v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_DECLINE, v1::REFERRAL_STATE_DECLINED},
    {v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_WITHDRAW, v1::REFERRAL_STATE_WITHDRAWN},
    {v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_STATE_ACCEPTED},
    {v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_DECLINE, v1::REFERRAL_STATE_DECLINED},
    {v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_WITHDRAW, v1::REFERRAL_STATE_WITHDRAWN},
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_PLAN_HANDOVER, v1::REFERRAL_STATE_ACCEPTED},
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_STATE_HANDED_OVER},
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_NOT_START, v1::REFERRAL_STATE_NOT_STARTED},
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_WITHDRAW, v1::REFERRAL_STATE_WITHDRAWN},
    {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_START, v1::REFERRAL_STATE_STARTED},
    {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_NOT_START, v1::REFERRAL_STATE_NOT_STARTED},
    {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_WITHDRAW, v1::REFERRAL_STATE_WITHDRAWN},
    {v1::REFERRAL_STATE_STARTED, v1::REFERRAL_VERB_COMPLETE, v1::REFERRAL_STATE_COMPLETED},
};

constexpr Consequence<v1::ReferralState, v1::ReferralVerb> kReferralVerbsAtConsentWithdrawal[] = {
    {v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_WITHDRAW},
};

// The first of them alone when referrals that were sent go on: a draft has no track to be sent
// from.
constexpr Consequence<v1::ReferralState, v1::ReferralVerb> kReferralVerbsAtTrackEnd[] = {
    {v1::REFERRAL_STATE_DRAFT, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_WITHDRAW},
    {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_WITHDRAW},
};

// The last of them after a death alone.
constexpr Consequence<v1::ReferralState, v1::ReferralVerb> kReferralVerbsAtEndOfLedTo[] = {
    {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_NOT_START},
    {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_NOT_START},
    {v1::REFERRAL_STATE_STARTED, v1::REFERRAL_VERB_COMPLETE},
};

enum class Take { kNo, kMay, kMust };
enum class When { kNow, kPast, kPlanned };

// Who may do it, and what it takes.
struct VerbRule {
  v1::ReferralVerb verb;
  v1::ReferralSide side;
  When date;
  Take note;
  Take present;
  Take outcome;
};

constexpr v1::ReferralSide kSender = v1::REFERRAL_SIDE_SENDER;
constexpr v1::ReferralSide kRecipient = v1::REFERRAL_SIDE_RECIPIENT;

constexpr VerbRule kVerbs[] = {
    {v1::REFERRAL_VERB_SEND, kSender, When::kNow, Take::kMay, Take::kNo, Take::kNo},
    {v1::REFERRAL_VERB_RECEIVE, kRecipient, When::kNow, Take::kMay, Take::kNo, Take::kNo},
    {v1::REFERRAL_VERB_ACCEPT, kRecipient, When::kNow, Take::kMay, Take::kNo, Take::kNo},
    {v1::REFERRAL_VERB_DECLINE, kRecipient, When::kNow, Take::kMust, Take::kNo, Take::kNo},
    {v1::REFERRAL_VERB_PLAN_HANDOVER, kRecipient, When::kPlanned, Take::kMay, Take::kMay,
     Take::kNo},
    {v1::REFERRAL_VERB_HAND_OVER, kRecipient, When::kPast, Take::kMay, Take::kMust, Take::kNo},
    {v1::REFERRAL_VERB_START, kRecipient, When::kPast, Take::kMay, Take::kNo, Take::kNo},
    {v1::REFERRAL_VERB_NOT_START, kRecipient, When::kPast, Take::kMust, Take::kNo, Take::kNo},
    {v1::REFERRAL_VERB_COMPLETE, kRecipient, When::kPast, Take::kMust, Take::kNo, Take::kMust},
    {v1::REFERRAL_VERB_WITHDRAW, kSender, When::kNow, Take::kMay, Take::kNo, Take::kNo},
};

const VerbRule* RuleOf(v1::ReferralVerb verb) {
  const auto rule = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                 [verb](const VerbRule& one) { return one.verb == verb; });
  return rule == std::end(kVerbs) ? nullptr : rule;
}

absl::Status CheckTaken(v1::ReferralVerb verb, const char* field, Take take, bool given) {
  if (take == Take::kNo && given) {
    return FieldError(kReferralFieldNotTaken, field, {verb, field});
  }
  if (take == Take::kMust && !given) {
    return FieldError(kReferralFieldRequired, field, {verb, field});
  }
  return absl::OkStatus();
}

absl::Status CheckVerbDate(const v1::Referral& referral, const std::string& date, When when,
                           absl::CivilDay today) {
  if (date.empty()) return absl::OkStatus();
  const std::string last = FormatDate(today);
  if (when == When::kPast && date > last) {
    return FieldError(kReferralDateInFuture, "date", {date, last});
  }
  for (const v1::ReferralEvent& event : referral.events()) {
    if (date >= event.date()) continue;
    return FieldError(kReferralDateTooEarly, "date", {date, event.state(), event.date()});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Span<const ReferralTransition> ReferralTransitions() { return kReferralTransitions; }

absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>>
ReferralVerbsAtConsentWithdrawal() {
  return kReferralVerbsAtConsentWithdrawal;
}

absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>> ReferralVerbsAtTrackEnd(
    bool keep) {
  const absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>> all =
      kReferralVerbsAtTrackEnd;
  return keep ? all.first(1) : all;
}

bool IsOver(v1::ReferralState state) {
  return std::none_of(std::begin(kReferralTransitions), std::end(kReferralTransitions),
                      [state](const auto& transition) { return transition.from == state; });
}

absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>> ReferralVerbsAtEndOfLedTo(
    bool died) {
  const absl::Span<const Consequence<v1::ReferralState, v1::ReferralVerb>> all =
      kReferralVerbsAtEndOfLedTo;
  return died ? all : all.first(2);
}

v1::ReferralSide SideOf(v1::ReferralVerb verb) {
  const VerbRule* const rule = RuleOf(verb);
  return rule == nullptr ? v1::REFERRAL_SIDE_UNSPECIFIED : rule->side;
}

bool IsHistory(const v1::Referral& referral) { return !referral.recorded_by().empty(); }

absl::Status CheckSide(const v1::Referral& referral, v1::ReferralSide side) {
  if (referral.side() == side || IsHistory(referral)) return absl::OkStatus();
  return Error(kWrongSide, {referral.number(), side});
}

absl::Status CheckMayDo(const v1::Referral& referral, v1::ReferralVerb verb, bool out_of_reach) {
  const bool reports = verb == v1::REFERRAL_VERB_COMPLETE && out_of_reach;
  if (reports && referral.side() == v1::REFERRAL_SIDE_SENDER) return absl::OkStatus();
  return CheckSide(referral, SideOf(verb));
}

absl::StatusOr<v1::ReferralState> NextReferralState(const v1::Referral& referral,
                                                    v1::ReferralVerb verb) {
  return Next(ReferralTransitions(), referral.number(), referral.state(), verb);
}

absl::Status CheckReferralTransition(const v1::Referral& referral,
                                     const v1::TransitionReferralRequest& request,
                                     absl::CivilDay today) {
  const v1::ReferralVerb verb = request.verb();
  const VerbRule& rule = *RuleOf(verb);
  const When when = rule.date == When::kNow && IsHistory(referral) ? When::kPast : rule.date;
  const Take date = when == When::kNow ? Take::kNo : Take::kMay;
  const bool outcome = request.outcome() != v1::REFERRAL_OUTCOME_UNSPECIFIED;
  RETURN_IF_ERROR(CheckTaken(verb, "date", date, !request.date().empty()));
  RETURN_IF_ERROR(CheckTaken(verb, "note", rule.note, !request.note().empty()));
  RETURN_IF_ERROR(CheckTaken(verb, "present", rule.present, !request.present().empty()));
  RETURN_IF_ERROR(CheckTaken(verb, "outcome", rule.outcome, outcome));
  return CheckVerbDate(referral, request.date(), when, today);
}

absl::Status CheckApplication(const v1::TransitionReferralRequest& request, Acceptance acceptance) {
  const bool known = !request.participant().empty();
  const bool target_group = request.target_group() != v1::TARGET_GROUP_UNSPECIFIED;
  const Take at_programme = acceptance == Acceptance::kNoTrack ? Take::kNo : Take::kMay;
  RETURN_IF_ERROR(CheckTaken(request.verb(), "participant", at_programme, known));
  RETURN_IF_ERROR(CheckTaken(request.verb(), "new_person", known ? Take::kNo : at_programme,
                             request.new_person()));
  const Take group = acceptance == Acceptance::kApplication ? Take::kMust : at_programme;
  return CheckTaken(request.verb(), "target_group", group, target_group);
}

absl::Status CheckIsNew(const v1::Referral& referral, const v1::TransitionReferralRequest& request,
                        v1::Role role) {
  if (request.new_person() || !request.participant().empty()) return absl::OkStatus();
  if (role == v1::ROLE_PARTNER) return Error(kKnownUnseen, {referral.number()});
  const auto& known = referral.probable_duplicates();
  if (known.empty()) return absl::OkStatus();
  const auto number = [](std::string* out, const v1::ProbableDuplicate& duplicate) {
    absl::StrAppend(out, duplicate.member_number(), " (", duplicate.household_number(), ")");
  };
  return Error(kProbablyKnown, {referral.number(), absl::StrJoin(known, ", ", number)});
}

v1::Referral ApplyReferralTransition(const v1::TransitionReferralRequest& request,
                                     v1::ReferralState state, const std::string& date,
                                     v1::Referral referral) {
  referral.set_state(state);
  if (!request.present().empty()) referral.set_present(request.present());
  switch (request.verb()) {
    case v1::REFERRAL_VERB_SEND:
      referral.set_sent_date(date);
      break;
    case v1::REFERRAL_VERB_PLAN_HANDOVER:
    case v1::REFERRAL_VERB_HAND_OVER:
      referral.set_handover_date(date);
      break;
    case v1::REFERRAL_VERB_START:
      referral.set_start_date(date);
      break;
    case v1::REFERRAL_VERB_COMPLETE:
      referral.set_outcome(request.outcome());
      [[fallthrough]];
    case v1::REFERRAL_VERB_DECLINE:
    case v1::REFERRAL_VERB_NOT_START:
    case v1::REFERRAL_VERB_WITHDRAW:
      referral.set_end_date(date);
      break;
    default:
      break;
  }
  return referral;
}

absl::Status CheckMayRefer(const v1::Track& track, const std::string& person) {
  if (IsFinal(track.state())) {
    return Error(kReferralTrackHasEnded, {track.number(), track.state()});
  }
  if (IsOfHousehold(track, person)) return absl::OkStatus();
  return Error(kPersonOfOtherHousehold, {track.household_number(), track.number()});
}

absl::Status CheckReferredFromOwn(const v1::Track& track, const v1::Member& person,
                                  const std::optional<std::string>& open_track_number) {
  if (person.name() == track.participant() || !open_track_number.has_value()) {
    return absl::OkStatus();
  }
  return Error(kPersonHasOpenTrack, {person.number(), *open_track_number});
}

absl::Status CheckRecipient(const std::string& from, const std::string& to, const char* field) {
  return from == to ? FieldError(kReferredToSelf, field) : absl::OkStatus();
}

absl::Status CheckRouteTakes(const std::optional<v1::Route>& route, const v1::Referral& referral) {
  if (route.has_value() && std::find(route->reasons().begin(), route->reasons().end(),
                                     referral.reason()) != route->reasons().end()) {
    return absl::OkStatus();
  }
  return Error(kNoRoute, {referral.from_code(), referral.to_code(), referral.reason()});
}

absl::Status CheckHasRecipient(const v1::Referral& referral) {
  if (!IsHistory(referral)) return absl::OkStatus();
  const bool sent = referral.recorded_by() == referral.from();
  return Error(kReferralIsHistory, {referral.number(), referral.recorded_by_code(),
                                    sent ? referral.to_code() : referral.from_code()});
}

absl::Status CheckReferralChangeable(const v1::Referral& referral) {
  if (referral.state() != v1::REFERRAL_STATE_DRAFT) {
    return Error(kReferralIsSent, {referral.number(), referral.state()});
  }
  return referral.person().empty() ? Error(kInboundIsFixed, {referral.number()}) : absl::OkStatus();
}

v1::Referral RecipientView(v1::Referral referral) {
  if (referral.side() == v1::REFERRAL_SIDE_SENDER) {
    // The sender's track; one that the referral led to is the recipient's own to see.
    referral.clear_track();
    referral.clear_track_number();
    referral.clear_track_close_date();
    referral.clear_household();
    referral.clear_household_number();
  }
  referral.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  referral.clear_question();
  referral.clear_person();
  referral.clear_person_name();
  referral.clear_consent_number();
  if (referral.has_payload()) *referral.mutable_payload() = CorrectedPayload(referral);
  auto& events = *referral.mutable_events();
  events.erase(std::remove_if(events.begin(), events.end(),
                              [](const v1::ReferralEvent& event) {
                                return event.state() == v1::REFERRAL_STATE_DRAFT;
                              }),
               events.end());
  return referral;
}

bool IsRunning(v1::ReferralState state) {
  return state >= v1::REFERRAL_STATE_SENT && state <= v1::REFERRAL_STATE_STARTED;
}

bool IsShownToRecipient(v1::ReferralState state) {
  return state >= v1::REFERRAL_STATE_SENT && state <= v1::REFERRAL_STATE_COMPLETED;
}

v1::Referral RecipientStub(const v1::Referral& referral) {
  v1::Referral stub;
  stub.set_name(referral.name());
  stub.set_number(referral.number());
  stub.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  stub.set_state(referral.state());
  stub.set_phase(referral.phase());
  return stub;
}

v1::Referral RecipientReceipt(const v1::Referral& referral) {
  v1::Referral receipt = RecipientStub(referral);
  receipt.set_etag(referral.etag());
  receipt.set_track(referral.track());
  receipt.set_track_number(referral.track_number());
  receipt.set_household(referral.household());
  receipt.set_household_number(referral.household_number());
  *receipt.mutable_probable_duplicates() = referral.probable_duplicates();
  return receipt;
}

}  // namespace kansrijk::rules
