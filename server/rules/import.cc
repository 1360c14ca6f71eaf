#include "server/rules/import.h"

#include "absl/strings/str_cat.h"

namespace kansrijk::rules {

absl::Status CheckImportOpen(const v1::Import& import) {
  return import.state() == v1::IMPORT_STATE_COMMITTED ? Error(kImportCommitted) : absl::OkStatus();
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
