#include "server/service/academie/certificate.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/certificate.h"
#include "server/facts/names.h"
#include "server/rules/academie/certificate.h"
#include "server/rules/academie/enrolment.h"
#include "server/store/academie/certificate.h"
#include "server/store/academie/external_participant.h"
#include "server/store/buddy/buddy.h"

namespace kansrijk::service {
namespace {

std::vector<std::string> MissingCodes(const std::vector<store::RequiredModule>& modules) {
  std::vector<std::string> missing;
  for (const auto& module : modules) {
    if (!module.attended) missing.push_back(module.code);
  }
  return missing;
}

std::vector<Id> TrainingIds(const std::vector<store::RequiredModule>& modules) {
  std::vector<Id> ids;
  for (const auto& module : modules) ids.push_back(module.training_id);
  return ids;
}

// The holder's number, and the name that the certificate keeps.
absl::StatusOr<v1::Certificate> SetHolder(rpc::WriteCall& call,
                                          const v1::IssueCertificateRequest& request,
                                          v1::Certificate certificate) {
  if (!request.buddy().empty()) {
    ASSIGN_OR_RETURN(const auto buddy, store::RequireBuddy(call.tx, call.scope, request.buddy()));
    certificate.set_holder_number(buddy.number());
    certificate.set_holder_name(FullName(buddy.given_name(), buddy.family_name()));
    return certificate;
  }
  ASSIGN_OR_RETURN(const auto external, store::RequireExternalParticipant(
                                            call.tx, call.scope, request.external_participant()));
  certificate.set_holder_number(external.number());
  certificate.set_holder_name(external.display_name());
  return certificate;
}

absl::StatusOr<v1::Certificate> NewCertificate(rpc::WriteCall& call,
                                               const v1::IssueCertificateRequest& request) {
  v1::Certificate certificate;
  certificate.set_name(CertificateName(call.ids.Next(call.now)));
  certificate.set_number(rules::CertificateNumber(call.ids.Secret(rules::kCertificateNumberBytes)));
  certificate.set_programme(request.programme());
  certificate.set_holder(absl::StrCat(request.buddy(), request.external_participant()));
  certificate.set_state(v1::CERTIFICATE_STATE_ISSUED);
  certificate.set_issue_date(FormatDate(DayOf(call.now)));
  ASSIGN_OR_RETURN(const auto rule, store::CertificateRuleOf(call.tx, call.caller.organisation_id,
                                                             request.programme()));
  if (rule.validity_months() != 0) {
    certificate.set_expire_date(LastDayInForce(certificate.issue_date(), rule.validity_months()));
  }
  return SetHolder(call, request, std::move(certificate));
}

// What the buddy needs, if the certificate is lacking or ends within so many days. `basic_months`
// is how long a basic certificate is valid.
absl::StatusOr<std::optional<v1::CertificateNeed>> FindNeed(
    rpc::ReadCall& call, const v1::ListCertificateNeedsRequest& asked, int basic_months,
    const store::CertifiedBuddy& buddy) {
  const bool basic = asked.programme() == v1::PROGRAMME_BASIC;
  const std::string end =
      LastDayOfAll(basic ? buddy.basic_certificate_date : "", basic_months, buddy.issued_until);
  if (!rules::IsNeeded(end, asked.within_days(), DayOf(call.now))) return std::nullopt;
  v1::CertificateNeed need = buddy.need;
  need.set_expire_date(end);
  ASSIGN_OR_RETURN(const auto modules, store::RequiredModules(call.tx, call.caller.organisation_id,
                                                              asked.programme(), need.buddy()));
  for (const std::string& code : MissingCodes(modules)) need.add_missing_codes(code);
  return need;
}

}  // namespace

absl::StatusOr<v1::Certificate> IssueCertificate(rpc::WriteCall& call,
                                                 const v1::IssueCertificateRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  RETURN_IF_ERROR(rules::CheckOneParticipant(request.buddy(), request.external_participant()));
  ASSIGN_OR_RETURN(const auto certificate, NewCertificate(call, request));
  ASSIGN_OR_RETURN(
      const auto modules,
      store::RequiredModules(call.tx, organisation_id, request.programme(), certificate.holder()));
  rules::IssueFacts facts{!modules.empty(), MissingCodes(modules), ""};
  ASSIGN_OR_RETURN(facts.in_force_until,
                   store::CertificateEnd(call.tx, certificate.holder(), request.programme()));
  RETURN_IF_ERROR(rules::CheckMayIssue(certificate, facts, DayOf(call.now)));
  RETURN_IF_ERROR(store::InsertCertificate(call.tx, certificate, organisation_id,
                                           call.caller.handle, TrainingIds(modules),
                                           absl::ToUnixMicros(call.now)));
  return store::RequireCertificate(call.tx, call.scope, certificate.name());
}

absl::StatusOr<v1::Certificate> GetCertificate(rpc::ReadCall& call,
                                               const v1::GetCertificateRequest& request) {
  return store::RequireCertificate(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListCertificatesResponse> ListCertificates(
    rpc::ReadCall& call, const v1::ListCertificatesRequest& request) {
  return ListPage<v1::ListCertificatesResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) {
        return store::ListCertificates(call.tx, call.scope, IdOf(request.buddy()), page);
      },
      &v1::ListCertificatesResponse::mutable_certificates,
      [](const v1::Certificate& last) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(last.create_time())),
                                        IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Certificate> RevokeCertificate(rpc::WriteCall& call,
                                                  const v1::RevokeCertificateRequest& request) {
  ASSIGN_OR_RETURN(auto certificate,
                   store::RequireCertificate(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(certificate.number(), certificate.etag(), request.etag()));
  ASSIGN_OR_RETURN(const auto next,
                   rules::NextCertificateState(certificate, v1::CERTIFICATE_VERB_REVOKE));
  certificate.set_state(next);
  certificate.set_revoke_date(FormatDate(DayOf(call.now)));
  certificate.set_revoke_reason(request.reason());
  return store::UpdateCertificate(call.tx, std::move(certificate), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::CertificateCheck> CheckCertificate(rpc::ReadCall& call,
                                                      const v1::CheckCertificateRequest& request) {
  const std::string number = rules::WrittenCertificateNumber(request.number());
  ASSIGN_OR_RETURN(const auto found,
                   store::FindCertificateByNumber(call.tx, number, call.scope.today));
  if (!found.has_value()) return Error(kNotFound, {number});
  call.subjects.push_back(found->holder);
  return found->check;
}

absl::StatusOr<v1::ListCertificateNeedsResponse> ListCertificateNeeds(
    rpc::ReadCall& call, const v1::ListCertificateNeedsRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  v1::ListCertificateNeedsRequest asked = request;
  if (asked.programme() == v1::PROGRAMME_UNSPECIFIED) asked.set_programme(v1::PROGRAMME_BASIC);
  if (asked.within_days() == 0) asked.set_within_days(rules::kRenewalDays);
  ASSIGN_OR_RETURN(const auto rule,
                   store::CertificateRuleOf(call.tx, organisation_id, v1::PROGRAMME_BASIC));
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {"", ""}));
  ASSIGN_OR_RETURN(auto buddies, store::ListCertifiedBuddies(call.tx, call.scope, organisation_id,
                                                             asked.programme(), page));
  v1::ListCertificateNeedsResponse response;
  if (CutToPage(page, buddies)) {
    const v1::CertificateNeed& last = buddies.back().need;
    response.set_next_page_token(
        NextPageToken(request, {last.buddy_number(), IdOf(last.buddy()).text()}));
  }
  for (const auto& buddy : buddies) {
    ASSIGN_OR_RETURN(auto need, FindNeed(call, asked, rule.validity_months(), buddy));
    if (need.has_value()) *response.add_needs() = *std::move(need);
  }
  return response;
}

}  // namespace kansrijk::service
