// What people type (H-0142, B01, KO) as the resource names that the server resolves.
#ifndef KANSRIJK_CLIENT_NAMES_H_
#define KANSRIJK_CLIENT_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace kansrijk::client {

// The name of a resource of `type` (Household, Track, Member, ...) by the number typed. A name that
// is whole already (it has a slash) stays as it is. InvalidArgument: empty, or with spaces or
// control characters.
absl::StatusOr<std::string> ResourceName(absl::string_view type, absl::string_view typed);

// The name of the match of a track and a buddy, both as typed: tracks/T0142/matches/B01.
absl::StatusOr<std::string> MatchName(absl::string_view track, absl::string_view buddy);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_NAMES_H_
