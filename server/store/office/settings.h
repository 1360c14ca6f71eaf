// Settings of organisations.
#ifndef KANSRIJK_SERVER_STORE_OFFICE_SETTINGS_H_
#define KANSRIJK_SERVER_STORE_OFFICE_SETTINGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/db/database.h"

namespace kansrijk::store {

// DefaultSettings() as long as nothing was changed. The caller answers for the organisation.
absl::StatusOr<v1::Settings> SettingsOf(db::ReadTx& tx, const Id& organisation_id);

// Writes all of them; the answer is what stands since.
absl::StatusOr<v1::Settings> PutSettings(db::WriteTx& tx, const Id& organisation_id,
                                         const v1::Settings& settings, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_SETTINGS_H_
