#include "client/names.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/language.h"
#include "client/text.h"

namespace kansrijk::client {
namespace {

struct Prefix {
  const char* type;
  const char* prefix;
};

// A dash stands for a parent that the number makes superfluous.
constexpr Prefix kPrefixes[] = {
    {"Household", "households/"},
    {"Member", "households/-/members/"},
    {"Track", "tracks/"},
    {"Session", "tracks/-/sessions/"},
    {"Assessment", "tracks/-/assessments/"},
    {"Goal", "tracks/-/goals/"},
    {"Step", "tracks/-/steps/"},
    {"Signal", "tracks/-/signals/"},
    {"Buddy", "buddies/"},
    {"Ambition", "buddies/-/ambitions/"},
    {"Organisation", "organisations/"},
    {"Account", "accounts/"},
    {"Import", "imports/"},
    {"Training", "trainings/"},
    {"TrainingSession", "trainingSessions/"},
    {"ExternalParticipant", "externalParticipants/"},
    {"Certificate", "certificates/"},
    {"Consent", "consents/"},
    {"Referral", "referrals/"},
    {"Release", "releases/"},
};

absl::Status CheckTyped(absl::string_view typed) {
  const bool odd = std::any_of(typed.begin(), typed.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == 0x7F;
  });
  if (!typed.empty() && !odd) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::Substitute(_("\"$0\" is not a number or a name"),
                                                     Visible(typed, LineBreaks::kFlatten)));
}

}  // namespace

absl::StatusOr<std::string> ResourceName(absl::string_view type, absl::string_view typed) {
  if (absl::Status status = CheckTyped(typed); !status.ok()) return status;
  if (absl::StrContains(typed, '/')) return std::string(typed);
  for (const Prefix& entry : kPrefixes) {
    if (type == entry.type) return absl::StrCat(entry.prefix, typed);
  }
  return std::string(typed);
}

absl::StatusOr<std::string> PairName(absl::string_view type, absl::string_view parent,
                                     absl::string_view child) {
  const absl::StatusOr<std::string> name = ResourceName(type, parent);
  if (!name.ok()) return name;
  if (absl::Status status = CheckTyped(child); !status.ok()) return status;
  const char* collection = type == "TrainingSession" ? "/enrolments/" : "/matches/";
  return absl::StrCat(*name, collection, child.substr(child.rfind('/') + 1));
}

}  // namespace kansrijk::client
