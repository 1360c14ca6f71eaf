#include "server/rules/people/household_life.h"

#include <algorithm>
#include <set>

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/people/membership.h"

namespace kansrijk::rules {

absl::Status CheckEventDate(const v1::Household& household, const std::string& date,
                            absl::CivilDay today) {
  if (Day(date) > today) return FieldError(kEventInFuture, "date", {date, FormatDate(today)});
  std::string latest;
  for (const v1::HouseholdEvent& event : household.events()) {
    latest = std::max(latest, event.date());
  }
  if (date >= latest) return absl::OkStatus();
  return FieldError(kEventTooEarly, "date", {date, household.number(), latest});
}

absl::Status CheckTransfer(const v1::Member& member, const v1::Household& household) {
  RETURN_IF_ERROR(CheckBelongs(member));
  if (member.household() != household.name()) return absl::OkStatus();
  return Error(kLivesThereAlready, {member.number(), household.number()});
}

absl::StatusOr<std::vector<v1::Member>> MembersToSplitOff(
    const v1::Household& household,
    const google::protobuf::RepeatedPtrField<std::string>& numbers) {
  const auto refuse = [](const ErrorKind& kind, const std::vector<Argument>& arguments) {
    return FieldError(kind, "member_numbers", arguments);
  };
  std::vector<v1::Member> leaving;
  std::set<std::string> named;
  for (const std::string& number : numbers) {
    const auto member =
        std::find_if(household.members().begin(), household.members().end(),
                     [&](const v1::Member& candidate) { return candidate.number() == number; });
    if (member == household.members().end()) {
      return refuse(kNoMemberOfHousehold, {number, household.number()});
    }
    if (!named.insert(number).second) return refuse(kMemberNamedTwice, {number});
    leaving.push_back(*member);
  }
  if (static_cast<int>(leaving.size()) == household.members_size()) {
    return refuse(kNobodyStays, {household.number()});
  }
  return leaving;
}

absl::Status CheckJoin(const v1::Household& household, const v1::Household& other) {
  if (household.name() != other.name()) return absl::OkStatus();
  return FieldError(kJoinsItself, "other", {household.number()});
}

absl::Status CheckNeighbourhoodMove(const v1::Household& household,
                                    v1::Neighbourhood neighbourhood) {
  if (household.neighbourhood() != neighbourhood) return absl::OkStatus();
  return Error(kSameNeighbourhood, {household.number()});
}

}  // namespace kansrijk::rules
