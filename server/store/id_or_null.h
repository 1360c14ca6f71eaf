// References that may be absent.
#ifndef KANSRIJK_SERVER_STORE_ID_OR_NULL_H_
#define KANSRIJK_SERVER_STORE_ID_OR_NULL_H_

#include <string>

#include "server/db/connection.h"
#include "server/facts/names.h"

namespace kansrijk::store {

// The id that `name` ends in, NULL for "".
inline db::Value IdOrNull(const std::string& name) {
  if (name.empty()) return std::monostate();
  return IdOf(name);
}

// NULL for the id of nothing.
inline db::Value IdOrNull(const Id& id) {
  if (id.empty()) return std::monostate();
  return id;
}

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ID_OR_NULL_H_
