// Organisations. Not personal; one that is unconfirmed is listed within a scope only, and named in
// a request within one (store/resolve).
#ifndef KANSRIJK_SERVER_STORE_OFFICE_ORGANISATION_H_
#define KANSRIJK_SERVER_STORE_OFFICE_ORGANISATION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/organisation.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound when there is none with this id. Not scoped: the caller answers for the id or code.
absl::StatusOr<v1::Organisation> RequireOrganisation(db::ReadTx& tx, const Id& id);
absl::StatusOr<std::optional<v1::Organisation>> FindOrganisation(db::ReadTx& tx, const Id& id);
absl::StatusOr<std::optional<v1::Organisation>> FindOrganisationByCode(db::ReadTx& tx,
                                                                       const std::string& code);

// Those in the scope by code; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Organisation>> ListOrganisations(db::ReadTx& tx, const Scope& scope,
                                                                const Page& page);

// AlreadyExists when the code is in use. The answer has etag and times.
absl::StatusOr<v1::Organisation> InsertOrganisation(db::WriteTx& tx, v1::Organisation organisation,
                                                    int64_t now_us);

// Unconfirmed, seen by the organisation `importer_id` once the import is finished. One with this id
// that another organisation imported before is shared, and stays as it is. AlreadyExists when the
// code is in use under another id.
absl::Status InsertImportedOrganisation(db::WriteTx& tx, const v1::Organisation& organisation,
                                        const Id& importer_id, int64_t import_number,
                                        int64_t now_us);

// Whether this is the organisation that runs the installation.
absl::StatusOr<bool> RunsInstallation(db::ReadTx& tx, const Id& id);

// The organisation runs the installation when none does yet; for ever.
absl::Status RunByFirst(db::WriteTx& tx, const Id& id);

// Nothing changes when it is confirmed already.
absl::Status ConfirmOrganisation(db::WriteTx& tx, const Id& id, int64_t now_us);

// How many of what is open OpenOfOrganisation() names at most.
inline constexpr int64_t kOpenNamedMax = 5;

// Numbers of what is open of an organisation or with it, the first kOpenNamedMax of them: referrals
// under way, open tracks, training sessions to come.
absl::StatusOr<std::vector<std::string>> OpenOfOrganisation(db::ReadTx& tx, const Id& id);

// Closes it and disables its accounts.
absl::Status CloseOrganisation(db::WriteTx& tx, const Id& id, int64_t now_us);

// Takes the closing back, and leaves its accounts disabled.
absl::Status ReopenOrganisation(db::WriteTx& tx, const Id& id, int64_t now_us);

// Writes display_name and kind; the answer has the new etag and time.
absl::StatusOr<v1::Organisation> UpdateOrganisation(db::WriteTx& tx, v1::Organisation organisation,
                                                    int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_ORGANISATION_H_
