#include "server/rules/track/leave.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace leave_test {

using ::testing::HasSubstr;

v1::Match MatchIn(v1::MatchState state, const std::string& track_number) {
  v1::Match match;
  match.set_state(state);
  match.set_track_number(track_number);
  return match;
}

absl::Status Check(const std::string& to, const std::vector<v1::Match>& standing,
                   const std::string& date = "2026-05-20", const std::string& left = "") {
  v1::Buddy buddy;
  buddy.set_name("buddies/b1");
  buddy.set_number("B01");
  buddy.set_left_date(left);
  return CheckLeave(buddy, date, to, standing, Day("2026-05-20"));
}

TEST(Leave, NeedsWhoTakesOverTheTracksThatAreActiveAndNamesThem) {
  const std::vector<v1::Match> none = {MatchIn(v1::MATCH_STATE_PROPOSED, "T0001"),
                                       MatchIn(v1::MATCH_STATE_MEETING, "T0002")};
  EXPECT_TRUE(Check("", none).ok());
  const std::vector<v1::Match> two = {MatchIn(v1::MATCH_STATE_ACTIVE, "T0003"), none[0],
                                      MatchIn(v1::MATCH_STATE_ACTIVE, "T0004")};
  const absl::Status refused = Check("", two);
  EXPECT_EQ(ReasonOf(refused), "TRACKS_NEED_A_BUDDY");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("B01 still has tracks T0003, T0004:"));
  EXPECT_TRUE(Check("buddies/b2", two).ok());
  EXPECT_EQ(ReasonOf(Check("buddies/b1", two)), "TAKES_OVER_FROM_SELF");
}

TEST(Leave, IsOnceAndNotInTheFuture) {
  EXPECT_TRUE(Check("", {}, "2026-05-20").ok());
  EXPECT_EQ(ReasonOf(Check("", {}, "2026-05-21")), "MATCH_DATE_IN_FUTURE");
  EXPECT_EQ(ReasonOf(Check("", {}, "2026-05-20", "2026-05-01")), "BUDDY_HAS_LEFT");
}

}  // namespace leave_test
}  // namespace kansrijk::rules
