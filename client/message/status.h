// Early return for absl::Status and absl::StatusOr, as the server has it: neither side includes the
// other.
#ifndef KANSRIJK_CLIENT_MESSAGE_STATUS_H_
#define KANSRIJK_CLIENT_MESSAGE_STATUS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define KANSRIJK_CONCAT_INNER(a, b) a##b
#define KANSRIJK_CONCAT(a, b) KANSRIJK_CONCAT_INNER(a, b)

// Returns from the function when `expression`, an absl::Status, is not OK.
#define RETURN_IF_ERROR(expression)                                         \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

// Assigns the value of an absl::StatusOr, or returns its error.
#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_INNER(KANSRIJK_CONCAT(status_or_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                   \
  if (!result.ok()) return std::move(result).status();          \
  declaration = *std::move(result)

#endif  // KANSRIJK_CLIENT_MESSAGE_STATUS_H_
