#include "server/db/connection.h"

namespace kansrijk::db {

int64_t Row::Int(size_t column) const {
  const auto* value = std::get_if<int64_t>(&values_[column]);
  return value == nullptr ? 0 : *value;
}

std::string Row::Text(size_t column) const {
  const auto* value = std::get_if<std::string>(&values_[column]);
  return value == nullptr ? std::string() : *value;
}

std::string Row::Bytes(size_t column) const {
  const auto* value = std::get_if<Blob>(&values_[column]);
  return value == nullptr ? std::string() : value->bytes;
}

}  // namespace kansrijk::db
