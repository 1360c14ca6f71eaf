#include "server/store/people/shared_referral.h"

#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kSharedReferrals{"shared_referrals", R"sql(
  SELECT r.id, r.number, r.from_id, r.to_id, o.code, r.categories, p.id = m.id
  FROM member AS m
  JOIN member AS p ON p.household_id = m.household_id
  JOIN referral AS r ON r.person_id = p.id
  JOIN organisation AS o ON o.id = r.to_id
  JOIN consent AS c ON c.id = r.consent_id
  WHERE m.id = $1 AND r.state IN )sql" REFERRAL_SHOWN R"sql( AND r.recorded_by_id IS NULL
    AND c.withdrawn_us IS NULL AND c.valid_until >= $2
    AND (r.state <> )sql" SQL_REFERRAL_STATE_SENT R"sql( OR r.due_date >= $2)
  ORDER BY r.number, r.id
)sql"};

SharedReferral SharedFromRow(const db::Row& row) {
  SharedReferral shared;
  shared.referral.set_name(ReferralName(row.Id(0)));
  shared.referral.set_number(row.Text(1));
  shared.referral.set_from(OrganisationName(row.Id(2)));
  shared.referral.set_to(OrganisationName(row.Id(3)));
  shared.referral.set_to_code(row.Text(4));
  for (const int category : NumbersIn(row.Text(5))) {
    shared.referral.add_categories(static_cast<v1::DataCategory>(category));
  }
  shared.is_person = row.Bool(6);
  return shared;
}

}  // namespace

absl::StatusOr<std::vector<SharedReferral>> ListSharedReferrals(db::ReadTx& tx, const Scope& scope,
                                                                const Id& member_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSharedReferrals, {member_id, scope.today}));
  return db::MapRows(rows, SharedFromRow);
}

}  // namespace kansrijk::store
