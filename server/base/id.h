// What a thing is known by within the server.
#ifndef KANSRIJK_SERVER_BASE_ID_H_
#define KANSRIJK_SERVER_BASE_ID_H_

#include <compare>
#include <string>
#include <utility>

namespace kansrijk {

// The id of a row, as opposed to its name (`tracks/{track}`) and its number (`T0142`), which are
// texts: neither is taken for an id, nor an id for one of them, unless somebody says so.
class Id {
 public:
  Id() = default;  // of nothing
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;
  template <typename H>
  friend H AbslHashValue(H hash, const Id& id) {
    return H::combine(std::move(hash), id.text_);
  }

 private:
  std::string text_;
};

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_ID_H_
