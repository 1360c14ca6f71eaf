#include "tests/import/held.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {
namespace {

using sheet::File;

constexpr int kPageSize = 200;

// Calls the method until the last page; expects success.
template <typename Response, typename Request, typename Take>
void ForEachPage(const Client& client, const std::string& method, Request request, Take take) {
  request.set_page_size(kPageSize);
  do {
    const auto page = client.Call<Response>(absl::StrCat("kansrijk.v1.", method), request);
    ASSERT_OK(page) << method;
    take(*page);
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
}

template <typename Response, typename Request>
Response Must(const Client& client, const std::string& method, const Request& request) {
  const auto response = client.Call<Response>(absl::StrCat("kansrijk.v1.", method), request);
  EXPECT_OK(response) << method;
  return response.ok() ? *response : Response();
}

std::string YesNo(bool yes) { return yes ? "ja" : "nee"; }

std::string NumberOrNothing(int64_t number) { return number == 0 ? "" : absl::StrCat(number); }

// The usual word for the value in that column; "" for the value that is not set.
std::string WordFor(File file, absl::string_view column, int value) {
  const sheet::Table& table = sheet::TableOf(file);
  if (value == 0) return "";
  for (const sheet::Word& word : table.columns[sheet::PlaceIn(table, column)].words) {
    if (word.value == value) return word.dutch;
  }
  return absl::StrCat("value ", value);
}

class Reader {
 public:
  explicit Reader(const Client& coordinator) : client_(coordinator) {}

  Held Read() && {
    ReadOrganisations();
    ReadBuddies();
    ReadHouseholds();
    ReadTracks();
    ReadReferrals();
    std::sort(held_.begin(), held_.end());
    return std::move(held_);
  }

 private:
  void Add(File file, const std::vector<std::string>& cells) {
    held_.push_back(HeldRow(sheet::TableOf(file), cells));
  }

  void ReadOrganisations() {
    ForEachPage<v1::ListOrganisationsResponse>(
        client_, "OrganisationService/ListOrganisations", v1::ListOrganisationsRequest(),
        [this](const auto& page) {
          for (const v1::Organisation& each : page.organisations()) {
            organisations_[each.name()] = each.code();
            Add(File::kOrganisations, {each.code(), each.display_name(),
                                       WordFor(File::kOrganisations, "soort", each.kind())});
          }
        });
  }

  void ReadBuddies() {
    ForEachPage<v1::ListBuddiesResponse>(
        client_, "BuddyService/ListBuddies", v1::ListBuddiesRequest(), [this](const auto& page) {
          for (const v1::Buddy& each : page.buddies()) {
            Add(File::kBuddies,
                {each.number(), each.given_name(), each.family_name(),
                 WordFor(File::kBuddies, "soort", each.kind()), CodeOf(each.organisation()),
                 each.conduct_certificate_date(), YesNo(each.confidentiality_signed()),
                 NumberOrNothing(each.capacity()), CodeOf(each.backup_organisation())});
          }
        });
  }

  std::string CodeOf(const std::string& organisation) const {
    const auto found = organisations_.find(organisation);
    return found == organisations_.end() ? "" : found->second;
  }

  void ReadHouseholds() {
    std::vector<v1::Household> households;
    ForEachPage<v1::ListHouseholdsResponse>(
        client_, "HouseholdService/ListHouseholds", v1::ListHouseholdsRequest(),
        [&](const auto& page) {
          households.insert(households.end(), page.households().begin(), page.households().end());
        });
    for (const v1::Household& each : households) {
      Add(File::kHouseholds,
          {each.number(), WordFor(File::kHouseholds, "wijk", each.neighbourhood()),
           WordFor(File::kHouseholds, "type", each.type())});
      ReadMembers(each);
    }
  }

  void ReadMembers(const v1::Household& household) {
    v1::ListMembersRequest request;
    request.set_parent(household.name());
    std::vector<v1::Member> members;
    ForEachPage<v1::ListMembersResponse>(
        client_, "HouseholdService/ListMembers", request, [&](const auto& page) {
          members.insert(members.end(), page.members().begin(), page.members().end());
        });
    for (const v1::Member& each : members) {
      members_[each.name()] = each.number();
      Add(File::kMembers, {each.number(), household.number(), each.given_name(), each.family_name(),
                           each.birth_date(), WordFor(File::kMembers, "relatie", each.relation()),
                           YesNo(each.participant()), each.phone()});
      if (each.participant()) ReadSituations(each);
    }
  }

  void ReadSituations(const v1::Member& member) {
    v1::ListSituationsRequest request;
    request.set_parent(member.name());
    ForEachPage<v1::ListSituationsResponse>(
        client_, "SituationService/ListSituations", request, [&](const auto& page) {
          for (const v1::Situation& each : page.situations()) {
            Add(File::kSituations,
                {member.number(), each.date(), WordFor(File::kSituations, "inkomen", each.income()),
                 WordFor(File::kSituations, "opleiding", each.education()),
                 WordFor(File::kSituations, "volgt_opleiding", each.enrolled_in()),
                 NumberOrNothing(each.participation_ladder()),
                 WordFor(File::kSituations, "schulden", each.debt())});
          }
        });
  }

  void ReadTracks() {
    std::vector<v1::Track> tracks;
    ForEachPage<v1::ListTracksResponse>(
        client_, "TrackService/ListTracks", v1::ListTracksRequest(), [&](const auto& page) {
          tracks.insert(tracks.end(), page.tracks().begin(), page.tracks().end());
        });
    for (const v1::Track& each : tracks) {
      Add(File::kTracks, {each.number(), each.household_number(), members_[each.participant()],
                          WordFor(File::kTracks, "doelgroep", each.target_group()),
                          each.intake_source(), each.apply_date(), each.start_date(),
                          each.close_date(), WordFor(File::kTracks, "status", each.state()),
                          WordFor(File::kTracks, "reden", each.exit_reason())});
      ReadMatches(each);
      ReadAssessments(each);
      ReadGoals(each);
      ReadSessions(each);
    }
  }

  void ReadMatches(const v1::Track& track) {
    v1::ListMatchesRequest request;
    request.set_parent(track.name());
    ForEachPage<v1::ListMatchesResponse>(
        client_, "MatchService/ListMatches", request, [this](const auto& page) {
          for (const v1::Match& each : page.matches()) {
            Add(File::kMatches,
                {each.track_number(), each.buddy_number(), each.since(), each.until()});
          }
        });
  }

  void ReadAssessments(const v1::Track& track) {
    v1::ListAssessmentsRequest request;
    request.set_parent(track.name());
    ForEachPage<v1::ListAssessmentsResponse>(
        client_, "AssessmentService/ListAssessments", request, [this](const auto& page) {
          for (const v1::Assessment& each : page.assessments()) {
            std::vector<std::string> cells = {each.track_number(), each.date(),
                                              WordFor(File::kAssessments, "moment", each.moment())};
            for (const sheet::LevelColumn& level : sheet::LevelColumns()) {
              cells.push_back(LevelIn(each, level.item));
            }
            Add(File::kAssessments, cells);
          }
        });
  }

  static std::string LevelIn(const v1::Assessment& assessment, absl::string_view item) {
    for (const v1::Score& score : assessment.scores()) {
      if (score.item() == item) return NumberOrNothing(score.level());
    }
    return "";
  }

  void ReadGoals(const v1::Track& track) {
    v1::ListGoalsRequest request;
    request.set_parent(track.name());
    std::vector<v1::Goal> goals;
    ForEachPage<v1::ListGoalsResponse>(
        client_, "GoalService/ListGoals", request, [&](const auto& page) {
          goals.insert(goals.end(), page.goals().begin(), page.goals().end());
        });
    for (const v1::Goal& each : goals) {
      v1::GetGoalRequest get;
      get.set_name(each.name());
      ReadGoal(Must<v1::Goal>(client_, "GoalService/GetGoal", get));
    }
  }

  void ReadGoal(const v1::Goal& goal) {
    int64_t cents = 0;
    for (const v1::Recognition& each : goal.recognitions()) cents += each.amount_cents();
    Add(File::kGoals,
        {goal.track_number(), WordFor(File::kGoals, "pijler", goal.pillar()), goal.text(),
         goal.agreed_date(), goal.due_date(), WordFor(File::kGoals, "status", goal.state()),
         goal.end_date(), NumberOrNothing(cents)});
  }

  void ReadSessions(const v1::Track& track) {
    v1::ListSessionsRequest request;
    request.set_track(track.name());
    ForEachPage<v1::ListSessionsResponse>(
        client_, "SessionService/ListSessions", request, [this](const auto& page) {
          for (const v1::Session& each : page.sessions()) {
            Add(File::kSessions,
                {each.track_number(), each.buddy_number(), each.date(),
                 absl::StrCat(each.minutes()), WordFor(File::kSessions, "soort", each.channel()),
                 YesNo(!each.no_show()), each.note()});
          }
        });
  }

  void ReadReferrals() {
    v1::ListReferralsRequest request;
    request.set_side(v1::REFERRAL_SIDE_SENDER);
    request.set_ended(true);
    std::vector<v1::Referral> referrals;
    ForEachPage<v1::ListReferralsResponse>(
        client_, "ReferralService/ListReferrals", request, [&](const auto& page) {
          referrals.insert(referrals.end(), page.referrals().begin(), page.referrals().end());
        });
    for (const v1::Referral& each : referrals) {
      Add(File::kReferrals,
          {each.track_number(), each.from_code(), each.to_code(),
           WordFor(File::kReferrals, "reden", each.reason()), ConsentDateOf(each), each.sent_date(),
           WordFor(File::kReferrals, "status", each.state()), each.end_date()});
    }
  }

  std::string ConsentDateOf(const v1::Referral& referral) const {
    if (referral.consent().empty()) return "";
    v1::GetConsentRequest request;
    request.set_name(referral.consent());
    return Must<v1::Consent>(client_, "ConsentService/GetConsent", request).valid_from();
  }

  const Client& client_;
  std::map<std::string, std::string> organisations_;  // code by name
  std::map<std::string, std::string> members_;        // number by name
  Held held_;
};

}  // namespace

std::string HeldRow(const sheet::Table& table, const std::vector<std::string>& cells) {
  return absl::StrCat(table.name, ": ", absl::StrJoin(cells, ";"));
}

Held HeldBy(const Client& coordinator) { return Reader(coordinator).Read(); }

Held Beyond(const Held& rows, const Held& others) {
  Held beyond;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(),
                      std::back_inserter(beyond));
  return beyond;
}

}  // namespace kansrijk::testing
