// One dictionary: what the command line prints for a value can be typed, and is what spreadsheets
// and the goal action plan call it too.
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/message/choices.h"
#include "client/message/language.h"
#include "client/message/schema.h"
#include "gmock/gmock.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/rules/goal/goal_plan.h"
#include "server/sheet/table.h"

namespace kansrijk {
namespace words_test {

using client::Label;
using client::Language;
using client::ParseChoice;
using ::testing::HasSubstr;

const google::protobuf::EnumDescriptor* TypeOf(const std::string& column) {
  static const auto* const kTypes =
      new std::map<std::string, const google::protobuf::EnumDescriptor*>{
          {"organisaties.soort", v1::OrganisationKind_descriptor()},
          {"buddys.soort", v1::BuddyKind_descriptor()},
          {"huishoudens.wijk", v1::Neighbourhood_descriptor()},
          {"huishoudens.type", v1::HouseholdType_descriptor()},
          {"leden.relatie", v1::MemberRelation_descriptor()},
          {"trajecten.doelgroep", v1::TargetGroup_descriptor()},
          {"trajecten.status", v1::TrackState_descriptor()},
          {"trajecten.reden", v1::ExitReason_descriptor()},
          {"situaties.inkomen", v1::Income_descriptor()},
          {"situaties.opleiding", v1::Education_descriptor()},
          {"situaties.volgt_opleiding", v1::Education_descriptor()},
          {"situaties.schulden", v1::Debt_descriptor()},
          {"metingen.moment", v1::AssessmentMoment_descriptor()},
          {"doelen.pijler", v1::Pillar_descriptor()},
          {"doelen.status", v1::GoalState_descriptor()},
          {"sessies.soort", v1::Channel_descriptor()},
          {"trainingen.programma", v1::Programme_descriptor()},
          {"deelnames.status", v1::EnrolmentState_descriptor()},
          {"doorverwijzingen.reden", v1::ReferralReason_descriptor()},
          {"doorverwijzingen.status", v1::ReferralState_descriptor()},
      };
  const auto found = kTypes->find(column);
  return found == kTypes->end() ? nullptr : found->second;
}

class Words : public ::testing::Test {
 protected:
  Words() { client::UseLanguage(Language::kDutch); }
};

TEST_F(Words, ThatArePrintedForAValueCanBeTypedInEitherLanguage) {
  for (const auto* const type : client::AllEnums()) {
    for (int i = 1; i < type->value_count(); ++i) {
      for (const Language language : {Language::kEnglish, Language::kDutch}) {
        const std::string label = Label(*type->value(i), language);
        const auto typed = ParseChoice(*type, label);
        ASSERT_TRUE(typed.ok()) << type->name() << " " << label;
        EXPECT_EQ((*typed)->name(), type->value(i)->name()) << type->name() << " " << label;
      }
    }
  }
}

TEST_F(Words, OfSpreadsheetsAreThoseThatTheCommandLinePrints) {
  int values = 0;
  for (const sheet::Table& table : sheet::Tables()) {
    for (const sheet::Column& column : table.columns) {
      if (column.words.empty() || column.words[0].dutch == std::string("ja")) continue;
      const std::string name = absl::StrCat(table.name, ".", column.name);
      const auto* const type = TypeOf(name);
      ASSERT_NE(type, nullptr) << name;
      std::map<int, std::string> usual;
      for (const sheet::Word& word : column.words) usual.emplace(word.value, word.dutch);
      for (const auto& [number, word] : usual) {
        if (number == 0) continue;  // what no value stands for
        const auto* const value = type->FindValueByNumber(number);
        EXPECT_EQ(word, absl::AsciiStrToLower(Label(*value, Language::kDutch))) << name;
        ++values;
      }
    }
  }
  EXPECT_GT(values, 100);
}

TEST_F(Words, OfTheGoalActionPlanAreThoseThatTheCommandLinePrints) {
  const auto* const states = v1::GoalState_descriptor();
  for (int i = 1; i < states->value_count(); ++i) {
    const auto state = static_cast<v1::GoalState>(states->value(i)->number());
    if (state == v1::GOAL_STATE_STOPPED) continue;  // left out of the plan
    rules::GoalPlanContent content;
    v1::Goal& goal = content.goals.emplace_back();
    goal.set_pillar(v1::PILLAR_WORK);
    goal.set_state(state);
    goal.set_due_date("2026-12-01");
    EXPECT_THAT(rules::GoalPlanText(content),
                HasSubstr(Label(*states->value(i), Language::kDutch) + "\n"));
  }
}

}  // namespace words_test
}  // namespace kansrijk
