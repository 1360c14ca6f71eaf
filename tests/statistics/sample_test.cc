// What the sample programme's outcomes are, from the records to the classes that tables count,
// beside the totals that come with its spreadsheets.

#include "tests/service/import/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/base/status.h"
#include "server/rules/statistics/indicator.h"
#include "server/rules/statistics/statistics_catalogue.h"
#include "server/store/statistics/statistics_fact.h"

namespace kansrijk::testing {
namespace sample_test {

constexpr char kEnd[] = "2023-12-31";

using ByOutcome = std::map<std::string, int>;

class SampleOutcomes : public Import {
 protected:
  SampleOutcomes() {
    Run(SampleFiles(), kSkipRefused);
    truth_ = SampleExpected()["truth"];
  }

  // Units by code of outcome, and "none so far" under "".
  ByOutcome CountsOf(const std::string& name) {
    ByOutcome counts;
    const v1::StatisticsTable& table = *rules::FindStatisticsTable(name);
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const auto organisation, tx.SelectOne(kOwn));
      const Id id = organisation->Id(0);
      ASSIGN_OR_RETURN(const auto units, store::StatisticsUnits(tx, id, table.unit(), kEnd));
      ASSIGN_OR_RETURN(auto facts, store::StatisticsFacts(tx, id, table.facts(), kEnd));
      for (const store::StatisticsUnit& unit : units) {
        const auto outcome = rules::OutcomeOf(table, unit.entry_date, facts[unit.id], kEnd);
        if (!outcome.in_population) continue;
        ++counts[outcome.outcome < 0 ? "" : table.outcomes(outcome.outcome).code()];
      }
      return absl::OkStatus();
    }));
    return counts;
  }

  nlohmann::json truth_;

 private:
  static constexpr db::Query kOwn{"own_organisation",
                                  "SELECT o.id FROM organisation AS o WHERE o.code = 'KO'"};
};

TEST_F(SampleOutcomes, CountEveryHouseholdOnceFromApplicationToEnd) {
  const int applied = truth_["distinct_households"];
  const nlohmann::json& tracks = truth_["tracks_by_status"];
  const int waiting = tracks["wachtlijst"];
  const int started = applied - waiting - tracks["aangemeld"].get<int>();
  EXPECT_EQ(CountsOf("waiting"), (ByOutcome{{"", applied - waiting}, {"waiting", waiting}}));
  EXPECT_EQ(CountsOf("started"), (ByOutcome{{"", applied - started}, {"started", started}}));
  const int closed = tracks["afgesloten"];
  const int dropped_out = tracks["uitval"];
  EXPECT_EQ(CountsOf("ended"), (ByOutcome{{"", started - closed - dropped_out},
                                          {"closed", closed},
                                          {"dropped-out", dropped_out}}));
}

TEST_F(SampleOutcomes, AreThoseOfTheSituationsOnRecord) {
  EXPECT_EQ(CountsOf("assistance-left")["left"], truth_["off_assistance"]);
  EXPECT_EQ(CountsOf("education-started")["started"], truth_["started_education"]);
  EXPECT_EQ(CountsOf("contact")["contact"], 33) << "all who started have had a session";
}

TEST_F(SampleOutcomes, PairAssessmentsPerLifeDomain) {
  const std::map<std::string, std::string> kDomains{{"home-situation", "thuissituatie"},
                                                    {"well-being", "welzijn"},
                                                    {"finances", "financiën"},
                                                    {"education", "opleiding"},
                                                    {"work", "werk"}};
  for (const auto& [domain, dutch] : kDomains) {
    ByOutcome counts = CountsOf("assessment-" + domain);
    EXPECT_EQ(counts["improved"], truth_["improved"][dutch]) << domain;
    EXPECT_EQ(counts["improved"] + counts["same"] + counts["declined"], truth_["paired"]) << domain;
    EXPECT_EQ(counts[""], 0) << domain << ": households without a pair are not in it";
  }
}

// No household of the sample was referred to Kansrijke Start twice. What was imported as started
// or completed was accepted before.
TEST_F(SampleOutcomes, FollowReferralsThroughStatesThatWereNotImported) {
  ByOutcome sent;
  for (const auto& [route, count] : truth_["referrals_by_route_status"].items()) {
    if (route.starts_with("KO>KS|")) sent[route.substr(6)] = count;
  }
  const int completed = sent["afgerond"];
  const int started = completed + sent["gestart"];
  const int accepted = started + sent["geaccepteerd"];
  const std::string to = "referrals-kansrijke-start-";
  EXPECT_EQ(CountsOf(to + "completed")["completed"], completed);
  EXPECT_EQ(CountsOf(to + "started")["started"], started);
  EXPECT_EQ(CountsOf(to + "accepted")["accepted"], accepted);
  EXPECT_EQ(CountsOf(to + "declined")["declined"], sent["geweigerd"]);
  EXPECT_EQ(CountsOf(to + "sent")["sent"], accepted + sent["geweigerd"]);
}

}  // namespace sample_test
}  // namespace kansrijk::testing
