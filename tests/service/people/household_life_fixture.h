// What can happen to two households of KO, for tests.
#ifndef KANSRIJK_TESTS_SERVICE_PEOPLE_HOUSEHOLD_LIFE_FIXTURE_H_
#define KANSRIJK_TESTS_SERVICE_PEOPLE_HOUSEHOLD_LIFE_FIXTURE_H_

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "kansrijk/v1/household.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

// H-0142 is a case of buddy Layla with members Noor (L0142a, the participant) and Bo (L0142b);
// H-0150 has member Sem (L0150a).
class HouseholdLife : public ::testing::Test {
 protected:
  v1::Household Get(const std::string& number) { return *Get(coordinator_, number); }

  static absl::StatusOr<v1::Household> Get(const Client& client, const std::string& number) {
    v1::GetHouseholdRequest request;
    request.set_name("households/" + number);
    return client.Call<v1::Household>("kansrijk.v1.HouseholdService/GetHousehold", request);
  }

  absl::StatusOr<v1::Member> GetMember(const Client& client, const std::string& number) {
    v1::GetMemberRequest request;
    request.set_name("households/-/members/" + number);
    return client.Call<v1::Member>("kansrijk.v1.HouseholdService/GetMember", request);
  }

  absl::StatusOr<v1::Track> GetTrack(const Client& client, const std::string& name) {
    v1::GetTrackRequest request;
    request.set_name(name);
    return client.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
  }

  std::vector<std::string> Found(const std::string& query) {
    v1::SearchHouseholdsRequest request;
    request.set_query(query);
    const auto page = coordinator_.Call<v1::SearchHouseholdsResponse>(
        "kansrijk.v1.HouseholdService/SearchHouseholds", request);
    EXPECT_OK(page);
    std::vector<std::string> numbers;
    for (const auto& household : page->households()) numbers.push_back(household.number());
    return numbers;
  }

  static std::vector<std::string> Members(const v1::Household& household) {
    std::vector<std::string> numbers;
    for (const auto& member : household.members()) numbers.push_back(member.number());
    return numbers;
  }

  // To H-0150.
  v1::TransferMemberRequest Transfer(const std::string& number) {
    v1::TransferMemberRequest request;
    request.set_name("households/-/members/" + number);
    request.set_etag(GetMember(coordinator_, number)->etag());
    request.set_household("households/H-0150");
    request.set_request_id(NewRequestId());
    return request;
  }

  v1::SplitHouseholdRequest Split(const std::vector<std::string>& numbers) {
    v1::SplitHouseholdRequest request;
    request.set_name("households/H-0142");
    request.set_etag(Get("H-0142").etag());
    for (const std::string& number : numbers) request.add_member_numbers(number);
    request.set_type(v1::HOUSEHOLD_TYPE_SINGLE);
    request.set_request_id(NewRequestId());
    return request;
  }

  // H-0142 joins H-0150.
  v1::JoinHouseholdsRequest Join() {
    v1::JoinHouseholdsRequest request;
    request.set_name("households/H-0150");
    request.set_etag(Get("H-0150").etag());
    request.set_other("households/H-0142");
    request.set_request_id(NewRequestId());
    return request;
  }

  v1::MoveHouseholdRequest Move(v1::Neighbourhood neighbourhood) {
    v1::MoveHouseholdRequest request;
    request.set_name("households/H-0142");
    request.set_etag(Get("H-0142").etag());
    request.set_neighbourhood(neighbourhood);
    request.set_request_id(NewRequestId());
    return request;
  }

  absl::StatusOr<v1::Member> Do(const Client& client, const v1::TransferMemberRequest& request) {
    return client.Call<v1::Member>("kansrijk.v1.HouseholdService/TransferMember", request);
  }
  absl::StatusOr<v1::Household> Do(const Client& client, const v1::SplitHouseholdRequest& request) {
    return client.Call<v1::Household>("kansrijk.v1.HouseholdService/SplitHousehold", request);
  }
  absl::StatusOr<v1::Household> Do(const Client& client, const v1::JoinHouseholdsRequest& request) {
    return client.Call<v1::Household>("kansrijk.v1.HouseholdService/JoinHouseholds", request);
  }
  absl::StatusOr<v1::Household> Do(const Client& client, const v1::MoveHouseholdRequest& request) {
    return client.Call<v1::Household>("kansrijk.v1.HouseholdService/MoveHousehold", request);
  }

  // What every one of the four calls refuses. `make` makes a request that is fine.
  template <typename Make>
  void ExpectUsualRefusals(Make make) {
    auto request = make();
    request.set_date("2026-05-21");
    EXPECT_THAT(Do(coordinator_, request), HasReason("DATE_IN_FUTURE"));
    request = make();
    request.set_etag("v99");
    EXPECT_THAT(Do(coordinator_, request), HasCode(absl::StatusCode::kAborted));
    server_.AddOrganisation("WB");
    const Client stranger = server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
    EXPECT_THAT(Do(stranger, make()), HasCode(absl::StatusCode::kNotFound));
    EXPECT_THAT(Do(layla_, make()), HasCode(absl::StatusCode::kPermissionDenied));
    EXPECT_THAT(Get("H-0142").events(), ::testing::IsEmpty());
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  v1::Member bo_ = AddParticipant(coordinator_, case_.household, "Bo");
  v1::Household other_ = AddHousehold(coordinator_, "H-0150");
  v1::Member sem_ = AddParticipant(coordinator_, other_, "Sem");
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_SERVICE_PEOPLE_HOUSEHOLD_LIFE_FIXTURE_H_
