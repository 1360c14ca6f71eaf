// Statistics on the command line, against a server of canned answers.
#include <fstream>

#include "client/report/audit_program.h"
#include "gmock/gmock.h"
#include "kansrijk/v1/statistics.pb.h"
#include "nlohmann/json.hpp"
#include "tests/client/running.h"
#include "tests/client/sample_release.h"

namespace kansrijk::client {
namespace statistics_test {

using grpc::Status;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Statistics : public Running {
 protected:
  void HaveRelease(const v1::Release& release) {
    server_.On<v1::GetReleaseRequest, v1::Release>("StatisticsService.GetRelease",
                                                   [=, this](auto& request, auto& answer) {
                                                     asked_ = request.name();
                                                     answer = release;
                                                     return Status::OK;
                                                   });
  }
  void HaveFiles() {
    for (const char* method :
         {"StatisticsService.GetPublicFile", "StatisticsService.GetAuditFile"}) {
      server_.On<v1::GetReleaseFileRequest, v1::ReleaseFile>(method, [](auto& request, auto& file) {
        file.set_path(request.path());
        file.set_content("content of " + request.path() + "\n");
        return Status::OK;
      });
    }
  }
  std::string Read(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }
  // Files and directories in a directory, hidden ones too.
  size_t Count(const std::filesystem::path& path) {
    return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(path),
                                             std::filesystem::directory_iterator()));
  }

  std::string asked_;
};

TEST_F(Statistics, ListsTheCatalogueInTheLanguageOfTheReader) {
  server_.On<v1::ListTablesRequest, v1::ListTablesResponse>(
      "StatisticsService.ListTables", [](auto&, auto& answer) {
        *answer.add_tables() = SampleRelease().tables(0).definition();
        answer.mutable_tables(0)->set_group(4);
        return Status::OK;
      });
  EXPECT_EQ(Type({"statistics", "tables"}), 0) << err();
  EXPECT_EQ(out(),
            "Table            Title                  Counts     Group\n"
            "assistance-left  Off social assistance  household  4\n");
  EXPECT_EQ(Type({"statistics", "tables", "--lang", "nl"}), 0);
  EXPECT_THAT(out(), HasSubstr("assistance-left  Uit de bijstand  huishoudens vanaf start  4\n"));
}

TEST_F(Statistics, ShowsFiguresAndPointsWithTheirLegend) {
  HaveRelease(SampleRelease());
  EXPECT_EQ(Type({"statistics", "show", "2023-H2"}), 0) << err();
  EXPECT_EQ(asked_, "releases/2023-H2");
  for (const char* part :
       {"Off social assistance (assistance-left)\n",
        "Neighbourhood                Outcome          Period               Figure\n",
        "total                        to work          first half of 2023       60\n",
        "Beijum                       to other income  first half of 2023        .\n",
        "Beijum                       to other income  second half of 2023      25\n",
        "Elders                       to other income  second half of 2023\n",
        "Empty: cannot exist.\n", "rounded to multiples of 5", "A point (.) means: not shown.",
        "concerns fewer than 10 households."}) {
    EXPECT_THAT(out(), HasSubstr(part));
  }
}

TEST_F(Statistics, SaysInOneSentenceThatATableShowsNothing) {
  HaveRelease(SampleRelease());
  EXPECT_EQ(Type({"statistics", "show", "2023-H2", "--table", "buddies-certified", "--lang=nl"}), 0)
      << err();
  EXPECT_THAT(out(), HasSubstr("Buddy's met een certificaat (buddies-certified)\n"));
  EXPECT_THAT(out(), HasSubstr("Deze tabel toont nog geen cijfers: het programma is klein, en elk "
                               "cijfer zou iets kunnen zeggen over minder dan 10 buddy's."));
  EXPECT_THAT(out(), Not(HasSubstr("assistance-left")));
  EXPECT_EQ(Type({"statistics", "show", "2023-H2", "--table", "nothing"}), 2);
  EXPECT_THAT(err(), HasSubstr("choose from: assistance-left, buddies-certified"));
}

TEST_F(Statistics, GivesMachinesTheCellsInCsvAndTheMessageInJson) {
  HaveRelease(SampleRelease());
  EXPECT_EQ(Type({"statistics", "show", "2023-H2", "-o", "csv", "--lang=nl"}), 0) << err();
  EXPECT_THAT(out(), StartsWith("table,dimensions,values,outcome,period,value,state\r\n"
                                "assistance-left,neighbourhood,T,work,2023-H1,60,\r\n"));
  EXPECT_THAT(out(), HasSubstr(",BEIJUM,other,2023-H1,.,WITHHELD\r\n"));
  EXPECT_THAT(out(), HasSubstr(",OTHER,other,2023-H1,,IMPOSSIBLE\r\n"));
  EXPECT_THAT(out(), HasSubstr(",BEIJUM,other,2023-H2,25,\r\n"));
  EXPECT_EQ(Type({"statistics", "show", "2023-H2", "-o", "json"}), 0);
  const auto json = nlohmann::json::parse(out());
  EXPECT_EQ(json["tables"][0]["cells"][5]["state"], "CELL_STATE_WITHHELD");
}

TEST_F(Statistics, PreviewsTheTablesNamed) {
  v1::PreviewReleaseRequest sent;
  server_.On<v1::PreviewReleaseRequest, v1::Release>("StatisticsService.PreviewRelease",
                                                     [&](auto& request, auto& answer) {
                                                       sent = request;
                                                       answer = SampleRelease();
                                                       return Status::OK;
                                                     });
  EXPECT_EQ(Type({"statistics", "preview", "2023-H2", "--table", "assistance-left", "--table",
                  "buddies-certified", "--correction", "--insiders", "3"}),
            0)
      << err();
  EXPECT_EQ(sent.code(), "2023-H2");
  EXPECT_THAT(sent.tables(), ElementsAre("assistance-left", "buddies-certified"));
  EXPECT_TRUE(sent.correction());
  EXPECT_EQ(sent.insiders(), 3);
  EXPECT_THAT(out(), HasSubstr("Off social assistance (assistance-left)\n"));
}

TEST_F(Statistics, ProposesAReleaseAndPrintsItsDigest) {
  v1::PublishReleaseRequest sent;
  server_.On<v1::PublishReleaseRequest, v1::Release>("StatisticsService.PublishRelease",
                                                     [&](auto& request, auto& answer) {
                                                       sent = request;
                                                       answer = SampleRelease();
                                                       answer.set_state(v1::RELEASE_STATE_PROPOSED);
                                                       return Status::OK;
                                                     });
  EXPECT_EQ(Type({"statistics", "publish", "2023-H2"}), 0) << err();
  EXPECT_EQ(sent.code(), "2023-H2");
  EXPECT_FALSE(sent.request_id().empty());
  EXPECT_THAT(out(), HasSubstr("2023-H2  proposed  2023-12-31           " + std::string(64, 'd')));
}

TEST_F(Statistics, SaysWhatAProposalLeavesOut) {
  v1::PublishReleaseRequest sent;
  server_.On<v1::PublishReleaseRequest, v1::Release>("StatisticsService.PublishRelease",
                                                     [&](auto& request, auto& answer) {
                                                       sent = request;
                                                       answer = ReleaseWithoutFamilies();
                                                       return Status::OK;
                                                     });
  EXPECT_EQ(Type({"statistics", "publish", "2023-H2", "--insiders", "3", "--lang=nl"}), 0) << err();
  EXPECT_EQ(sent.insiders(), 3);
  EXPECT_THAT(err(), HasSubstr("Dit keer niet gepubliceerd: Huishoudens met contact; Op de "
                               "<wacht>lijst\n"));
}

TEST_F(Statistics, ShowsWhatIsLeftOutAndWhatApprovingSigns) {
  HaveRelease(ReleaseWithoutFamilies());
  EXPECT_EQ(Type({"statistics", "show", "2023-H2"}), 0) << err();
  for (const char* part : {"Smallest count shown  13\n", "One reader may know   3\n",
                           "\nNot published this time  Why\n"
                           "Households with contact  not judged in time\n"
                           "On the <waiting> list    contradicts earlier releases\n",
                           "\nTable            Known from earlier releases  At least  At most\n"
                           "assistance-left  Beijum, to work, 2022        2         7\n"
                           "\nApproving signs this list.\n"}) {
    EXPECT_THAT(out(), HasSubstr(part));
  }
  v1::Release approved = ReleaseWithoutFamilies();
  approved.set_state(v1::RELEASE_STATE_PUBLISHED);
  HaveRelease(approved);
  EXPECT_EQ(Type({"statistics", "show", "2023-H2", "--lang=nl"}), 0) << err();
  EXPECT_THAT(out(), HasSubstr("Huishoudens met contact     niet op tijd beoordeeld\n"));
  EXPECT_THAT(out(), HasSubstr("Bekend uit eerdere publicaties"));
  EXPECT_THAT(out(), Not(HasSubstr("tekent voor deze lijst")));
  HaveRelease(SampleRelease());
  EXPECT_EQ(Type({"statistics", "show", "2023-H2"}), 0) << err();
  for (const char* part : {"Not published", "Known from", "One reader may know"}) {
    EXPECT_THAT(out(), Not(HasSubstr(part)));
  }
}

TEST_F(Statistics, DecidesOnlyWhenConfirmedAndOnTheVersionThatStands) {
  HaveRelease(SampleRelease());
  v1::RejectReleaseRequest rejected;
  v1::ApproveReleaseRequest approved;
  server_.On<v1::RejectReleaseRequest, v1::Release>("StatisticsService.RejectRelease",
                                                    [&](auto& request, auto&) {
                                                      rejected = request;
                                                      return Status::OK;
                                                    });
  server_.On<v1::ApproveReleaseRequest, v1::Release>("StatisticsService.ApproveRelease",
                                                     [&](auto& request, auto&) {
                                                       approved = request;
                                                       return Status::OK;
                                                     });
  EXPECT_EQ(Type({"statistics", "approve", "2023-H2", "--no-input"}), 2);
  EXPECT_TRUE(server_.calls().empty());
  EXPECT_EQ(Type({"statistics", "approve", "2023-H2", "--confirm", "2023-H2"}), 0) << err();
  EXPECT_EQ(approved.name(), "releases/2023-H2");
  EXPECT_EQ(approved.etag(), "7");
  EXPECT_EQ(Type({"statistics", "reject", "2023-H2", "--reason", "May is missing", "--confirm",
                  "2023-H2"}),
            0)
      << err();
  EXPECT_EQ(rejected.reason(), "May is missing");
  EXPECT_EQ(rejected.etag(), "7");
  EXPECT_EQ(Type({"statistics", "reject", "2023-H2", "--confirm", "2023-H2", "--no-input"}), 2);
}

TEST_F(Statistics, DownloadsThePublicHalfAndOnlyOnRequestTheOther) {
  HaveRelease(SampleRelease());
  HaveFiles();
  const std::string there = folder_ / "releases";
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", there}), 0) << err();
  EXPECT_EQ(Read(folder_ / "releases/2023-H2/public/release.json"),
            "content of public/release.json\n");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "releases/2023-H2/audit"));
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", there, "--audit"}), 5);
  const std::string both = folder_ / "both";
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", both, "--audit"}), 0) << err();
  EXPECT_EQ(Read(folder_ / "both/2023-H2/audit/assistance.json"),
            "content of audit/assistance.json\n");
  EXPECT_EQ(std::filesystem::status(folder_ / "both/2023-H2").permissions(),
            std::filesystem::perms::owner_all);
  EXPECT_EQ(Count(both), 1u);
}

TEST_F(Statistics, LeavesNothingOfADownloadThatFails) {
  HaveRelease(SampleRelease());
  HaveFiles();
  server_.On<v1::GetReleaseFileRequest, v1::ReleaseFile>(
      "StatisticsService.GetAuditFile", [](auto&, auto&) {
        return Refused(grpc::StatusCode::PERMISSION_DENIED, "not you", "u niet", {});
      });
  const std::string there = folder_ / "releases";
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", there, "--audit"}), 4);
  EXPECT_FALSE(std::filesystem::exists(there));
  std::ofstream(folder_ / "file") << "x";
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", folder_ / "file"}), 1) << err();
}

TEST_F(Statistics, LetsNoServerWriteOutsideTheDirectory) {
  v1::Release release = SampleRelease();
  HaveFiles();
  release.clear_files();
  for (const char* path : {"public/../../x", "/etc/x", "public/.x", "other/x", "public/a/b"}) {
    release.add_files(path);
  }
  HaveRelease(release);
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", folder_ / "r"}), 6) << err();
  release.set_code("../2023");
  HaveRelease(release);
  EXPECT_EQ(Type({"statistics", "download", "2023-H2", folder_ / "r"}), 1);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "r"));
}

TEST_F(Statistics, WritesAReportInDutchUnlessAskedOtherwise) {
  HaveRelease(SampleRelease());
  const std::string path = folder_ / "report.html";
  EXPECT_EQ(Type({"statistics", "report", "2023-H2", "-o", path}), 0) << err();
  EXPECT_THAT(Read(path), HasSubstr("<html lang=\"nl\">"));
  EXPECT_EQ(out(), "");
  EXPECT_EQ(Type({"statistics", "report", "2023-H2", "--lang", "en", "-o", path}), 0) << err();
  EXPECT_THAT(Read(path), HasSubstr("<html lang=\"en\">"));
  EXPECT_EQ(Type({"statistics", "report", "2023-H2"}), 0);
  EXPECT_THAT(out(), StartsWith("<!DOCTYPE html>"));
  EXPECT_EQ(Type({"statistics", "report", "2023-H2", "-o", folder_ / "no/such/folder"}), 1);
}

TEST_F(Statistics, PassesTheWordOfTheAuditorOn) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Type({"statistics", "audit", folder_ / "a", folder_ / "b"}), 2) << err();
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              HasSubstr("kansrijk-audit: " + (folder_ / "a").string() + "/public/release.json"));
  EXPECT_EQ(Type({"statistics", "audit", "--no-input"}), 2);
  EXPECT_THAT(err(), HasSubstr("missing: DIRECTORY"));
}

TEST_F(Statistics, FindsTheAuditorBesideThisProgramOrOnThePath) {
  const std::filesystem::path bin = folder_ / "bin";
  std::filesystem::create_directories(bin);
  std::ofstream(bin / "tool") << "#!/bin/sh\nexit \"$1\"\n";
  EXPECT_EQ(FindProgram("tool", bin, ""), "") << "it cannot be run yet";
  std::filesystem::permissions(bin / "tool", std::filesystem::perms::owner_all);
  EXPECT_EQ(FindProgram("tool", bin, "/nowhere"), bin / "tool");
  EXPECT_EQ(FindProgram("tool", "/nowhere", "bin::" + bin.string()), bin / "tool");
  EXPECT_EQ(FindProgram("tool", "", ""), "");
  EXPECT_EQ(RunProgram(bin / "tool", {"tool", "7"}).value(), 7);
  EXPECT_FALSE(RunProgram(bin / "none", {"none"}).ok());
}

}  // namespace statistics_test
}  // namespace kansrijk::client
