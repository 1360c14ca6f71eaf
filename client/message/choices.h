// Values of an enum as people read and type them: "home visit", huisbezoek; home-visit.
#ifndef KANSRIJK_CLIENT_MESSAGE_CHOICES_H_
#define KANSRIJK_CLIENT_MESSAGE_CHOICES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/message/language.h"
#include "google/protobuf/descriptor.h"

namespace kansrijk::client {

// HOME_VISIT: the name without the prefix that its type gives it.
std::string ShortName(const google::protobuf::EnumValueDescriptor& value);

// "home visit" or "huisbezoek"; "" for the value that means not set.
std::string Label(const google::protobuf::EnumValueDescriptor& value, Language language);
std::string Label(const google::protobuf::EnumValueDescriptor& value);

// home-visit, phone, ... or huisbezoek, telefoon, ...: what can be typed, in the user's language,
// without the value that means not set.
std::vector<std::string> Choices(const google::protobuf::EnumDescriptor& type);

// The value typed as a choice, a short or full name, or a label in either language; capitals,
// spaces, dashes and underscores don't matter. Empty text is the value that means not set.
// InvalidArgument: none of these; names what can be typed.
absl::StatusOr<const google::protobuf::EnumValueDescriptor*> ParseChoice(
    const google::protobuf::EnumDescriptor& type, absl::string_view typed);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_CHOICES_H_
