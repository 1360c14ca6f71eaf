// Encodings of spreadsheets: which one a file has, and its text as UTF-8.
#ifndef KANSRIJK_SERVER_SHEET_ENCODING_H_
#define KANSRIJK_SERVER_SHEET_ENCODING_H_

#include <unicode/ucnv.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace kansrijk::sheet {

enum class Encoding {
  kUtf8,
  kUtf16LittleEndian,
  kUtf16BigEndian,
  kWindows1252,
  kCp850,
  kMacintosh,
};

// As reports and choices name it; UTF-16 whichever byte comes first.
const char* NameOf(Encoding encoding);

// The names that a choice may have, in the order above.
std::vector<absl::string_view> EncodingNames();

// By name, capitals aside; UTF-16 is that of Windows. Nothing when it is none of EncodingNames().
std::optional<Encoding> FindEncoding(absl::string_view name);

// Bytes, block by block, to UTF-8 without byte order mark. What is not UTF-8 in a file of that
// encoding stays as it is; in others ICU puts U+FFFD for what they have no character for.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);

  // Appends to `utf8`; `last` with the bytes that end the file ("" will do).
  void Decode(absl::string_view bytes, bool last, std::string& utf8);

 private:
  void Convert(absl::string_view bytes, bool last, std::string& utf8);

  const Encoding encoding_;
  bool at_start_ = true;
  std::string start_;  // bytes that may be the beginning of a byte order mark
  std::unique_ptr<UConverter, decltype(&ucnv_close)> from_;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> to_;
  std::array<UChar, 4096> pivot_;
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
};

// One word of the file, as it reads in an encoding.
struct Reading {
  Encoding encoding;
  std::string word;
};

// What the bytes of a file say about its encoding.
struct Recognition {
  Encoding encoding = Encoding::kUtf8;  // the likeliest
  // When that is not beyond doubt: how a word of the file reads in this and other encodings.
  std::vector<Reading> readings;
};

// Gathers what the bytes of a whole file say.
class EncodingEvidence {
 public:
  // Most different words that are looked at, and most bytes of one.
  static constexpr size_t kWordsMax = 2'000;
  static constexpr size_t kWordBytesMax = 64;

  void Add(absl::string_view block);
  // After the last block. UTF-8 where the bytes are, also but for a few of them; UTF-16 by its byte
  // order mark or its zeros; windows-1252 where all words read well in it and in no other as well.
  Recognition Recognise();

  // The bytes at the beginning.
  const std::string& head() const { return head_; }
  bool is_empty() const { return size_ == 0; }
  // CR where there is no LF at all.
  char line_end() const { return has_line_feed_ ? '\n' : '\r'; }

 private:
  struct Word {
    int64_t count = 0;
    int64_t order = 0;
  };

  void AddWords(absl::string_view text, bool last);
  void CountCharacters(absl::string_view word);
  void AddWord(char before, absl::string_view word, char after);
  std::optional<Encoding> Utf16() const;
  Recognition RecogniseSingleByte() const;

  std::string head_;
  std::string tail_;  // bytes of the word that goes on in the next block, and one before it
  int64_t size_ = 0;
  bool has_line_feed_ = false;
  int64_t zeros_[2] = {};  // at even and odd places
  int64_t multibyte_ = 0;  // characters of several bytes that are UTF-8
  int64_t stray_ = 0;      // bytes that are not
  // Words with bytes beyond ASCII, with the byte before and after.
  absl::flat_hash_map<std::string, Word> words_;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_ENCODING_H_
