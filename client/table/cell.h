// One cell: a field of a message as text.
#ifndef KANSRIJK_CLIENT_TABLE_CELL_H_
#define KANSRIJK_CLIENT_TABLE_CELL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/message/schema.h"

namespace kansrijk::client {

// People read labels, yes and no, and times in Amsterdam, in their language; machines read names
// of values, true and false, and RFC 3339.
enum class Audience { kPeople, kMachine };

// The text at a path as Column has it. Not yet safe to show: see text.h.
std::string Cell(const Message& message, absl::string_view path, Audience audience);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_CELL_H_
