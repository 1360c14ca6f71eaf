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

inline constexpr ErrorKind kMaskUnknownPath{"MASK_UNKNOWN_PATH", absl::StatusCode::kInvalidArgument,
                                            "`$0` cannot be changed; what can: `$1`",
                                            "`$0` is niet te wijzigen; wat wel kan: `$1`"};

inline constexpr ErrorKind kMaskEmpty{"MASK_UNKNOWN_PATH", absl::StatusCode::kInvalidArgument,
                                      "`update_mask` names nothing; what can be changed: `$0`",
                                      "`update_mask` noemt niets; wat te wijzigen is: `$0`"};

// `current` with the fields that `mask` names taken from `given`. InvalidArgument: an empty mask,
// or a path outside `changeable`.
template <typename Message>
absl::StatusOr<Message> ApplyMask(const Message& current, const Message& given,
                                  const google::protobuf::FieldMask& mask,
                                  std::initializer_list<const char*> changeable) {
  const auto refuse = [&](const std::string& path) {
    return FieldError(kMaskUnknownPath, "update_mask", {path, absl::StrJoin(changeable, ", ")});
  };
  if (mask.paths().empty()) {
    return FieldError(kMaskEmpty, "update_mask", {absl::StrJoin(changeable, ", ")});
  }
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
