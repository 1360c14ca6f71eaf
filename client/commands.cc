#include "client/commands.h"

#include "client/language.h"
#include "client/schema.h"

namespace kansrijk::client {
namespace {

struct FlagHelp {
  const char* name;
  const char* help;
};

constexpr FlagHelp kFlagHelp[] = {
    {"aftercare-end", N_("planned end of the aftercare, YYYY-MM-DD")},
    {"all", N_("show every row")},
    {"apply-date", N_("date of application, YYYY-MM-DD (default: today)")},
    {"backup", N_("organisation that backs the buddy up")},
    {"birth-date", N_("date of birth, YYYY-MM-DD")},
    {"buddy", N_("number of the buddy")},
    {"capacity", N_("most tracks at once (0: the default of the kind)")},
    {"certificate-date", N_("date of the Buddy Academie's basic certificate, YYYY-MM-DD")},
    {"channel", N_("how you met")},
    {"confidentiality-signed", N_("the confidentiality agreement is signed")},
    {"confirm", N_("the number or name once more, instead of typing it when asked")},
    {"consent-date", N_("date on which the participant consented to taking part, YYYY-MM-DD")},
    {"context", N_("named server to use")},
    {"date", N_("from when it holds, YYYY-MM-DD (default: today)")},
    {"debt", N_("debts")},
    {"display-name", N_("full name")},
    {"dry-run", N_("check only; change nothing")},
    {"edit", N_("write the note in your editor ($EDITOR)")},
    {"education", N_("highest education completed")},
    {"email", N_("e-mail address")},
    {"enrolled-in", N_("education being followed")},
    {"etag", N_("change only this version (default: the present one)")},
    {"exit-reason", N_("why it ended")},
    {"family-name", N_("family name with prefixes")},
    {"from", N_("at or after this time (RFC 3339, or a date)")},
    {"given-name", N_("given name")},
    {"help", N_("show help")},
    {"household", N_("number of the household")},
    {"income", N_("main source of income")},
    {"intake-source", N_("who brought the participant")},
    {"kind", N_("which kind")},
    {"ladder", N_("participation ladder, 1 to 6")},
    {"lang", N_("language: nl or en")},
    {"languages", N_("languages spoken, as codes with commas: nl,ar")},
    {"limit", N_("most rows shown (default: 200)")},
    {"minutes", N_("length in minutes")},
    {"neighbourhood", N_("where the household lives")},
    {"next-appointment", N_("date of the next appointment, YYYY-MM-DD")},
    {"no-conflict-of-interest", N_("you have checked that there is no conflict of interest")},
    {"no-input", N_("never ask anything")},
    {"no-show", N_("the participant did not come")},
    {"note", N_("note: - reads it from standard input; without a value your editor opens")},
    {"number", N_("number to give it (default: the next free one)")},
    {"organisation", N_("code of the organisation")},
    {"output", N_("table, wide, json, ndjson, csv or name")},
    {"override-reason", N_("why a requirement may give way (- reads standard input)")},
    {"participant", N_("takes part in the programme")},
    {"phone", N_("telephone number")},
    {"planned-end", N_("planned end, YYYY-MM-DD")},
    {"pregnant-or-young-child",
     N_("pregnant or with a child under 4; only with the member's consent")},
    {"reason", N_("why (- reads standard input)")},
    {"refused-dir", N_("directory for the refused rows, to be mended and imported again")},
    {"relation", N_("place in the household")},
    {"request-id", N_("repeat an earlier attempt safely")},
    {"role", N_("what the account may do")},
    {"server", N_("server to use: HOST:PORT on this machine, or unix:PATH")},
    {"skip-refused", N_("write the good rows although others are refused")},
    {"start-time", N_("when it began, HH:MM")},
    {"state", N_("where the track stands")},
    {"target-group", N_("for whom the track is")},
    {"timeout", N_("seconds to wait for an answer (default: 10)")},
    {"token-days", N_("days that the token lasts (default: 30)")},
    {"token-file", N_("file with the token")},
    {"type", N_("who lives together")},
    {"until", N_("before this time (RFC 3339, or a date)")},
    {"verbose", N_("show request id and trace id")},
    {"version", N_("show the version")},
    {"vog-date", N_("date of the certificate of conduct (VOG), YYYY-MM-DD")},
    {"waiver", N_("why there is no END assessment")},
};

// What the request field says about how the flag is typed.
Takes TakesOf(const FieldDescriptor& field, Takes declared) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) return Takes::kNothing;
  if (field.name() == "note") return Takes::kOptionalValue;
  return declared;
}

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

const std::vector<Command>& Commands() {
  static const auto* commands = [] {
    auto* all = new std::vector<Command>(CaseworkCommands());
    for (const auto& more : {OfficeCommands(), LocalCommands()}) {
      all->insert(all->end(), more.begin(), more.end());
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

const char* HelpOf(const Flag& flag) {
  if (flag.help != nullptr) return flag.help;
  for (const FlagHelp& entry : kFlagHelp) {
    if (flag.name == entry.name) return entry.help;
  }
  return "";
}

}  // namespace kansrijk::client
