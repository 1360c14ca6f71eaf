// What only the holder of a secret key can work out of a text.
#ifndef KANSRIJK_SERVER_STATISTICS_KEYED_HASH_H_
#define KANSRIJK_SERVER_STATISTICS_KEYED_HASH_H_

#include <string>

namespace kansrijk::statistics {

// HMAC-SHA-256 (RFC 2104), in lower-case hexadecimal.
std::string KeyedHash(const std::string& key, const std::string& text);

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_SERVER_STATISTICS_KEYED_HASH_H_
