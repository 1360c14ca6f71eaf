// An import that a kill interrupts is there in whole or not at all, and the next start says which.
#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/faults/daemon.h"
#include "tests/faults/recent_case.h"
#include "tests/testing/campaign.h"
#include "tests/testing/directory.h"
#include "tests/testing/import.h"
#include "tests/testing/status.h"
#include "tests/testing/upload.h"

namespace kansrijk::testing {
namespace import_kill_test {

constexpr int kKills = 5;
constexpr int kHouseholds = 6;  // of a batch
constexpr int kSessionsEach = 250;
constexpr int kPageSize = 200;

// What one import brings in: some households with a track each, and its sessions.
std::map<std::string, std::string> Batch(int batch) {
  std::map<std::string, std::string> files = {
      {"buddys",
       absl::StrCat("code;voornaam;achternaam;soort;organisatie;vog_datum;geheimhouding;capaciteit;"
                    "achterwacht\nB01;Layla;;professional;KO;",
                    DaysAgo(200), ";ja;50;\n")},
      {"huishoudens", "nummer;wijk;type\n"},
      {"leden", "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n"},
      {"trajecten",
       "code;huishouden;deelnemer;doelgroep;bron;aangemeld_op;gestart_op;afgesloten_op;status;"
       "reden\n"},
      {"koppelingen", "traject;buddy;van;tot\n"},
      {"sessies", "traject;buddy;datum;minuten;soort;aanwezig;notitie\n"}};
  for (int i = 0; i < kHouseholds; ++i) {
    const std::string number = absl::StrFormat("%03d%d", batch, i);
    absl::StrAppend(&files["huishoudens"], "H-", number, ";beijum;paar\n");
    absl::StrAppend(&files["leden"], "L", number, "a;H-", number, ";Noor;Nummer", number,
                    ";1-2-1990;hoofd;ja;\n");
    absl::StrAppend(&files["trajecten"], "T", number, ";H-", number, ";L", number,
                    "a;jongere;school;", DaysAgo(400), ";", DaysAgo(390), ";;actief;\n");
    absl::StrAppend(&files["koppelingen"], "T", number, ";B01;", DaysAgo(390), ";\n");
    for (int session = 0; session < kSessionsEach; ++session) {
      absl::StrAppend(&files["sessies"], "T", number, ";B01;", DaysAgo(380 - session),
                      ";30;chat;ja;Gesprek ", session, "\n");
    }
  }
  return files;
}

struct Counts {
  int64_t households = 0;
  int64_t tracks = 0;
  int64_t sessions = 0;

  bool operator==(const Counts& other) const {
    return households == other.households && tracks == other.tracks && sessions == other.sessions;
  }
};

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.households << " households, " << counts.tracks << " tracks, "
             << counts.sessions << " sessions";
}

template <typename Response, typename Request, typename Count>
int64_t CountAll(const Client& client, const std::string& method, Request request, Count count) {
  request.set_page_size(kPageSize);
  int64_t counted = 0;
  do {
    const auto page = client.Call<Response>(absl::StrCat("kansrijk.v1.", method), request);
    EXPECT_OK(page) << method;
    if (!page.ok()) return -1;
    counted += count(*page);
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return counted;
}

// As the coordinator sees it.
Counts CountsOf(const Client& client) {
  Counts counts;
  counts.households = CountAll<v1::ListHouseholdsResponse>(
      client, "HouseholdService/ListHouseholds", v1::ListHouseholdsRequest(),
      [](const auto& page) { return page.households_size(); });
  counts.tracks = CountAll<v1::ListTracksResponse>(
      client, "TrackService/ListTracks", v1::ListTracksRequest(), [&](const auto& page) {
        for (const v1::Track& track : page.tracks()) {
          v1::ListSessionsRequest request;
          request.set_track(track.name());
          counts.sessions += CountAll<v1::ListSessionsResponse>(
              client, "SessionService/ListSessions", request,
              [](const auto& sessions) { return sessions.sessions_size(); });
        }
        return page.tracks_size();
      });
  return counts;
}

Counts Times(int batches) {
  return {batches * kHouseholds, batches * kHouseholds, batches * kHouseholds * kSessionsEach};
}

class ImportKill : public ::testing::Test {
 protected:
  ImportKill() {
    const Finished made = RunKansrijkd(directory_.path(),
                                       {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
    Daemon daemon(directory_.path());
    token_ = AddAccountOf(directory_.path(), "coordinator", "coordinator", "KO");
    EXPECT_EQ(daemon.Stop(), 0);
  }

  // Imports a batch to its end, and counts the answers until then.
  int ImportWhole(const Client& client, int batch) {
    int answers = 0;
    const std::string name = UploadImport(client, Batch(batch));
    EXPECT_OK(StartImport(client, name));
    const auto import = AwaitImport(client, name, [&](const v1::Import&) { ++answers; });
    EXPECT_OK(import);
    if (import.ok()) {
      EXPECT_EQ(import->state(), v1::IMPORT_STATE_COMMITTED) << import->DebugString();
    }
    return answers;
  }

  // Begins to import a batch, and dies after so many answers. The import, and the log.
  std::pair<std::string, std::string> Interrupt(int batch, int answers) {
    Daemon daemon(directory_.path());
    const Client client(daemon.address(), token_);
    const std::string name = UploadImport(client, Batch(batch));
    EXPECT_OK(StartImport(client, name));
    for (int i = 0; i < answers; ++i) {
      const auto import = GetImport(client, name);
      EXPECT_OK(import);
      if (!import.ok() || !IsUnderWay(*import)) break;
    }
    daemon.Kill();
    return {name, daemon.log()};
  }

  void VerifyLog() {
    const Finished verified = RunKansrijkd(directory_.path(), {"access", "verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
  }

  TemporaryDirectory directory_;
  std::mt19937 random_{Seed()};
  std::string token_;
};

TEST_F(ImportKill, LeavesAllOfAnImportOrNothingAndTheNextStartSaysWhich) {
  int answers_max = 0;
  {
    Daemon daemon(directory_.path());
    answers_max = ImportWhole(Client(daemon.address(), token_), 0);
    EXPECT_EQ(daemon.Stop(), 0);
  }
  const int kills = CampaignOf(kKills);
  int committed = 0;
  for (int batch = 1; batch <= kills && !HasFailure(); ++batch) {
    const int answers = static_cast<int>(random_() % static_cast<uint32_t>(answers_max + 2));
    SCOPED_TRACE(absl::StrCat("kill ", batch, ", after ", answers, " answers"));
    const auto [name, log] = Interrupt(batch, answers);

    Daemon daemon(directory_.path());
    const Client client(daemon.address(), token_);
    const auto import = AwaitImport(client, name);
    ASSERT_OK(import);
    const bool all = import->state() == v1::IMPORT_STATE_COMMITTED;
    if (!all) {
      EXPECT_EQ(import->state(), v1::IMPORT_STATE_TAKEN_BACK) << import->DebugString();
      EXPECT_FALSE(import->failure().message_nl().empty());
    }
    committed += all ? 1 : 0;
    EXPECT_EQ(CountsOf(client), Times(all ? batch + 1 : batch));

    ImportWhole(client, batch);
    EXPECT_EQ(CountsOf(client), Times(batch + 1)) << "imported again, it is there once";
    EXPECT_EQ(daemon.Stop(), 0);
    const std::string said = absl::StrCat(log, daemon.log());
    EXPECT_TRUE(absl::StrContains(said, all ? "import_finished" : "import_taken_back")) << said;
    VerifyLog();
  }
  std::cout << kills << " kills: " << committed << " imports there, " << kills - committed
            << " taken back" << std::endl;
}

}  // namespace import_kill_test
}  // namespace kansrijk::testing
