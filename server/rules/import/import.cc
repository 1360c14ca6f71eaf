#include "server/rules/import/import.h"

#include "absl/strings/str_cat.h"

namespace kansrijk::rules {

absl::Status CheckImportOpen(const v1::Import& import) {
  switch (import.state()) {
    case v1::IMPORT_STATE_COMMITTED:
      return Error(kImportCommitted);
    case v1::IMPORT_STATE_CHECKING:
    case v1::IMPORT_STATE_WRITING:
    case v1::IMPORT_STATE_TAKING_BACK:
      return Error(kImportBusy);
    default:
      return absl::OkStatus();
  }
}

absl::Status CheckChunk(const std::string& file, int64_t size, int64_t offset, int64_t chunk_size) {
  if (offset != size) {
    return Error(kImportOffset, {file, absl::StrCat(size), absl::StrCat(offset)});
  }
  if (size + chunk_size > kImportFileSizeMax) {
    return FieldError(kImportFileTooLarge, "data", {file, absl::StrCat(kImportFileSizeMax)});
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::rules
