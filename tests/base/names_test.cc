#include "server/base/names.h"

#include <gtest/gtest.h>

namespace kansrijk {
namespace {

TEST(Nameable, AreNumbersThatPeopleCanType) {
  for (const char* number : {"1", "H-0001", "17-3", "L0003a", "T.2023_4", "KO", "Zoë1", "A+B"}) {
    EXPECT_TRUE(IsNameable(number)) << number;
  }
}

TEST(Nameable, IsNothingThatACommandWouldTakeForSomethingElse) {
  for (const char* number : {"",
                             "H 0012",
                             "2023/014",
                             "H-0013 (oud)",
                             "Fam. Pranger",
                             "-1",
                             "--all",
                             "-",
                             "H-",
                             "..",
                             "H\u00A01",
                             "H\u200B1",
                             "\u0410-1",
                             "\uFF21-1",
                             "H\n1",
                             "#1",
                             "a;b",
                             "$(x)",
                             "\xFF",
                             "0190c5f2-7b1e-7abc-8def-0123456789ab"}) {
    EXPECT_FALSE(IsNameable(number)) << number;
  }
}

}  // namespace
}  // namespace kansrijk
