#include "server/rules/match.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "server/base/civil.h"
#include "server/rules/track.h"
#include "server/rules/transition.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::MatchState, v1::MatchVerb> kTransitions[] = {
    {v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_START_MEETING, v1::MATCH_STATE_MEETING},
    {v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_DECLINE, v1::MATCH_STATE_DECLINED},
    {v1::MATCH_STATE_MEETING, v1::MATCH_VERB_ACTIVATE, v1::MATCH_STATE_ACTIVE},
    {v1::MATCH_STATE_MEETING, v1::MATCH_VERB_DECLINE, v1::MATCH_STATE_DECLINED},
    {v1::MATCH_STATE_ACTIVE, v1::MATCH_VERB_END, v1::MATCH_STATE_ENDED},
};

std::string VerbName(v1::MatchVerb verb) {
  return std::string(absl::StripPrefix(v1::MatchVerb_Name(verb), "MATCH_VERB_"));
}

std::string StateName(v1::MatchState state) {
  return std::string(absl::StripPrefix(v1::MatchState_Name(state), "MATCH_STATE_"));
}

// What is known when a match is to be activated.
struct Activation {
  const v1::Buddy& buddy;
  bool no_conflict_of_interest;
  absl::CivilDay date;
};

struct Guard {
  v1::MatchGuard guard;
  bool hard;  // no reason overrides it
  bool (*holds)(const Activation& activation);
  // $0 is the date of the certificate of conduct, $1 the active matches, $2 the capacity.
  const char* english;
  const char* dutch;
};

bool HasConfidentiality(const Activation& a) { return a.buddy.confidentiality_signed(); }

bool HasConductCertificate(const Activation& a) {
  return !a.buddy.conduct_certificate_date().empty();
}

// An absent certificate is the guard before's to report.
bool HasRecentConductCertificate(const Activation& a) {
  if (!HasConductCertificate(a)) return true;
  const absl::CivilDay given = Day(a.buddy.conduct_certificate_date());
  return a.date <= AddMonths(given, kConductCertificateMonthsMax);
}

bool HasBasicCertificate(const Activation& a) { return !a.buddy.basic_certificate_date().empty(); }

bool HasCapacity(const Activation& a) { return a.buddy.active_matches() < a.buddy.capacity(); }

bool HasBackup(const Activation& a) { return !a.buddy.backup_organisation().empty(); }

bool HasNoConflictOfInterest(const Activation& a) { return a.no_conflict_of_interest; }

constexpr Guard kGuards[] = {
    {v1::MATCH_GUARD_CONFIDENTIALITY, true, &HasConfidentiality,
     "the confidentiality agreement is not signed", "de geheimhouding is niet ondertekend"},
    {v1::MATCH_GUARD_CONDUCT_CERTIFICATE, true, &HasConductCertificate,
     "there is no certificate of conduct", "er is geen VOG"},
    {v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE, false, &HasRecentConductCertificate,
     "the certificate of conduct ($0) is more than three years old",
     "de VOG ($0) is meer dan drie jaar oud"},
    {v1::MATCH_GUARD_BASIC_CERTIFICATE, false, &HasBasicCertificate,
     "there is no basic certificate of the Buddy Academie",
     "er is geen basiscertificaat van de Buddy Academie"},
    {v1::MATCH_GUARD_CAPACITY, false, &HasCapacity, "no free capacity ($1 of $2 tracks)",
     "geen ruimte meer ($1 van $2 trajecten)"},
    {v1::MATCH_GUARD_BACKUP, false, &HasBackup, "there is no back-up organisation",
     "er is geen achterwacht"},
    {v1::MATCH_GUARD_CONFLICT_OF_INTEREST, true, &HasNoConflictOfInterest,
     "it is not confirmed that there is no conflict of interest (no_conflict_of_interest)",
     "niet bevestigd is dat er geen belangenverstrengeling is (no_conflict_of_interest)"},
};

std::string Words(const char* text, const v1::Buddy& buddy) {
  return absl::StrReplaceAll(text, {{"$0", buddy.conduct_certificate_date()},
                                    {"$1", std::to_string(buddy.active_matches())},
                                    {"$2", std::to_string(buddy.capacity())}});
}

}  // namespace

absl::Status CheckMatchable(const std::string& track_number, v1::TrackState track_state,
                            const std::string& buddy_number, bool matched) {
  if (IsFinal(track_state)) return Error(kTrackHasEnded, {track_number, NameOfState(track_state)});
  if (matched) return Error(kAlreadyMatched, {track_number, buddy_number});
  return absl::OkStatus();
}

absl::StatusOr<v1::MatchState> NextMatchState(const std::string& what, v1::MatchState from,
                                              v1::MatchVerb verb) {
  return Next<v1::MatchState, v1::MatchVerb>(kTransitions, what, from, verb, StateName, VerbName);
}

absl::Status CheckMatchTransition(const v1::Match& match, const v1::TransitionMatchRequest& request,
                                  const std::string& date, absl::CivilDay today) {
  const bool ends = request.verb() == v1::MATCH_VERB_END;
  const bool needs_reason = ends || request.verb() == v1::MATCH_VERB_DECLINE;
  if (Day(date) > today) return FieldError(kMatchDateInFuture, "date", {date});
  if (ends && date < match.since()) {
    return FieldError(kMatchEndsBeforeItBegins, "date", {date, match.since()});
  }
  if (needs_reason && request.reason().empty()) {
    return FieldError(kMatchReasonRequired, "reason", {VerbName(request.verb())});
  }
  return absl::OkStatus();
}

std::vector<v1::MatchGuard> FailingGuards(const v1::Buddy& buddy, bool no_conflict_of_interest,
                                          absl::CivilDay date) {
  const Activation activation{buddy, no_conflict_of_interest, date};
  std::vector<v1::MatchGuard> failing;
  for (const Guard& guard : kGuards) {
    if (!guard.holds(activation)) failing.push_back(guard.guard);
  }
  return failing;
}

absl::Status CheckGuards(const v1::Buddy& buddy, const std::vector<v1::MatchGuard>& failing,
                         const std::string& override_reason) {
  bool hard = false;
  std::vector<std::string> english;
  std::vector<std::string> dutch;
  for (const Guard& guard : kGuards) {
    if (std::find(failing.begin(), failing.end(), guard.guard) == failing.end()) continue;
    hard = hard || guard.hard;
    english.push_back(Words(guard.english, buddy));
    dutch.push_back(Words(guard.dutch, buddy));
  }
  if (failing.empty() || (!hard && !override_reason.empty())) return absl::OkStatus();
  return Error(hard ? kHardGuardsFail : kSoftGuardsFail,
               {buddy.number(), absl::StrJoin(english, "; "), absl::StrJoin(dutch, "; ")});
}

}  // namespace kansrijk::rules
