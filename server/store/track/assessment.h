// Assessments, the levels they give, and what they said before corrections. Levels come with their
// item's code alone: labels are the instrument's.
#ifndef KANSRIJK_SERVER_STORE_TRACK_ASSESSMENT_H_
#define KANSRIJK_SERVER_STORE_TRACK_ASSESSMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/assessment.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// With its history. NotFound, with `name`, when there is none in scope.
absl::StatusOr<v1::Assessment> RequireAssessment(db::ReadTx& tx, const Scope& scope,
                                                 const std::string& name);

// Latest first by date, id; without history; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Assessment>> ListAssessments(db::ReadTx& tx, const Scope& scope,
                                                            const Id& track_id, const Page& page);

// That an assessment of a moment was made.
struct MomentDone {
  v1::AssessmentMoment moment = v1::ASSESSMENT_MOMENT_UNSPECIFIED;
  std::string date;
  std::string number;
};

// The moments done under the instrument and version of `assessment`, on its track; without
// `assessment` itself; by moment.
absl::StatusOr<std::vector<MomentDone>> MomentsBeside(db::ReadTx& tx, const Scope& scope,
                                                      const v1::Assessment& assessment);

// The assessment of the same track, moment, instrument and version as `like`; without history.
absl::StatusOr<std::optional<v1::Assessment>> FindAssessment(db::ReadTx& tx, const Scope& scope,
                                                             const v1::Assessment& like);

// Takes name, number, track, account_handle and content as set. `organisation_id` is the track's.
// AlreadyExists when its series has the number already, or the track this moment under the
// instrument and version. The answer has etag and times.
absl::StatusOr<v1::Assessment> InsertAssessment(db::WriteTx& tx, v1::Assessment assessment,
                                                const Id& organisation_id, int64_t now_us);

// Writes date, scores and note of `corrected` and keeps what `current` says as a version, corrected
// by this account. The answer has the new etag and time, and more history.
absl::StatusOr<v1::Assessment> CorrectAssessment(db::WriteTx& tx, const v1::Assessment& current,
                                                 v1::Assessment corrected,
                                                 const std::string& account_handle, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_ASSESSMENT_H_
