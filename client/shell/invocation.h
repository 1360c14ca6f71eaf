// One run of one command: what the user typed, the settings in force, and where answers go.
#ifndef KANSRIJK_CLIENT_SHELL_INVOCATION_H_
#define KANSRIJK_CLIENT_SHELL_INVOCATION_H_

#include <iostream>
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
  Format format = Format::kTable;
  absl::Duration timeout;
  bool timeout_given = false;
  bool no_input = false;
  bool verbose = false;
};

struct Invocation {
  Typed typed;
  Settings settings = {};
  std::vector<std::string> words;  // as typed, to say how to repeat
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
