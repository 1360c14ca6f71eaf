#include "server/sheet/spoilt.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "server/base/text.h"
#include "server/sheet/encoding.h"

namespace kansrijk::sheet {
namespace {

constexpr Encoding kSpoiling[] = {Encoding::kWindows1252, Encoding::kMacintosh, Encoding::kCp850};

// Letters and signs that are in use here: what spoilt text is taken for.
constexpr char32_t kLatinFirst = 0xA0;
constexpr char32_t kLatinLast = 0x17F;
constexpr char32_t kPunctuationFirst = 0x2010;
constexpr char32_t kPunctuationLast = 0x203A;
constexpr char32_t kEuro = 0x20AC;

constexpr std::u32string_view kOddLetters = U"ÞþÐðƒªºµ";
constexpr std::u32string_view kOddPunctuation = U"¡¿‚„†‡•…‰‹›¶§";

constexpr absl::string_view kNoNames[] = {"n.v.t.", "nvt", "n.v.t", "onbekend", "geen",
                                          "x",      "xx",  "xxx",   "null",     "none"};

// The bytes beyond ASCII that characters have in an encoding.
using Bytes = std::map<char32_t, unsigned char>;

Bytes BytesIn(Encoding encoding) {
  Bytes bytes;
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    const char raw = static_cast<char>(byte);
    std::string utf8;
    Decoder(encoding).Decode(absl::string_view(&raw, 1), /*last=*/true, utf8);
    const std::u32string points = CodePointsOf(utf8);
    if (points.size() == 1) bytes.emplace(points[0], static_cast<unsigned char>(byte));
  }
  return bytes;
}

const std::vector<Bytes>& SpoilingBytes() {
  static const auto& all = *new std::vector<Bytes>([] {
    std::vector<Bytes> bytes;
    for (const Encoding encoding : kSpoiling) bytes.push_back(BytesIn(encoding));
    return bytes;
  }());
  return all;
}

int ByteOf(const Bytes& bytes, char32_t c) {
  const auto found = bytes.find(c);
  return found == bytes.end() ? 0 : found->second;
}

bool Continues(int byte) { return byte >= 0x80 && byte <= 0xBF; }

struct Character {
  char32_t point = 0;
  size_t size = 0;  // spoilt characters that it is made of; 0 when it is none
};

// The character whose bytes in UTF-8 stand at `at`, each as the character it has in the encoding.
Character SpoiltAt(const std::u32string& text, size_t at, const Bytes& bytes) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? ByteOf(bytes, text[at + i]) : 0;
  };
  const int lead = byte(0);
  if (lead >= 0xC2 && lead <= 0xC5 && Continues(byte(1))) {
    const auto point = static_cast<char32_t>((lead & 0x1F) << 6 | (byte(1) & 0x3F));
    return point >= kLatinFirst && point <= kLatinLast ? Character{point, 2} : Character{};
  }
  if (lead != 0xE2 || !Continues(byte(1)) || !Continues(byte(2))) return {};
  const auto point =
      static_cast<char32_t>((lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
  const bool used = (point >= kPunctuationFirst && point <= kPunctuationLast) || point == kEuro;
  return used ? Character{point, 3} : Character{};
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

std::string ToUtf8(const std::u32string& text) {
  icu::UnicodeString unicode;
  for (const char32_t c : text) unicode.append(static_cast<UChar32>(c));
  std::string utf8;
  unicode.toUTF8String(utf8);
  return utf8;
}

bool IsOddInName(char32_t c) {
  if (c < 0x80) return false;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_MATH_SYMBOL || type == U_CURRENCY_SYMBOL || type == U_OTHER_SYMBOL ||
         kOddLetters.find(c) != std::u32string_view::npos ||
         kOddPunctuation.find(c) != std::u32string_view::npos;
}

}  // namespace

std::optional<std::string> BeforeDoubleEncoding(const std::string& text) {
  if (IsAscii(text)) return std::nullopt;
  const std::u32string spoilt = CodePointsOf(text);
  for (const Bytes& bytes : SpoilingBytes()) {
    std::u32string before;
    for (size_t i = 0; i < spoilt.size();) {
      const Character character = SpoiltAt(spoilt, i, bytes);
      before += character.size > 0 ? character.point : spoilt[i];
      i += std::max<size_t>(character.size, 1);
    }
    if (before.size() < spoilt.size()) return ToUtf8(before);
  }
  return std::nullopt;
}

bool HasReplacementCharacter(absl::string_view text) { return absl::StrContains(text, "\uFFFD"); }

bool HasQuestionMarksForLetters(absl::string_view name) {
  for (size_t i = name.find('?'); i != absl::string_view::npos; i = name.find('?', i + 1)) {
    const unsigned char next = i + 1 < name.size() ? static_cast<unsigned char>(name[i + 1]) : ' ';
    if (absl::ascii_isalpha(next) || !absl::ascii_isascii(next)) return true;
  }
  return false;
}

std::string OddCharacterIn(const std::string& name) {
  if (IsAscii(name)) return "";
  const std::u32string points = CodePointsOf(name);
  const auto odd = std::find_if(points.begin(), points.end(), IsOddInName);
  return odd == points.end() ? "" : ToUtf8(std::u32string(1, *odd));
}

bool IsNoName(const std::string& text) {
  const std::u32string points = CodePointsOf(text);
  const bool has_letter = std::any_of(
      points.begin(), points.end(), [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)); });
  if (!has_letter || text[0] == '#') return true;
  const std::string lower = absl::AsciiStrToLower(text);
  return std::find(std::begin(kNoNames), std::end(kNoNames), lower) != std::end(kNoNames);
}

}  // namespace kansrijk::sheet
