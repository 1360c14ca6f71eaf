#include "client/message/commands.h"

#include "client/message/language.h"
#include "client/message/schema.h"

namespace kansrijk::client {
namespace {

struct FlagHelp {
  const char* name;
  const char* help;
};

constexpr FlagHelp kFlagHelp[] = {
    {"absent-from", N_("first day of an absence, YYYY-MM-DD")},
    {"absent-until", N_("last day of the absence, YYYY-MM-DD, if it is known")},
    {"acute", N_("there is acute danger: decide at once (call 112 or Veilig Thuis first)")},
    {"address", N_("where they live: street, number, postal code and town ('': not known)")},
    {"aftercare-end", N_("planned end of the aftercare, YYYY-MM-DD")},
    {"all", N_("show every row")},
    {"amount", N_("value in euros, of an incentive: 25, 25.00 or 25,00")},
    {"appointment", N_("number of the appointment that it was (default: the one of that day)")},
    {"apply-date", N_("date of application, YYYY-MM-DD (default: today)")},
    {"attended", N_("numbers of those who attended, separated by commas: B01,X-0001")},
    {"audit", N_("the auditor's half too: it holds small counts (privacy officers)")},
    {"backup", N_("organisation of the buddy's back-up")},
    {"backup-contact", N_("whether the participant wants contact with the back-up (WIJ)")},
    {"backup-name", N_("person or team that is the buddy's back-up")},
    {"backup-phone", N_("telephone number of the back-up")},
    {"basic-certificate-from",
     N_("first day on which a match needs a basic certificate, YYYY-MM-DD")},
    {"birth-date", N_("date of birth, YYYY-MM-DD")},
    {"buddy", N_("number of the buddy")},
    {"by", N_("number of the member who agrees (default: the participant)")},
    {"capacity", N_("most tracks at once (0: the default for that kind of buddy)")},
    {"category", N_("what is shared; repeat the flag, or separate with commas")},
    {"certificate-date", N_("date of the Buddy Academie's basic certificate, YYYY-MM-DD")},
    {"channel", N_("kind of contact")},
    {"confidentiality-signed", N_("the confidentiality agreement is signed")},
    {"column", N_("a column with another name, as FILE.HEADING=COLUMN; may be repeated")},
    {"confirm", N_("the number or name once more, instead of typing it when asked")},
    {"consent-date", N_("date on which the participant consented to taking part, YYYY-MM-DD")},
    {"context", N_("named server to use")},
    {"correction", N_("corrects the release of this period")},
    {"date", N_("from when it applies, YYYY-MM-DD (default: today)")},
    {"days-before-aftercare-end",
     N_("days before the end of aftercare from which a track is flagged")},
    {"days-before-certificate-end",
     N_("days before a basic certificate ends from which its buddy is flagged")},
    {"days-before-vog-end",
     N_("days before a VOG becomes too old from which its buddy is flagged")},
    {"days-between-reviews", N_("days between two reviews of a track")},
    {"days-referral-unanswered", N_("days without an answer after which a referral is flagged")},
    {"days-to-begin-assessment", N_("days after the start by which the begin assessment is due")},
    {"days-to-log-after-match",
     N_("days after the end of a match in which its buddy may log sessions (0: none)")},
    {"days-waiting", N_("days from application to start after which a track is flagged")},
    {"days-without-session", N_("days without a session after which a track is flagged")},
    {"debt", N_("debts")},
    {"description", N_("description: - reads it from standard input")},
    {"decision", N_("what was decided")},
    {"display-name", N_("full name")},
    {"dry-run", N_("check only; change nothing")},
    {"due", N_("by when, YYYY-MM-DD")},
    {"edit", N_("write the note in your editor ($EDITOR)")},
    {"education", N_("highest education completed")},
    {"email", N_("e-mail address")},
    {"encoding", N_("encoding of a file, as FILE=NAME, or NAME for all: UTF-8, UTF-16, "
                    "windows-1252, cp850, macintosh; may be repeated")},
    {"ended", N_("also those that have ended")},
    {"enrolled-in", N_("education being followed")},
    {"etag", N_("change only this version (default: the current one)")},
    {"excused", N_("numbers of those who said that they could not come, separated by commas")},
    {"exit-reason", N_("why it ended")},
    {"experience", N_("target groups that the buddy has experience with, separated by commas")},
    {"expire-date", N_("last day on which it is valid, YYYY-MM-DD")},
    {"external", N_("number of someone from another organisation: X-0001")},
    {"family-name", N_("family name with prefixes")},
    {"form", N_("how it was given")},
    {"from", N_("at or after this time (RFC 3339, or a date)")},
    {"given-name", N_("given name")},
    {"half-day", N_("part of the day")},
    {"help", N_("show help")},
    {"household", N_("number of the household")},
    {"households-per-year", N_("households whose support is to start in a year (0: no target)")},
    {"incentive-max", N_("most euros of an incentive that a buddy gives alone")},
    {"incentive-year-max", N_("most euros of incentives that a buddy gives alone in a year")},
    {"income", N_("main source of income")},
    {"insiders", N_("households or buddies that one reader may know: the smallest count shown is "
                    "that much higher (default: 0)")},
    {"instrument", N_("code of the instrument (default: bridge)")},
    {"instrument-version", N_("version of the instrument (default: the current one)")},
    {"intake-source", N_("who brought the participant")},
    {"issuer", N_("who gave it")},
    {"item", N_("item of the intake checklist")},
    {"keep-referrals", N_("referrals that were sent go on without the track")},
    {"kind", N_("which kind")},
    {"ladder", N_("participation ladder, 1 to 6")},
    {"lang", N_("language: nl or en")},
    {"languages", N_("languages spoken, as codes separated by commas: nl,ar")},
    {"leave-out", N_("a column that is left out, as FILE.HEADING; may be repeated")},
    {"leave-reason", N_("why the member left")},
    {"limit", N_("most rows shown (default: 200)")},
    {"long-session", N_("it did last longer than 4 hours")},
    {"loads", N_("only how many tracks each buddy has")},
    {"measure", N_("how to tell that the goal has been reached (- reads standard input)")},
    {"members", N_("numbers of the members who leave, separated by commas: L0142b,L0142c")},
    {"minutes", N_("length in minutes")},
    {"missed", N_("numbers of those who did not come, separated by commas")},
    {"moment", N_("when in the track")},
    {"month", N_("month, YYYY-MM (default: the present one)")},
    {"neighbourhood", N_("where the household lives")},
    {"new-person", N_("the person is none of those who are probably the same one")},
    {"next-appointment", N_("date of the next appointment, YYYY-MM-DD")},
    {"no-conflict-of-interest", N_("you have checked that there is no conflict of interest")},
    {"no-input", N_("never ask anything")},
    {"no-show", N_("the participant did not come")},
    {"no-shows-in-a-row", N_("no-shows in a row from which a track is flagged")},
    {"not-reached", N_("the participant could not be reached")},
    {"notice-email",
     N_("address that is told by e-mail that something waits, without saying what (empty: none)")},
    {"note", N_("note: - reads it from standard input; without a value your editor opens")},
    {"number", N_("number to give it (default: the next free one)")},
    {"obtained-date", N_("when it was obtained, YYYY-MM-DD (default: today)")},
    {"organisation", N_("code of the organisation")},
    {"others-attended", N_("all others who have a seat attended")},
    {"outcome", N_("what was achieved")},
    {"outcomes", N_("what was achieved, separated by commas")},
    {"output", N_("how the answer is written")},
    {"override-reason", N_("why a requirement may be set aside (- reads standard input)")},
    {"own", N_("only those at which you will be")},
    {"own-question",
     N_("what the participant wants: - reads it from standard input; without a value your editor "
        "opens")},
    {"owner-buddy", N_("number of the buddy who takes the step")},
    {"owner-member", N_("number of the member who takes the step (default: the participant)")},
    {"parent", N_("number of the parent who gave it (for a person under 16)")},
    {"participant", N_("takes part in the programme")},
    {"pause-until", N_("until when the pause is planned, YYYY-MM-DD")},
    {"person", N_("number of the member it is about (default: the participant)")},
    {"phase", N_("only what is in this phase")},
    {"phone", N_("telephone number")},
    {"pillar", N_("life domain")},
    {"place", N_("where: building and room")},
    {"planned-end", N_("planned end, YYYY-MM-DD")},
    {"pregnant-or-young-child",
     N_("pregnant or with a child under 4; only with the member's consent")},
    {"present", N_("who was present at the handover, or is to be")},
    {"programme", N_("part of the Buddy Academie")},
    {"purpose", N_("for what it is shared")},
    {"question", N_("what the person asks for: - reads it from standard input")},
    {"reason", N_("why (- reads standard input)")},
    {"recognition-budget", N_("budget for recognition in a year, in euros (0: none)")},
    {"refused-dir", N_("new or empty directory for the refused rows, to be corrected and imported "
                       "(default: one with the time in its name)")},
    {"relation", N_("place in the household")},
    {"representative",
     N_("name of the legal representative who gave it (for a person under 16; for "
        "an older one with --capacity)")},
    {"request-id", N_("repeat an earlier attempt safely")},
    {"required", N_("the certificate of its programme requires it")},
    {"retired", N_("no longer given")},
    {"review", N_("only tracks whose review is due, with what changed since the last one")},
    {"role", N_("what the account may do")},
    {"shielded", N_("where they live is for their own buddy and coordinator only (no: not so)")},
    {"safety-officer", N_("account of the appointed officer for safety signals")},
    {"scores", N_("levels, as ITEM=LEVEL separated by commas: finances=3,work=2")},
    {"server", N_("server to use: HOST:PORT on this machine, or unix:PATH")},
    {"skip-refused", N_("write the good rows even if others are refused")},
    {"standing", N_("only those that are valid today")},
    {"start-time", N_("when it began, HH:MM")},
    {"state", N_("state of the track")},
    {"subject-signed", N_("the person gave it (from 12 years on)")},
    {"subject", N_("whom the goal is about (default: the adult)")},
    {"target-group", N_("for whom the track is")},
    {"text", N_("text: - reads it from standard input; without a value your editor opens")},
    {"to", N_("number of the buddy who takes the tracks over")},
    {"timeout", N_("seconds to wait for an answer (default: 10)")},
    {"title", N_("what it is called")},
    {"token-days", N_("days that the token lasts (default: 30)")},
    {"token-file", N_("file with the token")},
    {"track", N_("number of the track, or of its household")},
    {"trainer", N_("who gives it")},
    {"training", N_("code of the training")},
    {"type", N_("who lives together")},
    {"undecided", N_("only those not yet decided")},
    {"undone", N_("remove the tick")},
    {"until", N_("before this time (RFC 3339, or a date)")},
    {"update", N_("change what the server has by the rows that correct it")},
    {"validity-months", N_("months that a certificate is valid (0: for good)")},
    {"verbose", N_("show request id and trace id")},
    {"version", N_("show the version")},
    {"vog-date", N_("date of the certificate of conduct (VOG), YYYY-MM-DD")},
    {"vog-months", N_("how old a VOG may be, in months")},
    {"waiver", N_("why there is no end assessment")},
    {"with", N_("who else will be there")},
    {"within", N_("also those whose certificate ends within so many days (default: 90)")},
    {"witness", N_("who witnessed it, when it was given orally")},
    {"year", N_("calendar year (default: the present one)")},
};

void AddImplied(const Command& command, const Descriptor& request, std::vector<Flag>& flags) {
  for (const Flag& flag : command.flags) {
    if (flag.name == "note") flags.push_back({"edit", "", Takes::kNothing});
  }
  if (request.FindFieldByName("page_token") != nullptr) {
    flags.push_back({"limit", ""});
    flags.push_back({"all", "", Takes::kNothing});
  }
  if (request.FindFieldByName("validate_only") != nullptr) {
    flags.push_back({"dry-run", "validate_only", Takes::kNothing});
  }
  if (*command.etag_from != '\0') flags.push_back({"etag", ""});
  if (request.FindFieldByName("request_id") != nullptr) flags.push_back({"request-id", ""});
}

}  // namespace

const std::vector<Subject>& Subjects() {
  static const auto* subjects = new std::vector<Subject>{
      {N_("From day to day:"), Together({CaseloadCommands(), AppointmentCommands()})},
      {N_("People:"), PeopleCommands()},
      {N_("Tracks:"), Together({TrackCommands(), AssessmentCommands(), SignalCommands()})},
      {N_("Goals:"), GoalCommands()},
      {N_("Buddies and matching:"), Together({MatchingCommands(), BuddyCommands()})},
      {N_("Buddy Academie:"), TrainingCommands()},
      {N_("Referral and consent:"), ReferralCommands()},
      {N_("Outcome statistics:"), StatisticsCommands()},
      {N_("The office:"), OfficeCommands()},
      {N_("This program:"), LocalCommands()},
  };
  return *subjects;
}

std::vector<Command> Together(const std::vector<std::vector<Command>>& nouns) {
  std::vector<Command> commands;
  for (const auto& more : nouns) commands.insert(commands.end(), more.begin(), more.end());
  return commands;
}

std::vector<Command> TransitionCommands(const std::vector<Transition>& transitions,
                                        const std::vector<Argument>& arguments, const char* method,
                                        const char* etag_from) {
  std::vector<Command> commands;
  for (const Transition& transition : transitions) {
    Command& command = commands.emplace_back();
    command = {.words = transition.words,
               .summary = transition.summary,
               .example = transition.example,
               .method = method,
               .arguments = arguments,
               .flags = transition.flags,
               .etag_from = etag_from,
               .preset = {"verb", transition.verb},
               .grave = transition.grave};
    if (transition.dated) command.flags.insert(command.flags.begin(), {"date", "date"});
  }
  return commands;
}

const std::vector<Command>& Commands() {
  static const auto* commands = [] {
    auto* all = new std::vector<Command>;
    for (const Subject& subject : Subjects()) {
      all->insert(all->end(), subject.commands.begin(), subject.commands.end());
    }
    return all;
  }();
  return *commands;
}

const Command* FindCommand(absl::string_view words) {
  for (const Command& command : Commands()) {
    if (words == command.words) return &command;
  }
  return nullptr;
}

const std::vector<Flag>& GlobalFlags() {
  static const auto* flags = new std::vector<Flag>{
      {"output", "", Takes::kValue, 'o'},
      {"context", ""},
      {"server", ""},
      {"token-file", ""},
      {"lang", ""},
      {"timeout", ""},
      {"no-input", "", Takes::kNothing},
      {"verbose", "", Takes::kNothing, 'v'},
      {"help", "", Takes::kNothing, 'h'},
      {"version", "", Takes::kNothing},
  };
  return *flags;
}

std::vector<Flag> FlagsOf(const Command& command) {
  std::vector<Flag> flags;
  for (Flag flag : command.flags) {
    if (!flag.path.empty()) {
      const Descriptor& request = *Method(command.method).input_type();
      flag.takes = TakesOf(*FieldAt(request, flag.path), flag.takes);
    }
    flags.push_back(flag);
  }
  if (*command.method != '\0') AddImplied(command, *Method(command.method).input_type(), flags);
  if (command.grave) flags.push_back({"confirm", ""});
  return flags;
}

Takes TakesOf(const FieldDescriptor& field, Takes declared) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) return Takes::kNothing;
  for (const char* long_text : {"note", "text", "description", "question", "own_question"}) {
    if (field.name() == long_text) return Takes::kOptionalValue;
  }
  return declared;
}

bool NamesFile(const Flag& flag) { return flag.name == "output" && flag.help != nullptr; }

const char* HelpOf(const Flag& flag) {
  if (flag.help != nullptr) return flag.help;
  for (const FlagHelp& entry : kFlagHelp) {
    if (flag.name == entry.name) return entry.help;
  }
  return "";
}

}  // namespace kansrijk::client
