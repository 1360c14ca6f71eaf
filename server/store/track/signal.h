// Safety signals, seen through visible_signal only, and their steps, seen through
// visible_signal_event only: a signal reads as it was after the last step that the account sees.
#ifndef KANSRIJK_SERVER_STORE_TRACK_SIGNAL_H_
#define KANSRIJK_SERVER_STORE_TRACK_SIGNAL_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/signal.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// What ListSignals keeps; empty and false keep all.
struct SignalFilter {
  Id track_id;
  bool undecided = false;
};

// Without events. NotFound, with `name`, outside the scope.
absl::StatusOr<v1::Signal> RequireSignal(db::ReadTx& tx, const Scope& scope,
                                         const std::string& name);

// The steps of a signal that the account sees, oldest first.
absl::StatusOr<std::vector<v1::SignalEvent>> ListSignalEvents(db::ReadTx& tx, const Scope& scope,
                                                              const Id& signal_id);

// Without events, latest first by the time of their raising, id; up to page.fetch() of them. The
// page goes on after {microseconds, id}.
absl::StatusOr<std::vector<v1::Signal>> ListSignals(db::ReadTx& tx, const Scope& scope,
                                                    const SignalFilter& filter, const Page& page);

// Whether the account is the appointed officer of the organisation whose signal this is.
absl::StatusOr<bool> IsSafetyOfficer(db::ReadTx& tx, const Scope& scope, const Id& signal_id);

// Takes name, number, track, description, state and handed_over as set; `raiser_id` is an account.
// The answer has etag and times.
absl::StatusOr<v1::Signal> InsertSignal(db::WriteTx& tx, v1::Signal signal,
                                        const Id& organisation_id, const Id& raiser_id,
                                        int64_t now_us);

// Writes state, decision and handed_over; the answer has the new etag and time.
absl::StatusOr<v1::Signal> UpdateSignal(db::WriteTx& tx, v1::Signal signal, int64_t now_us);

// Adds a step to a signal.
absl::Status InsertSignalEvent(db::WriteTx& tx, const Id& signal_id, const v1::SignalEvent& event,
                               int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_TRACK_SIGNAL_H_
