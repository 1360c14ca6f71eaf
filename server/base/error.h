// Errors as part of the product: a stable reason, a status code chosen once, and a text in English
// and in Dutch. Each kind is declared next to the rule that it reports.
#ifndef KANSRIJK_SERVER_BASE_ERROR_H_
#define KANSRIJK_SERVER_BASE_ERROR_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"

namespace kansrijk {

// `$0`, `$1` in the texts stand for the arguments. Arguments are never personal data: numbers,
// dates, names of fields and states only.
struct ErrorKind {
  const char* reason;  // google.rpc.ErrorInfo.reason, UPPER_SNAKE_CASE, never changed
  absl::StatusCode code;
  const char* english;
  const char* dutch;
};

// An error with google.rpc.ErrorInfo and LocalizedMessage (nl) as payloads.
absl::Status Error(const ErrorKind& kind, const std::vector<std::string>& arguments = {});

// The same, blamed on a request field by its path (session.minutes): google.rpc.BadRequest.
absl::Status FieldError(const ErrorKind& kind, absl::string_view field,
                        const std::vector<std::string>& arguments = {});

// Several field errors as one: the first one's reason, all violations.
absl::Status JoinFieldErrors(const std::vector<absl::Status>& errors);

// The stable reason, or "" when the status has none.
std::string ReasonOf(const absl::Status& status);

// The Dutch text, or the English message when there is none.
std::string DutchMessageOf(const absl::Status& status);

// Unpacks a payload by the type of message; an empty message when absent.
template <typename Message>
Message PayloadOf(const absl::Status& status) {
  Message message;
  if (auto payload = status.GetPayload("type.googleapis.com/" +
                                       std::string(Message::descriptor()->full_name()))) {
    message.ParseFromString(std::string(*payload));
  }
  return message;
}

template <typename Message>
void SetPayload(absl::Status& status, const Message& message) {
  status.SetPayload("type.googleapis.com/" + std::string(Message::descriptor()->full_name()),
                    absl::Cord(message.SerializeAsString()));
}

// Reasons that several layers report.
inline constexpr ErrorKind kNotFound{"NOT_FOUND", absl::StatusCode::kNotFound,
                                     "$0 not found: it does not exist, or it is not yours to see",
                                     "$0 niet gevonden: het bestaat niet, of u mag het niet zien"};
inline constexpr ErrorKind kStaleEtag{
    "STALE_ETAG", absl::StatusCode::kAborted,
    "$0 was changed in the meantime; its etag is now $1: look again before changing it",
    "$0 is intussen gewijzigd; de etag is nu $1: bekijk het opnieuw voor u het wijzigt"};
inline constexpr ErrorKind kNumberInUse{"NUMBER_IN_USE", absl::StatusCode::kAlreadyExists,
                                        "$0 $1 is in use already", "$1 is al in gebruik"};
inline constexpr ErrorKind kUnavailable{
    "STORE_UNAVAILABLE", absl::StatusCode::kUnavailable,
    "the store could not be read or written; nothing was changed, try again",
    "de opslag kon niet worden gelezen of geschreven; er is niets gewijzigd, probeer opnieuw"};
inline constexpr ErrorKind kInternal{
    "INTERNAL", absl::StatusCode::kInternal,
    "something went wrong in the server; pass on the trace id to the administrator",
    "er ging iets mis in de server; geef de trace-id door aan de beheerder"};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_ERROR_H_
