#include "server/store/track/referral_task.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// $1 the account, $2 today, $3 how many, $4 the role; of all but a buddy $5 the organisation.

// What WaitingFromRow() reads of `waiting` (referral_id, side). The day until which the side sees
// it is NULL when it does not.
#define SELECT_WAITING                                                                          \
  " SELECT w.side, r.id, r.number, f.code, o.code, r.state, r.due_date, r.handover_date,"       \
  " r.present, r.sent_date, r.start_date, r.outcome, r.created_us,"                             \
  " (SELECT v.until FROM visible_referral AS v WHERE v.account_id = $1"                         \
  " AND v.referral_id = r.id AND v.side = w.side AND v.until >= $2),"                           \
  " t.id, t.number, t.organisation_id = CASE w.side WHEN " SQL_REFERRAL_SIDE_SENDER             \
  " THEN r.from_id ELSE r.to_id END, t.state IN " TRACK_OPEN                                    \
  ", h.id, h.number, p.given_name, p.family_name, c.subject_name, r.categories, n.position,"    \
  " n.date, e.verb, e.note"                                                                     \
  " FROM waiting AS w"                                                                          \
  " JOIN referral AS r ON r.id = w.referral_id"                                                 \
  " JOIN organisation AS f ON f.id = r.from_id"                                                 \
  " JOIN organisation AS o ON o.id = r.to_id"                                                   \
  " LEFT JOIN track AS t ON t.id = r.track_id"                                                  \
  " LEFT JOIN household AS h ON h.id = t.household_id"                                          \
  " LEFT JOIN member AS p ON p.id = r.person_id"                                                \
  " LEFT JOIN consent AS c ON c.id = r.consent_id"                                              \
  " LEFT JOIN referral_unseen AS n ON n.referral_id = r.id AND n.side = w.side AND n.role = $4" \
  " AND n.after_date < $2"                                                                      \
  " LEFT JOIN referral_event AS e ON e.referral_id = r.id AND e.position = n.position"          \
  " WHERE r.recorded_by_id IS NULL"                                                             \
  " ORDER BY r.number, r.id, w.side"                                                            \
  " LIMIT $3"

constexpr db::Query kWaitingOfOrganisation{"waiting_of_organisation",
                                           R"sql(
  WITH waiting (referral_id, side) AS (
    SELECT r.id, )sql" SQL_REFERRAL_SIDE_SENDER
                                           R"sql(
    FROM referral AS r
    WHERE r.from_id = $5 AND r.state IN )sql" REFERRAL_SENDER_AWAITS
                                           R"sql(
    UNION
    SELECT r.id, )sql" SQL_REFERRAL_SIDE_RECIPIENT
                                           R"sql(
    FROM referral AS r
    WHERE r.to_id = $5 AND r.state IN )sql" REFERRAL_RUNNING
                                           R"sql(
    UNION
    SELECT u.referral_id, u.side
    FROM referral_unseen AS u
    WHERE u.organisation_id = $5 AND u.role = $4
  )
)sql" SELECT_WAITING};

constexpr db::Query kWaitingOfBuddy{"waiting_of_buddy", R"sql(
  WITH waiting (referral_id, side) AS (
    SELECT DISTINCT r.id, )sql" SQL_REFERRAL_SIDE_SENDER
                                                        R"sql(
    FROM account AS a
    JOIN match AS m ON m.buddy_id = a.buddy_id
    JOIN track AS t ON t.id = m.track_id
    JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
    WHERE a.id = $1 AND m.state IN )sql" MATCH_IN_FORCE R"sql(
  )
)sql" SELECT_WAITING};

// What concerns the track is for the side that runs it.
void SetTrackOfSide(const db::Row& row, v1::Referral& referral) {
  if (!row.Bool(16)) return;
  referral.set_track(TrackName(row.Id(14)));
  referral.set_track_number(row.Text(15));
  referral.set_household(HouseholdName(row.Id(18)));
  referral.set_household_number(row.Text(19));
}

bool SharesContact(const db::Row& row) {
  for (const int category : NumbersIn(row.Text(23))) {
    if (category == v1::DATA_CATEGORY_CONTACT) return true;
  }
  return false;
}

void SetPersonName(const db::Row& row, v1::Referral& referral) {
  if (referral.side() == v1::REFERRAL_SIDE_RECIPIENT && !SharesContact(row)) return;
  const std::string name = FullName(row.Text(20), row.Text(21));
  referral.set_person_name(name.empty() ? row.Text(22) : name);
}

v1::Referral ShownFromRow(const db::Row& row, v1::Referral referral) {
  referral.set_due_date(row.Text(6));
  referral.set_handover_date(row.Text(7));
  referral.set_present(row.Text(8));
  referral.set_sent_date(row.Text(9));
  referral.set_start_date(row.Text(10));
  referral.set_outcome(static_cast<v1::ReferralOutcome>(row.Int(11)));
  *referral.mutable_create_time() = TimestampFromMicros(row.Int(12));
  SetTrackOfSide(row, referral);
  SetPersonName(row, referral);
  return referral;
}

WaitingReferral WaitingFromRow(const db::Row& row) {
  WaitingReferral waiting;
  waiting.referral.set_side(static_cast<v1::ReferralSide>(row.Int(0)));
  waiting.referral.set_name(ReferralName(row.Id(1)));
  waiting.referral.set_number(row.Text(2));
  waiting.referral.set_from_code(row.Text(3));
  waiting.referral.set_to_code(row.Text(4));
  waiting.referral.set_state(static_cast<v1::ReferralState>(row.Int(5)));
  waiting.shown = !row.IsNull(13);
  if (waiting.shown) waiting.referral = ShownFromRow(row, std::move(waiting.referral));
  waiting.track_ended = row.Bool(16) && !row.Bool(17);
  if (row.IsNull(24)) return waiting;
  const std::string note = waiting.shown ? row.Text(27) : "";
  waiting.unseen = {static_cast<v1::ReferralVerb>(row.Int(26)), row.Text(25), note};
  return waiting;
}

}  // namespace

absl::StatusOr<std::vector<WaitingReferral>> ListWaitingReferrals(db::ReadTx& tx,
                                                                  const Scope& scope) {
  std::vector<db::Value> args = {scope.account_id, scope.today, kWaitingReferralsMax,
                                 int64_t{scope.role}};
  const bool of_buddy = scope.IsOfBuddy();
  if (!of_buddy) args.emplace_back(scope.organisation_id);
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(of_buddy ? kWaitingOfBuddy : kWaitingOfOrganisation, args));
  std::vector<WaitingReferral> waiting = db::MapRows(rows, WaitingFromRow);
  std::erase_if(waiting,
                [](const WaitingReferral& one) { return !one.shown && !one.unseen.has_value(); });
  return waiting;
}

}  // namespace kansrijk::store
