// The command table: what can be typed, which method it calls, and which request field each
// argument and flag fills. Help, completion, manual page and parsing all come from it. A new method
// is one entry here, and rows in columns.cc when its message is new.
#ifndef KANSRIJK_CLIENT_MESSAGE_COMMANDS_H_
#define KANSRIJK_CLIENT_MESSAGE_COMMANDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace kansrijk::client {

struct Invocation;

enum class Takes {
  kValue,          // --minutes 45, --minutes=45
  kNothing,        // --all; a yes-or-no field also reads --participant=no
  kOptionalValue,  // --note -, --note
};

struct Argument {
  const char* name;  // as help shows it: TRACK
  const char* path;  // request field; "" for a command that calls no method by itself
  bool optional = false;
  bool many = false;  // takes all that follow; the last one of a command that calls no method
};

struct Flag {
  std::string name;  // without dashes: minutes
  std::string path;  // request field; "" when it is not about one
  Takes takes = Takes::kValue;
  char letter = '\0';
  const char* help = nullptr;  // message id, where the common one does not fit
  // Asked for on a terminal, though not every request needs it, unless one of these is given.
  std::optional<std::vector<std::string>> asked_unless = std::nullopt;
};

struct Preset {
  const char* path = "";   // request field that the command itself decides
  const char* value = "";  // name of the enum value
};

using Action = absl::StatusOr<int> (*)(Invocation& invocation);

struct Command {
  const char* words;         // session log
  const char* summary;       // message id
  const char* details = "";  // message id: what its help says besides
  const char* example;       // one command a line
  const char* method = "";   // SessionService.LogSession; "" when it calls none by itself
  std::vector<Argument> arguments = {};
  std::vector<Flag> flags = {};
  const char* etag_from = "";  // method that gets the etag to send along; a listing when the thing
                               // has no name: then what agrees in the fields that are required
  Preset preset = {};
  bool grave = false;    // asks for the id to be typed
  bool is_page = false;  // prints a page, so that -o html has one
  Action run = nullptr;  // null: call the method and print the answer
};

// All commands, in the order of the overview.
const std::vector<Command>& Commands();

// Null when there is none.
const Command* FindCommand(absl::string_view words);

// Flags that every command takes.
const std::vector<Flag>& GlobalFlags();

// The table's flags and those that follow from the request: request-id, etag, dry-run, limit, all,
// confirm, edit.
std::vector<Flag> FlagsOf(const Command& command);

// How a flag for `field` is typed, when it was declared as `declared`.
Takes TakesOf(const google::protobuf::FieldDescriptor& field, Takes declared);

// What a flag is for, as a message id.
const char* HelpOf(const Flag& flag);

// An --output of a command's own, which is a file and no format.
bool NamesFile(const Flag& flag);

// What the overview shows together.
struct Subject {
  const char* heading;  // message id
  std::vector<Command> commands;
};

// All commands by subject; those of one noun stand together.
const std::vector<Subject>& Subjects();

// The commands by subject, each a part of Subjects().
std::vector<Command> CaseloadCommands();
std::vector<Command> AppointmentCommands();
std::vector<Command> PeopleCommands();
std::vector<Command> TrackCommands();
std::vector<Command> AssessmentCommands();
std::vector<Command> GoalCommands();
std::vector<Command> SignalCommands();
std::vector<Command> MatchingCommands();
std::vector<Command> BuddyCommands();
std::vector<Command> TrainingCommands();
std::vector<Command> ReferralCommands();
std::vector<Command> StatisticsCommands();
std::vector<Command> OfficeCommands();
std::vector<Command> LocalCommands();

// One command of each verb of a state machine: `method` takes the verb as `verb`, and the version
// that `etag_from` gives.
struct Transition {
  const char* words;
  const char* summary;  // message id
  const char* example;
  const char* verb;  // name of the enum value
  std::vector<Flag> flags;
  bool grave = false;
  bool dated = true;  // takes a date from when it holds
};
std::vector<Command> TransitionCommands(const std::vector<Transition>& transitions,
                                        const std::vector<Argument>& arguments, const char* method,
                                        const char* etag_from);

// The commands of several nouns in a row.
std::vector<Command> Together(const std::vector<std::vector<Command>>& nouns);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_COMMANDS_H_
