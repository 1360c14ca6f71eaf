// Whole commands of casework against a server of canned answers.
#include <fstream>

#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "tests/client/running.h"

namespace kansrijk::client {
namespace casework_test {

using grpc::Status;

class Casework : public Running {};

TEST_F(Casework, WarnsOfPeopleWhoAreProbablyKnown) {
  v1::CreateMemberRequest sent;
  server_.On<v1::CreateMemberRequest, v1::Member>(
      "HouseholdService.CreateMember", [&](auto& request, auto& member) {
        sent = request;
        member.set_number("L0142a");
        auto* known = member.add_probable_duplicates();
        known->set_household_number("H-0009");
        known->set_member_number("L0009a");
        known->set_member_name("Noor Kuipers");
        known->set_birth_date("1998-02-06");
        known->set_likeness(92);
        known->set_reason("same date of birth, similar name");
        known->set_reason_nl("zelfde geboortedatum, naam lijkt erop");
        return Status::OK;
      });
  std::vector<std::string> words = {"member",     "add",         "H-0142", "--given-name",
                                    "Noor",       "--relation",  "head",   "--birth-date",
                                    "1998-02-06", "--languages", "nl,ar",  "--dry-run"};
  EXPECT_EQ(Type(words), 0) << err();
  EXPECT_TRUE(sent.validate_only());
  EXPECT_EQ(sent.member().languages_size(), 2);
  EXPECT_EQ(err(),
            "Probably known already: H-0009 L0009a Noor Kuipers (1998-02-06), 92%: same date of "
            "birth, similar name\nDry run: nothing was written.\n");
  EXPECT_EQ(out().find("Probably"), std::string::npos);
  words.insert(words.end(), {"-o", "json"});
  EXPECT_EQ(Type(words), 0);
  EXPECT_EQ(err(), "");
  EXPECT_NE(out().find("\"likeness\": 92"), std::string::npos);
  setenv("KANSRIJK_LANG", "nl", 1);
  words.back() = "table";
  EXPECT_EQ(Type(words), 0);
  EXPECT_EQ(err().rfind("Waarschijnlijk al bekend: H-0009 L0009a Noor Kuipers (06-02-1998), 92%: "
                        "zelfde geboortedatum, naam lijkt erop\n",
                        0),
            0u)
      << err();
}

TEST_F(Casework, CreatesAHouseholdWithOrWithoutAFirstMember) {
  v1::CreateHouseholdRequest sent;
  server_.On<v1::CreateHouseholdRequest, v1::Household>(
      "HouseholdService.CreateHousehold", [&](auto& request, auto& household) {
        sent = request;
        household.add_members()->add_probable_duplicates()->set_member_name("Noor Kuipers");
        return Status::OK;
      });
  std::vector<std::string> words = {"household", "create", "--neighbourhood", "beijum",
                                    "--type",    "single", "--no-input"};
  EXPECT_EQ(Type(words), 0) << err();
  EXPECT_FALSE(sent.has_first_member());
  EXPECT_NE(err().find("Noor Kuipers"), std::string::npos);
  words.insert(words.end(), {"--family-name", "Kuipers"});
  EXPECT_EQ(Type(words), 2);
  EXPECT_EQ(err(), "kansrijk: missing: --given-name\n");
  words.insert(words.end(),
               {"--given-name", "Noor", "--birth-date", "1998-02-06", "--relation", "head"});
  EXPECT_EQ(Type(words), 0) << err();
  EXPECT_EQ(sent.first_member().relation(), v1::MEMBER_RELATION_HEAD);
}

TEST_F(Casework, DrawsAnAssessmentWithTheInstrumentItWasMadeWith) {
  server_.On<v1::GetAssessmentRequest, v1::Assessment>(
      "AssessmentService.GetAssessment", [](auto& request, auto& assessment) {
        EXPECT_EQ(request.name(), "tracks/-/assessments/M-0012");
        assessment.set_number("M-0012");
        assessment.set_instrument("bridge");
        assessment.set_instrument_version("1");
        assessment.set_scored_items(1);
        assessment.set_items(1);
        assessment.set_total(2);
        auto* score = assessment.add_scores();
        score->set_item("work");
        score->set_level(2);
        auto* version = assessment.add_history();
        version->set_date("2026-03-02");
        *version->add_scores() = *score;
        version->mutable_scores(0)->set_label("Work");
        return Status::OK;
      });
  server_.On<v1::GetInstrumentRequest, v1::Instrument>(
      "InstrumentService.GetInstrument", [](auto& request, auto& instrument) {
        instrument.set_display_name(request.code() + " " + request.version());
        instrument.set_level_max(5);
        auto* item = instrument.add_items();
        item->set_code("work");
        item->set_label("Work");
        return Status::OK;
      });
  setenv("TERM", "dumb", 1);
  EXPECT_EQ(Type({"assessment", "show", "M-0012"}), 0) << err();
  EXPECT_NE(out().find("\n\nbridge 1\nWork   ##--- 2\nTotal  2\n\nHistory\n"), std::string::npos)
      << out();
  EXPECT_NE(out().find("  Work 2\n"), std::string::npos) << out();
  EXPECT_EQ(Type({"assessment", "show", "M-0012", "-o", "json"}), 0);
  EXPECT_EQ(server_.calls().back(), "AssessmentService.GetAssessment");
}

TEST_F(Casework, ComparesAssessmentsWithSigns) {
  server_.On<v1::CompareAssessmentsRequest, v1::AssessmentComparison>(
      "AssessmentService.CompareAssessments", [](auto& request, auto& comparison) {
        EXPECT_EQ(request.to(), "tracks/-/assessments/M-0009");
        for (const int difference : {1, 0, -2}) {
          auto* change = comparison.add_changes();
          change->set_label("Work");
          change->set_from(3);
          change->set_to(3 + difference);
          change->set_difference(difference);
        }
        comparison.add_changes()->set_label("Education");
        return Status::OK;
      });
  EXPECT_EQ(Type({"assessment", "compare", "M-0001", "M-0009"}), 0) << err();
  EXPECT_NE(out().find("Per item\n"
                       "Item       From  To  Difference\n"
                       "Work       3     4   +1\n"
                       "Work       3     3   0\n"
                       "Work       3     1   -2\n"
                       "Education\n"),
            std::string::npos)
      << out();
}

TEST_F(Casework, PrintsAPlanAsItIs) {
  server_.On<v1::GetGoalPlanRequest, v1::GoalPlan>("GoalService.GetGoalPlan",
                                                   [](auto& request, auto& plan) {
                                                     EXPECT_EQ(request.parent(), "tracks/H-0142");
                                                     plan.set_text("Doel-actieplan\n  1. x\x1b\n");
                                                     return Status::OK;
                                                   });
  EXPECT_EQ(Type({"goal", "plan", "H-0142"}), 0) << err();
  EXPECT_EQ(out(), "Doel-actieplan\n  1. x\xEF\xBF\xBD\n");
}

TEST_F(Casework, KeepsTheTextOfGoalsAndSignalsOffTheCommandLine) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"goal", "draft", "T0142", "--pillar", "work", "--due",
                                 "2026-09-01", "--text", "private"},
        {"signal", "raise", "T0142", "--text", "private"}}) {
    EXPECT_EQ(Type(words), 2);
    EXPECT_EQ(err().rfind("kansrijk: --text does not take the text itself", 0), 0u) << err();
  }
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(Casework, UpdatesSettingsThatHaveNoName) {
  v1::UpdateSettingsRequest sent;
  server_.On<v1::GetSettingsRequest, v1::Settings>("SettingsService.GetSettings",
                                                   [](auto&, auto& settings) {
                                                     settings.set_etag("e3");
                                                     return Status::OK;
                                                   });
  server_.On<v1::UpdateSettingsRequest, v1::Settings>("SettingsService.UpdateSettings",
                                                      [&](auto& request, auto&) {
                                                        sent = request;
                                                        return Status::OK;
                                                      });
  EXPECT_EQ(Type({"settings", "update", "--recognition-budget", "1500"}), 0) << err();
  EXPECT_EQ(sent.settings().etag(), "e3");
  EXPECT_EQ(sent.settings().recognition_budget_cents(), 150000);
  EXPECT_EQ(sent.update_mask().ShortDebugString(), "paths: \"recognition_budget_cents\"");
}

TEST_F(Casework, ShowsLoadsBeforeTheCaseloadOfACoordinator) {
  server_.On<v1::GetCaseloadRequest, v1::GetCaseloadResponse>(
      "CaseloadService.GetCaseload", [](auto& request, auto& page) {
        page.add_entries()->set_track_number("T0142");
        if (!request.page_token().empty()) return Status::OK;
        page.add_loads()->set_buddy_number("B01");
        page.set_next_page_token("more");
        return Status::OK;
      });
  EXPECT_EQ(Type({"caseload"}), 0) << err();
  EXPECT_EQ(out().rfind("  Buddy  Buddy's name  Load    Attention because\n"
                        "  B01                  0 of 0\n"
                        "\n"
                        "No buddy\n",
                        0),
            0u)
      << out();
  EXPECT_EQ(Type({"caseload", "--loads", "-o", "csv"}), 0);
  EXPECT_EQ(out().rfind("buddy,buddy_number,", 0), 0u) << out();
  EXPECT_EQ(Type({"caseload", "--review"}), 0);
  EXPECT_EQ(out().find("Buddy's name"), std::string::npos) << out();
}

TEST_F(Casework, ShowsAListingThatHasNoPages) {
  server_.On<v1::SuggestBuddiesRequest, v1::SuggestBuddiesResponse>(
      "MatchService.SuggestBuddies", [](auto&, auto& answer) {
        auto* buddy = answer.add_suggestions();
        buddy->set_buddy_number("B01");
        buddy->set_buddy_name("Layla Hoekstra");
        buddy->set_eligible(true);
        buddy->set_score(60);
        buddy->set_active_matches(1);
        buddy->set_capacity(3);
        auto* reason = buddy->add_reasons();
        reason->set_text("speaks Arabic too");
        reason->set_text_nl("spreekt ook Arabisch");
        buddy->add_obstacles()->set_text("no back-up");
        return Status::OK;
      });
  EXPECT_EQ(Type({"match", "suggest", "T0142"}), 0) << err();
  EXPECT_EQ(out(),
            "Buddy  Buddy's name    Possible  Score  Load    Because            Obstacles\n"
            "B01    Layla Hoekstra  yes       60     1 of 3  speaks Arabic too  no back-up\n");
  setenv("KANSRIJK_LANG", "nl", 1);
  EXPECT_EQ(Type({"match", "suggest", "T0142"}), 0);
  EXPECT_NE(out().find("spreekt ook Arabisch"), std::string::npos);
}

TEST_F(Casework, AsksGraveActionsToBeConfirmed) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"household", "join", "H-0142", "H-0009"},
        {"track", "hand-over", "T0142", "B01", "--reason", "moved"}}) {
    EXPECT_EQ(Type(words), 2);
    EXPECT_EQ(err(), "kansrijk: this needs --confirm " + words[2] + "\n");
  }
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(Casework, TakesTheVersionThatATransitionChanges) {
  v1::TransitionSignalRequest sent;
  server_.On<v1::GetSignalRequest, v1::Signal>(
      "SignalService.GetSignal", [](auto& request, auto& signal) {
        EXPECT_EQ(request.name(), "tracks/-/signals/V-0003");
        signal.set_etag("e5");
        return Status::OK;
      });
  server_.On<v1::TransitionSignalRequest, v1::Signal>("SignalService.TransitionSignal",
                                                      [&](auto& request, auto&) {
                                                        sent = request;
                                                        return Status::OK;
                                                      });
  EXPECT_EQ(Type({"signal", "decide", "V-0003", "--decision", "gemeld-bij-veilig-thuis", "--acute",
                  "--note", ""}),
            0)
      << err();
  EXPECT_EQ(sent.etag(), "e5");
  EXPECT_EQ(sent.verb(), v1::SIGNAL_VERB_DECIDE);
  EXPECT_EQ(sent.decision(), v1::SIGNAL_DECISION_REPORTED);
  EXPECT_TRUE(sent.acute());
}

}  // namespace casework_test
}  // namespace kansrijk::client
