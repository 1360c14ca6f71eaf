#include "server/service/academie/certificate_rule.h"

#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/rules/academie/certificate.h"
#include "server/rules/academie/training.h"
#include "server/store/academie/certificate.h"

namespace kansrijk::service {
namespace {

constexpr v1::Programme kProgrammes[] = {v1::PROGRAMME_BASIC, v1::PROGRAMME_IN_DEPTH,
                                         v1::PROGRAMME_INTERVISION};

absl::StatusOr<v1::CertificateRule> WholeRule(db::ReadTx& tx, const Id& organisation_id,
                                              v1::Programme programme) {
  ASSIGN_OR_RETURN(auto rule, store::CertificateRuleOf(tx, organisation_id, programme));
  ASSIGN_OR_RETURN(const auto modules, store::RequiredModules(tx, organisation_id, programme, ""));
  for (const auto& module : modules) rule.add_training_codes(module.code);
  return rule;
}

// A rule that was never changed has no version yet.
absl::Status CheckRuleEtag(const v1::CertificateRule& current, const v1::CertificateRule& given) {
  if (current.etag().empty() && given.etag().empty()) return absl::OkStatus();
  return CheckEtag(current.programme(), current.etag(), given.etag());
}

}  // namespace

absl::StatusOr<v1::ListCertificateRulesResponse> ListCertificateRules(
    rpc::ReadCall& call, const v1::ListCertificateRulesRequest&) {
  v1::ListCertificateRulesResponse response;
  for (const v1::Programme programme : kProgrammes) {
    ASSIGN_OR_RETURN(*response.add_rules(),
                     WholeRule(call.tx, call.caller.organisation_id, programme));
  }
  return response;
}

absl::StatusOr<v1::CertificateRule> UpdateCertificateRule(
    rpc::WriteCall& call, const v1::UpdateCertificateRuleRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  const v1::CertificateRule& given = request.rule();
  ASSIGN_OR_RETURN(const auto current,
                   store::CertificateRuleOf(call.tx, organisation_id, given.programme()));
  RETURN_IF_ERROR(CheckRuleEtag(current, given));
  RETURN_IF_ERROR(
      store::PutCertificateRule(call.tx, organisation_id, given, absl::ToUnixMicros(call.now)));
  return WholeRule(call.tx, organisation_id, given.programme());
}

}  // namespace kansrijk::service
