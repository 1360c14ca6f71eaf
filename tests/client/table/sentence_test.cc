#include "client/table/sentence.h"

#include "absl/strings/ascii.h"
#include "client/message/choices.h"
#include "client/message/schema.h"
#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace sentence_test {

const Command* Typed(const char* words) { return FindCommand(words); }

TEST(InPlainWords, SaysAStateByItsLabel) {
  const char* sentence = "T0004 is `TRACK_STATE_PAUSED`";
  {
    const InLanguage english(Language::kEnglish);
    EXPECT_EQ(InPlainWords(sentence, nullptr), "T0004 is paused");
  }
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(InPlainWords(sentence, nullptr), "T0004 is gepauzeerd");
}

TEST(InPlainWords, SaysAVerbByTheCommandThatDoesIt) {
  EXPECT_EQ(InPlainWords("`TRACK_VERB_PAUSE` is not possible; possible are: "
                         "`TRACK_VERB_START_INTAKE, TRACK_VERB_DECLINE`",
                         Typed("track pause")),
            "track pause is not possible; possible are: track intake, track decline");
}

TEST(InPlainWords, SaysOnceWhatOneCommandDoesAndNothingOfWhatNoneDoes) {
  EXPECT_EQ(InPlainWords("`ENROLMENT_VERB_CONFIRM, ENROLMENT_VERB_ATTEND, ENROLMENT_VERB_MISS, "
                         "ENROLMENT_VERB_CANCEL`",
                         nullptr),
            "training attendance, training unenrol");
}

TEST(InPlainWords, SaysAFieldAsItWasTyped) {
  const Command* const log = Typed("session log");
  EXPECT_EQ(InPlainWords("`session.note` holds a BSN", log), "--note holds a BSN");
  EXPECT_EQ(InPlainWords("`parent` is required", log), "TRACK is required");
  EXPECT_EQ(InPlainWords("`request_id` was used", log), "--request-id was used");
}

TEST(InPlainWords, SaysAPartOfAFieldByTheFlagOfTheWhole) {
  const Command* const record = Typed("assessment record");
  EXPECT_EQ(InPlainWords("`assessment.scores[1].level` is 9", record), "--scores is 9");
}

TEST(InPlainWords, SaysAFieldThatWasNotTypedByTheHeadingOfItsColumn) {
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(InPlainWords("`date` ligt voor `track.start_date`", Typed("track pause")),
            "--date ligt voor \"Gestart\"");
}

TEST(InPlainWords, SaysAResourceByTheNumberThatPeopleKnow) {
  EXPECT_EQ(InPlainWords("`tracks/-/sessions/S-9999` not found", nullptr),
            "session S-9999 not found");
  EXPECT_EQ(InPlainWords("`tracks/T0142/matches/B01` not found", nullptr), "T0142 B01 not found");
  EXPECT_EQ(InPlainWords("`tracks/0191e0a4-0000-7000-8000-000000000001` not found", nullptr),
            "this not found");
  EXPECT_EQ(InPlainWords("`2023/tables/income.csv` not found", nullptr),
            "2023/tables/income.csv not found");
}

TEST(InPlainWords, SaysWhatKindOfThingItIsAboutWhereItBeginsWithOne) {
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(InPlainWords("`households/H-0999` is niet gevonden", nullptr),
            "huishouden H-0999 is niet gevonden");
  EXPECT_EQ(InPlainWords("`tracks/H-0999` is niet gevonden", nullptr),
            "huishouden H-0999 is niet gevonden");
  EXPECT_EQ(InPlainWords("overlapt met `tracks/-/sessions/S-9999`", nullptr),
            "overlapt met S-9999");
}

TEST(InPlainWords, WritesDatesAsTheLanguageDoes) {
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(InPlainWords("2030-01-01 ligt in de toekomst", nullptr),
            "01-01-2030 ligt in de toekomst");
}

TEST(InPlainWords, SaysAnItemOfAnInstrumentAsItCanBeTyped) {
  const InLanguage dutch(Language::kDutch);
  EXPECT_EQ(InPlainWords("het niveau van `items/finances`", nullptr), "het niveau van financiën");
  EXPECT_EQ(InPlainWords("`items/daily_activities`", nullptr), "daily-activities");
}

TEST(InPlainWords, LeavesWhatIsNoNameAsItIs) {
  for (const char* sentence : {"", "no table x`y", "a `quoted part` of a note", "`", "``"}) {
    EXPECT_EQ(InPlainWords(sentence, nullptr), sentence);
  }
}

TEST(Said, HasACommandForEveryVerbThatPeopleCarryOut) {
  std::string without;
  for (const auto* const type : AllEnums()) {
    if (type->name().size() < 4 || type->name().substr(type->name().size() - 4) != "Verb") continue;
    for (int i = 1; i < type->value_count(); ++i) {
      if (Said(type->value(i)->name(), nullptr).empty()) without += type->value(i)->name() + " ";
    }
  }
  // What comes with another deed: of a track that goes on, of an enrolment.
  EXPECT_EQ(without, "GOAL_VERB_REOPEN ENROLMENT_VERB_CONFIRM ENROLMENT_VERB_PUT_ON_WAITING_LIST ");
}

void ExpectSaid(const Descriptor& type, const std::string& prefix, const Command& command,
                int depth) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string path = prefix + field.name();
    const std::string said = Said(path, &command);
    const bool is_argument = said == absl::AsciiStrToUpper(said);  // WRONG_DATE
    EXPECT_TRUE(is_argument || said.find('_') == std::string::npos) << command.words << " " << path;
    const bool ours = field.message_type() != nullptr &&
                      field.message_type()->file()->package() == type.file()->package();
    if (ours && depth > 0) ExpectSaid(*field.message_type(), path + ".", command, depth - 1);
  }
}

TEST(Said, HasWordsForEveryFieldOfEveryRequest) {
  for (const Command& command : Commands()) {
    if (*command.method == '\0') continue;
    ExpectSaid(*Method(command.method).input_type(), "", command, 3);
  }
}

}  // namespace sentence_test
}  // namespace kansrijk::client
