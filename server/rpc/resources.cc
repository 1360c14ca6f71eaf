#include "server/rpc/resources.h"

#include <string>

#include "server/base/status.h"
#include "server/rpc/rules.h"
#include "server/store/office/resolve.h"

namespace kansrijk::rpc {
namespace {

// Organisations are seen by all, so that who sees one is not related to it yet.
bool NeedsOwn(const v1::Policy& policy, const ResourceField& target) {
  return policy.relation() == v1::RELATION_MANAGEMENT ||
         (policy.relation() == v1::RELATION_ORGANISATION && target.type == "Organisation");
}

absl::StatusOr<std::string> Resolve(const Method& method, const ResourceField& field,
                                    db::ReadTx& tx, const store::Scope& scope,
                                    const std::string& name) {
  const bool is_target = field.dotted == method.policy.target();
  if (is_target && NeedsOwn(method.policy, field)) {
    return store::ResolveOwn(tx, scope, field.type, name);
  }
  if (field.all_of_household) return store::ResolveTracks(tx, scope, name);
  auto canonical = store::Resolve(tx, scope, field.type, name);
  if (absl::IsNotFound(canonical.status()) && is_target && method.reaches_ended_matches) {
    return store::ResolveTrackOfEndedMatch(tx, scope, name);
  }
  return canonical;
}

}  // namespace

absl::Status ResolveResources(const Method& method, db::ReadTx& tx, const store::Scope& scope,
                              google::protobuf::Message& request) {
  for (const ResourceField& field : method.resources) {
    const std::string name = GetText(request, field);
    if (name.empty() || !IsDemanded(request, field, method.policy.target())) continue;
    ASSIGN_OR_RETURN(const std::string canonical, Resolve(method, field, tx, scope, name));
    SetText(request, field, canonical);
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::rpc
