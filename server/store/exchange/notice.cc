#include "server/store/exchange/notice.h"

#include "server/base/status.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kNoticesDue{"notices_due", R"sql(
  WITH came (organisation_id, us) AS (
    SELECT s.organisation_id,
           MAX(COALESCE((SELECT MAX(u.created_us) FROM referral_unseen AS u
                         WHERE u.organisation_id = s.organisation_id AND u.after_date = ''), 0),
               COALESCE((SELECT MAX(r.updated_us) FROM referral AS r
                         WHERE r.to_id = s.organisation_id
                           AND r.state = )sql" SQL_REFERRAL_STATE_SENT R"sql(
                           AND r.recorded_by_id IS NULL), 0))
    FROM settings AS s
    WHERE s.notice_email <> ''
  )
  SELECT c.organisation_id, NULL, s.notice_email, c.us
  FROM came AS c
  JOIN settings AS s ON s.organisation_id = c.organisation_id
  LEFT JOIN notice AS n ON n.organisation_id = c.organisation_id
  WHERE c.us > COALESCE(n.told_us, 0)
  ORDER BY c.organisation_id
)sql"};

constexpr db::Query kNoticesDueToAccounts{"notices_due_to_accounts", R"sql(
  WITH came (account_id, us) AS (
    SELECT a.id,
           MAX(COALESCE((SELECT MAX(u.created_us) FROM referral_unseen AS u
                         WHERE u.organisation_id = a.organisation_id AND u.role = a.role
                           AND u.after_date = ''
                           AND EXISTS (SELECT 1 FROM visible_referral AS v
                                       WHERE v.account_id = a.id AND v.referral_id = u.referral_id
                                         AND v.side = u.side)), 0),
               COALESCE((SELECT MAX(r.updated_us) FROM referral AS r
                         WHERE r.to_id = a.organisation_id
                           AND r.state = )sql" SQL_REFERRAL_STATE_SENT R"sql(
                           AND r.recorded_by_id IS NULL
                           AND EXISTS (SELECT 1 FROM visible_referral AS v
                                       WHERE v.account_id = a.id
                                         AND v.side = )sql" SQL_REFERRAL_SIDE_RECIPIENT R"sql(
                                         AND v.referral_id = r.id)), 0))
    FROM account AS a
    WHERE a.notice_email <> ''
  )
  SELECT a.organisation_id, a.id, a.notice_email, c.us
  FROM came AS c
  JOIN account AS a ON a.id = c.account_id
  WHERE c.us > a.notice_told_us
  ORDER BY a.organisation_id, a.id
)sql"};

constexpr db::Query kNoticeTold{"notice_told", R"sql(
  INSERT INTO notice (organisation_id, told_us)
  VALUES ($1, $2)
  ON CONFLICT (organisation_id) DO UPDATE SET told_us = excluded.told_us
)sql"};

constexpr db::Query kNoticeToldAccount{"notice_told_account", R"sql(
  UPDATE account
  SET notice_told_us = $2
  WHERE id = $1
)sql"};

}  // namespace

absl::StatusOr<std::vector<DueNotice>> ListDueNotices(db::ReadTx& tx) {
  std::vector<DueNotice> due;
  for (const db::Query* query : {&kNoticesDue, &kNoticesDueToAccounts}) {
    ASSIGN_OR_RETURN(const auto rows, tx.Select(*query, {}));
    for (const db::Row& row : rows) {
      due.push_back({row.Id(0), row.Id(1), row.Text(2), row.Int(3)});
    }
  }
  return due;
}

absl::Status NoteTold(db::WriteTx& tx, const DueNotice& notice) {
  if (notice.account_id.empty()) {
    return tx.Execute(kNoticeTold, {notice.organisation_id, notice.latest_us}).status();
  }
  return tx.Execute(kNoticeToldAccount, {notice.account_id, notice.latest_us}).status();
}

}  // namespace kansrijk::store
