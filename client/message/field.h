// Sets fields of a request from what the user typed.
#ifndef KANSRIJK_CLIENT_MESSAGE_FIELD_H_
#define KANSRIJK_CLIENT_MESSAGE_FIELD_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/message/schema.h"

namespace kansrijk::client {

// Sets the field at `path` from text: numbers, yes or no, choices, dates and times, amounts in
// euros for cents, lists with commas, scores as ITEM=LEVEL, resources by number. InvalidArgument:
// the text is not one of these.
absl::Status SetField(Message& root, absl::string_view path, absl::string_view text);

// Whether the text says no where a yes or no is wanted.
bool IsNo(absl::string_view text);

// The message that holds the last step of a path, made along the way, and that step.
std::pair<Message*, const FieldDescriptor*> Descend(Message& root, absl::string_view path);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_FIELD_H_
