// Resource names (AIP-122): households/{household}/members/{member}. The last segment is the id
// that the store knows; ids are UUIDs, unique over everything.
#ifndef KANSRIJK_SERVER_BASE_NAMES_H_
#define KANSRIJK_SERVER_BASE_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace kansrijk {

// The last segment of a name; "" of "".
inline std::string IdOf(absl::string_view name) {
  const size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

// Whether people can name a thing by this number of theirs in a command: letters of the Latin
// alphabet and digits, with hyphens, dots, underscores and plus signs between; not what reads as an
// id. A slash would part it into a name and a parent, a space into two arguments; a character that
// nobody can see, or that only looks like a Latin letter, nobody would type.
bool IsNameable(absl::string_view number);

// "collection/id", or "" when there is no id.
inline std::string NameOf(absl::string_view collection, absl::string_view id) {
  return id.empty() ? std::string() : absl::StrCat(collection, "/", id);
}

inline std::string OrganisationName(absl::string_view id) { return NameOf("organisations", id); }
inline std::string AccountName(absl::string_view id) { return NameOf("accounts", id); }
inline std::string BuddyName(absl::string_view id) { return NameOf("buddies", id); }
inline std::string HouseholdName(absl::string_view id) { return NameOf("households", id); }
inline std::string TrackName(absl::string_view id) { return NameOf("tracks", id); }
inline std::string TrainingName(absl::string_view id) { return NameOf("trainings", id); }
inline std::string TrainingSessionName(absl::string_view id) {
  return NameOf("trainingSessions", id);
}
inline std::string EnrolmentName(absl::string_view session_id, absl::string_view id) {
  return absl::StrCat("trainingSessions/", session_id, "/enrolments/", id);
}
inline std::string ExternalParticipantName(absl::string_view id) {
  return NameOf("externalParticipants", id);
}
inline std::string CertificateName(absl::string_view id) { return NameOf("certificates", id); }
inline std::string ConsentName(absl::string_view id) { return NameOf("consents", id); }
inline std::string ReferralName(absl::string_view id) { return NameOf("referrals", id); }
inline std::string ReleaseName(absl::string_view id) { return NameOf("releases", id); }
inline std::string ImportName(absl::string_view id) { return NameOf("imports", id); }
inline std::string MemberName(absl::string_view household_id, absl::string_view id) {
  return absl::StrCat("households/", household_id, "/members/", id);
}
inline std::string SituationName(absl::string_view member_name, absl::string_view id) {
  return absl::StrCat(member_name, "/situations/", id);
}
inline std::string ConflictName(absl::string_view household_id, absl::string_view id) {
  return absl::StrCat("households/", household_id, "/conflicts/", id);
}
inline std::string MatchName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/matches/", id);
}
inline std::string SessionName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/sessions/", id);
}
inline std::string AssessmentName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/assessments/", id);
}
inline std::string GoalName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/goals/", id);
}
inline std::string StepName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/steps/", id);
}
inline std::string RecognitionName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/recognitions/", id);
}
inline std::string ReviewName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/reviews/", id);
}
inline std::string SignalName(absl::string_view track_id, absl::string_view id) {
  return absl::StrCat("tracks/", track_id, "/signals/", id);
}
inline std::string AmbitionName(absl::string_view buddy_id, absl::string_view id) {
  return absl::StrCat("buddies/", buddy_id, "/ambitions/", id);
}
inline std::string QualificationName(absl::string_view buddy_id, absl::string_view id) {
  return absl::StrCat("buddies/", buddy_id, "/qualifications/", id);
}

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_NAMES_H_
