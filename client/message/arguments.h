// The arguments and flags that the user typed, read by the command table.
#ifndef KANSRIJK_CLIENT_MESSAGE_ARGUMENTS_H_
#define KANSRIJK_CLIENT_MESSAGE_ARGUMENTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/message/commands.h"

namespace kansrijk::client {

// The value of a flag that was given without one.
inline constexpr char kNoValue[] = "\x01";

struct Typed {
  std::string words;                         // as far as they name a command or a noun
  const Command* command = nullptr;          // null: only a noun or nothing was typed
  std::vector<std::string> arguments;        // in the order of the table
  std::map<std::string, std::string> flags;  // by name; switches hold kNoValue
  std::map<std::string, std::vector<std::string>> values;  // all that were given for a flag
};

// Reads the words after the program's name. InvalidArgument, in the user's language: an unknown
// command or flag (with the nearest known one), a value missing or too many.
absl::StatusOr<Typed> ReadArguments(const std::vector<std::string>& words);

// The value of a flag wherever it stands, before anything else is known; "" when absent.
std::string FlagAnywhere(const std::vector<std::string>& words, const std::string& flag);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_ARGUMENTS_H_
