// What people type (H-0142, B01, KO) as the resource names that the server resolves.
#ifndef KANSRIJK_CLIENT_MESSAGE_NAMES_H_
#define KANSRIJK_CLIENT_MESSAGE_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace kansrijk::client {

// The name of a resource of `type` (Household, Track, Member, ...) by the number typed. A name that
// is whole already (it has a slash) stays as it is. InvalidArgument: empty, or with spaces or
// control characters.
absl::StatusOr<std::string> ResourceName(absl::string_view type, absl::string_view typed);

// The name of a thing of `type` (Match, Enrolment) by what it belongs to and the number it has
// there, both as typed: the match of a track with a buddy (tracks/T0142/matches/B01), the enrolment
// in a training session of who attends.
absl::StatusOr<std::string> PairName(absl::string_view type, absl::string_view parent,
                                     absl::string_view child);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_NAMES_H_
