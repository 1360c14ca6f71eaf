#include "server/rpc/repeat.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rpc/resources.h"
#include "server/store/office/resolve.h"

namespace kansrijk::rpc {
namespace {

using google::protobuf::Message;

// By a rule, not for trouble of the store.
bool IsRefusal(const absl::Status& status) { return !status.ok() && !ReasonOf(status).empty(); }

// The same thing, wherever it belongs by now: members move between households.
std::string WithoutParent(const std::string& name) {
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  if (segments.size() != 4) return name;
  return absl::StrCat(segments[0], "/-/", segments[2], "/", segments[3]);
}

// An answer without a name is in sight when all that its request names is.
absl::StatusOr<bool> IsInSight(const Method& method, const std::string& name, Message& request,
                               ReadCall& call) {
  if (!name.empty()) return store::IsInScope(call.tx, call.scope, name);
  const absl::Status found = ResolveResources(method, call.tx, call.scope, request);
  if (found.ok() || IsRefusal(found)) return found.ok();
  return found;
}

absl::StatusOr<MessagePtr> Get(const Method& get, const std::string& name, ReadCall& call) {
  const MessagePtr request(get.request->New());
  SetText(*request, get.resources.front(), WithoutParent(name));
  RETURN_IF_ERROR(ResolveResources(get, call.tx, call.scope, *request));
  return get.read(call, *request);
}

absl::StatusOr<MessagePtr> NameAlone(const Method& method, const std::string& name,
                                     ReadCall& call) {
  MessagePtr response(method.response->New());
  if (!name.empty() && !method.made.path.empty()) SetText(*response, method.made, name);
  ASSIGN_OR_RETURN(call.subjects, store::HouseholdsBehind(call.tx, name));
  return response;
}

}  // namespace

std::string NameIn(const Method& method, const Message& response) {
  return method.made.path.empty() ? "" : GetText(response, method.made);
}

absl::StatusOr<MessagePtr> RepeatAnswer(const MethodTable& methods, const Method& method,
                                        const CarriedOut& before, Message& request,
                                        ReadCall& call) {
  if (before.response.has_value()) {
    MessagePtr response(method.response->New());
    response->ParseFromString(*before.response);
    const std::string name = NameIn(method, *response);
    ASSIGN_OR_RETURN(const bool in_sight, IsInSight(method, name, request, call));
    if (in_sight) return response;
    return NameAlone(method, name, call);
  }
  const Method* const get = methods.FindGet(method);
  if (get != nullptr && IsFor(get->policy, call.caller.role) && !before.resource_name.empty()) {
    auto response = Get(*get, before.resource_name, call);
    if (!IsRefusal(response.status())) return response;
  }
  return NameAlone(method, before.resource_name, call);
}

}  // namespace kansrijk::rpc
