#include "server/rules/track/participant_link.h"

#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace participant_link_test {

std::string ReasonWith(const LinkGround& ground) {
  v1::Buddy buddy;
  buddy.set_number("B01");
  v1::Member member;
  member.set_number("L0142a");
  const absl::Status status = CheckLinkable(buddy, member, ground);
  EXPECT_TRUE(status.ok() || status.code() == absl::StatusCode::kFailedPrecondition);
  return ReasonOf(status);
}

TEST(ParticipantLink, IsOfOneBuddyAndOneMemberWhoTookPart) {
  for (const bool buddy_linked : {false, true}) {
    for (const bool participant_linked : {false, true}) {
      for (const bool took_part : {false, true}) {
        EXPECT_EQ(ReasonWith({buddy_linked, participant_linked, took_part}),
                  buddy_linked         ? "BUDDY_LINKED"
                  : participant_linked ? "PARTICIPANT_LINKED"
                  : took_part          ? ""
                                       : "NEVER_TOOK_PART");
      }
    }
  }
}

TEST(ParticipantLink, IsConsentedToTodayAtLatest) {
  EXPECT_TRUE(CheckConsentDate("2026-05-20", Day("2026-05-20")).ok());
  const absl::Status refused = CheckConsentDate("2026-05-21", Day("2026-05-20"));
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "CONSENT_IN_FUTURE");
  EXPECT_EQ(PayloadOf<google::rpc::BadRequest>(refused).field_violations(0).field(),
            "consent_date");
}

TEST(ParticipantLink, IsTakenAwayWhereThereIsOne) {
  v1::Buddy buddy;
  EXPECT_EQ(ReasonOf(CheckLinked(buddy)), "BUDDY_NOT_LINKED");
  buddy.set_participant("households/1/members/2");
  EXPECT_TRUE(CheckLinked(buddy).ok());
}

}  // namespace participant_link_test
}  // namespace kansrijk::rules
