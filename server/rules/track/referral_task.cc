#include "server/rules/track/referral_task.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "absl/time/time.h"
#include "server/base/civil.h"

namespace kansrijk::rules {
namespace {

// What follows "referral R-0001", in two languages. $0: the code of the other organisation; $1 a
// date; $2 who is present, between brackets.
struct Words {
  const char* english;
  const char* dutch;
};

// ---- what the other side did ----

struct Told {
  v1::ReferralVerb verb;
  Words words;
};

constexpr Told kTold[] = {
    {v1::REFERRAL_VERB_ACCEPT, {"was accepted by $0", "is geaccepteerd door $0"}},
    {v1::REFERRAL_VERB_DECLINE, {"was declined by $0", "is afgewezen door $0"}},
    {v1::REFERRAL_VERB_PLAN_HANDOVER,
     {"will have its warm handover to $0 on $1$2", "wordt op $1 warm overgedragen aan $0$2"}},
    {v1::REFERRAL_VERB_START, {"led to support by $0, since $1", "is gestart bij $0, sinds $1"}},
    {v1::REFERRAL_VERB_NOT_START, {"did not lead to support by $0", "is niet gestart bij $0"}},
    {v1::REFERRAL_VERB_COMPLETE, {"was completed by $0", "is afgerond door $0"}},
    {v1::REFERRAL_VERB_WITHDRAW, {"was withdrawn by $0", "is ingetrokken door $0"}},
};

constexpr Words kExpired = {"to $0 expired unopened, last day $1",
                            "naar $0 is ongeopend verlopen, laatste dag $1"};
constexpr Words kCorrected = {"was corrected by $0", "is verbeterd door $0"};
constexpr Words kNotShared = {"is no longer shared by $0: the consent was withdrawn",
                              "wordt door $0 niet meer gedeeld: de toestemming is ingetrokken"};

struct OutcomeWords {
  v1::ReferralOutcome outcome;
  Words words;
};

constexpr OutcomeWords kOutcomes[] = {
    {v1::REFERRAL_OUTCOME_REACHED, {": reached", ": bereikt"}},
    {v1::REFERRAL_OUTCOME_PARTLY_REACHED, {": partly reached", ": deels bereikt"}},
    {v1::REFERRAL_OUTCOME_NOT_REACHED, {": not reached", ": niet bereikt"}},
    {v1::REFERRAL_OUTCOME_STOPPED, {": the person stopped", ": gestopt"}},
};

// A sentence in both languages.
struct Sentence {
  std::string english;
  std::string dutch;

  void Add(const std::string& english_text, const std::string& dutch_text) {
    absl::StrAppend(&english, english_text);
    absl::StrAppend(&dutch, dutch_text);
  }
};

bool IsSender(const v1::Referral& referral) { return referral.side() == v1::REFERRAL_SIDE_SENDER; }

Sentence Say(const Words& words, const v1::Referral& referral, const std::string& date) {
  const std::string& code = IsSender(referral) ? referral.to_code() : referral.from_code();
  const std::string present =
      referral.present().empty() ? "" : absl::StrCat(" (", referral.present(), ")");
  return {absl::Substitute(words.english, code, date, present),
          absl::Substitute(words.dutch, code, date, present)};
}

const Told* ToldOf(v1::ReferralVerb verb) {
  const auto* const told = std::find_if(std::begin(kTold), std::end(kTold),
                                        [verb](const Told& one) { return one.verb == verb; });
  return told == std::end(kTold) ? nullptr : told;
}

const Words& UnseenWords(const WaitingReferral& waiting) {
  const Told* const told = ToldOf(waiting.unseen->verb);
  if (told != nullptr) return told->words;
  if (IsSender(waiting.referral)) return kExpired;
  return waiting.shown ? kCorrected : kNotShared;
}

// With the outcome where there is one.
Sentence SayUnseen(const WaitingReferral& waiting) {
  const v1::Referral& referral = waiting.referral;
  const bool planned = waiting.unseen->verb == v1::REFERRAL_VERB_PLAN_HANDOVER;
  Sentence sentence = Say(UnseenWords(waiting), referral,
                          planned ? referral.handover_date() : waiting.unseen->date);
  for (const OutcomeWords& row : kOutcomes) {
    if (waiting.unseen->verb == v1::REFERRAL_VERB_COMPLETE && row.outcome == referral.outcome()) {
      sentence.Add(row.words.english, row.words.dutch);
    }
  }
  return sentence;
}

// From the day of the handover on, what it asks for says it.
bool IsPastPlan(const WaitingReferral& waiting, absl::CivilDay today) {
  return waiting.unseen->verb == v1::REFERRAL_VERB_PLAN_HANDOVER &&
         waiting.referral.handover_date() <= FormatDate(today);
}

// A referral that the recipient cannot open any more cannot be marked as seen.
bool IsStillTold(const WaitingReferral& waiting, absl::CivilDay today) {
  if (!waiting.unseen.has_value() || IsPastPlan(waiting, today)) return false;
  return waiting.shown || today - Day(waiting.unseen->date) <= kDaysTakenBackToldMax;
}

// ---- what it asks for ----

using IsAsked = bool (*)(const WaitingReferral& waiting, v1::Role role, const std::string& today);

bool IsAt(const WaitingReferral& waiting, v1::ReferralSide side, v1::ReferralState state) {
  return waiting.shown && waiting.referral.side() == side && waiting.referral.state() == state;
}

// A buddy prepares it, and others send it.
bool ToSend(const WaitingReferral& waiting, v1::Role role, const std::string&) {
  return role != v1::ROLE_BUDDY &&
         IsAt(waiting, v1::REFERRAL_SIDE_SENDER, v1::REFERRAL_STATE_DRAFT);
}
bool ToOpen(const WaitingReferral& waiting, v1::Role, const std::string&) {
  return IsAt(waiting, v1::REFERRAL_SIDE_RECIPIENT, v1::REFERRAL_STATE_SENT);
}
bool ToAnswer(const WaitingReferral& waiting, v1::Role, const std::string&) {
  return IsAt(waiting, v1::REFERRAL_SIDE_RECIPIENT, v1::REFERRAL_STATE_RECEIVED);
}
bool ToPlan(const WaitingReferral& waiting, v1::Role, const std::string&) {
  return IsAt(waiting, v1::REFERRAL_SIDE_RECIPIENT, v1::REFERRAL_STATE_ACCEPTED) &&
         waiting.referral.handover_date().empty();
}
bool IsPlanned(const WaitingReferral& waiting) {
  return waiting.shown && !waiting.referral.handover_date().empty() &&
         waiting.referral.state() == v1::REFERRAL_STATE_ACCEPTED;
}
// On the day both sides are there.
bool ToHandOver(const WaitingReferral& waiting, v1::Role, const std::string& today) {
  return IsPlanned(waiting) && waiting.referral.handover_date() == today;
}
// After it the recipient has to say how it went, and the sender to ask.
bool ToRecordHandover(const WaitingReferral& waiting, v1::Role, const std::string& today) {
  return IsPlanned(waiting) && waiting.referral.handover_date() < today;
}
bool ToStart(const WaitingReferral& waiting, v1::Role, const std::string&) {
  return IsAt(waiting, v1::REFERRAL_SIDE_RECIPIENT, v1::REFERRAL_STATE_HANDED_OVER);
}
bool ToReport(const WaitingReferral& waiting, v1::Role, const std::string&) {
  return waiting.track_ended &&
         IsAt(waiting, v1::REFERRAL_SIDE_RECIPIENT, v1::REFERRAL_STATE_STARTED);
}

using DateOf = const std::string& (v1::Referral::*)() const;

// Since when it is asked (empty: since it was drafted), and the last day to do it, if there is one.
struct Asked {
  IsAsked is_asked;
  DateOf since;
  DateOf last;
  Words words;
};

constexpr DateOf kNoDate = nullptr;

constexpr Words kToSend = {"to $0 is a draft, to be sent",
                           "naar $0 is een concept, nog te versturen"};

constexpr Asked kAsked[] = {
    {&ToSend, kNoDate, kNoDate, kToSend},
    {&ToOpen,
     &v1::Referral::sent_date,
     &v1::Referral::due_date,
     {"from $0 is to be opened, by $1", "van $0 is te openen, uiterlijk $1"}},
    {&ToAnswer,
     &v1::Referral::sent_date,
     &v1::Referral::due_date,
     {"from $0 is to be answered", "van $0 wacht op antwoord"}},
    {&ToPlan,
     &v1::Referral::sent_date,
     kNoDate,
     {"from $0: plan the warm handover", "van $0: plan de warme overdracht"}},
    {&ToHandOver,
     &v1::Referral::handover_date,
     &v1::Referral::handover_date,
     {"has its warm handover with $0 on $1$2", "heeft de warme overdracht met $0 op $1$2"}},
    {&ToRecordHandover,
     &v1::Referral::handover_date,
     &v1::Referral::handover_date,
     {"was to have its warm handover with $0 on $1$2, which is not recorded yet",
      "zou op $1 de warme overdracht met $0 hebben$2, die nog niet is vastgelegd"}},
    {&ToStart,
     &v1::Referral::handover_date,
     kNoDate,
     {"from $0 was handed over: support can begin",
      "van $0 is overgedragen: de begeleiding kan beginnen"}},
    {&ToReport,
     &v1::Referral::start_date,
     kNoDate,
     {"from $0: the track has ended, report the outcome",
      "van $0: het traject is afgelopen, meld de uitkomst terug"}},
};

std::string CreateDate(const v1::Referral& referral) {
  return FormatDate(DayOf(absl::FromUnixMicros(MicrosOf(referral.create_time()))));
}

std::string SinceOf(const Asked& asked, const v1::Referral& referral) {
  return asked.since == kNoDate ? CreateDate(referral) : (referral.*asked.since)();
}

std::string LastOf(const Asked& asked, const v1::Referral& referral) {
  return asked.last == kNoDate ? "" : (referral.*asked.last)();
}

v1::Task NewTask(const v1::Referral& referral, const std::string& date, const Sentence& sentence) {
  v1::Task task;
  task.set_household(referral.household());
  task.set_household_number(referral.household_number());
  task.set_track(referral.track());
  task.set_track_number(referral.track_number());
  task.set_participant_name(referral.person_name());
  task.set_kind(v1::TASK_KIND_REFERRAL);
  task.set_date(date);
  task.set_text(absl::StrCat("referral ", sentence.english));
  task.set_text_nl(absl::StrCat("doorverwijzing ", sentence.dutch));
  task.set_number(referral.number());
  task.set_referral(referral.name());
  return task;
}

v1::Flag NewFlag(v1::FlagKind kind, const v1::Referral& referral, const std::string& since,
                 const Sentence& sentence) {
  v1::Flag flag;
  flag.set_kind(kind);
  flag.set_since(since);
  flag.set_reason(absl::StrCat("referral ", referral.number(), " ", sentence.english));
  flag.set_reason_nl(absl::StrCat("doorverwijzing ", referral.number(), " ", sentence.dutch));
  return flag;
}

}  // namespace

bool IsTold(v1::ReferralVerb verb) { return ToldOf(verb) != nullptr; }

std::vector<v1::Task> ReferralTasksOf(const WaitingReferral& waiting, v1::Role role,
                                      absl::CivilDay today) {
  const v1::Referral& referral = waiting.referral;
  const std::string now = FormatDate(today);
  std::vector<v1::Task> tasks;
  for (const Asked& asked : kAsked) {
    if (!asked.is_asked(waiting, role, now)) continue;
    const std::string last = LastOf(asked, referral);
    v1::Task& task = tasks.emplace_back(
        NewTask(referral, SinceOf(asked, referral), Say(asked.words, referral, last)));
    task.set_overdue(!last.empty() && last < now);
  }
  if (!IsStillTold(waiting, today)) return tasks;
  Sentence sentence = SayUnseen(waiting);
  if (const std::string& note = waiting.unseen->note; !note.empty()) {
    sentence.Add(absl::StrCat(": ", note), absl::StrCat(": ", note));
  }
  tasks.push_back(NewTask(referral, waiting.unseen->date, sentence));
  return tasks;
}

std::vector<v1::Flag> ReferralFlagsOf(const WaitingReferral& waiting, v1::Role role,
                                      absl::CivilDay today) {
  const v1::Referral& referral = waiting.referral;
  std::vector<v1::Flag> flags;
  if (ToSend(waiting, role, "")) {
    flags.push_back(NewFlag(v1::FLAG_KIND_REFERRAL_TO_SEND, referral, CreateDate(referral),
                            Say(kToSend, referral, "")));
  }
  if (!waiting.unseen.has_value() || IsPastPlan(waiting, today)) return flags;
  const std::string& date = waiting.unseen->date;
  if (IsTold(waiting.unseen->verb)) {
    flags.push_back(NewFlag(v1::FLAG_KIND_REFERRAL_UNSEEN, referral, date, SayUnseen(waiting)));
  } else {
    flags.push_back(NewFlag(v1::FLAG_KIND_REFERRAL_EXPIRED, referral, FormatDate(Day(date) + 1),
                            SayUnseen(waiting)));
  }
  return flags;
}

}  // namespace kansrijk::rules
