#include "server/rpc/declaration.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/rpc/rules.h"
#include "server/store/office/resolve.h"

namespace kansrijk::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

constexpr absl::string_view kPackage = "kansrijk.v1.";

const v1::FieldRules& RulesOfField(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::field);
}

v1::Sensitivity DefaultOf(const Descriptor& type) {
  return type.options().GetExtension(v1::sensitivity);
}

// RELATION_CASELOAD as CASELOAD.
std::string ShortName(v1::Relation relation) {
  return v1::Relation_Name(relation).substr(sizeof("RELATION_") - 1);
}

// The message of ours that the field holds; null when it holds something else.
const Descriptor* HeldIn(const FieldDescriptor& field) {
  const Descriptor* const held = field.message_type();
  return held != nullptr && absl::StartsWith(held->full_name(), kPackage) ? held : nullptr;
}

bool IsResource(const Descriptor& type) { return type.options().HasExtension(v1::resource); }

bool HasOwnView(const Descriptor& resource) {
  return !resource.options().GetExtension(v1::resource).own_view().empty();
}

bool MayAskOwnView(v1::Relation relation) {
  return relation == v1::RELATION_ORGANISATION || relation == v1::RELATION_MANAGEMENT;
}

v1::Relation DeclaredScope(const Descriptor& resource) {
  return resource.options().GetExtension(v1::resource).scope();
}

bool IsPersonal(const FieldDescriptor& field) {
  const v1::Sensitivity sensitivity = SensitivityOf(field);
  return sensitivity == v1::SENSITIVITY_PERSONAL || sensitivity == v1::SENSITIVITY_SPECIAL;
}

bool HoldsPersonalData(const Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const Descriptor* const held = HeldIn(*type.field(i));
    if (held == nullptr ? IsPersonal(*type.field(i)) : HoldsPersonalData(*held)) return true;
  }
  return false;
}

// Itself, or in the one thing that it holds.
bool NamesASubject(const Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (RulesOfField(field).subject()) return true;
    const Descriptor* const held = HeldIn(field);
    if (held != nullptr && !field.is_repeated() && NamesASubject(*held)) return true;
  }
  return false;
}

// `has_subject`: what holds the message says whose data it is.
void CollectAnswerFaults(const Descriptor& type, bool is_top, bool has_subject,
                         std::vector<std::string>& faults) {
  has_subject = has_subject || NamesASubject(type);
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (IsPersonal(field) && !has_subject) {
      faults.push_back(absl::StrCat(field.full_name(), " is personal without a subject"));
    }
    if (SensitivityOf(field) == v1::SENSITIVITY_SECRET && !is_top) {
      faults.push_back(absl::StrCat(field.full_name(),
                                    " is a secret inside an answer, which would be kept with it"));
    }
    if (const Descriptor* const held = HeldIn(field)) {
      CollectAnswerFaults(*held, false, has_subject, faults);
    }
  }
}

const Descriptor* FindType(const MethodDescriptor& method, const std::string& type) {
  return method.file()->pool()->FindMessageTypeByName(absl::StrCat(kPackage, type));
}

// The resources that an answer is, or holds.
std::vector<const Descriptor*> ResourcesIn(const Descriptor& response) {
  if (IsResource(response)) return {&response};
  std::vector<const Descriptor*> resources;
  for (int i = 0; i < response.field_count(); ++i) {
    const Descriptor* const held = HeldIn(*response.field(i));
    if (held != nullptr && IsResource(*held)) resources.push_back(held);
  }
  return resources;
}

// What the method acts upon; of a method without a target, what it answers.
std::vector<const Descriptor*> ConcernOf(const MethodDescriptor& method,
                                         const std::vector<ResourceField>& named) {
  const std::string& target = method.options().GetExtension(v1::policy).target();
  if (target.empty()) return ResourcesIn(*method.output_type());
  if (named.empty() || named.front().dotted != target) return {};
  const Descriptor* const type = FindType(method, named.front().type);
  return type == nullptr ? std::vector<const Descriptor*>() : std::vector{type};
}

std::vector<std::string> RelationFaults(const MethodDescriptor& method,
                                        const std::vector<ResourceField>& named) {
  const v1::Policy& policy = method.options().GetExtension(v1::policy);
  const v1::Relation relation = policy.relation();
  if (relation == v1::RELATION_UNSPECIFIED) return {"no relation"};
  if (relation == v1::RELATION_SELF) {
    if (named.empty()) return {};
    return {"relation SELF, though its request can name another"};
  }
  std::vector<std::string> faults;
  const auto concern = ConcernOf(method, named);
  for (const Descriptor* resource : concern) {
    if (DeclaredScope(*resource) == relation) continue;
    if (MayAskOwnView(relation) && HasOwnView(*resource)) continue;
    faults.push_back(absl::StrCat("relation ", ShortName(relation), ", but the scope of ",
                                  resource->name(), " is ", ShortName(DeclaredScope(*resource))));
  }
  const bool needs_none = relation == v1::RELATION_NONE && concern.empty() && !policy.anyone();
  if (needs_none && HoldsPersonalData(*method.output_type())) {
    faults.push_back("relation NONE, but its answer is personal");
  }
  return faults;
}

}  // namespace

v1::Sensitivity SensitivityOf(const FieldDescriptor& field) {
  if (HeldIn(field) != nullptr) return v1::SENSITIVITY_UNSPECIFIED;
  const v1::Sensitivity own = RulesOfField(field).sensitivity();
  return own != v1::SENSITIVITY_UNSPECIFIED ? own : DefaultOf(*field.containing_type());
}

std::vector<std::string> FaultsInMessage(const Descriptor& type) {
  std::vector<std::string> faults;
  const v1::Sensitivity all = DefaultOf(type);
  if (all == v1::SENSITIVITY_SPECIAL || all == v1::SENSITIVITY_SECRET) {
    faults.push_back("special data and secrets are said of each field, not of a message");
  }
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const v1::Sensitivity own = RulesOfField(field).sensitivity();
    if (HeldIn(field) != nullptr) {
      if (own == v1::SENSITIVITY_UNSPECIFIED) continue;
      faults.push_back(absl::StrCat(field.name(), " holds a message, whose fields say it"));
    } else if (SensitivityOf(field) == v1::SENSITIVITY_UNSPECIFIED) {
      faults.push_back(absl::StrCat(field.name(), " does not say how sensitive it is"));
    } else if (all == v1::SENSITIVITY_NONE && SensitivityOf(field) != all) {
      faults.push_back(absl::StrCat(field.name(), " is sensitive in a message that says NONE"));
    }
  }
  return faults;
}

std::vector<std::string> FaultsInResource(const Descriptor& type) {
  if (!IsResource(type)) return {};
  const v1::Resource& declared = type.options().GetExtension(v1::resource);
  std::vector<std::string> faults = store::LookupFaults(type.name(), declared);
  if (declared.scope() == v1::RELATION_UNSPECIFIED || declared.scope() == v1::RELATION_SELF) {
    faults.push_back("no scope");
  }
  if (!declared.number().empty() && type.FindFieldByName(declared.number()) == nullptr) {
    faults.push_back(absl::StrCat("its number ", declared.number(), " is no field of it"));
  }
  return faults;
}

std::vector<std::string> FaultsInMethod(const MethodDescriptor& method) {
  const v1::Policy& policy = method.options().GetExtension(v1::policy);
  const auto named = ResourceFields(*method.input_type(), policy.target());
  std::vector<std::string> faults = RelationFaults(method, named);
  if (policy.roles().empty() != policy.anyone()) faults.push_back("no roles, or some for anyone");
  if (policy.purpose() == v1::PURPOSE_UNSPECIFIED) faults.push_back("no purpose");
  if (!policy.target().empty() && (named.empty() || named.front().dotted != policy.target())) {
    faults.push_back(absl::StrCat("target ", policy.target(), " names no resource"));
  }
  for (const ResourceField& field : named) {
    const Descriptor* const type = FindType(method, field.type);
    if (type == nullptr || !IsResource(*type) || !store::IsResourceType(field.type)) {
      faults.push_back(absl::StrCat(field.dotted, " is of an unknown type ", field.type));
    }
  }
  CollectAnswerFaults(*method.output_type(), true, false, faults);
  return faults;
}

}  // namespace kansrijk::rpc
