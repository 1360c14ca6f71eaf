#include "server/service/household_life.h"

namespace kansrijk::service {

absl::StatusOr<v1::Member> TransferMember(rpc::WriteCall&, const v1::TransferMemberRequest&) {
  return absl::UnimplementedError("TransferMember");
}

absl::StatusOr<v1::Household> SplitHousehold(rpc::WriteCall&, const v1::SplitHouseholdRequest&) {
  return absl::UnimplementedError("SplitHousehold");
}

absl::StatusOr<v1::Household> JoinHouseholds(rpc::WriteCall&, const v1::JoinHouseholdsRequest&) {
  return absl::UnimplementedError("JoinHouseholds");
}

absl::StatusOr<v1::Household> MoveHousehold(rpc::WriteCall&, const v1::MoveHouseholdRequest&) {
  return absl::UnimplementedError("MoveHousehold");
}

}  // namespace kansrijk::service
