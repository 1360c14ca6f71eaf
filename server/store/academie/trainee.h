// Who attends a training or holds a certificate: a buddy or an external participant, one of the
// two.
#ifndef KANSRIJK_SERVER_STORE_ACADEMIE_TRAINEE_H_
#define KANSRIJK_SERVER_STORE_ACADEMIE_TRAINEE_H_

#include <string>

#include "absl/strings/match.h"
#include "server/base/text.h"
#include "server/db/connection.h"
#include "server/facts/names.h"

namespace kansrijk::store {

// Columns of a query over buddy AS b and external_participant AS x, one of which is NULL.
#define TRAINEE_COLUMNS \
  "b.id, b.number, b.given_name, b.family_name, x.id, x.number, x.display_name"
inline constexpr size_t kTraineeColumns = 7;

struct Trainee {
  std::string name;  // of the resource
  std::string number;
  std::string full_name;
};

// From these columns, the first of which is `first`.
inline Trainee TraineeFromRow(const db::Row& row, size_t first) {
  if (row.IsNull(first)) {
    return {ExternalParticipantName(row.Id(first + 4)), row.Text(first + 5), row.Text(first + 6)};
  }
  return {BuddyName(row.Id(first)), row.Text(first + 1),
          FullName(row.Text(first + 2), row.Text(first + 3))};
}

inline bool IsBuddy(const std::string& trainee) { return absl::StartsWith(trainee, "buddies/"); }

// Values of buddy_id and external_participant_id.
inline db::Value BuddyIdOf(const std::string& trainee) {
  if (!IsBuddy(trainee)) return std::monostate();
  return IdOf(trainee);
}
inline db::Value ExternalParticipantIdOf(const std::string& trainee) {
  if (IsBuddy(trainee)) return std::monostate();
  return IdOf(trainee);
}

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ACADEMIE_TRAINEE_H_
