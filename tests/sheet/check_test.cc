#include "server/sheet/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "server/sheet/mapping.h"
#include "tests/sheet/read.h"

namespace kansrijk::sheet {
namespace check_test {

using ::testing::HasSubstr;

class Check : public ::testing::Test {
 protected:
  Check() : book_(Id("organisation-1")) {
    const auto add = [&](File file, const char* code, const char* id, const char* household = "") {
      Known known;
      known.id = Id(id);
      known.household_id = Id(household);
      book_.Add(file, code, known);
    };
    add(File::kHouseholds, "H-0001", "household-1");
    add(File::kHouseholds, "H-0002", "household-2");
    add(File::kMembers, "L0001a", "member-1", "household-1");
    add(File::kTracks, "T0001", "track-1", "household-1");
    add(File::kBuddies, "B01", "buddy-1");
    add(File::kOrganisations, "KO", "organisation-1");
    add(File::kOrganisations, "KS", "organisation-2");
    add(File::kOrganisations, "GKB", "organisation-3");
    add(File::kTrainings, "A01", "training-1");
    add(File::kTrainingSessions, "S01", "training-session-1");
  }

  // The row, which has good cells only.
  const Row& RowOf(File file, const std::string& header, const std::string& row) {
    read_ = Read(file, absl::StrCat(header, "\n", row, "\n"));
    EXPECT_EQ(read_.good.size(), 1) << row;
    return read_.good.at(0);
  }
  // "reason column" of the refusal, or "".
  std::string RefusalOf(const Row& row) {
    const auto finding = CheckRow(row, book_);
    return finding.has_value() ? absl::StrCat(finding->reason(), " ", finding->column()) : "";
  }
  const Row& Track(const std::string& row) {
    return RowOf(File::kTracks,
                 "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;"
                 "status;reden",
                 row);
  }
  const Row& Match(const std::string& row) {
    return RowOf(File::kMatches, "traject;buddy;van;tot", row);
  }

  const Row& Assessment(const std::string& row) {
    return RowOf(File::kAssessments,
                 "traject;datum;moment;thuissituatie;welzijn;financiën;opleiding;werk", row);
  }
  const Row& Goal(const std::string& row) {
    return RowOf(File::kGoals,
                 "traject;pijler;doel;afgesproken_op;streefdatum;status;behaald_op;waardering_euro",
                 row);
  }

  const Row& Training(const std::string& row) {
    return RowOf(File::kTrainings, "code;titel;programma", row);
  }
  const Row& TrainingSession(const std::string& row) {
    return RowOf(File::kTrainingSessions, "code;training;datum;capaciteit", row);
  }
  const Row& Enrolment(const std::string& row) {
    return RowOf(File::kEnrolments, "bijeenkomst;buddy;status", row);
  }
  const Row& Referral(const std::string& row) {
    return RowOf(File::kReferrals,
                 "traject;van;naar;reden;toestemming_op;verzonden_op;status;afgerond_op", row);
  }

  Book book_;
  ReadFile read_;
};

TEST_F(Check, AcceptsAGoodRow) {
  EXPECT_EQ(RefusalOf(Track("T1;H-0001;L0001a;jongere;;5-5-2023;5-5-2023;5-5-2023;afgesloten;")),
            "");
}

TEST_F(Check, FindsReferencesHoweverTheyAreWritten) {
  EXPECT_EQ(RefusalOf(Match("t0001 ;b01;1-1-2022;")), "");
}

TEST_F(Check, RefusesUnknownReferences) {
  EXPECT_EQ(RefusalOf(Match("T7777;B01;1-1-2022;")), "unknown_reference traject");
  EXPECT_EQ(RefusalOf(Match("T0001;B99;1-1-2022;")), "unknown_reference buddy");
}

TEST_F(Check, LeavesAnEmptyReferenceAlone) {
  const char header[] = "code;voornaam;soort;organisatie;geheimhouding;achterwacht";
  EXPECT_EQ(RefusalOf(RowOf(File::kBuddies, header, "B1;A;professional;KO;ja;")), "");
  EXPECT_EQ(RefusalOf(RowOf(File::kBuddies, header, "B1;A;professional;KO;ja;X")),
            "unknown_reference achterwacht");
}

TEST_F(Check, RefusesAParticipantOfAnotherHousehold) {
  EXPECT_EQ(RefusalOf(Track("T1;H-0002;L0001a;jongere;;5-5-2023;;;aangemeld;")),
            "unknown_reference deelnemer");
}

TEST_F(Check, RefusesReferencesToARefusedRowWhateverTheServerHas) {
  book_.Refuse(File::kTracks, "t0001", 12);
  const Row& row = Match("T0001;B01;1-1-2022;");
  EXPECT_EQ(RefusalOf(row), "refused_reference traject");
  EXPECT_THAT(CheckRow(row, book_)->message(), HasSubstr("line 12"));
  book_.Refuse(File::kTracks, "T0099", 13);
  EXPECT_EQ(RefusalOf(Match("T0099;B01;1-1-2022;")), "unknown_reference traject");
}

TEST_F(Check, RefusesReferencesToAFileOfWhichARowCannotBeTold) {
  book_.RefuseUnread(File::kTracks, 12);
  EXPECT_EQ(RefusalOf(Match("T0001;B01;1-1-2022;")), "refused_reference traject");
  Known accepted;
  accepted.id = Id("track-1");
  book_.Accept(File::kTracks, "T0001", accepted);
  EXPECT_EQ(RefusalOf(Match("T0001;B01;1-1-2022;")), "");
}

TEST_F(Check, GivesTheLevelsThatAreThereToTheItemsOfTheBridge) {
  const v1::Assessment assessment =
      AssessmentOf(Assessment("T0001;2-1-2022;halverwege;1;;3;;5"), book_, Id("id"));
  EXPECT_EQ(assessment.name(), "tracks/track-1/assessments/id");
  EXPECT_EQ(assessment.moment(), v1::ASSESSMENT_MOMENT_HALFWAY);
  ASSERT_EQ(assessment.scores_size(), 3);
  EXPECT_EQ(assessment.scores(0).item(), "home_situation");
  EXPECT_EQ(assessment.scores(1).item(), "finances");
  EXPECT_EQ(assessment.scores(1).level(), 3);
  EXPECT_EQ(assessment.scores(2).item(), "work");
}

TEST_F(Check, TellsAgreementAndPresentStateOfAGoal) {
  const Row& stopped = Goal("T0001;werk;Baan;2-1-2022;2-2-2022;gestopt;;");
  const v1::Goal goal = GoalOf(stopped, book_, Id("id"));
  EXPECT_EQ(goal.name(), "tracks/track-1/goals/id");
  const auto events = GoalEventsOf(goal);
  ASSERT_EQ(events.size(), 2);
  EXPECT_EQ(events[0].state(), v1::GOAL_STATE_AGREED);
  EXPECT_EQ(events[1].state(), v1::GOAL_STATE_STOPPED);
  EXPECT_EQ(events[1].date(), "2022-01-02");
  EXPECT_FALSE(RecognitionOf(stopped, goal).has_value());
  const Row& agreed = Goal("T0001;werk;Baan;2-1-2022;2-2-2022;afgesproken;;");
  EXPECT_EQ(GoalEventsOf(GoalOf(agreed, book_, Id("id"))).size(), 1);
}

TEST_F(Check, GivesARecognitionWithoutDateTheDayOfTheAgreement) {
  const Row& row = Goal("T0001;werk;Baan;2-1-2022;2-2-2022;behaald;;12,50");
  const auto recognition = RecognitionOf(row, GoalOf(row, book_, Id("id")));
  ASSERT_TRUE(recognition.has_value());
  EXPECT_EQ(recognition->date(), "2022-01-02");
  EXPECT_EQ(recognition->amount_cents(), 1250);
  EXPECT_EQ(recognition->goal(), "tracks/track-1/goals/id");
}

TEST_F(Check, ReckonsAStartedTracksDates) {
  const v1::Track track =
      TrackOf(Track("T1;H-0001;L0001a;jongere;WIJ;5-5-2022;29-2-2024;;nazorg;"), book_, Id("id"));
  EXPECT_EQ(track.name(), "tracks/id");
  EXPECT_EQ(track.household(), "households/household-1");
  EXPECT_EQ(track.participant(), "households/household-1/members/member-1");
  EXPECT_EQ(track.state(), v1::TRACK_STATE_AFTERCARE);
  EXPECT_EQ(track.planned_end_date(), "2025-02-28");
  EXPECT_EQ(track.aftercare_end_date(), "2025-08-28");
  EXPECT_EQ(track.participation_consent_date(), "2024-02-29");
}

TEST_F(Check, LeavesTheDatesOfATrackThatHasNotStartedEmpty) {
  const v1::Track track =
      TrackOf(Track("T1;H-0001;L0001a;jongere;;5-5-2022;;;aangemeld;"), book_, Id("id"));
  EXPECT_EQ(track.planned_end_date(), "");
  EXPECT_EQ(track.participation_consent_date(), "");
  EXPECT_EQ(TrackEventsOf(track).size(), 1);
}

TEST_F(Check, TellsApplicationAndPresentStateOfATrack) {
  const auto events = TrackEventsOf(
      TrackOf(Track("T1;H-0001;L0001a;jongere;;1-5-2022;2-5-2022;3-5-2022;uitval;verhuisd"), book_,
              Id("id")));
  ASSERT_EQ(events.size(), 2);
  EXPECT_EQ(events[0].state(), v1::TRACK_STATE_APPLIED);
  EXPECT_EQ(events[0].date(), "2022-05-01");
  EXPECT_EQ(events[1].state(), v1::TRACK_STATE_DROPPED_OUT);
  EXPECT_EQ(events[1].date(), "2022-05-03");
  EXPECT_EQ(events[1].note(), "import");
}

TEST_F(Check, EndsAMatchThatHasALastDay) {
  EXPECT_EQ(MatchOf(Match("T0001;B01;1-1-2022;"), book_, Id("id")).state(), v1::MATCH_STATE_ACTIVE);
  const v1::Match ended = MatchOf(Match("T0001;B01;1-1-2022;2-2-2022"), book_, Id("id"));
  EXPECT_EQ(ended.state(), v1::MATCH_STATE_ENDED);
  EXPECT_EQ(ended.until(), "2022-02-02");
}

TEST_F(Check, RequiresTheTrainingsOfTheBasicProgramme) {
  const v1::Training basic = TrainingOf(Training("A01;Gespreksvoering;Basis "), Id("id"));
  EXPECT_EQ(basic.name(), "trainings/id");
  EXPECT_EQ(basic.programme(), v1::PROGRAMME_BASIC);
  EXPECT_TRUE(basic.required());
  EXPECT_FALSE(TrainingOf(Training("A11;De deurwaarder;verdieping"), Id("id")).required());
  EXPECT_FALSE(TrainingOf(Training("A18;Intervisie leiden;intervisie"), Id("id")).required());
}

TEST_F(Check, HoldsTheSessionsOfTrainingsThatWereBeforeToday) {
  const Row& row = TrainingSession("S02;a01;9-11-2022;15");
  EXPECT_EQ(RefusalOf(row), "");
  const v1::TrainingSession held = TrainingSessionOf(row, book_, Id("id"), "2022-11-10");
  EXPECT_EQ(held.state(), v1::TRAINING_SESSION_STATE_HELD);
  EXPECT_EQ(held.training(), "trainings/training-1");
  EXPECT_EQ(held.capacity(), 15);
  EXPECT_EQ(held.half_day(), v1::HALF_DAY_UNSPECIFIED);
  EXPECT_EQ(TrainingSessionOf(row, book_, Id("id"), "2022-11-09").state(),
            v1::TRAINING_SESSION_STATE_PLANNED);
  EXPECT_EQ(RefusalOf(TrainingSession("S99;A77;9-11-2022;15")), "unknown_reference training");
}

TEST_F(Check, TellsRequestAndPresentStateOfAnEnrolment) {
  const Row& row = Enrolment("S01;B01;niet verschenen");
  EXPECT_EQ(RefusalOf(row), "");
  const v1::Enrolment enrolment = EnrolmentOf(row, book_, Id("id"));
  EXPECT_EQ(enrolment.name(), "trainingSessions/training-session-1/enrolments/id");
  EXPECT_EQ(enrolment.participant(), "buddies/buddy-1");
  EXPECT_EQ(enrolment.state(), v1::ENROLMENT_STATE_NO_SHOW);
  const auto events = EnrolmentEventsOf(enrolment);
  ASSERT_EQ(events.size(), 2);
  EXPECT_EQ(events[0].state(), v1::ENROLMENT_STATE_REQUESTED);
  EXPECT_EQ(events[1].state(), v1::ENROLMENT_STATE_NO_SHOW);
}

TEST_F(Check, RefusesEnrolmentsOfUnknownBuddiesInUnknownSessions) {
  EXPECT_EQ(RefusalOf(Enrolment("S98;B01;aanwezig")), "unknown_reference bijeenkomst");
  EXPECT_EQ(RefusalOf(Enrolment("S01;B99;aanwezig")), "unknown_reference buddy");
}

TEST_F(Check, TakesReferralsFromTheOwnOrganisationOnly) {
  EXPECT_EQ(RefusalOf(Referral("T0001;KS;KO;buddy;1-2-2022;1-2-2022;geaccepteerd;")),
            "unknown_value van");
  EXPECT_EQ(RefusalOf(Referral("T0001;KS;KO;buddy;;;concept;")), "unknown_value van");
  EXPECT_EQ(RefusalOf(Referral("T0001;KS;GKB;buddy;1-2-2022;1-2-2022;geaccepteerd;")),
            "unknown_value van");
  EXPECT_EQ(RefusalOf(Referral("T0001;KO;ko;buddy;1-2-2022;1-2-2022;geaccepteerd;")),
            "unknown_value naar");
  EXPECT_EQ(RefusalOf(Referral("T0001;KO;XX;buddy;1-2-2022;1-2-2022;geaccepteerd;")),
            "unknown_reference naar");
}

TEST_F(Check, TellsSendingAndPresentStateOfAReferral) {
  const v1::Referral referral = ReferralOf(
      Referral("T0001;KO;KS;jong gezin;29-2-2024;1-3-2024;afgerond;2-4-2024"), book_, Id("id"));
  EXPECT_EQ(referral.name(), "referrals/id");
  EXPECT_EQ(referral.from(), "organisations/organisation-1");
  EXPECT_EQ(referral.to(), "organisations/organisation-2");
  EXPECT_EQ(referral.reason(), v1::REFERRAL_REASON_YOUNG_FAMILY);
  EXPECT_EQ(referral.due_date(), "");
  const auto events = ReferralEventsOf(referral);
  ASSERT_EQ(events.size(), 2);
  EXPECT_EQ(events[0].state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(events[0].date(), "2024-03-01");
  EXPECT_EQ(events[1].state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(events[1].date(), "2024-04-02");
  EXPECT_EQ(events[1].note(), "import");
}

TEST_F(Check, MakesAConsentForAYearOfWhatAReferralWasSentUnder) {
  const Row& row = Referral("T0001;KO;KS;jong gezin;29-2-2024;1-3-2024;verzonden;");
  const v1::Referral referral = ReferralOf(row, book_, Id("id"));
  EXPECT_EQ(ReferralEventsOf(referral).size(), 1);
  const auto consent = ConsentOf(row, referral, Id("consent"));
  ASSERT_TRUE(consent.has_value());
  EXPECT_EQ(consent->name(), "consents/consent");
  EXPECT_EQ(consent->organisation(), "organisations/organisation-1");
  EXPECT_EQ(consent->recipient(), "organisations/organisation-2");
  EXPECT_EQ(consent->purpose(), v1::REFERRAL_REASON_YOUNG_FAMILY);
  EXPECT_EQ(consent->form(), v1::CONSENT_FORM_WRITTEN);
  EXPECT_EQ(consent->valid_from(), "2024-02-29");
  EXPECT_EQ(consent->valid_until(), "2025-02-28");
  EXPECT_EQ(consent->categories_size(), 0);
}

TEST_F(Check, GivesADraftNoConsent) {
  const Row& row = Referral("T0001;KO;KS;jong gezin;29-2-2024;;concept;");
  const v1::Referral referral = ReferralOf(row, book_, Id("id"));
  EXPECT_FALSE(ConsentOf(row, referral, Id("consent")).has_value());
  const auto events = ReferralEventsOf(referral);
  ASSERT_EQ(events.size(), 1);
  EXPECT_EQ(events[0].state(), v1::REFERRAL_STATE_DRAFT);
}

}  // namespace check_test
}  // namespace kansrijk::sheet
