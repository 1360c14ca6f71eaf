#include "server/rules/people/duplicate.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "server/base/civil.h"
#include "server/base/text.h"
#include "server/facts/likeness.h"
#include "server/facts/phone.h"

namespace kansrijk::rules {
namespace {

// What speaks for two members being the same person.
struct Evidence {
  int points;
  const char* english;
  const char* dutch;
};

constexpr Evidence kNone{0, "", ""};
constexpr Evidence kSameBirthDate{40, "same date of birth", "zelfde geboortedatum"};
constexpr Evidence kSwappedBirthDate{28, "day and month of birth exchanged",
                                     "dag en maand van geboorte verwisseld"};
constexpr Evidence kOneDigitOff{20, "date of birth differs in one digit",
                                "geboortedatum verschilt in één cijfer"};
constexpr Evidence kSameName{40, "same name", "zelfde naam"};
constexpr Evidence kSwappedName{36, "given and family name exchanged",
                                "voor- en achternaam verwisseld"};
constexpr Evidence kSimilarName{30, "similar name", "naam lijkt erop"};
constexpr Evidence kSameGivenName{20, "same given name", "zelfde voornaam"};
constexpr Evidence kSamePhone{20, "same telephone number", "zelfde telefoonnummer"};

static_assert(kSameBirthDate.points + kSameName.points + kSamePhone.points == kLikenessMax);

constexpr absl::string_view kPrefixes[] = {"van", "de", "der", "den", "het", "t",  "ten",
                                           "ter", "te", "el",  "al",  "ben", "bin"};

struct FoldedName {
  std::string given;
  std::string family;

  bool operator==(const FoldedName& other) const {
    return given == other.given && family == other.family;
  }
};

bool IsPrefix(const std::string& word) {
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), word) != std::end(kPrefixes);
}

// The words of a name without prefixes, unless it consists of those.
std::string FoldName(const std::string& name) {
  std::vector<std::string> words = FoldWords(name);
  if (!std::all_of(words.begin(), words.end(), IsPrefix)) {
    words.erase(std::remove_if(words.begin(), words.end(), IsPrefix), words.end());
  }
  return absl::StrJoin(words, " ");
}

FoldedName FoldedNameOf(const v1::Member& member) {
  return {FoldName(member.given_name()), FoldName(member.family_name())};
}

FoldedName Swapped(const FoldedName& name) { return {name.family, name.given}; }

// Who has no family name is compared by all that there is.
double NameLikeness(const FoldedName& one, const FoldedName& other) {
  if (one.family.empty() || other.family.empty()) {
    return JaroWinkler(FoldName(absl::StrCat(one.given, " ", one.family)),
                       FoldName(absl::StrCat(other.given, " ", other.family)));
  }
  return (JaroWinkler(one.given, other.given) + JaroWinkler(one.family, other.family)) / 2;
}

const Evidence& OfNames(const v1::Member& one, const v1::Member& other) {
  const FoldedName a = FoldedNameOf(one);
  const FoldedName b = FoldedNameOf(other);
  if (a == b) return kSameName;
  if (a == Swapped(b)) return kSwappedName;
  if (std::max(NameLikeness(a, b), NameLikeness(a, Swapped(b))) >= kSimilarNamesMin) {
    return kSimilarName;
  }
  return a.given == b.given ? kSameGivenName : kNone;
}

const Evidence& OfBirthDates(const std::string& one, const std::string& other) {
  if (one == other) return kSameBirthDate;
  if (one == SwapDayAndMonth(other)) return kSwappedBirthDate;
  int differing = 0;
  for (size_t i = 0; i < std::min(one.size(), other.size()); ++i) differing += one[i] != other[i];
  return differing == 1 ? kOneDigitOff : kNone;
}

const Evidence& OfPhones(const std::string& one, const std::string& other) {
  const std::string digits = NationalDigits(one);
  return !digits.empty() && digits == NationalDigits(other) ? kSamePhone : kNone;
}

v1::ProbableDuplicate DuplicateOf(const v1::Member& member, const Likeness& likeness) {
  v1::ProbableDuplicate duplicate;
  duplicate.set_household(member.household());
  duplicate.set_member(member.name());
  duplicate.set_member_number(member.number());
  const std::string both = absl::StrCat(member.given_name(), " ", member.family_name());
  duplicate.set_member_name(std::string(absl::StripAsciiWhitespace(both)));
  duplicate.set_birth_date(member.birth_date());
  duplicate.set_likeness(likeness.points);
  duplicate.set_reason(likeness.reason);
  duplicate.set_reason_nl(likeness.reason_nl);
  return duplicate;
}

}  // namespace

Likeness LikenessOf(const v1::Member& one, const v1::Member& other) {
  std::vector<absl::string_view> english;
  std::vector<absl::string_view> dutch;
  Likeness likeness;
  for (const Evidence& evidence : {OfBirthDates(one.birth_date(), other.birth_date()),
                                   OfNames(one, other), OfPhones(one.phone(), other.phone())}) {
    if (evidence.points == 0) continue;
    likeness.points += evidence.points;
    english.emplace_back(evidence.english);
    dutch.emplace_back(evidence.dutch);
  }
  likeness.reason = absl::StrJoin(english, ", ");
  likeness.reason_nl = absl::StrJoin(dutch, ", ");
  return likeness;
}

std::vector<v1::ProbableDuplicate> ProbableDuplicates(const v1::Member& member,
                                                      const std::vector<v1::Member>& candidates) {
  std::vector<v1::ProbableDuplicate> duplicates;
  for (const v1::Member& candidate : candidates) {
    if (candidate.name() == member.name()) continue;
    const Likeness likeness = LikenessOf(member, candidate);
    if (likeness.points < kDuplicateLikenessMin) continue;
    duplicates.push_back(DuplicateOf(candidate, likeness));
  }
  std::sort(duplicates.begin(), duplicates.end(), [](const auto& a, const auto& b) {
    return a.likeness() != b.likeness() ? a.likeness() > b.likeness()
                                        : a.member_number() < b.member_number();
  });
  if (duplicates.size() > kDuplicatesMax) duplicates.resize(kDuplicatesMax);
  return duplicates;
}

std::string SwapDayAndMonth(const std::string& date) {
  const absl::CivilDay day = Day(date);
  if (day.day() > 12 || day.day() == day.month()) return "";
  return FormatDate(absl::CivilDay(day.year(), day.day(), day.month()));
}

}  // namespace kansrijk::rules
