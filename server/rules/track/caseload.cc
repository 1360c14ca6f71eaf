#include "server/rules/track/caseload.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "server/base/civil.h"
#include "server/facts/certificate.h"

namespace kansrijk::rules {
namespace {

using OptionalDay = std::optional<absl::CivilDay>;

OptionalDay DayOrNone(const std::string& date) {
  if (date.empty()) return std::nullopt;
  return Day(date);
}

// ---- what a flag counts from ----

OptionalDay LastContact(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.last_session_date.empty() ? track.start_date : track.last_session_date);
}

// A track that was never contacted counts from its start.
OptionalDay LastContactBeforeNoShows(const OpenTrackFacts& track, const v1::Settings& settings) {
  if (track.no_shows.reached.empty()) return std::nullopt;
  const OptionalDay contact = LastContact(track, settings);
  return contact.has_value() ? contact : DayOrNone(track.apply_date);
}

// The track became active, or lost its buddy: whichever came last.
OptionalDay LastMatched(const OpenTrackFacts& track, const v1::Settings&) {
  if (track.matched) return std::nullopt;
  const std::string& active = track.state_since.empty() ? track.start_date : track.state_since;
  return DayOrNone(std::max(active, track.last_match_until));
}

OptionalDay PlannedEnd(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.planned_end_date);
}

OptionalDay Application(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.apply_date);
}

OptionalDay AftercareEnd(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.aftercare_end_date);
}

OptionalDay PauseEnd(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.pause_until);
}

// One that is overdue, or none yet.
template <typename Facts>
OptionalDay FirstOf(const Facts& due) {
  return due.overdue > 1 ? std::nullopt : DayOrNone(due.date);
}

template <typename Facts>
OptionalDay FirstOfSeveral(const Facts& due) {
  return due.overdue > 1 ? DayOrNone(due.date) : std::nullopt;
}

OptionalDay Goal(const OpenTrackFacts& track, const v1::Settings&) { return FirstOf(track.goal); }
OptionalDay Goals(const OpenTrackFacts& track, const v1::Settings&) {
  return FirstOfSeveral(track.goal);
}
OptionalDay Appointment(const OpenTrackFacts& track, const v1::Settings&) {
  return FirstOf(track.appointment);
}
OptionalDay Appointments(const OpenTrackFacts& track, const v1::Settings&) {
  return FirstOfSeveral(track.appointment);
}
OptionalDay Step(const OpenTrackFacts& track, const v1::Settings&) { return FirstOf(track.step); }
OptionalDay Steps(const OpenTrackFacts& track, const v1::Settings&) {
  return FirstOfSeveral(track.step);
}

OptionalDay UnansweredReferral(const OpenTrackFacts& track, const v1::Settings&) {
  return FirstOf(track.unanswered_referral);
}
OptionalDay UnansweredReferrals(const OpenTrackFacts& track, const v1::Settings&) {
  return FirstOfSeveral(track.unanswered_referral);
}
OptionalDay LastOfConsent(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.ending_consent.date);
}

OptionalDay Conflict(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.conflict.date);
}
OptionalDay AbsentUntil(const OpenTrackFacts& track, const v1::Settings&) {
  return track.absent_buddy.until.empty() ? std::nullopt : DayOrNone(track.absent_buddy.date);
}
OptionalDay Absent(const OpenTrackFacts& track, const v1::Settings&) {
  return track.absent_buddy.until.empty() ? DayOrNone(track.absent_buddy.date) : std::nullopt;
}
OptionalDay Left(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.left_buddy.date);
}
OptionalDay WithoutAccount(const OpenTrackFacts& track, const v1::Settings&) {
  return DayOrNone(track.buddy_without_account.date);
}

template <v1::AssessmentMoment kMoment>
OptionalDay Assessment(const OpenTrackFacts& track, const v1::Settings&) {
  for (const v1::ReviewMoment& moment : track.review_moments) {
    const bool missing = moment.done_date().empty() && !moment.waived();
    if (moment.moment() == kMoment && missing) return DayOrNone(moment.due_date());
  }
  return std::nullopt;
}

OptionalDay BeyondCapacity(const BuddyFacts& buddy, const v1::Settings&) {
  return DayOrNone(buddy.over_capacity_since);
}

OptionalDay LastOfConductCertificate(const BuddyFacts& buddy, const v1::Settings& settings) {
  const OptionalDay given = DayOrNone(buddy.conduct_certificate_date);
  if (!given.has_value()) return std::nullopt;
  return AddMonths(*given, settings.conduct_certificate_months_max());
}

// One that is in force for good never ends.
OptionalDay LastOfBasicCertificate(const BuddyFacts& buddy, const v1::Settings&) {
  if (buddy.basic_certificate_end_date == kLastDate) return std::nullopt;
  return DayOrNone(buddy.basic_certificate_end_date);
}

// Of a buddy who left, no absence is to be said.
OptionalDay AwayUntil(const BuddyFacts& buddy, const v1::Settings&) {
  const bool known = !buddy.absence.until.empty() && buddy.left_date.empty();
  return known ? DayOrNone(buddy.absence.from) : std::nullopt;
}
OptionalDay Away(const BuddyFacts& buddy, const v1::Settings&) {
  const bool open = buddy.absence.until.empty() && buddy.left_date.empty();
  return open ? DayOrNone(buddy.absence.from) : std::nullopt;
}
OptionalDay Gone(const BuddyFacts& buddy, const v1::Settings&) {
  return DayOrNone(buddy.left_date);
}

// ---- on which day, counted from there, it is raised ----

template <typename Facts>
int AtOnce(const Facts&, const v1::Settings&) {
  return 0;
}
template <typename Facts>
int TheDayAfter(const Facts&, const v1::Settings&) {
  return 1;
}
int WithoutSession(const OpenTrackFacts&, const v1::Settings& settings) {
  return settings.days_without_session_max() + 1;
}
int WhenTheLastOfThemCame(const OpenTrackFacts& track, const v1::Settings& settings) {
  return static_cast<int>(Day(track.no_shows.reached) - *LastContactBeforeNoShows(track, settings));
}
int Waiting(const OpenTrackFacts&, const v1::Settings& settings) {
  return settings.days_waiting_max() + 1;
}
int DaysUnanswered(const v1::Settings& settings) {
  return settings.days_referral_unanswered_max() + 1;
}
int Unanswered(const OpenTrackFacts&, const v1::Settings& settings) {
  return DaysUnanswered(settings);
}
int BeforeAftercareEnd(const OpenTrackFacts&, const v1::Settings& settings) {
  return -settings.days_before_aftercare_end();
}
int BeforeConductCertificateEnd(const BuddyFacts&, const v1::Settings& settings) {
  return -settings.days_before_conduct_certificate_end();
}
int BeforeBasicCertificateEnd(const BuddyFacts&, const v1::Settings& settings) {
  return -settings.days_before_basic_certificate_end();
}

int BeforeConsentEnd(const OpenTrackFacts&, const v1::Settings&) { return -kDaysBeforeConsentEnd; }

constexpr int kForGood = std::numeric_limits<int>::max();

template <typename Facts>
struct Check {
  v1::FlagKind kind;
  OptionalDay (*counted_from)(const Facts& facts, const v1::Settings& settings);
  // On which it holds, after `counted_from`; likewise the last one.
  int (*first_day)(const Facts& facts, const v1::Settings& settings);
  int last_day;
  // $0: days since `counted_from`, with the word; $1: that date; $2 and on: NumbersOf(facts).
  const char* english;
  const char* dutch;
};

// States as a set of bits.
constexpr unsigned Bit(v1::TrackState state) { return 1u << state; }
constexpr unsigned kActive = Bit(v1::TRACK_STATE_ACTIVE);
constexpr unsigned kPaused = Bit(v1::TRACK_STATE_PAUSED);
constexpr unsigned kBeforeStart =
    Bit(v1::TRACK_STATE_APPLIED) | Bit(v1::TRACK_STATE_INTAKE) | Bit(v1::TRACK_STATE_WAITING);
constexpr unsigned kAftercare = Bit(v1::TRACK_STATE_AFTERCARE);
constexpr unsigned kAnyState = ~0u;

struct TrackCheck {
  unsigned states;
  Check<OpenTrackFacts> check;
};

constexpr TrackCheck kTrackChecks[] = {
    {kActive,
     {v1::FLAG_KIND_NO_SESSION, &LastContact, &WithoutSession, kForGood, "no contact for $0",
      "al $0 geen contact"}},
    {kActive,
     {v1::FLAG_KIND_NO_SHOWS, &LastContactBeforeNoShows, &WhenTheLastOfThemCame, kForGood,
      "$16 no-shows in a row, not seen for $0", "$16 keer niet verschenen, $0 niet gezien"}},
    {kAnyState,
     {v1::FLAG_KIND_APPOINTMENT_PASSED, &Appointment, &TheDayAfter, kForGood,
      "appointment $17 of $1 passed $0 ago and is still open",
      "afspraak $17 van $1 is $0 geleden verstreken en staat nog open"}},
    {kAnyState,
     {v1::FLAG_KIND_APPOINTMENT_PASSED, &Appointments, &TheDayAfter, kForGood,
      "$18 appointments passed and are still open, the first $17, of $1",
      "$18 afspraken verstreken en nog open, de eerste $17, van $1"}},
    {kActive,
     {v1::FLAG_KIND_NO_BUDDY, &LastMatched, &AtOnce, kForGood, "no buddy since $1",
      "geen buddy sinds $1"}},
    {kActive | kPaused,
     {v1::FLAG_KIND_PLANNED_END_PASSED, &PlannedEnd, &TheDayAfter, kForGood,
      "planned end passed $0 ago", "geplande einddatum is $0 geleden verstreken"}},
    {kBeforeStart,
     {v1::FLAG_KIND_WAITING_LONG, &Application, &Waiting, kForGood, "waiting for $0",
      "wacht al $0"}},
    {kAftercare,
     {v1::FLAG_KIND_AFTERCARE_END_PASSED, &AftercareEnd, &TheDayAfter, kForGood,
      "end of aftercare passed $0 ago", "einde van de nazorg is $0 geleden verstreken"}},
    {kAnyState,
     {v1::FLAG_KIND_GOAL_OVERDUE, &Goal, &TheDayAfter, kForGood, "goal $2 is $0 late",
      "doel $2 is $0 te laat"}},
    {kAnyState,
     {v1::FLAG_KIND_GOAL_OVERDUE, &Goals, &TheDayAfter, kForGood,
      "$3 goals overdue, the first $2, due $1",
      "$3 doelen over tijd, het eerste $2, uiterlijk $1"}},
    {kAnyState,
     {v1::FLAG_KIND_STEP_OVERDUE, &Step, &TheDayAfter, kForGood, "step $4 is $0 late",
      "stap $4 is $0 te laat"}},
    {kAnyState,
     {v1::FLAG_KIND_STEP_OVERDUE, &Steps, &TheDayAfter, kForGood,
      "$5 steps overdue, the first $4, due $1",
      "$5 stappen over tijd, de eerste $4, uiterlijk $1"}},
    {kActive,
     {v1::FLAG_KIND_BEGIN_ASSESSMENT_MISSING, &Assessment<v1::ASSESSMENT_MOMENT_BEGIN>, &AtOnce,
      kForGood, "no begin assessment, due $1", "geen beginmeting, uiterlijk $1"}},
    {kActive,
     {v1::FLAG_KIND_HALFWAY_ASSESSMENT_MISSING, &Assessment<v1::ASSESSMENT_MOMENT_HALFWAY>, &AtOnce,
      kForGood, "no halfway assessment, due $1", "geen tussenmeting, uiterlijk $1"}},
    {kActive,
     {v1::FLAG_KIND_END_ASSESSMENT_MISSING, &Assessment<v1::ASSESSMENT_MOMENT_END>, &AtOnce,
      kForGood, "no end assessment, due $1", "geen eindmeting, uiterlijk $1"}},
    // From the day after the end on, AFTERCARE_END_PASSED says it.
    {kAftercare,
     {v1::FLAG_KIND_AFTERCARE_ENDING, &AftercareEnd, &BeforeAftercareEnd, 0, "aftercare ends on $1",
      "nazorg eindigt op $1"}},
    {kPaused,
     {v1::FLAG_KIND_PAUSE_OVER, &PauseEnd, &TheDayAfter, kForGood,
      "planned end of the pause passed $0 ago",
      "geplande einde van de pauze is $0 geleden verstreken"}},
    {kAnyState,
     {v1::FLAG_KIND_REFERRAL_UNANSWERED, &UnansweredReferral, &Unanswered, kForGood,
      "referral $6 to $7 was sent $0 ago, no answer since",
      "doorverwijzing $6 naar $7 is $0 geleden verzonden, sindsdien geen antwoord"}},
    {kAnyState,
     {v1::FLAG_KIND_REFERRAL_UNANSWERED, &UnansweredReferrals, &Unanswered, kForGood,
      "$8 referrals without an answer, the first $6 to $7, sent on $1",
      "$8 doorverwijzingen zonder antwoord, de eerste $6 naar $7, verzonden op $1"}},
    {kAnyState,
     {v1::FLAG_KIND_CONSENT_ENDING, &LastOfConsent, &BeforeConsentEnd, 0,
      "the consent for referral $9 to $10 is valid until $1",
      "de toestemming voor doorverwijzing $9 naar $10 geldt tot en met $1"}},
    {kAnyState,
     {v1::FLAG_KIND_CONSENT_ENDING, &LastOfConsent, &TheDayAfter, kForGood,
      "the consent for referral $9 to $10 was valid until $1: record another, or, when support has "
      "begun, complete the referral here",
      "de toestemming voor doorverwijzing $9 naar $10 is verlopen op $1: leg een nieuwe vast, of "
      "rond de doorverwijzing, als de begeleiding begonnen is, hier af"}},
    {kAnyState,
     {v1::FLAG_KIND_CONFLICT_OF_INTEREST, &Conflict, &AtOnce, kForGood,
      "buddy $11 has a conflict of interest with the household, known since $1",
      "belangenverstrengeling van buddy $11 met het huishouden, bekend sinds $1"}},
    {kAnyState,
     {v1::FLAG_KIND_BUDDY_ABSENT, &AbsentUntil, &AtOnce, kForGood,
      "buddy $12 is absent from $1 until $13", "buddy $12 is afwezig van $1 tot en met $13"}},
    {kAnyState,
     {v1::FLAG_KIND_BUDDY_ABSENT, &Absent, &AtOnce, kForGood, "buddy $12 is absent since $1",
      "buddy $12 is afwezig sinds $1"}},
    {kAnyState,
     {v1::FLAG_KIND_BUDDY_LEFT, &Left, &AtOnce, kForGood, "buddy $14 left on $1",
      "buddy $14 is op $1 vertrokken"}},
    {kAnyState,
     {v1::FLAG_KIND_BUDDY_WITHOUT_ACCOUNT, &WithoutAccount, &AtOnce, kForGood,
      "buddy $15 cannot log in: the account was disabled on $1",
      "buddy $15 kan niet inloggen: het account is op $1 uitgeschakeld"}},
};

constexpr Check<BuddyFacts> kBuddyChecks[] = {
    {v1::FLAG_KIND_OVER_CAPACITY, &BeyondCapacity, &AtOnce, kForGood,
     "$2 active matches, capacity $3", "$2 actieve koppelingen, ruimte voor $3"},
    {v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING, &LastOfConductCertificate,
     &BeforeConductCertificateEnd, 0, "certificate of conduct of $4 is valid until $1",
     "VOG van $4 is geldig tot en met $1"},
    {v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING, &LastOfConductCertificate, &TheDayAfter, kForGood,
     "certificate of conduct expired on $1", "VOG verlopen op $1"},
    {v1::FLAG_KIND_BASIC_CERTIFICATE_ENDING, &LastOfBasicCertificate, &BeforeBasicCertificateEnd, 0,
     "basic certificate is valid until $1", "basiscertificaat is geldig tot en met $1"},
    {v1::FLAG_KIND_BASIC_CERTIFICATE_ENDING, &LastOfBasicCertificate, &TheDayAfter, kForGood,
     "basic certificate expired on $1", "basiscertificaat verlopen op $1"},
    {v1::FLAG_KIND_BUDDY_ABSENT, &AwayUntil, &AtOnce, kForGood, "absent from $1 until $5",
     "afwezig van $1 tot en met $5"},
    {v1::FLAG_KIND_BUDDY_ABSENT, &Away, &AtOnce, kForGood, "absent since $1", "afwezig sinds $1"},
    {v1::FLAG_KIND_BUDDY_LEFT, &Gone, &AtOnce, kForGood, "left on $1", "vertrokken op $1"},
};

using Replacements = std::vector<std::pair<std::string, std::string>>;

Replacements NumbersOf(const OpenTrackFacts& track) {
  return {{"$2", track.goal.number},
          {"$3", absl::StrCat(track.goal.overdue)},
          {"$4", track.step.number},
          {"$5", absl::StrCat(track.step.overdue)},
          {"$6", track.unanswered_referral.number},
          {"$7", track.unanswered_referral.to_code},
          {"$8", absl::StrCat(track.unanswered_referral.overdue)},
          {"$9", track.ending_consent.number},
          {"$10", track.ending_consent.to_code},
          {"$11", track.conflict.number},
          {"$12", track.absent_buddy.number},
          {"$13", track.absent_buddy.until},
          {"$14", track.left_buddy.number},
          {"$15", track.buddy_without_account.number},
          {"$16", absl::StrCat(track.no_shows.count)},
          {"$17", track.appointment.number},
          {"$18", absl::StrCat(track.appointment.overdue)}};
}

Replacements NumbersOf(const BuddyFacts& buddy) {
  return {{"$2", absl::StrCat(buddy.active_matches)},
          {"$3", absl::StrCat(buddy.capacity)},
          {"$4", buddy.conduct_certificate_date},
          {"$5", buddy.absence.until}};
}

std::string FlagWords(const char* text, absl::CivilDay from, absl::CivilDay today, const char* day,
                      const char* days, Replacements numbers) {
  const auto count = today - from;
  numbers.emplace_back("$0", absl::StrCat(count, " ", count == 1 ? day : days));
  numbers.emplace_back("$1", FormatDate(from));
  return absl::StrReplaceAll(text, numbers);
}

template <typename Facts>
void Judge(const Check<Facts>& check, const Facts& facts, const v1::Settings& settings,
           absl::CivilDay today, Attention& attention) {
  const OptionalDay from = check.counted_from(facts, settings);
  if (!from.has_value()) return;
  const absl::CivilDay first = *from + check.first_day(facts, settings);
  const std::string date = FormatDate(first);
  if (attention.date.empty() || date < attention.date) attention.date = date;
  if (today < first || today - *from > check.last_day) return;
  v1::Flag& flag = attention.flags.emplace_back();
  flag.set_kind(check.kind);
  flag.set_since(date);
  flag.set_reason(FlagWords(check.english, *from, today, "day", "days", NumbersOf(facts)));
  flag.set_reason_nl(FlagWords(check.dutch, *from, today, "dag", "dagen", NumbersOf(facts)));
}

void OldestFirst(std::vector<v1::Flag>& flags) {
  std::stable_sort(flags.begin(), flags.end(),
                   [](const v1::Flag& a, const v1::Flag& b) { return a.since() < b.since(); });
}

// The earliest of the reasons that `reason` gives for `buddies`; the first of several of one day.
template <typename Reason>
BuddyReason EarliestOf(absl::Span<const MatchedBuddy> buddies, Reason reason) {
  BuddyReason earliest;
  for (const MatchedBuddy& buddy : buddies) {
    BuddyReason found = reason(buddy);
    if (found.date.empty()) continue;
    found.number = buddy.number;
    if (earliest.date.empty() || found.date < earliest.date) earliest = std::move(found);
  }
  return earliest;
}

}  // namespace

BuddyReason ConflictOf(absl::Span<const MatchedBuddy> buddies) {
  return EarliestOf(buddies, [](const MatchedBuddy& buddy) -> BuddyReason {
    return {buddy.conflict_date, "", ""};
  });
}

BuddyReason AbsentOf(absl::Span<const MatchedBuddy> buddies, absl::CivilDay today) {
  return EarliestOf(buddies, [&](const MatchedBuddy& buddy) -> BuddyReason {
    const bool away = !buddy.absence.IsOverBy(FormatDate(today));
    if (!buddy.active || !buddy.left_date.empty() || !away) return {};
    return {buddy.absence.from, "", buddy.absence.until};
  });
}

BuddyReason LeftOf(absl::Span<const MatchedBuddy> buddies) {
  return EarliestOf(buddies, [](const MatchedBuddy& buddy) -> BuddyReason {
    return {buddy.active ? buddy.left_date : "", "", ""};
  });
}

BuddyReason WithoutAccountOf(absl::Span<const MatchedBuddy> buddies, absl::CivilDay today) {
  return EarliestOf(buddies, [&](const MatchedBuddy& buddy) -> BuddyReason {
    const bool told = !buddy.left_date.empty() || buddy.absence.Covers(FormatDate(today));
    return {buddy.active && !told ? buddy.account_disabled_date : "", "", ""};
  });
}

NoShowFacts NoShowsOf(const std::vector<std::string>& dates, const v1::Settings& settings) {
  NoShowFacts facts;
  facts.count = static_cast<int>(dates.size());
  const int many = settings.no_shows_in_a_row();
  if (facts.count >= many) facts.reached = dates[many - 1];
  return facts;
}

DueFacts StandingFactsOf(const std::vector<v1::Appointment>& standing, absl::CivilDay today) {
  DueFacts facts;
  for (const v1::Appointment& appointment : standing) {
    if (facts.number.empty()) facts = {appointment.date(), appointment.number(), 0};
    if (Day(appointment.date()) < today) ++facts.overdue;
  }
  return facts;
}

const v1::Appointment* NextOf(const std::vector<v1::Appointment>& standing, absl::CivilDay today) {
  const auto next = std::find_if(
      standing.begin(), standing.end(),
      [today](const v1::Appointment& appointment) { return Day(appointment.date()) >= today; });
  return next == standing.end() ? nullptr : &*next;
}

ReferralFacts UnansweredOf(absl::Span<const v1::Referral> referrals, const v1::Settings& settings,
                           absl::CivilDay today) {
  ReferralFacts facts;
  for (const v1::Referral& referral : referrals) {
    if (referral.state() != v1::REFERRAL_STATE_SENT &&
        referral.state() != v1::REFERRAL_STATE_RECEIVED) {
      continue;
    }
    if (facts.date.empty()) {
      facts = {referral.sent_date(), referral.number(), referral.to_code()};
    }
    if (Day(referral.sent_date()) + DaysUnanswered(settings) <= today) ++facts.overdue;
  }
  return facts;
}

Attention AttentionOf(const OpenTrackFacts& track, const v1::Settings& settings,
                      absl::CivilDay today) {
  Attention attention;
  for (const TrackCheck& row : kTrackChecks) {
    if ((row.states & Bit(track.state)) != 0) Judge(row.check, track, settings, today, attention);
  }
  for (const v1::Flag& flag : track.referral_flags) {
    if (attention.date.empty() || flag.since() < attention.date) attention.date = flag.since();
    attention.flags.push_back(flag);
  }
  OldestFirst(attention.flags);
  return attention;
}

std::vector<v1::Flag> FlagsOf(const BuddyFacts& buddy, const v1::Settings& settings,
                              absl::CivilDay today) {
  BuddyFacts facts = buddy;
  if (facts.absence.IsOverBy(FormatDate(today))) facts.absence = {};
  Attention attention;
  for (const auto& check : kBuddyChecks) Judge(check, facts, settings, today, attention);
  OldestFirst(attention.flags);
  return attention.flags;
}

}  // namespace kansrijk::rules
