#include "server/store/household.h"

#include <set>

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/store/number.h"

namespace kansrijk::store {
namespace {

// Sorts after every character that a word may have.
constexpr char kLastCharacter[] = "\xF4\x8F\xBF\xBF";

constexpr db::Query kById{"household_by_id", R"sql(
  SELECT h.id, h.organisation_id, h.number, h.neighbourhood, h.type, h.created_us, h.updated_us,
    h.revision
  FROM household AS h
  WHERE h.id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = h.id)
)sql"};

constexpr db::Query kIdByNumber{"household_id_by_number", R"sql(
  SELECT h.id
  FROM household AS h
  WHERE h.organisation_id = $1 AND h.number = $2
)sql"};

// A coordinator sees nearly all households, a buddy a few: the list of the one goes through the
// numbers as far as the page, that of the other through the matches.
constexpr db::Query kCoordinates{"household_coordinates", R"sql(
  SELECT a.id FROM account AS a WHERE a.id = $1 AND a.role = 2
)sql"};

constexpr db::Query kListByNumber{"household_list_by_number", R"sql(
  SELECT h.id, h.organisation_id, h.number, h.neighbourhood, h.type, h.created_us, h.updated_us,
    h.revision
  FROM household AS h
  WHERE h.number >= $2 AND (h.number, h.id) > ($2, $3)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = h.id)
  ORDER BY h.number, h.id
  LIMIT $4
)sql"};

constexpr db::Query kListOfBuddy{"household_list_of_buddy", R"sql(
  SELECT h.id, h.organisation_id, h.number, h.neighbourhood, h.type, h.created_us, h.updated_us,
    h.revision
  FROM (SELECT DISTINCT t.household_id
        FROM account AS a
        JOIN match AS m ON m.buddy_id = a.buddy_id
        JOIN track AS t ON t.id = m.track_id
        WHERE a.id = $1 AND m.state IN (2, 3)) AS o
  CROSS JOIN household AS h
  WHERE h.id = o.household_id AND (h.number, h.id) > ($2, $3)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = h.id)
  ORDER BY h.number, h.id
  LIMIT $4
)sql"};

// The first word finds candidates by its index; the others are looked up per candidate.
constexpr db::Query kSearch{"household_search", R"sql(
  SELECT h.id, h.organisation_id, h.number, h.neighbourhood, h.type, h.created_us, h.updated_us,
    h.revision
  FROM household AS h
  WHERE h.id IN (SELECT w.household_id FROM household_word AS w
                 WHERE w.word >= $5 AND w.word < $6)
    AND (h.number, h.id) > ($2, $3)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = h.id)
    AND ($7 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                            WHERE w.household_id = h.id AND w.word >= $7 AND w.word < $8))
    AND ($9 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                            WHERE w.household_id = h.id AND w.word >= $9 AND w.word < $10))
    AND ($11 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                             WHERE w.household_id = h.id AND w.word >= $11 AND w.word < $12))
    AND ($13 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                             WHERE w.household_id = h.id AND w.word >= $13 AND w.word < $14))
    AND ($15 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                             WHERE w.household_id = h.id AND w.word >= $15 AND w.word < $16))
  ORDER BY h.number, h.id
  LIMIT $4
)sql"};

constexpr db::Query kInsert{"household_insert", R"sql(
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us, updated_us,
    revision)
  VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
)sql"};

constexpr db::Query kUpdate{"household_update", R"sql(
  UPDATE household_all
  SET neighbourhood = $2, type = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kForgetWords{"household_word_delete", R"sql(
  DELETE FROM household_word_all
  WHERE household_id = $1 AND source_id = $2
)sql"};

constexpr db::Query kInsertWord{"household_word_insert", R"sql(
  INSERT INTO household_word_all (household_id, source_id, word)
  VALUES ($1, $2, $3)
)sql"};

v1::Household FromRow(const db::Row& row) {
  v1::Household household;
  household.set_name(HouseholdName(row.Text(0)));
  household.set_organisation(OrganisationName(row.Text(1)));
  household.set_number(row.Text(2));
  household.set_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(3)));
  household.set_type(static_cast<v1::HouseholdType>(row.Int(4)));
  *household.mutable_create_time() = TimestampFromMicros(row.Int(5));
  *household.mutable_update_time() = TimestampFromMicros(row.Int(6));
  household.set_etag(EtagOf(row.Int(7)));
  return household;
}

absl::Status Number(db::WriteTx& tx, v1::Household& household) {
  const std::string organisation_id = IdOf(household.organisation());
  if (!household.number().empty()) {
    return ReserveNumber(tx, kHouseholdNumber, organisation_id, household.number());
  }
  ASSIGN_OR_RETURN(*household.mutable_number(), NextNumber(tx, kHouseholdNumber, organisation_id));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Household> RequireHousehold(db::ReadTx& tx, const Scope& scope,
                                               const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {HouseholdName(id)});
  return FromRow(*row);
}

absl::StatusOr<std::optional<std::string>> FindHouseholdIdByNumber(
    db::ReadTx& tx, const std::string& organisation_id, const std::string& number) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kIdByNumber, {organisation_id, number}));
  if (!row.has_value()) return std::nullopt;
  return row->Text(0);
}

absl::StatusOr<std::vector<v1::Household>> ListHouseholds(db::ReadTx& tx, const Scope& scope,
                                                          const Page& page) {
  ASSIGN_OR_RETURN(const auto coordinator, tx.SelectOne(kCoordinates, {scope.account_id}));
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(coordinator.has_value() ? kListByNumber : kListOfBuddy,
                             {scope.account_id, page.after[0], page.after[1], page.fetch()}));
  return db::MapRows(rows, FromRow);
}

absl::StatusOr<std::vector<v1::Household>> SearchHouseholds(db::ReadTx& tx, const Scope& scope,
                                                            const std::vector<std::string>& words,
                                                            const Page& page) {
  std::vector<db::Value> args = {scope.account_id, page.after[0], page.after[1], page.fetch()};
  for (size_t n = 0; n < kSearchWordsMax; ++n) {
    const std::string word = n < words.size() ? words[n] : "";
    args.emplace_back(word);
    args.emplace_back(word + kLastCharacter);
  }
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSearch, args));
  return db::MapRows(rows, FromRow);
}

absl::Status InsertHousehold(db::WriteTx& tx, v1::Household& household, int64_t now_us) {
  RETURN_IF_ERROR(Number(tx, household));
  const std::string id = IdOf(household.name());
  const auto inserted =
      tx.Execute(kInsert, {id, IdOf(household.organisation()), household.number(),
                           int64_t{household.neighbourhood()}, int64_t{household.type()}, now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"household", household.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  RETURN_IF_ERROR(SetSearchWords(tx, id, id, {household.number()}));
  *household.mutable_create_time() = TimestampFromMicros(now_us);
  *household.mutable_update_time() = TimestampFromMicros(now_us);
  household.set_etag(EtagOf(1));
  return absl::OkStatus();
}

absl::Status UpdateHousehold(db::WriteTx& tx, v1::Household& household, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kUpdate, {IdOf(household.name()),
                                                          int64_t{household.neighbourhood()},
                                                          int64_t{household.type()}, now_us}));
  *household.mutable_update_time() = TimestampFromMicros(now_us);
  household.set_etag(EtagOf(row->Int(0)));
  return absl::OkStatus();
}

absl::Status SetSearchWords(db::WriteTx& tx, const std::string& household_id,
                            const std::string& source_id, const std::vector<std::string>& texts) {
  std::set<std::string> words;
  for (const std::string& text : texts) {
    for (std::string& word : FoldWords(text)) words.insert(std::move(word));
  }
  RETURN_IF_ERROR(tx.Execute(kForgetWords, {household_id, source_id}).status());
  for (const std::string& word : words) {
    RETURN_IF_ERROR(tx.Execute(kInsertWord, {household_id, source_id, word}).status());
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::store
