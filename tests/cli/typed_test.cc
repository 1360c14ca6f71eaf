// What people type is understood, and never lost: the real command line on a real terminal.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "kansrijk/v1/organisation.pb.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace typed_test {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kText[] = "Een uur typwerk over een moeilijk gesprek";
constexpr char kTexts[] = "cat $XDG_STATE_HOME/kansrijk/texts/* 2>/dev/null";

class OnATerminal : public ::testing::Test {
 protected:
  OnATerminal() : carla_(server_.AddAccount("carla", v1::ROLE_COORDINATOR)), shell_(server_, "nl") {
    case_ = AddCase(carla_, "H-0007", AddBuddy(carla_, "B05"));
    shell_.LogIn("carla", carla_);
    shell_.LogIn("noor", server_.AddAccount("noor", v1::ROLE_BUDDY, "KO", "B05"));
    Editor("add", absl::StrCat("echo '", kText, "' >> \"$1\""));
  }

  // An editor that is called by its name.
  void Editor(const std::string& name, const std::string& script) {
    shell_.Run(absl::StrCat("printf '%s\\n' '#!/bin/sh' > ", name, "; cat >> ", name,
                            " <<'EDITOR'\n", script, "\nEDITOR\nchmod +x ", name));
  }

  // Typed on a terminal, with `answers` typed after it, a line each.
  Ran Type(const std::string& command, const std::string& answers = "",
           const std::string& editor = "add") {
    return shell_.Run(absl::StrCat("printf '", answers, "' | EDITOR=$PWD/", editor,
                                   " script -qec \"kansrijk ", command, "\" /dev/null"));
  }

  std::string Kept() { return shell_.Run(kTexts).output; }

  TestServer server_;
  const Client carla_;
  Shell shell_;
  Case case_;
};

TEST_F(OnATerminal, KeepsATextThatWasRefusedUntilTheSameCommandSucceeds) {
  const std::string log = "--context noor session log H-0007 --minutes 45 --channel huisbezoek ";
  const Ran refused = Type(log + "--date 2030-01-01 --note");
  EXPECT_EQ(refused.code, 2) << refused.output;
  EXPECT_THAT(refused.output, HasSubstr("Uw tekst is bewaard in "));
  EXPECT_EQ(Kept(), absl::StrCat(kText, "\n"));
  EXPECT_EQ(shell_.Run("stat -c %a $XDG_STATE_HOME/kansrijk/texts/* $XDG_STATE_HOME/kansrijk/texts")
                .output,
            "600\n700\n");
  Editor("leave", "true");
  const Ran repeated = Type(log + "--date 2026-05-19 --note", "", "leave");
  EXPECT_EQ(repeated.code, 0) << repeated.output;
  EXPECT_THAT(repeated.output, HasSubstr("Uw tekst van eerder wordt overgenomen"));
  EXPECT_EQ(Kept(), "");
  EXPECT_THAT(shell_.Run("kansrijk --context noor session show S-0001").output, HasSubstr(kText));
}

TEST_F(OnATerminal, KeepsATextForTheThingThatItIsAbout) {
  Type("--context noor goal draft H-0007 --pillar werk --due 2020-01-01 --text");
  EXPECT_EQ(Kept(), absl::StrCat(kText, "\n"));
  Editor("leave", "true");
  const Ran other = Type("--context carla review hold H-0007 --note", "", "leave");
  EXPECT_THAT(other.output, Not(HasSubstr("overgenomen")));
  EXPECT_EQ(Kept(), absl::StrCat(kText, "\n"));
}

TEST_F(OnATerminal, OpensNoEditorOnATextThatCannotBeSent) {
  Editor("away", absl::StrCat("echo '", kText, "' > \"$1\"; touch away.now"));
  const Ran ran = shell_.Run(
      "EDITOR=$PWD/away script -qec \"kansrijk --context noor session log H-0007 "
      "--minutes 45 --channel telefoon --timeout 1 --note "
      "--server unix:$PWD/nobody\" /dev/null");
  EXPECT_NE(ran.code, 0) << ran.output;
  // Nobody types what cannot be sent.
  EXPECT_EQ(shell_.Run("ls away.now").code, 2);
}

TEST_F(OnATerminal, KeepsATextThatWasPipedInWithTheCommandThatTakesItUp) {
  const Ran refused = shell_.Run(absl::StrCat(
      "kansrijk --context noor session log H-0007 --minutes 45 --channel telefoon --date "
      "2030-01-01 --note - <<<'",
      kText, "'"));
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.output, HasSubstr("dezelfde opdracht met --note neemt die weer over"));
  EXPECT_EQ(Kept(), absl::StrCat(kText, "\n"));
}

TEST_F(OnATerminal, KeepsATextThatWasPipedInBeforeAFlagWasRefused) {
  for (const char* wrong : {"--date ooit", "--channel duif"}) {
    const Ran refused =
        shell_.Run(absl::StrCat("kansrijk --context noor session log H-0007 --minutes 45 ", wrong,
                                " --note - <<<'", kText, "'"));
    EXPECT_EQ(refused.code, 2) << refused.output;
    EXPECT_EQ(Kept(), absl::StrCat(kText, "\n")) << wrong;
    shell_.Run("rm -r $XDG_STATE_HOME/kansrijk/texts");
  }
}

// Who interrupts has read the question: before, there may be nobody yet who is interrupted.
TEST_F(OnATerminal, EndsWithAnInterruptedQuestion) {
  const Ran ran = shell_.Run(
      "mkfifo screen; { read -rd '?'; printf '\\003'; cat > /dev/null; } < screen |"
      " script -qefc 'kansrijk --context noor goal draft H-0007' screen");
  EXPECT_EQ(ran.code, 130) << ran.output;
}

TEST_F(OnATerminal, ForgetsATextOfWhichNothingIsLeft) {
  const std::string log = "--context noor session log H-0007 --minutes 45 --channel telefoon ";
  Type(log + "--date 2030-01-01 --note");
  Editor("empty", ": > \"$1\"");
  Type(log + "--date 2030-01-01 --note", "", "empty");
  EXPECT_EQ(Kept(), "");
}

TEST_F(OnATerminal, EndsWithAnInterruptedEditorAndKeepsItsText) {
  Editor("stopped", absl::StrCat("echo '", kText, "' > \"$1\"; kill -INT $$"));
  const Ran ran = Type("--context noor session log H-0007 --minutes 45 --channel telefoon --note",
                       "", "stopped");
  EXPECT_EQ(ran.code, 130) << ran.output;
  EXPECT_EQ(Kept(), absl::StrCat(kText, "\n"));
}

TEST_F(OnATerminal, AsksInSentencesAndEachAnswerGoesToItsOwnField) {
  const Ran ran = Type("--context noor goal draft H-0007", "werk\\nEen baan\\n2-3-2027\\n");
  EXPECT_EQ(ran.code, 0) << ran.output;
  for (const char* question :
       {"Om welk leefgebied gaat het?", "Wat wil de deelnemer bereiken?", "Wanneer uiterlijk?"}) {
    EXPECT_THAT(ran.output, HasSubstr(question));
  }
  const std::string goal =
      shell_.Run("kansrijk --context noor goal show D-0001 -o json --lang en").output;
  EXPECT_THAT(goal, HasSubstr("\"text\": \"Een baan\""));
  EXPECT_THAT(goal, HasSubstr("\"due_date\": \"2027-03-02\""));
  EXPECT_THAT(goal, HasSubstr("\"pillar\": \"PILLAR_WORK\""));
}

TEST_F(OnATerminal, AsksAgainAfterAnAnswerThatCannotBe) {
  const Ran ran =
      Type("--context noor session log --minutes 45", "niemand\\nH-0007\\nduif\\n\\nhuisbezoek\\n");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("\"niemand\" is niet gevonden"));
  EXPECT_THAT(ran.output, HasSubstr("\"duif\" is onbekend"));
  EXPECT_THAT(ran.output, HasSubstr("er is een antwoord nodig"));
}

TEST_F(OnATerminal, UnderstandsNumbersInAnyDress) {
  for (const char* said : {"7", "h7", "h-0007", "H0007", "'H 7'"}) {
    const Ran ran = shell_.Run(absl::StrCat("kansrijk --context noor household show ", said));
    EXPECT_THAT(ran.output, ContainsRegex("Huishouden H-0007")) << said << ran.output;
  }
  EXPECT_EQ(shell_.Run("kansrijk --context carla buddy show b5").code, 0);
  EXPECT_EQ(shell_.Run("kansrijk --context carla match list h7").code, 0);
}

TEST_F(OnATerminal, UnderstandsNamesAndSaysWhoIsMeant) {
  const Ran ran = shell_.Run(absl::StrCat("kansrijk --context noor session log ",
                                          case_.participant.given_name(),
                                          " --minutes 30 --channel telefoon --date 19-5-2026"));
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr(": H-0007 ("));
  EXPECT_THAT(ran.output, HasSubstr("19-05-2026"));
}

TEST_F(OnATerminal, AsksWhoIsMeantWhereSeveralHaveTheName) {
  AddParticipant(carla_, AddHousehold(carla_, "H-0008"), case_.participant.given_name());
  const std::string show =
      absl::StrCat("--context carla household show ", case_.participant.given_name());
  const Ran refused = shell_.Run("kansrijk " + show);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.output, HasSubstr("H-0007"));
  EXPECT_THAT(refused.output, HasSubstr("H-0008"));
  const Ran chosen = Type(show, "weet niet\\nh-0008\\n");
  EXPECT_EQ(chosen.code, 0) << chosen.output;
  EXPECT_THAT(chosen.output, ContainsRegex("Huishouden H-0008"));
}

TEST_F(OnATerminal, SaysThatNobodyHasTheName) {
  const Ran ran = shell_.Run("kansrijk --context noor household show wouter");
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.output, HasSubstr("\"wouter\" is niet gevonden"));
}

TEST_F(OnATerminal, UnderstandsAnOrganisationByItsCodeInSmallLettersAndByItsName) {
  v1::CreateOrganisationRequest request;
  request.mutable_organisation()->set_code("WIJB");
  request.mutable_organisation()->set_display_name("WIJ Beijum");
  request.mutable_organisation()->set_kind(v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM);
  request.set_request_id(NewRequestId());
  ASSERT_OK(server_.Operator().Call<v1::Organisation>(
      "kansrijk.v1.OrganisationService/CreateOrganisation", request));
  for (const char* said : {"wijb", "beijum", "'WIJ Beijum'"}) {
    const Ran ran =
        shell_.Run(absl::StrCat("kansrijk --context carla consent give L0007a ", said,
                                " --purpose taal --category contactgegevens --form schriftelijk "
                                "--subject-signed"));
    EXPECT_THAT(ran.output, HasSubstr("WIJB")) << said;
  }
}

TEST_F(OnATerminal, ConfirmsAGraveCommandByWhatWasTyped) {
  const std::string name = case_.participant.given_name();
  const std::string drop_out = absl::StrCat("kansrijk --context carla track drop-out ", name,
                                            " --exit-reason own-request --confirm ");
  EXPECT_EQ(shell_.Run(drop_out + "H-0009").code, 2);
  EXPECT_EQ(shell_.Run(drop_out + name).code, 0);
}

}  // namespace typed_test
}  // namespace kansrijk::testing
