// The sample programme as spreadsheets, to be imported, and the totals that come with them.
#ifndef KANSRIJK_TESTS_SERVICE_IMPORT_SAMPLE_H_
#define KANSRIJK_TESTS_SERVICE_IMPORT_SAMPLE_H_

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {

inline constexpr char kSample[] = KANSRIJK_SOURCE_DIR "/deploy/sample/kansrijk-oost-2022-2023";

inline Files SampleFiles() {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(kSample)) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[entry.path().stem()] = std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return files;
}

inline nlohmann::json SampleExpected() {
  std::ifstream stream(std::string(kSample) + "/expected.json");
  return nlohmann::json::parse(stream);
}

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_SERVICE_IMPORT_SAMPLE_H_
