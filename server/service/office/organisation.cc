#include "server/service/office/organisation.h"

#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/office/organisation.h"
#include "server/store/office/organisation.h"

namespace kansrijk::service {
namespace {

// The operator runs every installation.
absl::Status CheckRunsInstallation(rpc::WriteCall& call) {
  const bool is_operator = call.caller.organisation_id.empty();
  if (is_operator) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool runs, store::RunsInstallation(call.tx, call.caller.organisation_id));
  return runs ? absl::OkStatus() : Error(rules::kInstallationOnly);
}

}  // namespace

absl::StatusOr<v1::Organisation> CreateOrganisation(rpc::WriteCall& call,
                                                    const v1::CreateOrganisationRequest& request) {
  RETURN_IF_ERROR(CheckRunsInstallation(call));
  v1::Organisation organisation = request.organisation();
  ASSIGN_OR_RETURN(const auto existing,
                   store::FindOrganisationByCode(call.tx, organisation.code()));
  if (existing.has_value() && existing->unconfirmed()) {
    return Error(rules::kExistsUnconfirmed, {organisation.code()});
  }
  organisation.set_name(OrganisationName(call.ids.Next(call.now)));
  ASSIGN_OR_RETURN(organisation, store::InsertOrganisation(call.tx, std::move(organisation),
                                                           absl::ToUnixMicros(call.now)));
  RETURN_IF_ERROR(store::RunByFirst(call.tx, IdOf(organisation.name())));
  return organisation;
}

absl::StatusOr<v1::Organisation> GetOrganisation(rpc::ReadCall& call,
                                                 const v1::GetOrganisationRequest& request) {
  return store::RequireOrganisation(call.tx, IdOf(request.name()));
}

absl::StatusOr<v1::ListOrganisationsResponse> ListOrganisations(
    rpc::ReadCall& call, const v1::ListOrganisationsRequest& request) {
  return ListPage<v1::ListOrganisationsResponse>(
      request, {""},
      [&](const Page& page) { return store::ListOrganisations(call.tx, call.scope, page); },
      &v1::ListOrganisationsResponse::mutable_organisations,
      [](const v1::Organisation& last) { return std::vector{last.code()}; });
}

absl::StatusOr<v1::Organisation> UpdateOrganisation(rpc::WriteCall& call,
                                                    const v1::UpdateOrganisationRequest& request) {
  const v1::Organisation& given = request.organisation();
  ASSIGN_OR_RETURN(const auto current, store::RequireOrganisation(call.tx, IdOf(given.name())));
  RETURN_IF_ERROR(CheckEtag(current.code(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Organisation merged,
                   ApplyMask(current, given, request.update_mask(), {"display_name", "kind"}));
  return store::UpdateOrganisation(call.tx, std::move(merged), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Organisation> ConfirmOrganisation(
    rpc::WriteCall& call, const v1::ConfirmOrganisationRequest& request) {
  RETURN_IF_ERROR(CheckRunsInstallation(call));
  const Id id = IdOf(request.name());
  RETURN_IF_ERROR(store::ConfirmOrganisation(call.tx, id, absl::ToUnixMicros(call.now)));
  return store::RequireOrganisation(call.tx, id);
}

absl::StatusOr<v1::Organisation> CloseOrganisation(rpc::WriteCall& call,
                                                   const v1::CloseOrganisationRequest& request) {
  RETURN_IF_ERROR(CheckRunsInstallation(call));
  const Id id = IdOf(request.name());
  const int64_t now_us = absl::ToUnixMicros(call.now);
  ASSIGN_OR_RETURN(const auto organisation, store::RequireOrganisation(call.tx, id));
  ASSIGN_OR_RETURN(const bool runs, store::RunsInstallation(call.tx, id));
  if (runs) return Error(rules::kRunsInstallation, {organisation.code()});
  ASSIGN_OR_RETURN(const auto open, store::OpenOfOrganisation(call.tx, id));
  RETURN_IF_ERROR(rules::CheckClosing(organisation, request.undone(), open));
  RETURN_IF_ERROR(request.undone() ? store::ReopenOrganisation(call.tx, id, now_us)
                                   : store::CloseOrganisation(call.tx, id, now_us));
  return store::RequireOrganisation(call.tx, id);
}

}  // namespace kansrijk::service
