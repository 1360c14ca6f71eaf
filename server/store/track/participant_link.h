// Links of buddies to the participants that the same persons were, or are.
#ifndef KANSRIJK_SERVER_STORE_TRACK_PARTICIPANT_LINK_H_
#define KANSRIJK_SERVER_STORE_TRACK_PARTICIPANT_LINK_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/buddy.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// What the store knows about a buddy and a member before they are linked.
struct ParticipantLinkGround {
  bool buddy_linked = false;        // to anyone, whether or not the caller may see whom
  bool participant_linked = false;  // to another buddy
  bool had_track = false;
};

// NotFound, with `buddy_name`, when the buddy or the member is not in scope.
absl::StatusOr<ParticipantLinkGround> RequireParticipantLinkGround(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const std::string& buddy_name,
                                                                   const std::string& member_name);

// Writes participant, "" for none, and date of consent; the answer has the new etag and time.
absl::StatusOr<v1::Buddy> UpdateParticipantLink(db::WriteTx& tx, v1::Buddy buddy, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_PARTICIPANT_LINK_H_
