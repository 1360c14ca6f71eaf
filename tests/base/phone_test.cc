#include "server/base/phone.h"

#include <gtest/gtest.h>

namespace kansrijk {
namespace {

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

}  // namespace
}  // namespace kansrijk
