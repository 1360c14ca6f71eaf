// Help from the command table, in the user's language; examples first.
#ifndef KANSRIJK_CLIENT_SHELL_HELP_H_
#define KANSRIJK_CLIENT_SHELL_HELP_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/message/commands.h"

namespace kansrijk::client {

// The overview: examples, commands by noun.
void PrintOverview(std::ostream& out);
// The overview with global flags, environment and exit codes.
void PrintHelp(std::ostream& out);
void PrintNounHelp(const std::string& noun, std::ostream& out);
void PrintCommandHelp(const Command& command, std::ostream& out);

// session log TRACK [flags]
std::string UsageOf(const Command& command);
// --minutes VALUE, -o, --output VALUE
std::string SpellingOf(const Flag& flag);
// What it is for, with the values to choose from.
std::string ExplanationOf(const Command* command, const Flag& flag);
// The values to choose from; empty when any text will do.
std::vector<std::string> ChoicesOf(const Command* command, const Flag& flag);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_HELP_H_
