#include "server/rules/academie/external_participant.h"

#include <gmock/gmock.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace kansrijk::rules {
namespace external_participant_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::ExternalParticipant Named(const std::string& number, const std::string& name) {
  v1::ExternalParticipant participant;
  participant.set_name("externalParticipants/" + number);
  participant.set_number(number);
  participant.set_display_name(name);
  participant.set_organisation_code("KS");
  return participant;
}

// The numbers of those that have a name similar to `name`.
std::vector<std::string> Similar(const std::string& name,
                                 const std::vector<v1::ExternalParticipant>& others) {
  std::vector<std::string> numbers;
  for (const auto& similar : SimilarParticipants(Named("X-0099", name), others)) {
    numbers.push_back(similar.participant_number());
  }
  return numbers;
}

TEST(SimilarParticipants, AreThoseOfAnotherSpelling) {
  const std::vector<v1::ExternalParticipant> others = {Named("X-0001", "Sanne Proef"),
                                                       Named("X-0002", "Piet de Groot"),
                                                       Named("X-0003", "Łukasz Wałęsa")};
  EXPECT_THAT(Similar("Sanne Proeff", others), ElementsAre("X-0001"));
  EXPECT_THAT(Similar("sanne PROEF", others), ElementsAre("X-0001"));
  EXPECT_THAT(Similar("Proef, Sanne", others), ElementsAre("X-0001"));
  EXPECT_THAT(Similar("Lukasz Walesa", others), ElementsAre("X-0003"));
  EXPECT_THAT(Similar("Fatima Zahra", others), IsEmpty());
}

TEST(SimilarParticipants, AreNeverThePersonAndTheLikestComeFirst) {
  const std::vector<v1::ExternalParticipant> others = {Named("X-0099", "Sanne Proef"),
                                                       Named("X-0002", "Sanne Proeve"),
                                                       Named("X-0001", "Sanne Proef")};
  EXPECT_THAT(Similar("Sanne Proef", others), ElementsAre("X-0001", "X-0002"));
}

TEST(SimilarParticipants, AreAFewAtMost) {
  std::vector<v1::ExternalParticipant> others;
  for (int n = 10; n < 30; ++n) others.push_back(Named(absl::StrCat("X-00", n), "Sanne Proef"));
  EXPECT_THAT(Similar("Sanne Proef", others), SizeIs(kSimilarParticipantsMax));
}

}  // namespace external_participant_test
}  // namespace kansrijk::rules
