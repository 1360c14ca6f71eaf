// From what a caller calls a thing to its canonical name, within the caller's scope.
#ifndef KANSRIJK_SERVER_STORE_OFFICE_RESOLVE_H_
#define KANSRIJK_SERVER_STORE_OFFICE_RESOLVE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/options.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Whether names of this type ("Track") can be resolved at all.
bool IsResourceType(const std::string& type);

// Where the queries that look up things of `type` differ from what their proto declares: they do
// not ask its view, or one is missing. One line per fault.
std::vector<std::string> LookupFaults(const std::string& type, const v1::Resource& declared);

// The canonical name of the `type` that `name` names, by id (tracks/{uuid}) or by the number people
// use (tracks/T0142, tracks/H-0142, households/-/members/L0142a, tracks/T0142/matches/B01), also as
// they say it (households/7, number_form.h) where nothing has that number as it is said.
// NotFound, always in the same words, when it does not exist or lies outside the scope.
// FailedPrecondition: a number that means several things.
absl::StatusOr<std::string> Resolve(db::ReadTx& tx, const Scope& scope, const std::string& type,
                                    const std::string& name);

// The canonical name of the track that `name` names, when a match of it with the account's own
// buddy ended (view ended_match); it must not be used to read. NotFound, in the words of Resolve(),
// when there is none. FailedPrecondition: a household's number that means several.
absl::StatusOr<std::string> ResolveTrackOfEndedMatch(db::ReadTx& tx, const Scope& scope,
                                                     const std::string& name);

// The canonical name of the track that `name` names by id or number; of a household when its number
// stands there (tracks/H-0142), for a listing of all its tracks. NotFound, in the words of
// Resolve().
absl::StatusOr<std::string> ResolveTracks(db::ReadTx& tx, const Scope& scope,
                                          const std::string& name);

// The canonical name of what `name` names, of a `type` that has an own_view, when the account acts
// for it. NotFound, in the words of Resolve(), for all others.
absl::StatusOr<std::string> ResolveOwn(db::ReadTx& tx, const Scope& scope, const std::string& type,
                                       const std::string& name);

// Whether what `name` (canonical) names lies in scope, wherever it belongs by now; where things of
// its kind cannot be resolved, whether what it belongs to does.
absl::StatusOr<bool> IsInScope(db::ReadTx& tx, const Scope& scope, const std::string& name);

// Names of the households that the `type` with this id or number can be of, whoever asks: for the
// record of a refused call. At most ten; none for what is of no household.
absl::StatusOr<std::vector<std::string>> HouseholdsBehind(db::ReadTx& tx, const std::string& type,
                                                          const std::string& id_or_number);

// The same for what `name` (canonical) names, or the nearest that it belongs to.
absl::StatusOr<std::vector<std::string>> HouseholdsBehind(db::ReadTx& tx, const std::string& name);

// Names of what a refused call was after, whoever asks, by the type of its target: the account or
// organisation itself, for all other types the households behind it. At most ten.
absl::StatusOr<std::vector<std::string>> SubjectsBehind(db::ReadTx& tx, const std::string& type,
                                                        const std::string& id_or_number);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_RESOLVE_H_
