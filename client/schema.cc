#include "client/schema.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
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

namespace kansrijk::client {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptor;

// One message of every file: naming it keeps the linker from leaving the file out.
const std::vector<const FileDescriptor*>& Files() {
  static const auto* files = new std::vector<const FileDescriptor*>{
      v1::AccessRecord::descriptor()->file(),  v1::Account::descriptor()->file(),
      v1::Ambition::descriptor()->file(),      v1::Assessment::descriptor()->file(),
      v1::Buddy::descriptor()->file(),         v1::CaseloadEntry::descriptor()->file(),
      v1::Goal::descriptor()->file(),          v1::Household::descriptor()->file(),
      v1::Import::descriptor()->file(),        v1::Instrument::descriptor()->file(),
      v1::Match::descriptor()->file(),         v1::Organisation::descriptor()->file(),
      v1::Qualification::descriptor()->file(), v1::Recognition::descriptor()->file(),
      v1::Session::descriptor()->file(),       v1::Settings::descriptor()->file(),
      v1::Signal::descriptor()->file(),        v1::Situation::descriptor()->file(),
      v1::Track::descriptor()->file(),         v1::Training::descriptor()->file(),
      v1::Enrolment::descriptor()->file(),     v1::Certificate::descriptor()->file(),
      v1::Route::descriptor()->file(),         v1::Consent::descriptor()->file(),
      v1::Referral::descriptor()->file(),      v1::Release::descriptor()->file(),
      v1::FieldRules::descriptor()->file()};
  return *files;
}

}  // namespace

const MethodDescriptor& Method(absl::string_view name) {
  const std::string full_name = absl::StrCat(Files().front()->package(), ".", name);
  const auto* method = DescriptorPool::generated_pool()->FindMethodByName(full_name);
  GOOGLE_CHECK(method != nullptr) << full_name;
  return *method;
}

bool Mutates(const MethodDescriptor& method) {
  return method.options().idempotency_level() != google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

bool IsForAnyone(const MethodDescriptor& method) {
  return method.options().GetExtension(v1::policy).anyone();
}

std::unique_ptr<Message> NewMessage(const Descriptor& type) {
  const auto* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type);
  return std::unique_ptr<Message>(prototype->New());
}

const FieldDescriptor* FieldAt(const Descriptor& type, absl::string_view path) {
  const Descriptor* holder = &type;
  const FieldDescriptor* field = nullptr;
  for (absl::string_view step : absl::StrSplit(path, '.')) {
    if (holder == nullptr) return nullptr;
    field = holder->FindFieldByName(std::string(step));
    if (field == nullptr) return nullptr;
    holder = field->message_type();
  }
  return field;
}

const v1::FieldRules& RulesOf(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::field);
}

const FieldDescriptor* EntriesOf(const Descriptor& response) {
  if (!absl::EndsWith(response.name(), "Response")) return nullptr;
  for (int i = 0; i < response.field_count(); ++i) {
    const FieldDescriptor* field = response.field(i);
    if (field->is_repeated() && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

std::vector<const google::protobuf::EnumDescriptor*> AllEnums() {
  std::vector<const google::protobuf::EnumDescriptor*> enums;
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->enum_type_count(); ++i) enums.push_back(file->enum_type(i));
  }
  return enums;
}

}  // namespace kansrijk::client
