#include "tests/import/importing.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"

namespace kansrijk::testing {

namespace fs = std::filesystem;

int64_t ImportRun::Sum(const char* count) const {
  int64_t sum = 0;
  if (!report.is_object()) return sum;
  for (const auto& file : report["files"]) sum += file[count].get<int64_t>();
  return sum;
}

std::vector<std::string> ImportRun::Refused() const {
  std::vector<std::string> refused;
  if (!report.is_object()) return refused;
  for (const auto& [name, file] : report["files"].items()) {
    for (const auto& finding : file["refused"]) {
      refused.push_back(absl::StrCat(name, " ", finding["line"].get<int64_t>(), " ",
                                     finding["reason"].get<std::string>()));
    }
  }
  return refused;
}

std::vector<std::string> ImportRun::Missed() const {
  std::vector<std::string> missed;
  if (!report.is_object()) return missed;
  for (const auto& file : report["not_read"]) {
    if (file["missed"].get<bool>()) missed.push_back(file["name"].get<std::string>());
  }
  return missed;
}

std::map<std::string, std::string> FilesIn(const std::string& directory) {
  std::map<std::string, std::string> files;
  if (!fs::exists(directory)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const std::string name = fs::relative(entry.path(), directory).string();
    files[name] = entry.is_regular_file() ? Contents(entry.path().string()) : "";
  }
  return files;
}

Importing::Importing() : shell_(server_, "nl"), coordinator_(server_.Anonymous()) {
  server_.clock().Set(NoonOf(kToday));
  coordinator_ = server_.AddAccount("carla", v1::ROLE_COORDINATOR);
  shell_.LogIn("carla", coordinator_);
}

Ran Importing::RunAs(const std::string& account, const std::string& command) {
  return shell_.Run(absl::StrCat("kansrijk --context ", account, " ", command));
}

Ran Importing::Import(const std::string& directory, const std::string& options) {
  return RunAs("carla", absl::StrCat("import '", directory, "' ", options));
}

ImportRun Importing::ImportJson(const std::string& directory, const std::string& options) {
  const std::string path = Place("report.json");
  const Ran ran = Import(directory, absl::StrCat(options, " -o json >", path));
  return {ran.code, ran.output,
          nlohmann::ordered_json::parse(Contents(path), nullptr, false, true)};
}

}  // namespace kansrijk::testing
