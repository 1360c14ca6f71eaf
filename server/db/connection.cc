#include "server/db/connection.h"

#include "absl/strings/str_cat.h"
#include "server/base/contain.h"

namespace kansrijk::db {
namespace {

// In the order of Value.
constexpr const char* kTypes[] = {"nothing", "a whole number", "a real number", "text", "bytes"};

}  // namespace

const Value& Row::At(size_t column) const {
  if (column < values_.size()) return values_[column];
  throw Fault(absl::StrCat(query_, ": column ", column, " was read of a row of ", values_.size()));
}

// Null for NULL.
template <typename T>
const T* Row::Get(size_t column, const char* type) const {
  const Value& value = At(column);
  const T* const found = std::get_if<T>(&value);
  if (found != nullptr || IsNull(column)) return found;
  throw Fault(absl::StrCat(query_, ": column ", column, " was read as ", type, " and holds ",
                           kTypes[value.index()]));
}

int64_t Row::Int(size_t column) const {
  const auto* const value = Get<int64_t>(column, kTypes[1]);
  return value == nullptr ? 0 : *value;
}

std::string Row::Text(size_t column) const {
  const auto* const value = Get<std::string>(column, kTypes[3]);
  return value == nullptr ? std::string() : *value;
}

kansrijk::Id Row::Id(size_t column) const { return kansrijk::Id(Text(column)); }

std::string Row::Bytes(size_t column) const {
  const auto* const value = Get<Blob>(column, kTypes[4]);
  return value == nullptr ? std::string() : value->bytes;
}

std::vector<Value> Row::ValuesFrom(size_t first) const {
  At(first);
  return {values_.begin() + static_cast<std::ptrdiff_t>(first), values_.end()};
}

absl::Status CheckArguments(const Query& query, size_t given) {
  if (given == query.arguments) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat(query.name, ": given ", given, " arguments, and it takes ", query.arguments));
}

}  // namespace kansrijk::db
