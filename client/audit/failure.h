// Why a judgement isn't given.
#ifndef KANSRIJK_CLIENT_AUDIT_FAILURE_H_
#define KANSRIJK_CLIENT_AUDIT_FAILURE_H_

#include <stdexcept>

namespace kansrijk::audit {

// Input that can't be read or isn't what its format says; what() names the file and the fault.
class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// No table of integers agrees with what is published.
class Contradiction : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The solver gave up: neither yes nor no is known.
class Undecided : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_FAILURE_H_
