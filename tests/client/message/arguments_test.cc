#include "client/message/arguments.h"

#include "client/message/language.h"
#include "client/message/schema.h"
#include "gtest/gtest.h"

namespace kansrijk::client {
namespace arguments_test {

std::string Refusal(const std::vector<std::string>& words) {
  const auto typed = ReadArguments(words);
  return typed.ok() ? "accepted" : std::string(typed.status().message());
}

TEST(ReadArguments, ReadsCommandArgumentsAndFlags) {
  const auto typed = ReadArguments({"--lang", "nl", "session", "log", "H-0142", "--minutes=45",
                                    "--note", "-", "--no-show", "-o", "json", "-v"});
  ASSERT_TRUE(typed.ok()) << typed.status();
  EXPECT_STREQ(typed->command->words, "session log");
  EXPECT_EQ(typed->arguments, std::vector<std::string>{"H-0142"});
  const std::map<std::string, std::string> flags = {{"lang", "nl"},     {"minutes", "45"},
                                                    {"note", "-"},      {"no-show", kNoValue},
                                                    {"output", "json"}, {"verbose", kNoValue}};
  EXPECT_EQ(typed->flags, flags);
}

TEST(ReadArguments, TakesANoteWithoutValue) {
  const auto typed = ReadArguments({"session", "log", "H-0142", "--note", "--minutes", "45"});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->flags.at("note"), kNoValue);
  EXPECT_EQ(typed->flags.at("minutes"), "45");
}

TEST(ReadArguments, TakesEmptyTextAsAValue) {
  const auto typed = ReadArguments({"session", "amend", "S-0881", "--next-appointment", ""});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->flags.at("next-appointment"), "");
  EXPECT_EQ(ReadArguments({"session", "amend", "S-1", "--date="})->flags.at("date"), "");
}

TEST(ReadArguments, ReadsNoOfASwitchOnlyAfterAnEqualsSign) {
  const auto typed = ReadArguments({"member", "update", "--participant=no", "L0142a"});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->flags.at("participant"), "no");
  EXPECT_EQ(typed->arguments, std::vector<std::string>{"L0142a"});
}

TEST(ReadArguments, SuggestsTheNearestCommandAndFlag) {
  EXPECT_EQ(Refusal({"caselod"}), "unknown command: caselod. Did you mean caseload?");
  EXPECT_EQ(Refusal({"session", "lgo"}), "unknown command: session lgo. Did you mean session log?");
  EXPECT_EQ(Refusal({"session", "log", "--minuts", "45"}),
            "unknown flag: --minuts. Did you mean --minutes?");
}

TEST(ReadArguments, RefusesWhatHasNoPlace) {
  EXPECT_EQ(Refusal({"whoami", "me"}), "unexpected: me");
  EXPECT_EQ(Refusal({"session", "log", "T1", "--minutes"}), "--minutes needs a value");
  EXPECT_EQ(Refusal({"session", "log", "T1", "--minutes", "--no-show"}), "--minutes needs a value");
}

TEST(ReadArguments, NamesANounWithoutVerb) {
  const auto typed = ReadArguments({"session", "--help"});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->command, nullptr);
  EXPECT_EQ(typed->words, "session");
}

TEST(ReadArguments, TellsAnEmptyValueFromNone) {
  EXPECT_EQ(ReadArguments({"session", "log", "H-1", "--note="})->flags.at("note"), "");
  EXPECT_EQ(ReadArguments({"member", "update", "--participant="})->flags.at("participant"), "");
  EXPECT_EQ(
      ReadArguments({"session", "log", "--next-appointment=a="})->flags.at("next-appointment"),
      "a=");
}

TEST(ReadArguments, TakesWordsOfTheTableAsValues) {
  const auto typed = ReadArguments({"--context", "session", "context", "add", "list"});
  ASSERT_TRUE(typed.ok()) << typed.status();
  EXPECT_EQ(typed->flags.at("context"), "session");
  EXPECT_EQ(typed->arguments, std::vector<std::string>{"list"});
}

TEST(ReadArguments, TakesAValueThatStartsWithADash) {
  const auto typed = ReadArguments({"session", "log", "--date", "-6=", "--minutes", "-1", "T1"});
  ASSERT_TRUE(typed.ok()) << typed.status();
  EXPECT_EQ(typed->flags.at("date"), "-6=");
  EXPECT_EQ(typed->flags.at("minutes"), "-1");
}

TEST(ReadArguments, TakesOnlyArgumentsAfterTwoDashes) {
  const auto typed = ReadArguments({"session", "log", "--minutes", "45", "--", "--note"});
  ASSERT_TRUE(typed.ok()) << typed.status();
  EXPECT_EQ(typed->arguments, std::vector<std::string>{"--note"});
  EXPECT_EQ(Refusal({"whoami", "--", "me"}), "unexpected: me");
}

TEST(ReadArguments, LetsTheLastOfAFlagHold) {
  const auto typed = ReadArguments({"-v", "-o", "csv", "caseload", "-v", "-o=json"});
  ASSERT_TRUE(typed.ok()) << typed.status();
  EXPECT_EQ(typed->flags.at("output"), "json");
  EXPECT_EQ(typed->flags.at("verbose"), kNoValue);
  EXPECT_EQ(ReadArguments({"caseload", "-ojson"})->flags.at("output"), "json");
}

TEST(ReadArguments, GathersAListTypedAFlagAtATime) {
  const auto typed =
      ReadArguments({"consent", "give", "L0142a", "KS", "--category", "contact", "--category",
                     "question,goals", "--form", "oral", "--form", "written"});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->flags.at("category"), "contact,question,goals");
  EXPECT_EQ(typed->flags.at("form"), "written");
  const auto cleared =
      ReadArguments({"buddy", "update", "B01", "--languages", "nl,ar", "--languages="});
  ASSERT_TRUE(cleared.ok());
  EXPECT_EQ(cleared->flags.at("languages"), "");
}

TEST(ReadArguments, ReadsHelpAsAWord) {
  const auto typed = ReadArguments({"--lang", "nl", "help", "session", "log"});
  ASSERT_TRUE(typed.ok()) << typed.status();
  EXPECT_STREQ(typed->command->words, "session log");
  EXPECT_EQ(typed->flags.count("help"), 1u);
}

TEST(FlagAnywhere, FindsAFlagAmongWordsThatMakeNoSense) {
  EXPECT_EQ(FlagAnywhere({"sesion", "-x", "--lang", "nl", "--minuts"}, "--lang"), "nl");
  EXPECT_EQ(FlagAnywhere({"--lang=nl", "caseload"}, "--lang"), "nl");
  EXPECT_EQ(FlagAnywhere({"caseload", "--", "--lang", "nl"}, "--lang"), "");
  EXPECT_EQ(FlagAnywhere({"caseload", "--lang"}, "--lang"), "");
}

// The table itself: every entry must lead somewhere.
TEST(Commands, FillFieldsThatTheRequestHas) {
  for (const Command& command : Commands()) {
    if (*command.method == '\0') {
      EXPECT_NE(command.run, nullptr) << command.words;
      continue;
    }
    const Descriptor& request = *Method(command.method).input_type();
    for (const Argument& argument : command.arguments) {
      EXPECT_NE(FieldAt(request, argument.path), nullptr) << command.words << argument.path;
    }
    for (const Flag& flag : command.flags) {
      if (flag.path.empty() && command.run != nullptr) continue;  // about the printing
      EXPECT_NE(FieldAt(request, flag.path), nullptr) << command.words << flag.path;
    }
    if (*command.etag_from != '\0') {
      const Descriptor& present = *Method(command.etag_from).output_type();
      const FieldDescriptor* entries = EntriesOf(present);
      EXPECT_NE(FieldAt(entries ? *entries->message_type() : present, "etag"), nullptr);
    }
    if (*command.preset.path != '\0') {
      const auto* type = FieldAt(request, command.preset.path)->enum_type();
      EXPECT_NE(type->FindValueByName(command.preset.value), nullptr) << command.preset.value;
    }
  }
}

TEST(Commands, HaveHelpForEveryFlagAndExamplesThatParse) {
  for (const Command& command : Commands()) {
    EXPECT_STRNE(command.summary, "") << command.words;
    EXPECT_EQ(std::string(command.example).rfind(std::string("kansrijk ") + command.words, 0), 0u)
        << command.words;
    for (const Flag& flag : FlagsOf(command)) {
      EXPECT_STRNE(HelpOf(flag), "") << command.words << " --" << flag.name;
    }
  }
  for (const Flag& flag : GlobalFlags()) EXPECT_STRNE(HelpOf(flag), "") << flag.name;
}

}  // namespace arguments_test
}  // namespace kansrijk::client
