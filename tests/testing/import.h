// Waiting for an import, as every client does.
#ifndef KANSRIJK_TESTS_TESTING_IMPORT_H_
#define KANSRIJK_TESTS_TESTING_IMPORT_H_

#include <functional>
#include <string>

#include "kansrijk/v1/import.pb.h"
#include "tests/testing/client.h"

namespace kansrijk::testing {

inline absl::StatusOr<v1::Import> GetImport(const Client& client, const std::string& name) {
  v1::GetImportRequest request;
  request.set_name(name);
  return client.Call<v1::Import>("kansrijk.v1.ImportService/GetImport", request);
}

inline bool IsUnderWay(const v1::Import& import) {
  return import.state() == v1::IMPORT_STATE_CHECKING ||
         import.state() == v1::IMPORT_STATE_WRITING ||
         import.state() == v1::IMPORT_STATE_TAKING_BACK;
}

// The import as soon as no work on it is under way; `meanwhile` sees each state before.
inline absl::StatusOr<v1::Import> AwaitImport(
    const Client& client, const std::string& name,
    const std::function<void(const v1::Import&)>& meanwhile = [](const v1::Import&) {}) {
  for (;;) {
    auto import = GetImport(client, name);
    if (!import.ok() || !IsUnderWay(*import)) return import;
    meanwhile(*import);
  }
}

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_IMPORT_H_
