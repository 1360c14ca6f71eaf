#include "server/store/exchange/referred_household.h"

#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kReferredHousehold{"referred_household", R"sql(
  SELECT m.id, m.household_id, m.number, m.given_name, m.family_name, m.birth_date, m.phone, m.email,
         h.neighbourhood, h.type, h.shielded, m.id = r.person_id, m.id = t.participant_id
  FROM referral AS r
  JOIN member AS p ON p.id = r.person_id
  JOIN household AS h ON h.id = p.household_id
  JOIN member AS m ON m.household_id = h.id AND m.leave_date = ''
  LEFT JOIN track AS t ON t.id = r.track_id
  WHERE r.id = $3
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = r.id AND v.until >= $2)
  ORDER BY m.number, m.id
)sql"};

v1::Member ReferredMemberFromRow(const db::Row& row) {
  v1::Member member;
  member.set_name(MemberName(row.Id(1), row.Id(0)));
  member.set_number(row.Text(2));
  member.set_household(HouseholdName(row.Id(1)));
  member.set_given_name(row.Text(3));
  member.set_family_name(row.Text(4));
  member.set_birth_date(row.Text(5));
  member.set_phone(row.Text(6));
  member.set_email(row.Text(7));
  return member;
}

}  // namespace

absl::StatusOr<ReferredHousehold> FindReferredHousehold(db::ReadTx& tx, const Scope& scope,
                                                        const Id& referral_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kReferredHousehold, {scope.account_id, scope.today, referral_id}));
  ReferredHousehold referred;
  for (const db::Row& row : rows) {
    const v1::Member& member = referred.members.emplace_back(ReferredMemberFromRow(row));
    referred.household.set_name(member.household());
    referred.household.set_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(8)));
    referred.household.set_type(static_cast<v1::HouseholdType>(row.Int(9)));
    referred.household.set_shielded(row.Bool(10));
    if (row.Bool(11)) referred.person = member.name();
    if (row.Bool(12)) referred.participant = member.name();
  }
  return referred;
}

}  // namespace kansrijk::store
