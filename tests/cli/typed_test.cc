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

TEST_F(OnATerminal, KeepsATextFromTheNextAccountOnTheSameMachine) {
  const std::string log = "--context shared session log H-0007 --minutes 45 --channel telefoon ";
  const Client cor = server_.AddAccount("cor", v1::ROLE_COORDINATOR);
  shell_.LogIn("shared", server_.LogIn("noor"));
  Type(log + "--date 2030-01-01 --note");
  EXPECT_THAT(shell_.Run("kansrijk logout --context shared").output,
              HasSubstr("/kansrijk/texts/shared."));
  shell_.LogIn("shared", cor);
  Editor("show", "cat \"$1\"");
  const Ran next = Type(log + "--date 2026-05-19 --note", "", "show");
  EXPECT_THAT(next.output, Not(HasSubstr(kText)));
  EXPECT_THAT(next.output, Not(HasSubstr("overgenomen")));
  EXPECT_THAT(shell_.Run("kansrijk logout --context shared").output, Not(HasSubstr("/texts/")));
  shell_.LogIn("shared", server_.LogIn("noor"));
  const Ran own = Type(log + "--date 2026-05-19 --note", "", "show");
  EXPECT_THAT(own.output, HasSubstr(kText));
  EXPECT_EQ(Kept(), "");
}

// Two token files that somebody made by hand, in one context.
TEST_F(OnATerminal, KeepsATextFromAnotherTokenOfTheSameContext) {
  const std::string log = "kansrijk session log H-0007 --minutes 45 --channel telefoon --note - ";
  const auto with_token = [&](const Client& client, const std::string& rest) {
    return shell_.Run(absl::StrCat("umask 077; printf '%s\\n' ", client.token(), " > by-hand; ",
                                   "export KANSRIJK_TOKEN_FILE=$PWD/by-hand; ", rest));
  };
  const Client noor = server_.LogIn("noor");
  with_token(noor, absl::StrCat(log, "--date 2030-01-01 <<<'", kText, "'"));
  const Ran other = with_token(carla_, log + "--date 2026-05-19 < /dev/null");
  EXPECT_THAT(other.output, Not(HasSubstr("overgenomen")));
  const Ran own = with_token(noor, log + "--date 2026-05-19 < /dev/null");
  EXPECT_THAT(own.output, HasSubstr("overgenomen"));
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

TEST_F(OnATerminal, TellsHowToRemoveAKeptTextThatHoldsACitizenNumber) {
  const std::string log =
      "kansrijk --context noor session log H-0007 --minutes 45 --channel telefoon --note - "
      "<<<'BSN 111222333'";
  const Ran refused = shell_.Run(log);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.output, HasSubstr("Een BSN mag ook op deze computer niet blijven staan"));
  EXPECT_EQ(Kept(), "BSN 111222333\n");
  shell_.Run(log + " 2>&1 | sed -n 's/.*met: rm/rm/p' | sh");
  EXPECT_EQ(Kept(), "");
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

TEST_F(OnATerminal, AsksForMinutesUnlessNobodyCame) {
  const Ran ran = Type("--context noor session log H-0007 --channel telefoon", "45\\n");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("Hoeveel minuten duurde het?"));
  const Ran missed = Type("--context noor session log H-0007 --channel telefoon --no-show");
  EXPECT_EQ(missed.code, 0) << missed.output;
  EXPECT_THAT(missed.output, Not(HasSubstr("minuten")));
}

TEST_F(OnATerminal, AsksWhyATrackEndsBeforeItAsksWhetherThatIsMeant) {
  const Ran ran = Type("--context carla track drop-out H-0007", "own-request\\nH-0007\\n");
  EXPECT_EQ(ran.code, 0) << ran.output;
}

TEST_F(OnATerminal, AsksWhoSignedAConsent) {
  server_.AddOrganisation("KS");
  const std::string give =
      "--context carla consent give L0007a KS --purpose taal --category contactgegevens "
      "--form schriftelijk";
  const Ran signed_by_all = Type(give, "ja\\n");
  EXPECT_EQ(signed_by_all.code, 0) << signed_by_all.output;
  EXPECT_THAT(signed_by_all.output, HasSubstr("Heeft de persoon getekend? (ja, nee)"));
  const Ran other = Type(give, "nee\\nL0007a\\n");
  EXPECT_THAT(other.output, HasSubstr("Welke ouder heeft getekend?"));
}

TEST_F(OnATerminal, AsksForAPlanByDaysToCome) {
  EXPECT_THAT(Type("--context noor goal draft H-0007", "werk\\nEen baan\\n2-3-2027\\n").output,
              HasSubstr("Wanneer uiterlijk? (zoals 26-11, morgen of vrijdag)"));
}

// Buddies may not list buddies, but know who they are themselves.
TEST_F(OnATerminal, UnderstandsTheOwnNameOfABuddy) {
  ASSERT_EQ(Type("--context noor goal draft H-0007", "werk\\nEen baan\\n2-3-2027\\n").code, 0);
  const std::string add =
      "kansrijk --context noor step add D-0001 --due 1-3-2027 --text - --owner-buddy ";
  EXPECT_EQ(shell_.Run(add + "noor <<<'Bellen'").code, 0);
  EXPECT_THAT(shell_.Run(add + "wouter <<<'Bellen'").output, HasSubstr("zoals B05"));
}

TEST_F(OnATerminal, ShowsABuddyWhoLeftWithoutTracks) {
  AddBuddy(carla_, "B06");
  const Ran left =
      shell_.Run("kansrijk --context carla buddy leave B06 --reason - --confirm B06 <<<'Verhuisd'");
  EXPECT_EQ(left.code, 0) << left.output;
  EXPECT_THAT(left.output, HasSubstr("B06"));
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

TEST_F(OnATerminal, SaysWhatStaysEndedWhenATrackGoesOn) {
  shell_.Run("kansrijk --context noor appointment make H-0007 --date 2026-06-01");
  EXPECT_THAT(shell_
                  .Run("kansrijk --context carla track drop-out H-0007 --exit-reason own-request "
                       "--confirm H-0007")
                  .output,
              HasSubstr("Geëindigd met het traject: "));
  const Ran reopened = shell_.Run("kansrijk --context carla track reopen H-0007 --note - <<<fout");
  EXPECT_EQ(reopened.code, 0) << reopened.output;
  EXPECT_THAT(reopened.output, HasSubstr("Blijft beëindigd: afspraak F-0001"));
  EXPECT_THAT(reopened.output, Not(HasSubstr("met het traject")));
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
