#include "server/rules/household.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/text.h"

namespace kansrijk::rules {
namespace {

bool IsSingleCharacter(absl::string_view word) {
  return CountCodePoints(word) < kQueryCharactersMin;
}

}  // namespace

absl::Status CheckBirthDate(const std::string& birth_date, absl::CivilDay today) {
  if (Day(birth_date) <= today) return absl::OkStatus();
  return FieldError(kBornInFuture, "member.birth_date", {FormatDate(today)});
}

absl::StatusOr<std::vector<std::string>> SearchWords(const std::string& query) {
  const std::string folded = Fold(query);
  const std::vector<absl::string_view> written = absl::StrSplit(folded, ' ', absl::SkipEmpty());
  if (written.size() > kQueryWordsMax ||
      std::any_of(written.begin(), written.end(), IsSingleCharacter)) {
    return FieldError(kSearchQuery, "query");
  }
  std::vector<std::string> words = FoldWords(query);
  words.erase(std::remove_if(words.begin(), words.end(), IsSingleCharacter), words.end());
  if (words.empty() || words.size() > kSearchedWordsMax) return FieldError(kSearchQuery, "query");
  return words;
}

}  // namespace kansrijk::rules
