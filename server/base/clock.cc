#include "server/base/clock.h"

#include <sodium.h>

#include <array>
#include <chrono>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace kansrijk {
namespace {

using Bits = std::array<unsigned char, 16>;

std::string FormatUuid(Bits bits, unsigned char version) {
  bits[6] = static_cast<unsigned char>((bits[6] & 0x0f) | (version << 4));
  bits[8] = static_cast<unsigned char>((bits[8] & 0x3f) | 0x80);
  const std::string hex = absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(bits.data()), bits.size()));
  const absl::string_view view = hex;
  return absl::StrCat(view.substr(0, 8), "-", view.substr(8, 4), "-", view.substr(12, 4), "-",
                      view.substr(16, 4), "-", view.substr(20));
}

int64_t SteadyNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

absl::Time SystemClock::Now() { return absl::Now(); }

Stopwatch::Stopwatch() : started_ns_(SteadyNanoseconds()) {}

absl::Duration Stopwatch::Elapsed() const {
  return absl::Nanoseconds(SteadyNanoseconds() - started_ns_);
}

Id IdSource::Next(absl::Time now) {
  Bits bits;
  randombytes_buf(bits.data(), bits.size());
  const int64_t milliseconds = absl::ToUnixMillis(now);
  for (int i = 0; i < 6; ++i) {
    bits[i] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
  }
  const absl::MutexLock lock(&mutex_);
  counter_ = milliseconds == last_milliseconds_ ? counter_ + 1 : randombytes_uniform(1 << 25);
  last_milliseconds_ = milliseconds;
  // 26 bits, around those of version and variant.
  bits[6] = static_cast<unsigned char>(counter_ >> 22);
  bits[7] = static_cast<unsigned char>(counter_ >> 14);
  bits[8] = static_cast<unsigned char>(counter_ >> 8);
  bits[9] = static_cast<unsigned char>(counter_);
  return Id(FormatUuid(bits, 7));
}

std::string IdSource::Secret(size_t size) {
  std::string secret(size, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::string IdFromText(const std::string& text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  Bits bits;
  std::copy_n(hash.begin(), bits.size(), bits.begin());
  return FormatUuid(bits, 8);
}

bool IsUuid(const std::string& text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !absl::ascii_isxdigit(text[i]) || absl::ascii_isupper(text[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace kansrijk
