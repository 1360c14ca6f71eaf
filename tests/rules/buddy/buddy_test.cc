#include "server/rules/buddy/buddy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace buddy_test {

using ::testing::ElementsAre;

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad.field_violations()) {
    fields.push_back(violation.field());
  }
  return fields;
}

TEST(Buddy, HasTheCapacityOfItsKindUnlessGiven) {
  EXPECT_EQ(DefaultCapacity(v1::BUDDY_KIND_PROFESSIONAL), 8);
  EXPECT_EQ(DefaultCapacity(v1::BUDDY_KIND_EXPERT_BY_EXPERIENCE), 3);
  EXPECT_EQ(DefaultCapacity(v1::BUDDY_KIND_VOLUNTEER), 2);
  EXPECT_EQ(DefaultCapacity(v1::BUDDY_KIND_CO_BUDDY), 2);
}

TEST(Buddy, HasCertificatesOfTodayButNotOfTomorrow) {
  v1::Buddy buddy;
  buddy.set_conduct_certificate_date("2024-02-29");
  buddy.set_basic_certificate_date("2024-02-29");
  EXPECT_TRUE(CheckBuddy(buddy, Day("2024-02-29")).ok());
  const absl::Status refused = CheckBuddy(buddy, Day("2024-02-28"));
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "CERTIFICATE_IN_FUTURE");
  EXPECT_THAT(FieldsOf(refused),
              ElementsAre("buddy.conduct_certificate_date", "buddy.basic_certificate_date"));
}

TEST(Buddy, SpeaksLanguagesThatAreCodes) {
  v1::Buddy buddy;
  for (const char* code : {"nl", "ar", "pt-BR", "zh-Hant-TW"}) buddy.add_languages(code);
  EXPECT_TRUE(CheckBuddy(buddy, Day("2026-05-01")).ok());
  for (const char* wrong : {"", "nl ar", "Néerlandais", "-nl", "1nl"}) {
    v1::Buddy other;
    other.add_languages(wrong);
    const absl::Status refused = CheckBuddy(other, Day("2026-05-01"));
    EXPECT_EQ(ReasonOf(refused), "NOT_A_LANGUAGE") << wrong;
    EXPECT_THAT(FieldsOf(refused), ElementsAre("buddy.languages"));
  }
}

TEST(Buddy, HasExperienceWithTargetGroupsThatAreNamed) {
  v1::Buddy buddy;
  buddy.add_experience(v1::TARGET_GROUP_WORKING_POOR);
  EXPECT_TRUE(CheckBuddy(buddy, Day("2026-05-01")).ok());
  buddy.add_experience(v1::TARGET_GROUP_UNSPECIFIED);
  const absl::Status refused = CheckBuddy(buddy, Day("2026-05-01"));
  EXPECT_EQ(ReasonOf(refused), "NOT_A_TARGET_GROUP");
  EXPECT_THAT(FieldsOf(refused), ElementsAre("buddy.experience"));
}

TEST(Buddy, IsAbsentFromADayToOneThatIsNotBeforeIt) {
  v1::Buddy buddy;
  buddy.set_absent_from("2026-05-02");
  EXPECT_TRUE(CheckBuddy(buddy, Day("2026-05-01")).ok());
  for (const char* last : {"2026-05-02", "2026-06-01"}) {
    buddy.set_absent_until(last);
    EXPECT_TRUE(CheckBuddy(buddy, Day("2026-05-01")).ok()) << last;
  }
  buddy.set_absent_until("2026-05-01");
  EXPECT_EQ(ReasonOf(CheckBuddy(buddy, Day("2026-05-01"))), "ABSENCE_ENDS_BEFORE_IT_BEGINS");
  buddy.clear_absent_from();
  const absl::Status refused = CheckBuddy(buddy, Day("2026-05-01"));
  EXPECT_EQ(ReasonOf(refused), "ABSENCE_WITHOUT_FIRST_DAY");
  EXPECT_THAT(FieldsOf(refused), ElementsAre("buddy.absent_from"));
}

TEST(Buddy, HasABackupThatCanBeCalled) {
  v1::Buddy buddy;
  buddy.set_backup_name("WIJ-team Beijum");
  const absl::Status refused = CheckBuddy(buddy, Day("2026-05-01"));
  EXPECT_EQ(ReasonOf(refused), "BACKUP_WITHOUT_PHONE");
  EXPECT_THAT(FieldsOf(refused), ElementsAre("buddy.backup_phone"));
  buddy.set_backup_phone("050-1234567");
  EXPECT_TRUE(CheckBuddy(buddy, Day("2026-05-01")).ok());
}

TEST(Buddy, ReturnsFromWhereverSheWent) {
  v1::Buddy buddy;
  EXPECT_EQ(ReasonOf(CheckReturn(buddy)), "NOT_AWAY");
  buddy.set_absent_from("2026-05-02");
  EXPECT_TRUE(CheckReturn(buddy).ok());
  buddy.clear_absent_from();
  buddy.set_left_date("2026-05-02");
  EXPECT_TRUE(CheckReturn(buddy).ok());
}

}  // namespace buddy_test
}  // namespace kansrijk::rules
