#include "server/service/caseload.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "server/base/civil.h"
#include "server/base/names.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/rules/caseload.h"
#include "server/store/caseload.h"

namespace kansrijk::service {
namespace {

// Sorts after every date.
constexpr char kNoDate[] = "~";

// An entry with its place in the caseload: most urgent date of its buddy, the buddy's number and
// name, its own date, track number and track.
struct Placed {
  std::vector<std::string> keys;
  v1::CaseloadEntry entry;
};
constexpr size_t kKeys = 6;

v1::CaseloadEntry EntryOf(const store::OpenTrack& track, absl::CivilDay today) {
  v1::CaseloadEntry entry = track.entry;
  rules::TrackFacts facts;
  facts.state = entry.state();
  facts.apply_date = track.apply_date;
  facts.start_date = track.start_date;
  facts.planned_end_date = track.planned_end_date;
  facts.aftercare_end_date = track.aftercare_end_date;
  facts.state_since = track.state_since;
  facts.last_session_date = entry.last_session_date();
  facts.next_appointment_date = entry.next_appointment_date();
  facts.matched = !entry.buddy().empty();
  facts.last_match_until = track.last_match_until;
  const auto attention = rules::AttentionOf(facts, today);
  entry.set_attention_date(attention.date);
  entry.mutable_flags()->Assign(attention.flags.begin(), attention.flags.end());
  return entry;
}

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

absl::StatusOr<std::vector<store::OpenTrack>> OpenTracks(rpc::ReadCall& call,
                                                         const std::string& buddy) {
  const rpc::Caller& caller = call.caller;
  const std::string buddy_id = caller.role == v1::ROLE_BUDDY ? caller.buddy_id : IdOf(buddy);
  if (!buddy_id.empty()) return store::ListOpenTracksOfBuddy(call.tx, call.scope, buddy_id);
  return store::ListOpenTracksOfOrganisation(call.tx, call.scope, caller.organisation_id);
}

}  // namespace

absl::StatusOr<v1::GetCaseloadResponse> GetCaseload(rpc::ReadCall& call,
                                                    const v1::GetCaseloadRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, std::vector<std::string>(kKeys)));
  ASSIGN_OR_RETURN(const auto tracks, OpenTracks(call, request.buddy()));
  std::vector<v1::CaseloadEntry> entries;
  entries.reserve(tracks.size());
  for (const auto& track : tracks) entries.push_back(EntryOf(track, DayOf(call.now)));
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
  return response;
}

}  // namespace kansrijk::service
