// Numbers that people use (H-0142, T0142, B01, S-0881, D-0012): given out in order, never twice.
#ifndef KANSRIJK_SERVER_STORE_NUMBER_H_
#define KANSRIJK_SERVER_STORE_NUMBER_H_

#include <string>

#include "absl/status/statusor.h"
#include "server/db/database.h"

namespace kansrijk::store {

// A kind of number: its series within an organisation, and how it is written (printf, one %d).
struct NumberKind {
  const char* series;
  const char* prefix;
  int digits;
};

inline constexpr NumberKind kHouseholdNumber{"household", "H-", 4};
inline constexpr NumberKind kTrackNumber{"track", "T", 4};
inline constexpr NumberKind kBuddyNumber{"buddy", "B", 2};
inline constexpr NumberKind kSessionNumber{"session", "S-", 4};
inline constexpr NumberKind kAssessmentNumber{"assessment", "M-", 4};
inline constexpr NumberKind kGoalNumber{"goal", "D-", 4};
inline constexpr NumberKind kStepNumber{"step", "A-", 4};
inline constexpr NumberKind kSignalNumber{"signal", "V-", 4};
inline constexpr NumberKind kAmbitionNumber{"ambition", "P-", 4};
inline constexpr NumberKind kTrainingSessionNumber{"training_session", "S", 2};
inline constexpr NumberKind kExternalParticipantNumber{"external_participant", "X-", 4};
inline constexpr NumberKind kConsentNumber{"consent", "C-", 4};
// One series over all organisations ("" for the organisation): both sides use the same number.
inline constexpr NumberKind kReferralNumber{"referral", "R-", 4};

// The next number of the organisation's series.
absl::StatusOr<std::string> NextNumber(db::WriteTx& tx, const NumberKind& kind,
                                       const std::string& organisation_id);

// A number that someone chose: the series goes on after it, when it is of the kind's form.
absl::Status ReserveNumber(db::WriteTx& tx, const NumberKind& kind,
                           const std::string& organisation_id, const std::string& number);

// The next member number of a household: L0142a, L0142b, ..., L0142z, L0142aa for H-0142.
absl::StatusOr<std::string> NextMemberNumber(db::WriteTx& tx, const std::string& household_id,
                                             const std::string& household_number);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_NUMBER_H_
