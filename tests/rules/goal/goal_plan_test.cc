#include "server/rules/goal/goal_plan.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/wrap.h"

namespace kansrijk::rules {
namespace goal_plan_test {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Goal GoalOf(const std::string& number, v1::Pillar pillar, v1::GoalState state,
                const std::string& text) {
  v1::Goal goal;
  goal.set_number(number);
  goal.set_pillar(pillar);
  goal.set_subject(v1::GOAL_SUBJECT_ADULT);
  goal.set_state(state);
  goal.set_text(text);
  goal.set_due_date("2026-12-31");
  return goal;
}

void Agree(v1::Goal& goal, const std::string& name, const std::string& date) {
  goal.set_agreed_by_name(name);
  goal.set_agreed_date(date);
}

void AddStep(v1::Goal& goal, const std::string& number, v1::StepState state,
             const std::string& text, const std::string& owner, const std::string& due_date) {
  v1::Step& step = *goal.add_steps();
  step.set_number(number);
  step.set_state(state);
  step.set_text(text);
  step.set_owner_name(owner);
  step.set_due_date(due_date);
}

v1::Goal Housing() {
  v1::Goal goal = GoalOf(
      "D-0003", v1::PILLAR_HOME_SITUATION, v1::GOAL_STATE_AGREED,
      "Voor het einde van het jaar wonen de kinderen en ik in een eigen huurwoning in Beijum, met "
      "een kamer voor elk.");
  goal.set_subject(v1::GOAL_SUBJECT_FAMILY);
  goal.set_measure("Het huurcontract is getekend en de sleutel is binnen.");
  Agree(goal, "Noor Šimić-Testdeelnemer", "2026-01-31");
  return goal;
}

v1::Goal Debts() {
  v1::Goal goal = GoalOf("D-0001", v1::PILLAR_FINANCES, v1::GOAL_STATE_IN_PROGRESS,
                         "Ik heb een betalingsregeling voor al mijn schulden.");
  goal.set_measure("Brief van de GKB");
  Agree(goal, "Noor Šimić-Testdeelnemer", "2026-02-03");
  AddStep(goal, "A-0001", v1::STEP_STATE_DONE, "Alle brieven verzamelen",
          "Noor Šimić-Testdeelnemer", "2026-02-17");
  AddStep(goal, "A-0004", v1::STEP_STATE_DROPPED, "Alles per post opvragen", "Layla Test",
          "2026-02-20");
  AddStep(goal, "A-0002", v1::STEP_STATE_BUSY,
          "Een afspraak maken bij de GKB aan het Gedempte Zuiderdiep en er samen heen gaan met "
          "alle brieven van de schuldeisers",
          "Layla Test", "2026-03-02");
  AddStep(goal, "A-0003", v1::STEP_STATE_OPEN, "Elke maand € 25 opzij zetten", "Daan Testdeelnemer",
          "2026-06-01");
  return goal;
}

GoalPlanContent NoorsPlan() {
  v1::Goal insurance = GoalOf("D-0005", v1::PILLAR_FINANCES, v1::GOAL_STATE_ACHIEVED,
                              "De zorgverzekering is op orde");
  Agree(insurance, "", "2026-01-10");
  v1::Goal school =
      GoalOf("D-0004", v1::PILLAR_EDUCATION, v1::GOAL_STATE_DRAFT, "Sem gaat elke dag naar school");
  school.set_subject(v1::GOAL_SUBJECT_CHILD);
  return {"H-0142",
          "T0142",
          "Noor Šimić-Testdeelnemer",
          {"Layla Test", "Yusuf Voorbeeld"},
          absl::CivilDay(2026, 5, 20),
          "Rust in huis, en dat de kinderen mee kunnen doen.\nEn ooit zelf iemand helpen.",
          {Debts(),
           GoalOf("D-0002", v1::PILLAR_WORK, v1::GOAL_STATE_STOPPED, "Een baan als vrachtrijder"),
           Housing(), school, insurance}};
}

std::string Contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream contents;
  contents << file.rdbuf();
  return contents.str();
}

TEST(GoalPlan, ReadsAsTheGoldenFile) {
  const std::string path = absl::StrCat(KANSRIJK_SOURCE_DIR, "/tests/rules/goal/goal_plan.golden");
  const std::string text = GoalPlanText(NoorsPlan());
  if (getenv("KANSRIJK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(Contents(path), text);
}

TEST(GoalPlan, BeginsWithWhatTheParticipantWants) {
  GoalPlanContent content = NoorsPlan();
  const std::string text = GoalPlanText(content);
  const size_t question = text.find(
      "Wat wil jij?\n------------\n\nRust in huis, en dat de kinderen mee kunnen doen.\n"
      "En ooit zelf iemand helpen.\n");
  ASSERT_NE(question, std::string::npos) << text;
  EXPECT_LT(question, text.find("Thuissituatie"));
  content.own_question.clear();
  EXPECT_THAT(GoalPlanText(content), Not(HasSubstr("Wat wil jij?")));
}

TEST(GoalPlan, LeavesOutStoppedGoalsDroppedStepsAndEmptyPillars) {
  const std::string text = GoalPlanText(NoorsPlan());
  for (const char* absent : {"D-0002", "vrachtrijder", "Werk", "Welzijn", "A-0004"}) {
    EXPECT_THAT(text, Not(HasSubstr(absent)));
  }
}

TEST(GoalPlan, HasTheStateOfEveryGoalInDutch) {
  const std::pair<v1::GoalState, const char*> states[] = {
      {v1::GOAL_STATE_DRAFT, "concept"},      {v1::GOAL_STATE_AGREED, "afgesproken"},
      {v1::GOAL_STATE_IN_PROGRESS, "lopend"}, {v1::GOAL_STATE_POSTPONED, "uitgesteld"},
      {v1::GOAL_STATE_ACHIEVED, "behaald"},   {v1::GOAL_STATE_PARTLY_ACHIEVED, "deels behaald"},
  };
  for (const auto& [state, word] : states) {
    GoalPlanContent content = NoorsPlan();
    content.goals = {GoalOf("D-0001", v1::PILLAR_WORK, state, "Werk vinden")};
    EXPECT_THAT(GoalPlanText(content), HasSubstr(absl::StrCat("Stand         ", word, "\n")));
  }
}

TEST(GoalPlan, HasNoLineOver80ColumnsWhateverPeopleWrite) {
  const std::string longest = "éénwoordzonderspatiesdatmaardoorgaatendoorgaat";
  const std::string endless = absl::StrCat(longest, longest, longest, longest);
  GoalPlanContent content = NoorsPlan();
  content.participant_name = endless;
  content.own_question = absl::StrCat(endless, "\n\n", endless, " ", endless);
  content.buddy_names = {endless, absl::StrCat("家", endless)};
  v1::Goal goal = GoalOf("D-123456", v1::PILLAR_WELL_BEING, v1::GOAL_STATE_AGREED, endless);
  goal.set_measure(absl::StrCat(endless, " 🏠 ", endless));
  Agree(goal, endless, "2026-01-31");
  AddStep(goal, "A-0001", v1::STEP_STATE_OPEN, endless, endless, "2026-02-01");
  content.goals.push_back(goal);
  size_t widest = 0;
  for (const auto line : absl::StrSplit(GoalPlanText(content), '\n')) {
    widest = std::max(widest, ColumnsOf(line));
  }
  EXPECT_EQ(widest, kPlanColumns);
}

TEST(GoalPlan, HasRoomToSignForABuddyWhoIsNotThereYet) {
  GoalPlanContent content = NoorsPlan();
  content.buddy_names.clear();
  content.goals.clear();
  const std::string text = GoalPlanText(content);
  EXPECT_THAT(text, HasSubstr("\nBuddy\n\nDatum         __"));
  EXPECT_THAT(text, Not(HasSubstr(" \n")));
}

}  // namespace goal_plan_test
}  // namespace kansrijk::rules
