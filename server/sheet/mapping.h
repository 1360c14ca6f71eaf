// From rows to resources. `book` holds everything that the row refers to; `id` becomes the last
// segment of the name.
#ifndef KANSRIJK_SERVER_SHEET_MAPPING_H_
#define KANSRIJK_SERVER_SHEET_MAPPING_H_

#include <string>
#include <vector>

#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/sheet/check.h"

namespace kansrijk::sheet {

v1::Organisation OrganisationOf(const Row& row, const std::string& id);
// Capacity 0 when the row doesn't say.
v1::Buddy BuddyOf(const Row& row, const Book& book, const std::string& id);
v1::Household HouseholdOf(const Row& row, const std::string& id);
v1::Member MemberOf(const Row& row, const Book& book, const std::string& id);
// In the state that the row gives it, whatever led there; the planned ends are reckoned from the
// start as for any track, and the wait from the application.
v1::Track TrackOf(const Row& row, const Book& book, const std::string& id);
// The application, and the state in which the track came in.
std::vector<v1::TrackEvent> TrackEventsOf(const v1::Track& track);
v1::Situation SituationOf(const Row& row, const Book& book, const std::string& id);
// ACTIVE until it has an end.
v1::Match MatchOf(const Row& row, const Book& book, const std::string& id);
// Without number.
v1::Session SessionOf(const Row& row, const Book& book, const std::string& id);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_MAPPING_H_
