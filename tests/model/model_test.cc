// Random calls of all roles, legal and not, against a real server and the model beside it: the same
// statuses, the same things in sight, the same content. Worlds are independent and play at once.
//
// That it can fail was tried on the server: an ended match that still lets see, a list without its
// scope, an answer repeated out of sight, no capacity guard, goals of an ended track that change, a
// stale etag taken: each was found, in ten worlds of 24 at least.
//
// An ordinary run plays the same choices each time, so that what it finds is the change's doing.
// KANSRIJK_CAMPAIGN=20 plays twenty times as many worlds of new choices; KANSRIJK_SEED repeats a
// run.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <thread>

#include "absl/strings/numbers.h"
#include "kansrijk/v1/account.pb.h"
#include "tests/model/play.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::model {
namespace model_test {

constexpr uint64_t kSeedOfEveryDay = 20260105;
constexpr int kWorlds = 24;
constexpr int kThreads = 12;
constexpr int kCallsPerWorld = 4400;
// Between rounds the clock goes on: corrections become amendments, today another day.
constexpr int kRounds = 4;
constexpr int kDaysBetweenRounds = 4;

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  uint64_t number = otherwise;
  if (text != nullptr && !absl::SimpleAtoi(text, &number)) ADD_FAILURE() << variable;
  return number;
}

struct Table {
  World world;
  std::unique_ptr<Play> play;
};

class Model : public ::testing::Test {
 protected:
  // Accounts of all roles: of the first organisation, then of the other.
  void Furnish(World& world, int number) {
    world.today = Today();
    for (int i = 0; i < 2; ++i) {
      const std::string code = absl::StrCat("W", number, i == 0 ? "A" : "B");
      server_.AddOrganisation(code);
      AddCaller(world, code, i, v1::ROLE_COORDINATOR, "");
      const testing::Client coordinator = anonymous_.With(world.callers.back().token);
      v1::Settings settings;
      settings.set_basic_certificate_from("2020-01-01");
      testing::ChangeSettings(coordinator, settings, "basic_certificate_from");
      AddBuddy(world, coordinator, i, 2, true, true);
      AddCaller(world, code, i, v1::ROLE_BUDDY, world.buddies.back().now.number());
      if (i == 1) break;
      AddBuddy(world, coordinator, i, 1, true, false);
      AddCaller(world, code, i, v1::ROLE_BUDDY, world.buddies.back().now.number());
      AddBuddy(world, coordinator, i, 2, false, true);
      for (int role = v1::ROLE_COORDINATOR; role <= v1::ROLE_ADMINISTRATOR; ++role) {
        AddCaller(world, code, i, static_cast<v1::Role>(role), "");
      }
    }
  }

  void AddCaller(World& world, const std::string& code, int organisation, v1::Role role,
                 const std::string& buddy) {
    const std::string handle = absl::StrCat(code, "-", world.callers.size());
    const testing::Client client = server_.AddAccount(handle, role, code, buddy);
    const std::string name = buddy.empty() ? "" : world.buddies.back().now.name();
    world.callers.push_back({handle, role, organisation, name, client.token()});
  }

  void AddBuddy(World& world, const testing::Client& coordinator, int organisation, int capacity,
                bool signed_, bool certified) {
    v1::CreateBuddyRequest request;
    v1::Buddy& buddy = *request.mutable_buddy();
    buddy.set_given_name("Layla");
    buddy.set_kind(v1::BUDDY_KIND_VOLUNTEER);
    buddy.set_capacity(capacity);
    buddy.set_conduct_certificate_date("2025-06-01");
    buddy.set_confidentiality_signed(signed_);
    if (certified) buddy.set_basic_certificate_date("2025-07-01");
    buddy.set_backup_organisation("organisations/KO");
    request.set_request_id(testing::NewRequestId());
    const auto made = coordinator.Call<v1::Buddy>("kansrijk.v1.BuddyService/CreateBuddy", request);
    ASSERT_OK(made);
    world.buddies.push_back({*made, organisation, world.today, {made->etag()}});
  }

  std::string Today() {
    return absl::FormatCivilTime(absl::ToCivilDay(server_.clock().Now(), absl::UTCTimeZone()));
  }

  // The second coordinator, or a buddy, leaves: from the next call on.
  void Disable(Caller& caller) {
    v1::DisableAccountRequest request;
    request.set_name(absl::StrCat("accounts/", caller.handle));
    request.set_request_id(testing::NewRequestId());
    EXPECT_OK(
        server_.Operator().Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", request));
    caller.disabled = true;
  }

  void PlayRound(Table& table, int round) {
    World& world = table.world;
    Play& play = *table.play;
    world.today = Today();
    if (round == 2) Disable(world.callers[3]);
    if (round == 3) Disable(world.callers[2]);
    while (play.calls() < kCallsPerWorld * (round + 1) / kRounds && !play.failed()) {
      play.ChooseCaller();
      SomeMove(play)(play);
      if (play.OneIn(20)) play.Retry();
    }
  }

  static Move SomeMove(Play& play) {
    static const std::vector<Move> moves = [] {
      std::vector<Move> all;
      for (const auto& some : {HouseholdMoves(), TrackMoves(), MatchMoves(), AppointmentMoves(),
                               SessionMoves(), GoalMoves(), AssessmentMoves()}) {
        for (const WeightedMove& move : some) all.insert(all.end(), move.weight, move.move);
      }
      return all;
    }();
    return play.One(moves);
  }

  testing::TestServer server_;
  testing::Client anonymous_ = server_.Anonymous();
};

TEST_F(Model, AndServerAgreeOnWhatIsAnsweredAndWhatIsInSight) {
  const uint64_t campaign = NumberFrom("KANSRIJK_CAMPAIGN", 1);
  const uint64_t seed =
      NumberFrom("KANSRIJK_SEED", campaign > 1 ? std::random_device()() : kSeedOfEveryDay);
  const size_t worlds = kWorlds * campaign;
  std::cout << "KANSRIJK_SEED=" << seed << std::endl;
  std::deque<Table> tables(worlds);
  for (size_t i = 0; i < worlds; ++i) {
    Furnish(tables[i].world, static_cast<int>(i));
    tables[i].play = std::make_unique<Play>(tables[i].world, server_.Anonymous(), seed + i,
                                            absl::StrCat("KANSRIJK_SEED=", seed, ", world ", i));
  }
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::thread> threads;
    for (size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        for (size_t t = i; t < worlds; t += kThreads) PlayRound(tables[t], round);
      });
    }
    for (std::thread& thread : threads) thread.join();
    server_.clock().Advance(absl::Hours(24 * kDaysBetweenRounds));
  }
  int calls = 0;
  int allowed = 0;
  for (const Table& table : tables) {
    calls += table.play->calls();
    allowed += table.play->allowed();
  }
  std::cout << calls << " calls, " << allowed << " of them allowed\n";
  if (!HasFailure()) {
    EXPECT_GE(calls, 100'000);
    EXPECT_GE(allowed, calls / 4) << "hardly anything happens in these worlds";
  }
}

}  // namespace model_test
}  // namespace kansrijk::model
