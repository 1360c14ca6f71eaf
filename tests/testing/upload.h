// Opening imports and sending their files, as every client does.
#ifndef KANSRIJK_TESTS_TESTING_UPLOAD_H_
#define KANSRIJK_TESTS_TESTING_UPLOAD_H_

#include <map>
#include <string>

#include "kansrijk/v1/import.pb.h"
#include "tests/testing/client.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {

// Files by name without ending: sessies. Expects success; the name of the import.
inline std::string UploadImport(const Client& coordinator,
                                const std::map<std::string, std::string>& files) {
  constexpr size_t kChunkBytes = 512 << 10;
  v1::CreateImportRequest create;
  create.set_request_id(NewRequestId());
  const auto import =
      coordinator.Call<v1::Import>("kansrijk.v1.ImportService/CreateImport", create);
  EXPECT_OK(import);
  if (!import.ok()) return "";
  for (const auto& [file, contents] : files) {
    for (size_t offset = 0; offset < contents.size(); offset += kChunkBytes) {
      v1::AddImportChunkRequest add;
      add.set_parent(import->name());
      add.set_file(file);
      add.set_offset(static_cast<int64_t>(offset));
      add.set_data(contents.substr(offset, kChunkBytes));
      add.set_request_id(NewRequestId());
      EXPECT_OK(coordinator.Call<v1::AddImportChunkResponse>(
          "kansrijk.v1.ImportService/AddImportChunk", add));
    }
  }
  return import->name();
}

// Starts the check, and the writing after it unless `validate_only`.
inline absl::StatusOr<v1::Import> StartImport(const Client& coordinator, const std::string& name,
                                              bool validate_only = false) {
  v1::CommitImportRequest request;
  request.set_name(name);
  request.set_validate_only(validate_only);
  request.set_request_id(NewRequestId());
  return coordinator.Call<v1::Import>("kansrijk.v1.ImportService/CommitImport", request);
}

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_UPLOAD_H_
