#include "server/service/track/signal.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/signal.h"
#include "server/service/event.h"
#include "server/store/buddy/buddy.h"
#include "server/store/number.h"
#include "server/store/office/resolve.h"
#include "server/store/track/signal.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

absl::StatusOr<v1::Signal> SignalWithEvents(db::ReadTx& tx, const store::Scope& scope,
                                            const std::string& name) {
  ASSIGN_OR_RETURN(v1::Signal signal, store::RequireSignal(tx, scope, name));
  ASSIGN_OR_RETURN(const auto events, store::ListSignalEvents(tx, scope, IdOf(name)));
  signal.mutable_events()->Assign(events.begin(), events.end());
  return signal;
}

// Puts what was done at the end of the signal's steps.
absl::Status AddSignalEvent(rpc::WriteCall& call, const v1::Signal& signal, v1::SignalVerb verb,
                            const std::string& date, const std::string& note) {
  auto event = EventOf<v1::SignalEvent>(call, signal.state(), verb, date, note);
  return store::InsertSignalEvent(call.tx, IdOf(signal.name()), event,
                                  absl::ToUnixMicros(call.now));
}

// UNSPECIFIED unless the caller is a buddy.
absl::StatusOr<v1::BuddyKind> KindOfCaller(rpc::WriteCall& call) {
  if (call.caller.role != v1::ROLE_BUDDY) return v1::BUDDY_KIND_UNSPECIFIED;
  ASSIGN_OR_RETURN(const auto buddy,
                   store::RequireBuddy(call.tx, call.scope, BuddyName(call.caller.buddy_id)));
  return buddy.kind();
}

absl::Status CheckMayTakeSteps(rpc::WriteCall& call, const v1::Signal& signal) {
  ASSIGN_OR_RETURN(const bool officer,
                   store::IsSafetyOfficer(call.tx, call.scope, IdOf(signal.name())));
  ASSIGN_OR_RETURN(const bool on_caseload, store::IsInScope(call.tx, call.scope, signal.track()));
  return rules::CheckMayTakeSteps(signal, call.caller.role, officer, on_caseload);
}

}  // namespace

absl::StatusOr<v1::Signal> RaiseSignal(rpc::WriteCall& call,
                                       const v1::RaiseSignalRequest& request) {
  const Id track_id = IdOf(request.parent());
  ASSIGN_OR_RETURN(const auto track, store::RequireTrack(call.tx, call.scope, track_id));
  ASSIGN_OR_RETURN(const v1::BuddyKind kind, KindOfCaller(call));
  const Id organisation_id = IdOf(track.organisation());
  v1::Signal signal = request.signal();
  signal.set_name(SignalName(track_id, call.ids.Next(call.now)));
  signal.set_track(track.name());
  signal.set_state(v1::SIGNAL_STATE_RAISED);
  signal.set_handed_over(rules::IsHandedOverByRaising(call.caller.role, kind));
  ASSIGN_OR_RETURN(*signal.mutable_number(),
                   store::NextNumber(call.tx, kSignalNumber, organisation_id));
  ASSIGN_OR_RETURN(signal,
                   store::InsertSignal(call.tx, std::move(signal), organisation_id,
                                       call.caller.account_id, absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(
      AddSignalEvent(call, signal, v1::SIGNAL_VERB_UNSPECIFIED, FormatDate(DayOf(call.now)), ""));
  return SignalWithEvents(call.tx, call.scope, signal.name());
}

absl::StatusOr<v1::Signal> GetSignal(rpc::ReadCall& call, const v1::GetSignalRequest& request) {
  return SignalWithEvents(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListSignalsResponse> ListSignals(rpc::ReadCall& call,
                                                    const v1::ListSignalsRequest& request) {
  const store::SignalFilter filter{IdOf(request.track()), request.undecided()};
  return ListPage<v1::ListSignalsResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) { return store::ListSignals(call.tx, call.scope, filter, page); },
      &v1::ListSignalsResponse::mutable_signals,
      [](const v1::Signal& last) {
        return std::vector{absl::StrCat(MicrosOf(last.create_time())), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Signal> TransitionSignal(rpc::WriteCall& call,
                                            const v1::TransitionSignalRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::TransitionSignalRequest asked = request;
  if (asked.date().empty()) asked.set_date(FormatDate(today));
  ASSIGN_OR_RETURN(v1::Signal signal, SignalWithEvents(call.tx, call.scope, asked.name()));
  RETURN_IF_ERROR(CheckMayTakeSteps(call, signal));
  RETURN_IF_ERROR(CheckEtag(signal.number(), signal.etag(), asked.etag()));
  ASSIGN_OR_RETURN(const v1::SignalState next,
                   rules::NextSignalState(signal, asked.verb(), asked.acute()));
  RETURN_IF_ERROR(rules::CheckSignalTransition(signal, asked, today));
  signal = rules::ApplySignalTransition(asked, next, std::move(signal));
  ASSIGN_OR_RETURN(signal,
                   store::UpdateSignal(call.tx, std::move(signal), absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(AddSignalEvent(call, signal, asked.verb(), asked.date(), asked.note()));
  return SignalWithEvents(call.tx, call.scope, signal.name());
}

}  // namespace kansrijk::service
