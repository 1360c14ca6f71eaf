#include "server/store/exchange/referral.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

// $1 the account, $2 today, in every query that reads with a scope.

// What ReferralFromRow() reads, and where from; the side from which the account sees it, NULL when
// it does not.
#define SELECT_REFERRAL                                                                         \
  "SELECT r.id, r.number, (SELECT v.side FROM visible_referral AS v WHERE v.account_id = $1 "   \
  "AND v.referral_id = r.id AND v.until >= $2), r.from_id, f.code, r.to_id, o.code, r.reason, " \
  "r.categories, r.question, r.person_id, p.household_id, p.given_name, p.family_name, "        \
  "c.subject_name, r.track_id, t.number, t.organisation_id, t.household_id, h.number, "         \
  "r.consent_id, c.number, r.state, r.sent_date, r.due_date, r.handover_date, r.present, "      \
  "r.start_date, r.end_date, r.outcome, r.created_us, r.updated_us, r.revision, "               \
  "c.withdrawn_us, r.recorded_by_id, "                                                          \
  "EXISTS (SELECT 1 FROM account AS a JOIN referral_unseen AS n "                               \
  "ON n.organisation_id = a.organisation_id AND n.role = a.role "                               \
  "WHERE a.id = $1 AND n.referral_id = r.id AND n.after_date < $2), t.close_date "              \
  "FROM referral AS r "                                                                         \
  "JOIN organisation AS f ON f.id = r.from_id "                                                 \
  "JOIN organisation AS o ON o.id = r.to_id "                                                   \
  "LEFT JOIN member AS p ON p.id = r.person_id "                                                \
  "LEFT JOIN track AS t ON t.id = r.track_id "                                                  \
  "LEFT JOIN household AS h ON h.id = t.household_id "                                          \
  "LEFT JOIN consent AS c ON c.id = r.consent_id "

// The number of the ReferralPhase on $2, as rules/referral.h says; $3 the last due date of DUE.
#define PHASE                                                                             \
  "CASE WHEN r.state = " SQL_REFERRAL_STATE_DRAFT " THEN " SQL_REFERRAL_PHASE_UNSPECIFIED \
  " "                                                                                     \
  "WHEN r.state = " SQL_REFERRAL_STATE_SENT                                               \
  " AND r.due_date <> '' AND r.due_date < $2 THEN " SQL_REFERRAL_PHASE_ENDED              \
  " "                                                                                     \
  "WHEN r.state IN " REFERRAL_UNANSWERED                                                  \
  " AND r.due_date <> '' AND r.due_date <= $3 THEN " SQL_REFERRAL_PHASE_DUE               \
  " "                                                                                     \
  "WHEN r.state IN " REFERRAL_UNANSWERED " THEN " SQL_REFERRAL_PHASE_RECEIVED             \
  " WHEN r.state IN " REFERRAL_TAKEN_ON " THEN " SQL_REFERRAL_PHASE_ACCEPTED              \
  " WHEN r.state = " SQL_REFERRAL_STATE_STARTED " THEN " SQL_REFERRAL_PHASE_RUNNING       \
  " ELSE " SQL_REFERRAL_PHASE_ENDED " END"

// $4 the phase, $5 whether those that ended are kept, $6 and $7 where the page goes on, $8 how
// many.
#define IN_PHASE                                                        \
  "AND CASE WHEN $4 <> " SQL_REFERRAL_PHASE_UNSPECIFIED " THEN (" PHASE \
  ") = $4 "                                                             \
  "ELSE $5 <> 0 OR (" PHASE ") <> " SQL_REFERRAL_PHASE_ENDED            \
  " END "                                                               \
  "AND (r.created_us, r.id) < ($6, $7) "                                \
  "ORDER BY r.created_us DESC, r.id DESC "                              \
  "LIMIT $8"

constexpr db::Query kReferralById{"referral_by_id", SELECT_REFERRAL R"sql(
  WHERE r.id = $3
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = r.id AND v.until >= $2)
)sql"};

// The track, or the tracks of the household, that has the id $9: for IN.
#define OF_SENT_TRACKS                           \
  "(SELECT l.id FROM track AS l WHERE l.id = $9" \
  " UNION ALL"                                   \
  " SELECT l.id FROM track AS l WHERE l.household_id = $9)"

// An organisation's come by its index; a buddy has few tracks.
constexpr db::Query kReferralSentByOrganisation{"referral_sent_by_organisation",
                                                SELECT_REFERRAL R"sql(
  WHERE r.from_id = $10
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = r.id AND v.side = )sql" SQL_REFERRAL_SIDE_SENDER
                                                                R"sql()
    AND ($9 = '' OR r.track_id IN )sql" OF_SENT_TRACKS R"sql()
)sql" IN_PHASE};

constexpr db::Query kReferralSentByBuddy{"referral_sent_by_buddy", SELECT_REFERRAL R"sql(
  WHERE r.track_id IN (SELECT m.track_id
                       FROM account AS a
                       JOIN match AS m ON m.buddy_id = a.buddy_id
                       WHERE a.id = $1 AND m.state = )sql" SQL_MATCH_STATE_ACTIVE R"sql()
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = r.id AND v.side = )sql" SQL_REFERRAL_SIDE_SENDER
                                                                                   R"sql()
    AND ($9 = '' OR r.track_id IN )sql" OF_SENT_TRACKS R"sql()
)sql" IN_PHASE};

// What was never sent is nothing to the recipient, nor is what another organisation recorded.
constexpr db::Query kReferralInbox{"referral_inbox",
                                   SELECT_REFERRAL R"sql(
  WHERE r.to_id = (SELECT a.organisation_id FROM account AS a
                   WHERE a.id = $1 AND a.role IN )sql" ROLES_OF_EXCHANGE
                                                   R"sql( AND a.disabled_us IS NULL)
    AND r.state <> )sql" SQL_REFERRAL_STATE_DRAFT R"sql( AND r.sent_date <> ''
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = r.to_id)
)sql" IN_PHASE};

constexpr db::Query kReferralPayload{"referral_payload", R"sql(
  SELECT r.payload,
         EXISTS (SELECT 1
                 FROM household AS h
                 WHERE h.shielded
                   AND h.id IN ((SELECT p.household_id FROM member AS p WHERE p.id = r.person_id),
                                (SELECT t.household_id FROM track AS t WHERE t.id = r.track_id)))
         AND EXISTS (SELECT 1 FROM visible_referral AS v
                     WHERE v.account_id = $1 AND v.referral_id = r.id
                       AND v.side = )sql" SQL_REFERRAL_SIDE_RECIPIENT R"sql()
  FROM referral AS r
  WHERE r.id = $3
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = r.id AND v.until >= $2)
)sql"};

// Events of history are of whoever recorded it. (Imports used to say that the partner did it.)
constexpr db::Query kReferralEvents{"referral_events", R"sql(
  SELECT e.verb, e.state, e.date, o.code, e.account_handle, e.created_us, e.note
  FROM referral_event AS e
  JOIN referral AS r ON r.id = e.referral_id
  JOIN organisation AS o ON o.id = COALESCE(r.recorded_by_id, e.organisation_id)
  WHERE e.referral_id = $3
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = e.referral_id AND v.until >= $2)
  ORDER BY e.position
)sql"};

constexpr db::Query kReferralUnder{"referral_under", SELECT_REFERRAL R"sql(
  WHERE r.consent_id = $3
  ORDER BY r.state, r.id
)sql"};

constexpr db::Query kReferralFromTrack{"referral_from_track", SELECT_REFERRAL R"sql(
  WHERE r.track_id = $3
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = r.id AND v.side = )sql" SQL_REFERRAL_SIDE_SENDER
                                                                              R"sql()
  ORDER BY r.number, r.id
)sql"};

constexpr db::Query kReferralRunning{"referral_running", SELECT_REFERRAL R"sql(
  WHERE r.person_id = $3 AND r.to_id = $4 AND r.reason = $5 AND r.recorded_by_id IS NULL
    AND r.state IN )sql" REFERRAL_RUNNING R"sql(
  ORDER BY r.number, r.id
)sql"};

// That came to the organisation and led to the track.
constexpr db::Query kReferralLedTo{"referral_led_to", SELECT_REFERRAL R"sql(
  WHERE r.track_id = $3 AND r.to_id = $4 AND r.recorded_by_id IS NULL
    AND r.state IN )sql" REFERRAL_RUNNING R"sql(
  ORDER BY r.number, r.id
)sql"};

constexpr db::Query kReferralInsert{"referral_insert", R"sql(
  INSERT INTO referral_all (id, number, from_id, to_id, reason, categories, question, person_id,
    track_id, consent_id, state, payload, sent_date, due_date, handover_date, present, start_date,
    end_date, outcome, created_us, updated_us, revision, recorded_by_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $20, 1, $21)
)sql"};

constexpr db::Query kReferralUpdate{"referral_update", R"sql(
  UPDATE referral_all
  SET to_id = $2, reason = $3, categories = $4, question = $5, person_id = $6,
      track_id = COALESCE($7, track_id), consent_id = $8, state = $9, payload = CASE WHEN $10 = '' THEN payload ELSE $10 END,
      sent_date = $11, due_date = $12, handover_date = $13, present = $14, start_date = $15,
      end_date = $16, outcome = $17, updated_us = $18, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kReferralEventInsert{"referral_event_insert", R"sql(
  INSERT INTO referral_event (referral_id, position, verb, state, date, organisation_id,
    account_handle, note, created_us)
  VALUES ($1,
    (SELECT COALESCE(MAX(e.position), 0) + 1 FROM referral_event AS e WHERE e.referral_id = $1),
    $2, $3, $4, $5, $6, $7, $8)
)sql"};

// What concerns the track is for the side that runs it.
void SetTrack(const db::Row& row, v1::Referral& referral) {
  referral.set_household(HouseholdName(row.Id(18)));
  const bool sends = referral.side() != v1::REFERRAL_SIDE_RECIPIENT;
  if (row.Text(17) != row.Text(sends ? 3 : 5)) return;
  referral.set_track(TrackName(row.Id(15)));
  referral.set_track_number(row.Text(16));
  referral.set_household_number(row.Text(19));
  referral.set_track_close_date(row.Text(36));
}

// One of the two sides, for history.
void SetRecordedBy(const db::Row& row, v1::Referral& referral) {
  if (row.IsNull(34)) return;
  const bool sender = row.Text(34) == row.Text(3);
  referral.set_recorded_by(OrganisationName(row.Id(34)));
  referral.set_recorded_by_code(row.Text(sender ? 4 : 6));
}

v1::Referral ReferralFromRow(const db::Row& row) {
  v1::Referral referral;
  referral.set_name(ReferralName(row.Id(0)));
  referral.set_number(row.Text(1));
  referral.set_side(static_cast<v1::ReferralSide>(row.Int(2)));
  referral.set_from(OrganisationName(row.Id(3)));
  referral.set_from_code(row.Text(4));
  referral.set_to(OrganisationName(row.Id(5)));
  referral.set_to_code(row.Text(6));
  referral.set_reason(static_cast<v1::ReferralReason>(row.Int(7)));
  for (const int category : NumbersIn(row.Text(8))) {
    referral.add_categories(static_cast<v1::DataCategory>(category));
  }
  referral.set_question(row.Text(9));
  if (!row.IsNull(10)) referral.set_person(MemberName(row.Id(11), row.Id(10)));
  referral.set_person_name(row.IsNull(10) ? row.Text(14) : FullName(row.Text(12), row.Text(13)));
  SetTrack(row, referral);
  referral.set_consent(ConsentName(row.Id(20)));
  referral.set_consent_number(row.Text(21));
  referral.set_state(static_cast<v1::ReferralState>(row.Int(22)));
  referral.set_sent_date(row.Text(23));
  referral.set_due_date(row.Text(24));
  referral.set_handover_date(row.Text(25));
  referral.set_present(row.Text(26));
  referral.set_start_date(row.Text(27));
  referral.set_end_date(row.Text(28));
  referral.set_outcome(static_cast<v1::ReferralOutcome>(row.Int(29)));
  *referral.mutable_create_time() = TimestampFromMicros(row.Int(30));
  *referral.mutable_update_time() = TimestampFromMicros(row.Int(31));
  referral.set_etag(EtagOf(row.Int(32)));
  SetRecordedBy(row, referral);
  referral.set_unseen(row.Bool(35));
  return referral;
}

// Of what the recipient may not see, that it is there, and WITHDRAWN when the consent is. It keeps
// its time, as the place in a listing.
v1::Referral StubFromRow(const db::Row& row) {
  v1::Referral stub;
  stub.set_name(ReferralName(row.Id(0)));
  stub.set_number(row.Text(1));
  stub.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  stub.set_state(row.IsNull(33) ? static_cast<v1::ReferralState>(row.Int(22))
                                : v1::REFERRAL_STATE_WITHDRAWN);
  stub.set_due_date(row.Text(24));
  *stub.mutable_create_time() = TimestampFromMicros(row.Int(30));
  return stub;
}

v1::ReferralEvent ReferralEventFromRow(const db::Row& row) {
  v1::ReferralEvent event;
  event.set_verb(static_cast<v1::ReferralVerb>(row.Int(0)));
  event.set_state(static_cast<v1::ReferralState>(row.Int(1)));
  event.set_date(row.Text(2));
  event.set_organisation_code(row.Text(3));
  event.set_account_handle(row.Text(4));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(5));
  event.set_note(row.Text(6));
  return event;
}

// "" when there is none.
absl::StatusOr<std::string> PayloadText(const v1::Referral& referral) {
  if (!referral.has_payload()) return std::string();
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  if (!google::protobuf::util::MessageToJsonString(referral.payload(), &text, options).ok()) {
    return Error(kInternal);
  }
  return text;
}

}  // namespace

absl::StatusOr<v1::Referral> RequireReferral(db::ReadTx& tx, const Scope& scope,
                                             const std::string& name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kReferralById, {scope.account_id, scope.today, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return ReferralFromRow(*row);
}

absl::StatusOr<std::optional<v1::ReferralPayload>> FindReferralPayload(db::ReadTx& tx,
                                                                       const Scope& scope,
                                                                       const Id& referral_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kReferralPayload, {scope.account_id, scope.today, referral_id}));
  if (!row.has_value() || row->Text(0).empty()) return std::nullopt;
  v1::ReferralPayload payload;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  if (!google::protobuf::util::JsonStringToMessage(row->Text(0), &payload, options).ok()) {
    return Error(kInternal);
  }
  if (row->Bool(1) && payload.has_household()) payload.mutable_household()->clear_neighbourhood();
  return payload;
}

absl::StatusOr<std::vector<v1::ReferralEvent>> ListReferralEvents(db::ReadTx& tx,
                                                                  const Scope& scope,
                                                                  const Id& referral_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kReferralEvents, {scope.account_id, scope.today, referral_id}));
  return db::MapRows(rows, ReferralEventFromRow);
}

absl::StatusOr<std::vector<v1::Referral>> ListReferrals(db::ReadTx& tx, const Scope& scope,
                                                        const ReferralFilter& filter,
                                                        const Page& page) {
  int64_t before_us = 0;
  (void)absl::SimpleAtoi(page.after[0], &before_us);
  std::vector<db::Value> args = {scope.account_id,      scope.today,           filter.due_until,
                                 int64_t{filter.phase}, int64_t{filter.ended}, before_us,
                                 page.after[1],         page.fetch()};
  if (filter.side == v1::REFERRAL_SIDE_RECIPIENT) {
    ASSIGN_OR_RETURN(const auto rows, tx.Select(kReferralInbox, args));
    return db::MapRows(rows, [](const db::Row& row) {
      return row.IsNull(2) ? StubFromRow(row) : ReferralFromRow(row);
    });
  }
  args.emplace_back(filter.track_id);
  const bool of_buddy = scope.IsOfBuddy();
  if (!of_buddy) args.emplace_back(scope.organisation_id);
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(of_buddy ? kReferralSentByBuddy : kReferralSentByOrganisation, args));
  return db::MapRows(rows, ReferralFromRow);
}

absl::StatusOr<std::vector<v1::Referral>> ListReferralsUnder(db::ReadTx& tx, const Scope& scope,
                                                             const Id& consent_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kReferralUnder, {scope.account_id, scope.today, consent_id}));
  return db::MapRows(rows, ReferralFromRow);
}

absl::StatusOr<std::vector<v1::Referral>> ReferralsFromTrack(db::ReadTx& tx, const Scope& scope,
                                                             const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kReferralFromTrack, {scope.account_id, scope.today, track_id}));
  return db::MapRows(rows, ReferralFromRow);
}

absl::StatusOr<std::vector<v1::Referral>> ListRunningReferrals(db::ReadTx& tx, const Scope& scope,
                                                               const v1::Consent& consent) {
  ASSIGN_OR_RETURN(
      const auto rows,
      tx.Select(kReferralRunning, {scope.account_id, scope.today, IdOf(consent.subject()),
                                   IdOf(consent.recipient()), int64_t{consent.purpose()}}));
  return db::MapRows(rows, ReferralFromRow);
}

absl::StatusOr<std::vector<v1::Referral>> ListReferralsLedTo(db::ReadTx& tx, const Scope& scope,
                                                             const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kReferralLedTo, {scope.account_id, scope.today,
                                                               track_id, scope.organisation_id}));
  return db::MapRows(rows, ReferralFromRow);
}

absl::StatusOr<v1::Referral> InsertReferral(db::WriteTx& tx, v1::Referral referral,
                                            int64_t now_us) {
  ASSIGN_OR_RETURN(const std::string payload, PayloadText(referral));
  RETURN_IF_ERROR(tx.Execute(kReferralInsert, {IdOf(referral.name()),
                                               referral.number(),
                                               IdOf(referral.from()),
                                               IdOf(referral.to()),
                                               int64_t{referral.reason()},
                                               absl::StrJoin(referral.categories(), " "),
                                               referral.question(),
                                               IdOrNull(referral.person()),
                                               IdOrNull(referral.track()),
                                               IdOrNull(referral.consent()),
                                               int64_t{referral.state()},
                                               payload,
                                               referral.sent_date(),
                                               referral.due_date(),
                                               referral.handover_date(),
                                               referral.present(),
                                               referral.start_date(),
                                               referral.end_date(),
                                               int64_t{referral.outcome()},
                                               now_us,
                                               IdOrNull(referral.recorded_by())})
                      .status());
  *referral.mutable_create_time() = TimestampFromMicros(now_us);
  *referral.mutable_update_time() = TimestampFromMicros(now_us);
  referral.set_etag(EtagOf(1));
  return referral;
}

absl::StatusOr<v1::Referral> UpdateReferral(db::WriteTx& tx, v1::Referral referral,
                                            int64_t now_us) {
  ASSIGN_OR_RETURN(const std::string payload, PayloadText(referral));
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(
          kReferralUpdate,
          {IdOf(referral.name()), IdOf(referral.to()), int64_t{referral.reason()},
           absl::StrJoin(referral.categories(), " "), referral.question(),
           IdOrNull(referral.person()), IdOrNull(referral.track()), IdOrNull(referral.consent()),
           int64_t{referral.state()}, payload, referral.sent_date(), referral.due_date(),
           referral.handover_date(), referral.present(), referral.start_date(), referral.end_date(),
           int64_t{referral.outcome()}, now_us}));
  *referral.mutable_update_time() = TimestampFromMicros(now_us);
  referral.set_etag(EtagOf(row->Int(0)));
  return referral;
}

absl::Status InsertReferralEvent(db::WriteTx& tx, const Id& referral_id,
                                 const v1::ReferralEvent& event, const Id& organisation_id,
                                 int64_t now_us) {
  return tx
      .Execute(kReferralEventInsert,
               {referral_id, int64_t{event.verb()}, int64_t{event.state()}, event.date(),
                organisation_id, event.account_handle(), event.note(), now_us})
      .status();
}

}  // namespace kansrijk::store
