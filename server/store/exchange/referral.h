// Referrals, their payloads and histories.
#ifndef KANSRIJK_SERVER_STORE_EXCHANGE_REFERRAL_H_
#define KANSRIJK_SERVER_STORE_EXCHANGE_REFERRAL_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Without payload and events, as the account's side sees it: `side` is set, `track` when that side
// runs it. `household` is the track's whoever runs it, for the access record. `state` is as it was
// stored: EXPIRED is worked out, like the phase. NotFound outside the scope.
absl::StatusOr<v1::Referral> RequireReferral(db::ReadTx& tx, const Scope& scope,
                                             const std::string& name);

// What was sent, or is to be sent of a person from elsewhere; nothing in another draft, or outside
// the scope. To the recipient without the neighbourhood of a household that is shielded by now.
absl::StatusOr<std::optional<v1::ReferralPayload>> FindReferralPayload(db::ReadTx& tx,
                                                                       const Scope& scope,
                                                                       const Id& referral_id);

// What happened to a referral, oldest first.
absl::StatusOr<std::vector<v1::ReferralEvent>> ListReferralEvents(db::ReadTx& tx,
                                                                  const Scope& scope,
                                                                  const Id& referral_id);

// What ListReferrals keeps; empty and UNSPECIFIED keep all.
struct ReferralFilter {
  v1::ReferralSide side = v1::REFERRAL_SIDE_SENDER;
  Id track_id;
  v1::ReferralPhase phase = v1::REFERRAL_PHASE_UNSPECIFIED;  // on scope.today
  std::string due_until;  // the due date until which the phase is DUE
  bool ended = false;     // without a phase: those whose phase is ENDED too
};

// As RequireReferral, latest first; page.after is (created_us, id). Of those that the recipient may
// not see (any more) only name, number, side, state and due date leave the store.
absl::StatusOr<std::vector<v1::Referral>> ListReferrals(db::ReadTx& tx, const Scope& scope,
                                                        const ReferralFilter& filter,
                                                        const Page& page);

// Those under a consent, whoever of the organisation may see them, by state, id. The caller answers
// for the consent, whose referrals are not for answers.
absl::StatusOr<std::vector<v1::Referral>> ListReferralsUnder(db::ReadTx& tx, const Scope& scope,
                                                             const Id& consent_id);

// Those that the account's side sent or drafted from a track, by number.
absl::StatusOr<std::vector<v1::Referral>> ReferralsFromTrack(db::ReadTx& tx, const Scope& scope,
                                                             const Id& track_id);

// Those of the person, to the recipient and for the purpose of `consent` that are SENT to STARTED,
// whoever of the organisation may see them; by number. The caller answers for the consent.
absl::StatusOr<std::vector<v1::Referral>> ListRunningReferrals(db::ReadTx& tx, const Scope& scope,
                                                               const v1::Consent& consent);

// Those that are SENT to STARTED, came to the caller's organisation and led to the track, whoever
// of it may see them; by number. The caller answers for the track.
absl::StatusOr<std::vector<v1::Referral>> ListReferralsLedTo(db::ReadTx& tx, const Scope& scope,
                                                             const Id& track_id);

// As `referral` says, its payload and recorded_by too; number, from, to and state are set. The
// answer has etag and times.
absl::StatusOr<v1::Referral> InsertReferral(db::WriteTx& tx, v1::Referral referral, int64_t now_us);

// Writes all but number, from, recorded_by and events; payload and track when there is one. The
// answer has etag and time.
absl::StatusOr<v1::Referral> UpdateReferral(db::WriteTx& tx, v1::Referral referral, int64_t now_us);

// Adds to the referral's history; `organisation_id` did it.
absl::Status InsertReferralEvent(db::WriteTx& tx, const Id& referral_id,
                                 const v1::ReferralEvent& event, const Id& organisation_id,
                                 int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_EXCHANGE_REFERRAL_H_
