// The first pages of an organisation with 30 households, by a real client against a real server:
// alone, and beside an organisation with many. For a person to look at: what one organisation waits
// for must not grow with what another has.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/status.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace {

constexpr int kOwnHouseholds = 30;
constexpr int kHouseholdsPerCommit = 1'000;
constexpr int kRounds = 61;
constexpr double kRatioAim = 1.2;

// ---- what is put into the store: $1 to $3 the number, the organisation's id, the time ----

constexpr db::Query kHousehold{"bench_household", R"sql(
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us, updated_us,
                             revision)
  VALUES ($2 || '-h-' || $1, $2, 'H-' || $1, 1, 2, $3, $3, 1)
)sql"};
constexpr db::Query kWord{"bench_word", R"sql(
  INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
  VALUES ($2 || '-h-' || $1, $2 || '-m-' || $1, 'testdeelnemer', $2)
)sql"};
constexpr db::Query kMember{"bench_member", R"sql(
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name,
                          birth_date, relation, participant, phone, email, pregnant_or_young_child,
                          created_us, updated_us, revision)
  VALUES ($2 || '-m-' || $1, $2 || '-h-' || $1, $2, 'L' || $1, 'Noor', 'Testdeelnemer',
          '1990-02-28', 1, TRUE, '', '', FALSE, $3, $3, 1)
)sql"};
constexpr db::Query kTrack{"bench_track", R"sql(
  INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, target_group,
                         intake_source, state, apply_date, start_date, planned_end_date,
                         aftercare_end_date, close_date, exit_reason, participation_consent_date,
                         end_assessment_waiver, created_us, updated_us, revision)
  VALUES ($2 || '-t-' || $1, $2, 'T' || $1, $2 || '-h-' || $1, $2 || '-m-' || $1, 2, 'WIJ', 7,
          '2025-01-01', '2025-01-05', '2026-01-05', '', '2026-01-05', 1, '2025-01-01', '', $3, $3, 1)
)sql"};
constexpr db::Query kConsent{"bench_consent", R"sql(
  INSERT INTO consent_all (id, organisation_id, number, subject_id, subject_name, recipient_id,
                           purpose, categories, valid_from, valid_until, form, witness,
                           subject_signed, parent_id, representative, account_handle,
                           withdraw_date, withdraw_account_handle, withdrawn_us, created_us,
                           updated_us, revision)
  VALUES ($2 || '-c-' || $1, $2, 'C-' || $2 || $1, $2 || '-m-' || $1, '', $2, 1, '1', '2025-01-01',
          '2026-12-31', 1, '', TRUE, NULL, '', 'coordinator', '', '', NULL, $3, $3, 1)
)sql"};
constexpr db::Query kReferral{"bench_referral", R"sql(
  INSERT INTO referral_all (id, number, from_id, to_id, reason, categories, question, person_id,
                            track_id, consent_id, state, payload, sent_date, due_date,
                            handover_date, present, start_date, end_date, outcome, created_us,
                            updated_us, revision, recorded_by_id)
  SELECT $2 || '-r-' || $1, 'R-' || $2 || $1, $2, o.id, 1, '1', '', $2 || '-m-' || $1,
         $2 || '-t-' || $1, $2 || '-c-' || $1, 6, '', '2025-02-01', '2025-02-15', '', '',
         '2025-03-01', '', 0, $3, $3, 1, $2
  FROM organisation AS o
  WHERE o.code = 'PARTNER'
)sql"};
constexpr db::Query kAccess{"bench_access", R"sql(
  INSERT INTO access_record (sequence, time_us, account_id, account_handle, role, organisation_id,
                             method, purpose, outcome, reason, request_id, trace_id, hash)
  SELECT MAX(r.sequence) + 1, $3, 'bench', 'bench', 2, $2, 'GetHousehold', 1, 'OK', '', '', $1, ''
  FROM access_record AS r
)sql"};
constexpr const db::Query* kRows[] = {&kHousehold, &kMember,   &kWord,  &kTrack,
                                      &kConsent,   &kReferral, &kAccess};

constexpr db::Query kOrganisation{"bench_organisation", R"sql(
  SELECT o.id FROM organisation AS o WHERE o.code = $1
)sql"};

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << status << "\n";
  std::exit(1);
}

// ---- a server ----

class House {
 public:
  // KO, and beside it an organisation with so many households; 0: none.
  explicit House(int neighbours) : neighbours_(neighbours) {
    AddBuddy(coordinator_, "B01");
    server_.AddOrganisation("PARTNER");
    Fill("KO", kOwnHouseholds);
    if (neighbours == 0) return;
    server_.AddOrganisation("BUUR");
    const absl::Time begin = absl::Now();
    Fill("BUUR", neighbours);
    neighbour_ =
        std::make_unique<Client>(server_.AddAccount("neighbour", v1::ROLE_COORDINATOR, "BUUR"));
    neighbours_officer_ = std::make_unique<Client>(
        server_.AddAccount("neighbours-officer", v1::ROLE_PRIVACY_OFFICER, "BUUR"));
    std::printf("%d households made in %.0f s\n", neighbours,
                absl::ToDoubleSeconds(absl::Now() - begin));
    std::fflush(stdout);
  }

  const Client& coordinator() const { return coordinator_; }
  const Client& officer() const { return officer_; }
  const Client& neighbour() const { return *neighbour_; }
  const Client& neighbours_officer() const { return *neighbours_officer_; }

 private:
  void Fill(const std::string& code, int households) {
    db::Database& database = server_.server().instance().database();
    std::string organisation;
    Must(database.ReadNow([&](db::ReadTx& tx) {
      ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kOrganisation, {code}));
      organisation = row->Text(0);
      return absl::OkStatus();
    }));
    const int64_t now_us = absl::ToUnixMicros(NoonOf("2026-05-19"));
    for (int first = 0; first < households; first += kHouseholdsPerCommit) {
      const int end = std::min(first + kHouseholdsPerCommit, households);
      Must(database.WriteNow([&](db::WriteTx& tx) {
        for (int i = first; i < end; ++i) {
          for (const db::Query* const row : kRows) {
            const std::vector<db::Value> all{absl::StrFormat("%06d", i), organisation, now_us + i};
            RETURN_IF_ERROR(tx.Execute(*row, db::ArgumentsOf(*row, all)).status());
          }
        }
        return absl::OkStatus();
      }));
    }
  }

  const int neighbours_;
  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  Client officer_ = server_.AddAccount("officer", v1::ROLE_PRIVACY_OFFICER);
  std::unique_ptr<Client> neighbour_;
  std::unique_ptr<Client> neighbours_officer_;
};

// ---- the pages ----

template <typename Response, typename Request>
void Read(const Client& client, const char* method, Request request) {
  const auto page = client.Call<Response>(absl::StrFormat("kansrijk.v1.%s", method), request);
  Must(page.status());
}

v1::SearchHouseholdsRequest SearchFor(const char* query) {
  v1::SearchHouseholdsRequest request;
  request.set_query(query);
  return request;
}

v1::ListTracksRequest TracksIn(v1::TrackState state) {
  v1::ListTracksRequest request;
  request.set_state(state);
  return request;
}

v1::ListReferralsRequest SentReferrals() {
  v1::ListReferralsRequest request;
  request.set_side(v1::REFERRAL_SIDE_SENDER);
  request.set_ended(true);
  return request;
}

struct FirstPage {
  const char* what;
  bool of_officer;
  void (*read)(const Client& client);
};

constexpr FirstPage kPages[] = {
    {"households", false,
     [](const Client& client) {
       Read<v1::ListHouseholdsResponse>(client, "HouseholdService/ListHouseholds",
                                        v1::ListHouseholdsRequest());
     }},
    {"search", false,
     [](const Client& client) {
       Read<v1::SearchHouseholdsResponse>(client, "HouseholdService/SearchHouseholds",
                                          SearchFor("testdeelnemer"));
     }},
    {"tracks", false,
     [](const Client& client) {
       Read<v1::ListTracksResponse>(client, "TrackService/ListTracks", v1::ListTracksRequest());
     }},
    {"tracks waiting", false,
     [](const Client& client) {
       Read<v1::ListTracksResponse>(client, "TrackService/ListTracks",
                                    TracksIn(v1::TRACK_STATE_WAITING));
     }},
    {"caseload", false,
     [](const Client& client) {
       Read<v1::GetCaseloadResponse>(client, "CaseloadService/GetCaseload",
                                     v1::GetCaseloadRequest());
     }},
    {"buddies", false,
     [](const Client& client) {
       Read<v1::ListBuddiesResponse>(client, "BuddyService/ListBuddies", v1::ListBuddiesRequest());
     }},
    {"consents", false,
     [](const Client& client) {
       Read<v1::ListConsentsResponse>(client, "ConsentService/ListConsents",
                                      v1::ListConsentsRequest());
     }},
    {"referrals", false,
     [](const Client& client) {
       Read<v1::ListReferralsResponse>(client, "ReferralService/ListReferrals", SentReferrals());
     }},
    {"access log", true,
     [](const Client& client) {
       Read<v1::ListAccessRecordsResponse>(client, "AccessService/ListAccessRecords",
                                           v1::ListAccessRecordsRequest());
     }},
};

double MillisecondsOf(const FirstPage& page, const Client& client) {
  const absl::Time begin = absl::Now();
  page.read(client);
  return absl::ToDoubleMilliseconds(absl::Now() - begin);
}

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Round by round over all three, so that what else the machine does falls on all alike.
double Measure(const FirstPage& page, const House& alone, const House& beside) {
  std::vector<double> own, shared, neighbours;
  for (int round = 0; round < kRounds; ++round) {
    const auto of = [&](const House& house) -> const Client& {
      return page.of_officer ? house.officer() : house.coordinator();
    };
    own.push_back(MillisecondsOf(page, of(alone)));
    shared.push_back(MillisecondsOf(page, of(beside)));
    neighbours.push_back(
        MillisecondsOf(page, page.of_officer ? beside.neighbours_officer() : beside.neighbour()));
  }
  const double ratio = MedianOf(shared) / MedianOf(own);
  std::printf("%-15s alone %7.2f ms  beside %7.2f ms  ratio %.2f  the neighbour's own %7.2f ms\n",
              page.what, MedianOf(own), MedianOf(shared), ratio, MedianOf(neighbours));
  return ratio;
}

int Main(int argc, char** argv) {
  int neighbours = 200'000;
  if (argc > 2 || (argc == 2 && (!absl::SimpleAtoi(argv[1], &neighbours) || neighbours < 1))) {
    std::cerr << "usage: neighbour_bench [households of the neighbour]\n";
    return 2;
  }
  const House alone(0);
  const House beside(neighbours);
  double worst = 0;
  for (const FirstPage& page : kPages) worst = std::max(worst, Measure(page, alone, beside));
  std::printf("largest ratio: %.2f (aim: %.1f or less)\n", worst, kRatioAim);
  return 0;
}

}  // namespace
}  // namespace kansrijk::testing

int main(int argc, char** argv) { return kansrijk::testing::Main(argc, argv); }
