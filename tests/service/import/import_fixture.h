// Imports through the API, as a coordinator's client makes them.
#ifndef KANSRIJK_TESTS_SERVICE_IMPORT_IMPORT_FIXTURE_H_
#define KANSRIJK_TESTS_SERVICE_IMPORT_IMPORT_FIXTURE_H_

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/import.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/import.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

inline constexpr size_t kChunkSize = 20'000;

// Contents by name.
using Files = std::map<std::string, std::string>;

// "line reason" of each, for one file.
inline std::vector<std::string> Summaries(const std::vector<v1::ImportFinding>& findings,
                                          const std::string& file, bool refused) {
  std::vector<std::string> summaries;
  for (const v1::ImportFinding& finding : findings) {
    if (finding.file() != file || finding.refused() != refused) continue;
    summaries.push_back(absl::StrCat(finding.line(), " ", finding.reason()));
  }
  return summaries;
}

inline constexpr char kHouseholds[] = "nummer;wijk;type\r\nH-0001;Beijum;eenoudergezin\r\n";
inline constexpr char kMembers[] =
    "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n"
    "L0001a;H-0001;Noor;Test;1-2-1990;hoofd;ja;06-12345678\n";
inline constexpr char kBuddies[] =
    "code;voornaam;achternaam;soort;organisatie;vog_datum;geheimhouding;capaciteit;achterwacht\n"
    "B01;Layla;;vrijwilliger;KO;;ja;1;\n";
inline constexpr char kTrackHeader[] =
    "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;reden\n";
inline constexpr char kTrack[] = "T0001;H-0001;L0001a;jongere;school;1-1-2022;2-1-2022;;actief;\n";

// One household with a member, a buddy and a track.
inline Files SmallProgramme() {
  return {{"huishoudens", kHouseholds},
          {"leden", kMembers},
          {"buddys", kBuddies},
          {"trajecten", absl::StrCat(kTrackHeader, kTrack)}};
}

class Import : public ::testing::Test {
 protected:
  Import() : coordinator_(server_.AddAccount("coordinator", v1::ROLE_COORDINATOR)) {}

  static absl::StatusOr<v1::Import> Create(const Client& client) {
    v1::CreateImportRequest request;
    request.set_request_id(NewRequestId());
    return client.Call<v1::Import>("kansrijk.v1.ImportService/CreateImport", request);
  }

  static absl::StatusOr<v1::AddImportChunkResponse> Add(const Client& client,
                                                        const std::string& import,
                                                        const std::string& file, int64_t offset,
                                                        const std::string& data) {
    v1::AddImportChunkRequest request;
    request.set_parent(import);
    request.set_file(file);
    request.set_offset(offset);
    request.set_data(data);
    request.set_request_id(NewRequestId());
    return client.Call<v1::AddImportChunkResponse>("kansrijk.v1.ImportService/AddImportChunk",
                                                   request);
  }

  enum Option { kValidateOnly = 1, kSkipRefused = 2, kUpdate = 4 };
  // Answers when the work begins.
  static absl::StatusOr<v1::Import> StartCommit(const Client& client, const std::string& import,
                                                int options = 0) {
    v1::CommitImportRequest request;
    request.set_name(import);
    request.set_validate_only((options & kValidateOnly) != 0);
    request.set_skip_refused((options & kSkipRefused) != 0);
    request.set_update((options & kUpdate) != 0);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Import>("kansrijk.v1.ImportService/CommitImport", request);
  }
  // Answers when it is done.
  static absl::StatusOr<v1::Import> Commit(const Client& client, const std::string& import,
                                           int options = 0) {
    const auto started = StartCommit(client, import, options);
    if (!started.ok()) return started;
    return AwaitImport(client, import);
  }

  // The name of an import with these files.
  std::string Upload(const Files& files) {
    const auto import = Create(coordinator_);
    EXPECT_OK(import);
    for (const auto& [file, contents] : files) {
      for (size_t offset = 0; offset < contents.size(); offset += kChunkSize) {
        EXPECT_OK(Add(coordinator_, import->name(), file, static_cast<int64_t>(offset),
                      contents.substr(offset, kChunkSize)));
      }
    }
    return import->name();
  }

  // Uploads and commits; keeps the findings.
  v1::Import Run(const Files& files, int options = 0) {
    const auto import = Commit(coordinator_, Upload(files), options);
    EXPECT_OK(import);
    EXPECT_FALSE(import->has_failure()) << import->failure().ShortDebugString();
    findings_ = FindingsOf(import->name());
    return *import;
  }

  std::vector<v1::ImportFinding> FindingsOf(const std::string& import) {
    std::vector<v1::ImportFinding> findings;
    v1::ListImportFindingsRequest request;
    request.set_parent(import);
    request.set_page_size(7);
    do {
      const auto response = coordinator_.Call<v1::ListImportFindingsResponse>(
          "kansrijk.v1.ImportService/ListImportFindings", request);
      EXPECT_OK(response);
      findings.insert(findings.end(), response->findings().begin(), response->findings().end());
      request.set_page_token(response->next_page_token());
    } while (!request.page_token().empty());
    return findings;
  }

  // "rows accepted unchanged refused" of a file.
  static std::string Counts(const v1::Import& import, const std::string& file) {
    for (const v1::ImportFile& report : import.files()) {
      if (report.file() != file) continue;
      return absl::StrCat(report.rows(), " ", report.accepted(), " ", report.unchanged(), " ",
                          report.refused());
    }
    return "absent";
  }

  std::vector<v1::Track> Tracks() {
    v1::ListTracksRequest request;
    request.set_page_size(200);
    const auto response =
        coordinator_.Call<v1::ListTracksResponse>("kansrijk.v1.TrackService/ListTracks", request);
    EXPECT_OK(response);
    return {response->tracks().begin(), response->tracks().end()};
  }

  std::vector<v1::Session> SessionsOf(const v1::Track& track) {
    v1::ListSessionsRequest request;
    request.set_track(track.name());
    request.set_page_size(200);
    const auto response = coordinator_.Call<v1::ListSessionsResponse>(
        "kansrijk.v1.SessionService/ListSessions", request);
    EXPECT_OK(response);
    return {response->sessions().begin(), response->sessions().end()};
  }

  std::vector<v1::Assessment> AssessmentsOf(const v1::Track& track) {
    v1::ListAssessmentsRequest request;
    request.set_parent(track.name());
    const auto response = coordinator_.Call<v1::ListAssessmentsResponse>(
        "kansrijk.v1.AssessmentService/ListAssessments", request);
    EXPECT_OK(response);
    return {response->assessments().begin(), response->assessments().end()};
  }

  // Without steps, events and recognitions.
  std::vector<v1::Goal> GoalsOf(const v1::Track& track) {
    v1::ListGoalsRequest request;
    request.set_parent(track.name());
    request.set_page_size(200);
    const auto response =
        coordinator_.Call<v1::ListGoalsResponse>("kansrijk.v1.GoalService/ListGoals", request);
    EXPECT_OK(response);
    return {response->goals().begin(), response->goals().end()};
  }

  size_t CountHouseholds() {
    v1::ListHouseholdsRequest request;
    request.set_page_size(200);
    const auto response = coordinator_.Call<v1::ListHouseholdsResponse>(
        "kansrijk.v1.HouseholdService/ListHouseholds", request);
    EXPECT_OK(response);
    return static_cast<size_t>(response->households_size());
  }

  TestServer server_;
  Client coordinator_;
  std::vector<v1::ImportFinding> findings_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_SERVICE_IMPORT_IMPORT_FIXTURE_H_
