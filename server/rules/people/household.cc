#include "server/rules/people/household.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/text.h"
#include "server/facts/number_form.h"
#include "server/facts/phone.h"
#include "server/rules/people/language.h"

namespace kansrijk::rules {
namespace {

constexpr size_t kDigitsOfYear = 4;

bool IsSingleCharacter(absl::string_view word) {
  return CountCodePoints(word) < kQueryCharactersMin;
}

// One telephone number and nothing else, however it is grouped.
bool IsPhone(absl::string_view query) {
  return query.find_first_not_of("0123456789 +-.()/") == absl::string_view::npos &&
         NationalDigits(query).size() >= kPhoneDigitsMin;
}

}  // namespace

absl::Status CheckMember(const v1::Member& member, absl::string_view field, absl::CivilDay today) {
  std::vector<absl::Status> errors;
  if (Day(member.birth_date()) > today) {
    errors.push_back(
        FieldError(kBornInFuture, absl::StrCat(field, ".birth_date"), {FormatDate(today)}));
  }
  const std::string languages = absl::StrCat(field, ".languages");
  if (!AreLanguages(member.languages())) {
    errors.push_back(FieldError(kNotALanguage, languages, {languages}));
  }
  return errors.empty() ? absl::OkStatus() : JoinFieldErrors(errors);
}

absl::Status CheckMayStopTakingPart(const v1::Member& participant,
                                    const std::optional<std::string>& open_track_number) {
  if (!open_track_number.has_value()) return absl::OkStatus();
  return Error(kParticipantHasOpenTrack, {participant.number(), *open_track_number});
}

absl::StatusOr<std::vector<std::string>> SearchWords(const std::string& query) {
  if (IsPhone(query)) return std::vector{NationalDigits(query)};
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

std::string NumberSearched(const std::string& query) {
  for (const char* type : {"Household", "Member"}) {
    const std::vector<std::string> meant = NumbersMeant(type, query);
    if (!meant.empty()) return Fold(meant.front());
  }
  return "";
}

bool IsFoundBy(const v1::Member& member, const std::vector<std::string>& words) {
  const std::vector<std::string> own = FoldWords(absl::StrCat(
      member.number(), " ", member.given_name(), " ", member.family_name(), " ",
      member.birth_date().substr(0, kDigitsOfYear), " ", NationalDigits(member.phone())));
  return absl::c_all_of(words, [&](const std::string& word) {
    return absl::c_any_of(own, [&](const std::string& one) { return absl::StartsWith(one, word); });
  });
}

}  // namespace kansrijk::rules
