// Optimistic concurrency: an etag is the version of a resource, opaque to callers.
#ifndef KANSRIJK_SERVER_BASE_ETAG_H_
#define KANSRIJK_SERVER_BASE_ETAG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/base/error.h"

namespace kansrijk {

inline std::string EtagOf(int64_t revision) { return absl::StrCat("v", revision); }

inline constexpr ErrorKind kEtagRequired{
    "ETAG_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`etag` is required: look at $0 first, and send its etag with the change",
    "`etag` is verplicht: bekijk eerst $0, en stuur de etag mee met de wijziging"};

// Aborted, with the current etag, unless `given` is `current`. `what` is a number people know, or
// the value of an enum.
inline absl::Status CheckEtag(const Argument& what, const std::string& current,
                              const std::string& given) {
  if (given.empty()) return FieldError(kEtagRequired, "etag", {what});
  return given == current ? absl::OkStatus() : Error(kStaleEtag, {what, current});
}

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_ETAG_H_
