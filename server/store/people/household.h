// Households, without their members and addresses; where they live; the words by which they are
// found.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_HOUSEHOLD_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_HOUSEHOLD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Most words that SearchHouseholds takes.
inline constexpr size_t kSearchWordsMax = 6;

// NotFound outside the scope.
absl::StatusOr<v1::Household> RequireHousehold(db::ReadTx& tx, const Scope& scope, const Id& id);

// Looks within one organisation instead of a scope: the caller answers for the organisation.
absl::StatusOr<std::optional<Id>> FindHouseholdIdByNumber(db::ReadTx& tx, const Id& organisation_id,
                                                          const std::string& number);

// By number and id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Household>> ListHouseholds(db::ReadTx& tx, const Scope& scope,
                                                          const Page& page);

// Those of which each of the folded `words`, one to kSearchWordsMax, begins a word. By number and
// id; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Household>> SearchHouseholds(db::ReadTx& tx, const Scope& scope,
                                                            const std::vector<std::string>& words,
                                                            const Page& page);

// An empty number becomes the organisation's next. AlreadyExists when the number is in use. The
// answer has etag and times; its members and address are not written.
absl::StatusOr<v1::Household> InsertHousehold(db::WriteTx& tx, v1::Household household,
                                              int64_t now_us);

// Writes neighbourhood, type and shielded; the answer has the new etag and time.
absl::StatusOr<v1::Household> UpdateHousehold(db::WriteTx& tx, v1::Household household,
                                              int64_t now_us);

// Where the household lives; "" when that is not recorded, or outside the scope. Only what answers
// a household by itself asks it.
absl::StatusOr<std::string> AddressOf(db::ReadTx& tx, const Scope& scope, const Id& household_id);

// From now on the household lives there; "": where is not known.
absl::Status SetAddress(db::WriteTx& tx, const Id& household_id, const std::string& address,
                        int64_t now_us);

// From now on a search finds the household by the words of `texts`, in place of those given before
// for `source_id`, which is the id of the household or of a member.
absl::Status SetSearchWords(db::WriteTx& tx, const Id& household_id, const Id& source_id,
                            const std::vector<std::string>& texts);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_HOUSEHOLD_H_
