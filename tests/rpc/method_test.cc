#include "server/rpc/method.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "server/service/methods.h"
#include "server/service/people/household.h"
#include "server/service/track/session.h"

namespace kansrijk::rpc {
namespace method_test {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(MethodTable, OfThisServerHasNoFaults) { EXPECT_THAT(service::Methods().Faults(), IsEmpty()); }

TEST(MethodTable, HasAUseCaseAndAPolicyForEveryRpc) {
  const MethodTable table = service::Methods();
  size_t rpcs = 0;
  for (const auto* service : MethodTable::Services()) {
    for (int i = 0; i < service->method_count(); ++i) {
      ++rpcs;
      const Method* method =
          table.Find("/" + service->full_name() + "/" + service->method(i)->name());
      ASSERT_NE(method, nullptr) << service->method(i)->full_name();
      EXPECT_EQ(method->policy.roles().empty(), method->policy.anyone()) << method->name;
      EXPECT_NE(method->policy.purpose(), v1::PURPOSE_UNSPECIFIED) << method->name;
    }
  }
  EXPECT_EQ(rpcs, table.methods().size());
}

TEST(MethodTable, NamesTheRpcThatHasNoUseCase) {
  MethodTable table;
  table.Add<&service::LogSession>("kansrijk.v1.SessionService.LogSession");
  EXPECT_THAT(table.Faults(),
              Contains("kansrijk.v1.SessionService/GetSession: it has no use case"));
  EXPECT_THAT(table.Faults(),
              ::testing::Not(Contains(HasSubstr("kansrijk.v1.SessionService/LogSession"))));
}

TEST(MethodTable, RefusesAUseCaseOfAnRpcThatIsNotThere) {
  MethodTable table = service::Methods();
  table.Add<&service::LogSession>("kansrijk.v1.SessionService.ForgetSession");
  EXPECT_THAT(table.Faults(), Contains(HasSubstr("there is no such rpc")));
}

TEST(MethodTable, RefusesASecondUseCase) {
  MethodTable table = service::Methods();
  table.Add<&service::LogSession>("kansrijk.v1.SessionService.LogSession");
  EXPECT_THAT(table.Faults(), Contains(HasSubstr("two use cases")));
}

TEST(MethodTable, RefusesAUseCaseOfAnotherRpc) {
  MethodTable table;
  table.Add<&service::GetHousehold>("kansrijk.v1.HouseholdService.GetMember");
  EXPECT_THAT(table.Faults(), Contains(HasSubstr("GetMember: the use case has other types")));
}

absl::StatusOr<v1::Household> ChangeOnReading(WriteCall&, const v1::GetHouseholdRequest&) {
  return v1::Household();
}

TEST(MethodTable, RefusesAReadingThatCanWrite) {
  MethodTable table;
  table.Add<&ChangeOnReading>("kansrijk.v1.HouseholdService.GetHousehold");
  EXPECT_THAT(table.Faults(),
              Contains(HasSubstr("GetHousehold: idempotency_level and the use case disagree")));
}

TEST(MethodTable, FindsByPath) {
  const MethodTable table = service::Methods();
  EXPECT_NE(table.Find("/kansrijk.v1.SessionService/LogSession"), nullptr);
  EXPECT_EQ(table.Find("/kansrijk.v1.SessionService/logsession"), nullptr);
  EXPECT_EQ(table.Find("/kansrijk.v1.SessionService.LogSession"), nullptr);
  EXPECT_EQ(table.Find(""), nullptr);
}

TEST(MethodTable, KnowsWhatReadsWhatAChangeMade) {
  const MethodTable table = service::Methods();
  const auto get_of = [&](const std::string& name) -> std::string {
    const Method* get = table.FindGet(*table.Find(name));
    return get == nullptr ? "" : get->name;
  };
  EXPECT_EQ(get_of("kansrijk.v1.SessionService/LogSession"),
            "kansrijk.v1.SessionService/GetSession");
  EXPECT_EQ(get_of("kansrijk.v1.GoalService/TransitionStep"), "kansrijk.v1.GoalService/GetStep");
  EXPECT_EQ(get_of("kansrijk.v1.CaseloadService/HoldReview"), "");
  EXPECT_EQ(get_of("kansrijk.v1.AccountService/CreateAccount"), "");
}

// Wider than a test of one method: nothing is read through a match that ended.
TEST(MethodTable, ReachesEndedMatchesByLoggingASessionOnly) {
  const MethodTable table = service::Methods();
  for (const auto& [name, method] : table.methods()) {
    EXPECT_EQ(method.reaches_ended_matches, name == "kansrijk.v1.SessionService/LogSession")
        << name;
  }
}

}  // namespace method_test
}  // namespace kansrijk::rpc
