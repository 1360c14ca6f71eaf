#include "server/store/office/access.h"

#include <sodium.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kAccessLast{"access_last", R"sql(
  SELECT r.sequence, r.hash FROM access_record AS r ORDER BY r.sequence DESC LIMIT 1
)sql"};

constexpr db::Query kAccessInsert{"access_insert", R"sql(
  INSERT INTO access_record (sequence, time_us, account_id, account_handle, role, organisation_id,
                             method, purpose, outcome, reason, request_id, trace_id, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
)sql"};

constexpr db::Query kAccessSubjectInsert{"access_subject_insert", R"sql(
  INSERT INTO access_subject (sequence, position, subject) VALUES ($1, $2, $3)
)sql"};

constexpr db::Query kAccessChunk{"access_chunk", R"sql(
  SELECT r.sequence, r.time_us, r.account_id, r.account_handle, r.role, r.organisation_id, r.method,
         r.purpose, r.outcome, r.reason, r.request_id, r.trace_id, r.hash
  FROM access_record AS r
  WHERE r.sequence > $1
  ORDER BY r.sequence
  LIMIT 1000
)sql"};

constexpr db::Query kAccessSubjects{"access_subjects", R"sql(
  SELECT s.subject FROM access_subject AS s WHERE s.sequence = $1 ORDER BY s.position
)sql"};

constexpr db::Query kAccessByOthersInsert{"access_by_others_insert", R"sql(
  INSERT INTO access_by_others (organisation_id, sequence)
  SELECT DISTINCT s.organisation_id, s.sequence
  FROM access_subject_organisation AS s
  WHERE s.sequence = $1 AND s.organisation_id <> $2
)sql"};

// An access that the organisation which it concerns is not shown.
constexpr db::Query kAccessByOthersMissing{"access_by_others_missing", R"sql(
  SELECT s.sequence
  FROM access_subject_organisation AS s
  JOIN access_record AS r ON r.sequence = s.sequence
  WHERE s.organisation_id <> r.organisation_id
    AND NOT EXISTS (SELECT 1 FROM access_by_others AS x
                    WHERE x.organisation_id = s.organisation_id AND x.sequence = s.sequence)
  ORDER BY s.sequence
  LIMIT 1
)sql"};

constexpr db::Query kAccessSubjectCount{"access_subject_count", R"sql(
  SELECT COUNT(*) FROM access_subject AS s
  WHERE NOT EXISTS (SELECT 1 FROM access_record AS r WHERE r.sequence = s.sequence)
)sql"};

// What an organisation's own accounts did, and what others did with its households, its accounts or
// itself.
constexpr db::Query kAccessList{"access_list", R"sql(
  SELECT r.sequence, r.time_us, r.account_id, r.account_handle, r.role, r.organisation_id, r.method,
         r.purpose, r.outcome, r.reason, r.request_id, r.trace_id, r.hash
  FROM access_record AS r
  WHERE r.organisation_id = $2 AND r.sequence < CAST($1 AS BIGINT)
    AND r.time_us >= $3 AND r.time_us < $4
  UNION ALL
  SELECT r.sequence, r.time_us, r.account_id, r.account_handle, r.role, r.organisation_id, r.method,
         r.purpose, r.outcome, r.reason, r.request_id, r.trace_id, r.hash
  FROM access_by_others AS x
  JOIN access_record AS r ON r.sequence = x.sequence
  WHERE x.organisation_id = $2 AND x.sequence < CAST($1 AS BIGINT)
    AND r.time_us >= $3 AND r.time_us < $4
  ORDER BY 1 DESC
  LIMIT $5
)sql"};

constexpr db::Query kAccessListHousehold{"access_list_household", R"sql(
  SELECT r.sequence, r.time_us, r.account_id, r.account_handle, r.role, r.organisation_id, r.method,
         r.purpose, r.outcome, r.reason, r.request_id, r.trace_id, r.hash
  FROM access_subject AS s
  JOIN access_record AS r ON r.sequence = s.sequence
  WHERE s.subject = $1 AND s.sequence < CAST($2 AS BIGINT) AND r.time_us >= $3 AND r.time_us < $4
  ORDER BY s.sequence DESC
  LIMIT $5
)sql"};

// Without the accounts of other organisations, which are none of the organisation's business.
constexpr db::Query kAccessSubjectsSeen{"access_subjects_seen", R"sql(
  SELECT s.subject
  FROM access_subject AS s
  WHERE s.sequence = $1
    AND NOT EXISTS (SELECT 1 FROM account AS a
                    WHERE a.id = substr(s.subject, 10) AND a.organisation_id <> $2)
  ORDER BY s.position
)sql"};

v1::AccessRecord AccessFromRow(const db::Row& row) {
  v1::AccessRecord record;
  record.set_sequence(row.Int(0));
  *record.mutable_time() = TimestampFromMicros(row.Int(1));
  record.set_account(AccountName(row.Id(2)));
  record.set_account_handle(row.Text(3));
  record.set_role(static_cast<v1::Role>(row.Int(4)));
  record.set_organisation(OrganisationName(row.Id(5)));
  record.set_method(row.Text(6));
  record.set_purpose(static_cast<v1::Purpose>(row.Int(7)));
  record.set_outcome(row.Text(8));
  record.set_reason(row.Text(9));
  record.set_request_id(row.Text(10));
  record.set_trace_id(row.Text(11));
  record.set_hash(row.Text(12));
  return record;
}

// `query` answers the subjects of the record $1; what else it takes is in `more`.
absl::StatusOr<std::vector<v1::AccessRecord>> WithSubjects(db::ReadTx& tx,
                                                           const std::vector<db::Row>& rows,
                                                           const db::Query& query,
                                                           const std::vector<db::Value>& more) {
  std::vector<v1::AccessRecord> records = db::MapRows(rows, AccessFromRow);
  for (v1::AccessRecord& record : records) {
    std::vector<db::Value> arguments{record.sequence()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    ASSIGN_OR_RETURN(const auto subjects, tx.Select(query, arguments));
    for (const db::Row& subject : subjects) record.add_subjects(subject.Text(0));
  }
  return records;
}

// Each part with its length, so that no two records read alike.
std::string ChainHash(const std::string& previous, const v1::AccessRecord& record) {
  std::string text;
  const auto add = [&](const auto& part) {
    const std::string piece = absl::StrCat(part);
    absl::StrAppend(&text, piece.size(), ":", piece, ";");
  };
  add(previous);
  add(record.sequence());
  add(MicrosOf(record.time()));
  add(record.account());
  add(record.account_handle());
  add(static_cast<int>(record.role()));
  add(record.organisation());
  add(record.method());
  add(static_cast<int>(record.purpose()));
  add(record.outcome());
  add(record.reason());
  add(record.request_id());
  add(record.trace_id());
  add(record.subjects_size());
  for (const std::string& subject : record.subjects()) add(subject);
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), sizeof hash));
}

absl::Status Broken(int64_t sequence, absl::string_view how) {
  return absl::DataLossError(absl::StrCat("access record ", sequence, " ", how));
}

}  // namespace

absl::StatusOr<Checkpoint> LastCheckpoint(db::ReadTx& tx) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kAccessLast));
  return row.has_value() ? Checkpoint{row->Int(0), row->Text(1)} : Checkpoint{};
}

absl::StatusOr<v1::AccessRecord> AppendAccessRecord(db::WriteTx& tx, v1::AccessRecord record) {
  ASSIGN_OR_RETURN(const Checkpoint last, LastCheckpoint(tx));
  record.set_sequence(last.sequence + 1);
  record.set_hash(ChainHash(last.hash, record));
  RETURN_IF_ERROR(
      tx.Execute(kAccessInsert,
                 {record.sequence(), MicrosOf(record.time()), IdOf(record.account()),
                  record.account_handle(), int64_t{record.role()}, IdOf(record.organisation()),
                  record.method(), int64_t{record.purpose()}, record.outcome(), record.reason(),
                  record.request_id(), record.trace_id(), record.hash()})
          .status());
  int64_t position = 0;
  for (const std::string& subject : record.subjects()) {
    RETURN_IF_ERROR(
        tx.Execute(kAccessSubjectInsert, {record.sequence(), ++position, subject}).status());
  }
  if (position == 0) return record;
  RETURN_IF_ERROR(
      tx.Execute(kAccessByOthersInsert, {record.sequence(), IdOf(record.organisation())}).status());
  return record;
}

absl::StatusOr<std::vector<v1::AccessRecord>> ListAccessRecords(db::ReadTx& tx,
                                                                const AccessFilter& filter,
                                                                const Page& page) {
  const std::string& before = page.after[0];
  const auto rows =
      filter.household.empty()
          ? tx.Select(kAccessList, {before, filter.organisation_id, filter.start_us, filter.end_us,
                                    page.fetch()})
          : tx.Select(kAccessListHousehold,
                      {filter.household, before, filter.start_us, filter.end_us, page.fetch()});
  RETURN_IF_ERROR(rows.status());
  return WithSubjects(tx, *rows, kAccessSubjectsSeen, {filter.organisation_id});
}

absl::Status VerifyAccessLog(db::ReadTx& tx, const Checkpoint& known) {
  Checkpoint last;
  bool reached = known.sequence == 0;
  for (;;) {
    ASSIGN_OR_RETURN(const auto rows, tx.Select(kAccessChunk, {last.sequence}));
    if (rows.empty()) break;
    ASSIGN_OR_RETURN(const auto records, WithSubjects(tx, rows, kAccessSubjects, {}));
    for (const v1::AccessRecord& record : records) {
      if (record.sequence() != last.sequence + 1) {
        return Broken(last.sequence + 1, "is missing");
      }
      if (record.hash() != ChainHash(last.hash, record)) {
        return Broken(record.sequence(), "was changed, or the one before it");
      }
      last = {record.sequence(), record.hash()};
      if (last.sequence == known.sequence) {
        if (last.hash != known.hash) return Broken(last.sequence, "differs from the checkpoint");
        reached = true;
      }
    }
  }
  if (!reached) return Broken(last.sequence + 1, "is missing: the log ends before the checkpoint");
  ASSIGN_OR_RETURN(const auto strays, tx.SelectOne(kAccessSubjectCount));
  if (strays->Int(0) > 0) return Broken(last.sequence + 1, "is missing, but its subjects are here");
  ASSIGN_OR_RETURN(const auto hidden, tx.SelectOne(kAccessByOthersMissing));
  if (hidden.has_value()) {
    return Broken(hidden->Int(0), "is not shown to the organisation whose household it is about");
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::store
