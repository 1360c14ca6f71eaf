#include "server/rules/people/member_link.h"

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace member_link_test {

using testing::BlamesField;
using testing::HasCode;
using testing::HasReason;

v1::Member Member(const std::string& number) {
  v1::Member member;
  member.set_name("households/1/members/" + number);
  member.set_number(number);
  return member;
}

TEST(MemberLink, IsMadeOnceBetweenTwo) {
  EXPECT_OK(CheckMayLink(Member("L1a"), Member("L2a"), /*linked=*/false));
  const auto again = CheckMayLink(Member("L1a"), Member("L2a"), /*linked=*/true);
  EXPECT_THAT(again, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(again, HasReason("LINKED_ALREADY"));
  const auto itself = CheckMayLink(Member("L1a"), Member("L1a"), /*linked=*/false);
  EXPECT_THAT(itself, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(itself, HasReason("LINKS_ITSELF"));
  EXPECT_THAT(itself, BlamesField("other"));
}

TEST(MemberLink, IsTakenAwayWhileItStands) {
  EXPECT_OK(CheckMayUnlink(Member("L1a"), Member("L2a"), /*linked=*/true));
  const auto refused = CheckMayUnlink(Member("L1a"), Member("L2a"), /*linked=*/false);
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NOT_LINKED"));
}

}  // namespace member_link_test
}  // namespace kansrijk::rules
