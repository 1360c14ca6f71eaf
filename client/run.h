// The whole program but for main().
#ifndef KANSRIJK_CLIENT_RUN_H_
#define KANSRIJK_CLIENT_RUN_H_

#include <ostream>
#include <string>
#include <vector>

namespace kansrijk::client {

// Runs the words typed after the program's name. The exit code; see failure.h.
int Run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_RUN_H_
