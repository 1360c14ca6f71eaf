// Members of households.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_MEMBER_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_MEMBER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Most members that ListMembersLike finds by one trait.
inline constexpr int64_t kAlikeMax = 200;

// NotFound outside the scope.
absl::StatusOr<v1::Member> RequireMember(db::ReadTx& tx, const Scope& scope, const Id& id);

// Looks within one organisation instead of a scope: the caller answers for the organisation.
absl::StatusOr<std::optional<Id>> FindMemberIdByNumber(db::ReadTx& tx, const Id& organisation_id,
                                                       const std::string& number);

// By number, those who left too; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Member>> ListMembers(db::ReadTx& tx, const Scope& scope,
                                                    const Id& household_id, const Page& page);

// The members of a household who did not leave it, by number, the first kPageSizeMax of them.
absl::StatusOr<std::vector<v1::Member>> MembersOf(db::ReadTx& tx, const Scope& scope,
                                                  const Id& household_id);

// Members of the organisation who share a trait with `member`, who need not exist: born on its
// birth date or on `other_birth_date` (unless empty), its telephone number, or the words of its
// name, whichever is the given one. The latest kAlikeMax by each trait, in no particular order.
absl::StatusOr<std::vector<v1::Member>> ListMembersLike(db::ReadTx& tx, const Scope& scope,
                                                        const Id& organisation_id,
                                                        const v1::Member& member,
                                                        const std::string& other_birth_date);

// Adds to the existing household that `member` names, in its organisation. An empty number becomes
// the household's next. AlreadyExists when the number is in use. The answer has etag and times.
absl::StatusOr<v1::Member> InsertMember(db::WriteTx& tx, v1::Member member, int64_t now_us);

// What the member was before each change, oldest first.
absl::StatusOr<std::vector<v1::MemberVersion>> ListMemberVersions(db::ReadTx& tx,
                                                                  const Scope& scope,
                                                                  const Id& member_id);

// Keeps what the member is now, before `account_handle` changes it because of `reason`.
absl::Status KeepMemberVersion(db::WriteTx& tx, const Id& member_id,
                               const std::string& account_handle, const std::string& reason,
                               int64_t now_us);

// Writes when and why the member left.
absl::Status SetLeave(db::WriteTx& tx, const v1::Member& member, int64_t now_us);

// Writes all but number, and when and why the member left; the answer has the new etag and time.
absl::StatusOr<v1::Member> UpdateMember(db::WriteTx& tx, v1::Member member, int64_t now_us);

// The number of the participant's track that is not CLOSED, DECLINED, WITHDRAWN or DROPPED_OUT.
absl::StatusOr<std::optional<std::string>> FindOpenTrackNumber(db::ReadTx& tx, const Scope& scope,
                                                               const Id& participant_id);

// Whether the account sees what is recorded of the member, situations and consents (view
// visible_person): a buddy does not of who has a track of their own.
absl::StatusOr<bool> SeesMattersOf(db::ReadTx& tx, const Scope& scope, const Id& member_id);

// The participant's track that ended because the participant died.
absl::StatusOr<std::optional<Id>> FindTrackOfDeath(db::ReadTx& tx, const Scope& scope,
                                                   const Id& participant_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_MEMBER_H_
