// Why a record is put right or taken back.
#ifndef KANSRIJK_SERVER_RULES_REASON_H_
#define KANSRIJK_SERVER_RULES_REASON_H_

#include <string>

#include "absl/status/status.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kReasonRequired{
    "REASON_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`reason` is required: say why it is put right or taken back",
    "`reason` is verplicht: zeg waarom het wordt verbeterd of teruggedraaid"};

// InvalidArgument on reason when what `puts_right` a record has none.
absl::Status CheckReason(bool puts_right, const std::string& reason);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_REASON_H_
