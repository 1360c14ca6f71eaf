// JSON of which each fault is named with the place where it is.
#ifndef KANSRIJK_CLIENT_AUDIT_JSON_H_
#define KANSRIJK_CLIENT_AUDIT_JSON_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "client/audit/system.h"

namespace kansrijk::audit {

// A value within a document, which outlives it, and so does the value that it is in. All throw
// Malformed with the file and the place when the value isn't what is asked for.
class Node {
 public:
  Node(const std::string& path, const nlohmann::json& value) : path_(&path), value_(&value) {}

  Node Member(const char* key) const;
  bool Has(const char* key) const { return value_->is_object() && value_->contains(key); }
  // Elements of a list.
  size_t Size() const;
  Node Element(size_t index) const;

  std::string Text() const;
  bool Truth() const;
  int64_t Integer(int64_t least, int64_t most) const;
  // A list of indices below `size`, ascending, each once.
  Columns Ascending(size_t size) const;
  // An object of texts.
  std::map<std::string, std::string> Texts() const;
  // A list of integers.
  Counts Integers(int64_t least, int64_t most) const;

  [[noreturn]] void Refuse(const std::string& why) const;

 private:
  Node(const Node* parent, const char* key, size_t index, const nlohmann::json& value)
      : path_(parent->path_), value_(&value), parent_(parent), key_(key), index_(index) {}
  std::string Place() const;

  const std::string* path_;
  const nlohmann::json* value_;
  const Node* parent_ = nullptr;
  const char* key_ = nullptr;  // null: by index
  size_t index_ = 0;
};

// Malformed: not JSON.
nlohmann::json ParseJson(const std::string& path, const std::string& text);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_JSON_H_
