// How likely it is that a word, as it reads in a given encoding, is what somebody wrote: letters
// within words, signs around them.
#ifndef KANSRIJK_SERVER_SHEET_LIKELIHOOD_H_
#define KANSRIJK_SERVER_SHEET_LIKELIHOOD_H_

#include <string>

namespace kansrijk::sheet {

// A word that reads well is at most this unlikely.
inline constexpr double kUnlikelihoodMax = 2;

// Of the characters beyond ASCII, on average: 0 for a sign where it belongs, 1 and 2 for letters as
// they are more or less usual in names, more for what nobody writes there (Zo‰, JosŽ). `word` has
// the characters before and after it around it.
double Unlikelihood(const std::u32string& word);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_LIKELIHOOD_H_
