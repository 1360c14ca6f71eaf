#include "server/store/resolve.h"

#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "server/base/clock.h"
#include "server/base/error.h"
#include "server/base/names.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

constexpr ErrorKind kAmbiguous{"AMBIGUOUS_NUMBER", absl::StatusCode::kFailedPrecondition,
                               "$0 can mean several: $1; name the one you mean",
                               "$0 kan op meer dan een slaan: $1; noem degene die u bedoelt"};

// Each query answers (id, parent id, number people know). $1 the account, $2 an id or a number, $3
// the id of the parent, where a number counts within it, $4 today.

// What the account sees; x is the thing.
#define SEEN_ORGANISATION                                \
  " AND EXISTS (SELECT 1 FROM visible_organisation AS v" \
  " WHERE v.account_id = $1 AND v.organisation_id = x.id) ORDER BY x.id"
#define SEEN_BUDDY                                \
  " AND EXISTS (SELECT 1 FROM visible_buddy AS v" \
  " WHERE v.account_id = $1 AND v.buddy_id = x.id) ORDER BY x.id"
#define SEEN_HOUSEHOLD                                \
  " AND EXISTS (SELECT 1 FROM visible_household AS v" \
  " WHERE v.account_id = $1 AND v.household_id = x.id) ORDER BY x.id"
#define SEEN_WITH_HOUSEHOLD                           \
  " AND EXISTS (SELECT 1 FROM visible_household AS v" \
  " WHERE v.account_id = $1 AND v.household_id = x.household_id) ORDER BY x.id"
#define SEEN_TRACK                                \
  " AND EXISTS (SELECT 1 FROM visible_track AS v" \
  " WHERE v.account_id = $1 AND v.track_id = x.id) ORDER BY x.id"
#define SEEN_WITH_TRACK                           \
  " AND EXISTS (SELECT 1 FROM visible_track AS v" \
  " WHERE v.account_id = $1 AND v.track_id = x.track_id) ORDER BY x.id"
#define SEEN_SIGNAL                                \
  " AND EXISTS (SELECT 1 FROM visible_signal AS v" \
  " WHERE v.account_id = $1 AND v.signal_id = x.id) ORDER BY x.id"
#define SEEN_WITH_BUDDY                           \
  " AND EXISTS (SELECT 1 FROM visible_buddy AS v" \
  " WHERE v.account_id = $1 AND v.buddy_id = x.buddy_id) ORDER BY x.id"
#define SEEN_WITH_ACADEMIE                           \
  " AND EXISTS (SELECT 1 FROM visible_academie AS v" \
  " WHERE v.account_id = $1 AND v.organisation_id = x.organisation_id) ORDER BY x.id"
#define SEEN_ENROLMENT                                \
  " AND EXISTS (SELECT 1 FROM visible_enrolment AS v" \
  " WHERE v.account_id = $1 AND v.enrolment_id = x.id) ORDER BY x.id"
#define SEEN_CERTIFICATE                                \
  " AND EXISTS (SELECT 1 FROM visible_certificate AS v" \
  " WHERE v.account_id = $1 AND v.certificate_id = x.id) ORDER BY x.id"
#define SEEN_CONSENT                                \
  " AND EXISTS (SELECT 1 FROM visible_consent AS v" \
  " WHERE v.account_id = $1 AND v.consent_id = x.id) ORDER BY x.id"
#define SEEN_REFERRAL                                \
  " AND EXISTS (SELECT 1 FROM visible_referral AS v" \
  " WHERE v.account_id = $1 AND v.referral_id = x.id AND v.until >= $4) ORDER BY x.id"
#define SEEN_RELEASE                                \
  " AND EXISTS (SELECT 1 FROM visible_release AS v" \
  " WHERE v.account_id = $1 AND v.release_id = x.id) ORDER BY x.id"

constexpr db::Query kOrganisationById{
    "resolve_organisation_by_id",
    "SELECT x.id, '', x.code FROM organisation AS x WHERE x.id = $2" SEEN_ORGANISATION};
constexpr db::Query kOrganisationByCode{
    "resolve_organisation_by_code",
    "SELECT x.id, '', x.code FROM organisation AS x WHERE x.code = $2" SEEN_ORGANISATION};

constexpr db::Query kAccountById{"resolve_account_by_id", R"sql(
  SELECT a.id, '', a.handle FROM account AS a WHERE a.id = $2 ORDER BY a.id
)sql"};
constexpr db::Query kAccountByHandle{"resolve_account_by_handle", R"sql(
  SELECT a.id, '', a.handle FROM account AS a WHERE a.handle = $2 ORDER BY a.id
)sql"};

constexpr db::Query kBuddyById{
    "resolve_buddy_by_id", "SELECT x.id, '', x.number FROM buddy AS x WHERE x.id = $2" SEEN_BUDDY};
constexpr db::Query kBuddyByNumber{
    "resolve_buddy_by_number",
    "SELECT x.id, '', x.number FROM buddy AS x WHERE x.number = $2" SEEN_BUDDY};

constexpr db::Query kHouseholdById{
    "resolve_household_by_id",
    "SELECT x.id, '', x.number FROM household AS x WHERE x.id = $2" SEEN_HOUSEHOLD};
constexpr db::Query kHouseholdByNumber{
    "resolve_household_by_number",
    "SELECT x.id, '', x.number FROM household AS x WHERE x.number = $2" SEEN_HOUSEHOLD};

constexpr db::Query kMemberById{
    "resolve_member_by_id",
    "SELECT x.id, x.household_id, x.number FROM member AS x WHERE x.id = $2" SEEN_WITH_HOUSEHOLD};
constexpr db::Query kMemberByNumber{"resolve_member_by_number",
                                    "SELECT x.id, x.household_id, x.number FROM member AS x WHERE "
                                    "x.number = $2" SEEN_WITH_HOUSEHOLD};

constexpr db::Query kTrackById{
    "resolve_track_by_id", "SELECT x.id, '', x.number FROM track AS x WHERE x.id = $2" SEEN_TRACK};
constexpr db::Query kTrackByNumber{
    "resolve_track_by_number",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.number = $2" SEEN_TRACK};
// A household's open tracks, by the household's number.
constexpr db::Query kTrackByHousehold{
    "resolve_track_by_household",
    "SELECT x.id, '', x.number FROM household AS h JOIN track AS x ON x.household_id = h.id"
    " WHERE h.number = $2 AND x.state BETWEEN 1 AND 6" SEEN_TRACK};

// Tracks that a buddy had a match with, open or not.
#define SEEN_WITH_ENDED_MATCH                   \
  " AND EXISTS (SELECT 1 FROM ended_match AS v" \
  " WHERE v.account_id = $1 AND v.track_id = x.id) ORDER BY x.id"
constexpr db::Query kEndedTrackById{
    "resolve_ended_track_by_id",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.id = $2" SEEN_WITH_ENDED_MATCH};
constexpr db::Query kEndedTrackByNumber{
    "resolve_ended_track_by_number",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.number = $2" SEEN_WITH_ENDED_MATCH};
constexpr db::Query kEndedTrackByHousehold{
    "resolve_ended_track_by_household",
    "SELECT x.id, '', x.number FROM household AS h JOIN track AS x ON x.household_id = h.id"
    " WHERE h.number = $2" SEEN_WITH_ENDED_MATCH};

constexpr db::Query kMatchById{
    "resolve_match_by_id",
    "SELECT x.id, x.track_id, x.id FROM match AS x WHERE x.id = $2" SEEN_WITH_TRACK};
// The matches of a track with a buddy, by the buddy's number, that have not ended.
constexpr db::Query kMatchByBuddy{
    "resolve_match_by_buddy",
    "SELECT x.id, x.track_id, b.number FROM match AS x JOIN buddy AS b ON b.id = x.buddy_id"
    " WHERE x.track_id = $3 AND b.number = $2 AND x.state IN (1, 2, 3)" SEEN_WITH_TRACK};

constexpr db::Query kSessionById{
    "resolve_session_by_id",
    "SELECT x.id, x.track_id, x.number FROM session AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kSessionByNumber{
    "resolve_session_by_number",
    "SELECT x.id, x.track_id, x.number FROM session AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kAssessmentById{
    "resolve_assessment_by_id",
    "SELECT x.id, x.track_id, x.number FROM assessment AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kAssessmentByNumber{
    "resolve_assessment_by_number",
    "SELECT x.id, x.track_id, x.number FROM assessment AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kGoalById{
    "resolve_goal_by_id",
    "SELECT x.id, x.track_id, x.number FROM goal AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kGoalByNumber{
    "resolve_goal_by_number",
    "SELECT x.id, x.track_id, x.number FROM goal AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kStepById{
    "resolve_step_by_id",
    "SELECT x.id, x.track_id, x.number FROM step AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kStepByNumber{
    "resolve_step_by_number",
    "SELECT x.id, x.track_id, x.number FROM step AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kSignalById{
    "resolve_signal_by_id",
    "SELECT x.id, x.track_id, x.number FROM signal AS x WHERE x.id = $2" SEEN_SIGNAL};
constexpr db::Query kSignalByNumber{
    "resolve_signal_by_number",
    "SELECT x.id, x.track_id, x.number FROM signal AS x WHERE x.number = $2" SEEN_SIGNAL};

constexpr db::Query kAmbitionById{
    "resolve_ambition_by_id",
    "SELECT x.id, x.buddy_id, x.number FROM ambition AS x WHERE x.id = $2" SEEN_WITH_BUDDY};
constexpr db::Query kAmbitionByNumber{
    "resolve_ambition_by_number",
    "SELECT x.id, x.buddy_id, x.number FROM ambition AS x WHERE x.number = $2" SEEN_WITH_BUDDY};

constexpr db::Query kTrainingById{
    "resolve_training_by_id",
    "SELECT x.id, '', x.code FROM training AS x WHERE x.id = $2" SEEN_WITH_ACADEMIE};
constexpr db::Query kTrainingByCode{
    "resolve_training_by_code",
    "SELECT x.id, '', x.code FROM training AS x WHERE x.code = $2" SEEN_WITH_ACADEMIE};

constexpr db::Query kTrainingSessionById{
    "resolve_training_session_by_id",
    "SELECT x.id, '', x.number FROM training_session AS x WHERE x.id = $2" SEEN_WITH_ACADEMIE};
constexpr db::Query kTrainingSessionByNumber{
    "resolve_training_session_by_number",
    "SELECT x.id, '', x.number FROM training_session AS x WHERE x.number = $2" SEEN_WITH_ACADEMIE};

constexpr db::Query kEnrolmentById{
    "resolve_enrolment_by_id",
    "SELECT x.id, x.training_session_id, x.id FROM enrolment AS x WHERE x.id = $2" SEEN_ENROLMENT};
// The enrolment in a session of the participant with this number that was not cancelled.
constexpr db::Query kEnrolmentByParticipant{
    "resolve_enrolment_by_participant",
    "SELECT x.id, x.training_session_id, COALESCE(b.number, p.number) FROM enrolment AS x"
    " LEFT JOIN buddy AS b ON b.id = x.buddy_id LEFT"
    " JOIN external_participant AS p ON p.id = x.external_participant_id"
    " WHERE x.training_session_id = $3 AND x.state <> 7"
    " AND (b.number = $2 OR p.number = $2)" SEEN_ENROLMENT};

constexpr db::Query kExternalParticipantById{"resolve_external_participant_by_id", R"sql(
  SELECT x.id, '', x.number
  FROM external_participant AS x
  JOIN account AS a ON a.organisation_id = x.organisation_id
  WHERE x.id = $2 AND a.id = $1 AND a.role IN (2, 3) AND a.disabled_us IS NULL
  ORDER BY x.id
)sql"};
constexpr db::Query kExternalParticipantByNumber{"resolve_external_participant_by_number", R"sql(
  SELECT x.id, '', x.number
  FROM external_participant AS x
  JOIN account AS a ON a.organisation_id = x.organisation_id
  WHERE x.number = $2 AND a.id = $1 AND a.role IN (2, 3) AND a.disabled_us IS NULL
  ORDER BY x.id
)sql"};

constexpr db::Query kCertificateById{
    "resolve_certificate_by_id",
    "SELECT x.id, '', x.number FROM certificate AS x WHERE x.id = $2" SEEN_CERTIFICATE};
constexpr db::Query kCertificateByNumber{
    "resolve_certificate_by_number",
    "SELECT x.id, '', x.number FROM certificate AS x WHERE x.number = $2" SEEN_CERTIFICATE};

constexpr db::Query kConsentById{
    "resolve_consent_by_id",
    "SELECT x.id, '', x.number FROM consent AS x WHERE x.id = $2" SEEN_CONSENT};
constexpr db::Query kConsentByNumber{
    "resolve_consent_by_number",
    "SELECT x.id, '', x.number FROM consent AS x WHERE x.number = $2" SEEN_CONSENT};

// $4 today: what a recipient may no longer see is not found.
constexpr db::Query kReferralById{
    "resolve_referral_by_id",
    "SELECT x.id, '', x.number FROM referral AS x WHERE x.id = $2" SEEN_REFERRAL};
constexpr db::Query kReferralByNumber{
    "resolve_referral_by_number",
    "SELECT x.id, '', x.number FROM referral AS x WHERE x.number = $2" SEEN_REFERRAL};

constexpr db::Query kReleaseById{
    "resolve_release_by_id",
    "SELECT x.id, '', x.code FROM statistics_release AS x WHERE x.id = $2" SEEN_RELEASE};
// Of a code that was rejected and proposed again, the one that stands.
constexpr db::Query kReleaseByCode{
    "resolve_release_by_code",
    "SELECT x.id, '', x.code FROM account AS a"
    " JOIN statistics_release AS x ON x.organisation_id = a.organisation_id"
    " WHERE a.id = $1 AND x.code = $2 AND x.state <> 3" SEEN_RELEASE};

constexpr db::Query kImportById{"resolve_import_by_id", R"sql(
  SELECT i.id, '', i.id
  FROM import AS i
  JOIN account AS a ON a.organisation_id = i.organisation_id
  WHERE i.id = $2 AND a.id = $1 AND a.disabled_us IS NULL
  ORDER BY i.id
)sql"};

constexpr db::Query kHouseholdsBehind{"resolve_households_behind", R"sql(
  SELECT h.id FROM household AS h WHERE h.id = $1 OR h.number = $1
  UNION
  SELECT m.household_id FROM member AS m WHERE m.id = $1 OR m.number = $1
  UNION
  SELECT t.household_id FROM track AS t WHERE t.id = $1 OR t.number = $1
  UNION
  SELECT t.household_id FROM match AS m JOIN track AS t ON t.id = m.track_id WHERE m.id = $1
  UNION
  SELECT t.household_id FROM session AS s JOIN track AS t ON t.id = s.track_id
  WHERE s.id = $1 OR s.number = $1
  UNION
  SELECT t.household_id FROM assessment AS x JOIN track AS t ON t.id = x.track_id
  WHERE x.id = $1 OR x.number = $1
  UNION
  SELECT t.household_id FROM goal AS x JOIN track AS t ON t.id = x.track_id
  WHERE x.id = $1 OR x.number = $1
  UNION
  SELECT t.household_id FROM step AS x JOIN track AS t ON t.id = x.track_id
  WHERE x.id = $1 OR x.number = $1
  UNION
  SELECT t.household_id FROM signal AS x JOIN track AS t ON t.id = x.track_id
  WHERE x.id = $1 OR x.number = $1
  UNION
  SELECT p.household_id FROM consent AS x JOIN member AS p ON p.id = x.subject_id
  WHERE x.id = $1 OR x.number = $1
  UNION
  SELECT t.household_id FROM referral AS x JOIN track AS t ON t.id = x.track_id
  WHERE x.id = $1 OR x.number = $1
  ORDER BY 1
  LIMIT 10
)sql"};

struct ResourceType {
  const char* type;
  const char* collection;
  const char* parent_type;  // null: at the top
  const db::Query* by_id;
  const db::Query* by_number;            // null: people use no number
  const db::Query* by_number_otherwise;  // tried when by_number finds nothing; null: none
};

constexpr ResourceType kTypes[] = {
    {"Organisation", "organisations", nullptr, &kOrganisationById, &kOrganisationByCode, nullptr},
    {"Account", "accounts", nullptr, &kAccountById, &kAccountByHandle, nullptr},
    {"Buddy", "buddies", nullptr, &kBuddyById, &kBuddyByNumber, nullptr},
    {"Household", "households", nullptr, &kHouseholdById, &kHouseholdByNumber, nullptr},
    {"Member", "members", "Household", &kMemberById, &kMemberByNumber, nullptr},
    {"Track", "tracks", nullptr, &kTrackById, &kTrackByNumber, &kTrackByHousehold},
    {"Match", "matches", "Track", &kMatchById, &kMatchByBuddy, nullptr},
    {"Session", "sessions", "Track", &kSessionById, &kSessionByNumber, nullptr},
    {"Assessment", "assessments", "Track", &kAssessmentById, &kAssessmentByNumber, nullptr},
    {"Goal", "goals", "Track", &kGoalById, &kGoalByNumber, nullptr},
    {"Step", "steps", "Track", &kStepById, &kStepByNumber, nullptr},
    {"Signal", "signals", "Track", &kSignalById, &kSignalByNumber, nullptr},
    {"Ambition", "ambitions", "Buddy", &kAmbitionById, &kAmbitionByNumber, nullptr},
    {"Training", "trainings", nullptr, &kTrainingById, &kTrainingByCode, nullptr},
    {"TrainingSession", "trainingSessions", nullptr, &kTrainingSessionById,
     &kTrainingSessionByNumber, nullptr},
    {"Enrolment", "enrolments", "TrainingSession", &kEnrolmentById, &kEnrolmentByParticipant,
     nullptr},
    {"ExternalParticipant", "externalParticipants", nullptr, &kExternalParticipantById,
     &kExternalParticipantByNumber, nullptr},
    {"Certificate", "certificates", nullptr, &kCertificateById, &kCertificateByNumber, nullptr},
    {"Consent", "consents", nullptr, &kConsentById, &kConsentByNumber, nullptr},
    {"Referral", "referrals", nullptr, &kReferralById, &kReferralByNumber, nullptr},
    {"Release", "releases", nullptr, &kReleaseById, &kReleaseByCode, nullptr},
    {"Import", "imports", nullptr, &kImportById, nullptr, nullptr},
};

constexpr ResourceType kTrackOfEndedMatch = {
    "Track", "tracks", nullptr, &kEndedTrackById, &kEndedTrackByNumber, &kEndedTrackByHousehold};

const ResourceType* FindType(absl::string_view type) {
  for (const ResourceType& candidate : kTypes) {
    if (candidate.type == type) return &candidate;
  }
  return nullptr;
}

const ResourceType* FindTypeOfCollection(absl::string_view collection) {
  for (const ResourceType& candidate : kTypes) {
    if (candidate.collection == collection) return &candidate;
  }
  return nullptr;
}

// The parent's id, "" when the name leaves it open (households/-/members/L0142a). An id is taken as
// it is: the thing itself must lie in scope, which its parent need not (a signal's track).
absl::StatusOr<std::string> ParentId(db::ReadTx& tx, const Scope& scope, const ResourceType& type,
                                     const std::vector<std::string>& segments) {
  if (type.parent_type == nullptr || segments[1] == "-") return std::string();
  if (IsUuid(segments[1])) return segments[1];
  ASSIGN_OR_RETURN(const std::string parent, Resolve(tx, scope, type.parent_type,
                                                     absl::StrCat(segments[0], "/", segments[1])));
  return IdOf(parent);
}

bool HasShape(const ResourceType& type, const std::vector<std::string>& segments) {
  if (type.parent_type == nullptr) return segments.size() == 2 && segments[0] == type.collection;
  return segments.size() == 4 && segments[0] == FindType(type.parent_type)->collection &&
         segments[2] == type.collection;
}

absl::StatusOr<std::vector<db::Row>> Candidates(db::ReadTx& tx, const Scope& scope,
                                                const ResourceType& type, const std::string& id,
                                                const std::string& parent_id) {
  const std::vector<db::Value> args{scope.account_id, id, parent_id, scope.today};
  if (IsUuid(id)) return tx.Select(*type.by_id, args);
  if (type.by_number == nullptr) return std::vector<db::Row>();
  ASSIGN_OR_RETURN(auto rows, tx.Select(*type.by_number, args));
  if (!rows.empty() || type.by_number_otherwise == nullptr) return rows;
  return tx.Select(*type.by_number_otherwise, args);
}

absl::StatusOr<std::string> ResolveAs(const ResourceType& resource, db::ReadTx& tx,
                                      const Scope& scope, const std::string& name) {
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  if (!HasShape(resource, segments)) return Error(kNotFound, {name});
  const auto parent_id = ParentId(tx, scope, resource, segments);
  if (absl::IsNotFound(parent_id.status())) return Error(kNotFound, {name});
  RETURN_IF_ERROR(parent_id.status());
  ASSIGN_OR_RETURN(auto rows, Candidates(tx, scope, resource, segments.back(), *parent_id));
  if (!parent_id->empty()) {
    std::erase_if(rows, [&](const db::Row& row) { return row.Text(1) != *parent_id; });
  }
  if (rows.empty()) return Error(kNotFound, {name});
  if (rows.size() > 1) {
    const auto numbers = db::MapRows(rows, [](const db::Row& row) { return row.Text(2); });
    return Error(kAmbiguous, {segments.back(), absl::StrJoin(numbers, ", ")});
  }
  const std::string id = rows[0].Text(0);
  if (resource.parent_type == nullptr) return NameOf(resource.collection, id);
  return absl::StrCat(segments[0], "/", rows[0].Text(1), "/", resource.collection, "/", id);
}

}  // namespace

bool IsResourceType(const std::string& type) { return FindType(type) != nullptr; }

absl::StatusOr<std::string> Resolve(db::ReadTx& tx, const Scope& scope, const std::string& type,
                                    const std::string& name) {
  return ResolveAs(*FindType(type), tx, scope, name);
}

absl::StatusOr<std::string> ResolveTrackOfEndedMatch(db::ReadTx& tx, const Scope& scope,
                                                     const std::string& name) {
  return ResolveAs(kTrackOfEndedMatch, tx, scope, name);
}

absl::StatusOr<bool> IsInScope(db::ReadTx& tx, const Scope& scope, const std::string& name) {
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  const ResourceType* nearest = nullptr;
  std::string id;
  for (size_t i = 0; i + 1 < segments.size(); i += 2) {
    const ResourceType* const type = FindTypeOfCollection(segments[i]);
    if (type == nullptr) continue;
    nearest = type;
    id = segments[i + 1];
  }
  if (nearest == nullptr) return false;
  ASSIGN_OR_RETURN(const auto rows, Candidates(tx, scope, *nearest, id, ""));
  return !rows.empty();
}

absl::StatusOr<std::vector<std::string>> HouseholdsBehind(db::ReadTx& tx,
                                                          const std::string& id_or_number) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kHouseholdsBehind, {id_or_number}));
  return db::MapRows(rows, [](const db::Row& row) { return HouseholdName(row.Text(0)); });
}

}  // namespace kansrijk::store
