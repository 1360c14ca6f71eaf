#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/import.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "server/rpc/rules.h"
#include "tests/testing/status.h"

namespace kansrijk::rpc {
namespace parse_test {

using ::testing::AllOf;
using testing::BlamesField;
using testing::HasCode;
using testing::HasReason;
using ::testing::HasSubstr;

// A length-delimited field on the wire.
std::string Field(int number, const std::string& content) {
  std::string bytes(1, static_cast<char>(number << 3 | 2));
  for (size_t length = content.size();; length >>= 7) {
    bytes += static_cast<char>((length & 0x7f) | (length > 0x7f ? 0x80 : 0));
    if (length <= 0x7f) break;
  }
  return bytes + content;
}

std::string NoteOf(const std::string& note) { return Field(2, Field(15, note)); }

absl::Status Parse(const std::string& bytes) {
  v1::LogSessionRequest request;
  return ParseRequest(bytes, request);
}

auto IsRefusedFor(const char* reason) {
  return AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason(reason));
}

TEST(Parse, ReadsAMessage) {
  v1::LogSessionRequest request;
  ASSERT_OK(ParseRequest(Field(1, "tracks/T0001") + NoteOf("caf\xc3\xa9"), request));
  EXPECT_EQ(request.parent(), "tracks/T0001");
  EXPECT_EQ(request.session().note(), "caf\xc3\xa9");
}

TEST(Parse, ReadsNothingAsAnEmptyMessage) { EXPECT_OK(Parse("")); }

TEST(Parse, NamesTheFieldThatIsNotUtf8) {
  for (const char* bad : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80"}) {
    EXPECT_THAT(Parse(NoteOf(bad)), AllOf(IsRefusedFor("NOT_UTF8"), BlamesField("session.note")));
    EXPECT_THAT(Parse(Field(1, bad)), AllOf(IsRefusedFor("NOT_UTF8"), BlamesField("parent")));
  }
}

TEST(Parse, NamesTheFieldOnWhichAMessageIsCutOff) {
  const std::string whole = Field(1, "tracks/T0001") + NoteOf(std::string(200, 'n'));
  EXPECT_THAT(Parse(whole.substr(0, whole.size() - 1)),
              AllOf(IsRefusedFor("MALFORMED"), BlamesField("session")));
  EXPECT_THAT(Parse(whole.substr(0, 5)), AllOf(IsRefusedFor("MALFORMED"), BlamesField("parent")));
}

TEST(Parse, RefusesEveryCutThatFallsWithinAField) {
  const std::string whole = NoteOf(std::string(20, 'n'));
  for (size_t size = 1; size < whole.size(); ++size) {
    EXPECT_FALSE(Parse(whole.substr(0, size)).ok()) << size;
  }
}

TEST(Parse, RefusesWhatNestsTooDeep) {
  // An unknown group in a group, and so on, is what generated code would walk.
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += '\x0b';  // group 1 begins
  for (int i = 0; i < 100; ++i) deep += '\x0c';  // group 1 ends
  EXPECT_THAT(Parse(deep), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST(Parse, RefusesMoreThanOneMebibyteAndNamesTheLargestField) {
  const absl::Status status = Parse(Field(1, "tracks/T0001") + NoteOf(std::string(1 << 20, 'n')));
  EXPECT_THAT(status, AllOf(IsRefusedFor("TOO_LARGE"), BlamesField("session.note")));
  v1::AddImportChunkRequest chunk;
  chunk.set_file("sessies");
  chunk.set_data(std::string(2 << 20, 'x'));
  v1::AddImportChunkRequest parsed;
  EXPECT_THAT(ParseRequest(chunk.SerializeAsString(), parsed),
              AllOf(IsRefusedFor("TOO_LARGE"), BlamesField("data")));
}

TEST(Parse, ReadsExactlyOneMebibyte) {
  const std::string rest = Field(1, "tracks/T0001");
  const size_t overhead = NoteOf(std::string(1 << 19, 'n')).size() - (1 << 19);
  const std::string most =
      rest + NoteOf(std::string(kMessageBytesMax - rest.size() - overhead, 'n'));
  ASSERT_EQ(most.size(), kMessageBytesMax);
  EXPECT_OK(Parse(most));
  EXPECT_THAT(Parse(most + Field(3, "")), HasReason("TOO_LARGE"));
}

TEST(Parse, KeepsNothingOfFieldsThatItDoesNotKnow) {
  v1::LogSessionRequest request;
  ASSERT_OK(ParseRequest(Field(2, Field(15, "note") + std::string("\xa2\x06\x09", 3) + "111222333"),
                         request));
  EXPECT_EQ(request.session().note(), "note");
  EXPECT_EQ(request.SerializeAsString().find("111222333"), std::string::npos);
}

TEST(Parse, NeverRepeatsWhatItRefuses) {
  const absl::Status status = Parse(NoteOf("Noor Testdeelnemer \xff"));
  EXPECT_THAT(std::string(status.message()), ::testing::Not(HasSubstr("Noor")));
}

}  // namespace parse_test
}  // namespace kansrijk::rpc
