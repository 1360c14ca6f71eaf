#include "server/service/track/caseload.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/rules/track/caseload.h"
#include "server/rules/track/review.h"
#include "server/service/track/open_track.h"
#include "server/service/track/task.h"
#include "server/store/office/settings.h"
#include "server/store/track/caseload.h"

namespace kansrijk::service {
namespace {

constexpr size_t kCaseloadTasksMax = 200;

// Sorts after every date.
constexpr char kNoDate[] = "~";

// An entry with its place in the caseload: most urgent date of its buddy, the buddy's number and
// name, its own date, track number and track.
struct Placed {
  std::vector<std::string> keys;
  v1::CaseloadEntry entry;
};
constexpr size_t kKeys = 6;

std::string SortDate(const v1::CaseloadEntry& entry) {
  return entry.attention_date().empty() ? kNoDate : entry.attention_date();
}

// Buddies by their most urgent track, within a buddy the most urgent track first.
std::vector<Placed> InOrder(std::vector<v1::CaseloadEntry> entries) {
  std::map<std::string, std::string> most_urgent;  // by buddy
  for (const auto& entry : entries) {
    std::string& date = most_urgent.emplace(entry.buddy(), kNoDate).first->second;
    date = std::min(date, SortDate(entry));
  }
  std::vector<Placed> placed;
  placed.reserve(entries.size());
  for (auto& entry : entries) {
    std::vector<std::string> keys = {
        most_urgent[entry.buddy()], entry.buddy_number(), entry.buddy(), SortDate(entry),
        entry.track_number(),       entry.track()};
    placed.push_back({std::move(keys), std::move(entry)});
  }
  std::sort(placed.begin(), placed.end(),
            [](const Placed& a, const Placed& b) { return a.keys < b.keys; });
  return placed;
}

// An answer that nobody has seen does not wait for the next review.
bool HasUnseenAnswer(const v1::CaseloadEntry& entry) {
  return std::any_of(entry.flags().begin(), entry.flags().end(), [](const v1::Flag& flag) {
    return flag.kind() == v1::FLAG_KIND_REFERRAL_UNSEEN;
  });
}

void KeepReviewsDue(absl::CivilDay today, std::vector<v1::CaseloadEntry>& entries) {
  const std::string last = FormatDate(today);
  std::erase_if(entries, [&](const v1::CaseloadEntry& entry) {
    return entry.review_due_date() > last && !HasUnseenAnswer(entry);
  });
}

// Track by track: those of a page are few, and what happened to the others need not be counted.
absl::Status AddChanges(rpc::ReadCall& call, v1::GetCaseloadResponse& response) {
  for (v1::CaseloadEntry& entry : *response.mutable_entries()) {
    ASSIGN_OR_RETURN(const auto changes, store::ListChanges(call.tx, call.scope, entry.track()));
    for (const CountedChange& counted : changes) *entry.add_changes() = rules::ChangeOf(counted);
  }
  return absl::OkStatus();
}

// What referrals ask for beside the open tracks: those that came in, and those of tracks that
// ended.
v1::GetCaseloadResponse AddTasks(const rpc::ReadCall& call,
                                 const std::vector<WaitingReferral>& waiting,
                                 const std::set<std::string>& open,
                                 v1::GetCaseloadResponse response) {
  auto tasks = ReferralTasks(call, waiting, [&](const v1::Referral& referral) {
    const bool sent = referral.side() == v1::REFERRAL_SIDE_SENDER;
    return !sent || open.count(referral.track()) == 0;
  });
  std::sort(tasks.begin(), tasks.end(), [](const v1::Task& a, const v1::Task& b) {
    return std::tie(a.date(), a.number()) < std::tie(b.date(), b.number());
  });
  if (tasks.size() > kCaseloadTasksMax) tasks.resize(kCaseloadTasksMax);
  response.mutable_tasks()->Assign(tasks.begin(), tasks.end());
  return response;
}

absl::Status AddLoads(rpc::ReadCall& call, const store::CaseloadOwner& owner,
                      const v1::Settings& settings, v1::GetCaseloadResponse& response) {
  ASSIGN_OR_RETURN(auto loads, store::ListLoads(call.tx, call.scope, owner));
  for (store::OpenLoad& open : loads) {
    const auto flags = rules::FlagsOf(BuddyFactsOf(open), settings, DayOf(call.now));
    open.load.mutable_flags()->Assign(flags.begin(), flags.end());
    *response.add_loads() = std::move(open.load);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetCaseloadResponse> GetCaseload(rpc::ReadCall& call,
                                                    const v1::GetCaseloadRequest& request) {
  const bool coordinates = call.caller.role == v1::ROLE_COORDINATOR;
  if (request.review_due() && !coordinates) {
    return FieldError(rules::kReviewDueForCoordinators, "review_due");
  }
  ASSIGN_OR_RETURN(const Page page, PageOf(request, std::vector<std::string>(kKeys)));
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(call.tx, call.caller.organisation_id));
  const store::CaseloadOwner owner = OwnerOf(call.caller, request.buddy());
  ASSIGN_OR_RETURN(const auto waiting, WaitingReferrals(call));
  ASSIGN_OR_RETURN(auto entries, OpenEntries(call, owner, settings, waiting));
  std::set<std::string> open;
  for (const v1::CaseloadEntry& entry : entries) open.insert(entry.track());
  if (request.review_due()) KeepReviewsDue(DayOf(call.now), entries);
  std::vector<Placed> placed = InOrder(std::move(entries));
  const auto first = std::find_if(placed.begin(), placed.end(), [&](const Placed& candidate) {
    return candidate.keys > page.after;
  });
  placed.erase(placed.begin(), first);
  v1::GetCaseloadResponse response;
  if (CutToPage(page, placed)) {
    response.set_next_page_token(NextPageToken(request, placed.back().keys));
  }
  for (auto& item : placed) *response.add_entries() = std::move(item.entry);
  if (coordinates) RETURN_IF_ERROR(AddChanges(call, response));
  if (!request.page_token().empty()) return response;
  RETURN_IF_ERROR(AddLoads(call, owner, settings, response));
  if (!coordinates || !request.buddy().empty()) return response;
  return AddTasks(call, waiting, open, std::move(response));
}

}  // namespace kansrijk::service
