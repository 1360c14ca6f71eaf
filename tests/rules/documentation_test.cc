// ARCHITECTURE.md shows the state machines as they are: rendered from their tables.
#include <google/protobuf/generated_enum_reflection.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/rules/academie/certificate.h"
#include "server/rules/academie/enrolment.h"
#include "server/rules/buddy/ambition.h"
#include "server/rules/exchange/consent.h"
#include "server/rules/exchange/referral.h"
#include "server/rules/goal/goal.h"
#include "server/rules/goal/step.h"
#include "server/rules/track/appointment.h"
#include "server/rules/track/match.h"
#include "server/rules/track/signal.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace documentation_test {

constexpr char kBegin[] = "<!-- state machines: begin -->\n";
constexpr char kEnd[] = "<!-- state machines: end -->\n";

// APPLIED for TRACK_STATE_APPLIED.
template <typename Enum>
std::string Word(Enum value) {
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  const absl::string_view none = type->FindValueByNumber(0)->name();
  const absl::string_view prefix = absl::StripSuffix(none, "UNSPECIFIED");
  return std::string(absl::StripPrefix(type->FindValueByNumber(value)->name(), prefix));
}

template <typename State, typename Verb>
std::string Table(const char* noun, absl::Span<const Transition<State, Verb>> transitions) {
  std::string table = absl::StrCat("\n### ", noun, "\n\n| From | Verb | To |\n|---|---|---|\n");
  for (const auto& transition : transitions) {
    absl::StrAppend(&table, "| ", Word(transition.from), " | ", Word(transition.verb), " | ",
                    Word(transition.to), " |\n");
  }
  return table;
}

template <typename State, typename Verb>
std::string Table(const char* noun, absl::Span<const Consequence<State, Verb>> consequences) {
  std::string table = absl::StrCat("\n### ", noun, "\n\n| In | Verb |\n|---|---|\n");
  for (const auto& consequence : consequences) {
    absl::StrAppend(&table, "| ", Word(consequence.state), " | ", Word(consequence.verb), " |\n");
  }
  return table;
}

std::string StateMachines() {
  return absl::StrCat(
      Table("Track", TrackTransitions()), Table("Match", MatchTransitions()),
      Table("Match, when its track ends", MatchVerbsAtTrackEnd()),
      Table("Appointment", AppointmentTransitions()),
      Table("Appointment, when its track ends", AppointmentVerbsAtTrackEnd()),
      Table("Goal", GoalTransitions()), Table("Goal, when its track ends", GoalVerbsAtTrackEnd()),
      Table("Step", StepTransitions()), Table("Step, when its track ends", StepVerbsAtTrackEnd()),
      Table("Ambition", AmbitionTransitions()), Table("Signal", SignalTransitions()),
      Table("Signal, in acute danger", AcuteSignalTransitions()),
      Table("Enrolment", EnrolmentTransitions()), Table("Certificate", CertificateTransitions()),
      Table("Consent", ConsentTransitions()), Table("Referral", ReferralTransitions()),
      Table("Referral, when the consent is withdrawn", ReferralVerbsAtConsentWithdrawal()),
      Table("Referral, when its track ends", ReferralVerbsAtTrackEnd(false)),
      Table("Referral, when its track ends and referrals go on", ReferralVerbsAtTrackEnd(true)),
      Table("Referral, when the track it led to ends", ReferralVerbsAtEndOfLedTo(false)),
      Table("Referral, when the track it led to ends by a death", ReferralVerbsAtEndOfLedTo(true)),
      "\n");
}

std::string Contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Documentation, ShowsTheStateMachinesAsTheyAre) {
  const std::string path = absl::StrCat(KANSRIJK_SOURCE_DIR, "/ARCHITECTURE.md");
  const std::vector<std::string> before = absl::StrSplit(Contents(path), kBegin);
  ASSERT_EQ(before.size(), 2u) << path << " needs one " << kBegin;
  const std::vector<std::string> after = absl::StrSplit(before[1], kEnd);
  ASSERT_EQ(after.size(), 2u) << path << " needs one " << kEnd;
  const std::string expected = absl::StrCat(before[0], kBegin, StateMachines(), kEnd, after[1]);
  if (std::getenv("KANSRIJK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << expected;
  EXPECT_EQ(Contents(path), expected) << "KANSRIJK_UPDATE_GOLDEN=1 rewrites it";
}

}  // namespace documentation_test
}  // namespace kansrijk::rules
