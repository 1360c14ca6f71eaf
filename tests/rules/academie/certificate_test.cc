#include "server/rules/academie/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"
#include "server/facts/certificate.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace certificate_test {

using ::kansrijk::testing::HasReason;
using ::testing::HasSubstr;

const absl::CivilDay kToday(2026, 5, 20);

v1::Certificate Basic(v1::CertificateState state = v1::CERTIFICATE_STATE_ISSUED) {
  v1::Certificate certificate;
  certificate.set_number("BA-0000-0000-0000");
  certificate.set_holder_number("B03");
  certificate.set_programme(v1::PROGRAMME_BASIC);
  certificate.set_state(state);
  return certificate;
}

TEST(CertificateTransitions, RevokeWhatIsIssuedAndNothingElse) {
  EXPECT_EQ(*NextCertificateState(Basic(), v1::CERTIFICATE_VERB_REVOKE),
            v1::CERTIFICATE_STATE_REVOKED);
  for (const auto state : {v1::CERTIFICATE_STATE_REVOKED, v1::CERTIFICATE_STATE_EXPIRED}) {
    EXPECT_THAT(NextCertificateState(Basic(state), v1::CERTIFICATE_VERB_REVOKE),
                HasReason("ILLEGAL_TRANSITION"));
  }
}

TEST(Issuing, NamesTheModulesThatAreMissing) {
  const absl::Status refused = CheckMayIssue(Basic(), {true, {"A02", "A07"}, ""}, kToday);
  EXPECT_THAT(refused, HasReason("MODULES_MISSING"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("A02, A07"));
  EXPECT_THAT(CheckMayIssue(Basic(), {false, {}, ""}, kToday), HasReason("NO_MODULES_REQUIRED"));
  EXPECT_OK(CheckMayIssue(Basic(), {true, {}, ""}, kToday));
}

TEST(Issuing, RenewsInTheLastNinetyDaysOnly) {
  EXPECT_OK(CheckMayIssue(Basic(), {true, {}, FormatDate(kToday + 90)}, kToday));
  EXPECT_OK(CheckMayIssue(Basic(), {true, {}, FormatDate(kToday - 1)}, kToday));
  const absl::Status early = CheckMayIssue(Basic(), {true, {}, FormatDate(kToday + 91)}, kToday);
  EXPECT_THAT(early, HasReason("CERTIFICATE_IN_FORCE"));
  EXPECT_THAT(std::string(early.message()), HasSubstr("from 2026-05-21"));
  EXPECT_THAT(CheckMayIssue(Basic(), {true, {}, kLastDate}, kToday),
              HasReason("CERTIFICATE_IN_FORCE"));
}

TEST(Need, IsThereWithoutACertificateOrShortlyBeforeItEnds) {
  EXPECT_TRUE(IsNeeded("", 90, kToday));
  EXPECT_TRUE(IsNeeded("2025-01-01", 90, kToday));
  EXPECT_TRUE(IsNeeded(FormatDate(kToday + 90), 90, kToday));
  EXPECT_FALSE(IsNeeded(FormatDate(kToday + 91), 90, kToday));
  EXPECT_FALSE(IsNeeded(kLastDate, 90, kToday));
}

TEST(CertificateNumber, IsWrittenInGroupsAndReadHoweverItIsTyped) {
  EXPECT_EQ(CertificateNumber(std::string(8, '\0')), "BA-0000-0000-0000");
  EXPECT_EQ(CertificateNumber(std::string(8, '\xff')), "BA-ZZZZ-ZZZZ-ZZZZ");
  EXPECT_EQ(CertificateNumber(std::string("\x08", 1) + std::string(7, '\0')), "BA-1000-0000-0000");
  for (const char* typed : {"BA-1000-0000-0000", "ba 1000 0000 0000", "ba1ooo-oooo-OOOO",
                            "BAl000 0000-0000", "i000-0000-0000"}) {
    EXPECT_EQ(WrittenCertificateNumber(typed), "BA-1000-0000-0000") << typed;
  }
}

TEST(LastDay, IsThatOfTheCertificateInForceLongest) {
  EXPECT_EQ(LastDayInForce("2026-05-20", 36), "2029-05-20");
  EXPECT_EQ(LastDayInForce("2026-05-20", 0), kLastDate);
  EXPECT_EQ(LastDayOfAll("", 36, ""), "");
  EXPECT_EQ(LastDayOfAll("2024-02-29", 12, ""), "2025-02-28");
  EXPECT_EQ(LastDayOfAll("2024-02-29", 12, "2027-01-01"), "2027-01-01");
}

}  // namespace certificate_test
}  // namespace kansrijk::rules
