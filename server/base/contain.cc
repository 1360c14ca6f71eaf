#include "server/base/contain.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <typeinfo>

#include "absl/strings/str_cat.h"

namespace kansrijk {
namespace {

// std::out_of_range, as a person writes it.
std::string NameOf(const std::type_info& type) {
  int failed = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &failed), &std::free);
  return failed == 0 ? name.get() : type.name();
}

}  // namespace

absl::Status Contain(absl::FunctionRef<absl::Status()> body) {
  try {
    return body();
  } catch (const Fault& fault) {
    return absl::InternalError(fault.what());
  } catch (const std::exception& thrown) {
    return absl::InternalError(absl::StrCat("threw ", NameOf(typeid(thrown))));
  } catch (...) {
    return absl::InternalError("threw what is no std::exception");
  }
}

}  // namespace kansrijk
