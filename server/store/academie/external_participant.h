// People from other organisations who attend trainings.
#ifndef KANSRIJK_SERVER_STORE_ACADEMIE_EXTERNAL_PARTICIPANT_H_
#define KANSRIJK_SERVER_STORE_ACADEMIE_EXTERNAL_PARTICIPANT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound unless it is the organisation's of a trainer or coordinator.
absl::StatusOr<v1::ExternalParticipant> RequireExternalParticipant(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const std::string& name);

// By number; page.after is (number, id).
absl::StatusOr<std::vector<v1::ExternalParticipant>> ListExternalParticipants(db::ReadTx& tx,
                                                                              const Scope& scope,
                                                                              const Page& page);

// How many of them LatestExternalParticipants looks at.
inline constexpr int64_t kLatestExternalParticipants = 1000;

// The latest ones, latest first by number.
absl::StatusOr<std::vector<v1::ExternalParticipant>> LatestExternalParticipants(db::ReadTx& tx,
                                                                                const Scope& scope);

absl::Status InsertExternalParticipant(db::WriteTx& tx, const v1::ExternalParticipant& participant,
                                       const Id& organisation_id, int64_t now_us);

// Writes name and organisation.
absl::Status UpdateExternalParticipant(db::WriteTx& tx, const v1::ExternalParticipant& participant,
                                       int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ACADEMIE_EXTERNAL_PARTICIPANT_H_
