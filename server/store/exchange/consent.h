// Consents.
#ifndef KANSRIJK_SERVER_STORE_EXCHANGE_CONSENT_H_
#define KANSRIJK_SERVER_STORE_EXCHANGE_CONSENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/consent.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound outside the scope. `state` is that of scope.today.
absl::StatusOr<v1::Consent> RequireConsent(db::ReadTx& tx, const Scope& scope,
                                           const std::string& name);

// Of the person, for the recipient, standing on scope.today; in the scope; latest first.
absl::StatusOr<std::vector<v1::Consent>> ListStandingConsents(db::ReadTx& tx, const Scope& scope,
                                                              const Id& member_id,
                                                              const Id& recipient_id);

// The birth date of the person whose consent it is, who may be a member of a household that the
// caller does not read; empty when the person has no record.
absl::StatusOr<std::string> SubjectBirthDate(db::ReadTx& tx, const Scope& scope,
                                             const Id& consent_id);

// Of the person, for any recipient, standing on scope.today; in the scope; by number.
absl::StatusOr<std::vector<v1::Consent>> StandingConsentsOf(db::ReadTx& tx, const Scope& scope,
                                                            const Id& member_id);
// Of all members of the person's household, for the recipient of a referral, standing on
// scope.today; latest first. In the scope is the referral: what a side may see of it rests on them.
absl::StatusOr<std::vector<v1::Consent>> ConsentsOfReferral(db::ReadTx& tx, const Scope& scope,
                                                            const Id& referral_id);

struct ConsentFilter {
  Id household_id;        // "": all
  bool standing = false;  // on scope.today
};

// Latest first; page.after is (created_us, id).
absl::StatusOr<std::vector<v1::Consent>> ListConsents(db::ReadTx& tx, const Scope& scope,
                                                      const ConsentFilter& filter,
                                                      const Page& page);

// `consent` has name, number, recipient and either subject or, for a person from elsewhere,
// subject_name. The answer has etag, times and state GIVEN.
absl::StatusOr<v1::Consent> InsertConsent(db::WriteTx& tx, v1::Consent consent,
                                          const Id& organisation_id, int64_t now_us);

// Withdraws it as withdraw_date and withdraw_account_handle say; the answer has etag and update
// time.
absl::StatusOr<v1::Consent> WithdrawConsent(db::WriteTx& tx, v1::Consent consent, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_EXCHANGE_CONSENT_H_
