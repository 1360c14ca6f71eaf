// Session tokens: ks_ and 48 bytes in base64url. The first 16 name the token, the other 32 are its
// secret, of which the server keeps only a hash.
#ifndef KANSRIJK_SERVER_RPC_TOKEN_H_
#define KANSRIJK_SERVER_RPC_TOKEN_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/base/clock.h"

namespace kansrijk::rpc {

struct Token {
  std::string id;           // hexadecimal
  std::string secret_hash;  // BLAKE2b-256, hexadecimal
  std::string text;         // what the caller gets and sends
};

Token NewToken(IdSource& ids);

// Nothing when `text` does not have the form of a token.
std::optional<Token> ReadToken(absl::string_view text);

// Compares in constant time.
bool SameHash(const std::string& a, const std::string& b);

// BLAKE2b-256 in hexadecimal.
std::string HashOf(absl::string_view bytes);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_TOKEN_H_
