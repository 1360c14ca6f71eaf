// Whatever is refused, to whomever and in either language: no name of the API is told.
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/message/choices.h"
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/message/schema.h"
#include "client/run.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "tests/cli/shell.h"

namespace kansrijk::testing {
namespace refusal_test {

using client::Command;
using client::Flag;
using google::protobuf::FieldDescriptor;
using ::testing::IsEmpty;

constexpr char kSample[] = KANSRIJK_SOURCE_DIR "/deploy/sample/kansrijk-oost-2022-2023";

// ---- what is a name of the API ----

void AddFields(const google::protobuf::Descriptor& type, std::set<std::string>& names) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (absl::StrContains(field.name(), '_')) names.insert(field.name());
  }
}

// Fields of several words, and values of enums with the prefix of their type and without.
const std::set<std::string>& ApiNames() {
  static const auto* const kNames = [] {
    auto* names = new std::set<std::string>;
    std::set<const google::protobuf::FileDescriptor*> files;
    for (const auto* const type : client::AllEnums()) {
      files.insert(type->file());
      for (int i = 0; i < type->value_count(); ++i) {
        names->insert(type->value(i)->name());
        names->insert(client::ShortName(*type->value(i)));
      }
    }
    for (const auto* const file : files) {
      for (int i = 0; i < file->message_type_count(); ++i) {
        AddFields(*file->message_type(i), *names);
      }
    }
    // Abbreviations that are words.
    for (const char* word : {"VMBO", "MBO", "HBO", "WO"}) names->erase(word);
    return names;
  }();
  return *kNames;
}

// Arguments of the command are called as in its help.
std::vector<std::string> ApiNamesIn(const std::string& text, const Command& command) {
  static const std::regex kWord("[A-Za-z_][A-Za-z0-9_]*");
  static const std::regex kShape(
      "`|kansrijk\\.v1|\\[[0-9]+\\]|[a-z]+\\.[a-z]+_[a-z_]+|\\b[a-zA-Z]+s/[-A-Z0-9]");
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), kWord), end; at != end; ++at) {
    bool is_argument = false;
    for (const client::Argument& argument : command.arguments)
      is_argument |= at->str() == argument.name;
    if (!is_argument && ApiNames().count(at->str()) > 0) found.push_back(at->str());
  }
  for (std::sregex_iterator at(text.begin(), text.end(), kShape), end; at != end; ++at) {
    found.push_back(at->str());
  }
  return found;
}

// ---- what is typed ----

struct Known {
  const char* argument;
  const char* number;
};

// Things of the sample, by what the help calls them.
constexpr Known kKnown[] = {
    {"AMBITION", "P-0001"},  {"ASSESSMENT", "M-0001"},
    {"BUDDY", "B01"},        {"CERTIFICATE", "BA-1"},
    {"CODE", "A99"},         {"CONSENT", "C-0001"},
    {"DATE", "2023-02-30"},  {"FROM", "KO"},
    {"GOAL", "D-0001"},      {"HANDLE", "someone"},
    {"HOUSEHOLD", "H-0001"}, {"MEMBER", "L0001a"},
    {"ORGANISATION", "KS"},  {"OTHER", "L0002a"},
    {"PARTICIPANT", "B01"},  {"REFERRAL", "R-0001"},
    {"SESSION", "S01"},      {"SIGNAL", "V-0001"},
    {"STEP", "A-0001"},      {"TO", "KS"},
    {"TRACK", "T0001"},      {"TRAINING", "A01"},
};

std::string NumberFor(const std::string& argument) {
  for (const Known& known : kKnown) {
    if (argument == known.argument) return known.number;
  }
  return "X-9";
}

const FieldDescriptor* FieldOf(const Command& command, const Flag& flag) {
  if (flag.path.empty()) return nullptr;
  return client::FieldAt(*client::Method(command.method).input_type(), flag.path);
}

// What is typed for a flag.
using Typing = std::string (*)(const FieldDescriptor& field);

// Something that can be.
std::string Fair(const FieldDescriptor& field) {
  if (field.enum_type() != nullptr) return client::Choices(*field.enum_type()).front();
  const v1::FieldRules& rules = client::RulesOf(field);
  if (rules.date()) return "2023-05-02";
  if (rules.time_of_day()) return "09:00";
  if (!rules.resource().empty()) return NumberFor(absl::AsciiStrToUpper(rules.resource()));
  return field.cpp_type() == FieldDescriptor::CPPTYPE_STRING ? "Iets" : "1";
}

// Something that breaks the rules of the field by itself.
std::string Odd(const FieldDescriptor& field) {
  const v1::FieldRules& rules = client::RulesOf(field);
  if (field.enum_type() != nullptr) return Fair(field);
  if (rules.date()) return "2199-01-01";
  if (rules.time_of_day()) return "25:00";
  if (!rules.resource().empty()) return "X-9999";
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return "99999999";
  return rules.free_text() ? "111222333" : std::string(9000, 'x');
}

// The last thing that can be, and a day that is still to come.
std::string Late(const FieldDescriptor& field) {
  if (field.enum_type() != nullptr) return client::Choices(*field.enum_type()).back();
  return client::RulesOf(field).date() ? "2026-06-15" : Fair(field);
}

using Words = std::vector<std::string>;

// The command with its arguments and what it requires.
Words Basis(const Command& command) {
  Words words = absl::StrSplit(command.words, ' ');
  for (const client::Argument& argument : command.arguments) {
    if (!argument.optional) words.push_back(NumberFor(argument.name));
  }
  for (const Flag& flag : client::FlagsOf(command)) {
    const FieldDescriptor* const field = FieldOf(command, flag);
    if (field == nullptr || !client::RulesOf(*field).required()) continue;
    if (flag.takes == client::Takes::kNothing) continue;
    words.push_back(absl::StrCat("--", flag.name, "=",
                                 flag.takes == client::Takes::kOptionalValue ? "-" : Fair(*field)));
  }
  if (command.grave && !command.arguments.empty()) {
    words.push_back(absl::StrCat("--confirm=", NumberFor(command.arguments[0].name)));
  }
  return words;
}

class Refusals : public ::testing::TestWithParam<const char*> {
 protected:
  Refusals() : shell_(server_, GetParam()) {
    setenv("XDG_CONFIG_HOME", directory_.path().c_str(), 1);
    setenv("XDG_STATE_HOME", directory_.path().c_str(), 1);
    LogIn("carla", v1::ROLE_COORDINATOR);
    shell_.LogIn("carla", server_.LogIn("carla"));
    // Without its longest files.
    const Ran imported = shell_.Run(absl::StrCat(
        "cp -r ", kSample,
        " sample && rm sample/sessies.csv sample/metingen.csv && "
        "kansrijk --context carla import sample --skip-refused --refused-dir refused"));
    EXPECT_EQ(imported.code, 9) << imported.output;
    LogIn("carla", v1::ROLE_COORDINATOR);
  }
  ~Refusals() override {
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_STATE_HOME");
    client::UseLanguage(client::Language::kEnglish);
  }

  // From here on `handle` types, an account made when there is none.
  void LogIn(const std::string& handle, v1::Role role, const std::string& buddy = "") {
    const bool first = handles_.insert(handle).second;
    const Client client =
        first ? server_.AddAccount(handle, role, "KO", buddy) : server_.LogIn(handle);
    const std::string path = absl::StrCat(directory_.path(), "/token");
    std::ofstream(path) << client.token() << "\n";
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }

  // Types the command, and looks for names of the API in what is said about it.
  void Type(const Command& command, Words words) {
    for (const std::string& more :
         {absl::StrCat("--server=", server_.address()),
          absl::StrCat("--token-file=", directory_.path(), "/token"), std::string("--no-input"),
          absl::StrCat("--lang=", GetParam())}) {
      words.push_back(more);
    }
    std::ostringstream out;
    std::ostringstream err;
    if (client::Run(words, out, err) != 0) ++refused_;
    EXPECT_THAT(ApiNamesIn(err.str(), command), IsEmpty())
        << absl::StrJoin(words, " ").substr(0, 200) << "\n"
        << err.str();
  }

  TestServer server_;
  TemporaryDirectory directory_;
  Shell shell_;
  std::set<std::string> handles_;
  int refused_ = 0;
};

std::vector<const Command*> CommandsOfTheServer() {
  std::vector<const Command*> commands;
  for (const Command& command : client::Commands()) {
    if (*command.method != '\0') commands.push_back(&command);
  }
  return commands;
}

// Every flag of the command.
Words WithFlags(const Command& command, Typing typing) {
  Words words = Basis(command);
  for (const Flag& flag : client::FlagsOf(command)) {
    const FieldDescriptor* const field = FieldOf(command, flag);
    if (field == nullptr || flag.takes != client::Takes::kValue) continue;
    words.push_back(absl::StrCat("--", flag.name, "=", typing(*field)));
  }
  return words;
}

TEST_P(Refusals, OfEveryFlagTellNoNameOfTheApi) {
  for (const Command* const command : CommandsOfTheServer()) {
    Type(*command, Basis(*command));
    for (const Typing typing : {&Fair, &Odd, &Late}) Type(*command, WithFlags(*command, typing));
  }
  EXPECT_GT(refused_, 300);
}

TEST_P(Refusals, OfEveryVerbInEveryStateTellNoNameOfTheApi) {
  // Of the sample, some in each state.
  const std::map<std::string, Words> things = {
      {"TRACK", {"T0001", "T0004", "T0007", "T0010", "T0018", "T0021", "T0022", "T0029"}},
      {"GOAL", {"D-0001", "D-0002", "D-0003", "D-0004", "D-0005", "D-0006", "D-0032", "D-0076"}},
      {"REFERRAL",
       {"R-0001", "R-0002", "R-0003", "R-0004", "R-0005", "R-0006", "R-0007", "R-0008"}},
  };
  for (const Command* const command : CommandsOfTheServer()) {
    if (command->preset.path != std::string("verb") || command->arguments.size() != 1) continue;
    const auto of_kind = things.find(command->arguments[0].name);
    if (of_kind == things.end()) continue;
    for (const std::string& thing : of_kind->second) {
      Words words = absl::StrSplit(command->words, ' ');
      words.push_back(thing);
      if (command->grave) words.push_back(absl::StrCat("--confirm=", thing));
      Type(*command, words);
    }
  }
  EXPECT_GT(refused_, 100);
}

TEST_P(Refusals, OfEveryRoleTellNoNameOfTheApi) {
  LogIn("bo", v1::ROLE_BUDDY, "B01");
  for (const Command* const command : CommandsOfTheServer()) Type(*command, Basis(*command));
  LogIn("stan", v1::ROLE_STATISTICIAN);
  for (const Command* const command : CommandsOfTheServer()) Type(*command, Basis(*command));
  EXPECT_GT(refused_, 150);
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Refusals, ::testing::Values("en", "nl"),
                         [](const auto& language) { return language.param; });

}  // namespace refusal_test
}  // namespace kansrijk::testing
