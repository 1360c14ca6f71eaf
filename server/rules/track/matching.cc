#include "server/rules/track/matching.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/text.h"

namespace kansrijk::rules {
namespace {

// A name in both languages.
struct ReasonWords {
  std::string english;
  std::string dutch;
};

struct Language {
  const char* code;
  const char* english;
  const char* dutch;
};

// Everyone in the programme speaks it: it says nothing about a match.
constexpr char kCommonLanguage[] = "nl";

// Languages that are spoken in the neighbourhoods; another goes by its code.
constexpr Language kLanguages[] = {
    {"am", "Amharic", "Amhaars"},
    {"ar", "Arabic", "Arabisch"},
    {"bg", "Bulgarian", "Bulgaars"},
    {"ckb", "Sorani Kurdish", "Sorani-Koerdisch"},
    {"de", "German", "Duits"},
    {"en", "English", "Engels"},
    {"es", "Spanish", "Spaans"},
    {"fa", "Persian", "Perzisch"},
    {"fr", "French", "Frans"},
    {"fy", "Frisian", "Fries"},
    {"hi", "Hindi", "Hindi"},
    {"it", "Italian", "Italiaans"},
    {"ku", "Kurdish", "Koerdisch"},
    {"pap", "Papiamento", "Papiaments"},
    {"pl", "Polish", "Pools"},
    {"prs", "Dari", "Dari"},
    {"ps", "Pashto", "Pasjtoe"},
    {"pt", "Portuguese", "Portugees"},
    {"ro", "Romanian", "Roemeens"},
    {"ru", "Russian", "Russisch"},
    {"so", "Somali", "Somalisch"},
    {"srn", "Sranan Tongo", "Sranantongo"},
    {"sw", "Swahili", "Swahili"},
    {"ti", "Tigrinya", "Tigrinya"},
    {"tr", "Turkish", "Turks"},
    {"uk", "Ukrainian", "Oekraïens"},
    {"ur", "Urdu", "Urdu"},
    {"vi", "Vietnamese", "Vietnamees"},
    {"zgh", "Tamazight", "Tamazight"},
    {"zh", "Chinese", "Chinees"},
};

struct TargetGroupName {
  v1::TargetGroup group;
  const char* english;
  const char* dutch;
};

constexpr TargetGroupName kTargetGroups[] = {
    {v1::TARGET_GROUP_YOUNG_PERSON, "young people", "jongeren"},
    {v1::TARGET_GROUP_SINGLE_PARENT, "single parents", "alleenstaande ouders"},
    {v1::TARGET_GROUP_WORKING_POOR, "the working poor", "werkende armen"},
    {v1::TARGET_GROUP_SELF_EMPLOYED, "the self-employed", "zzp'ers"},
    {v1::TARGET_GROUP_OTHER, "other target groups", "andere doelgroepen"},
};

struct NeighbourhoodName {
  v1::Neighbourhood neighbourhood;
  const char* name;
};

// Elsewhere is no place that two people share.
constexpr NeighbourhoodName kNeighbourhoods[] = {
    {v1::NEIGHBOURHOOD_BEIJUM, "Beijum"},
    {v1::NEIGHBOURHOOD_LEWENBORG, "Lewenborg"},
};

// The language itself: pt for pt-BR, since people understand each other.
std::string PrimaryTag(const std::string& code) {
  return absl::AsciiStrToLower(code.substr(0, code.find('-')));
}

ReasonWords NameOfLanguage(const std::string& tag) {
  for (const Language& language : kLanguages) {
    if (language.code == tag) return {language.english, language.dutch};
  }
  return {tag, tag};
}

bool Speaks(const v1::Buddy& buddy, const std::string& tag) {
  return std::any_of(buddy.languages().begin(), buddy.languages().end(),
                     [&](const std::string& code) { return PrimaryTag(code) == tag; });
}

MatchFinding SharedLanguage(const MatchNeed& need, const MatchOffer& offer) {
  std::vector<std::string> shared;
  for (const std::string& code : need.languages) {
    const std::string tag = PrimaryTag(code);
    const bool known = std::find(shared.begin(), shared.end(), tag) != shared.end();
    if (tag != kCommonLanguage && !known && Speaks(offer.buddy, tag)) shared.push_back(tag);
  }
  if (shared.empty()) return {};
  std::vector<std::string> english;
  std::vector<std::string> dutch;
  for (const std::string& tag : shared) {
    const ReasonWords name = NameOfLanguage(tag);
    english.push_back(name.english);
    dutch.push_back(name.dutch);
  }
  return {1, 1, absl::StrCat("speaks ", absl::StrJoin(english, " and "), " too"),
          absl::StrCat("spreekt ook ", absl::StrJoin(dutch, " en "))};
}

MatchFinding Experience(const MatchNeed& need, const MatchOffer& offer) {
  const auto* const group =
      std::find_if(std::begin(kTargetGroups), std::end(kTargetGroups),
                   [&](const TargetGroupName& name) { return name.group == need.target_group; });
  if (group == std::end(kTargetGroups)) return {};
  if (const int count = offer.ended_tracks; count > 0) {
    return {1, 1,
            absl::StrCat("has experience with ", group->english, ": ", count,
                         count == 1 ? " track before" : " tracks before"),
            absl::StrCat("heeft ervaring met ", group->dutch, ": ", count,
                         count == 1 ? " eerder traject" : " eerdere trajecten")};
  }
  const auto& experience = offer.buddy.experience();
  if (std::find(experience.begin(), experience.end(), need.target_group) == experience.end()) {
    return {};
  }
  return {1, 1, absl::StrCat("has experience with ", group->english),
          absl::StrCat("heeft ervaring met ", group->dutch)};
}

MatchFinding SameNeighbourhood(const MatchNeed& need, const MatchOffer& offer) {
  if (offer.buddy.neighbourhood() != need.neighbourhood) return {};
  for (const NeighbourhoodName& known : kNeighbourhoods) {
    if (known.neighbourhood != need.neighbourhood) continue;
    return {1, 1, absl::StrCat("knows the way in ", known.name),
            absl::StrCat("kent de weg in ", known.name)};
  }
  return {};
}

MatchFinding FreePlaces(const MatchNeed&, const MatchOffer& offer) {
  const int capacity = offer.buddy.capacity();
  const int free = capacity - offer.buddy.active_matches();
  if (free <= 0) return {};
  return {free, capacity, absl::StrCat(free, " of ", capacity, " places free"),
          absl::StrCat(free, " van ", capacity, " plaatsen vrij")};
}

constexpr MatchCriterion kCriteria[] = {
    {40, "shares a language with the participant, besides Dutch",
     "spreekt naast het Nederlands een taal van de deelnemer", &SharedLanguage},
    {25, "has experience with the target group", "heeft ervaring met de doelgroep", &Experience},
    {20, "knows the way in the same neighbourhood", "kent de weg in dezelfde wijk",
     &SameNeighbourhood},
    {15, "has places free, as a part of the capacity",
     "heeft plaatsen vrij, als deel van de capaciteit", &FreePlaces},
};

v1::MatchReason MatchReasonOf(int points, const std::string& english, const std::string& dutch) {
  v1::MatchReason reason;
  reason.set_points(points);
  reason.set_text(english);
  reason.set_text_nl(dutch);
  return reason;
}

std::vector<v1::MatchReason> ReasonsFor(const MatchNeed& need, const MatchOffer& offer) {
  std::vector<v1::MatchReason> reasons;
  for (const MatchCriterion& criterion : kCriteria) {
    const MatchFinding finding = criterion.find(need, offer);
    const int points = criterion.points * finding.part / finding.whole;
    if (points > 0) reasons.push_back(MatchReasonOf(points, finding.english, finding.dutch));
  }
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.points() > b.points(); });
  return reasons;
}

}  // namespace

absl::Span<const MatchCriterion> MatchCriteria() { return kCriteria; }

v1::BuddySuggestion SuggestionOf(const MatchNeed& need, const MatchOffer& offer,
                                 const std::vector<FailingGuard>& failing) {
  v1::BuddySuggestion suggestion;
  suggestion.set_buddy(offer.buddy.name());
  suggestion.set_buddy_number(offer.buddy.number());
  suggestion.set_buddy_name(FullName(offer.buddy.given_name(), offer.buddy.family_name()));
  suggestion.set_eligible(failing.empty());
  suggestion.set_active_matches(offer.buddy.active_matches());
  suggestion.set_capacity(offer.buddy.capacity());
  for (const v1::MatchReason& reason : ReasonsFor(need, offer)) {
    suggestion.set_score(suggestion.score() + reason.points());
    *suggestion.add_reasons() = reason;
  }
  for (const FailingGuard& guard : failing) {
    suggestion.add_failing_guards(guard.guard);
    *suggestion.add_obstacles() = MatchReasonOf(0, guard.english, guard.dutch);
  }
  return suggestion;
}

void SortSuggestions(std::vector<v1::BuddySuggestion>& suggestions) {
  const auto key = [](const v1::BuddySuggestion& suggestion) {
    const int score = suggestion.eligible() ? suggestion.score() : 0;
    return std::make_tuple(!suggestion.eligible(), -score, suggestion.buddy_number(),
                           suggestion.buddy());
  };
  std::sort(suggestions.begin(), suggestions.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace kansrijk::rules
