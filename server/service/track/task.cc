#include "server/service/track/task.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/rules/track/task.h"
#include "server/service/track/open_track.h"
#include "server/store/office/settings.h"
#include "server/store/track/caseload.h"

namespace kansrijk::service {
namespace {

using Keys = std::vector<std::string>;

// The past comes before today, the oldest first. Goals and steps have a number of their own; what
// else there is to do about a track has words of its own.
Keys KeysOf(const v1::Task& task) {
  return {task.date(), task.track_number(), task.track(), absl::StrCat(task.kind()),
          task.number().empty() ? task.text() : task.number()};
}
constexpr size_t kTaskKeys = 5;

absl::StatusOr<std::vector<v1::Task>> AllTasks(rpc::ReadCall& call,
                                               const store::CaseloadOwner& owner) {
  const absl::CivilDay today = DayOf(call.now);
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(call.tx, call.caller.organisation_id));
  ASSIGN_OR_RETURN(const auto entries, OpenEntries(call, owner, settings));
  ASSIGN_OR_RETURN(const auto goals,
                   store::ListDueGoals(call.tx, call.scope, owner, FormatDate(today)));
  ASSIGN_OR_RETURN(const auto steps,
                   store::ListDueSteps(call.tx, call.scope, owner, FormatDate(today)));
  std::vector<v1::Task> tasks;
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

absl::StatusOr<v1::ListTasksResponse> ListTasks(rpc::ReadCall& call,
                                                const v1::ListTasksRequest& request) {
  const auto list = [&](const Page& page) -> absl::StatusOr<std::vector<v1::Task>> {
    ASSIGN_OR_RETURN(auto tasks, AllTasks(call, OwnerOf(call.caller, request.buddy())));
    return OnPage(std::move(tasks), page);
  };
  return ListPage<v1::ListTasksResponse>(request, Keys(kTaskKeys), list,
                                         &v1::ListTasksResponse::mutable_tasks, KeysOf);
}

}  // namespace kansrijk::service
