#include "server/service/track/follow_up.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/follow_up.h"
#include "server/rules/track/task.h"
#include "server/service/track/whole_track.h"
#include "server/store/track/follow_up.h"

namespace kansrijk::service {

absl::StatusOr<v1::Track> RecordFollowUp(rpc::WriteCall& call,
                                         const v1::RecordFollowUpRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  const Id id = IdOf(request.name());
  v1::RecordFollowUpRequest asked = request;
  if (asked.date().empty()) asked.set_date(FormatDate(today));
  ASSIGN_OR_RETURN(const v1::Track track, WholeTrack(call.tx, call.scope, id));
  ASSIGN_OR_RETURN(const auto moment, rules::FollowUpToRecord(track, asked, today));
  v1::FollowUp done;
  done.set_moment(moment);
  done.set_done_date(asked.date());
  done.set_not_reached(asked.not_reached());
  done.set_note(asked.note());
  done.set_account_handle(call.caller.handle);
  RETURN_IF_ERROR(store::InsertFollowUp(call.tx, id, done, absl::ToUnixMicros(call.now)));
  return WholeTrack(call.tx, call.scope, id);
}

absl::StatusOr<std::vector<v1::Task>> FollowUpTasks(rpc::ReadCall& call) {
  const absl::CivilDay today = DayOf(call.now);
  const std::string since = FormatDate(AddMonths(today, -rules::kFollowUpMonthsMax));
  ASSIGN_OR_RETURN(const auto tracks, store::ListClosedTracks(call.tx, call.scope,
                                                              call.caller.organisation_id, since));
  std::vector<v1::Task> tasks;
  for (const v1::Track& track : tracks) {
    const std::vector<v1::FollowUp> done(track.follow_ups().begin(), track.follow_ups().end());
    const auto due = rules::FollowUpDue(rules::FollowUpsOf(track, done), today);
    if (due.has_value()) tasks.push_back(rules::TaskOf(track, *due, today));
  }
  return tasks;
}

}  // namespace kansrijk::service
