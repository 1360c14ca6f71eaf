#include "server/rules/track/track_ending.h"

#include <algorithm>
#include <utility>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

// The date since when the track waits, whose end is taken back.
std::string WaitedSince(const v1::Track& track) {
  const auto& events = track.events();
  const auto wait = std::find_if(events.rbegin(), events.rend(), [](const auto& event) {
    return event.state() == v1::TRACK_STATE_WAITING && event.verb() != v1::TRACK_VERB_REOPEN;
  });
  return wait == events.rend() ? track.apply_date() : wait->date();
}

bool ChangesEnd(const v1::Track& current, const v1::Track& corrected) {
  return corrected.close_date() != current.close_date() ||
         corrected.exit_reason() != current.exit_reason();
}

// A death settles more than another end: neither becomes the other by its reason alone. An end with
// a reason keeps one, and one without (an application that was declined) gets none.
bool CanBecome(v1::ExitReason from, v1::ExitReason to) {
  if (from == to) return true;
  const auto is = [&](v1::ExitReason reason) { return from == reason || to == reason; };
  return !is(v1::EXIT_REASON_DECEASED) && !is(v1::EXIT_REASON_UNSPECIFIED);
}

}  // namespace

v1::TransitionTrackRequest MeantStep(const v1::TransitionTrackRequest& request,
                                     absl::CivilDay today) {
  v1::TransitionTrackRequest meant = request;
  if (meant.date().empty()) meant.set_date(FormatDate(today));
  const bool deceased = meant.exit_reason() == v1::EXIT_REASON_DECEASED;
  const bool ends = meant.verb() == v1::TRACK_VERB_CLOSE || meant.verb() == v1::TRACK_VERB_DROP_OUT;
  if (ends && deceased) meant.set_verb(v1::TRACK_VERB_RECORD_DEATH);
  const bool unsaid = meant.exit_reason() == v1::EXIT_REASON_UNSPECIFIED;
  if (meant.verb() == v1::TRACK_VERB_RECORD_DEATH && unsaid) {
    meant.set_exit_reason(v1::EXIT_REASON_DECEASED);
  }
  return meant;
}

v1::Track DatedBy(v1::ExitReason reason, v1::Track track) {
  if (reason == v1::EXIT_REASON_DECEASED) track.clear_events();
  return track;
}

std::vector<v1::TrackEvent> StandingEvents(const v1::Track& track) {
  std::vector<v1::TrackEvent> standing;
  for (const v1::TrackEvent& event : track.events()) {
    const bool takes_back = event.verb() == v1::TRACK_VERB_REOPEN && !standing.empty() &&
                            IsFinal(standing.back().state());
    if (takes_back) {
      standing.pop_back();
    } else if (event.state() != v1::TRACK_STATE_APPLIED) {
      standing.push_back(event);
    }
  }
  return standing;
}

absl::StatusOr<v1::TrackState> StateBeforeEnd(const v1::Track& track, absl::CivilDay today) {
  const int last = track.events_size() - 1;
  if (last < 1 || track.events(last).verb() == v1::TRACK_VERB_UNSPECIFIED) {
    return Error(kEndNotRecorded, {track.number()});
  }
  const auto recorded_us = MicrosOf(track.events(last).create_time());
  const absl::CivilDay recorded = DayOf(absl::FromUnixMicros(recorded_us));
  if (today > recorded + kTakeBackDays) {
    return Error(kTakeBackTooLate,
                 {track.number(), FormatDate(recorded), FormatDate(recorded + kTakeBackDays)});
  }
  return track.events(last - 1).state();
}

v1::Track ApplyTakingBack(v1::TrackState state, v1::Track track) {
  track.set_state(state);
  track.clear_close_date();
  track.clear_exit_reason();
  if (state == v1::TRACK_STATE_WAITING) track.set_waiting_since(WaitedSince(track));
  return track;
}

bool KeepsReferrals(const v1::TransitionTrackRequest& request) {
  if (request.verb() == v1::TRACK_VERB_RECORD_DEATH) return false;
  return request.keep_referrals() || request.exit_reason() == v1::EXIT_REASON_HANDED_OVER;
}

absl::Status CheckEndCorrection(const v1::Track& current, const v1::Track& corrected,
                                absl::CivilDay today) {
  if (!ChangesEnd(current, corrected)) return absl::OkStatus();
  if (!IsFinal(current.state())) return Error(kTrackHasNotEnded, {current.number()});
  if (!CanBecome(current.exit_reason(), corrected.exit_reason())) {
    return Error(kExitReasonFixed, {current.number(), corrected.exit_reason()});
  }
  v1::Track before_end = current;
  if (!before_end.events().empty()) before_end.mutable_events()->RemoveLast();
  return CheckTransitionDate(DatedBy(current.exit_reason(), std::move(before_end)),
                             "track.close_date", corrected.close_date(), today);
}

std::vector<v1::TrackCorrection> EndCorrections(const v1::Track& current,
                                                const v1::Track& corrected) {
  std::vector<v1::TrackCorrection> corrections;
  if (corrected.exit_reason() != current.exit_reason()) {
    v1::TrackCorrection& reason = corrections.emplace_back();
    reason.set_fact(v1::TRACK_FACT_EXIT_REASON);
    reason.set_exit_reason(current.exit_reason());
  }
  if (corrected.close_date() != current.close_date()) {
    v1::TrackCorrection& date = corrections.emplace_back();
    date.set_fact(v1::TRACK_FACT_CLOSE_DATE);
    date.set_date(current.close_date());
  }
  return corrections;
}

}  // namespace kansrijk::rules
