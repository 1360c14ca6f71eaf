// Enrolments in sessions of trainings, and their histories.
#ifndef KANSRIJK_SERVER_STORE_ACADEMIE_ENROLMENT_H_
#define KANSRIJK_SERVER_STORE_ACADEMIE_ENROLMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// NotFound outside the scope.
absl::StatusOr<v1::Enrolment> RequireEnrolment(db::ReadTx& tx, const Scope& scope,
                                               const std::string& name);

// The one of a participant (a buddy or an external participant) in a session that was not
// cancelled.
absl::StatusOr<std::optional<v1::Enrolment>> FindStandingEnrolment(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const std::string& session_name,
                                                                   const std::string& participant);

// Those of a session that were not cancelled, in the order of enrolling. Not scoped: who changes a
// session changes all its enrolments.
absl::StatusOr<std::vector<v1::Enrolment>> StandingEnrolments(db::ReadTx& tx,
                                                              const std::string& session_name);

// In the order of enrolling; UNSPECIFIED for all states. page.after is (created_us, id).
absl::StatusOr<std::vector<v1::Enrolment>> ListEnrolmentsOfSession(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const Id& session_id,
                                                                   v1::EnrolmentState state,
                                                                   const Page& page);

// By date of session, latest first; UNSPECIFIED for all states. page.after is (date, id).
absl::StatusOr<std::vector<v1::Enrolment>> ListEnrolmentsOfBuddy(db::ReadTx& tx, const Scope& scope,
                                                                 const Id& buddy_id,
                                                                 v1::EnrolmentState state,
                                                                 const Page& page);

// Oldest first.
absl::StatusOr<std::vector<v1::EnrolmentEvent>> ListEnrolmentEvents(db::ReadTx& tx,
                                                                    const Scope& scope,
                                                                    const Id& enrolment_id);

// `enrolment` has name, session, participant and state. The answer has etag and times.
absl::StatusOr<v1::Enrolment> InsertEnrolment(db::WriteTx& tx, v1::Enrolment enrolment,
                                              int64_t now_us);

// Writes the state; the answer has etag and update time.
absl::StatusOr<v1::Enrolment> UpdateEnrolment(db::WriteTx& tx, v1::Enrolment enrolment,
                                              int64_t now_us);

// Adds to the enrolment's history.
absl::Status InsertEnrolmentEvent(db::WriteTx& tx, const Id& enrolment_id,
                                  const v1::EnrolmentEvent& event, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_ACADEMIE_ENROLMENT_H_
