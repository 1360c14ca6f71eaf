// The import command against a server of canned answers.
#include "client/screen/import.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "client/screen/import_watch.h"
#include "gmock/gmock.h"
#include "kansrijk/v1/import.pb.h"
#include "tests/client/language.h"
#include "tests/client/running.h"

namespace kansrijk::client {
namespace import_test {

namespace fs = std::filesystem;
using grpc::Status;
using grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// An import that the server keeps the bytes of, and whose every row it refuses unless told
// otherwise.
class Importing : public Running {
 protected:
  void SetUp() override {
    Running::SetUp();
    sheets_ = folder_ / "sheets";
    refused_ = folder_ / "refused";
    fs::create_directories(sheets_);
    end_.set_name("imports/1");
    end_.set_number(12);
    server_.On<v1::CreateImportRequest, v1::Import>("ImportService.CreateImport",
                                                    [this](auto&, auto& import) {
                                                      bytes_.clear();
                                                      import.set_name("imports/1");
                                                      import.add_known_files("buddys");
                                                      import.add_known_files("sessies");
                                                      return Status::OK;
                                                    });
    server_.On<v1::AddImportChunkRequest, v1::AddImportChunkResponse>(
        "ImportService.AddImportChunk", [this](auto& request, auto&) {
          if (request.offset() != static_cast<int64_t>(bytes_[request.file()].size())) {
            return Status(StatusCode::FAILED_PRECONDITION, "gap");
          }
          bytes_[request.file()] += request.data();
          chunk_max_ = std::max(chunk_max_, request.data().size());
          if (on_chunk_) on_chunk_();
          return Status::OK;
        });
    server_.On<v1::CommitImportRequest, v1::Import>("ImportService.CommitImport",
                                                    [this](auto& request, auto& import) {
                                                      commit_ = request;
                                                      import = Next();
                                                      return Status::OK;
                                                    });
    server_.On<v1::GetImportRequest, v1::Import>("ImportService.GetImport",
                                                 [this](auto&, auto& import) {
                                                   import = Next();
                                                   if (on_poll_) return on_poll_();
                                                   return Status::OK;
                                                 });
    server_.On<v1::ListImportFindingsRequest, v1::ListImportFindingsResponse>(
        "ImportService.ListImportFindings",
        [this](auto& request, auto& page) { return Page(request, page); });
  }

  fs::path Put(const std::string& name, const std::string& content = "traject;datum\r\nT1;x\r\n") {
    std::ofstream(sheets_ / name) << content;
    return sheets_ / name;
  }

  // The states that are answered, one after the other; the last of them from then on.
  void Answer(const std::vector<v1::ImportState>& states) { states_ = states; }

  // `rows` of sessies, of which so many are refused; `finding` of each of these.
  void Refuse(int64_t rows, int64_t refused) {
    v1::ImportFile& file = *end_.add_files();
    file.set_file("sessies");
    file.set_rows(rows);
    file.set_accepted(rows - refused);
    file.set_refused(refused);
    file.set_header("traject;datum");
    for (int64_t line = 2; line < 2 + refused; ++line) {
      v1::ImportFinding& finding = findings_.emplace_back();
      finding.set_file("sessies");
      finding.set_line(line);
      finding.set_refused(true);
      finding.set_reason("bad_date");
      finding.set_message("not a date");
      finding.set_record(absl::StrCat("T", line, ";x"));
    }
  }

  int Import(std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"import", sheets_});
    return Type(flags);
  }

  fs::path sheets_;
  fs::path refused_;
  std::map<std::string, std::string> bytes_;
  size_t chunk_max_ = 0;
  v1::CommitImportRequest commit_;
  v1::Import end_;
  std::vector<v1::ImportFinding> findings_;
  std::function<void()> on_chunk_;
  std::function<Status()> on_poll_;
  std::function<Status(const std::string& token)> on_page_;

 private:
  v1::Import Next() {
    v1::Import import = end_;
    import.set_state(states_.front());
    if (states_.size() > 1) states_.erase(states_.begin());
    return import;
  }

  // Three findings a page: however large they are, pages are followed to the last.
  Status Page(const v1::ListImportFindingsRequest& request,
              v1::ListImportFindingsResponse& response) {
    size_t at = request.page_token().empty() ? 0 : std::stoul(request.page_token());
    if (on_page_) {
      if (Status status = on_page_(request.page_token()); !status.ok()) return status;
    }
    for (int i = 0; i < 3 && at < findings_.size(); ++i) *response.add_findings() = findings_[at++];
    if (at < findings_.size()) response.set_next_page_token(std::to_string(at));
    return Status::OK;
  }

  std::vector<v1::ImportState> states_ = {v1::IMPORT_STATE_COMMITTED};
};

TEST_F(Importing, SendsFilesInChunksAsTheyStand) {
  const std::string big(600 << 10, 'x');
  Put("Sessies.csv", big);
  Put("extra.csv", "x");
  EXPECT_EQ(Import({"-o", "json"}), 0) << err();
  EXPECT_EQ(bytes_["sessies"], big);
  EXPECT_EQ(chunk_max_, 128u << 10);
  EXPECT_EQ(bytes_.count("buddys"), 0u);
  EXPECT_THAT(err(), HasSubstr("not read: extra.csv: an import has no file with that name\n"));
  EXPECT_THAT(out(), HasSubstr("\"state\": \"COMMITTED\""));
  EXPECT_FALSE(commit_.skip_refused());
  EXPECT_FALSE(commit_.update());
}

TEST_F(Importing, SendsWhatIsChosen) {
  Put("sessies.csv");
  EXPECT_EQ(Import({"--update", "--encoding", "sessies=cp850", "--column", "sessies.Dag=datum"}), 0)
      << err();
  EXPECT_TRUE(commit_.update());
  EXPECT_EQ(commit_.choices_size(), 1);
  EXPECT_EQ(Import({"--encoding", "buddys=cp850"}), 2);
  EXPECT_THAT(err(), HasSubstr("--encoding buddys=cp850: there is no such file to import"));
}

TEST_F(Importing, FollowsTheImportToItsEnd) {
  Put("sessies.csv");
  Answer({v1::IMPORT_STATE_CHECKING, v1::IMPORT_STATE_CHECKING, v1::IMPORT_STATE_WRITING,
          v1::IMPORT_STATE_COMMITTED});
  EXPECT_EQ(Import({}), 0) << err();
  EXPECT_THAT(server_.calls(),
              ElementsAre("ImportService.CreateImport", "ImportService.AddImportChunk",
                          "ImportService.CommitImport", "ImportService.GetImport",
                          "ImportService.GetImport", "ImportService.GetImport",
                          "ImportService.ListImportFindings"));
}

TEST_F(Importing, EndsInConflictWhenItWasTakenBack) {
  Put("sessies.csv");
  Refuse(9, 0);
  v1::ImportFinding& failure = *end_.mutable_failure();
  failure.set_file("sessies");
  failure.set_line(4);
  failure.set_message("track T0007 was closed by carla");
  Answer({v1::IMPORT_STATE_WRITING, v1::IMPORT_STATE_TAKING_BACK, v1::IMPORT_STATE_TAKEN_BACK});
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 5);
  EXPECT_THAT(out(), HasSubstr("Nothing was written, since something was changed on the server "
                               "meanwhile. sessies.csv:4: track T0007 was closed by carla."));
  EXPECT_FALSE(fs::exists(refused_));
}

TEST_F(Importing, SaysThatTheServerGaveTheCheckUp) {
  Put("sessies.csv");
  Answer({v1::IMPORT_STATE_CHECKING, v1::IMPORT_STATE_OPEN});
  EXPECT_EQ(Import({}), 6);
  EXPECT_THAT(err(), HasSubstr("nothing was written, so import again"));
}

TEST_F(Importing, AsksAgainWhileTheServerIsAway) {
  Put("sessies.csv");
  Answer({v1::IMPORT_STATE_CHECKING, v1::IMPORT_STATE_WRITING, v1::IMPORT_STATE_COMMITTED});
  int polls = 0;
  on_poll_ = [&] {
    return ++polls == 1 ? Status(StatusCode::RESOURCE_EXHAUSTED, "busy") : Status::OK;
  };
  EXPECT_EQ(Import({}), 0) << err();
  EXPECT_EQ(polls, 2);
}

TEST_F(Importing, SaysThatTheOutcomeIsUnknownWhenTheServerStaysAway) {
  Put("sessies.csv");
  Answer({v1::IMPORT_STATE_WRITING});
  on_poll_ = [] { return Status(StatusCode::RESOURCE_EXHAUSTED, "busy"); };
  EXPECT_EQ(Import({"--timeout", "1", "--skip-refused", "--refused-dir", refused_}), 7);
  on_poll_ = [] { return Status(StatusCode::DEADLINE_EXCEEDED, "late"); };
  EXPECT_EQ(Import({"--timeout", "1", "--skip-refused", "--refused-dir", refused_}), 8);
  EXPECT_THAT(err(), HasSubstr("It is not known whether the change was made. Repeat it safely "
                               "with:\n  kansrijk import " +
                               sheets_.string() + " --timeout 1"));
  EXPECT_FALSE(fs::exists(refused_)) << "it would be in the way of the repetition";
}

TEST_F(Importing, InterruptedSaysWhatBecomesOfTheImport) {
  Put("sessies.csv");
  on_poll_ = [] {
    raise(SIGINT);
    return Status::OK;
  };
  const auto interrupt = [&](v1::ImportState state, const std::vector<std::string>& flags) {
    Answer({state});
    EXPECT_EQ(Import(flags), 130);
    return err();
  };
  EXPECT_THAT(interrupt(v1::IMPORT_STATE_CHECKING, {"--dry-run"}),
              HasSubstr("interrupted; nothing was written\n"));
  EXPECT_THAT(interrupt(v1::IMPORT_STATE_CHECKING, {}),
              HasSubstr("interrupted during the check; nothing has been written yet"));
  EXPECT_THAT(interrupt(v1::IMPORT_STATE_WRITING, {}),
              HasSubstr("interrupted; the server finishes the import by itself\n"));
  EXPECT_THAT(interrupt(v1::IMPORT_STATE_TAKING_BACK, {}),
              HasSubstr("the server is taking back what it wrote\n"));
  EXPECT_THAT(err(), HasSubstr("Repeat it safely with:\n  kansrijk import "));
}

TEST_F(Importing, InterruptedWhileFilesAreSentWritesNothing) {
  Put("sessies.csv", std::string(600 << 10, 'x'));
  on_chunk_ = [] { raise(SIGINT); };
  EXPECT_EQ(Import({}), 130);
  EXPECT_THAT(err(), HasSubstr("interrupted; nothing was written\n"));
  EXPECT_THAT(server_.calls(), Not(testing::Contains("ImportService.CommitImport")));
}

TEST_F(Importing, NoticesAFileThatChangesWhileItIsRead) {
  const fs::path path = Put("sessies.csv");
  for (const std::string& change : {std::string("T2;x\r\n"), std::string()}) {
    on_chunk_ = [&] {
      if (change.empty()) {
        fs::last_write_time(path, fs::last_write_time(path) + std::chrono::seconds(1));
      } else {
        std::ofstream(path, std::ios::app) << change;
      }
    };
    EXPECT_EQ(Import({}), 6);
    EXPECT_THAT(err(), HasSubstr("sessies.csv changed while it was read, and nothing was written"));
  }
  EXPECT_THAT(server_.calls(), Not(testing::Contains("ImportService.CommitImport")));
}

TEST_F(Importing, WritesEveryRowThatItSkipped) {
  Put("sessies.csv");
  Refuse(12'001, 12'000);
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 9) << err();
  EXPECT_TRUE(commit_.skip_refused());
  const std::string text = Contents(refused_ / "sessies.csv");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 12'001);
  EXPECT_THAT(text, HasSubstr("bad_date;\"not a date\";;12:sessies.csv:12001;T12001;x\r\n"));
  EXPECT_THAT(out(),
              HasSubstr("1 row was written. 12000 rows are refused. The refused rows are in " +
                        refused_.string()));
}

TEST_F(Importing, WritesTheRowsOfAFileThatCouldNotBeRead) {
  Put("sessies.csv");
  Refuse(2, 2);
  end_.mutable_files(0)->set_unreadable(true);
  end_.mutable_files(0)->clear_header();
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 9) << err();
  EXPECT_THAT(Contents(refused_ / "sessies.csv"), HasSubstr(":2;T2;x\r\n"));
  EXPECT_THAT(out(), HasSubstr("sessies.csv cannot be read (2 rows)."));
}

TEST_F(Importing, MakesADirectoryOfItsOwnForRefusedRows) {
  Put("sessies.csv");
  Refuse(2, 1);
  const fs::path earlier = fs::current_path();
  fs::current_path(sheets_);
  EXPECT_EQ(Type({"import", ".", "--skip-refused"}), 9) << err();
  EXPECT_EQ(Type({"import", ".", "--skip-refused"}), 9) << err();
  fs::current_path(earlier);
  int made = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const bool own = entry.path().filename().string().rfind("kansrijk-refused-", 0) == 0;
    if (own && fs::exists(entry.path() / "sessies.csv")) ++made;
  }
  EXPECT_EQ(made, 2);
  EXPECT_EQ(std::distance(fs::directory_iterator(sheets_), fs::directory_iterator()), 1);
}

TEST_F(Importing, LeavesNoDirectoryWhenNothingIsRefused) {
  Put("sessies.csv");
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 0) << err();
  EXPECT_FALSE(fs::exists(refused_));
}

TEST_F(Importing, RefusesTheSourceForRefusedRowsBeforeAnythingIsSent) {
  const fs::path path = Put("sessies.csv");
  Refuse(2, 1);
  for (const fs::path& directory : {sheets_, sheets_ / "refused", folder_}) {
    for (const char* flag : {"--skip-refused", "--dry-run"}) {
      EXPECT_EQ(Import({flag, "--refused-dir", directory}), 2);
      EXPECT_THAT(err(), HasSubstr("outside the directory that is imported.\n"));
    }
  }
  EXPECT_THAT(server_.calls(), IsEmpty());
  EXPECT_EQ(Contents(path), "traject;datum\r\nT1;x\r\n");
  EXPECT_FALSE(fs::exists(sheets_ / "refused"));
}

TEST_F(Importing, DoesNotMixTheRefusedRowsOfTwoImports) {
  Put("sessies.csv");
  Refuse(2, 1);
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 9) << err();
  const std::string first = Contents(refused_ / "sessies.csv");
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 2);
  EXPECT_THAT(err(), HasSubstr("is not empty"));
  EXPECT_EQ(Contents(refused_ / "sessies.csv"), first);
}

TEST_F(Importing, ReportsAllTheSameWhenRefusedRowsCannotBeWritten) {
  Put("sessies.csv");
  Refuse(5, 4);
  // A directory in the place of the file.
  on_page_ = [&](const std::string& token) {
    if (!token.empty()) fs::create_directories(refused_ / "sessies.csv" / "x");
    return Status::OK;
  };
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 1);
  EXPECT_THAT(out(), HasSubstr("sessies.csv:5 "));
  EXPECT_THAT(out(), HasSubstr("1 row was written. 4 rows are refused.\n"));
  EXPECT_THAT(err(), HasSubstr("sessies.csv cannot be written: "));
  EXPECT_THAT(err(), HasSubstr("The refused rows are not saved. Import again"));
}

TEST_F(Importing, SaysThatItCouldNotFetchAllThatWasFound) {
  Put("sessies.csv");
  Refuse(5, 4);
  on_page_ = [](const std::string& token) {
    return token.empty() ? Status::OK : Refused(StatusCode::INTERNAL, "broken", "kapot", {});
  };
  EXPECT_EQ(Import({"--skip-refused", "--refused-dir", refused_}), 1);
  EXPECT_THAT(out(), HasSubstr("1 row was written. 4 rows are refused.\n"));
  EXPECT_THAT(err(), HasSubstr("broken\nNot all findings could be fetched."));
  EXPECT_FALSE(fs::exists(refused_));
}

TEST_F(Importing, DryRunWritesNothing) {
  Put("sessies.csv");
  Refuse(2, 1);
  Answer({v1::IMPORT_STATE_CHECKED});
  EXPECT_EQ(Import({"--dry-run", "--skip-refused", "--refused-dir", refused_}), 9) << err();
  EXPECT_TRUE(commit_.validate_only());
  EXPECT_THAT(out(), HasSubstr("Dry run: nothing was written."));
  EXPECT_FALSE(fs::exists(refused_));
}

TEST_F(Importing, IsPartialWhenAFileOfItWasNotRead) {
  Put("sessies.csv");
  Put("buddys.xlsx");
  EXPECT_EQ(Import({}), 9);
  EXPECT_THAT(err(), HasSubstr("not read: buddys.xlsx: a workbook; save it as buddys.csv\n"
                               "To save a workbook as CSV: in Excel"));
  EXPECT_THAT(out(), HasSubstr("Not read: buddys.xlsx."));
  Put("buddys.csv");
  EXPECT_EQ(Import({}), 0);
}

TEST_F(Importing, NamesWhatItLeavesWhenNothingIsToImport) {
  Put("Buddys.xlsx");
  fs::create_directories(sheets_ / "csv");
  std::ofstream(sheets_ / "csv" / "sessies.csv") << "x";
  EXPECT_EQ(Import({}), 2);
  EXPECT_THAT(err(), HasSubstr("not read: Buddys.xlsx: a workbook; save it as buddys.csv\n"));
  EXPECT_THAT(err(), HasSubstr("not read: csv/: files in a subfolder are not read"));
  EXPECT_THAT(err(),
              HasSubstr("contains no file to import; these are known: buddys.csv, sessies.csv"));
  EXPECT_EQ(Type({"import", (sheets_ / "Buddys.xlsx").string()}), 2);
  EXPECT_THAT(err(), HasSubstr("is a file: give the directory that it is in"));
}

TEST(ProgressOf, TellsTheStretchAndTheRows) {
  InLanguage dutch(Language::kDutch);
  v1::Import import;
  import.set_state(v1::IMPORT_STATE_CHECKING);
  EXPECT_EQ(ProgressOf(import), "controleren");
  import.set_rows_done(120'000);
  import.set_rows_total(1'000'000);
  EXPECT_EQ(ProgressOf(import), "controleren: 120000 van 1000000 rijen, 12%");
  // The total may be an estimate.
  import.set_state(v1::IMPORT_STATE_WRITING);
  import.set_rows_done(1'000'001);
  EXPECT_EQ(ProgressOf(import), "schrijven: 1000000 van 1000000 rijen, 100%");
}

}  // namespace import_test
}  // namespace kansrijk::client
