#include "server/base/page.h"

#include <gtest/gtest.h>

#include "kansrijk/v1/track.pb.h"
#include "tests/testing/status.h"

namespace kansrijk {
namespace page_test {

using ::kansrijk::testing::BlamesField;
using ::kansrijk::testing::HasReason;

TEST(Page, BeginsAtTheBeginningWithFiftyRows) {
  const auto page = PageOf(v1::ListTracksRequest(), {"", ""});
  ASSERT_OK(page);
  EXPECT_EQ(page->limit, 50);
  EXPECT_EQ(page->after, (std::vector<std::string>{"", ""}));
}

TEST(Page, GoesOnAfterTheLastRow) {
  v1::ListTracksRequest request;
  request.set_state(v1::TRACK_STATE_ACTIVE);
  request.set_page_token(NextPageToken(request, {"T0142", "id"}));
  request.set_page_size(10);
  const auto page = PageOf(request, {"", ""});
  ASSERT_OK(page);
  EXPECT_EQ(page->after, (std::vector<std::string>{"T0142", "id"}));
}

TEST(Page, RefusesATokenOfOtherArguments) {
  v1::ListTracksRequest request;
  request.set_page_token(NextPageToken(request, {"T0142", "id"}));
  request.set_state(v1::TRACK_STATE_ACTIVE);
  EXPECT_THAT(PageOf(request, {"", ""}), HasReason("BAD_PAGE_TOKEN"));
  EXPECT_THAT(PageOf(request, {"", ""}), BlamesField("page_token"));
}

TEST(Page, RefusesATokenThatIsNotOurs) {
  v1::ListTracksRequest request;
  for (const char* token : {"x", "AAAA", "!!!!"}) {
    request.set_page_token(token);
    EXPECT_THAT(PageOf(request, {"", ""}), HasReason("BAD_PAGE_TOKEN")) << token;
  }
}

TEST(Page, CutsTheExtraRowAndSaysSo) {
  Page page;
  page.limit = 2;
  std::vector<int> rows{1, 2, 3};
  EXPECT_TRUE(CutToPage(page, rows));
  EXPECT_EQ(rows, (std::vector<int>{1, 2}));
  EXPECT_FALSE(CutToPage(page, rows));
}

}  // namespace page_test
}  // namespace kansrijk
