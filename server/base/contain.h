// Keeps exceptions from ending the server: only the work that throws fails.
#ifndef KANSRIJK_SERVER_BASE_CONTAIN_H_
#define KANSRIJK_SERVER_BASE_CONTAIN_H_

#include <exception>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace kansrijk {

// A fault of the program that must not go unnoticed, found where no status can be returned. It says
// what is wrong and never quotes content. Throw one only where Contain stands around it.
class Fault : public std::exception {
 public:
  explicit Fault(std::string words) : words_(std::move(words)) {}
  const char* what() const noexcept override { return words_.c_str(); }

 private:
  std::string words_;
};

// The result of `body`; Internal when it throws: in the words of a Fault, else naming the type of
// the exception, whose message is left out, since it may quote content.
absl::Status Contain(absl::FunctionRef<absl::Status()> body);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_CONTAIN_H_
