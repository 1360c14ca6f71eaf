// One run of one command: what the user typed, the settings in force, and where answers go.
#ifndef KANSRIJK_CLIENT_SHELL_INVOCATION_H_
#define KANSRIJK_CLIENT_SHELL_INVOCATION_H_

#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "client/message/arguments.h"
#include "client/table/print.h"

namespace kansrijk::client {

// Flag, else environment, else configuration file, else default.
struct Settings {
  std::string context;
  std::string server;
  std::string token_file;
  std::string account;  // accounts/{account} that is logged in; "" when this machine does not know
  Format format = Format::kTable;
  absl::Duration timeout;
  bool timeout_given = false;
  bool no_input = false;
  bool verbose = false;
};

// The file in which the text that a flag gives is kept until the server has it.
struct TextOfFlag {
  std::string flag;      // note
  std::string taken_by;  // what is typed to take it up again: --note, --reason -
  std::string path;
};

struct Invocation {
  Typed typed;
  Settings settings = {};
  std::vector<std::string> words;           // as typed, to say how to repeat
  std::vector<std::string> said = {};       // arguments before names became numbers
  std::set<std::string> answered = {};      // flags that were asked for
  std::vector<TextOfFlag> kept_texts = {};  // of this run
  std::ostream& out = std::cout;
  std::ostream& err = std::cerr;

  const Command& command() const { return *typed.command; }
  bool Has(const std::string& flag) const { return typed.flags.count(flag) > 0; }
  // "" when the flag was not given.
  std::string Value(const std::string& flag) const {
    const auto found = typed.flags.find(flag);
    return found == typed.flags.end() ? "" : found->second;
  }
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_INVOCATION_H_
