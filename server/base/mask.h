// Partial updates (AIP-134).
#ifndef KANSRIJK_SERVER_BASE_MASK_H_
#define KANSRIJK_SERVER_BASE_MASK_H_

#include <algorithm>
#include <initializer_list>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/util/field_mask_util.h"
#include "server/base/error.h"

namespace kansrijk {

inline constexpr ErrorKind kMaskUnknownPath{
    "MASK_UNKNOWN_PATH", absl::StatusCode::kInvalidArgument,
    "update_mask names $0, which cannot be changed; what can: $1",
    "update_mask noemt $0, dat niet te wijzigen is; wat wel kan: $1"};

// `current` with the fields that `mask` names taken from `given`. InvalidArgument: an empty mask,
// or a path outside `changeable`.
template <typename Message>
absl::StatusOr<Message> ApplyMask(const Message& current, const Message& given,
                                  const google::protobuf::FieldMask& mask,
                                  std::initializer_list<const char*> changeable) {
  const auto refuse = [&](const std::string& path) {
    return FieldError(kMaskUnknownPath, "update_mask", {path, absl::StrJoin(changeable, ", ")});
  };
  if (mask.paths().empty()) return refuse("nothing");
  for (const std::string& path : mask.paths()) {
    if (std::find(changeable.begin(), changeable.end(), path) == changeable.end()) {
      return refuse(path);
    }
  }
  Message merged = current;
  google::protobuf::util::FieldMaskUtil::MergeOptions replace;
  replace.set_replace_message_fields(true);
  replace.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(given, mask, replace, &merged);
  return merged;
}

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_MASK_H_
