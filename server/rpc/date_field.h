// What each date that a caller can set tells of, and so which days it can be.
#ifndef KANSRIJK_SERVER_RPC_DATE_FIELD_H_
#define KANSRIJK_SERVER_RPC_DATE_FIELD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "server/base/plausible.h"

namespace kansrijk::rpc {

struct DateField {
  const char* field;             // kansrijk.v1.Session.date
  std::optional<DateKind> kind;  // none: any day, as in a filter
};

// Null when the table does not know the field: a server with such a field does not start.
const DateField* FindDateField(absl::string_view field);

// Whether nobody can have meant `day`: implausible for its kind. A day to come of something that
// happened passes here as long as it would be plausible as a plan: the rule of that field refuses
// it in words of its own (SESSION_IN_FUTURE).
bool IsOutOfTheQuestion(const DateField& field, absl::CivilDay day, absl::CivilDay today);

// Every field of the table, for tests.
std::vector<std::string> DateFields();

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_DATE_FIELD_H_
