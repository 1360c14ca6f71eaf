#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kansrijk/v1/organisation.pb.h"
#include "tests/service/import_fixture.h"

namespace kansrijk::testing {
namespace {

constexpr char kSample[] = KANSRIJK_SOURCE_DIR "/deploy/sample/kansrijk-oost-2022-2023";

std::string Contents(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream.good()) << path;
  std::ostringstream contents;
  contents << stream.rdbuf();
  return contents.str();
}

nlohmann::json Expected() {
  return nlohmann::json::parse(Contents(absl::StrCat(kSample, "/expected.json")));
}

class ImportOfSample : public Import {
 protected:
  // The files of the sample that can be imported.
  Files Sample() {
    Files files;
    const auto import = Create(coordinator_);
    EXPECT_OK(import);
    for (const std::string& file : import->known_files()) {
      files[file] = Contents(absl::StrCat(kSample, "/", file, ".csv"));
    }
    return files;
  }
};

TEST_F(ImportOfSample, RefusesExactlyTheExpectedRowsOfTheSample) {
  const v1::Import import = Run(Sample(), kValidateOnly);
  EXPECT_EQ(import.state(), v1::IMPORT_STATE_CHECKED);
  const nlohmann::json expected = Expected()["files"];
  ASSERT_EQ(import.files_size(), 8);
  for (const v1::ImportFile& report : import.files()) {
    const nlohmann::json& file = expected[report.file()];
    std::vector<std::string> refused;
    for (const auto& each : file["refused"]) {
      refused.push_back(
          absl::StrCat(each["line"].get<int>(), " ", each["reason"].get<std::string>()));
    }
    EXPECT_EQ(Summaries(findings_, report.file(), true), refused) << report.file();
    EXPECT_EQ(report.rows(), file["rows"].get<int>()) << report.file();
    EXPECT_EQ(report.refused(), static_cast<int64_t>(refused.size())) << report.file();
    EXPECT_EQ(report.accepted(), report.rows() - report.refused()) << report.file();
  }
  EXPECT_EQ(CountHouseholds(), 0);
}

TEST_F(ImportOfSample, GivesTheTotalsOfTheSample) {
  ASSERT_EQ(Run(Sample(), kSkipRefused).state(), v1::IMPORT_STATE_COMMITTED);
  const nlohmann::json truth = Expected()["truth"];
  int64_t sessions = 0, minutes = 0, no_shows = 0;
  std::map<v1::TrackState, int> states;
  for (const v1::Track& track : Tracks()) {
    ++states[track.state()];
    for (const v1::Session& session : SessionsOf(track)) {
      ++sessions;
      minutes += session.minutes();
      no_shows += session.no_show() ? 1 : 0;
    }
  }
  EXPECT_EQ(sessions, truth["sessions"].get<int>());
  EXPECT_EQ(minutes, truth["minutes"].get<int>());
  EXPECT_EQ(no_shows, truth["no_show"].get<int>());
  const nlohmann::json& by_status = truth["tracks_by_status"];
  EXPECT_EQ(states[v1::TRACK_STATE_CLOSED], by_status["afgesloten"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_DROPPED_OUT], by_status["uitval"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_APPLIED], by_status["aangemeld"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_ACTIVE], by_status["actief"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_AFTERCARE], by_status["nazorg"].get<int>());
  EXPECT_EQ(states[v1::TRACK_STATE_WAITING], by_status["wachtlijst"].get<int>());
  EXPECT_EQ(CountHouseholds(), truth["distinct_households"].get<size_t>());
}

TEST_F(ImportOfSample, ReadsTheSamplesEncodings) {
  Run(Sample(), kSkipRefused);
  v1::GetOrganisationRequest request;
  request.set_name("organisations/HH");
  const auto organisation = coordinator_.Call<v1::Organisation>(
      "kansrijk.v1.OrganisationService/GetOrganisation", request);
  ASSERT_OK(organisation);
  EXPECT_EQ(organisation->display_name(), "Heerdenhoes – buurtcafé");
  v1::GetBuddyRequest buddy_request;
  buddy_request.set_name("buddies/B06");
  const auto buddy =
      coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", buddy_request);
  ASSERT_OK(buddy);
  EXPECT_EQ(buddy->given_name(), "Renée");
}

TEST_F(ImportOfSample, ChangesNothingWhenTheSameDirectoryComesAgain) {
  const Files sample = Sample();
  Run(sample, kSkipRefused);
  const v1::Import again = Run(sample, kSkipRefused);
  EXPECT_EQ(again.state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(again.files_size(), 8);
  for (const v1::ImportFile& report : again.files()) {
    EXPECT_EQ(report.unchanged(), report.accepted()) << report.file();
    EXPECT_EQ(report.rows(), report.accepted() + report.refused()) << report.file();
  }
  size_t sessions = 0;
  for (const v1::Track& track : Tracks()) sessions += SessionsOf(track).size();
  EXPECT_EQ(sessions, Expected()["truth"]["sessions"].get<size_t>());
}

TEST_F(ImportOfSample, LetsNumbersGoOnAfterThoseThatCameIn) {
  Run(Sample(), kSkipRefused);
  EXPECT_EQ(AddHousehold(coordinator_, "").number(), "H-0037");
  EXPECT_EQ(AddBuddy(coordinator_, "").number(), "B16");
}

}  // namespace
}  // namespace kansrijk::testing
