// What several use cases do with the seats of a training session.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_SEAT_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_SEAT_H_

#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Puts what was done at the end of the enrolment's history.
absl::Status AddEnrolmentEvent(rpc::WriteCall& call, const v1::Enrolment& enrolment,
                               v1::EnrolmentVerb verb);

// Takes the enrolment where `verb` leads, by the table.
absl::StatusOr<v1::Enrolment> TakeEnrolmentStep(rpc::WriteCall& call, v1::EnrolmentVerb verb,
                                                v1::Enrolment enrolment);

// Gives free seats of the session to those who wait, longest waiting first; until the day before.
absl::Status MoveUp(rpc::WriteCall& call, const std::string& session_name);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_SEAT_H_
