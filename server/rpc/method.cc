#include "server/rpc/method.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/ambition.pb.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/qualification.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/statistics.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/store/resolve.h"

namespace kansrijk::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// The files of the API that hold a service. Naming each also links it in.
std::vector<const FileDescriptor*> Files() {
  return {v1::AccessRecord::descriptor()->file(), v1::Account::descriptor()->file(),
          v1::Buddy::descriptor()->file(),        v1::CaseloadEntry::descriptor()->file(),
          v1::Household::descriptor()->file(),    v1::Import::descriptor()->file(),
          v1::Match::descriptor()->file(),        v1::Organisation::descriptor()->file(),
          v1::Session::descriptor()->file(),      v1::Situation::descriptor()->file(),
          v1::Track::descriptor()->file(),        v1::Assessment::descriptor()->file(),
          v1::Goal::descriptor()->file(),         v1::Instrument::descriptor()->file(),
          v1::Recognition::descriptor()->file(),  v1::Qualification::descriptor()->file(),
          v1::Ambition::descriptor()->file(),     v1::Settings::descriptor()->file(),
          v1::Signal::descriptor()->file(),       v1::Training::descriptor()->file(),
          v1::Enrolment::descriptor()->file(),    v1::Certificate::descriptor()->file(),
          v1::Route::descriptor()->file(),        v1::Consent::descriptor()->file(),
          v1::Referral::descriptor()->file(),     v1::Release::descriptor()->file()};
}

// By these, buddies still write about a track for some days after their match with it ended. They
// see nothing of it: such a method answers no more than the name of what it made.
constexpr absl::string_view kReachEndedMatches[] = {"kansrijk.v1.SessionService/LogSession"};

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

// Faults in what the rpc declares; independent of the use case.
std::vector<std::string> PolicyFaults(const Method& method) {
  std::vector<std::string> faults;
  const v1::Policy& policy = method.policy;
  if (policy.roles().empty() != policy.anyone()) faults.push_back("no roles, or some for anyone");
  if (policy.relation() == v1::RELATION_UNSPECIFIED) faults.push_back("no relation");
  if (policy.purpose() == v1::PURPOSE_UNSPECIFIED) faults.push_back("no purpose");
  const bool target_found =
      !method.resources.empty() && method.resources.front().dotted == policy.target();
  if (!policy.target().empty() && !target_found) {
    faults.push_back(absl::StrCat("target ", policy.target(), " names no resource"));
  }
  for (const ResourceField& field : method.resources) {
    if (!store::IsResourceType(field.type)) {
      faults.push_back(absl::StrCat(field.dotted, " is of an unknown type ", field.type));
    }
  }
  if (method.reaches_ended_matches &&
      (!target_found || method.resources.front().type != "Track" || !method.write)) {
    faults.push_back("it reaches ended matches without changing a track that it names");
  }
  return faults;
}

std::vector<std::string> ShapeFaults(const Method& method) {
  std::vector<std::string> faults;
  const MethodDescriptor& rpc = *method.descriptor;
  const bool reads =
      rpc.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
  if (rpc.input_type() != method.request->GetDescriptor() ||
      rpc.output_type() != method.response->GetDescriptor()) {
    faults.push_back("the use case has other types than the rpc");
  }
  if (reads != static_cast<bool>(method.read)) {
    faults.push_back("idempotency_level and the use case disagree on whether it changes anything");
  }
  if (!reads && (method.request_id == nullptr ||
                 !method.request_id->options().GetExtension(v1::field).uuid())) {
    faults.push_back("it changes things without a request_id");
  }
  return faults;
}

}  // namespace

bool IsFor(const v1::Policy& policy, v1::Role role) {
  const auto& roles = policy.roles();
  return policy.anyone() || std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::vector<const ServiceDescriptor*> MethodTable::Services() {
  std::vector<const ServiceDescriptor*> services;
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

void MethodTable::Insert(absl::string_view name, Method method) {
  method.descriptor = DescriptorPool::generated_pool()->FindMethodByName(std::string(name));
  if (method.descriptor == nullptr) {
    faults_.push_back(absl::StrCat(name, ": there is no such rpc"));
    return;
  }
  const Descriptor& request = *method.request->GetDescriptor();
  method.name = NameOf(*method.descriptor);
  method.policy = method.descriptor->options().GetExtension(v1::policy);
  method.resources = ResourceFields(request, method.policy.target());
  method.request_id = request.FindFieldByName("request_id");
  method.validate_only = request.FindFieldByName("validate_only");
  method.made = FieldOfName(*method.response->GetDescriptor());
  method.reaches_ended_matches = ReachesEndedMatches(method.name);
  method.changes_accounts =
      method.write != nullptr && method.descriptor->service()->name() == "AccountService";
  method.answers_secrets = HasSecrets(*method.response->GetDescriptor());
  const std::string key = method.name;
  if (!methods_.emplace(key, std::move(method)).second) {
    faults_.push_back(absl::StrCat(name, ": it has two use cases"));
  }
}

std::vector<std::string> MethodTable::Faults() const {
  std::vector<std::string> faults = faults_;
  const auto blame = [&](const std::string& name, const std::vector<std::string>& found) {
    for (const std::string& fault : found) faults.push_back(absl::StrCat(name, ": ", fault));
  };
  for (const ServiceDescriptor* service : Services()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const std::string name = NameOf(*service->method(i));
      if (methods_.count(name) == 0) blame(name, {"it has no use case"});
    }
  }
  for (const auto& [name, method] : methods_) {
    blame(name, PolicyFaults(method));
    blame(name, ShapeFaults(method));
    blame(name, FaultsInRequest(*method.request->GetDescriptor()));
    blame(name, FaultsInResponse(*method.response->GetDescriptor()));
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
