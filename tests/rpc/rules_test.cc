#include "server/rpc/rules.h"

#include <gtest/gtest.h>

#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "tests/testing/status.h"

namespace kansrijk::rpc {
namespace rules_test {

using ::testing::AllOf;
using testing::BlamesField;
using ::testing::ElementsAre;
using testing::HasCode;
using testing::HasReason;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::CivilDay kToday(2026, 5, 20);
constexpr char kUuid[] = "01890a5d-ac96-774b-bcce-b302099a8057";

v1::LogSessionRequest Session() {
  v1::LogSessionRequest request;
  request.set_parent("tracks/T0001");
  request.mutable_session()->set_channel(v1::CHANNEL_PHONE);
  request.mutable_session()->set_minutes(45);
  request.set_request_id(kUuid);
  return request;
}

v1::CreateMemberRequest Member() {
  v1::CreateMemberRequest request;
  request.set_parent("households/H-0001");
  request.mutable_member()->set_given_name("Noor");
  request.mutable_member()->set_birth_date("1990-02-28");
  request.mutable_member()->set_relation(v1::MEMBER_RELATION_HEAD);
  request.set_request_id(kUuid);
  return request;
}

template <typename Request>
absl::Status Validate(Request& request, const std::string& target = "parent") {
  return ValidateRequest(MessageRules(*request.GetDescriptor()), request, target, kToday);
}

template <typename Request>
auto Refusal(const char* reason, Request request, const char* field) {
  const absl::Status status = Validate(request);
  EXPECT_THAT(status, AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason(reason),
                            BlamesField(field)));
  return std::string(status.message());
}

TEST(Rules, PassAValidRequest) {
  auto session = Session();
  EXPECT_OK(Validate(session));
  auto member = Member();
  EXPECT_OK(Validate(member));
}

TEST(Rules, DemandWhatIsRequired) {
  auto no_parent = Session();
  no_parent.clear_parent();
  Refusal("FIELD_REQUIRED", no_parent, "parent");
  auto no_message = Session();
  no_message.clear_session();
  Refusal("FIELD_REQUIRED", no_message, "session");
  auto no_enum = Session();
  no_enum.mutable_session()->clear_channel();
  Refusal("FIELD_REQUIRED", no_enum, "session.channel");
  auto no_text = Member();
  no_text.mutable_member()->clear_given_name();
  Refusal("FIELD_REQUIRED", no_text, "member.given_name");
}

TEST(Rules, NameEveryViolationAtOnce) {
  auto request = Session();
  request.clear_parent();
  request.mutable_session()->set_minutes(-1);
  request.mutable_session()->set_date("2026-02-30");
  const absl::Status status = Validate(request);
  EXPECT_THAT(status, AllOf(BlamesField("parent"), BlamesField("session.minutes"),
                            BlamesField("session.date")));
}

TEST(Rules, CountLengthInCodePointsOfTheNormalForm) {
  auto fits = Member();
  std::string name;
  for (int i = 0; i < 80; ++i) name += "\xc3\xa9";  // é: two bytes, one code point
  fits.mutable_member()->set_given_name(name);
  EXPECT_OK(Validate(fits));

  std::string decomposed;
  for (int i = 0; i < 80; ++i) decomposed += "e\xcc\x81";  // e and an accent: one é in NFC
  fits.mutable_member()->set_given_name(decomposed);
  EXPECT_OK(Validate(fits));
  EXPECT_EQ(fits.member().given_name(), name);

  auto too_long = Member();
  too_long.mutable_member()->set_given_name(name + "e");
  EXPECT_THAT(Refusal("FIELD_TOO_LONG", too_long, "member.given_name"),
              AllOf(HasSubstr("81"), HasSubstr("80")));
}

TEST(Rules, BringTextIntoNormalFormC) {
  auto request = Session();
  request.mutable_session()->set_note("cafe\xcc\x81");
  ASSERT_OK(Validate(request));
  EXPECT_EQ(request.session().note(), "caf\xc3\xa9");
}

TEST(Rules, RefuseControlCharacters) {
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("a\x1b[31m"), std::string("a\x7f"),
        std::string("a\xc2\x85"), std::string("line\nbreak"), std::string("tab\t")}) {
    auto request = Member();
    request.mutable_member()->set_given_name(bad);
    Refusal("FIELD_CONTROL_CHARACTER", request, "member.given_name");
  }
}

TEST(Rules, RefuseBidirectionalOverrides) {
  for (const char* bad : {"\xe2\x80\xaa", "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x81\xa9"}) {
    auto request = Session();
    request.mutable_session()->set_note(std::string("note") + bad);
    Refusal("FIELD_CONTROL_CHARACTER", request, "session.note");
  }
}

TEST(Rules, AllowLineBreaksWhereAFieldIsMultiline) {
  auto request = Session();
  request.mutable_session()->set_note("first line\nsecond line\r\n\tindented");
  EXPECT_OK(Validate(request));
  request.mutable_session()->set_note(std::string("a\0b", 3));
  EXPECT_THAT(Validate(request), HasReason("FIELD_CONTROL_CHARACTER"));
}

TEST(Rules, KeepNumbersInTheirRange) {
  for (const int minutes : {0, 1, 1440}) {
    auto request = Session();
    request.mutable_session()->set_minutes(minutes);
    EXPECT_OK(Validate(request)) << minutes;
  }
  for (const int minutes : {-1, 1441, INT32_MAX, INT32_MIN}) {
    auto request = Session();
    request.mutable_session()->set_minutes(minutes);
    Refusal("FIELD_OUT_OF_RANGE", request, "session.minutes");
  }
}

TEST(Rules, RefuseEnumValuesThatTheServerDoesNotKnow) {
  auto request = Session();
  request.mutable_session()->set_channel(static_cast<v1::Channel>(99));
  Refusal("FIELD_UNKNOWN_VALUE", request, "session.channel");
}

TEST(Rules, RefuseDatesThatDoNotExist) {
  for (const char* good : {"2024-02-29", "2026-12-31", "2000-01-01"}) {
    auto request = Session();
    request.mutable_session()->set_date(good);
    EXPECT_OK(Validate(request)) << good;
  }
  for (const char* bad : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "01-05-2026",
                          "2026-05-20T10:00:00Z", "2026-05-32", "vandaag", "2026/05/20"}) {
    auto request = Session();
    request.mutable_session()->set_date(bad);
    Refusal("FIELD_BAD_DATE", request, "session.date");
  }
}

TEST(Rules, RefuseDaysThatNobodyCanHaveMeant) {
  auto session = Session();
  session.mutable_session()->set_date("2062-03-01");
  const std::string message = Refusal("FIELD_IMPLAUSIBLE_DATE", session, "session.date");
  EXPECT_EQ(message, "`session.date` is 2062-03-01; it can be a day from 2000-01-01 to 2026-05-20");
  EXPECT_EQ(
      DutchMessageOf(Validate(session)),
      "`session.date` is 2062-03-01; het kan een dag van 2000-01-01 tot en met 2026-05-20 zijn");
  session.mutable_session()->set_date("1999-12-31");
  Refusal("FIELD_IMPLAUSIBLE_DATE", session, "session.date");

  auto appointment = Session();
  appointment.mutable_session()->set_next_appointment_date("2036-12-31");
  EXPECT_OK(Validate(appointment));
  appointment.mutable_session()->set_next_appointment_date("2037-01-01");
  Refusal("FIELD_IMPLAUSIBLE_DATE", appointment, "session.next_appointment_date");

  auto member = Member();
  for (const char* birth_date : {"1905-12-31", "2068-02-28", "0190-02-28"}) {
    member.mutable_member()->set_birth_date(birth_date);
    Refusal("FIELD_IMPLAUSIBLE_DATE", member, "member.birth_date");
  }
}

// The rule of the field has better words for it: SESSION_IN_FUTURE.
TEST(Rules, LeaveADayToComeToTheRuleOfItsField) {
  auto session = Session();
  session.mutable_session()->set_date("2026-05-21");
  EXPECT_OK(Validate(session));
}

TEST(Rules, LetAFilterAskForAnyDay) {
  v1::ListTrainingSessionsRequest request;
  request.set_start_date("1950-01-01");
  request.set_end_date("9999-12-31");
  EXPECT_OK(Validate(request, ""));
}

// What stands wrong in the store must not keep other fields from being changed.
TEST(Rules, JudgeNoDateOutsideTheMask) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name("households/H-0001/members/L0001a");
  request.mutable_member()->set_birth_date("2068-02-28");
  request.mutable_update_mask()->add_paths("phone");
  request.set_request_id(kUuid);
  EXPECT_OK(Validate(request, "member.name"));
  request.mutable_update_mask()->add_paths("birth_date");
  EXPECT_THAT(Validate(request, "member.name"),
              AllOf(HasReason("FIELD_IMPLAUSIBLE_DATE"), BlamesField("member.birth_date")));
}

TEST(Rules, RefuseTimesThatDoNotExist) {
  for (const char* good : {"00:00", "23:59", "09:05"}) {
    auto request = Session();
    request.mutable_session()->set_start_time(good);
    EXPECT_OK(Validate(request)) << good;
  }
  for (const char* bad : {"24:00", "9:05", "12:60", "12.30", "12:30:00", "noon"}) {
    auto request = Session();
    request.mutable_session()->set_start_time(bad);
    Refusal("FIELD_BAD_TIME", request, "session.start_time");
  }
}

TEST(Rules, RefuseRequestIdsThatAreNoUuid) {
  for (const char* bad :
       {"1", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5dac96774bbcceb302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a805g", "{01890a5d-ac96-774b-bcce-b302099a805}"}) {
    auto request = Session();
    request.set_request_id(bad);
    Refusal("FIELD_BAD_UUID", request, "request_id");
  }
}

// 111222333 passes the elfproef.
TEST(Rules, RefuseCitizenNumbersInFreeTextWithoutRepeatingThem) {
  for (const char* number :
       {"111222333", "111 222 333", "111.222.333", "111-222-333", "1112.22.333"}) {
    auto request = Session();
    request.mutable_session()->set_note(std::string("BSN ") + number + ", see letter");
    const std::string message = Refusal("FIELD_CITIZEN_NUMBER", request, "session.note");
    EXPECT_THAT(message, Not(HasSubstr(number)));
    EXPECT_THAT(message, Not(HasSubstr("111")));
    EXPECT_THAT(DutchMessageOf(Validate(request)), Not(HasSubstr("111")));
  }
  auto phone = Member();
  phone.mutable_member()->set_phone("111222333");
  Refusal("FIELD_CITIZEN_NUMBER", phone, "member.phone");
}

TEST(Rules, LetOtherRowsOfDigitsPass) {
  for (const char* text : {"111222334", "0611122233", "1112223330", "111222 333"}) {
    auto request = Session();
    request.mutable_session()->set_note(text);
    EXPECT_OK(Validate(request)) << text;
  }
}

TEST(Rules, ClearWhatOnlyTheServerSets) {
  auto request = Session();
  request.mutable_session()->set_name("tracks/x/sessions/forged");
  request.mutable_session()->set_number("S-9999");
  request.mutable_session()->set_household("households/forged");
  request.mutable_session()->mutable_create_time()->set_seconds(1);
  request.mutable_session()->add_history()->set_note("forged");
  ASSERT_OK(Validate(request));
  EXPECT_EQ(request.session().name(), "");
  EXPECT_EQ(request.session().number(), "");
  EXPECT_EQ(request.session().household(), "");
  EXPECT_FALSE(request.session().has_create_time());
  EXPECT_EQ(request.session().history_size(), 0);
}

TEST(Rules, KeepTheNameOfWhatIsChanged) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name("households/H-0001/members/L0001a");
  request.mutable_member()->set_household("households/forged");
  request.mutable_member()->set_phone("06");
  request.mutable_update_mask()->add_paths("phone");
  request.set_request_id(kUuid);
  ASSERT_OK(Validate(request, "member.name"));
  EXPECT_EQ(request.member().name(), "households/H-0001/members/L0001a");
  EXPECT_EQ(request.member().household(), "");
}

TEST(Rules, DemandOnlyTheRequiredFieldsThatTheMaskNames) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name("households/H-0001/members/L0001a");
  request.mutable_update_mask()->add_paths("phone");
  request.set_request_id(kUuid);
  EXPECT_OK(Validate(request, "member.name"));
  request.mutable_update_mask()->add_paths("given_name");
  EXPECT_THAT(Validate(request, "member.name"),
              AllOf(HasReason("FIELD_REQUIRED"), BlamesField("member.given_name")));
}

TEST(Rules, CheckFieldsOutsideTheMaskForWhatTheyHold) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name("households/H-0001/members/L0001a");
  request.mutable_member()->set_family_name("111222333");
  request.mutable_update_mask()->add_paths("phone");
  request.set_request_id(kUuid);
  EXPECT_THAT(Validate(request, "member.name"), HasReason("FIELD_CITIZEN_NUMBER"));
}

TEST(Rules, LimitRepeatedFields) {
  v1::CreateBuddyRequest request;
  request.mutable_buddy()->set_given_name("Layla");
  request.mutable_buddy()->set_kind(v1::BUDDY_KIND_PROFESSIONAL);
  request.set_request_id(kUuid);
  for (int i = 0; i < 12; ++i) request.mutable_buddy()->add_languages("nl");
  EXPECT_OK(Validate(request, ""));
  request.mutable_buddy()->add_languages("ar");
  EXPECT_THAT(Validate(request, ""),
              AllOf(HasReason("FIELD_TOO_MANY"), BlamesField("buddy.languages")));
  request.mutable_buddy()->clear_languages();
  request.mutable_buddy()->add_languages("nl");
  request.mutable_buddy()->add_languages("a language code");
  EXPECT_THAT(Validate(request, ""),
              AllOf(HasReason("FIELD_TOO_LONG"), BlamesField("buddy.languages[1]")));
}

TEST(Rules, KnowEveryValueOfARepeatedEnum) {
  v1::CreateBuddyRequest request;
  request.mutable_buddy()->set_given_name("Layla");
  request.mutable_buddy()->set_kind(v1::BUDDY_KIND_PROFESSIONAL);
  request.mutable_buddy()->add_experience(v1::TARGET_GROUP_WORKING_POOR);
  request.set_request_id(kUuid);
  EXPECT_OK(Validate(request, ""));
  request.mutable_buddy()->add_experience(static_cast<v1::TargetGroup>(99));
  EXPECT_THAT(Validate(request, ""),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("FIELD_UNKNOWN_VALUE"),
                    BlamesField("buddy.experience[1]")));
}

TEST(Rules, LimitBytes) {
  v1::AddImportChunkRequest request;
  request.set_parent("imports/x");
  request.set_file("sessies");
  request.set_data(std::string(524'288, '\xff'));
  request.set_request_id(kUuid);
  EXPECT_OK(Validate(request)) << "bytes need not be text";
  request.set_data(std::string(524'289, 'x'));
  Refusal("FIELD_TOO_LONG", request, "data");
}

TEST(Rules, LimitNamesOfResources) {
  auto request = Session();
  request.set_parent("tracks/" + std::string(1000, 'x'));
  Refusal("FIELD_TOO_LONG", request, "parent");
}

TEST(ResourceFields, PutTheTargetFirst) {
  const auto fields = ResourceFields(*v1::LogSessionRequest::descriptor(), "parent");
  ASSERT_EQ(fields.size(), 3);
  EXPECT_EQ(fields[0].dotted, "parent");
  EXPECT_EQ(fields[0].type, "Track");
  EXPECT_EQ(fields[1].dotted, "session.buddy");
  EXPECT_EQ(fields[2].dotted, "appointment");
  const auto amend = ResourceFields(*v1::AmendSessionRequest::descriptor(), "session.name");
  ASSERT_FALSE(amend.empty());
  EXPECT_EQ(amend[0].dotted, "session.name");
}

TEST(Subjects, AreFoundOnceInOrderAtEveryDepth) {
  v1::SearchHouseholdsResponse response;
  auto& first = *response.add_households();
  first.set_name("households/1");
  first.add_members()->set_household("households/1");
  response.add_households()->set_name("households/2");
  EXPECT_THAT(SubjectsIn(MessageRules(*response.GetDescriptor()), response),
              ElementsAre("households/1", "households/2"));
}

TEST(Secrets, AreFoundAndCleared) {
  v1::CreateAccountResponse response;
  response.set_token("ks_secret");
  response.mutable_account()->set_handle("layla");
  EXPECT_TRUE(HasSecrets(*response.GetDescriptor()));
  EXPECT_FALSE(HasSecrets(*v1::Account::descriptor()));
  ClearSecrets(MessageRules(*response.GetDescriptor()), response);
  EXPECT_EQ(response.token(), "");
  EXPECT_EQ(response.account().handle(), "layla");
}

TEST(Faults, TellWhatOptionsLack) {
  // What is only ever answered declares no limits.
  EXPECT_THAT(FaultsInRequest(*v1::ListAccessRecordsResponse::descriptor()),
              ::testing::Contains(HasSubstr("AccessRecord.account has no limit")));
  EXPECT_THAT(FaultsInRequest(*v1::ListAccessRecordsResponse::descriptor()),
              ::testing::Contains(HasSubstr("ListAccessRecordsResponse.records has no max_items")));
}

}  // namespace rules_test
}  // namespace kansrijk::rpc
