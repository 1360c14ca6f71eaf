#include "client/table/figure.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "client/message/commands.h"
#include "client/message/day.h"
#include "client/message/language.h"
#include "client/table/cell.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/overview.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::client {
namespace {

std::string Total(const Message& message) {
  const auto& assessment = static_cast<const v1::Assessment&>(message);
  if (assessment.has_total()) return absl::StrCat(assessment.total());
  return absl::Substitute(_("$0 of $1 items"), assessment.scored_items(), assessment.items());
}

std::string Difference(const Message& message) {
  const auto& change = static_cast<const v1::ScoreChange&>(message);
  if (!change.has_difference()) return "";
  return absl::StrCat(change.difference() > 0 ? "+" : "", change.difference());
}

int32_t NumberCell(const Message& message, const char* field) {
  return message.GetReflection()->GetInt32(message,
                                           message.GetDescriptor()->FindFieldByName(field));
}

std::string Load(const Message& message) {
  return absl::Substitute(_("$0 of $1"), NumberCell(message, "active_matches"),
                          NumberCell(message, "capacity"));
}

// Nothing is left of a budget that is not set.
std::string BudgetLeft(const Message& message) {
  const auto& budget = static_cast<const v1::RecognitionBudget&>(message);
  return budget.budget_cents() == 0 ? "" : AmountText(budget.left_cents());
}

std::string ValidUntil(const Message& message) {
  const std::string date = Cell(message, "expire_date", Audience::kPeople);
  return date.empty() ? _("for good") : date;
}

std::string InForce(const Message& message) {
  const auto& check = static_cast<const v1::CertificateCheck&>(message);
  return check.state() == v1::CERTIFICATE_STATE_ISSUED ? _("yes") : _("no");
}

std::string CertificateUntil(const Message& message) {
  const std::string& date = static_cast<const v1::CertificateNeed&>(message).expire_date();
  return date.empty() ? _("never had one") : DateRead(date);
}

std::string BasicCertificateUntil(const Message& message) {
  const std::string& date = static_cast<const v1::Buddy&>(message).basic_certificate_end_date();
  return date == "9999-12-31" ? _("for good") : DateRead(date);
}

std::string Validity(const Message& message) {
  const int32_t months = NumberCell(message, "validity_months");
  if (months == 0) return _("for good");
  return absl::Substitute(Plural("$0 month", "$0 months", months), months);
}

std::string Seats(const Message& message) {
  return absl::Substitute(_("$0 of $1"), NumberCell(message, "seats_taken"),
                          NumberCell(message, "capacity"));
}

std::string RouteReasons(const Message& message) {
  const std::string reasons = Cell(message, "reasons", Audience::kPeople);
  return reasons.empty() ? _("closed") : reasons;
}

// What was sent, or what a draft will send.
std::string Question(const Message& message) {
  const auto& referral = static_cast<const v1::Referral&>(message);
  const std::string& sent = referral.payload().question();
  return sent.empty() ? referral.question() : sent;
}

// A goal a line.
std::string SharedGoals(const Message& message) {
  std::vector<std::string> lines;
  for (const auto& goal : static_cast<const v1::Referral&>(message).payload().goals()) {
    const std::string text =
        absl::StrCat(Cell(goal, "pillar", Audience::kPeople), ": ", goal.text());
    lines.push_back(goal.due_date().empty()
                        ? text
                        : absl::Substitute(_("$0 (by $1)"), text, DateRead(goal.due_date())));
  }
  return absl::StrJoin(lines, "\n");
}

// Who recorded a referral that did not go through the system.
std::string HistoryOf(const Message& message) {
  const std::string& code = static_cast<const v1::Referral&>(message).recorded_by_code();
  return code.empty() ? "" : absl::Substitute(_("$0 (import)"), code);
}

// What was seen needs no mark.
std::string ReferralNews(const Message& message) {
  return static_cast<const v1::Referral&>(message).unseen() ? _("not seen yet") : "";
}

// The correction has all contact data, of which another part may be what is corrected.
std::string CorrectedName(const Message& message) {
  constexpr char kSent[] = "payload.contact.given_name family_name";
  constexpr char kCorrected[] = "correction.contact.given_name family_name";
  const std::string name = Cell(message, kCorrected, Audience::kPeople);
  return name == Cell(message, kSent, Audience::kPeople) ? "" : name;
}

// 12:05 is twelve hours and five minutes.
std::string Hours(const Message& message) {
  const int32_t minutes = NumberCell(message, "minutes");
  return absl::StrFormat("%d:%02d", minutes / 60, minutes % 60);
}

// Beside the target, where there is one.
std::string HouseholdsOfYear(const Message& message) {
  const auto& overview = static_cast<const v1::Overview&>(message);
  const int32_t target = overview.households_per_year_target();
  if (target == 0) return absl::StrCat(overview.households_of_year());
  return absl::Substitute(_("$0 of $1"), overview.households_of_year(), target);
}

// 04-2026 in Dutch, as dates are.
std::string Month(const Message& message) {
  const std::string& month = static_cast<const v1::MonthCount&>(message).month();
  const size_t dash = month.find('-');
  if (CurrentLanguage() == Language::kEnglish || dash == std::string::npos) return month;
  return absl::StrCat(month.substr(dash + 1), "-", month.substr(0, dash));
}

// Of a pause that lasts: a track that ended while paused keeps the day.
std::string PausedUntil(const Message& message) {
  const bool lasts = static_cast<const v1::Track&>(message).state() == v1::TRACK_STATE_PAUSED;
  return lasts ? Cell(message, "pause_until", Audience::kPeople) : "";
}

// A search can find those who left.
std::string WhoLeft(const Message& message) {
  std::vector<std::string> names;
  for (const auto& member : static_cast<const v1::Household&>(message).members()) {
    if (member.leave_date().empty()) continue;
    names.push_back(absl::Substitute("$0 ($1)",
                                     Cell(member, "given_name family_name", Audience::kPeople),
                                     DateRead(member.leave_date())));
  }
  return absl::StrJoin(names, "; ");
}

struct CallWords {
  absl::string_view method;
  const char* words;  // message id
};

// Of methods that several commands call, and of those that none calls by itself.
constexpr CallWords kCallWords[] = {
    {"AmbitionService.TransitionAmbition", N_("Reaching or dropping an ambition")},
    {"GoalService.TransitionGoal", N_("Agreeing, achieving and other steps of a goal")},
    {"GoalService.TransitionStep", N_("Starting, finishing or dropping an action step")},
    {"HouseholdService.GetHousehold", N_("Show a household")},
    {"ImportService.AddImportChunk", N_("Send rows of an import")},
    {"ImportService.CommitImport", N_("Write an import")},
    {"ImportService.CreateImport", N_("Begin an import")},
    {"ImportService.GetImport", N_("Look at an import")},
    {"ImportService.ListImportFindings", N_("Look at the findings of an import")},
    {"MatchService.GetMatch", N_("Show a match")},
    {"MatchService.TransitionMatch", N_("Meeting, activating, ending or declining a match")},
    {"ReferralService.TransitionReferral", N_("Sending, accepting and other steps of a referral")},
    {"SignalService.TransitionSignal", N_("Steps of a safety signal")},
    {"StatisticsService.GetAuditFile", N_("Fetch a file for the auditor")},
    {"StatisticsService.GetPublicFile", N_("Fetch a file of a release")},
    {"TrackService.TransitionTrack", N_("Pausing, ending and other steps of a track")},
};

std::string AccessMethod(const Message& message) {
  return WordsOfMethod(static_cast<const v1::AccessRecord&>(message).method());
}

// By the name of its status.
constexpr struct {
  absl::string_view outcome;
  const char* words;  // message id
} kOutcomeWords[] = {
    {"OK", N_("done")},
    {"UNAUTHENTICATED", N_("not logged in or not known")},
    {"PERMISSION_DENIED", N_("not allowed")},
    {"NOT_FOUND", N_("not found, or not theirs to see")},
    {"INVALID_ARGUMENT", N_("refused: a value cannot be")},
    {"FAILED_PRECONDITION", N_("refused: not possible in that state")},
    {"ALREADY_EXISTS", N_("refused: there already")},
    {"ABORTED", N_("refused: changed in the meantime")},
};

std::string AccessOutcome(const Message& message) {
  const std::string& outcome = static_cast<const v1::AccessRecord&>(message).outcome();
  for (const auto& known : kOutcomeWords) {
    if (outcome == known.outcome) return _(known.words);
  }
  return outcome;
}

struct NamedFigure {
  const char* name;
  std::string (*figure)(const Message& message);
};

constexpr NamedFigure kFigures[] = {{"access_method", &AccessMethod},
                                    {"access_outcome", &AccessOutcome},
                                    {"basic_certificate_until", &BasicCertificateUntil},
                                    {"budget_left", &BudgetLeft},
                                    {"certificate_until", &CertificateUntil},
                                    {"corrected_name", &CorrectedName},
                                    {"difference", &Difference},
                                    {"history_of", &HistoryOf},
                                    {"hours", &Hours},
                                    {"households_of_year", &HouseholdsOfYear},
                                    {"in_force", &InForce},
                                    {"load", &Load},
                                    {"month", &Month},
                                    {"paused_until", &PausedUntil},
                                    {"question", &Question},
                                    {"referral_news", &ReferralNews},
                                    {"route_reasons", &RouteReasons},
                                    {"seats", &Seats},
                                    {"shared_goals", &SharedGoals},
                                    {"total", &Total},
                                    {"valid_until", &ValidUntil},
                                    {"validity", &Validity},
                                    {"who_left", &WhoLeft}};

}  // namespace

std::string WordsOfMethod(absl::string_view method) {
  // kansrijk.v1.SessionService/LogSession
  const std::string name = absl::StrReplaceAll(method, {{"kansrijk.v1.", ""}, {"/", "."}});
  for (const CallWords& known : kCallWords) {
    if (name == known.method) return _(known.words);
  }
  for (const Command& command : Commands()) {
    if (name == command.method) return _(command.summary);
  }
  return std::string(method);
}

std::string Figure(const Message& message, absl::string_view name) {
  for (const NamedFigure& entry : kFigures) {
    if (name == entry.name) return entry.figure(message);
  }
  GOOGLE_CHECK(false) << std::string(name);
  return "";
}

std::string AmountText(int64_t cents) {
  const bool dutch = CurrentLanguage() == Language::kDutch;
  return absl::StrFormat(dutch ? "€ %d,%02d" : "€%d.%02d", cents / 100, cents % 100);
}

}  // namespace kansrijk::client
