#include "server/store/people/member.h"

#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/facts/phone.h"
#include "server/store/enums.h"
#include "server/store/number.h"
#include "server/store/people/household.h"

namespace kansrijk::store {
namespace {

// Most members with one word in their name that ListMembersLike looks at.
constexpr int64_t kWithWordMax = 1000;

// Of a date, which begins with its year.
constexpr size_t kYearDigits = 4;

#define MEMBER_COLUMNS                                                                      \
  "m.id, m.household_id, m.number, m.given_name, m.family_name, m.birth_date, m.relation, " \
  "m.participant, m.phone, m.email, m.pregnant_or_young_child, m.languages, m.created_us, " \
  "m.updated_us, m.revision, m.leave_date, m.leave_reason"

constexpr db::Query kMemberById{"member_by_id", "SELECT " MEMBER_COLUMNS R"sql(
  FROM member AS m
  WHERE m.id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
)sql"};

constexpr db::Query kMemberIdByNumber{"member_id_by_number", R"sql(
  SELECT m.id
  FROM member AS m
  WHERE m.organisation_id = $1 AND m.number = $2
)sql"};

constexpr db::Query kMemberList{"member_list", "SELECT " MEMBER_COLUMNS R"sql(
  FROM member AS m
  WHERE m.household_id = $2 AND m.number > $3
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY m.number, m.id
  LIMIT $4
)sql"};

constexpr db::Query kMemberPresent{"member_present", "SELECT " MEMBER_COLUMNS R"sql(
  FROM member AS m
  WHERE m.household_id = $2 AND m.leave_date = ''
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY m.number, m.id
  LIMIT $3
)sql"};

constexpr db::Query kMemberBornOn{"member_born_on", "SELECT " MEMBER_COLUMNS R"sql(
  FROM member AS m
  WHERE m.organisation_id = $2 AND m.birth_date = $3
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY m.id DESC
  LIMIT $4
)sql"};

constexpr db::Query kMemberByPhoneDigits{"member_by_phone_digits", "SELECT " MEMBER_COLUMNS R"sql(
  FROM member AS m
  WHERE m.organisation_id = $2 AND m.phone_digits = $3
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY m.id DESC
  LIMIT $4
)sql"};

// The first word finds members by its index, the latest households' of them; the others are looked
// up per member.
constexpr db::Query kMemberByNameWords{"member_by_name_words", "SELECT " MEMBER_COLUMNS R"sql(
  FROM member AS m
  WHERE m.id IN (SELECT w.source_id
                 FROM household_word AS w
                 WHERE w.organisation_id = $2 AND w.word = $3
                 ORDER BY w.household_id DESC, w.source_id DESC
                 LIMIT $7)
    AND ($4 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                            WHERE w.household_id = m.household_id AND w.source_id = m.id
                              AND w.word = $4))
    AND ($5 = '' OR EXISTS (SELECT 1 FROM household_word AS w
                            WHERE w.household_id = m.household_id AND w.source_id = m.id
                              AND w.word = $5))
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY m.id DESC
  LIMIT $6
)sql"};

constexpr db::Query kMemberHouseholdNumber{"member_household_number", R"sql(
  SELECT h.number
  FROM household_all AS h
  WHERE h.id = $1
)sql"};

constexpr db::Query kMemberInsert{"member_insert", R"sql(
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name, birth_date,
    relation, participant, phone, email, pregnant_or_young_child, languages, phone_digits,
    created_us, updated_us, revision)
  VALUES ($1, $2, (SELECT h.organisation_id FROM household_all AS h WHERE h.id = $2), $3, $4, $5, $6,
    $7, $8, $9, $10, $11, $12, $13, $14, $14, 1)
)sql"};

constexpr db::Query kMemberUpdate{"member_update", R"sql(
  UPDATE member_all
  SET given_name = $2, family_name = $3, birth_date = $4, relation = $5, participant = $6,
    phone = $7, email = $8, pregnant_or_young_child = $9, languages = $10, phone_digits = $11,
    updated_us = $12, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kMemberSetLeave{"member_set_leave", R"sql(
  UPDATE member_all
  SET leave_date = $2, leave_reason = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
)sql"};

constexpr db::Query kMemberVersionInsert{"member_version_insert", R"sql(
  INSERT INTO member_version (member_id, position, account_handle, reason, given_name, family_name,
    birth_date, relation, participant, phone, email, pregnant_or_young_child, created_us)
  SELECT m.id,
    (SELECT COALESCE(MAX(x.position), 0) + 1 FROM member_version AS x WHERE x.member_id = m.id), $2,
    $3, m.given_name, m.family_name, m.birth_date, m.relation, m.participant, m.phone, m.email,
    m.pregnant_or_young_child, $4
  FROM member_all AS m
  WHERE m.id = $1
)sql"};

constexpr db::Query kMemberVersions{"member_versions", R"sql(
  SELECT x.created_us, x.account_handle, x.reason, x.given_name, x.family_name, x.birth_date,
    x.relation, x.participant, x.phone, x.email, x.pregnant_or_young_child
  FROM member_version AS x
  JOIN member AS m ON m.id = x.member_id
  WHERE x.member_id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY x.position
)sql"};

constexpr db::Query kMemberFormerNames{"member_former_names", R"sql(
  SELECT x.given_name, x.family_name
  FROM member_version AS x
  WHERE x.member_id = $1
  ORDER BY x.position
)sql"};

constexpr db::Query kMemberMattersSeen{"member_matters_seen", R"sql(
  SELECT 1 FROM visible_person AS v WHERE v.account_id = $1 AND v.member_id = $2 LIMIT 1
)sql"};

constexpr db::Query kTrackOfDeath{"track_of_death", R"sql(
  SELECT t.id
  FROM track AS t
  WHERE t.participant_id = $2 AND t.exit_reason = )sql" SQL_EXIT_REASON_DECEASED R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY t.id
  LIMIT 1
)sql"};

constexpr db::Query kTrackOpenOfParticipant{"track_open_of_participant", R"sql(
  SELECT t.number
  FROM track AS t
  WHERE t.participant_id = $2 AND t.state IN )sql" TRACK_OPEN R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY t.number, t.id
  LIMIT 1
)sql"};

v1::Member MemberFromRow(const db::Row& row) {
  v1::Member member;
  member.set_name(MemberName(row.Id(1), row.Id(0)));
  member.set_household(HouseholdName(row.Id(1)));
  member.set_number(row.Text(2));
  member.set_given_name(row.Text(3));
  member.set_family_name(row.Text(4));
  member.set_birth_date(row.Text(5));
  member.set_relation(static_cast<v1::MemberRelation>(row.Int(6)));
  member.set_participant(row.Bool(7));
  member.set_phone(row.Text(8));
  member.set_email(row.Text(9));
  member.set_pregnant_or_young_child(row.Bool(10));
  const std::string languages = row.Text(11);
  for (const auto& language : absl::StrSplit(languages, ' ', absl::SkipEmpty())) {
    member.add_languages(std::string(language));
  }
  *member.mutable_create_time() = TimestampFromMicros(row.Int(12));
  *member.mutable_update_time() = TimestampFromMicros(row.Int(13));
  member.set_etag(EtagOf(row.Int(14)));
  member.set_leave_date(row.Text(15));
  member.set_leave_reason(static_cast<v1::LeaveReason>(row.Int(16)));
  return member;
}

v1::MemberVersion MemberVersionFromRow(const db::Row& row) {
  v1::MemberVersion version;
  *version.mutable_create_time() = TimestampFromMicros(row.Int(0));
  version.set_account_handle(row.Text(1));
  version.set_reason(row.Text(2));
  version.set_given_name(row.Text(3));
  version.set_family_name(row.Text(4));
  version.set_birth_date(row.Text(5));
  version.set_relation(static_cast<v1::MemberRelation>(row.Int(6)));
  version.set_participant(row.Bool(7));
  version.set_phone(row.Text(8));
  version.set_email(row.Text(9));
  version.set_pregnant_or_young_child(row.Bool(10));
  return version;
}

absl::Status NumberMember(db::WriteTx& tx, v1::Member& member) {
  if (!member.number().empty()) return absl::OkStatus();
  const Id household_id = IdOf(member.household());
  ASSIGN_OR_RETURN(const auto household, tx.SelectOne(kMemberHouseholdNumber, {household_id}));
  if (!household.has_value()) return Error(kNotFound, {member.household()});
  ASSIGN_OR_RETURN(*member.mutable_number(),
                   NextMemberNumber(tx, household_id, household->Text(0)));
  return absl::OkStatus();
}

// The longest words of the member's name, three at most and the longest first, since they are
// likely to be the rarest; "" for those that it lacks.
std::array<std::string, 3> RarestWords(const v1::Member& member) {
  std::vector<std::string> words =
      FoldWords(absl::StrCat(member.given_name(), " ", member.family_name()));
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  words.erase(std::unique(words.begin(), words.end()), words.end());
  words.resize(3);
  return {words[0], words[1], words[2]};
}

// A former name finds the member as well.
absl::Status SetWords(db::WriteTx& tx, const v1::Member& member) {
  const Id id = IdOf(member.name());
  std::vector<std::string> texts{member.number(), member.given_name(), member.family_name(),
                                 member.birth_date().substr(0, kYearDigits),
                                 NationalDigits(member.phone())};
  ASSIGN_OR_RETURN(const auto former, tx.Select(kMemberFormerNames, {id}));
  for (const db::Row& row : former) {
    texts.push_back(row.Text(0));
    texts.push_back(row.Text(1));
  }
  return SetSearchWords(tx, IdOf(member.household()), id, texts);
}

}  // namespace

absl::StatusOr<v1::Member> RequireMember(db::ReadTx& tx, const Scope& scope, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kMemberById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {MemberName(Id("-"), id)});
  return MemberFromRow(*row);
}

absl::StatusOr<std::optional<Id>> FindMemberIdByNumber(db::ReadTx& tx, const Id& organisation_id,
                                                       const std::string& number) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kMemberIdByNumber, {organisation_id, number}));
  if (!row.has_value()) return std::nullopt;
  return row->Id(0);
}

absl::StatusOr<std::vector<v1::Member>> ListMembers(db::ReadTx& tx, const Scope& scope,
                                                    const Id& household_id, const Page& page) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMemberList, {scope.account_id, household_id,
                                                            page.after[0], page.fetch()}));
  return db::MapRows(rows, MemberFromRow);
}

absl::StatusOr<std::vector<v1::Member>> MembersOf(db::ReadTx& tx, const Scope& scope,
                                                  const Id& household_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kMemberPresent, {scope.account_id, household_id, kPageSizeMax}));
  return db::MapRows(rows, MemberFromRow);
}

absl::StatusOr<std::vector<v1::MemberVersion>> ListMemberVersions(db::ReadTx& tx,
                                                                  const Scope& scope,
                                                                  const Id& member_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMemberVersions, {scope.account_id, member_id}));
  return db::MapRows(rows, MemberVersionFromRow);
}

absl::StatusOr<std::vector<v1::Member>> ListMembersLike(db::ReadTx& tx, const Scope& scope,
                                                        const Id& organisation_id,
                                                        const v1::Member& member,
                                                        const std::string& other_birth_date) {
  std::vector<v1::Member> alike;
  std::set<std::string> seen;
  const auto add = [&](const db::Query& query, const std::vector<db::Value>& what) -> absl::Status {
    std::vector<db::Value> args{scope.account_id, organisation_id};
    args.insert(args.end(), what.begin(), what.end());
    ASSIGN_OR_RETURN(const auto rows, tx.Select(query, args));
    for (const db::Row& row : rows) {
      if (seen.insert(row.Text(0)).second) alike.push_back(MemberFromRow(row));
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(add(kMemberBornOn, {member.birth_date(), kAlikeMax}));
  if (!other_birth_date.empty()) RETURN_IF_ERROR(add(kMemberBornOn, {other_birth_date, kAlikeMax}));
  const std::string digits = NationalDigits(member.phone());
  if (!digits.empty()) RETURN_IF_ERROR(add(kMemberByPhoneDigits, {digits, kAlikeMax}));
  const auto words = RarestWords(member);
  if (!words[0].empty()) {
    RETURN_IF_ERROR(
        add(kMemberByNameWords, {words[0], words[1], words[2], kAlikeMax, kWithWordMax}));
  }
  return alike;
}

absl::StatusOr<v1::Member> InsertMember(db::WriteTx& tx, v1::Member member, int64_t now_us) {
  RETURN_IF_ERROR(NumberMember(tx, member));
  const auto inserted =
      tx.Execute(kMemberInsert,
                 {IdOf(member.name()), IdOf(member.household()), member.number(),
                  member.given_name(), member.family_name(), member.birth_date(),
                  int64_t{member.relation()}, int64_t{member.participant()}, member.phone(),
                  member.email(), int64_t{member.pregnant_or_young_child()},
                  absl::StrJoin(member.languages(), " "), NationalDigits(member.phone()), now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"member", member.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  RETURN_IF_ERROR(SetWords(tx, member));
  *member.mutable_create_time() = TimestampFromMicros(now_us);
  *member.mutable_update_time() = TimestampFromMicros(now_us);
  member.set_etag(EtagOf(1));
  return member;
}

absl::StatusOr<v1::Member> UpdateMember(db::WriteTx& tx, v1::Member member, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(
          kMemberUpdate,
          {IdOf(member.name()), member.given_name(), member.family_name(), member.birth_date(),
           int64_t{member.relation()}, int64_t{member.participant()}, member.phone(),
           member.email(), int64_t{member.pregnant_or_young_child()},
           absl::StrJoin(member.languages(), " "), NationalDigits(member.phone()), now_us}));
  RETURN_IF_ERROR(SetWords(tx, member));
  *member.mutable_update_time() = TimestampFromMicros(now_us);
  member.set_etag(EtagOf(row->Int(0)));
  return member;
}

absl::Status KeepMemberVersion(db::WriteTx& tx, const Id& member_id,
                               const std::string& account_handle, const std::string& reason,
                               int64_t now_us) {
  return tx.Execute(kMemberVersionInsert, {member_id, account_handle, reason, now_us}).status();
}

absl::Status SetLeave(db::WriteTx& tx, const v1::Member& member, int64_t now_us) {
  return tx
      .Execute(kMemberSetLeave,
               {IdOf(member.name()), member.leave_date(), int64_t{member.leave_reason()}, now_us})
      .status();
}

absl::StatusOr<std::optional<std::string>> FindOpenTrackNumber(db::ReadTx& tx, const Scope& scope,
                                                               const Id& participant_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kTrackOpenOfParticipant, {scope.account_id, participant_id}));
  if (!row.has_value()) return std::nullopt;
  return row->Text(0);
}

absl::StatusOr<bool> SeesMattersOf(db::ReadTx& tx, const Scope& scope, const Id& member_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kMemberMattersSeen, {scope.account_id, member_id}));
  return row.has_value();
}

absl::StatusOr<std::optional<Id>> FindTrackOfDeath(db::ReadTx& tx, const Scope& scope,
                                                   const Id& participant_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTrackOfDeath, {scope.account_id, participant_id}));
  if (!row.has_value()) return std::nullopt;
  return row->Id(0);
}

}  // namespace kansrijk::store
