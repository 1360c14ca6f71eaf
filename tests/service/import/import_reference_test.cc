#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_reference_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";
constexpr char kSituationHeader[] =
    "deelnemer;datum;inkomen;opleiding;volgt_opleiding;participatieladder;schulden\n";
constexpr char kMemberHeader[] =
    "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n";

// A row lands in nobody else's file.
class ImportReferences : public Import {};

TEST_F(ImportReferences, ToARefusedRowAreRefusedOverAllFiles) {
  Run(SmallProgramme());
  const v1::Import import =
      Run({{"huishoudens", "nummer;wijk;type\nH-0001;Lewenborg;paar\n"},
           {"leden", absl::StrCat(kMemberHeader, "L0001a;H-0001;Baukje;T;5-5-1971;hoofd;ja;\n")},
           {"trajecten",
            absl::StrCat(kTrackHeader,
                         "T0001;H-0001;L0001a;zzp'er;gemeente;1-2-2026;15-2-2026;;actief;\n")},
           {"situaties",
            absl::StrCat(kSituationHeader, "L0001a;1-2-2026;zzp;mbo 2-4;;4;problematisch\n")},
           {"sessies",
            absl::StrCat(kSessionHeader, "T0001;B01;1-3-2026;60;huisbezoek;ja;Baukje vertelde\n")}},
          kSkipRefused);
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(Counts(import, "huishoudens"), "1 0 0 1");
  EXPECT_THAT(Summaries(findings_, "leden", true), ElementsAre("2 refused_reference"));
  EXPECT_THAT(Summaries(findings_, "trajecten", true), ElementsAre("2 refused_reference"));
  EXPECT_THAT(Summaries(findings_, "situaties", true), ElementsAre("2 refused_reference"));
  EXPECT_THAT(Summaries(findings_, "sessies", true), ElementsAre("2 refused_reference"));
  EXPECT_THAT(SessionsOf(Tracks().at(0)), IsEmpty());
}

TEST_F(ImportReferences, ToACodeGivenToTwoAreRefusedWithBoth) {
  Files files = SmallProgramme();
  files["huishoudens"] += "H-0002;Beijum;paar\n";
  files["leden"] += "L0002a;H-0002;Rinus;Test;1-2-1980;hoofd;ja;\n";
  files["trajecten"] =
      absl::StrCat(kTrackHeader,
                   "T0003;H-0001;L0001a;jongere;school;1-1-2022;2-1-2022;;actief;\n"
                   "t0003;H-0002;L0002a;jongere;school;1-1-2022;2-1-2022;;actief;\n");
  files["sessies"] = absl::StrCat(kSessionHeader, "T0003;B01;1-3-2022;60;huisbezoek;ja;Noor\n",
                                  "T0003;B01;2-3-2022;60;huisbezoek;ja;Rinus\n");
  Run(files, kSkipRefused);
  EXPECT_THAT(Summaries(findings_, "trajecten", true), ElementsAre("2 duplicate", "3 duplicate"));
  EXPECT_THAT(Summaries(findings_, "sessies", true),
              ElementsAre("2 unknown_reference", "3 unknown_reference"));
  EXPECT_THAT(Tracks(), IsEmpty());
}

TEST_F(ImportReferences, ToTheSameThingSaidTwiceStand) {
  Files files = SmallProgramme();
  files["huishoudens"] = "nummer;wijk;type\nH-0001;Beijum;eenoudergezin\nH-0001;Beijum;paar\n";
  const v1::Import import = Run(files, kSkipRefused);
  EXPECT_THAT(Summaries(findings_, "huishoudens", true), ElementsAre("3 duplicate"));
  EXPECT_EQ(Counts(import, "leden"), "1 1 0 0");
}

TEST_F(ImportReferences, ToAFileOfWhichARowCannotBeReadAreRefused) {
  Run(SmallProgramme());
  const v1::Import import =
      Run({{"leden", absl::StrCat(kMemberHeader, "L00\"01a;H-0001;Noor;Test;1-2-1990;hoofd;ja;\n")},
           {"situaties",
            absl::StrCat(kSituationHeader, "L0001a;1-2-2026;zzp;mbo 2-4;;4;problematisch\n")}},
          kSkipRefused);
  EXPECT_EQ(Counts(import, "leden"), "1 0 0 1");
  EXPECT_THAT(Summaries(findings_, "situaties", true), ElementsAre("2 refused_reference"));
}

TEST_F(ImportReferences, ToTheServerStandWhenNoRowSaysOtherwise) {
  Run(SmallProgramme());
  const v1::Import import =
      Run({{"situaties",
            absl::StrCat(kSituationHeader, "L0001a;1-2-2026;zzp;mbo 2-4;;4;problematisch\n")}});
  EXPECT_EQ(Counts(import, "situaties"), "1 1 0 0");
}

TEST_F(ImportReferences, WarnOfAPersonWhoIsThereTwice) {
  Run(SmallProgramme());
  Run({{"leden", absl::StrCat(kMemberHeader, "L0001b;H-0001;Noor;Test;1-2-1990;partner;nee;\n")}});
  EXPECT_THAT(Summaries(findings_, "leden", false), ElementsAre("2 person_twice"));
}

TEST_F(ImportReferences, WarnOfATrackOfAChild) {
  Files files = SmallProgramme();
  files["leden"] = absl::StrCat(kMemberHeader, "L0001a;H-0001;Noor;Test;1-2-2015;kind;nee;\n");
  Run(files);
  EXPECT_THAT(Summaries(findings_, "trajecten", false),
              ElementsAre("2 track_of_child", "2 no_participant"));
}

}  // namespace import_reference_test
}  // namespace kansrijk::testing
