#include "server/sheet/likelihood.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

namespace kansrijk::sheet {
namespace {

constexpr double kFitting = 0;
constexpr double kCommonLetter = 0.5;
constexpr double kUsualLetter = 1;
constexpr double kForeignSign = 1.5;
constexpr double kUnusualLetter = 2;
constexpr double kRareLetter = 3;
constexpr double kOdd = 2;
constexpr double kMisplaced = 6;

constexpr std::u32string_view kCommonLetters = U"éëïèöüçáó";
constexpr std::u32string_view kUsualLetters = U"êíäàñâîôûúßøåÉËÖÜÇÏÁÄÓÈÍÅØ";
constexpr std::u32string_view kUnusualLetters = U"ãõýìòùæœÆŒÑŠšŽžÿıÀÊÎÔÛÚÂ";

// What stands behind an apostrophe within a Dutch word: foto’s, zzp’er, cd’tje.
constexpr std::u32string_view kAfterApostrophe[] = {U"s",  U"n",  U"t",   U"m",  U"k",   U"r",
                                                    U"er", U"en", U"ers", U"je", U"tje", U"tjes"};

// Where a sign belongs.
enum class Place {
  kBeforeWord,  // an opening quote
  kAfterWord,   // a closing quote
  kApart,       // no letter beside it
  kInside,      // between letters or not
};

struct Sign {
  std::u32string_view characters;
  Place place;
  double where_it_belongs = kFitting;
};

constexpr Sign kSigns[] = {
    {U"‘“„‚", Place::kBeforeWord},    {U"«‹¿¡", Place::kBeforeWord, kForeignSign},
    {U"”…²³™®©°", Place::kAfterWord}, {U"»›", Place::kAfterWord, kForeignSign},
    {U"–—", Place::kInside},          {U"•€£½¼¾±·§×÷†‡‰˜¤¥¢¶¬¦¨¯¸", Place::kApart},
};

bool Has(std::u32string_view characters, char32_t c) {
  return characters.find(c) != std::u32string_view::npos;
}

bool IsLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool IsUpper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool IsLower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }

// A character within a word, and those around it.
struct Spot {
  const std::u32string& word;
  size_t at;

  char32_t here() const { return word[at]; }
  char32_t before() const { return word[at - 1]; }
  char32_t after() const { return word[at + 1]; }
};

double OfLetter(const Spot& spot) {
  const char32_t c = spot.here();
  const bool alone = !IsLetter(spot.before()) && !IsLetter(spot.after());
  if (alone) return c == U'à' || c == U'À' ? kOdd : kMisplaced;
  if (IsUpper(c) && IsLower(spot.before())) return kMisplaced;
  // Two capitals, and then small letters.
  if (IsUpper(c) && IsUpper(spot.before()) && IsLower(spot.after())) return kMisplaced;
  if (Has(kCommonLetters, c)) return kCommonLetter;
  if (Has(kUsualLetters, c)) return kUsualLetter;
  return Has(kUnusualLetters, c) ? kUnusualLetter : kRareLetter;
}

double OfApostrophe(const Spot& spot) {
  if (!IsLetter(spot.before()) || !IsLetter(spot.after())) return kFitting;
  const auto ends = std::find_if_not(spot.word.begin() + static_cast<std::ptrdiff_t>(spot.at) + 1,
                                     spot.word.end(), IsLetter);
  const std::u32string rest(spot.word.begin() + static_cast<std::ptrdiff_t>(spot.at) + 1, ends);
  const bool dutch = std::find(std::begin(kAfterApostrophe), std::end(kAfterApostrophe), rest) !=
                     std::end(kAfterApostrophe);
  return dutch || IsUpper(spot.after()) ? kFitting : kMisplaced;  // O’Neill
}

double OfNoBreakSpace(const Spot& spot) {
  return IsLower(spot.before()) && IsLower(spot.after()) ? kForeignSign : kFitting;
}

double OfSign(const Spot& spot) {
  const bool before = IsLetter(spot.before());
  const bool after = IsLetter(spot.after());
  for (const Sign& sign : kSigns) {
    if (!Has(sign.characters, spot.here())) continue;
    switch (sign.place) {
      case Place::kBeforeWord:
        return before ? kMisplaced : sign.where_it_belongs;
      case Place::kAfterWord:
        return after ? kMisplaced : sign.where_it_belongs;
      case Place::kApart:
        return before || after ? kMisplaced : sign.where_it_belongs;
      case Place::kInside:
        return before && after ? kOdd : sign.where_it_belongs;
    }
  }
  return kMisplaced;
}

double At(const Spot& spot) {
  if (IsLetter(spot.here())) return OfLetter(spot);
  if (spot.here() == U'’') return OfApostrophe(spot);
  if (spot.here() == U'\u00A0') return OfNoBreakSpace(spot);
  return OfSign(spot);
}

}  // namespace

double Unlikelihood(const std::u32string& word) {
  double sum = 0;
  int count = 0;
  for (size_t i = 1; i + 1 < word.size(); ++i) {
    if (word[i] < 0x80) continue;
    sum += At({word, i});
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

}  // namespace kansrijk::sheet
