// Organisations. Not personal, so without scope.
#ifndef KANSRIJK_SERVER_STORE_ORGANISATION_H_
#define KANSRIJK_SERVER_STORE_ORGANISATION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/organisation.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"

namespace kansrijk::store {

// NotFound when there is none with this id.
absl::StatusOr<v1::Organisation> RequireOrganisation(db::ReadTx& tx, const std::string& id);
absl::StatusOr<std::optional<v1::Organisation>> FindOrganisationByCode(db::ReadTx& tx,
                                                                       const std::string& code);

// By code; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Organisation>> ListOrganisations(db::ReadTx& tx, const Page& page);

// AlreadyExists when the code is in use. Sets etag and times of `organisation`.
absl::Status InsertOrganisation(db::WriteTx& tx, v1::Organisation& organisation, int64_t now_us);

// Writes display_name and kind; sets the new etag and time of `organisation`.
absl::Status UpdateOrganisation(db::WriteTx& tx, v1::Organisation& organisation, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ORGANISATION_H_
