#include "server/store/people/household_life.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kHouseholdEvents{"household_events", R"sql(
  SELECT e.kind, e.date, e.member_numbers, e.from_neighbourhood, e.to_neighbourhood, e.note,
    e.account_handle, e.created_us, o.id, o.number,
    e.other_id IS NULL
      OR EXISTS (SELECT 1 FROM visible_household AS v
                 WHERE v.account_id = $1 AND v.household_id = e.other_id)
  FROM household_event AS e
  LEFT JOIN household AS o ON o.id = e.other_id
  WHERE e.household_id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = e.household_id)
  ORDER BY e.position
)sql"};

constexpr db::Query kHouseholdEventInsert{"household_event_insert", R"sql(
  INSERT INTO household_event (household_id, position, kind, date, member_numbers, other_id,
    from_neighbourhood, to_neighbourhood, note, account_handle, created_us)
  VALUES ($1,
    (SELECT COALESCE(MAX(e.position), 0) + 1 FROM household_event AS e WHERE e.household_id = $1),
    $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql"};

constexpr db::Query kHouseholdTouch{"household_touch", R"sql(
  UPDATE household_all
  SET updated_us = $2, revision = revision + 1
  WHERE id = $1
)sql"};

constexpr db::Query kMemberMove{"member_move", R"sql(
  UPDATE member_all
  SET household_id = $2, relation = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
)sql"};

constexpr db::Query kHouseholdWordMove{"household_word_move", R"sql(
  UPDATE household_word_all
  SET household_id = $2
  WHERE household_id = $1 AND source_id = $3
)sql"};

constexpr db::Query kTrackMove{"track_move", R"sql(
  UPDATE track_all
  SET household_id = $2, updated_us = $3, revision = revision + 1
  WHERE participant_id = $1 AND state IN )sql" TRACK_OPEN R"sql(
)sql"};

v1::HouseholdEvent HouseholdLifeEventFromRow(const db::Row& row) {
  v1::HouseholdEvent event;
  event.set_kind(static_cast<v1::HouseholdEventKind>(row.Int(0)));
  event.set_date(row.Text(1));
  const std::string numbers = row.Text(2);
  for (const auto& number : absl::StrSplit(numbers, ' ', absl::SkipEmpty())) {
    event.add_member_numbers(std::string(number));
  }
  event.set_from_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(3)));
  event.set_to_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(4)));
  event.set_account_handle(row.Text(6));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(7));
  const bool in_sight = row.Bool(10);
  if (!in_sight) return event;
  event.set_note(row.Text(5));
  event.set_other_household(HouseholdName(row.Id(8)));
  event.set_other_number(row.Text(9));
  return event;
}

}  // namespace

absl::StatusOr<std::vector<v1::HouseholdEvent>> ListHouseholdEvents(db::ReadTx& tx,
                                                                    const Scope& scope,
                                                                    const Id& household_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kHouseholdEvents, {scope.account_id, household_id}));
  return db::MapRows(rows, HouseholdLifeEventFromRow);
}

absl::Status InsertHouseholdEvent(db::WriteTx& tx, const Id& household_id,
                                  const v1::HouseholdEvent& event, int64_t now_us) {
  RETURN_IF_ERROR(
      tx.Execute(kHouseholdEventInsert,
                 {household_id, int64_t{event.kind()}, event.date(),
                  absl::StrJoin(event.member_numbers(), " "), IdOrNull(event.other_household()),
                  int64_t{event.from_neighbourhood()}, int64_t{event.to_neighbourhood()},
                  event.note(), event.account_handle(), now_us})
          .status());
  return tx.Execute(kHouseholdTouch, {household_id, now_us}).status();
}

absl::Status MoveMember(db::WriteTx& tx, const v1::Member& member, const Id& household_id,
                        int64_t now_us) {
  const Id id = IdOf(member.name());
  const Id from_id = IdOf(member.household());
  RETURN_IF_ERROR(
      tx.Execute(kMemberMove, {id, household_id, int64_t{member.relation()}, now_us}).status());
  RETURN_IF_ERROR(tx.Execute(kHouseholdWordMove, {from_id, household_id, id}).status());
  return tx.Execute(kTrackMove, {id, household_id, now_us}).status();
}

}  // namespace kansrijk::store
