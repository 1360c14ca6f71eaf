#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "tests/service/import/import_fixture.h"

namespace kansrijk::testing {
namespace import_unseen_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSessionHeader[] = "traject;buddy;datum;minuten;soort;aanwezig;notitie\n";
// Enough that the writing takes many slices, during which others look.
constexpr int kSessions = 6'000;

// Days from 2010 on, one session a day.
std::string DayOfSession(int i) {
  return absl::StrFormat("%d-%d-%d", 1 + i % 28, 1 + i / 28 % 12, 2005 + i / 336);
}

std::string ManySessions() {
  std::string rows = kSessionHeader;
  for (int i = 0; i < kSessions; ++i) {
    absl::StrAppend(&rows, "T0001;B01;", DayOfSession(i), ";45;huisbezoek;ja;\n");
  }
  return rows;
}

// What an import writes is seen by nobody until all of it is there.
class UnfinishedImport : public Import {
 protected:
  UnfinishedImport() { EXPECT_EQ(Run(SmallProgramme()).state(), v1::IMPORT_STATE_COMMITTED); }

  // A household more, and sessions of a track that is there.
  Files Programme() const {
    return {{"huishoudens", "nummer;wijk;type\nH-0002;Beijum;paar\n"}, {"sessies", ManySessions()}};
  }

  std::string Start() {
    const std::string name = Upload(Programme());
    EXPECT_OK(StartCommit(coordinator_, name));
    return name;
  }

  void ExpectNothingOfIt() {
    EXPECT_EQ(CountHouseholds(), 1);
    EXPECT_THAT(SessionsOf(Tracks().at(0)), IsEmpty());
  }

  // Waits until some of its rows are written.
  void AwaitSomeWritten(const std::string& name) {
    for (;;) {
      const auto import = GetImport(coordinator_, name);
      ASSERT_OK(import);
      ASSERT_TRUE(IsUnderWay(*import)) << "it was finished before anybody could look";
      if (import->state() == v1::IMPORT_STATE_WRITING && import->rows_done() > 100) return;
    }
  }

  int64_t CountChunks() {
    static constexpr db::Query kCount{"test_chunks", "SELECT COUNT(*) FROM import_chunk"};
    int64_t count = -1;
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      const auto row = tx.SelectOne(kCount);
      if (row.ok()) count = (*row)->Int(0);
      return row.status();
    }));
    return count;
  }

  v1::Session LogOn(const std::string& date) {
    v1::LogSessionRequest request;
    request.set_parent("tracks/T0001");
    v1::Session& session = *request.mutable_session();
    session.set_buddy("buddies/B01");
    session.set_date(date);
    session.set_minutes(10);
    session.set_channel(v1::CHANNEL_PHONE);
    request.set_request_id(NewRequestId());
    const auto logged =
        coordinator_.Call<v1::Session>("kansrijk.v1.SessionService/LogSession", request);
    EXPECT_OK(logged);
    return logged.ok() ? *logged : v1::Session();
  }
};

TEST_F(UnfinishedImport, IsSeenByNobodyAndThenWhole) {
  const std::string name = Start();
  int looked = 0;
  const auto finished = AwaitImport(coordinator_, name, [&](const v1::Import& import) {
    if (import.state() != v1::IMPORT_STATE_WRITING || import.rows_done() == 0) return;
    // It may have been finished since it was asked about.
    const size_t households = CountHouseholds();
    const size_t sessions = SessionsOf(Tracks().at(0)).size();
    const auto now = GetImport(coordinator_, name);
    if (now.ok() && now->state() == v1::IMPORT_STATE_WRITING) {
      ++looked;
      EXPECT_EQ(households, 1);
      EXPECT_EQ(sessions, 0);
    }
  });
  ASSERT_OK(finished);
  EXPECT_EQ(finished->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_GT(looked, 0);
  EXPECT_EQ(CountHouseholds(), 2);
  EXPECT_THAT(SessionsOf(Tracks().at(0)), SizeIs(200));  // a page
}

TEST_F(UnfinishedImport, IsTakenBackWholeWhenSomethingCameBetween) {
  Run({{"koppelingen", "traject;buddy;van;tot\nT0001;B01;2-1-2022;\n"}});
  const std::string name = Start();
  AwaitSomeWritten(name);
  server_.clock().Advance(absl::Seconds(1));
  // Of the last row's day.
  const v1::Session logged = LogOn("2022-10-08");
  const auto ended = AwaitImport(coordinator_, name);
  ASSERT_OK(ended);
  EXPECT_EQ(ended->state(), v1::IMPORT_STATE_TAKEN_BACK);
  EXPECT_EQ(ended->failure().reason(), "came_between");
  EXPECT_EQ(ended->failure().file(), "sessies");
  EXPECT_THAT(ended->failure().message(), ::testing::HasSubstr(logged.number()));
  EXPECT_EQ(CountHouseholds(), 1);
  EXPECT_THAT(SessionsOf(Tracks().at(0)), SizeIs(1));
}

TEST_F(UnfinishedImport, IsNotFoundByTheNamesOfItsMembers) {
  Files files = Programme();
  files["leden"] =
      "code;huishouden;voornaam;achternaam;geboortedatum;relatie;deelnemer;telefoon\n"
      "L0001z;H-0001;Ada;Zonnestraal;1-2-1991;partner;nee;\n";
  const std::string name = Upload(files);
  ASSERT_OK(StartCommit(coordinator_, name));
  AwaitSomeWritten(name);
  const auto found = [&] {
    v1::SearchHouseholdsRequest request;
    request.set_query("zonnestraal");
    const auto response = coordinator_.Call<v1::SearchHouseholdsResponse>(
        "kansrijk.v1.HouseholdService/SearchHouseholds", request);
    EXPECT_OK(response);
    return response->households_size();
  };
  const int meanwhile = found();
  ASSERT_TRUE(IsUnderWay(*GetImport(coordinator_, name)));
  EXPECT_EQ(meanwhile, 0);
  ASSERT_EQ(AwaitImport(coordinator_, name)->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(found(), 1);
}

TEST_F(UnfinishedImport, WithoutFilesIsRefused) {
  const auto import = Create(coordinator_);
  ASSERT_OK(import);
  EXPECT_THAT(StartCommit(coordinator_, import->name()),
              HasCode(absl::StatusCode::kFailedPrecondition));
}

TEST_F(UnfinishedImport, GivesWayToAHouseholdThatTookItsNumber) {
  const std::string name = Start();
  AwaitSomeWritten(name);
  v1::CreateHouseholdRequest request;
  request.mutable_household()->set_number("H-0002");
  request.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_SINGLE);
  request.set_request_id(NewRequestId());
  // The number is given out already, to something that nobody sees yet.
  EXPECT_THAT(
      coordinator_.Call<v1::Household>("kansrijk.v1.HouseholdService/CreateHousehold", request),
      HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(AwaitImport(coordinator_, name)->state(), v1::IMPORT_STATE_COMMITTED);
}

TEST_F(UnfinishedImport, IsTakenBackByTheNextStartAndCanBeRepeated) {
  const std::string name = Start();
  AwaitSomeWritten(name);
  server_.Restart();
  coordinator_ = server_.LogIn("coordinator");
  const auto ended =
      AwaitImport(coordinator_, name, [&](const v1::Import&) { ExpectNothingOfIt(); });
  ASSERT_OK(ended);
  ASSERT_EQ(ended->state(), v1::IMPORT_STATE_TAKEN_BACK);
  EXPECT_EQ(ended->failure().reason(), "server_stopped");
  ExpectNothingOfIt();
  const auto repeated = Commit(coordinator_, name);
  ASSERT_OK(repeated);
  EXPECT_EQ(repeated->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_EQ(CountHouseholds(), 2);
}

std::vector<std::string> CodesSeenBy(const Client& client) {
  const auto listed = client.Call<v1::ListOrganisationsResponse>(
      "kansrijk.v1.OrganisationService/ListOrganisations", v1::ListOrganisationsRequest());
  EXPECT_OK(listed);
  std::vector<std::string> codes;
  for (const v1::Organisation& organisation : listed->organisations()) {
    codes.push_back(organisation.code());
  }
  return codes;
}

TEST_F(UnfinishedImport, TakesBackThePartnersThatNobodyElseImported) {
  constexpr char kHeader[] = "code;naam;soort\n";
  server_.AddOrganisation("WIJ");
  const Client own =
      std::exchange(coordinator_, server_.AddAccount("neighbour", v1::ROLE_COORDINATOR, "WIJ"));
  Run({{"organisaties", absl::StrCat(kHeader, "SH;Samen;zorg\n")}});
  coordinator_ = own;
  Files files = Programme();
  files["organisaties"] = absl::StrCat(kHeader, "NW;Nieuwe Wegen;zorg\nSH;Samen;zorg\n");
  const std::string name = Upload(files);
  ASSERT_OK(StartCommit(coordinator_, name));
  AwaitSomeWritten(name);
  EXPECT_THAT(CodesSeenBy(server_.Operator()), ElementsAre("KO", "SH", "WIJ"));
  EXPECT_THAT(CodesSeenBy(coordinator_), ElementsAre("KO", "WIJ"));
  server_.Restart();
  coordinator_ = server_.LogIn("coordinator");
  ASSERT_EQ(AwaitImport(coordinator_, name)->state(), v1::IMPORT_STATE_TAKEN_BACK);
  EXPECT_THAT(CodesSeenBy(server_.Operator()), ElementsAre("KO", "SH", "WIJ"));
  EXPECT_THAT(CodesSeenBy(coordinator_), ElementsAre("KO", "WIJ"));
  EXPECT_THAT(CodesSeenBy(server_.LogIn("neighbour")), ElementsAre("KO", "SH", "WIJ"));
  ASSERT_EQ(Commit(coordinator_, name)->state(), v1::IMPORT_STATE_COMMITTED);
  EXPECT_THAT(CodesSeenBy(coordinator_), ElementsAre("KO", "NW", "SH", "WIJ"));
}

TEST_F(UnfinishedImport, TakesNoMoreFilesAndNoSecondCommit) {
  const std::string name = Start();
  EXPECT_THAT(StartCommit(coordinator_, name), HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Add(coordinator_, name, "leden", 0, kMembers),
              HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(AwaitImport(coordinator_, name)->state(), v1::IMPORT_STATE_COMMITTED);
}

TEST_F(UnfinishedImport, EndsWhenItsAccountMayImportNoMore) {
  const std::string name = Start();
  AwaitSomeWritten(name);
  const Client colleague = server_.AddAccount("colleague", v1::ROLE_COORDINATOR);
  v1::DisableAccountRequest request;
  request.set_name("accounts/coordinator");
  request.set_request_id(NewRequestId());
  ASSERT_OK(
      server_.Operator().Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", request));
  const auto ended = AwaitImport(colleague, name);
  ASSERT_OK(ended);
  EXPECT_EQ(ended->state(), v1::IMPORT_STATE_TAKEN_BACK);
  coordinator_ = colleague;
  ExpectNothingOfIt();
}

TEST_F(UnfinishedImport, LosesItsFilesAfterADay) {
  const std::string name = Upload(Programme());
  ASSERT_OK(Commit(coordinator_, name, kValidateOnly));
  server_.clock().Advance(absl::Hours(25));
  server_.Restart();  // looks for what is old
  coordinator_ = server_.LogIn("coordinator");
  while (CountChunks() > 0 || !FindingsOf(name).empty()) {
  }
  const auto import = GetImport(coordinator_, name);
  ASSERT_OK(import);
}

}  // namespace import_unseen_test
}  // namespace kansrijk::testing
