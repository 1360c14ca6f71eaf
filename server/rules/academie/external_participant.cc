#include "server/rules/academie/external_participant.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_join.h"
#include "server/base/text.h"
#include "server/facts/likeness.h"

namespace kansrijk::rules {
namespace {

// As written, and with the words in alphabetical order: "Proef, Sanne" is Sanne Proef.
struct ComparedName {
  std::string written;
  std::string sorted;
};

ComparedName ComparedNameOf(const v1::ExternalParticipant& participant) {
  std::vector<std::string> words = FoldWords(participant.display_name());
  std::string written = absl::StrJoin(words, " ");
  std::sort(words.begin(), words.end());
  return {std::move(written), absl::StrJoin(words, " ")};
}

double LikenessOfNames(const ComparedName& one, const ComparedName& other) {
  return std::max(JaroWinkler(one.written, other.written), JaroWinkler(one.sorted, other.sorted));
}

v1::SimilarParticipant SimilarTo(const v1::ExternalParticipant& other) {
  v1::SimilarParticipant similar;
  similar.set_participant(other.name());
  similar.set_participant_number(other.number());
  similar.set_participant_name(other.display_name());
  similar.set_organisation_code(other.organisation_code());
  return similar;
}

}  // namespace

std::vector<v1::SimilarParticipant> SimilarParticipants(
    const v1::ExternalParticipant& participant, absl::Span<const v1::ExternalParticipant> others) {
  const ComparedName name = ComparedNameOf(participant);
  std::vector<std::pair<double, const v1::ExternalParticipant*>> alike;
  for (const v1::ExternalParticipant& other : others) {
    if (other.name() == participant.name()) continue;
    const double likeness = LikenessOfNames(name, ComparedNameOf(other));
    if (likeness >= kSimilarParticipantsMin) alike.emplace_back(likeness, &other);
  }
  std::sort(alike.begin(), alike.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->number() < b.second->number();
  });
  if (alike.size() > kSimilarParticipantsMax) alike.resize(kSimilarParticipantsMax);
  std::vector<v1::SimilarParticipant> similar;
  for (const auto& [likeness, other] : alike) similar.push_back(SimilarTo(*other));
  return similar;
}

}  // namespace kansrijk::rules
