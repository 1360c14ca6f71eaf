#include "server/store/statistics/statistics_fact.h"

#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// unit, entry date, neighbourhood, target group, type, birth date, income at entry.
constexpr db::Query kStatisticsApplicants{"statistics_applicants", R"sql(
  SELECT t.household_id, t.apply_date, h.neighbourhood, t.target_group, h.type, p.birth_date,
         COALESCE((SELECT s.income FROM situation AS s
                   WHERE s.member_id = t.participant_id AND s.date <= t.apply_date
                   ORDER BY s.date DESC LIMIT 1), 0)
  FROM track AS t
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  WHERE t.organisation_id = $1 AND t.apply_date <= $2
  ORDER BY t.household_id, t.apply_date, t.number, t.id
)sql"};

constexpr db::Query kStatisticsHouseholds{"statistics_households", R"sql(
  SELECT t.household_id, t.start_date, h.neighbourhood, t.target_group, h.type, p.birth_date,
         COALESCE((SELECT s.income FROM situation AS s
                   WHERE s.member_id = t.participant_id AND s.date <= t.start_date
                   ORDER BY s.date DESC LIMIT 1), 0)
  FROM track AS t
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  WHERE t.organisation_id = $1 AND t.start_date <> '' AND t.start_date <= $2
  ORDER BY t.household_id, t.start_date, t.number, t.id
)sql"};

// unit, day of something done as a buddy, kind.
constexpr db::Query kStatisticsBuddies{"statistics_buddies", R"sql(
  SELECT b.id, m.since, b.kind
  FROM buddy AS b
  JOIN match AS m ON m.buddy_id = b.id
  WHERE b.manager_id = $1 AND m.since <> '' AND m.since <= $2
  UNION ALL
  SELECT b.id, s.date, b.kind
  FROM buddy AS b
  JOIN enrolment AS e ON e.buddy_id = b.id
  JOIN training_session AS s ON s.id = e.training_session_id
  WHERE b.manager_id = $1 AND s.date <= $2
  ORDER BY 1, 2
)sql"};

// unit, day of a training session, 1 buddy or 2 from outside.
constexpr db::Query kStatisticsTrainees{"statistics_trainees", R"sql(
  SELECT COALESCE(e.buddy_id, e.external_participant_id), s.date,
         CASE WHEN e.buddy_id IS NULL THEN 2 ELSE 1 END
  FROM training_session AS s
  JOIN enrolment AS e ON e.training_session_id = s.id
  WHERE s.organisation_id = $1 AND s.date <= $2
  ORDER BY 1, 2
)sql"};

// Facts: unit, key, date, value, amount.

// Key 1: entered (1); 2: ended, with the state; 3: put on the waiting list.
constexpr db::Query kStatisticsTracks{"statistics_tracks", R"sql(
  SELECT t.household_id, 1, t.start_date, 1, 0
  FROM track AS t
  WHERE t.organisation_id = $1 AND t.start_date <> '' AND t.start_date <= $2
  UNION ALL
  SELECT t.household_id, 2, t.close_date, t.state, 0
  FROM track AS t
  WHERE t.organisation_id = $1 AND t.close_date <> '' AND t.close_date <= $2
  UNION ALL
  SELECT t.household_id, 3, t.waiting_since, 1, 0
  FROM track AS t
  WHERE t.organisation_id = $1 AND t.waiting_since <> '' AND t.waiting_since <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

// Key 1: income. Outcomes on record count as situations: 102 paid work, 103 unpaid work.
constexpr db::Query kStatisticsIncomes{"statistics_incomes", R"sql(
  SELECT t.household_id, 1, s.date, s.income, 0
  FROM track AS t
  JOIN situation AS s ON s.member_id = t.participant_id
  WHERE t.organisation_id = $1 AND s.income <> )sql" SQL_INCOME_UNSPECIFIED R"sql( AND s.date <= $2
  UNION
  SELECT t.household_id, 2, o.date, 100 + o.outcome, 0
  FROM track AS t
  JOIN track_outcome AS o ON o.track_id = t.id
  WHERE t.organisation_id = $1 AND o.outcome IN )sql" OUTCOMES_OF_WORK R"sql( AND o.date <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

// Key 1: enrolled in MBO, HBO or WO; 2: highest level; an outcome on record lies above all.
constexpr db::Query kStatisticsEducation{"statistics_education", R"sql(
  SELECT t.household_id, 1, s.date, 1, 0
  FROM track AS t
  JOIN situation AS s ON s.member_id = t.participant_id
  WHERE t.organisation_id = $1 AND s.enrolled_in >= )sql" SQL_EDUCATION_MBO1 R"sql( AND s.date <= $2
  UNION
  SELECT t.household_id, 1, o.date, 1, 0
  FROM track AS t
  JOIN track_outcome AS o ON o.track_id = t.id
  WHERE t.organisation_id = $1 AND o.outcome = )sql" SQL_OUTCOME_EDUCATION_STARTED
                                                                 R"sql( AND o.date <= $2
  UNION
  SELECT t.household_id, 2, s.date,
         CASE WHEN s.education = )sql" SQL_EDUCATION_MBO R"sql( THEN )sql" SQL_EDUCATION_MBO2_4
                                                                 R"sql( ELSE s.education END, 0
  FROM track AS t
  JOIN situation AS s ON s.member_id = t.participant_id
  WHERE t.organisation_id = $1 AND s.education <> )sql" SQL_EDUCATION_UNSPECIFIED
                                                                 R"sql( AND s.date <= $2
  UNION
  SELECT t.household_id, 2, o.date, 99, 0
  FROM track AS t
  JOIN track_outcome AS o ON o.track_id = t.id
  WHERE t.organisation_id = $1 AND o.outcome = )sql" SQL_OUTCOME_EDUCATION_COMPLETED
                                                                 R"sql( AND o.date <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

constexpr db::Query kStatisticsLadder{"statistics_ladder", R"sql(
  SELECT DISTINCT t.household_id, 1, s.date, s.participation_ladder, 0
  FROM track AS t
  JOIN situation AS s ON s.member_id = t.participant_id
  WHERE t.organisation_id = $1 AND s.participation_ladder <> 0 AND s.date <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

// Key 1: how good, 4 no debts, 3 managed, 2 arrears or in debt assistance, 1 problematic; an
// outcome on record (debts managed) lies above all. Key 2: debt assistance reached.
constexpr db::Query kStatisticsDebts{"statistics_debts", R"sql(
  SELECT t.household_id, 1, s.date,
         CASE s.debt WHEN )sql" SQL_DEBT_NONE R"sql( THEN 4 WHEN )sql" SQL_DEBT_MANAGED
                                                         R"sql( THEN 3
                     WHEN )sql" SQL_DEBT_PROBLEMATIC R"sql( THEN 1 ELSE 2 END, 0
  FROM track AS t
  JOIN situation AS s ON s.member_id = t.participant_id
  WHERE t.organisation_id = $1 AND s.debt <> )sql" SQL_DEBT_UNSPECIFIED R"sql( AND s.date <= $2
  UNION
  SELECT t.household_id, 1, o.date, 9, 0
  FROM track AS t
  JOIN track_outcome AS o ON o.track_id = t.id
  WHERE t.organisation_id = $1 AND o.outcome = )sql" SQL_OUTCOME_DEBTS_MANAGED
                                                         R"sql( AND o.date <= $2
  UNION
  SELECT t.household_id, 2, s.date, 1, 0
  FROM track AS t
  JOIN situation AS s ON s.member_id = t.participant_id
  WHERE t.organisation_id = $1 AND s.debt = )sql" SQL_DEBT_IN_DEBT_ASSISTANCE
                                                         R"sql( AND s.date <= $2
  UNION
  SELECT t.household_id, 2, o.date, 1, 0
  FROM track AS t
  JOIN track_outcome AS o ON o.track_id = t.id
  WHERE t.organisation_id = $1 AND o.outcome = )sql" SQL_OUTCOME_DEBT_ASSISTANCE
                                                         R"sql( AND o.date <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

// Key: life domain. Value: 1 improved, 2 same, 3 declined from BEGIN to END under one instrument
// and version, where END has all that BEGIN has. Items by code, as schema/instruments has them.
constexpr db::Query kStatisticsAssessments{"statistics_assessments", R"sql(
  SELECT t.household_id,
         CASE WHEN f.item IN ('home_situation', 'housing', 'family') THEN )sql" SQL_PILLAR_HOME_SITUATION
                                                                     R"sql(
              WHEN f.item IN ('well_being', 'health', 'networks') THEN )sql" SQL_PILLAR_WELL_BEING
                                                                     R"sql(
              WHEN f.item IN ('finances', 'debts', 'savings') THEN )sql" SQL_PILLAR_FINANCES R"sql(
              WHEN f.item IN ('education', 'attainment') THEN )sql" SQL_PILLAR_EDUCATION R"sql(
              WHEN f.item IN ('work', 'earnings', 'job_quality') THEN )sql" SQL_PILLAR_WORK R"sql(
              ELSE )sql" SQL_PILLAR_UNSPECIFIED R"sql( END AS pillar,
         e.date,
         CASE WHEN SUM(l.level) > SUM(f.level) THEN )sql" SQL_PILLAR_HOME_SITUATION R"sql(
              WHEN SUM(l.level) = SUM(f.level) THEN )sql" SQL_PILLAR_WELL_BEING R"sql(
              ELSE 3 END,
         0
  FROM track AS t
  JOIN assessment AS b ON b.track_id = t.id AND b.moment = )sql" SQL_ASSESSMENT_MOMENT_BEGIN R"sql(
  JOIN assessment AS e ON e.track_id = t.id AND e.moment = )sql" SQL_ASSESSMENT_MOMENT_END R"sql(
    AND e.instrument = b.instrument AND e.instrument_version = b.instrument_version
  JOIN assessment_score AS f ON f.assessment_id = b.id
  LEFT JOIN assessment_score AS l ON l.assessment_id = e.id AND l.item = f.item
  WHERE t.organisation_id = $1 AND e.date <= $2
  GROUP BY t.household_id, pillar, e.date, e.id
  HAVING COUNT(l.level) = COUNT(f.level)
  ORDER BY 1, 3, 2, 4
)sql"};

// Key: life domain. Value: 1 agreed, 5 achieved, 6 partly, 7 stopped; amount: the day it was agreed
// on, as the number YYYYMMDD.
constexpr db::Query kStatisticsGoals{"statistics_goals", R"sql(
  SELECT t.household_id, g.pillar, g.agreed_date, 1, 0
  FROM track AS t
  JOIN goal AS g ON g.track_id = t.id
  WHERE t.organisation_id = $1 AND g.agreed_date <> '' AND g.agreed_date <= $2
  UNION ALL
  SELECT t.household_id, g.pillar, g.end_date, g.state,
         CASE WHEN g.agreed_date = '' THEN 0
              ELSE CAST(REPLACE(g.agreed_date, '-', '') AS BIGINT) END
  FROM track AS t
  JOIN goal AS g ON g.track_id = t.id
  WHERE t.organisation_id = $1 AND g.end_date <> '' AND g.end_date <= $2
  ORDER BY 1, 3, 2, 4, 5
)sql"};

// Value: 1 attended, 2 no-show; amount: minutes.
constexpr db::Query kStatisticsSessions{"statistics_sessions", R"sql(
  SELECT t.household_id, 1, s.date, CASE WHEN s.no_show THEN 2 ELSE 1 END, s.minutes
  FROM track AS t
  JOIN session AS s ON s.track_id = t.id
  WHERE t.organisation_id = $1 AND s.date <= $2
  ORDER BY 1, 3, 4, 5
)sql"};

// Key: kind of the other organisation, 100 more when it referred to us. Value: the state that the
// referral came to; an imported one may have left out the states between, and counts for who
// recorded it.
constexpr db::Query kStatisticsReferrals{"statistics_referrals", R"sql(
  SELECT t.household_id, o.kind, n.date, n.state, 0
  FROM referral AS r
  JOIN track AS t ON t.id = r.track_id
  JOIN organisation AS o ON o.id = r.to_id
  JOIN referral_event AS n ON n.referral_id = r.id
  WHERE r.from_id = $1 AND n.date <= $2 AND (r.recorded_by_id IS NULL OR r.recorded_by_id = $1)
  UNION ALL
  SELECT t.household_id, 100 + o.kind, n.date, n.state, 0
  FROM referral AS r
  JOIN track AS t ON t.id = r.track_id
  JOIN organisation AS o ON o.id = r.from_id
  JOIN referral_event AS n ON n.referral_id = r.id
  WHERE r.to_id = $1 AND n.date <= $2 AND (r.recorded_by_id IS NULL OR r.recorded_by_id = $1)
  ORDER BY 1, 3, 2, 4
)sql"};

// Households with someone pregnant or a child under 4 when they entered, or a child born later.
constexpr db::Query kStatisticsChildren{"statistics_children", R"sql(
  SELECT t.household_id, 1,
         CASE WHEN m.birth_date > t.start_date THEN m.birth_date ELSE t.start_date END, 1, 0
  FROM track AS t
  JOIN member AS m ON m.household_id = t.household_id
  WHERE t.organisation_id = $1 AND t.start_date <> '' AND t.start_date <= $2
    AND m.birth_date <= $2
    AND (m.leave_date = ''
         OR m.leave_reason <> )sql" SQL_LEAVE_REASON_RECORDED_BY_MISTAKE R"sql(
         AND m.leave_date > t.start_date AND m.leave_date > m.birth_date)
    AND (m.pregnant_or_young_child
         OR m.birth_date > CAST(CAST(SUBSTR(t.start_date, 1, 4) AS BIGINT) - 4 AS TEXT)
                           || SUBSTR(t.start_date, 5))
  ORDER BY 1, 3
)sql"};

// Key: programme. Value: 1 attended, 2 got a certificate.
constexpr db::Query kStatisticsAcademie{"statistics_academie", R"sql(
  SELECT COALESCE(e.buddy_id, e.external_participant_id), g.programme, s.date, 1, 0
  FROM training_session AS s
  JOIN training AS g ON g.id = s.training_id
  JOIN enrolment AS e ON e.training_session_id = s.id
  WHERE s.organisation_id = $1 AND e.state = )sql" SQL_ENROLMENT_STATE_ATTENDED
                                                               R"sql( AND s.date <= $2
  UNION ALL
  SELECT COALESCE(c.buddy_id, c.external_participant_id), c.programme, c.issue_date, 2, 0
  FROM certificate AS c
  WHERE c.organisation_id = $1 AND c.issue_date <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

// Key 1: began to support a household; 2: reached an ambition, with its kind.
constexpr db::Query kStatisticsBuddyProgress{"statistics_buddy_progress",
                                             R"sql(
  SELECT b.id, 1, m.since, 1, 0
  FROM buddy AS b
  JOIN match AS m ON m.buddy_id = b.id
  WHERE b.manager_id = $1 AND m.state IN )sql" MATCH_ONCE_ACTIVE
                                             R"sql( AND m.since <> '' AND m.since <= $2
  UNION ALL
  SELECT b.id, 2, a.end_date, a.kind, 0
  FROM buddy AS b
  JOIN ambition AS a ON a.buddy_id = b.id
  WHERE b.manager_id = $1 AND a.state = )sql" SQL_AMBITION_STATE_REACHED R"sql( AND a.end_date <= $2
  ORDER BY 1, 3, 2, 4
)sql"};

// Participants who became buddies, by the day of their consent to say so.
constexpr db::Query kStatisticsBecameBuddy{"statistics_became_buddy", R"sql(
  SELECT p.household_id, 1, b.participant_consent_date, 1, 0
  FROM buddy AS b
  JOIN member AS p ON p.id = b.participant_id
  WHERE b.manager_id = $1 AND b.participant_consent_date <> '' AND b.participant_consent_date <= $2
  ORDER BY 1, 3
)sql"};

struct NamedFacts {
  const char* name;
  const db::Query* query;
};
constexpr NamedFacts kFacts[] = {
    {"academie", &kStatisticsAcademie},
    {"assessments", &kStatisticsAssessments},
    {"became-buddy", &kStatisticsBecameBuddy},
    {"buddy-progress", &kStatisticsBuddyProgress},
    {"children", &kStatisticsChildren},
    {"debts", &kStatisticsDebts},
    {"education", &kStatisticsEducation},
    {"goals", &kStatisticsGoals},
    {"incomes", &kStatisticsIncomes},
    {"ladder", &kStatisticsLadder},
    {"referrals", &kStatisticsReferrals},
    {"sessions", &kStatisticsSessions},
    {"tracks", &kStatisticsTracks},
};

constexpr char kUnknown[] = "UNKNOWN";

// BEIJUM from NEIGHBOURHOOD_BEIJUM; UNKNOWN for 0.
std::string CodeOf(const google::protobuf::EnumDescriptor& type, int64_t number,
                   absl::string_view prefix) {
  const auto* const value = type.FindValueByNumber(static_cast<int>(number));
  if (value == nullptr || number == 0) return kUnknown;
  return value->name().substr(prefix.size());
}

std::string AgeBandOf(const std::string& birth_date, const std::string& entry_date) {
  if (birth_date.empty()) return kUnknown;
  const int age = AgeOn(Day(entry_date), Day(birth_date));
  return age < 27 ? "UNDER_27" : age < 45 ? "27_44" : age < 67 ? "45_66" : "67_PLUS";
}

StatisticsUnit HouseholdFrom(const db::Row& row) {
  StatisticsUnit unit{row.Id(0), row.Text(1), {}};
  unit.values["neighbourhood"] =
      CodeOf(*v1::Neighbourhood_descriptor(), row.Int(2), "NEIGHBOURHOOD_");
  unit.values["target-group"] = CodeOf(*v1::TargetGroup_descriptor(), row.Int(3), "TARGET_GROUP_");
  unit.values["household-type"] =
      CodeOf(*v1::HouseholdType_descriptor(), row.Int(4), "HOUSEHOLD_TYPE_");
  unit.values["age-band"] = AgeBandOf(row.Text(5), unit.entry_date);
  unit.values["income"] = CodeOf(*v1::Income_descriptor(), row.Int(6), "INCOME_");
  unit.values["cohort"] = unit.entry_date.substr(0, 4);
  return unit;
}

StatisticsUnit BuddyFrom(const db::Row& row) {
  StatisticsUnit unit{row.Id(0), row.Text(1), {}};
  unit.values["buddy-kind"] = CodeOf(*v1::BuddyKind_descriptor(), row.Int(2), "BUDDY_KIND_");
  unit.values["cohort"] = unit.entry_date.substr(0, 4);
  return unit;
}

StatisticsUnit TraineeFrom(const db::Row& row) {
  StatisticsUnit unit{row.Id(0), row.Text(1), {}};
  unit.values["trainee-kind"] = row.Int(2) == 1 ? "BUDDY" : "EXTERNAL";
  unit.values["cohort"] = unit.entry_date.substr(0, 4);
  return unit;
}

struct Population {
  v1::StatisticsUnit unit;
  const db::Query* query;
  StatisticsUnit (*from_row)(const db::Row& row);
};
constexpr Population kPopulations[] = {
    {v1::STATISTICS_UNIT_APPLICANT, &kStatisticsApplicants, &HouseholdFrom},
    {v1::STATISTICS_UNIT_HOUSEHOLD, &kStatisticsHouseholds, &HouseholdFrom},
    {v1::STATISTICS_UNIT_BUDDY, &kStatisticsBuddies, &BuddyFrom},
    {v1::STATISTICS_UNIT_TRAINEE, &kStatisticsTrainees, &TraineeFrom},
};

}  // namespace

absl::StatusOr<std::vector<StatisticsUnit>> StatisticsUnits(db::ReadTx& tx,
                                                            const Id& organisation_id,
                                                            v1::StatisticsUnit unit,
                                                            const std::string& closing_date) {
  std::vector<StatisticsUnit> units;
  for (const Population& population : kPopulations) {
    if (population.unit != unit) continue;
    ASSIGN_OR_RETURN(const auto rows,
                     tx.Select(*population.query, {organisation_id, closing_date}));
    for (const db::Row& row : rows) {  // the first of a unit is its entry
      if (units.empty() || units.back().id != row.Id(0)) units.push_back(population.from_row(row));
    }
  }
  return units;
}

std::vector<std::string> StatisticsFactNames() {
  std::vector<std::string> names;
  for (const NamedFacts& named : kFacts) names.emplace_back(named.name);
  return names;
}

absl::StatusOr<std::map<Id, std::vector<Fact>>> StatisticsFacts(db::ReadTx& tx,
                                                                const Id& organisation_id,
                                                                const std::string& facts,
                                                                const std::string& closing_date) {
  for (const NamedFacts& named : kFacts) {
    if (named.name != facts) continue;
    ASSIGN_OR_RETURN(const auto rows, tx.Select(*named.query, {organisation_id, closing_date}));
    std::map<Id, std::vector<Fact>> by_unit;
    for (const db::Row& row : rows) {
      by_unit[row.Id(0)].push_back({row.Int(1), row.Text(2), row.Int(3), row.Int(4)});
    }
    return by_unit;
  }
  return Error(kNotFound, {facts});
}

}  // namespace kansrijk::store
