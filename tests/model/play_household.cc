// Moves about households, members and situations.
#include "kansrijk/v1/household.pb.h"
#include "tests/model/play.h"

namespace kansrijk::model {
namespace {

const std::vector<std::string> kFamilyNames = {"Adema", "Bakker", "Cohen", "Dijkstra"};

void CreateHousehold(Play& play) {
  v1::CreateHouseholdRequest request;
  v1::Household& household = *request.mutable_household();
  household.set_type(v1::HOUSEHOLD_TYPE_SINGLE);
  if (!play.OneIn(10)) household.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  Verdict verdict;
  verdict.Malformed(household.neighbourhood() == v1::NEIGHBOURHOOD_UNSPECIFIED);
  if (auto* other = play.Some(play.world().households); other != nullptr && play.OneIn(8)) {
    household.set_number(other->now.number());
    for (const auto& taken : play.world().households) {
      verdict.Broken(taken.organisation == play.caller().organisation &&
                         taken.now.number() == other->now.number(),
                     Code::kAlreadyExists);
    }
  }
  const auto made = play.Change<v1::Household>("HouseholdService/CreateHousehold", Roles::kOffice,
                                               request, verdict);
  if (made) play.Keep(play.world().households, household, *made, play.caller().organisation);
}

std::vector<Kept<v1::Member>*> MembersOf(World& world, const std::string& household) {
  std::vector<Kept<v1::Member>*> members;
  for (auto& member : world.members) {
    if (member.now.household() == household) members.push_back(&member);
  }
  return members;
}

void GetHousehold(Play& play) {
  auto* household = play.Some(play.world().households);
  if (household == nullptr) return;
  v1::GetHouseholdRequest request;
  request.set_name(household->now.name());
  if (play.OneIn(3)) {  // by number: the one that the caller sees
    request.set_name(absl::StrCat("households/", household->now.number()));
    for (auto& other : play.world().households) {
      if (other.now.number() == household->now.number() && play.Sees(other)) household = &other;
    }
  }
  const auto got = play.Read<v1::Household>("HouseholdService/GetHousehold", Roles::kCaseload,
                                            request, Verdict().Hidden(!play.Sees(*household)));
  if (!got) return;
  play.Compare(*household, *got);
  auto members = MembersOf(play.world(), household->now.name());
  std::erase_if(members, [](const auto* member) { return !member->now.leave_date().empty(); });
  play.Expect(got->members_size() == static_cast<int>(members.size()), "not all members");
  for (const v1::Member& shown : got->members()) {
    auto* member = Find(play.world().members, shown.name());
    if (member == nullptr) return play.Fail("a member who is not there");
    play.Compare(*member, shown);
  }
}

void UpdateHousehold(Play& play) {
  auto* household = play.Some(play.world().households);
  if (household == nullptr) return;
  v1::UpdateHouseholdRequest request;
  request.mutable_household()->set_name(household->now.name());
  request.mutable_household()->set_etag(play.EtagFor(*household));
  request.mutable_household()->set_type(
      play.One(std::vector{v1::HOUSEHOLD_TYPE_COUPLE, v1::HOUSEHOLD_TYPE_OTHER}));
  request.mutable_update_mask()->add_paths(play.OneIn(20) ? "number" : "type");
  const auto changed =
      play.Change<v1::Household>("HouseholdService/UpdateHousehold", Roles::kOffice, request,
                                 Verdict()
                                     .Hidden(!play.Sees(*household))
                                     .Version(request.household().etag(), *household)
                                     .Invalid(request.update_mask().paths(0) == "number"));
  if (!changed) return;
  household->now.set_type(request.household().type());
  play.Changed(*household, *changed);
}

template <typename T>
std::vector<Kept<T>*> InSight(Play& play, std::deque<Kept<T>>& things) {
  std::vector<Kept<T>*> seen;
  for (Kept<T>& thing : things) {
    if (play.Sees(thing)) seen.push_back(&thing);
  }
  return seen;
}

void ListHouseholds(Play& play) {
  play.List("HouseholdService/ListHouseholds", v1::ListHouseholdsRequest(), Verdict(),
            InSight(play, play.world().households), &v1::ListHouseholdsResponse::households);
}

// Now or before.
bool WasCalled(const v1::Member& member, const std::string& family_name) {
  const auto& before = member.history();
  return member.family_name() == family_name ||
         std::any_of(before.begin(), before.end(), [&](const v1::MemberVersion& version) {
           return version.family_name() == family_name;
         });
}

void SearchHouseholds(Play& play) {
  const std::string name = play.One(kFamilyNames);
  v1::SearchHouseholdsRequest request;
  request.set_query(absl::StrCat(play.OneIn(2) ? "noor " : "", name.substr(0, 2 + play.Below(3))));
  auto found = InSight(play, play.world().households);
  std::erase_if(found, [&](const Kept<v1::Household>* household) {
    const auto members = MembersOf(play.world(), household->now.name());
    return std::none_of(members.begin(), members.end(), [&](const Kept<v1::Member>* member) {
      return WasCalled(member->now, name);
    });
  });
  play.List("HouseholdService/SearchHouseholds", request, Verdict(), found,
            &v1::SearchHouseholdsResponse::households);
}

void CreateMember(Play& play) {
  auto* household = play.Some(play.world().households);
  if (household == nullptr) return;
  v1::CreateMemberRequest request;
  request.set_parent(household->now.name());
  v1::Member& member = *request.mutable_member();
  if (!play.OneIn(12)) member.set_given_name("Noor");
  member.set_family_name(play.One(kFamilyNames));
  member.set_birth_date(play.OneIn(12) ? play.Day(3) : "1990-05-01");
  member.set_relation(v1::MEMBER_RELATION_HEAD);
  member.set_participant(!play.OneIn(4));
  const auto made =
      play.Change<v1::Member>("HouseholdService/CreateMember", Roles::kOffice, request,
                              Verdict()
                                  .Malformed(member.given_name().empty())
                                  .Hidden(!play.Sees(*household))
                                  .Invalid(member.birth_date() > play.world().today));
  if (!made) return;
  member.set_household(household->now.name());
  play.Keep(play.world().members, member, *made, household->organisation);
}

void UpdateMember(Play& play) {
  auto* member = play.Some(play.world().members);
  if (member == nullptr) return;
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name(member->now.name());
  request.mutable_member()->set_etag(play.EtagFor(*member));
  request.mutable_member()->set_family_name(play.One(kFamilyNames));
  request.mutable_update_mask()->add_paths("family_name");
  const auto changed = play.Change<v1::Member>(
      "HouseholdService/UpdateMember", Roles::kOffice, request,
      Verdict().Hidden(!play.Sees(*member)).Version(request.member().etag(), *member));
  if (!changed) return;
  member->now.add_history()->set_family_name(member->now.family_name());
  member->now.set_family_name(request.member().family_name());
  play.Changed(*member, *changed);
}

void GetMember(Play& play) {
  auto* member = play.Some(play.world().members);
  if (member == nullptr) return;
  v1::GetMemberRequest request;
  request.set_name(member->now.name());
  const auto got = play.Read<v1::Member>("HouseholdService/GetMember", Roles::kCaseload, request,
                                         Verdict().Hidden(!play.Sees(*member)));
  if (!got) return;
  play.Compare(*member, *got);
  play.Expect(got->history_size() == member->now.history_size(), "its history has another length");
}

void ListMembers(Play& play) {
  auto* household = play.Some(play.world().households);
  if (household == nullptr) return;
  v1::ListMembersRequest request;
  request.set_parent(household->now.name());
  play.List("HouseholdService/ListMembers", request, Verdict().Hidden(!play.Sees(*household)),
            MembersOf(play.world(), household->now.name()), &v1::ListMembersResponse::members);
}

bool IsOf(const v1::Situation& situation, const v1::Member& member) {
  return situation.name().compare(0, member.name().size(), member.name()) == 0;
}

void RecordSituation(Play& play) {
  auto* member = play.Some(play.world().members);
  if (member == nullptr) return;
  v1::RecordSituationRequest request;
  request.set_parent(member->now.name());
  v1::Situation& situation = *request.mutable_situation();
  situation.set_date(play.SomeDate());
  situation.set_income(v1::INCOME_WORK);
  situation.set_education(v1::EDUCATION_VMBO);
  if (!play.OneIn(10)) situation.set_debt(v1::DEBT_ARREARS);
  Verdict verdict;
  verdict.Malformed(situation.debt() == v1::DEBT_UNSPECIFIED);
  verdict.Hidden(!play.Sees(*member))
      .Broken(!play.world().SeesMatters(play.caller(), *member), Code::kPermissionDenied)
      .Invalid(situation.date() > play.world().today);
  for (const auto& other : play.world().situations) {
    verdict.Forbidden(IsOf(other.now, member->now) &&
                      other.now.date() == play.OrToday(situation.date()));
  }
  const auto made = play.Change<v1::Situation>("SituationService/RecordSituation", Roles::kCaseload,
                                               request, verdict);
  if (!made) return;
  situation.set_date(play.OrToday(situation.date()));
  situation.set_household(member->now.household());
  const auto& kept = play.Keep(play.world().situations, situation, *made, member->organisation);
  play.Expect(IsOf(kept.now, member->now), "a situation of someone else");
}

void ListSituations(Play& play) {
  auto* member = play.Some(play.world().members);
  if (member == nullptr) return;
  std::vector<Kept<v1::Situation>*> expected;
  for (auto& situation : play.world().situations) {
    if (IsOf(situation.now, member->now)) expected.push_back(&situation);
  }
  v1::ListSituationsRequest request;
  request.set_parent(member->now.name());
  play.List("SituationService/ListSituations", request,
            Verdict()
                .Hidden(!play.Sees(*member))
                .Broken(!play.world().SeesMatters(play.caller(), *member), Code::kPermissionDenied),
            expected, &v1::ListSituationsResponse::situations);
}

constexpr WeightedMove kHouseholdMoves[] = {
    {2, &CreateHousehold},  {3, &GetHousehold},    {2, &UpdateHousehold}, {1, &ListHouseholds},
    {1, &SearchHouseholds}, {3, &CreateMember},    {2, &UpdateMember},    {2, &GetMember},
    {1, &ListMembers},      {3, &RecordSituation}, {1, &ListSituations},
};

}  // namespace

absl::Span<const WeightedMove> HouseholdMoves() { return kHouseholdMoves; }

}  // namespace kansrijk::model
