// The record that a referral from a track tells of.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRED_RECORD_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRED_RECORD_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/db/database.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral_payload.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// As it is on scope.today, without goals; nothing of a person from elsewhere, or outside the scope.
absl::StatusOr<std::optional<rules::ReferredRecord>> FindReferredRecord(
    db::ReadTx& tx, const store::Scope& scope, const v1::Referral& referral);

// What `referral` shares of a person born on `birth_date`.
rules::Sharing SharingOf(const v1::Referral& referral, const std::string& birth_date);

// Fills in the correction of a referral with its payload, as the sender's record is on scope.today,
// as far as a consent of the person covers it as signed by then.
absl::StatusOr<v1::Referral> AddCorrection(db::ReadTx& tx, const store::Scope& scope,
                                           v1::Referral referral);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRED_RECORD_H_
