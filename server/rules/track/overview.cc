#include "server/rules/track/overview.h"

#include <map>
#include <string>
#include <utility>

#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

v1::Overview AddOpen(const v1::ExitCount& tracks, v1::Overview overview) {
  const int last = overview.open_tracks_size() - 1;
  const bool same_state = last >= 0 && overview.open_tracks(last).state() == tracks.state();
  v1::TrackCount& open =
      same_state ? *overview.mutable_open_tracks(last) : *overview.add_open_tracks();
  open.set_state(tracks.state());
  open.set_tracks(open.tracks() + tracks.tracks());
  return overview;
}

// Rows of buddies by number and name of the resource.
using Rows = std::map<std::pair<std::string, std::string>, v1::BuddyCount>;

template <typename Counted>
v1::BuddyCount& RowOf(const Counted& counted, Rows& rows) {
  v1::BuddyCount& row = rows[{counted.buddy_number(), counted.buddy()}];
  row.set_buddy(counted.buddy());
  row.set_buddy_number(counted.buddy_number());
  row.set_buddy_name(counted.buddy_name());
  return row;
}

// Adds sessions, minutes and no-shows to a row of any kind.
template <typename Row>
void AddHeld(const v1::MonthCount& month, Row& row) {
  row.set_sessions(row.sessions() + month.sessions());
  row.set_minutes(row.minutes() + month.minutes());
  row.set_no_shows(row.no_shows() + month.no_shows());
}

}  // namespace

v1::Overview AddTracks(absl::Span<const v1::ExitCount> tracks, v1::Overview overview) {
  for (const v1::ExitCount& count : tracks) {
    if (!IsFinal(count.state())) {
      overview = AddOpen(count, std::move(overview));
    } else {
      *overview.add_exits() = count;
      overview.set_ended_tracks(overview.ended_tracks() + count.tracks());
    }
  }
  return overview;
}

v1::Overview AddSessions(absl::Span<const v1::MonthCount> months, v1::Overview overview) {
  overview.mutable_months()->Assign(months.begin(), months.end());
  for (const v1::MonthCount& month : months) AddHeld(month, overview);
  return overview;
}

std::vector<v1::BuddyCount> BuddyCounts(absl::Span<const v1::BuddyCount> matched,
                                        absl::Span<const v1::MonthCount> months,
                                        absl::Span<const v1::BuddyCount> flagged) {
  Rows rows;
  for (const v1::BuddyCount& buddy : matched) {
    RowOf(buddy, rows).set_active_matches(buddy.active_matches());
  }
  for (const v1::MonthCount& month : months) AddHeld(month, RowOf(month, rows));
  for (const v1::BuddyCount& buddy : flagged) *RowOf(buddy, rows).mutable_flags() = buddy.flags();
  std::vector<v1::BuddyCount> counts;
  for (auto& [key, row] : rows) {
    row.set_logged_nothing(row.active_matches() > 0 && row.sessions() + row.no_shows() == 0);
    counts.push_back(std::move(row));
  }
  return counts;
}

bool IsAboutCertificate(v1::FlagKind kind) {
  return kind == v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING ||
         kind == v1::FLAG_KIND_BASIC_CERTIFICATE_ENDING;
}

}  // namespace kansrijk::rules
