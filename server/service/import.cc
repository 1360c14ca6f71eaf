#include "server/service/import.h"

#include <memory>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/names.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/rules/import.h"
#include "server/service/import_check.h"
#include "server/service/import_row.h"
#include "server/store/import.h"

namespace kansrijk::service {
namespace {

void AddKnownFiles(v1::Import& import) {
  for (const sheet::Table& table : sheet::Tables()) import.add_known_files(table.name);
}

absl::StatusOr<v1::Import> RequireWithKnownFiles(db::ReadTx& tx, const store::Scope& scope,
                                                 const std::string& id) {
  ASSIGN_OR_RETURN(v1::Import import, store::RequireImport(tx, scope, id));
  AddKnownFiles(import);
  return import;
}

absl::Status WriteRows(rpc::WriteCall& call, const CheckedImport& checked) {
  for (const auto& file : checked.files) {
    for (const AcceptedRow& accepted : file->accepted) {
      const store::ImportedRow& imported = accepted.imported;
      if (accepted.is_new) {
        RETURN_IF_ERROR(WriteRow(call, *accepted.row, checked.book, imported.resource_id));
      }
      if (!accepted.is_recorded) {
        RETURN_IF_ERROR(store::InsertImportedRow(call.tx, call.caller.organisation_id, imported));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status StoreFindings(rpc::WriteCall& call, const v1::Import& import,
                           sheet::Findings& gathered) {
  std::vector<v1::ImportFinding> findings = gathered.Take();
  for (v1::ImportFinding& finding : findings) finding.set_organisation(import.organisation());
  return store::ReplaceImportFindings(call.tx, IdOf(import.name()), findings);
}

}  // namespace

absl::StatusOr<v1::Import> CreateImport(rpc::WriteCall& call, const v1::CreateImportRequest&) {
  v1::Import import;
  import.set_name(ImportName(call.ids.Next(call.now)));
  import.set_organisation(OrganisationName(call.caller.organisation_id));
  import.set_state(v1::IMPORT_STATE_OPEN);
  *import.mutable_create_time() = ToProto(call.now);
  RETURN_IF_ERROR(store::InsertImport(call.tx, import));
  AddKnownFiles(import);
  return import;
}

absl::StatusOr<v1::AddImportChunkResponse> AddImportChunk(
    rpc::WriteCall& call, const v1::AddImportChunkRequest& request) {
  const std::string id = IdOf(request.parent());
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
    RETURN_IF_ERROR(store::UpdateImport(call.tx, import));
  }
  v1::AddImportChunkResponse response;
  response.set_size(size + chunk_size);
  return response;
}

absl::StatusOr<v1::Import> CommitImport(rpc::WriteCall& call,
                                        const v1::CommitImportRequest& request) {
  const std::string id = IdOf(request.name());
  ASSIGN_OR_RETURN(v1::Import import, RequireWithKnownFiles(call.tx, call.scope, id));
  RETURN_IF_ERROR(rules::CheckImportOpen(import));
  ASSIGN_OR_RETURN(const auto checked, CheckImport(call, id));
  import.clear_files();
  for (const auto& file : checked->files) *import.add_files() = file->rows.report;
  const bool stands = !checked->findings.refused() || request.skip_refused();
  RETURN_IF_ERROR(StoreFindings(call, import, checked->findings));
  if (request.validate_only() || !stands) {
    import.set_state(v1::IMPORT_STATE_CHECKED);
  } else {
    RETURN_IF_ERROR(WriteRows(call, *checked));
    RETURN_IF_ERROR(store::DeleteImportChunks(call.tx, id));
    import.set_state(v1::IMPORT_STATE_COMMITTED);
    *import.mutable_commit_time() = ToProto(call.now);
  }
  RETURN_IF_ERROR(store::UpdateImport(call.tx, import));
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
  ASSIGN_OR_RETURN(auto placed, store::ListImportFindings(call.tx, call.scope,
                                                          IdOf(request.parent()), after, page));
  v1::ListImportFindingsResponse response;
  if (CutToPage(page, placed)) {
    response.set_next_page_token(NextPageToken(request, {absl::StrCat(placed.back().position)}));
  }
  for (store::PlacedFinding& each : placed) *response.add_findings() = std::move(each.finding);
  return response;
}

}  // namespace kansrijk::service
