#include "server/service/import/import.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/import/import.h"
#include "server/sheet/table.h"
#include "server/store/import/import.h"

namespace kansrijk::service {
namespace {

void AddKnownFiles(v1::Import& import) {
  for (const sheet::Table& table : sheet::Tables()) import.add_known_files(table.name);
}

absl::StatusOr<v1::Import> RequireWithKnownFiles(db::ReadTx& tx, const store::Scope& scope,
                                                 const Id& id) {
  ASSIGN_OR_RETURN(v1::Import import, store::RequireImport(tx, scope, id));
  AddKnownFiles(import);
  return import;
}

// Of one page of findings, in bytes; the last finding may go over it.
constexpr size_t kPageBytesMax = 2 << 20;
// Findings that are read at once: a page of long rows ends soon.
constexpr int64_t kFetch = 8;

}  // namespace

absl::StatusOr<v1::Import> CreateImport(rpc::WriteCall& call, const v1::CreateImportRequest&) {
  v1::Import import;
  import.set_name(ImportName(call.ids.Next(call.now)));
  import.set_organisation(OrganisationName(call.caller.organisation_id));
  import.set_state(v1::IMPORT_STATE_OPEN);
  *import.mutable_create_time() = ToProto(call.now);
  ASSIGN_OR_RETURN(import, store::InsertImport(call.tx, std::move(import)));
  AddKnownFiles(import);
  return import;
}

absl::StatusOr<v1::AddImportChunkResponse> AddImportChunk(
    rpc::WriteCall& call, const v1::AddImportChunkRequest& request) {
  const Id id = IdOf(request.parent());
  ASSIGN_OR_RETURN(v1::Import import, RequireWithKnownFiles(call.tx, call.scope, id));
  RETURN_IF_ERROR(rules::CheckImportOpen(import));
  const auto file = sheet::FindFile(request.file());
  if (!file.has_value()) {
    return FieldError(rules::kImportUnknownFile, "file",
                      {absl::StrJoin(import.known_files(), ", ")});
  }
  const std::string name = sheet::TableOf(*file).name;
  const auto chunk_size = static_cast<int64_t>(request.data().size());
  ASSIGN_OR_RETURN(const int64_t size, store::ImportFileSize(call.tx, call.scope, id, name));
  RETURN_IF_ERROR(rules::CheckChunk(name, size, request.offset(), chunk_size));
  RETURN_IF_ERROR(store::InsertImportChunk(call.tx, id, name, size, request.data()));
  if (import.state() != v1::IMPORT_STATE_OPEN) {
    import.set_state(v1::IMPORT_STATE_OPEN);
    import.clear_failure();
    RETURN_IF_ERROR(store::UpdateImport(call.tx, import, absl::ToUnixMicros(call.now)));
  }
  v1::AddImportChunkResponse response;
  response.set_size(size + chunk_size);
  return response;
}

absl::StatusOr<v1::Import> CommitImport(rpc::WriteCall& call,
                                        const v1::CommitImportRequest& request) {
  const Id id = IdOf(request.name());
  ASSIGN_OR_RETURN(v1::Import import, RequireWithKnownFiles(call.tx, call.scope, id));
  RETURN_IF_ERROR(rules::CheckImportOpen(import));
  ASSIGN_OR_RETURN(const bool has_files, store::HasImportFiles(call.tx, id));
  if (!has_files) return Error(rules::kImportEmpty);
  RETURN_IF_ERROR(store::StartImportWork(call.tx, id, call.caller.account_id, request));
  import.set_state(v1::IMPORT_STATE_CHECKING);
  import.clear_files();
  import.clear_failure();
  import.set_rows_done(0);
  import.set_rows_total(0);
  RETURN_IF_ERROR(store::UpdateImport(call.tx, import, absl::ToUnixMicros(call.now)));
  return import;
}

absl::StatusOr<v1::Import> GetImport(rpc::ReadCall& call, const v1::GetImportRequest& request) {
  return RequireWithKnownFiles(call.tx, call.scope, IdOf(request.name()));
}

absl::StatusOr<v1::ListImportFindingsResponse> ListImportFindings(
    rpc::ReadCall& call, const v1::ListImportFindingsRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, {"0"}));
  int64_t after = 0;
  (void)absl::SimpleAtoi(page.after[0], &after);
  v1::ListImportFindingsResponse response;
  size_t bytes = 0;
  for (;;) {
    ASSIGN_OR_RETURN(auto placed, store::ListImportFindings(call.tx, call.scope,
                                                            IdOf(request.parent()), after, kFetch));
    if (placed.empty()) return response;
    for (store::PlacedFinding& each : placed) {
      const bool full = response.findings_size() == page.limit || bytes >= kPageBytesMax;
      if (full) {
        response.set_next_page_token(NextPageToken(request, {absl::StrCat(after)}));
        return response;
      }
      after = each.position;
      bytes += each.finding.ByteSizeLong();
      *response.add_findings() = std::move(each.finding);
    }
  }
}

}  // namespace kansrijk::service
