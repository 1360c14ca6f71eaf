// Certificates of the Buddy Academie, their rules and modules.
#ifndef KANSRIJK_SERVER_STORE_ACADEMIE_CERTIFICATE_H_
#define KANSRIJK_SERVER_STORE_ACADEMIE_CERTIFICATE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/certificate.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound outside the scope. `state` is that of scope.today.
absl::StatusOr<v1::Certificate> RequireCertificate(db::ReadTx& tx, const Scope& scope,
                                                   const std::string& name);

// Latest first; of all holders when `buddy_id` is empty, without modules. page.after is
// (created_us, id).
absl::StatusOr<std::vector<v1::Certificate>> ListCertificates(db::ReadTx& tx, const Scope& scope,
                                                              const Id& buddy_id, const Page& page);

// A certificate as whoever holds its number may see it, and who holds it.
struct CheckedCertificate {
  v1::CertificateCheck check;
  std::string holder;
};
// By the number as written. Not scoped: the number itself is the permission. `state` is that of
// `today`.
absl::StatusOr<std::optional<CheckedCertificate>> FindCertificateByNumber(db::ReadTx& tx,
                                                                          const std::string& number,
                                                                          const std::string& today);

// The last day of the holder's certificates of a programme that were not revoked; "" for none.
absl::StatusOr<std::string> CertificateEnd(db::ReadTx& tx, const std::string& holder,
                                           v1::Programme programme);

// The number of a certificate of the holder that rests on the training and is not revoked.
absl::StatusOr<std::optional<std::string>> FindCertificateOnTraining(db::ReadTx& tx,
                                                                     const std::string& holder,
                                                                     const Id& training_id);

struct RequiredModule {
  Id training_id;
  std::string code;
  bool attended = false;  // by the holder
};
// What the organisation's certificate of the programme requires, by code.
absl::StatusOr<std::vector<RequiredModule>> RequiredModules(db::ReadTx& tx,
                                                            const Id& organisation_id,
                                                            v1::Programme programme,
                                                            const std::string& holder);

// Rests on the trainings with these ids.
absl::Status InsertCertificate(db::WriteTx& tx, const v1::Certificate& certificate,
                               const Id& organisation_id, const std::string& account_handle,
                               const std::vector<Id>& training_ids, int64_t now_us);

// Writes state and revocation; the answer has etag and update time.
absl::StatusOr<v1::Certificate> UpdateCertificate(db::WriteTx& tx, v1::Certificate certificate,
                                                  int64_t now_us);

// Never changed: the default, without etag. Without training_codes.
absl::StatusOr<v1::CertificateRule> CertificateRuleOf(db::ReadTx& tx, const Id& organisation_id,
                                                      v1::Programme programme);

absl::Status PutCertificateRule(db::WriteTx& tx, const Id& organisation_id,
                                const v1::CertificateRule& rule, int64_t now_us);

// A buddy, and until when a certificate of a programme that was issued here is in force.
struct CertifiedBuddy {
  v1::CertificateNeed need;            // the buddy's name and number; no dates, no modules
  std::string basic_certificate_date;  // of one from before or elsewhere
  std::string issued_until;            // "" for none
};
// Buddies whose records the organisation keeps and who did not leave, by number; page.after is
// (number, id).
absl::StatusOr<std::vector<CertifiedBuddy>> ListCertifiedBuddies(db::ReadTx& tx, const Scope& scope,
                                                                 const Id& organisation_id,
                                                                 v1::Programme programme,
                                                                 const Page& page);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ACADEMIE_CERTIFICATE_H_
