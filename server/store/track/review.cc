#include "server/store/track/review.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kReviewGround{"review_ground", R"sql(
  SELECT t.number, t.state, t.household_id,
         (SELECT MAX(r.date) FROM review AS r WHERE r.track_id = t.id)
  FROM track AS t
  WHERE t.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
)sql"};

constexpr db::Query kReviewInsert{"review_insert", R"sql(
  INSERT INTO review (id, track_id, date, note, account_handle, created_us)
  VALUES ($1, $2, $3, $4, $5, $6)
)sql"};

constexpr db::Query kReviewList{"review_list", R"sql(
  SELECT r.id, r.track_id, t.number, t.household_id, r.date, r.note, r.account_handle, r.created_us
  FROM review AS r
  JOIN track AS t ON t.id = r.track_id
  WHERE r.track_id IN )sql" OF_TRACKS R"sql( AND (r.date, r.id) < ($3, $4)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = r.track_id)
  ORDER BY r.date DESC, r.id DESC
  LIMIT $5
)sql"};

v1::Review ReviewFromRow(const db::Row& row) {
  v1::Review review;
  review.set_name(ReviewName(row.Id(1), row.Id(0)));
  review.set_track(TrackName(row.Id(1)));
  review.set_track_number(row.Text(2));
  review.set_household(HouseholdName(row.Id(3)));
  review.set_date(row.Text(4));
  review.set_note(row.Text(5));
  review.set_account_handle(row.Text(6));
  *review.mutable_create_time() = TimestampFromMicros(row.Int(7));
  return review;
}

}  // namespace

absl::StatusOr<ReviewGround> RequireReviewGround(db::ReadTx& tx, const Scope& scope,
                                                 const std::string& track_name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kReviewGround, {scope.account_id, IdOf(track_name)}));
  if (!row.has_value()) return Error(kNotFound, {track_name});
  return ReviewGround{row->Text(0), static_cast<v1::TrackState>(row->Int(1)),
                      HouseholdName(row->Id(2)), row->Text(3)};
}

absl::StatusOr<v1::Review> InsertReview(db::WriteTx& tx, v1::Review review, int64_t now_us) {
  *review.mutable_create_time() = TimestampFromMicros(now_us);
  RETURN_IF_ERROR(
      tx.Execute(kReviewInsert, {IdOf(review.name()), IdOf(review.track()), review.date(),
                                 review.note(), review.account_handle(), now_us})
          .status());
  return review;
}

absl::StatusOr<std::vector<v1::Review>> ListReviews(db::ReadTx& tx, const Scope& scope,
                                                    const std::string& track_name,
                                                    const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kReviewList, {scope.account_id, IdOf(track_name), page.after[0],
                                           page.after[1], page.fetch()}));
  return db::MapRows(rows, ReviewFromRow);
}

}  // namespace kansrijk::store
