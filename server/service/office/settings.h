// Use cases of SettingsService; contracts in proto/kansrijk/v1/settings.proto.
#ifndef KANSRIJK_SERVER_SERVICE_OFFICE_SETTINGS_H_
#define KANSRIJK_SERVER_SERVICE_OFFICE_SETTINGS_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Settings> GetSettings(rpc::ReadCall& call,
                                         const v1::GetSettingsRequest& request);
absl::StatusOr<v1::Settings> UpdateSettings(rpc::WriteCall& call,
                                            const v1::UpdateSettingsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_OFFICE_SETTINGS_H_
