#include "server/rpc/token.h"

#include <sodium.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace kansrijk::rpc {
namespace {

constexpr absl::string_view kPrefix = "ks_";
constexpr size_t kIdSize = 16;
constexpr size_t kSecretSize = 32;

Token FromBytes(const std::string& bytes) {
  return {absl::BytesToHexString(bytes.substr(0, kIdSize)), HashOf(bytes.substr(kIdSize)),
          absl::StrCat(kPrefix, absl::WebSafeBase64Escape(bytes))};
}

}  // namespace

std::string HashOf(absl::string_view bytes) {
  unsigned char hash[crypto_generichash_BYTES];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), sizeof hash));
}

Token NewToken(IdSource& ids) { return FromBytes(ids.Secret(kIdSize + kSecretSize)); }

std::optional<Token> ReadToken(absl::string_view text) {
  std::string bytes;
  if (!absl::ConsumePrefix(&text, kPrefix) || !absl::WebSafeBase64Unescape(text, &bytes) ||
      bytes.size() != kIdSize + kSecretSize) {
    return std::nullopt;
  }
  return FromBytes(bytes);
}

bool SameHash(const std::string& a, const std::string& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace kansrijk::rpc
