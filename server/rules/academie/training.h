// When a session of a training can be planned, changed and attended.
#ifndef KANSRIJK_SERVER_RULES_ACADEMIE_TRAINING_H_
#define KANSRIJK_SERVER_RULES_ACADEMIE_TRAINING_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/training.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

// Seats of a session for which none were given.
inline constexpr int kTrainingSessionSeats = 15;

inline constexpr ErrorKind kTrainingRetired{
    "TRAINING_RETIRED", absl::StatusCode::kFailedPrecondition,
    "training $0 is no longer given: no session of it can be planned",
    "training $0 wordt niet meer gegeven: er is geen bijeenkomst van te plannen"};
// How long ago a session can have been that is planned afterwards, to record it.
inline constexpr int kDaysRecordedLaterMax = 366;

inline constexpr ErrorKind kTrainingSessionLongAgo{
    "TRAINING_SESSION_LONG_AGO", absl::StatusCode::kInvalidArgument,
    "`session.date` $0 is longer ago than a year: a session can be recorded until a year "
    "afterwards",
    "`session.date` $0 is langer dan een jaar geleden: een bijeenkomst is tot een jaar later vast "
    "te "
    "leggen"};
inline constexpr ErrorKind kTrainingSessionFull{"TRAINING_SESSION_FULL",
                                                absl::StatusCode::kFailedPrecondition,
                                                "session $0 of $1 is full (seats: $2), and has no "
                                                "waiting list any more: give it more seats first",
                                                "bijeenkomst $0 van $1 is vol (plaatsen: $2), en "
                                                "heeft geen wachtlijst meer: geef die eerst meer "
                                                "plaatsen"};
inline constexpr ErrorKind kTrainingSessionNotPlanned{
    "TRAINING_SESSION_NOT_PLANNED", absl::StatusCode::kFailedPrecondition,
    "session $0 is $1, and can no longer be changed or enrolled in",
    "bijeenkomst $0 is $1, en is niet meer te wijzigen of om voor in te schrijven"};
inline constexpr ErrorKind kTrainingSessionOver{
    "TRAINING_SESSION_OVER", absl::StatusCode::kFailedPrecondition,
    "session $0 was on $1: ask the trainer", "bijeenkomst $0 was op $1: vraag de trainer"};
inline constexpr ErrorKind kFewerSeatsThanTaken{
    "FEWER_SEATS_THAN_TAKEN", absl::StatusCode::kFailedPrecondition,
    "session $0 cannot have fewer seats than are taken: $1",
    "bijeenkomst $0 kan niet minder plaatsen hebben dan er bezet zijn: $1"};
inline constexpr ErrorKind kTrainingSessionYetToCome{
    "TRAINING_SESSION_YET_TO_COME", absl::StatusCode::kFailedPrecondition,
    "session $0 is on $1: attendance can be recorded from that day on",
    "bijeenkomst $0 is op $1: aanwezigheid kan vanaf die dag worden vastgelegd"};

// FailedPrecondition: the training is retired. InvalidArgument: longer ago than
// kDaysRecordedLaterMax.
absl::Status CheckPlan(const v1::Training& training, const v1::TrainingSession& session,
                       absl::CivilDay today);

// FailedPrecondition unless the session is PLANNED.
absl::Status CheckPlanned(const v1::TrainingSession& session);

// Of a PLANNED session that is to become `changed`. FailedPrecondition: fewer seats than are taken.
// InvalidArgument: moved to a day longer ago than kDaysRecordedLaterMax.
absl::Status CheckReplan(const v1::TrainingSession& session, const v1::TrainingSession& changed,
                         absl::CivilDay today);

// FailedPrecondition: the session is yet to come, or cancelled.
absl::Status CheckAttendable(const v1::TrainingSession& session, absl::CivilDay today);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_ACADEMIE_TRAINING_H_
