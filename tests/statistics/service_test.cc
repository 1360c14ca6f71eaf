// Statistics through the API of a real server: the sample programme, imported, published by a
// statistician and a privacy officer, and judged by the auditor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/rules/statistics/release.h"
#include "server/rules/statistics/statistics_catalogue.h"
#include "server/statistics/record.h"
#include "tests/service/import/sample.h"
#include "tests/statistics/programme.h"

namespace kansrijk::testing {
namespace service_test {

using ::testing::AnyOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kService[] = "kansrijk.v1.StatisticsService/";

int FiguresOf(const v1::Release& release) {
  int figures = 0;
  for (const v1::ReleaseTable& table : release.tables()) {
    figures += static_cast<int>(absl::c_count_if(table.cells(), [](const v1::ReleaseCell& cell) {
      return cell.state() == v1::CELL_STATE_UNSPECIFIED;
    }));
  }
  return figures;
}

class Statistics : public Import {
 protected:
  Statistics()
      : statistician_(server_.AddAccount("stan", v1::ROLE_STATISTICIAN)),
        officer_(server_.AddAccount("fien", v1::ROLE_PRIVACY_OFFICER)) {}

  void ImportSample() { Run(SampleFiles(), kSkipRefused); }

  template <typename Response, typename Request>
  static absl::StatusOr<Response> Call(const Client& client, const std::string& rpc,
                                       Request request) {
    if constexpr (requires { request.request_id(); }) request.set_request_id(NewRequestId());
    return client.Call<Response>(kService + rpc, request);
  }

  absl::StatusOr<v1::OpenedPeriod> Open(const std::string& code) {
    v1::OpenPeriodRequest request;
    request.set_code(code);
    return Call<v1::OpenedPeriod>(officer_, "OpenPeriod", request);
  }

  absl::StatusOr<v1::Release> Preview(const std::string& code,
                                      const std::vector<std::string>& tables = {}) {
    v1::PreviewReleaseRequest request;
    request.set_code(code);
    request.mutable_tables()->Assign(tables.begin(), tables.end());
    return Call<v1::Release>(statistician_, "PreviewRelease", request);
  }

  absl::StatusOr<v1::Release> Reject(const v1::Release& proposal) {
    v1::RejectReleaseRequest reject;
    reject.set_name(proposal.name());
    reject.set_etag(proposal.etag());
    reject.set_reason("Eerst de situaties aanvullen.");
    return Call<v1::Release>(officer_, "RejectRelease", reject);
  }

  absl::StatusOr<v1::Release> Propose(const std::string& code, bool correction = false) {
    v1::PublishReleaseRequest request;
    request.set_code(code);
    request.set_correction(correction);
    return Call<v1::Release>(statistician_, "PublishRelease", request);
  }

  absl::StatusOr<v1::Release> Approve(const v1::Release& release) {
    v1::ApproveReleaseRequest request;
    request.set_name(release.name());
    request.set_etag(release.etag());
    return Call<v1::Release>(officer_, "ApproveRelease", request);
  }

  absl::StatusOr<v1::Release> Get(const Client& client, const std::string& name) {
    v1::GetReleaseRequest request;
    request.set_name(name);
    return Call<v1::Release>(client, "GetRelease", request);
  }

  // As if the one release had been made with this content.
  void PutContent(const v1::Release& content) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((server_.directory() + "/kansrijk.db").c_str(), &database), SQLITE_OK);
    const std::string bytes = absl::BytesToHexString(content.SerializeAsString());
    EXPECT_EQ(sqlite3_exec(database,
                           absl::StrCat("DROP TRIGGER statistics_release_is_frozen;"
                                        "UPDATE statistics_release SET content = X'",
                                        bytes, "'")
                               .c_str(),
                           nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(database);
  }

  absl::StatusOr<v1::ReleaseFile> GetFile(const Client& client, const std::string& rpc,
                                          const std::string& name, const std::string& path) {
    v1::GetReleaseFileRequest request;
    request.set_name(name);
    request.set_path(path);
    return Call<v1::ReleaseFile>(client, rpc, request);
  }

  // As the command line downloads it.
  std::string Download(const v1::Release& release) {
    const std::string directory = directory_.path() + "/" + release.code();
    for (const std::string& path : release.files()) {
      const bool open = path.starts_with("public/");
      const auto file =
          GetFile(officer_, open ? "GetPublicFile" : "GetAuditFile", release.name(), path);
      EXPECT_OK(file) << path;
      if (!file.ok()) continue;
      const std::filesystem::path target = directory + "/" + path;
      std::filesystem::create_directories(target.parent_path());
      std::ofstream(target, std::ios::binary) << file->content();
    }
    return directory;
  }

  TemporaryDirectory directory_;
  Client statistician_;
  Client officer_;
};

TEST_F(Statistics, OfTheSampleAreProposedApprovedAndJudgedSafe) {
  ImportSample();
  std::vector<std::string> directories;
  for (const char* code : {"2022", "2023-H1", "2023-H2", "2023"}) {
    const auto proposal = Propose(code);
    ASSERT_OK(proposal) << code;
    EXPECT_EQ(proposal->state(), v1::RELEASE_STATE_PROPOSED);
    EXPECT_THAT(Propose("2024"), HasReason(rules::kProposalWaits.reason));
    const auto release = Approve(*proposal);
    ASSERT_OK(release) << code;
    EXPECT_EQ(release->state(), v1::RELEASE_STATE_PUBLISHED);
    EXPECT_EQ(release->proposer(), "stan");
    EXPECT_EQ(release->decider(), "fien");
    directories.push_back(Download(*release));
  }
  const auto audit = statistics::Programme::Run(directories);
  EXPECT_TRUE(audit.safe()) << audit.text;
  EXPECT_THAT(Propose("2023"), HasReason(rules::kReleaseStands.reason));
  EXPECT_THAT(Propose("2022-H2"), HasReason(rules::kOutOfOrder.reason));
}

TEST_F(Statistics, ShowOnlyRoundedFiguresThatAreLargeEnough) {
  ImportSample();
  ASSERT_OK(Open("2023"));
  const auto preview = Preview("2023");
  ASSERT_OK(preview);
  EXPECT_EQ(preview->tables_size(), 56);
  int shown = 0;
  for (const v1::ReleaseTable& table : preview->tables()) {
    for (const v1::ReleaseCell& cell : table.cells()) {
      if (cell.state() != v1::CELL_STATE_UNSPECIFIED) continue;
      ++shown;
      EXPECT_GE(cell.value(), 10);
      EXPECT_EQ(cell.value() % 5, 0);
    }
  }
  EXPECT_GT(shown, 0);
  EXPECT_THAT(Call<v1::ListReleasesResponse>(officer_, "ListReleases", v1::ListReleasesRequest())
                  ->releases(),
              ::testing::IsEmpty());
}

TEST_F(Statistics, AreSafeFromAReaderWhoKnowsFourHouseholds) {
  ImportSample();
  v1::PublishReleaseRequest request;
  request.set_code("2023");
  request.set_insiders(11);
  EXPECT_THAT(Call<v1::Release>(statistician_, "PublishRelease", request),
              HasCode(absl::StatusCode::kInvalidArgument));
  request.set_insiders(4);
  const auto proposal = Call<v1::Release>(statistician_, "PublishRelease", request);
  ASSERT_OK(proposal);
  EXPECT_GT(FiguresOf(*proposal), 0);
  for (const v1::ReleaseTable& table : proposal->tables()) {
    for (const v1::ReleaseCell& cell : table.cells()) {
      if (cell.state() == v1::CELL_STATE_UNSPECIFIED) {
        EXPECT_GE(cell.value(), 15);
      }
    }
  }
  ASSERT_OK(Approve(*proposal));
  const auto release = Get(statistician_, proposal->name());
  ASSERT_OK(release);
  EXPECT_EQ(release->threshold(), 14);
  EXPECT_EQ(release->insiders(), 4);
  EXPECT_TRUE(statistics::Programme::Run({Download(*release)}).safe());
}

TEST_F(Statistics, ArePreviewedForAReaderWhoKnowsSome) {
  ASSERT_OK(Open("2023"));
  v1::PreviewReleaseRequest request;
  request.set_code("2023");
  request.add_tables("waiting");
  request.set_insiders(10);
  const auto preview = Call<v1::Release>(statistician_, "PreviewRelease", request);
  ASSERT_OK(preview);
  EXPECT_EQ(preview->threshold(), 20);
  EXPECT_EQ(preview->insiders(), 10);
}

TEST_F(Statistics, TellThePrivacyOfficerAloneWhatIsDisclosedAlready) {
  const auto proposal = Propose("2025");
  ASSERT_OK(proposal);
  v1::Release content;
  *content.add_withheld() = rules::WithheldFamilyOf("contact", v1::WITHHELD_REASON_CONTRADICTION);
  content.add_disclosed()->set_cell("Beijum, 2022");
  PutContent(content);
  const auto seen = Get(statistician_, proposal->name());
  ASSERT_OK(seen);
  ASSERT_EQ(seen->withheld_size(), 1);
  EXPECT_EQ(seen->withheld(0).reason(), v1::WITHHELD_REASON_CONTRADICTION);
  EXPECT_THAT(seen->disclosed(), ::testing::IsEmpty());
  const auto before = Get(officer_, proposal->name());
  ASSERT_OK(before);
  ASSERT_EQ(before->disclosed_size(), 1);
  EXPECT_EQ(before->disclosed(0).cell(), "Beijum, 2022");
  const auto approved = Approve(*before);
  ASSERT_OK(approved);
  EXPECT_EQ(approved->disclosed_size(), 1);
  EXPECT_THAT(Get(statistician_, proposal->name())->disclosed(), ::testing::IsEmpty());
}

TEST_F(Statistics, RefuseWhatCannotBePublishedAndSayWhy) {
  EXPECT_THAT(Propose("2023-H3"), HasReason(rules::kNoPeriod.reason));
  EXPECT_THAT(Propose("2026"), HasReason(rules::kPeriodOpen.reason));
  EXPECT_THAT(Propose("2025", /*correction=*/true), HasReason(rules::kNothingToCorrect.reason));
  EXPECT_THAT(Preview("2025", {"nothing"}), HasReason(rules::kNoSuchTable.reason));
  EXPECT_THAT(Open("2026"), HasReason(rules::kPeriodOpen.reason));
}

TEST_F(Statistics, ArePreviewedOfThePeriodThatAPrivacyOfficerOpened) {
  EXPECT_THAT(Preview("2024"), HasReason(rules::kNotOpened.reason));
  ASSERT_OK(Open("2023"));
  EXPECT_OK(Preview("2023"));
  EXPECT_THAT(Preview("2024"), HasReason(rules::kNotOpened.reason));
  ASSERT_OK(Open("2024"));
  EXPECT_OK(Preview("2024"));
  EXPECT_THAT(Preview("2023"), HasReason(rules::kNotOpened.reason));
  v1::OpenPeriodRequest request;
  request.set_code("2023");
  EXPECT_THAT(Call<v1::OpenedPeriod>(statistician_, "OpenPeriod", request),
              HasCode(absl::StatusCode::kPermissionDenied));
}

TEST_F(Statistics, ShowTheMomentAtWhichThePeriodWasOpened) {
  ASSERT_OK(Open("2023"));
  ImportSample();
  EXPECT_EQ(FiguresOf(*Preview("2023")), 0);
  const auto before = Propose("2023");
  ASSERT_OK(before);
  EXPECT_EQ(FiguresOf(*before), 0);
  ASSERT_OK(Reject(*before));
  const auto again = Propose("2023");
  ASSERT_OK(again);
  EXPECT_EQ(FiguresOf(*again), 0);
  ASSERT_OK(Reject(*again));
  ASSERT_OK(Open("2023"));
  EXPECT_GT(FiguresOf(*Preview("2023")), 0);
}

TEST_F(Statistics, ShowTheMomentOfTheirFirstProposalWhenThePeriodWasNotOpened) {
  const auto proposal = Propose("2023");
  ASSERT_OK(proposal);
  ASSERT_OK(Reject(*proposal));
  ImportSample();
  const auto again = Propose("2023");
  ASSERT_OK(again);
  EXPECT_EQ(FiguresOf(*again), 0);
}

TEST_F(Statistics, KeepNoUnitsOnceThePeriodIsPublished) {
  ImportSample();
  ASSERT_OK(Open("2023"));
  const auto proposal = Propose("2023");
  ASSERT_OK(proposal);
  ASSERT_OK(Approve(*proposal));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((server_.directory() + "/kansrijk.db").c_str(), &database), SQLITE_OK);
  int rows = 0;
  const auto count = [](void* seen, int, char**, char**) { return ++*static_cast<int*>(seen), 0; };
  sqlite3_exec(database, "SELECT 1 FROM statistics_snapshot", count, &rows, nullptr);
  sqlite3_close(database);
  EXPECT_EQ(rows, 0);
}

TEST_F(Statistics, RecordWhichTablesOfWhichPeriodWerePreviewed) {
  ASSERT_OK(Open("2025"));
  ASSERT_OK(Preview("2025", {"started", "waiting"}));
  const auto records = officer_.Call<v1::ListAccessRecordsResponse>(
      "kansrijk.v1.AccessService/ListAccessRecords", v1::ListAccessRecordsRequest());
  ASSERT_OK(records);
  const auto previewed = absl::c_find_if(records->records(), [](const v1::AccessRecord& record) {
    return absl::EndsWith(record.method(), "/PreviewRelease");
  });
  ASSERT_NE(previewed, records->records().end());
  EXPECT_THAT(previewed->subjects(),
              ::testing::IsSupersetOf({"releases/2025", "releases/2025/tables/started",
                                       "releases/2025/tables/waiting"}));
}

TEST_F(Statistics, HaveNoFilesBeforeTheyArePublished) {
  const auto proposal = Propose("2025");
  ASSERT_OK(proposal);
  EXPECT_THAT(proposal->files(), ::testing::IsEmpty());
  for (const bool rejected : {false, true}) {
    if (rejected) {
      ASSERT_OK(Reject(*proposal));
    }
    EXPECT_THAT(GetFile(officer_, "GetAuditFile", proposal->name(), "audit/started.json"),
                HasReason(rules::kNotPublished.reason));
    EXPECT_THAT(GetFile(statistician_, "GetPublicFile", proposal->name(), "public/release.json"),
                HasReason(rules::kNotPublished.reason));
  }
}

TEST_F(Statistics, OfTheSameFiguresHaveAnotherHashEachTime) {
  const auto once = Propose("2025");
  ASSERT_OK(once);
  ASSERT_OK(Reject(*once));
  const auto again = Propose("2025");
  ASSERT_OK(again);
  EXPECT_NE(once->digest(), again->digest());
  ASSERT_OK(Approve(*again));
  const auto file = GetFile(officer_, "GetAuditFile", again->name(), "audit/started.json");
  ASSERT_OK(file);
  EXPECT_THAT(file->content(), ::testing::ContainsRegex("^\\{\"nonce\":\"[0-9a-f]{64}\","));
}

TEST_F(Statistics, HaveTotalsAlsoWhenNobodyIsInATable) {
  const auto release = Propose("2025");
  ASSERT_OK(release);
  for (const v1::ReleaseTable& table : release->tables()) {
    EXPECT_GT(table.cells_size(), 0) << table.definition().name();
  }
}

TEST_F(Statistics, KeepTheAuditorsHalfFromTheStatistician) {
  const auto proposal = Propose("2025");
  ASSERT_OK(proposal);
  ASSERT_OK(Approve(*proposal));
  EXPECT_OK(GetFile(officer_, "GetAuditFile", proposal->name(), "audit/started.json"));
  EXPECT_OK(GetFile(statistician_, "GetPublicFile", proposal->name(), "public/release.json"));
  EXPECT_THAT(GetFile(statistician_, "GetAuditFile", proposal->name(), "audit/started.json"),
              HasCode(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(GetFile(statistician_, "GetPublicFile", proposal->name(), "audit/started.json"),
              HasCode(absl::StatusCode::kNotFound));
}

TEST_F(Statistics, AreNotCorrectedWhereNoFigureWouldChange) {
  ImportSample();
  const auto proposal = Propose("2023");
  ASSERT_OK(proposal);
  ASSERT_OK(Approve(*proposal));
  EXPECT_THAT(Propose("2023", /*correction=*/true), HasReason(rules::kNoFigureChanges.reason));
}

TEST_F(Statistics, TakeFourEyes) {
  const auto proposal = Propose("2025");
  ASSERT_OK(proposal);
  v1::ApproveReleaseRequest request;
  request.set_name(proposal->name());
  request.set_etag(proposal->etag());
  EXPECT_THAT(Call<v1::Release>(statistician_, "ApproveRelease", request),
              HasCode(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Reject(*proposal));
  EXPECT_THAT(Call<v1::Release>(officer_, "ApproveRelease", request),
              HasCode(absl::StatusCode::kAborted));
  EXPECT_OK(Propose("2025"));  // again, after it was rejected
}

TEST_F(Statistics, AreProposedOnceWhenTwoProposeAtATime) {
  ImportSample();
  const Client other = server_.AddAccount("sam", v1::ROLE_STATISTICIAN);
  v1::PublishReleaseRequest request;
  request.set_code("2023");
  absl::StatusOr<v1::Release> second;
  std::thread beside([&] { second = Call<v1::Release>(other, "PublishRelease", request); });
  const auto first = Propose("2023");
  beside.join();
  ASSERT_NE(first.ok(), second.ok());
  EXPECT_THAT(first.ok() ? second : first, AnyOf(HasReason(rules::kLedgerMoved.reason),
                                                 HasReason(rules::kProposalWaits.reason)));
}

TEST_F(Statistics, StopWhenTheLedgerWasTamperedWith) {
  const auto proposal = Propose("2024");
  ASSERT_OK(proposal);
  ASSERT_OK(Approve(*proposal));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((server_.directory() + "/kansrijk.db").c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database,
                         "DROP TRIGGER statistics_file_is_frozen;"
                         "UPDATE statistics_file SET content = CAST('{}' AS BLOB)"
                         " WHERE path = 'audit/started.json'",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  EXPECT_THAT(Propose("2025"), HasReason(statistics::kLedgerDamaged.reason));
}

}  // namespace service_test
}  // namespace kansrijk::testing
