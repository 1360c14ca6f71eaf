#include "server/facts/phone.h"

#include <gtest/gtest.h>

namespace kansrijk {
namespace phone_test {

TEST(NationalDigits, AreTheSameHoweverANumberIsWritten) {
  for (const char* phone :
       {"0612345678", "06-12345678", "06 1234 56 78", "+31 6 12345678", "+31 (0)6 12345678",
        "0031612345678", "0031 (0)6-12345678", "(06) 12.34.56.78", " +31612345678 (moeder)"}) {
    EXPECT_EQ(NationalDigits(phone), "0612345678") << phone;
  }
}

TEST(NationalDigits, KeepTheCodeOfAnotherCountry) {
  EXPECT_EQ(NationalDigits("+49 30 123456"), "004930123456");
  EXPECT_EQ(NationalDigits("0049 30 123456"), "004930123456");
}

TEST(NationalDigits, AreEmptyWithoutDigits) {
  EXPECT_EQ(NationalDigits(""), "");
  EXPECT_EQ(NationalDigits("geen"), "");
  EXPECT_EQ(NationalDigits("+"), "");
}

using Kind = PhoneReading::Kind;

TEST(ReadPhone, TakesWhatWasLostInASpreadsheetBack) {
  const std::pair<const char*, const char*> restored[] = {
      {"610000003", "0610000003"}, {"501234567", "0501234567"},   {"6 10000003", "06 10000003"},
      {"612345671", "0612345671"}, {"610000003.0", "0610000003"}, {"31610000003", "+31610000003"}};
  for (const auto& [written, read] : restored) {
    EXPECT_EQ(ReadPhone(written).kind, Kind::kRestored) << written;
    EXPECT_EQ(ReadPhone(written).text, read);
  }
  for (const char* written : {"6,1E+08", "6.1E+08", "6E8", "3,16E+10"}) {
    EXPECT_EQ(ReadPhone(written).kind, Kind::kDigitsLost) << written;
  }
}

TEST(ReadPhone, TakesAwayWhatStandsAroundANumber) {
  for (const char* written :
       {"=\"0610000003\"", "'0610000003", " 0610000003 ", "\u202A0610000003\u202C", "0610000003",
        "0610000003.0", "0610000003,00"}) {
    EXPECT_EQ(ReadPhone(written).kind, Kind::kAsWritten) << written;
    EXPECT_EQ(ReadPhone(written).text, "0610000003");
  }
}

TEST(ReadPhone, LeavesWhatPeopleWriteAsItIs) {
  for (const char* written :
       {"06-10000003", "+31 (0)6 10000003", "0031610000003", "(06) 10000003", "+49 30 123456",
        "06-10000003 / 050-1234567 (moeder)", "5412345", "0800-1122", "0900 12345678"}) {
    EXPECT_EQ(ReadPhone(written).kind, Kind::kAsWritten) << written;
    EXPECT_EQ(ReadPhone(written).text, written);
  }
}

TEST(ReadPhone, SeesThatThereIsNoNumber) {
  for (const char* written :
       {"onbekend", "0", "geen", "-", "n.v.t.", "06-1", "061234567", "06123456789", "61234567"}) {
    EXPECT_EQ(ReadPhone(written).kind, Kind::kNoNumber) << written;
  }
}

}  // namespace phone_test
}  // namespace kansrijk
