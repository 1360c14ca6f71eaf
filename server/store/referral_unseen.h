// What one side of a referral did and the other has not seen yet: for each role of those who work
// there.
#ifndef KANSRIJK_SERVER_STORE_REFERRAL_UNSEEN_H_
#define KANSRIJK_SERVER_STORE_REFERRAL_UNSEEN_H_

#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/db/database.h"

namespace kansrijk::store {

// What there is to see for one side.
struct Unseen {
  v1::ReferralSide side = v1::REFERRAL_SIDE_UNSPECIFIED;
  bool is_step = true;     // the last one of the referral's history; else what has no step
  std::string date;        // on which it happened
  std::string after_date;  // holds once this day is over; "" from now on
};

// Takes the place of what the side had not seen before.
absl::Status PutUnseen(db::WriteTx& tx, const v1::Referral& referral, const Unseen& unseen,
                       int64_t now_us);

// All that the side has not seen is as if it had.
absl::Status ClearUnseen(db::WriteTx& tx, const Id& referral_id, v1::ReferralSide side);

// Those of the role have seen it.
absl::Status MarkSeen(db::WriteTx& tx, const Id& referral_id, v1::ReferralSide side, v1::Role role);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_REFERRAL_UNSEEN_H_
