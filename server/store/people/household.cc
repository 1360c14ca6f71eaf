#include "server/store/people/household.h"

#include <set>

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/number.h"

namespace kansrijk::store {
namespace {

// Sorts after every character that a word may have.
constexpr char kLastCharacter[] = "\xF4\x8F\xBF\xBF";

constexpr db::Query kHouseholdIdByNumber{"household_id_by_number", R"sql(
  SELECT h.id
  FROM household AS h
  WHERE h.organisation_id = $1 AND h.number = $2
)sql"};

// What HouseholdFromRow() reads and where from; how a page of it ends. $1 the account, $2 and $3
// where the page goes on, $4 how many.
#define SELECT_HOUSEHOLD                                                              \
  "SELECT h.id, h.organisation_id, h.number, h.neighbourhood, h.type, h.created_us, " \
  "h.updated_us, h.revision, h.shielded FROM household AS h"
#define HOUSEHOLD_PAGE                                  \
  " AND (h.number, h.id) > ($2, $3)"                    \
  " AND EXISTS (SELECT 1 FROM visible_household AS v"   \
  " WHERE v.account_id = $1 AND v.household_id = h.id)" \
  " ORDER BY h.number, h.id LIMIT $4"

constexpr db::Query kHouseholdById{"household_by_id", SELECT_HOUSEHOLD R"sql(
  WHERE h.id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = h.id)
)sql"};

// Those that the buddy has an active match with: few, which a list looks through.
#define OF_MATCHED_HOUSEHOLD                    \
  " WHERE h.id IN (SELECT t.household_id"       \
  " FROM account AS a"                          \
  " JOIN match AS m ON m.buddy_id = a.buddy_id" \
  " JOIN track AS t ON t.id = m.track_id"       \
  " WHERE a.id = $1 AND m.state = " SQL_MATCH_STATE_ACTIVE ")"

constexpr db::Query kHouseholdListOfOrganisation{"household_list_of_organisation", SELECT_HOUSEHOLD
                                                 " WHERE h.organisation_id = $5" HOUSEHOLD_PAGE};

constexpr db::Query kHouseholdListOfBuddy{"household_list_of_buddy",
                                          SELECT_HOUSEHOLD OF_MATCHED_HOUSEHOLD HOUSEHOLD_PAGE};

// $5 to $16: six words, each with the end of what begins with it; all but the first may be empty.
// The first finds an organisation's households by its index.
#define WITH_WORDS_OF_SEARCH                                           \
  " AND EXISTS (SELECT 1 FROM household_word AS w"                     \
  "  WHERE w.household_id = h.id AND w.word >= $5 AND w.word < $6)"    \
  " AND ($7 = '' OR EXISTS (SELECT 1 FROM household_word AS w"         \
  "  WHERE w.household_id = h.id AND w.word >= $7 AND w.word < $8))"   \
  " AND ($9 = '' OR EXISTS (SELECT 1 FROM household_word AS w"         \
  "  WHERE w.household_id = h.id AND w.word >= $9 AND w.word < $10))"  \
  " AND ($11 = '' OR EXISTS (SELECT 1 FROM household_word AS w"        \
  "  WHERE w.household_id = h.id AND w.word >= $11 AND w.word < $12))" \
  " AND ($13 = '' OR EXISTS (SELECT 1 FROM household_word AS w"        \
  "  WHERE w.household_id = h.id AND w.word >= $13 AND w.word < $14))" \
  " AND ($15 = '' OR EXISTS (SELECT 1 FROM household_word AS w"        \
  "  WHERE w.household_id = h.id AND w.word >= $15 AND w.word < $16))"

constexpr db::Query kHouseholdSearchOfOrganisation{"household_search_of_organisation",
                                                   SELECT_HOUSEHOLD R"sql(
  WHERE h.id IN (SELECT w.household_id FROM household_word AS w
                 WHERE w.organisation_id = $17 AND w.word >= $5 AND w.word < $6)
)sql" WITH_WORDS_OF_SEARCH HOUSEHOLD_PAGE};

constexpr db::Query kHouseholdSearchOfBuddy{
    "household_search_of_buddy",
    SELECT_HOUSEHOLD OF_MATCHED_HOUSEHOLD WITH_WORDS_OF_SEARCH HOUSEHOLD_PAGE};

constexpr db::Query kHouseholdInsert{"household_insert", R"sql(
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us, updated_us,
    revision, shielded)
  VALUES ($1, $2, $3, $4, $5, $6, $6, 1, $7)
)sql"};

constexpr db::Query kHouseholdUpdate{"household_update", R"sql(
  UPDATE household_all
  SET neighbourhood = $2, type = $3, updated_us = $4, revision = revision + 1, shielded = $5
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kHouseholdAddress{"household_address", R"sql(
  SELECT x.address
  FROM household_address AS x
  WHERE x.household_id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = x.household_id)
)sql"};

constexpr db::Query kHouseholdAddressPut{"household_address_put", R"sql(
  INSERT INTO household_address (household_id, address, updated_us)
  VALUES ($1, $2, $3)
  ON CONFLICT (household_id) DO UPDATE
  SET address = $2, updated_us = $3
)sql"};

constexpr db::Query kHouseholdAddressDelete{"household_address_delete", R"sql(
  DELETE FROM household_address
  WHERE household_id = $1
)sql"};

constexpr db::Query kHouseholdWordDelete{"household_word_delete", R"sql(
  DELETE FROM household_word_all
  WHERE household_id = $1 AND source_id = $2
)sql"};

constexpr db::Query kHouseholdWordInsert{"household_word_insert", R"sql(
  INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
  VALUES ($1, $2, $3, (SELECT h.organisation_id FROM household_all AS h WHERE h.id = $1))
)sql"};

v1::Household HouseholdFromRow(const db::Row& row) {
  v1::Household household;
  household.set_name(HouseholdName(row.Id(0)));
  household.set_organisation(OrganisationName(row.Id(1)));
  household.set_number(row.Text(2));
  household.set_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(3)));
  household.set_type(static_cast<v1::HouseholdType>(row.Int(4)));
  *household.mutable_create_time() = TimestampFromMicros(row.Int(5));
  *household.mutable_update_time() = TimestampFromMicros(row.Int(6));
  household.set_etag(EtagOf(row.Int(7)));
  household.set_shielded(row.Bool(8));
  return household;
}

absl::Status NumberHousehold(db::WriteTx& tx, v1::Household& household) {
  const Id organisation_id = IdOf(household.organisation());
  if (!household.number().empty()) {
    return ReserveNumber(tx, kHouseholdNumber, organisation_id, household.number());
  }
  ASSIGN_OR_RETURN(*household.mutable_number(), NextNumber(tx, kHouseholdNumber, organisation_id));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Household> RequireHousehold(db::ReadTx& tx, const Scope& scope, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kHouseholdById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {HouseholdName(id)});
  return HouseholdFromRow(*row);
}

absl::StatusOr<std::optional<Id>> FindHouseholdIdByNumber(db::ReadTx& tx, const Id& organisation_id,
                                                          const std::string& number) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kHouseholdIdByNumber, {organisation_id, number}));
  if (!row.has_value()) return std::nullopt;
  return row->Id(0);
}

absl::StatusOr<std::vector<v1::Household>> ListHouseholds(db::ReadTx& tx, const Scope& scope,
                                                          const Page& page) {
  const bool of_buddy = scope.IsOfBuddy();
  std::vector<db::Value> args = {scope.account_id, page.after[0], page.after[1], page.fetch()};
  if (!of_buddy) args.emplace_back(scope.organisation_id);
  ASSIGN_OR_RETURN(
      const auto rows,
      tx.Select(of_buddy ? kHouseholdListOfBuddy : kHouseholdListOfOrganisation, args));
  return db::MapRows(rows, HouseholdFromRow);
}

absl::StatusOr<std::vector<v1::Household>> SearchHouseholds(db::ReadTx& tx, const Scope& scope,
                                                            const std::vector<std::string>& words,
                                                            const Page& page) {
  const bool of_buddy = scope.IsOfBuddy();
  std::vector<db::Value> args = {scope.account_id, page.after[0], page.after[1], page.fetch()};
  for (size_t n = 0; n < kSearchWordsMax; ++n) {
    const std::string word = n < words.size() ? words[n] : "";
    args.emplace_back(word);
    args.emplace_back(word + kLastCharacter);
  }
  if (!of_buddy) args.emplace_back(scope.organisation_id);
  ASSIGN_OR_RETURN(
      const auto rows,
      tx.Select(of_buddy ? kHouseholdSearchOfBuddy : kHouseholdSearchOfOrganisation, args));
  return db::MapRows(rows, HouseholdFromRow);
}

absl::StatusOr<v1::Household> InsertHousehold(db::WriteTx& tx, v1::Household household,
                                              int64_t now_us) {
  RETURN_IF_ERROR(NumberHousehold(tx, household));
  const Id id = IdOf(household.name());
  const auto inserted =
      tx.Execute(kHouseholdInsert, {id, IdOf(household.organisation()), household.number(),
                                    int64_t{household.neighbourhood()}, int64_t{household.type()},
                                    now_us, int64_t{household.shielded()}});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"household", household.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  RETURN_IF_ERROR(SetSearchWords(tx, id, id, {household.number()}));
  *household.mutable_create_time() = TimestampFromMicros(now_us);
  *household.mutable_update_time() = TimestampFromMicros(now_us);
  household.set_etag(EtagOf(1));
  return household;
}

absl::StatusOr<v1::Household> UpdateHousehold(db::WriteTx& tx, v1::Household household,
                                              int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kHouseholdUpdate,
                   {IdOf(household.name()), int64_t{household.neighbourhood()},
                    int64_t{household.type()}, now_us, int64_t{household.shielded()}}));
  *household.mutable_update_time() = TimestampFromMicros(now_us);
  household.set_etag(EtagOf(row->Int(0)));
  return household;
}

absl::StatusOr<std::string> AddressOf(db::ReadTx& tx, const Scope& scope, const Id& household_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kHouseholdAddress, {scope.account_id, household_id}));
  return row.has_value() ? row->Text(0) : std::string();
}

absl::Status SetAddress(db::WriteTx& tx, const Id& household_id, const std::string& address,
                        int64_t now_us) {
  return address.empty()
             ? tx.Execute(kHouseholdAddressDelete, {household_id}).status()
             : tx.Execute(kHouseholdAddressPut, {household_id, address, now_us}).status();
}

absl::Status SetSearchWords(db::WriteTx& tx, const Id& household_id, const Id& source_id,
                            const std::vector<std::string>& texts) {
  std::set<std::string> words;
  for (const std::string& text : texts) {
    for (std::string& word : FoldWords(text)) words.insert(std::move(word));
  }
  RETURN_IF_ERROR(tx.Execute(kHouseholdWordDelete, {household_id, source_id}).status());
  for (const std::string& word : words) {
    RETURN_IF_ERROR(tx.Execute(kHouseholdWordInsert, {household_id, source_id, word}).status());
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::store
