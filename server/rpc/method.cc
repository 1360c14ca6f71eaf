#include "server/rpc/method.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "kansrijk/v1/resources.h"
#include "server/rpc/declaration.h"

namespace kansrijk::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// By these, buddies still write about a track for some days after their match with it ended. They
// see nothing of it: such a method answers no more than the name of what it made.
constexpr absl::string_view kReachEndedMatches[] = {"kansrijk.v1.SessionService/LogSession"};

// Closing an organisation disables its accounts.
bool IsAboutAccounts(const google::protobuf::MethodDescriptor& method) {
  const std::string& service = method.service()->name();
  return service == "AccountService" || service == "OrganisationService";
}

bool ReachesEndedMatches(absl::string_view name) {
  const auto& those = kReachEndedMatches;
  return std::find(std::begin(those), std::end(those), name) != std::end(those);
}

// The name of the response itself, or of the one thing that it holds.
ResourceField FieldOfName(const Descriptor& response) {
  if (const FieldDescriptor* own = response.FindFieldByName("name")) return {{own}, "", "name"};
  for (int i = 0; i < response.field_count(); ++i) {
    const FieldDescriptor* field = response.field(i);
    if (field->is_repeated() || field->message_type() == nullptr) continue;
    const FieldDescriptor* name = field->message_type()->FindFieldByName("name");
    if (name != nullptr) return {{field, name}, "", absl::StrCat(field->name(), ".name")};
  }
  return {};
}

std::string NameOf(const MethodDescriptor& rpc) {
  return absl::StrCat(rpc.service()->full_name(), "/", rpc.name());
}

// What the rpc declares and its use case does not fit.
std::vector<std::string> ShapeFaults(const Method& method) {
  std::vector<std::string> faults;
  const MethodDescriptor& rpc = *method.descriptor;
  const bool reads =
      rpc.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
  if (rpc.input_type() != method.request->GetDescriptor() ||
      rpc.output_type() != method.response->GetDescriptor()) {
    faults.push_back("the use case has other types than the rpc");
  }
  if (reads != (method.read != nullptr)) {
    faults.push_back("idempotency_level and the use case disagree on whether it changes anything");
  }
  if (!reads && (method.request_id == nullptr ||
                 !method.request_id->options().GetExtension(v1::field).uuid())) {
    faults.push_back("it changes things without a request_id");
  }
  const bool changes_a_track = !method.resources.empty() &&
                               method.resources.front().dotted == method.policy.target() &&
                               method.resources.front().type == "Track" && method.write;
  if (method.reaches_ended_matches && !changes_a_track) {
    faults.push_back("it reaches ended matches without changing a track that it names");
  }
  return faults;
}

std::vector<const ServiceDescriptor*> ServicesIn(const std::vector<const FileDescriptor*>& files) {
  std::vector<const ServiceDescriptor*> services;
  for (const FileDescriptor* file : files) {
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

}  // namespace

std::vector<const FileDescriptor*> ApiFiles() {
  std::vector<const FileDescriptor*> files;
  for (const absl::string_view name : v1::kProtoFiles) {
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(std::string(name));
    if (file != v1::Policy::descriptor()->file()) files.push_back(file);
  }
  return files;
}

bool IsFor(const v1::Policy& policy, v1::Role role) {
  const auto& roles = policy.roles();
  return policy.anyone() || std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::vector<const ServiceDescriptor*> MethodTable::Services() { return ServicesIn(ApiFiles()); }

void MethodTable::Insert(absl::string_view rpc, const Binding& binding) {
  Method method;
  static_cast<Binding&>(method) = binding;
  method.descriptor = DescriptorPool::generated_pool()->FindMethodByName(std::string(rpc));
  if (method.descriptor == nullptr) {
    faults_.push_back(absl::StrCat(rpc, ": there is no such rpc"));
    return;
  }
  const Descriptor& request = *method.request->GetDescriptor();
  method.name = NameOf(*method.descriptor);
  method.policy = method.descriptor->options().GetExtension(v1::policy);
  method.request_rules = MessageRules(request);
  method.response_rules = MessageRules(*method.response->GetDescriptor());
  method.resources = ResourceFields(request, method.policy.target());
  method.request_id = request.FindFieldByName("request_id");
  method.validate_only = request.FindFieldByName("validate_only");
  method.made = FieldOfName(*method.response->GetDescriptor());
  method.reaches_ended_matches = ReachesEndedMatches(method.name);
  method.changes_accounts = method.write != nullptr && IsAboutAccounts(*method.descriptor);
  method.answers_secrets = HasSecrets(*method.response->GetDescriptor());
  const std::string key = method.name;
  if (!methods_.emplace(key, std::move(method)).second) {
    faults_.push_back(absl::StrCat(rpc, ": it has two use cases"));
  }
}

std::vector<std::string> MethodTable::Faults() const {
  std::vector<std::string> faults = faults_;
  const auto blame = [&](const std::string& name, const std::vector<std::string>& found) {
    for (const std::string& fault : found) faults.push_back(absl::StrCat(name, ": ", fault));
  };
  for (const ServiceDescriptor* service : ServicesIn(files_)) {
    for (int i = 0; i < service->method_count(); ++i) {
      const std::string name = NameOf(*service->method(i));
      if (methods_.count(name) == 0) blame(name, {"it has no use case"});
    }
  }
  for (const auto& [name, method] : methods_) {
    blame(name, FaultsInMethod(*method.descriptor));
    blame(name, ShapeFaults(method));
    blame(name, FaultsInRequest(*method.request->GetDescriptor()));
  }
  for (const FileDescriptor* file : files_) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      const Descriptor& message = *file->message_type(i);
      blame(message.full_name(), FaultsInMessage(message));
      blame(message.full_name(), FaultsInResource(message));
    }
  }
  return faults;
}

const Method* MethodTable::Find(absl::string_view path) const {
  const auto found = methods_.find(absl::StripPrefix(path, "/"));
  return found == methods_.end() ? nullptr : &found->second;
}

const Method* MethodTable::FindGet(const Method& change) const {
  const Descriptor& made = *change.response->GetDescriptor();
  const Method* const get =
      Find(absl::StrCat(change.descriptor->service()->full_name(), "/Get", made.name()));
  const bool fits = get != nullptr && get->read && get->response->GetDescriptor() == &made &&
                    get->policy.target() == "name";
  return fits ? get : nullptr;
}

}  // namespace kansrijk::rpc
