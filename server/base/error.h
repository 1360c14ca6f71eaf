// Errors as part of the product: a stable reason, a status code chosen once, and a sentence in
// English and in Dutch. Each kind is declared next to the rule that it reports.
//
// What the API has a name for stands in a sentence under that name, between backquotes: a value of
// an enum (`TRACK_STATE_PAUSED`), a field of the request (`session.note`), a resource
// (`tracks/T0142`); several with commas. It is data: a client says it in the words of its own
// users, so that the server has no words for states, verbs and fields.
#ifndef KANSRIJK_SERVER_BASE_ERROR_H_
#define KANSRIJK_SERVER_BASE_ERROR_H_

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/rpc/error_details.pb.h"

namespace kansrijk {

// The name of a value of a proto enum; its number when this build does not know it.
template <typename Enum>
std::string NameOf(Enum value) {
  const auto* const known =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value));
  return known == nullptr ? absl::StrCat(static_cast<int>(value)) : known->name();
}

// $0, $1 in the sentences stand for the arguments. Arguments are never personal data: numbers,
// dates, names of fields and states only.
struct ErrorKind {
  const char* reason;  // google.rpc.ErrorInfo.reason, UPPER_SNAKE_CASE, never changed
  absl::StatusCode code;
  const char* english;
  const char* dutch;
};

// What a sentence says at its place: a text as it is, a value of an enum by its name in the API.
class Argument {
 public:
  Argument(std::string text) : data_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  Argument(const char* text) : data_(text) {}             // NOLINT(google-explicit-constructor)
  template <typename Enum, std::enable_if_t<std::is_enum_v<Enum>, int> = 0>
  Argument(Enum value)  // NOLINT(google-explicit-constructor)
      : data_(NameOf(value)), is_named_(true) {}

  // The names of several values, with commas.
  template <typename Enum>
  static Argument Values(const std::vector<Enum>& values) {
    Argument names(absl::StrJoin(values, ", ",
                                 [](std::string* out, Enum value) { out->append(NameOf(value)); }));
    names.is_named_ = true;
    return names;
  }

  const std::string& data() const { return data_; }
  // As it stands in a sentence.
  std::string InSentence() const { return is_named_ ? absl::StrCat("`", data_, "`") : data_; }

 private:
  std::string data_;
  bool is_named_ = false;
};

// An error with google.rpc.ErrorInfo, whose metadata holds the arguments by their place ("0"), and
// LocalizedMessage (nl) as payloads.
absl::Status Error(const ErrorKind& kind, const std::vector<Argument>& arguments = {});

// The same, blamed on a request field by its path (session.minutes): google.rpc.BadRequest.
absl::Status FieldError(const ErrorKind& kind, absl::string_view field,
                        const std::vector<Argument>& arguments = {});

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
inline constexpr ErrorKind kNotFound{
    "NOT_FOUND", absl::StatusCode::kNotFound,
    "`$0` not found: it does not exist, or it is not yours to see",
    "`$0` is niet gevonden: het bestaat niet, of u mag het niet zien"};
inline constexpr ErrorKind kStaleEtag{
    "STALE_ETAG", absl::StatusCode::kAborted,
    "$0 was changed in the meantime; its `etag` is now $1: look at it again before you change it",
    "$0 is intussen gewijzigd; `etag` is nu $1: bekijk het opnieuw voor u het wijzigt"};
inline constexpr ErrorKind kNumberInUse{"NUMBER_IN_USE", absl::StatusCode::kAlreadyExists,
                                        "$0 $1 is already in use", "$1 is al in gebruik"};
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
