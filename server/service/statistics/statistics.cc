#include "server/service/statistics/statistics.h"

#include <set>

#include "absl/algorithm/container.h"
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
absl::StatusOr<ReleaseWish> WishOf(rpc::ReadCall& call, const Request& request) {
  ASSIGN_OR_RETURN(std::string key, KeyOf(call));
  ReleaseWish wish{.organisation_id = call.caller.organisation_id,
                   .code = request.code(),
                   .correction = request.correction(),
                   .tables = {},
                   .today = FormatDate(DayOf(call.now)),
                   .key = std::move(key),
                   .given_up = call.given_up,
                   .ids = call.ids};
  if constexpr (requires { request.insiders(); }) wish.insiders = request.insiders();
  return wish;
}

// As the caller may see it: what earlier releases disclose is for privacy officers, who sign it.
v1::Release SeenBy(const rpc::Caller& caller, v1::Release release) {
  if (caller.role != v1::ROLE_PRIVACY_OFFICER) release.clear_disclosed();
  return release;
}

bool HasEveryTable(const v1::StatisticsSnapshot& snapshot) {
  std::set<std::string> kept;
  for (const v1::StatisticsSnapshot::Table& table : snapshot.tables()) kept.insert(table.name());
  return absl::c_all_of(rules::Statistics().tables, [&](const v1::StatisticsTable& table) {
    return kept.contains(table.name());
  });
}

// The snapshot of the period, while nothing was published since and the catalogue is the same.
absl::StatusOr<std::optional<store::KeptSnapshot>> CurrentSnapshot(rpc::ReadCall& call,
                                                                   const ReleaseWish& wish,
                                                                   const Place& place) {
  ASSIGN_OR_RETURN(auto kept,
                   store::FindSnapshot(call.tx, wish.organisation_id, wish.code, wish.correction));
  if (!kept.has_value() || !HasEveryTable(kept->content)) return std::nullopt;
  if (kept->content.previous() != place.release.previous()) return std::nullopt;
  return kept;
}

// That what was made or taken on a reader still follows the last release in the ledger.
absl::Status CheckStillFollows(rpc::WriteCall& call, const v1::Release& made) {
  ASSIGN_OR_RETURN(const auto standing,
                   store::StandingReleases(call.tx, call.caller.organisation_id));
  return rules::CheckFollows(made, standing);
}

// Keeps the snapshot, and its key as that of the organisation if there was none.
absl::Status Keep(rpc::WriteCall& call, const TakenSnapshot& taken, const std::string& period,
                  bool opened) {
  const Id& organisation_id = call.caller.organisation_id;
  const int64_t now_us = absl::ToUnixMicros(call.now);
  ASSIGN_OR_RETURN(const std::string key, store::StatisticsKey(call.tx, organisation_id));
  if (key.empty()) {
    RETURN_IF_ERROR(store::InsertStatisticsKey(call.tx, organisation_id, taken.key, now_us));
  } else if (key != taken.key) {
    return Error(rules::kLedgerMoved, {period});
  }
  return store::PutSnapshot(call.tx, organisation_id, period, taken.basis.correction(),
                            {opened, taken.content}, now_us);
}

absl::StatusOr<v1::Release> Store(rpc::WriteCall& call, v1::Release release,
                                  const MadeRelease& made) {
  const Id id = IdOf(release.name());
  ASSIGN_OR_RETURN(release,
                   store::InsertRelease(call.tx, std::move(release), call.caller.organisation_id,
                                        absl::ToUnixMicros(call.now)));
  for (const auto& [path, content] : made.files) {
    RETURN_IF_ERROR(store::InsertReleaseFile(call.tx, id, path, content));
  }
  for (const auto& [table, members] : made.membership.members) {
    for (const auto& [pseudonym, member] : members) {
      RETURN_IF_ERROR(
          store::InsertReleaseUnit(call.tx, id, table, pseudonym, {member.atom, member.entered}));
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
  ASSIGN_OR_RETURN(auto found, store::RequireReleaseFile(call.tx, call.scope, IdOf(request.name()),
                                                         request.path()));
  RETURN_IF_ERROR(rules::CheckIsPublished(found.release));
  v1::ReleaseFile file;
  file.set_path(request.path());
  *file.mutable_content() = std::move(found.content);
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

absl::StatusOr<TakenSnapshot> PrepareOpening(rpc::ReadCall& call,
                                             const v1::OpenPeriodRequest& request) {
  ASSIGN_OR_RETURN(const ReleaseWish wish, WishOf(call, request));
  ASSIGN_OR_RETURN(const Place place, PlaceOf(call.tx, wish));
  return TakeSnapshot(call.tx, wish, place);
}

absl::StatusOr<v1::OpenedPeriod> OpenPeriod(rpc::WriteCall& call,
                                            const v1::OpenPeriodRequest& request,
                                            const TakenSnapshot& taken) {
  RETURN_IF_ERROR(CheckStillFollows(call, taken.basis));
  RETURN_IF_ERROR(store::DeleteSnapshots(call.tx, call.caller.organisation_id));
  RETURN_IF_ERROR(Keep(call, taken, request.code(), /*opened=*/true));
  v1::OpenedPeriod opened;
  opened.set_code(request.code());
  opened.set_correction(request.correction());
  opened.set_closing_date(taken.basis.closing_date());
  *opened.mutable_open_time() = TimestampFromMicros(absl::ToUnixMicros(call.now));
  return opened;
}

absl::StatusOr<v1::Release> PreviewRelease(rpc::ReadCall& call,
                                           const v1::PreviewReleaseRequest& request) {
  ASSIGN_OR_RETURN(ReleaseWish wish, WishOf(call, request));
  wish.tables.assign(request.tables().begin(), request.tables().end());
  ASSIGN_OR_RETURN(const Place place, PlaceOf(call.tx, wish));
  RETURN_IF_ERROR(CheckTables(wish.tables));
  ASSIGN_OR_RETURN(const auto snapshot, CurrentSnapshot(call, wish, place));
  if (!snapshot.has_value() || !snapshot->opened) return Error(rules::kNotOpened, {wish.code});
  call.subjects.push_back(absl::StrCat("releases/", wish.code));
  for (const std::string& table : wish.tables) {
    call.subjects.push_back(absl::StrCat("releases/", wish.code, "/tables/", table));
  }
  ASSIGN_OR_RETURN(MadeRelease made, MakeRelease(call.tx, wish, place, snapshot->content));
  return SeenBy(call.caller, std::move(made.release));
}

absl::StatusOr<Proposal> PreparePublication(rpc::ReadCall& call,
                                            const v1::PublishReleaseRequest& request) {
  ASSIGN_OR_RETURN(const ReleaseWish wish, WishOf(call, request));
  ASSIGN_OR_RETURN(const Place place, PlaceOf(call.tx, wish));
  ASSIGN_OR_RETURN(const auto kept, CurrentSnapshot(call, wish, place));
  Proposal proposal;
  if (!kept.has_value()) {
    ASSIGN_OR_RETURN(proposal.taken, TakeSnapshot(call.tx, wish, place));
  }
  ASSIGN_OR_RETURN(proposal.made,
                   MakeRelease(call.tx, wish, place,
                               kept.has_value() ? kept->content : proposal.taken->content));
  return proposal;
}

absl::StatusOr<v1::Release> PublishRelease(rpc::WriteCall& call,
                                           const v1::PublishReleaseRequest& request,
                                           const Proposal& proposal) {
  const MadeRelease& made = proposal.made;
  RETURN_IF_ERROR(CheckStillFollows(call, made.release));
  if (proposal.taken.has_value()) {
    RETURN_IF_ERROR(Keep(call, *proposal.taken, request.code(), /*opened=*/false));
  }
  v1::Release release = made.release;
  release.set_name(ReleaseName(call.ids.Next(call.now)));
  release.set_state(v1::RELEASE_STATE_PROPOSED);
  release.set_proposer(call.caller.handle);
  ASSIGN_OR_RETURN(release, Store(call, std::move(release), made));
  return SeenBy(call.caller, std::move(release));
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
  RETURN_IF_ERROR(store::DeleteSnapshots(call.tx, call.caller.organisation_id));
  ASSIGN_OR_RETURN(release,
                   store::DecideRelease(call.tx, std::move(release), absl::ToUnixMicros(call.now)));
  return store::RequireRelease(call.tx, call.scope, release.name());
}

absl::StatusOr<v1::Release> RejectRelease(rpc::WriteCall& call,
                                          const v1::RejectReleaseRequest& request) {
  ASSIGN_OR_RETURN(v1::Release release, RequireProposal(call, request.name(), request.etag()));
  release.set_state(v1::RELEASE_STATE_REJECTED);
  release.set_reason(request.reason());
  return store::DecideRelease(call.tx, std::move(release), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Release> GetRelease(rpc::ReadCall& call, const v1::GetReleaseRequest& request) {
  ASSIGN_OR_RETURN(v1::Release release, store::RequireRelease(call.tx, call.scope, request.name()));
  return SeenBy(call.caller, std::move(release));
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
