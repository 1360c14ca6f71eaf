#include "client/audit/json.h"

#include "client/audit/failure.h"

namespace kansrijk::audit {

std::string Node::Place() const {
  if (parent_ == nullptr) return "";
  const std::string above = parent_->Place();
  if (key_ == nullptr) return above + "[" + std::to_string(index_) + "]";
  return above.empty() ? key_ : above + "." + key_;
}

void Node::Refuse(const std::string& why) const {
  const std::string place = Place();
  throw Malformed(*path_ + ": " + (place.empty() ? "" : place + " ") + why);
}

Node Node::Member(const char* key) const {
  if (!value_->is_object()) Refuse("is not an object");
  const auto found = value_->find(key);
  if (found == value_->end()) Refuse(std::string("has no \"") + key + "\"");
  return {this, key, 0, *found};
}

size_t Node::Size() const {
  if (!value_->is_array()) Refuse("is not a list");
  return value_->size();
}

Node Node::Element(size_t index) const { return {this, nullptr, index, (*value_)[index]}; }

std::string Node::Text() const {
  if (!value_->is_string()) Refuse("is not text");
  return value_->get<std::string>();
}

int64_t Node::Integer(int64_t least, int64_t most) const {
  const bool huge = value_->is_number_unsigned() && value_->get<uint64_t>() > uint64_t{1} << 62;
  if (!value_->is_number_integer() || huge || value_->get<int64_t>() < least ||
      value_->get<int64_t>() > most) {
    Refuse("is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value_->get<int64_t>();
}

Columns Node::Ascending(size_t size) const {
  Columns columns(Size());
  for (size_t i = 0; i < columns.size(); ++i) {
    columns[i] = static_cast<int>(Element(i).Integer(0, static_cast<int64_t>(size) - 1));
    if (i > 0 && columns[i] <= columns[i - 1]) Refuse("does not ascend");
  }
  return columns;
}

bool Node::Truth() const {
  if (!value_->is_boolean()) Refuse("is neither true nor false");
  return value_->get<bool>();
}

std::map<std::string, std::string> Node::Texts() const {
  if (!value_->is_object()) Refuse("is no object");
  std::map<std::string, std::string> texts;
  for (const auto& [key, text] : value_->items()) {
    if (!text.is_string()) Refuse("has a value that is no text: " + key);
    texts[key] = text.get<std::string>();
  }
  return texts;
}

Counts Node::Integers(int64_t least, int64_t most) const {
  Counts counts(Size());
  for (size_t i = 0; i < counts.size(); ++i) counts[i] = Element(i).Integer(least, most);
  return counts;
}

nlohmann::json ParseJson(const std::string& path, const std::string& text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    throw Malformed(path + ": is not JSON: " + error.what());
  }
}

}  // namespace kansrijk::audit
