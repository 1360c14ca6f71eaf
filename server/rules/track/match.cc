#include "server/rules/track/match.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

constexpr Transition<v1::MatchState, v1::MatchVerb> kMatchTransitions[] = {
    {v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_START_MEETING, v1::MATCH_STATE_MEETING},
    {v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_DECLINE, v1::MATCH_STATE_DECLINED},
    {v1::MATCH_STATE_MEETING, v1::MATCH_VERB_ACTIVATE, v1::MATCH_STATE_ACTIVE},
    {v1::MATCH_STATE_MEETING, v1::MATCH_VERB_DECLINE, v1::MATCH_STATE_DECLINED},
    {v1::MATCH_STATE_ACTIVE, v1::MATCH_VERB_END, v1::MATCH_STATE_ENDED},
};

constexpr Consequence<v1::MatchState, v1::MatchVerb> kMatchVerbsAtTrackEnd[] = {
    {v1::MATCH_STATE_PROPOSED, v1::MATCH_VERB_DECLINE},
    {v1::MATCH_STATE_MEETING, v1::MATCH_VERB_DECLINE},
    {v1::MATCH_STATE_ACTIVE, v1::MATCH_VERB_END},
};

// What is known when a match is to be activated.
struct Activation {
  const v1::Buddy& buddy;
  const GuardFacts& facts;
};

struct MatchGuard {
  v1::MatchGuard guard;
  v1::MatchState asked_from;  // the first state of a match that asks it; those after it do too
  bool hard;                  // no reason overrides it
  bool (*holds)(const Activation& activation);
  // $0 is the date of the certificate of conduct, $1 the active matches, $2 the capacity, $3 how
  // many months a certificate of conduct is good for, $4 when the buddy left, $5 and $6 the first
  // and last day of the absence, $7 from when the match is to be in force, $8 when the buddy
  // confirmed.
  const char* english;
  const char* dutch;
};

bool HasConfidentiality(const Activation& a) { return a.buddy.confidentiality_signed(); }

bool HasConductCertificate(const Activation& a) {
  return !a.buddy.conduct_certificate_date().empty();
}

// An absent certificate is the guard before's to report.
bool HadConductCertificate(const Activation& a) {
  return a.buddy.conduct_certificate_date() <= FormatDate(a.facts.since);
}

bool HasRecentConductCertificate(const Activation& a) {
  if (!HasConductCertificate(a)) return true;
  const absl::CivilDay given = Day(a.buddy.conduct_certificate_date());
  return a.facts.today <= AddMonths(given, a.facts.conduct_certificate_months_max);
}

// Who decides today asks what is asked today, however early the match is to begin.
bool HasBasicCertificate(const Activation& a) {
  const std::string today = FormatDate(a.facts.today);
  const bool asked =
      !a.facts.basic_certificate_from.empty() && today >= a.facts.basic_certificate_from;
  return !asked || a.buddy.basic_certificate_end_date() >= today;
}

bool HasCapacity(const Activation& a) { return a.buddy.active_matches() < a.buddy.capacity(); }

bool HasBackup(const Activation& a) {
  return !a.buddy.backup_name().empty() || !a.buddy.backup_organisation().empty();
}

bool HasNoConflict(const Activation& a) { return !a.facts.conflict; }

// A conflict that is known is the guard before's to report.
bool HasNoConflictChecked(const Activation& a) {
  return a.facts.conflict || a.facts.no_conflict_of_interest;
}

// Likewise. A buddy without an account has nobody but the coordinator to confirm it for.
bool HasConfirmed(const Activation& a) {
  return a.facts.conflict || !a.facts.confirm_date.empty() ||
         a.facts.account != BuddyAccount::kOpen;
}

// Who has not confirmed is the guard before's to report.
bool HadConfirmed(const Activation& a) {
  return a.facts.conflict || a.facts.account != BuddyAccount::kOpen ||
         a.facts.confirm_date <= FormatDate(a.facts.since);
}

bool HasNotLeft(const Activation& a) { return a.buddy.left_date().empty(); }

// Of a buddy who left, nothing else is to be said.
bool IsThere(const Activation& a, bool knows_until) {
  const Absence absence{a.buddy.absent_from(), a.buddy.absent_until()};
  const bool away =
      absence.Covers(FormatDate(a.facts.since)) || absence.Covers(FormatDate(a.facts.today));
  return !HasNotLeft(a) || absence.until.empty() == knows_until || !away;
}
bool IsNotAbsentUntil(const Activation& a) { return IsThere(a, /*knows_until=*/true); }
bool IsNotAbsent(const Activation& a) { return IsThere(a, /*knows_until=*/false); }

// Of one who is away, neither.
bool CanLogIn(const Activation& a) {
  return a.facts.account != BuddyAccount::kDisabled || !HasNotLeft(a) || !IsNotAbsentUntil(a) ||
         !IsNotAbsent(a);
}

constexpr v1::MatchState kAtProposal = v1::MATCH_STATE_PROPOSED;
constexpr v1::MatchState kAtActivation = v1::MATCH_STATE_ACTIVE;

constexpr MatchGuard kMatchGuards[] = {
    {v1::MATCH_GUARD_CONFIDENTIALITY, kAtProposal, true, &HasConfidentiality,
     "the confidentiality agreement is not signed", "de geheimhouding is niet ondertekend"},
    {v1::MATCH_GUARD_CONDUCT_CERTIFICATE, kAtProposal, true, &HasConductCertificate,
     "there is no certificate of conduct", "er is geen VOG"},
    {v1::MATCH_GUARD_CONDUCT_CERTIFICATE, kAtActivation, true, &HadConductCertificate,
     "the certificate of conduct is of $0, and there was none on $7",
     "de VOG is van $0, en op $7 was er geen"},
    {v1::MATCH_GUARD_CONDUCT_CERTIFICATE_AGE, kAtActivation, false, &HasRecentConductCertificate,
     "the certificate of conduct ($0) is older than $3 months",
     "de VOG ($0) is ouder dan $3 maanden"},
    {v1::MATCH_GUARD_BASIC_CERTIFICATE, kAtActivation, false, &HasBasicCertificate,
     "there is no basic certificate of the Buddy Academie in force",
     "er is geen geldig basiscertificaat van de Buddy Academie"},
    {v1::MATCH_GUARD_CAPACITY, kAtActivation, false, &HasCapacity,
     "no free capacity (tracks: $1 of $2)", "geen ruimte meer (trajecten: $1 van $2)"},
    {v1::MATCH_GUARD_BACKUP, kAtActivation, false, &HasBackup, "there is no back-up",
     "er is geen achterwacht"},
    {v1::MATCH_GUARD_CONFLICT_OF_INTEREST, kAtProposal, true, &HasNoConflict,
     "there is a conflict of interest with the household",
     "er is belangenverstrengeling met het huishouden"},
    {v1::MATCH_GUARD_CONFLICT_OF_INTEREST, kAtActivation, true, &HasNoConflictChecked,
     "it is not confirmed that there is no conflict of interest (`no_conflict_of_interest`)",
     "niet bevestigd is dat er geen belangenverstrengeling is (`no_conflict_of_interest`)"},
    {v1::MATCH_GUARD_BUDDY_CONFIRMATION, kAtActivation, true, &HasConfirmed,
     "the buddy, who sees whose track it is while they get acquainted, has not confirmed that "
     "there is no conflict of interest: that takes kansrijk match propose, kansrijk match meet, "
     "and "
     "of the buddy kansrijk match confirm",
     "de buddy, die tijdens de kennismaking ziet van wie het traject is, heeft niet bevestigd dat "
     "er geen belangenverstrengeling is: daarvoor zijn kansrijk match propose en kansrijk match "
     "meet nodig, en van de buddy kansrijk match confirm"},
    {v1::MATCH_GUARD_BUDDY_CONFIRMATION, kAtActivation, true, &HadConfirmed,
     "the buddy confirmed on $8 that there is no conflict of interest, and had not on $7",
     "de buddy heeft op $8 bevestigd dat er geen belangenverstrengeling is, en op $7 nog niet"},
    {v1::MATCH_GUARD_PRESENCE, kAtProposal, true, &HasNotLeft, "the buddy left on $4",
     "de buddy is op $4 vertrokken"},
    {v1::MATCH_GUARD_PRESENCE, kAtActivation, true, &IsNotAbsentUntil,
     "the buddy is absent from $5 until $6", "de buddy is afwezig van $5 tot en met $6"},
    {v1::MATCH_GUARD_PRESENCE, kAtActivation, true, &IsNotAbsent, "the buddy is absent since $5",
     "de buddy is afwezig sinds $5"},
    {v1::MATCH_GUARD_PRESENCE, kAtActivation, true, &CanLogIn,
     "the buddy cannot log in: the account was disabled",
     "de buddy kan niet inloggen: het account is uitgeschakeld"},
};

std::string GuardWords(const char* text, const Activation& a) {
  return absl::StrReplaceAll(text, {{"$0", a.buddy.conduct_certificate_date()},
                                    {"$1", std::to_string(a.buddy.active_matches())},
                                    {"$2", std::to_string(a.buddy.capacity())},
                                    {"$3", std::to_string(a.facts.conduct_certificate_months_max)},
                                    {"$4", a.buddy.left_date()},
                                    {"$5", a.buddy.absent_from()},
                                    {"$6", a.buddy.absent_until()},
                                    {"$7", FormatDate(a.facts.since)},
                                    {"$8", a.facts.confirm_date}});
}

bool IsOver(v1::MatchState state) {
  return state == v1::MATCH_STATE_ENDED || state == v1::MATCH_STATE_DECLINED;
}

}  // namespace

absl::Span<const Transition<v1::MatchState, v1::MatchVerb>> MatchTransitions() {
  return kMatchTransitions;
}

absl::Span<const Consequence<v1::MatchState, v1::MatchVerb>> MatchVerbsAtTrackEnd() {
  return kMatchVerbsAtTrackEnd;
}

absl::Status CheckTakesBuddy(const std::string& track_number, v1::TrackState track_state) {
  if (!IsFinal(track_state)) return absl::OkStatus();
  return Error(kTrackHasEnded, {track_number, track_state});
}

absl::Status CheckMatchable(const std::string& track_number, v1::TrackState track_state,
                            const std::string& buddy_number, bool matched) {
  RETURN_IF_ERROR(CheckTakesBuddy(track_number, track_state));
  return matched ? Error(kAlreadyMatched, {track_number, buddy_number}) : absl::OkStatus();
}

absl::Status CheckOwnMatch(const v1::Match& match, const std::string& buddy_name) {
  if (match.buddy() == buddy_name) return absl::OkStatus();
  return Error(kNotOwnMatch, {match.track_number(), match.buddy_number()});
}

absl::Status CheckMeeting(const v1::Match& match) {
  if (match.state() == v1::MATCH_STATE_MEETING) return absl::OkStatus();
  return Error(kNotMeeting, {match.track_number(), match.state(), v1::MATCH_STATE_MEETING});
}

absl::Status CheckHandOver(const std::string& track_number, const std::vector<v1::Match>& active) {
  if (active.size() == 1) return absl::OkStatus();
  if (active.empty()) return Error(kNoActiveMatch, {track_number});
  std::vector<std::string> buddies;
  for (const v1::Match& match : active) buddies.push_back(match.buddy_number());
  return Error(kSeveralActiveMatches, {track_number, absl::StrJoin(buddies, ", ")});
}

absl::StatusOr<v1::MatchState> NextMatchState(const std::string& what, v1::MatchState from,
                                              v1::MatchVerb verb) {
  return Next(MatchTransitions(), what, from, verb);
}

absl::Status CheckMatchStep(const v1::Match& match, const MatchStep& step, absl::CivilDay today) {
  const bool ends = step.verb == v1::MATCH_VERB_END;
  const bool needs_reason = ends || step.verb == v1::MATCH_VERB_DECLINE;
  if (Day(step.date) > today) return FieldError(kMatchDateInFuture, "date", {step.date});
  if (ends && step.date < match.since()) {
    return FieldError(kMatchEndsBeforeItBegins, "date", {step.date, match.since()});
  }
  if (needs_reason && step.reason.empty()) {
    return FieldError(kMatchReasonRequired, "reason", {step.verb});
  }
  return absl::OkStatus();
}

std::string FirstDayWithoutBuddy(const MatchStep& step) {
  return step.verb == v1::MATCH_VERB_END ? FormatDate(Day(step.date) + 1) : step.date;
}

std::optional<MatchStep> StepAtTrackEnd(const v1::Match& match, const std::string& date) {
  const auto verb = VerbFor(MatchVerbsAtTrackEnd(), match.state());
  if (!verb.has_value()) return std::nullopt;
  return MatchStep{*verb, std::max(date, match.since()), ""};
}

v1::Match ReopenMatch(v1::MatchState state, v1::Match match) {
  match.set_state(state);
  match.clear_until();
  return match;
}

v1::Match ApplyMatchStep(const MatchStep& step, v1::MatchState state, v1::Match match) {
  match.set_state(state);
  if (state == v1::MATCH_STATE_ACTIVE) match.set_since(step.date);
  if (state == v1::MATCH_STATE_ENDED) match.set_until(step.date);
  if (IsOver(state)) match.set_end_reason(step.reason);
  return match;
}

bool Stands(v1::MatchState state) { return state != v1::MATCH_STATE_UNSPECIFIED && !IsOver(state); }

std::vector<FailingGuard> FailingGuards(const v1::Buddy& buddy, const GuardFacts& facts,
                                        v1::MatchState state) {
  const Activation activation{buddy, facts};
  std::vector<FailingGuard> failing;
  for (const MatchGuard& guard : kMatchGuards) {
    if (guard.asked_from > state || guard.holds(activation)) continue;
    failing.push_back({guard.guard, guard.hard, GuardWords(guard.english, activation),
                       GuardWords(guard.dutch, activation)});
  }
  return failing;
}

bool HasHardGuard(const std::vector<FailingGuard>& failing) {
  return std::any_of(failing.begin(), failing.end(),
                     [](const FailingGuard& guard) { return guard.hard; });
}

absl::Status CheckGuards(const std::string& track_number, const std::string& buddy_number,
                         const std::vector<FailingGuard>& failing,
                         const std::string& override_reason) {
  const bool hard = HasHardGuard(failing);
  std::vector<std::string> english;
  std::vector<std::string> dutch;
  for (const FailingGuard& guard : failing) {
    english.push_back(guard.english);
    dutch.push_back(guard.dutch);
  }
  if (failing.empty() || (!hard && !override_reason.empty())) return absl::OkStatus();
  return Error(
      hard ? kHardGuardsFail : kSoftGuardsFail,
      {track_number, buddy_number, absl::StrJoin(english, "; "), absl::StrJoin(dutch, "; ")});
}

}  // namespace kansrijk::rules
