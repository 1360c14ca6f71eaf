#include "server/sheet/encoding.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/text.h"
#include "server/sheet/likelihood.h"

namespace kansrijk::sheet {
namespace {

struct Named {
  Encoding encoding;
  const char* name;
  const char* converter;  // as ICU names it
};

constexpr Named kEncodings[] = {
    {Encoding::kUtf8, "UTF-8", "UTF-8"},
    {Encoding::kUtf16LittleEndian, "UTF-16", "UTF-16LE"},
    {Encoding::kUtf16BigEndian, "UTF-16", "UTF-16BE"},
    {Encoding::kWindows1252, "windows-1252", "windows-1252"},
    {Encoding::kCp850, "cp850", "ibm-850"},
    {Encoding::kMacintosh, "macintosh", "macintosh"},
};

// Of one byte each, the likeliest first.
constexpr Encoding kSingleByte[] = {Encoding::kWindows1252, Encoding::kCp850, Encoding::kMacintosh};

constexpr absl::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr absl::string_view kLittleEndianMark = "\xFF\xFE";
constexpr absl::string_view kBigEndianMark = "\xFE\xFF";

constexpr size_t kHeadBytes = 1024;
// Nearly every second byte of UTF-16 in Latin letters is a zero, and none of the others.
constexpr double kUtf16ZerosMin = 0.7;
constexpr double kUtf16OtherZerosMax = 0.01;
constexpr size_t kPiecesMax = 8192;  // bytes converted at a time

const Named& EntryOf(Encoding encoding) { return kEncodings[static_cast<size_t>(encoding)]; }

std::unique_ptr<UConverter, decltype(&ucnv_close)> Open(const char* converter) {
  UErrorCode error = U_ZERO_ERROR;
  return {ucnv_open(converter, &error), &ucnv_close};
}

absl::string_view MarkOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf16LittleEndian:
      return kLittleEndianMark;
    case Encoding::kUtf16BigEndian:
      return kBigEndianMark;
    default:
      return kUtf8Mark;
  }
}

bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool IsWordByte(char c) {
  return IsHigh(c) || absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '\'';
}

// The first byte beyond ASCII from `at` on.
size_t NextHigh(absl::string_view text, size_t at) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
    uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if ((bytes & kHighBits) != 0) break;
  }
  while (at < text.size() && !IsHigh(text[at])) ++at;
  return at;
}

std::string Decoded(Encoding encoding, absl::string_view bytes) {
  std::string utf8;
  Decoder(encoding).Decode(bytes, /*last=*/true, utf8);
  return utf8;
}

}  // namespace

const char* NameOf(Encoding encoding) { return EntryOf(encoding).name; }

std::vector<absl::string_view> EncodingNames() {
  std::vector<absl::string_view> names;
  for (const Named& named : kEncodings) {
    if (names.empty() || names.back() != named.name) names.push_back(named.name);
  }
  return names;
}

std::optional<Encoding> FindEncoding(absl::string_view name) {
  for (const Named& named : kEncodings) {
    if (absl::EqualsIgnoreCase(name, named.name)) return named.encoding;
  }
  return std::nullopt;
}

Decoder::Decoder(Encoding encoding)
    : encoding_(encoding), from_(Open(EntryOf(encoding).converter)), to_(Open("UTF-8")) {}

void Decoder::Decode(absl::string_view bytes, bool last, std::string& utf8) {
  if (!at_start_) return Convert(bytes, last, utf8);
  start_.append(bytes.data(), bytes.size());
  const absl::string_view mark = MarkOf(encoding_);
  if (!last && start_.size() < mark.size()) return;
  at_start_ = false;
  const std::string start = std::move(start_);
  Convert(absl::StripPrefix(start, mark), last, utf8);
}

void Decoder::Convert(absl::string_view bytes, bool last, std::string& utf8) {
  if (encoding_ == Encoding::kUtf8) {
    utf8.append(bytes.data(), bytes.size());
    return;
  }
  char piece[kPiecesMax];
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  UErrorCode error = U_ZERO_ERROR;
  do {
    error = U_ZERO_ERROR;
    char* target = piece;
    ucnv_convertEx(to_.get(), from_.get(), &target, piece + sizeof piece, &source, source_end,
                   pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(),
                   /*reset=*/false, last, &error);
    utf8.append(piece, static_cast<size_t>(target - piece));
  } while (error == U_BUFFER_OVERFLOW_ERROR);
}

void EncodingEvidence::Add(absl::string_view block) {
  if (head_.size() < kHeadBytes)
    absl::StrAppend(&head_, block.substr(0, kHeadBytes - head_.size()));
  has_line_feed_ = has_line_feed_ || absl::StrContains(block, '\n');
  for (size_t at = block.find('\0'); at != absl::string_view::npos; at = block.find('\0', at + 1)) {
    ++zeros_[(static_cast<size_t>(size_) + at) % 2];
  }
  size_ += static_cast<int64_t>(block.size());
  const std::string text = absl::StrCat(tail_, block);
  AddWords(text, /*last=*/false);
}

void EncodingEvidence::AddWords(absl::string_view text, bool last) {
  size_t open = text.size();  // where a word begins that may go on
  while (!last && open > 0 && IsWordByte(text[open - 1]) && text.size() - open < kWordBytesMax) {
    --open;
  }
  if (!last) tail_ = std::string(text.substr(open == 0 ? 0 : open - 1));
  for (size_t at = NextHigh(text, 0); at < open; at = NextHigh(text, at)) {
    size_t begin = at;
    while (begin > 0 && IsWordByte(text[begin - 1]) && at - begin < kWordBytesMax / 2) --begin;
    size_t end = at;
    while (end < open && IsWordByte(text[end]) && end - begin < kWordBytesMax) ++end;
    CountCharacters(text.substr(begin, end - begin));
    const char before = begin == 0 ? ' ' : text[begin - 1];
    const char after = end == text.size() ? ' ' : text[end];
    AddWord(before, text.substr(begin, end - begin), after);
    at = end;
  }
}

void EncodingEvidence::CountCharacters(absl::string_view word) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(word.data());
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) {
      stray_ += i - begin;
    } else if (c > 0x7F) {
      ++multibyte_;
    }
  }
}

void EncodingEvidence::AddWord(char before, absl::string_view word, char after) {
  if (IsValidUtf8(word)) return;
  std::string key(1, before);
  key.append(word.data(), word.size()).push_back(after);
  if (words_.size() >= kWordsMax && !words_.contains(key)) return;
  Word& counted =
      words_.try_emplace(key, Word{0, static_cast<int64_t>(words_.size())}).first->second;
  ++counted.count;
}

std::optional<Encoding> EncodingEvidence::Utf16() const {
  if (absl::StartsWith(head_, kLittleEndianMark)) return Encoding::kUtf16LittleEndian;
  if (absl::StartsWith(head_, kBigEndianMark)) return Encoding::kUtf16BigEndian;
  const auto half = static_cast<double>(size_) / 2;
  const auto is_zero = [&](int place) {
    return static_cast<double>(zeros_[place]) > half * kUtf16ZerosMin &&
           static_cast<double>(zeros_[1 - place]) <= half * kUtf16OtherZerosMax;
  };
  if (is_zero(1)) return Encoding::kUtf16LittleEndian;
  if (is_zero(0)) return Encoding::kUtf16BigEndian;
  return std::nullopt;
}

Recognition EncodingEvidence::Recognise() {
  const std::string rest = std::exchange(tail_, "");
  AddWords(rest, /*last=*/true);
  if (const auto utf16 = Utf16()) return {*utf16, {}};
  const bool is_utf8 = stray_ == 0 || multibyte_ >= stray_ || absl::StartsWith(head_, kUtf8Mark);
  return is_utf8 ? Recognition{Encoding::kUtf8, {}} : RecogniseSingleByte();
}

Recognition EncodingEvidence::RecogniseSingleByte() const {
  struct Candidate {
    Encoding encoding;
    double unlikelihood = 0;  // of all words, on average
  };
  std::vector<Candidate> candidates;
  for (const Encoding encoding : kSingleByte) {
    double sum = 0;
    double count = 0;
    for (const auto& [word, counted] : words_) {
      sum +=
          Unlikelihood(CodePointsOf(Decoded(encoding, word))) * static_cast<double>(counted.count);
      count += static_cast<double>(counted.count);
    }
    candidates.push_back({encoding, sum / count});
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& one, const auto& other) {
    return one.unlikelihood < other.unlikelihood;
  });
  const Candidate& best = candidates[0];
  Recognition recognition{best.encoding, {}};
  const bool certain = best.encoding == Encoding::kWindows1252 &&
                       best.unlikelihood <= kUnlikelihoodMax &&
                       best.unlikelihood < candidates[1].unlikelihood;
  if (certain) return recognition;
  const auto shown = std::min_element(
      words_.begin(), words_.end(),
      [](const auto& one, const auto& other) { return one.second.order < other.second.order; });
  const absl::string_view word = absl::string_view(shown->first).substr(1, shown->first.size() - 2);
  for (const Candidate& candidate : candidates) {
    const bool is_shown = candidate.unlikelihood <= kUnlikelihoodMax ||
                          candidate.encoding == Encoding::kWindows1252 ||
                          candidate.encoding == best.encoding;
    if (is_shown) {
      recognition.readings.push_back({candidate.encoding, Decoded(candidate.encoding, word)});
    }
  }
  return recognition;
}

}  // namespace kansrijk::sheet
