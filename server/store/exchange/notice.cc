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
  SELECT c.organisation_id, s.notice_email, c.us
  FROM came AS c
  JOIN settings AS s ON s.organisation_id = c.organisation_id
  LEFT JOIN notice AS n ON n.organisation_id = c.organisation_id
  WHERE c.us > COALESCE(n.told_us, 0)
  ORDER BY c.organisation_id
)sql"};

constexpr db::Query kNoticeTold{"notice_told", R"sql(
  INSERT INTO notice (organisation_id, told_us)
  VALUES ($1, $2)
  ON CONFLICT (organisation_id) DO UPDATE SET told_us = excluded.told_us
)sql"};

}  // namespace

absl::StatusOr<std::vector<DueNotice>> ListDueNotices(db::ReadTx& tx) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kNoticesDue, {}));
  return db::MapRows(rows, [](const db::Row& row) {
    return DueNotice{row.Id(0), row.Text(1), row.Int(2)};
  });
}

absl::Status NoteTold(db::WriteTx& tx, const DueNotice& notice) {
  return tx.Execute(kNoticeTold, {notice.organisation_id, notice.latest_us}).status();
}

}  // namespace kansrijk::store
