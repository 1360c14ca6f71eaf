// What happened to households, and what goes along when members move.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_HOUSEHOLD_LIFE_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_HOUSEHOLD_LIFE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Oldest first. Events with another household that is outside the scope have neither its name and
// number nor the note.
absl::StatusOr<std::vector<v1::HouseholdEvent>> ListHouseholdEvents(db::ReadTx& tx,
                                                                    const Scope& scope,
                                                                    const Id& household_id);

// Adds to the household's history, and makes a new version of the household.
absl::Status InsertHouseholdEvent(db::WriteTx& tx, const Id& household_id,
                                  const v1::HouseholdEvent& event, int64_t now_us);

// Moves the member, with the relation that `member` has, to another household of the organisation,
// and the member's open tracks too. A search for the member's name no longer finds the old
// household.
absl::Status MoveMember(db::WriteTx& tx, const v1::Member& member, const Id& household_id,
                        int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_HOUSEHOLD_LIFE_H_
