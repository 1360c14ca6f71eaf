#include "server/service/settings.h"

namespace kansrijk::service {

absl::StatusOr<v1::Settings> GetSettings(rpc::ReadCall&, const v1::GetSettingsRequest&) {
  return absl::UnimplementedError("GetSettings");
}

absl::StatusOr<v1::Settings> UpdateSettings(rpc::WriteCall&, const v1::UpdateSettingsRequest&) {
  return absl::UnimplementedError("UpdateSettings");
}

}  // namespace kansrijk::service
