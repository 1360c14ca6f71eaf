#include "server/service/track/task.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/rules/track/referral_task.h"
#include "server/rules/track/task.h"
#include "server/service/track/follow_up.h"
#include "server/service/track/open_track.h"
#include "server/store/office/settings.h"
#include "server/store/track/appointment.h"
#include "server/store/track/caseload.h"
#include "server/store/track/match.h"

namespace kansrijk::service {
namespace {

using Keys = std::vector<std::string>;

// What is urgent comes first, then the past before today, the oldest first, and what is to come
// last. Appointments, goals, steps and referrals have a number of their own; what else there is to
// do about a track, or about a referral, has words of its own.
Keys KeysOf(const v1::Task& task) {
  return {task.urgent() ? "0" : "1", task.date(),   task.track_number(), task.track(),
          absl::StrCat(task.kind()), task.number(), task.text()};
}
constexpr size_t kTaskKeys = 7;

// Of a buddy: whom the buddy is getting acquainted with.
absl::Status AddMeetings(rpc::ReadCall& call, std::vector<v1::Task>& tasks) {
  if (call.caller.role != v1::ROLE_BUDDY) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto meetings,
                   store::ListMeetings(call.tx, call.scope, {kPageSizeMax, {"-1", ""}}));
  for (const v1::Match& meeting : meetings) {
    auto task = rules::TaskOf(meeting, DayOf(call.now));
    if (task.has_value()) tasks.push_back(*std::move(task));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Task>> AllTasks(rpc::ReadCall& call,
                                               const store::CaseloadOwner& owner) {
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(call.tx, call.caller.organisation_id));
  ASSIGN_OR_RETURN(const auto waiting, WaitingReferrals(call));
  ASSIGN_OR_RETURN(const auto entries, OpenEntries(call, owner, settings, waiting));
  ASSIGN_OR_RETURN(const auto appointments,
                   store::ListAppointmentsDue(call.tx, call.scope, owner, FormatDate(today),
                                              FormatDate(today + rules::kDaysAhead)));
  ASSIGN_OR_RETURN(const auto goals,
                   store::ListDueGoals(call.tx, call.scope, owner, FormatDate(today)));
  ASSIGN_OR_RETURN(const auto steps,
                   store::ListDueSteps(call.tx, call.scope, owner, FormatDate(today)));
  std::vector<v1::Task> tasks;
  if (owner.buddy_id.empty()) {
    ASSIGN_OR_RETURN(tasks, FollowUpTasks(call));
  }
  for (const v1::Appointment& appointment : appointments) {
    tasks.push_back(rules::TaskOf(appointment, today));
  }
  std::map<std::string, const v1::CaseloadEntry*> by_track;
  for (const v1::CaseloadEntry& entry : entries) {
    by_track.emplace(entry.track(), &entry);
    for (v1::Task& task : rules::TasksOf(entry, today)) tasks.push_back(std::move(task));
  }
  const auto add = [&](v1::TaskKind kind, const std::vector<store::DueItem>& items) {
    for (const store::DueItem& item : items) {
      const auto entry = by_track.find(item.track);
      if (entry == by_track.end()) continue;
      tasks.push_back(
          rules::TaskOf(*entry->second, kind, item.number, item.text, item.due_date, today));
    }
  };
  add(v1::TASK_KIND_GOAL, goals);
  add(v1::TASK_KIND_STEP, steps);
  RETURN_IF_ERROR(AddMeetings(call, tasks));
  // Of one buddy those of the tracks; of an organisation all.
  auto of_referrals = ReferralTasks(call, waiting, [&](const v1::Referral& referral) {
    return owner.buddy_id.empty() || by_track.count(referral.track()) > 0;
  });
  std::move(of_referrals.begin(), of_referrals.end(), std::back_inserter(tasks));
  return tasks;
}

// The first so many of `tasks` after the keys of the page.
std::vector<v1::Task> OnPage(std::vector<v1::Task> tasks, const Page& page) {
  std::vector<std::pair<Keys, v1::Task*>> order;
  for (v1::Task& task : tasks) {
    Keys keys = KeysOf(task);
    if (keys > page.after) order.emplace_back(std::move(keys), &task);
  }
  std::sort(order.begin(), order.end());
  std::vector<v1::Task> on_page;
  for (auto& [keys, task] : order) {
    if (static_cast<int64_t>(on_page.size()) == page.fetch()) break;
    on_page.push_back(std::move(*task));
  }
  return on_page;
}

}  // namespace

std::vector<v1::Task> ReferralTasks(const rpc::ReadCall& call,
                                    const std::vector<WaitingReferral>& waiting,
                                    absl::FunctionRef<bool(const v1::Referral&)> is_kept) {
  std::vector<v1::Task> tasks;
  for (const WaitingReferral& one : waiting) {
    if (!is_kept(one.referral)) continue;
    for (v1::Task& task : rules::ReferralTasksOf(one, call.caller.role, DayOf(call.now))) {
      tasks.push_back(std::move(task));
    }
  }
  return tasks;
}

absl::StatusOr<v1::ListTasksResponse> ListTasks(rpc::ReadCall& call,
                                                const v1::ListTasksRequest& request) {
  const auto list = [&](const Page& page) -> absl::StatusOr<std::vector<v1::Task>> {
    if (call.caller.role == v1::ROLE_PARTNER) {
      ASSIGN_OR_RETURN(const auto waiting, WaitingReferrals(call));
      const auto all = [](const v1::Referral&) { return true; };
      return OnPage(ReferralTasks(call, waiting, all), page);
    }
    ASSIGN_OR_RETURN(auto tasks, AllTasks(call, OwnerOf(call.caller, request.buddy())));
    return OnPage(std::move(tasks), page);
  };
  return ListPage<v1::ListTasksResponse>(request, Keys(kTaskKeys), list,
                                         &v1::ListTasksResponse::mutable_tasks, KeysOf);
}

}  // namespace kansrijk::service
