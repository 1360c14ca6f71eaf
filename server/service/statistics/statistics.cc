#include "server/service/statistics/statistics.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/statistics/release.h"
#include "server/rules/statistics/statistics_catalogue.h"
#include "server/store/statistics/release.h"

namespace kansrijk::service {
namespace {

constexpr size_t kKeyBytes = 32;

// The organisation's secret, or one to be kept with its first proposal.
absl::StatusOr<std::string> KeyOf(rpc::ReadCall& call) {
  ASSIGN_OR_RETURN(std::string key, store::StatisticsKey(call.tx, call.caller.organisation_id));
  return key.empty() ? call.ids.Secret(kKeyBytes) : key;
}

template <typename Request>
absl::StatusOr<MadeRelease> Make(rpc::ReadCall& call, const Request& request,
                                 std::vector<std::string> tables) {
  ASSIGN_OR_RETURN(std::string key, KeyOf(call));
  return MakeRelease(
      call.tx, {call.caller.organisation_id, request.code(), request.correction(),
                std::move(tables), FormatDate(DayOf(call.now)), std::move(key), call.given_up});
}

// That what was made on a reader still follows the last release in the ledger, with the same key.
absl::Status CheckStillFollows(rpc::WriteCall& call, const MadeRelease& made) {
  const Id& organisation_id = call.caller.organisation_id;
  ASSIGN_OR_RETURN(const auto standing, store::StandingReleases(call.tx, organisation_id));
  RETURN_IF_ERROR(rules::CheckFollows(made.release, standing));
  ASSIGN_OR_RETURN(const std::string key, store::StatisticsKey(call.tx, organisation_id));
  if (key == made.key) return absl::OkStatus();
  if (!key.empty()) return Error(rules::kLedgerMoved, {made.release.code()});
  return store::InsertStatisticsKey(call.tx, organisation_id, made.key,
                                    absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Release> Store(rpc::WriteCall& call, v1::Release release,
                                  const MadeRelease& made) {
  const Id id = IdOf(release.name());
  ASSIGN_OR_RETURN(release,
                   store::InsertRelease(call.tx, std::move(release), call.caller.organisation_id,
                                        absl::ToUnixMicros(call.now)));
  for (const auto& [path, content] : made.files) {
    RETURN_IF_ERROR(store::InsertReleaseFile(call.tx, id, path, content));
    release.add_files(path);
  }
  for (const auto& [table, units] : made.membership.atoms) {
    for (const auto& [pseudonym, atom] : units) {
      RETURN_IF_ERROR(store::InsertReleaseUnit(call.tx, id, table, pseudonym, atom));
    }
  }
  return release;
}

// A proposal with this etag, to decide on; the officer is another account than the statistician.
absl::StatusOr<v1::Release> RequireProposal(rpc::WriteCall& call, const std::string& name,
                                            const std::string& etag) {
  ASSIGN_OR_RETURN(v1::Release release, store::RequireRelease(call.tx, call.scope, name));
  RETURN_IF_ERROR(CheckEtag(release.code(), release.etag(), etag));
  RETURN_IF_ERROR(rules::CheckIsProposal(release));
  release.set_decider(call.caller.handle);
  return release;
}

absl::StatusOr<v1::ReleaseFile> FileOf(rpc::ReadCall& call, absl::string_view folder,
                                       const v1::GetReleaseFileRequest& request) {
  if (!absl::StartsWith(request.path(), folder)) return Error(kNotFound, {request.path()});
  v1::ReleaseFile file;
  file.set_path(request.path());
  ASSIGN_OR_RETURN(
      *file.mutable_content(),
      store::RequireReleaseFile(call.tx, call.scope, IdOf(request.name()), request.path()));
  return file;
}

}  // namespace

absl::StatusOr<v1::ListTablesResponse> ListTables(rpc::ReadCall&, const v1::ListTablesRequest&) {
  const rules::StatisticsCatalogue& catalogue = rules::Statistics();
  v1::ListTablesResponse response;
  response.mutable_tables()->Assign(catalogue.tables.begin(), catalogue.tables.end());
  response.mutable_dimensions()->Assign(catalogue.dimensions.begin(), catalogue.dimensions.end());
  return response;
}

absl::StatusOr<v1::Release> PreviewRelease(rpc::ReadCall& call,
                                           const v1::PreviewReleaseRequest& request) {
  ASSIGN_OR_RETURN(MadeRelease made,
                   Make(call, request, {request.tables().begin(), request.tables().end()}));
  return std::move(made.release);
}

absl::StatusOr<MadeRelease> PreparePublication(rpc::ReadCall& call,
                                               const v1::PublishReleaseRequest& request) {
  return Make(call, request, {});
}

absl::StatusOr<v1::Release> PublishRelease(rpc::WriteCall& call, const v1::PublishReleaseRequest&,
                                           const MadeRelease& made) {
  RETURN_IF_ERROR(CheckStillFollows(call, made));
  v1::Release release = made.release;
  release.set_name(ReleaseName(call.ids.Next(call.now)));
  release.set_state(v1::RELEASE_STATE_PROPOSED);
  release.set_proposer(call.caller.handle);
  return Store(call, std::move(release), made);
}

absl::StatusOr<v1::Release> ApproveRelease(rpc::WriteCall& call,
                                           const v1::ApproveReleaseRequest& request) {
  ASSIGN_OR_RETURN(v1::Release release, RequireProposal(call, request.name(), request.etag()));
  ASSIGN_OR_RETURN(const auto standing,
                   store::StandingReleases(call.tx, call.caller.organisation_id));
  ASSIGN_OR_RETURN(auto ledger, CheckedLedger(call.tx, standing));
  ASSIGN_OR_RETURN(auto files, store::ReleaseFiles(call.tx, IdOf(release.name())));
  ledger.push_back({release.code(), release.digest(), std::move(files)});
  RETURN_IF_ERROR(statistics::CheckLedger(ledger));
  release.set_state(v1::RELEASE_STATE_PUBLISHED);
  return store::DecideRelease(call.tx, std::move(release), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Release> RejectRelease(rpc::WriteCall& call,
                                          const v1::RejectReleaseRequest& request) {
  ASSIGN_OR_RETURN(v1::Release release, RequireProposal(call, request.name(), request.etag()));
  release.set_state(v1::RELEASE_STATE_REJECTED);
  release.set_reason(request.reason());
  return store::DecideRelease(call.tx, std::move(release), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Release> GetRelease(rpc::ReadCall& call, const v1::GetReleaseRequest& request) {
  return store::RequireRelease(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListReleasesResponse> ListReleases(rpc::ReadCall& call,
                                                      const v1::ListReleasesRequest& request) {
  return ListPage<v1::ListReleasesResponse>(
      request, {absl::StrCat(kAfterAllUs), "~"},
      [&](const Page& page) { return store::ListReleases(call.tx, call.scope, page); },
      &v1::ListReleasesResponse::mutable_releases,
      [](const v1::Release& last) {
        return std::vector<std::string>{absl::StrCat(MicrosOf(last.create_time())),
                                        IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::ReleaseFile> GetPublicFile(rpc::ReadCall& call,
                                              const v1::GetReleaseFileRequest& request) {
  return FileOf(call, "public/", request);
}

absl::StatusOr<v1::ReleaseFile> GetAuditFile(rpc::ReadCall& call,
                                             const v1::GetReleaseFileRequest& request) {
  return FileOf(call, "audit/", request);
}

}  // namespace kansrijk::service
