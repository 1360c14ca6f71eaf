// Languages that people speak, as codes.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_LANGUAGE_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_LANGUAGE_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kNotALanguage{
    "NOT_A_LANGUAGE", absl::StatusCode::kInvalidArgument,
    "`$0` holds something that is not a language code such as nl, ar or pt-BR",
    "`$0` bevat iets dat geen taalcode is, zoals nl, ar of pt-BR"};

// Whether all are written as BCP 47 does: letters, digits and hyphens, a letter first.
bool AreLanguages(const google::protobuf::RepeatedPtrField<std::string>& codes);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_LANGUAGE_H_
