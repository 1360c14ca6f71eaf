// GetCaseload, all pages, by a real client against a real server, beside more and more households
// whose tracks have ended in the past ten years; the open tracks and the buddies stay the same. For
// a person to look at: the time must not grow with what has ended.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace {

constexpr int kBuddies = 40;
constexpr int kOpenTracks = 300;
constexpr int kSessionsPerTrack = 20;
constexpr int kGoalsPerTrack = 2;
constexpr int kStepsPerGoal = 2;
constexpr int kTracksPerCommit = 250;
constexpr int kDaysOfHistory = 3650;
constexpr int kRounds = 31;
constexpr double kRatioAim = 1.5;

// ---- what is put into the store ----

constexpr db::Query kHousehold{"bench_household", R"sql(
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us, updated_us,
                         revision)
  VALUES ($1, $2, $3, 1, 2, $4, $4, 1)
)sql"};
constexpr db::Query kMember{"bench_member", R"sql(
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name,
                      birth_date, relation, participant, phone, email, pregnant_or_young_child,
                      created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, 'Noor', 'Testdeelnemer', '1990-02-28', 1, TRUE, '', '', FALSE, $5, $5, 1)
)sql"};
constexpr db::Query kTrack{"bench_track", R"sql(
  INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, target_group,
                     intake_source, state, apply_date, start_date, planned_end_date,
                     aftercare_end_date, close_date, exit_reason, participation_consent_date,
                     end_assessment_waiver, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, 2, 'WIJ', $6, $7, $7, $8, '', $9, $10, $7, '', $11, $11, 1)
)sql"};
constexpr db::Query kEvent{"bench_event", R"sql(
  INSERT INTO track_event (track_id, position, verb, state, date, account_handle, note, created_us)
  VALUES ($1, $2, $3, $4, $5, 'coordinator', '', $6)
)sql"};
constexpr db::Query kMatch{"bench_match", R"sql(
  INSERT INTO match_all (id, track_id, buddy_id, state, since, until, end_reason, overridden_guards,
                     override_reason, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, '', '', '', $7, $7, 1)
)sql"};
constexpr db::Query kSession{"bench_session", R"sql(
  INSERT INTO session_all (id, organisation_id, number, track_id, buddy_id, date, start_time, minutes,
                       channel, no_show, note, next_appointment_date, created_us, updated_us,
                       revision)
  VALUES ($1, $2, $3, $4, $5, $6, '', 45, 1, FALSE, $7, $8, $9, $9, 1)
)sql"};
constexpr db::Query kGoal{"bench_goal", R"sql(
  INSERT INTO goal_all (id, organisation_id, number, track_id, pillar, subject, text, measure,
                    due_date, state, agreed_date, end_date, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, 1, 1, 'Alle post is open', 'Geen stapel meer', $5, $6, '', '', $7, $7, 1)
)sql"};
constexpr db::Query kGoalEvent{"bench_goal_event", R"sql(
  INSERT INTO goal_event (goal_id, position, verb, state, date, account_handle, note, created_us)
  VALUES ($1, $2, $3, $4, $5, 'buddy', '', $6)
)sql"};
constexpr db::Query kStep{"bench_step", R"sql(
  INSERT INTO step (id, organisation_id, number, track_id, goal_id, text, owner_buddy_id, due_date,
                    state, end_date, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, 'Elke maandag samen de post', $6, $7, $8, '', $9, $9, 1)
)sql"};
constexpr db::Query kAssessment{"bench_assessment", R"sql(
  INSERT INTO assessment_all (id, organisation_id, number, track_id, instrument, instrument_version,
                          moment, date, note, account_handle, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, 'bridge', '2', $5, $6, '', 'buddy', $7, $7, 1)
)sql"};
constexpr db::Query kReview{"bench_review", R"sql(
  INSERT INTO review (id, track_id, date, note, account_handle, created_us)
  VALUES ($1, $2, $3, '', 'coordinator', $4)
)sql"};

// One household with one track, and all that belongs to it.
class Household {
 public:
  Household(db::WriteTx& tx, IdSource& ids, const std::string& organisation, int number)
      : tx_(tx), ids_(ids), organisation_(organisation), number_(number) {}

  absl::Status Add(const std::string& buddy, absl::CivilDay start, bool open) {
    buddy_ = buddy;
    start_ = start;
    open_ = open;
    RETURN_IF_ERROR(AddTrack());
    RETURN_IF_ERROR(AddSessions());
    for (int goal = 0; goal < kGoalsPerTrack; ++goal) RETURN_IF_ERROR(AddGoal(goal));
    const int moments = open_ ? v1::ASSESSMENT_MOMENT_BEGIN : v1::ASSESSMENT_MOMENT_END;
    for (int moment = 1; moment <= moments; ++moment) {
      RETURN_IF_ERROR(Put(kAssessment, 180 * (moment - 1),
                          {Id(start_), organisation_, Number("M", moment), track_, int64_t{moment},
                           Date(180 * (moment - 1))}));
    }
    return Put(kReview, 14, {Id(start_), track_, Date(14)});
  }

 private:
  absl::Status AddTrack() {
    const std::string household = Id(start_);
    const std::string member = Id(start_);
    track_ = Id(start_);
    RETURN_IF_ERROR(Put(kHousehold, 0, {household, organisation_, Number("H", 0)}));
    RETURN_IF_ERROR(Put(kMember, 0, {member, household, organisation_, Number("L", 0)}));
    const int64_t state = open_ ? v1::TRACK_STATE_ACTIVE : v1::TRACK_STATE_CLOSED;
    RETURN_IF_ERROR(Put(kTrack, 0,
                        {track_, organisation_, Number("T", 0), household, member, state, Date(0),
                         Date(365), open_ ? "" : Date(365), int64_t{open_ ? 0 : 1}}));
    constexpr int kVerbs[] = {0, v1::TRACK_VERB_START_INTAKE, v1::TRACK_VERB_ACTIVATE,
                              v1::TRACK_VERB_CLOSE};
    constexpr int kStates[] = {v1::TRACK_STATE_APPLIED, v1::TRACK_STATE_INTAKE,
                               v1::TRACK_STATE_ACTIVE, v1::TRACK_STATE_CLOSED};
    for (int i = 0; i < (open_ ? 3 : 4); ++i) {
      RETURN_IF_ERROR(Put(kEvent, 0,
                          {track_, int64_t{i + 1}, int64_t{kVerbs[i]}, int64_t{kStates[i]},
                           Date(i < 3 ? 0 : 365)}));
    }
    const int64_t match = open_ ? v1::MATCH_STATE_ACTIVE : v1::MATCH_STATE_ENDED;
    return Put(kMatch, 0, {Id(start_), track_, buddy_, match, Date(0), open_ ? "" : Date(365)});
  }

  absl::Status AddSessions() {
    for (int i = 0; i < kSessionsPerTrack; ++i) {
      const int day = 7 * i;
      RETURN_IF_ERROR(Put(kSession, day,
                          {Id(start_ + day), organisation_, Number("S", i), track_, buddy_,
                           Date(day), std::string(100, 'n'), Date(day + 7)}));
    }
    return absl::OkStatus();
  }

  absl::Status AddGoal(int goal) {
    const std::string id = Id(start_);
    const int64_t state = open_ ? v1::GOAL_STATE_IN_PROGRESS : v1::GOAL_STATE_ACHIEVED;
    RETURN_IF_ERROR(Put(
        kGoal, 0, {id, organisation_, Number("D", goal), track_, Date(120 + 60 * goal), state}));
    RETURN_IF_ERROR(
        Put(kGoalEvent, 0, {id, int64_t{1}, int64_t{0}, int64_t{v1::GOAL_STATE_DRAFT}, Date(0)}));
    RETURN_IF_ERROR(
        Put(kGoalEvent, 90, {id, int64_t{2}, int64_t{v1::GOAL_VERB_START}, state, Date(90)}));
    for (int i = 0; i < kStepsPerGoal; ++i) {
      const int64_t step = open_ ? v1::STEP_STATE_OPEN : v1::STEP_STATE_DONE;
      RETURN_IF_ERROR(Put(kStep, 0,
                          {Id(start_), organisation_, Number("A", goal * kStepsPerGoal + i), track_,
                           id, buddy_, Date(100 + 30 * i), step}));
    }
    return absl::OkStatus();
  }

  // `args`, and last the time: noon, so many days after the start.
  absl::Status Put(const db::Query& query, int day, std::vector<db::Value> args) {
    args.push_back(absl::ToUnixMicros(NoonOf(Date(day))));
    return tx_.Execute(query, args).status();
  }

  std::string Id(absl::CivilDay day) { return ids_.Next(NoonOf(FormatDate(day))).text(); }
  std::string Date(int days) const { return FormatDate(start_ + days); }
  std::string Number(const char* prefix, int i) const {
    return absl::StrFormat("%s-%06d-%02d", prefix, number_, i);
  }

  db::WriteTx& tx_;
  IdSource& ids_;
  const std::string& organisation_;
  const int number_;
  std::string buddy_;
  std::string track_;
  absl::CivilDay start_;
  bool open_ = false;
};

// ---- a server with so many households ----

class Programme {
 public:
  explicit Programme(int households) : households_(households) {
    for (int i = 0; i < kBuddies; ++i) {
      const v1::Buddy buddy = AddBuddy(coordinator_, absl::StrFormat("B%02d", i + 1));
      buddies_.push_back(IdOf(buddy.name()).text());
    }
    buddy_ = std::make_unique<Client>(server_.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01"));
    organisation_ = OrganisationId();
    const absl::Time begin = absl::Now();
    for (int next = 0; next < households_; next += kTracksPerCommit) Fill(next);
    std::printf("%7d households made in %.0f s\n", households_,
                absl::ToDoubleSeconds(absl::Now() - begin));
    std::fflush(stdout);
  }

  int households() const { return households_; }
  const Client& coordinator() const { return coordinator_; }
  const Client& buddy() const { return *buddy_; }

 private:
  std::string OrganisationId() {
    static constexpr db::Query kId{"bench_organisation", "SELECT o.id FROM organisation AS o"};
    std::string id;
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kId));
      id = row->Text(0);
      return absl::OkStatus();
    }));
    return id;
  }

  // Households from `first` on: those whose tracks have ended, in the order of their dates, then
  // those with an open track.
  void Fill(int first) {
    const int end = std::min(first + kTracksPerCommit, households_);
    EXPECT_OK(server_.server().instance().database().WriteNow([&](db::WriteTx& tx) {
      for (int i = first; i < end; ++i) {
        const bool open = i >= households_ - kOpenTracks;
        const int ended = households_ - kOpenTracks;
        const absl::CivilDay start =
            open ? today_ - 60 - i % 90
                 : today_ - kDaysOfHistory +
                       static_cast<int>(int64_t{kDaysOfHistory - 400} * i / std::max(ended, 1));
        Household household(tx, ids_, organisation_, i);
        RETURN_IF_ERROR(household.Add(buddies_[i % kBuddies], start, open));
      }
      return absl::OkStatus();
    }));
  }

  const int households_;
  const absl::CivilDay today_ = DayOf(NoonOf("2026-05-20"));
  IdSource ids_;
  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  std::unique_ptr<Client> buddy_;
  std::vector<std::string> buddies_;
  std::string organisation_;
};

// ---- the figures ----

// Milliseconds that all pages take.
double Read(const Client& client) {
  const absl::Time begin = absl::Now();
  v1::GetCaseloadRequest request;
  do {
    const auto page =
        client.Call<v1::GetCaseloadResponse>("kansrijk.v1.CaseloadService/GetCaseload", request);
    if (!page.ok()) {
      std::cerr << "refused: " << page.status() << "\n";
      std::exit(1);
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return absl::ToDoubleMilliseconds(absl::Now() - begin);
}

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Round by round over all of them, so that what else the machine does falls on all alike.
std::vector<double> Medians(const std::vector<std::unique_ptr<Programme>>& programmes,
                            const Client& (Programme::*client)() const) {
  std::vector<std::vector<double>> times(programmes.size());
  for (int round = 0; round < kRounds; ++round) {
    for (size_t i = 0; i < programmes.size(); ++i) {
      const double milliseconds = Read((programmes[i].get()->*client)());
      if (round > 0) times[i].push_back(milliseconds);  // the first one warms up
    }
  }
  std::vector<double> medians;
  for (const auto& of_one : times) medians.push_back(MedianOf(of_one));
  return medians;
}

void Print(const char* who, const std::vector<std::unique_ptr<Programme>>& programmes,
           const std::vector<double>& medians) {
  for (size_t i = 0; i < medians.size(); ++i) {
    std::printf("%-11s  %7d households  median %7.2f ms  ratio %.2f\n", who,
                programmes[i]->households(), medians[i], medians[i] / medians[0]);
  }
  std::printf("%-11s  largest to smallest: %.2f (aim: %.1f or less)\n", who,
              medians.back() / medians.front(), kRatioAim);
}

int Main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) {
    int size = 0;
    if (!absl::SimpleAtoi(argv[i], &size) || size < kOpenTracks) {
      std::cerr << "usage: caseload_bench [households ...], each at least " << kOpenTracks << "\n";
      return 2;
    }
    sizes.push_back(size);
  }
  if (sizes.empty()) sizes = {1'000, 10'000, 100'000};
  std::vector<std::unique_ptr<Programme>> programmes;
  for (const int size : sizes) programmes.push_back(std::make_unique<Programme>(size));
  Print("coordinator", programmes, Medians(programmes, &Programme::coordinator));
  Print("buddy", programmes, Medians(programmes, &Programme::buddy));
  return 0;
}

}  // namespace
}  // namespace kansrijk::testing

int main(int argc, char** argv) { return kansrijk::testing::Main(argc, argv); }
