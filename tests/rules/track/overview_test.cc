#include "server/rules/track/overview.h"

#include <gmock/gmock.h>

#include <string>

namespace kansrijk::rules {
namespace overview_test {

v1::ExitCount Tracks(v1::TrackState state, v1::ExitReason reason, int tracks) {
  v1::ExitCount count;
  count.set_state(state);
  count.set_exit_reason(reason);
  count.set_tracks(tracks);
  return count;
}

v1::MonthCount Month(const std::string& month, const std::string& number, int sessions,
                     int no_shows) {
  v1::MonthCount count;
  count.set_month(month);
  count.set_buddy("buddies/" + number);
  count.set_buddy_number(number);
  count.set_buddy_name("Buddy " + number);
  count.set_sessions(sessions);
  count.set_minutes(sessions * 30);
  count.set_no_shows(no_shows);
  return count;
}

v1::BuddyCount Buddy(const std::string& number, int active_matches) {
  v1::BuddyCount count;
  count.set_buddy("buddies/" + number);
  count.set_buddy_number(number);
  count.set_buddy_name("Buddy " + number);
  count.set_active_matches(active_matches);
  return count;
}

TEST(OverviewOfTracks, TellsOpenOnesFromThoseThatEnded) {
  v1::Overview overview;
  overview = AddTracks({Tracks(v1::TRACK_STATE_WAITING, v1::EXIT_REASON_UNSPECIFIED, 2),
                        Tracks(v1::TRACK_STATE_ACTIVE, v1::EXIT_REASON_UNSPECIFIED, 3),
                        Tracks(v1::TRACK_STATE_ACTIVE, v1::EXIT_REASON_MOVED, 1),  // reopened
                        Tracks(v1::TRACK_STATE_CLOSED, v1::EXIT_REASON_GOALS_ACHIEVED, 4),
                        Tracks(v1::TRACK_STATE_DROPPED_OUT, v1::EXIT_REASON_NO_CONTACT, 1)},
                       std::move(overview));
  ASSERT_EQ(overview.open_tracks_size(), 2);
  EXPECT_EQ(overview.open_tracks(0).tracks(), 2);
  EXPECT_EQ(overview.open_tracks(1).state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(overview.open_tracks(1).tracks(), 4);
  EXPECT_EQ(overview.exits_size(), 2);
  EXPECT_EQ(overview.ended_tracks(), 5);
}

TEST(OverviewOfSessions, AddsUpTheMonths) {
  v1::Overview overview;
  overview = AddSessions(
      {Month("2026-04", "B01", 2, 1), Month("2026-05", "B01", 3, 0), Month("2026-05", "B02", 0, 2)},
      std::move(overview));
  EXPECT_EQ(overview.months_size(), 3);
  EXPECT_EQ(overview.sessions(), 5);
  EXPECT_EQ(overview.minutes(), 150);
  EXPECT_EQ(overview.no_shows(), 3);
}

TEST(OverviewOfBuddies, NamesWhoHasAMatchAndLoggedNothing) {
  v1::BuddyCount flagged = Buddy("B04", 0);
  flagged.add_flags()->set_kind(v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING);
  const auto buddies = BuddyCounts({Buddy("B01", 1), Buddy("B02", 2), Buddy("B03", 1)},
                                   {Month("2026-04", "B01", 2, 1), Month("2026-05", "B01", 3, 0),
                                    Month("2026-05", "B03", 0, 1), Month("2026-05", "B05", 1, 0)},
                                   {flagged});
  ASSERT_EQ(buddies.size(), 5u);
  const char* numbers[] = {"B01", "B02", "B03", "B04", "B05"};
  const bool logged_nothing[] = {false, true, false, false, false};  // B03 logged a no-show
  for (size_t i = 0; i < buddies.size(); ++i) {
    EXPECT_EQ(buddies[i].buddy_number(), numbers[i]);
    EXPECT_EQ(buddies[i].buddy_name(), std::string("Buddy ") + numbers[i]);
    EXPECT_EQ(buddies[i].logged_nothing(), logged_nothing[i]) << numbers[i];
  }
  EXPECT_EQ(buddies[0].sessions(), 5);
  EXPECT_EQ(buddies[0].active_matches(), 1);
  EXPECT_EQ(buddies[3].flags_size(), 1);
  EXPECT_EQ(buddies[4].active_matches(), 0);
}

TEST(OverviewOfBuddies, IsAboutCertificatesAmongTheirFlags) {
  EXPECT_TRUE(IsAboutCertificate(v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING));
  EXPECT_TRUE(IsAboutCertificate(v1::FLAG_KIND_BASIC_CERTIFICATE_ENDING));
  EXPECT_FALSE(IsAboutCertificate(v1::FLAG_KIND_OVER_CAPACITY));
}

}  // namespace overview_test
}  // namespace kansrijk::rules
