#include "server/store/office/resolve.h"

#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "kansrijk/v1/resources.h"
#include "server/base/clock.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/number_form.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

constexpr ErrorKind kAmbiguous{"AMBIGUOUS_NUMBER", absl::StatusCode::kFailedPrecondition,
                               "$0 can mean any of: $1; name the one you mean",
                               "$0 kan slaan op: $1; noem degene die u bedoelt"};

// Each query answers (id, parent id, number people know). $1 the account, $2 an id or a number, $3
// the id of the parent, where a number counts within it, $4 today.

// What the account sees; x is the thing.
#define SEEN_ORGANISATION                                \
  " AND EXISTS (SELECT 1 FROM visible_organisation AS v" \
  " WHERE v.account_id = $1 AND v.organisation_id = x.id) ORDER BY x.id"
#define SEEN_ACCOUNT                                \
  " AND EXISTS (SELECT 1 FROM visible_account AS v" \
  " WHERE v.account_id = $1 AND v.seen_id = x.id) ORDER BY x.id"
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
#define SEEN_MATCH                                \
  " AND EXISTS (SELECT 1 FROM visible_match AS v" \
  " WHERE v.account_id = $1 AND v.match_id = x.id) ORDER BY x.id"
#define SEEN_APPOINTMENT                                \
  " AND EXISTS (SELECT 1 FROM visible_appointment AS v" \
  " WHERE v.account_id = $1 AND v.appointment_id = x.id) ORDER BY x.id"
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
#define SEEN_EXTERNAL_PARTICIPANT                                \
  " AND EXISTS (SELECT 1 FROM visible_external_participant AS v" \
  " WHERE v.account_id = $1 AND v.external_participant_id = x.id) ORDER BY x.id"
#define SEEN_IMPORT                                \
  " AND EXISTS (SELECT 1 FROM visible_import AS v" \
  " WHERE v.account_id = $1 AND v.import_id = x.id) ORDER BY x.id"
#define SEEN_RELEASE                                \
  " AND EXISTS (SELECT 1 FROM visible_release AS v" \
  " WHERE v.account_id = $1 AND v.release_id = x.id) ORDER BY x.id"

constexpr db::Query kResolveOrganisationById{
    "resolve_organisation_by_id",
    "SELECT x.id, '', x.code FROM organisation AS x WHERE x.id = $2" SEEN_ORGANISATION};
constexpr db::Query kResolveOrganisationByCode{
    "resolve_organisation_by_code",
    "SELECT x.id, '', x.code FROM organisation AS x WHERE x.code = $2" SEEN_ORGANISATION};

// The one that the account acts for.
#define OWN_ORGANISATION                             \
  " AND EXISTS (SELECT 1 FROM own_organisation AS v" \
  " WHERE v.account_id = $1 AND v.organisation_id = x.id) ORDER BY x.id"
constexpr db::Query kResolveOwnOrganisationById{
    "resolve_own_organisation_by_id",
    "SELECT x.id, '', x.code FROM organisation AS x WHERE x.id = $2" OWN_ORGANISATION};
constexpr db::Query kResolveOwnOrganisationByCode{
    "resolve_own_organisation_by_code",
    "SELECT x.id, '', x.code FROM organisation AS x WHERE x.code = $2" OWN_ORGANISATION};

// Whom the account's organisation manages.
#define OWN_BUDDY                             \
  " AND EXISTS (SELECT 1 FROM own_buddy AS v" \
  " WHERE v.account_id = $1 AND v.buddy_id = x.id) ORDER BY x.id"
constexpr db::Query kResolveOwnBuddyById{
    "resolve_own_buddy_by_id",
    "SELECT x.id, '', x.number FROM buddy AS x WHERE x.id = $2" OWN_BUDDY};
constexpr db::Query kResolveOwnBuddyByNumber{
    "resolve_own_buddy_by_number",
    "SELECT x.id, '', x.number FROM buddy AS x WHERE x.number = $2" OWN_BUDDY};

constexpr db::Query kResolveAccountById{
    "resolve_account_by_id",
    "SELECT x.id, '', x.qualified_handle FROM account AS x WHERE x.id = $2" SEEN_ACCOUNT};
constexpr db::Query kResolveAccountByHandle{
    "resolve_account_by_handle",
    "SELECT x.id, '', x.qualified_handle FROM account AS x WHERE x.handle = $2" SEEN_ACCOUNT};
// KO:layla, for the operator, who sees every layla.
constexpr db::Query kResolveAccountByQualifiedHandle{
    "resolve_account_by_qualified_handle",
    "SELECT x.id, '', x.qualified_handle FROM account AS x"
    " WHERE x.qualified_handle = $2" SEEN_ACCOUNT};

constexpr db::Query kResolveBuddyById{
    "resolve_buddy_by_id", "SELECT x.id, '', x.number FROM buddy AS x WHERE x.id = $2" SEEN_BUDDY};
constexpr db::Query kResolveBuddyByNumber{
    "resolve_buddy_by_number",
    "SELECT x.id, '', x.number FROM buddy AS x WHERE x.number = $2" SEEN_BUDDY};

constexpr db::Query kResolveHouseholdById{
    "resolve_household_by_id",
    "SELECT x.id, '', x.number FROM household AS x WHERE x.id = $2" SEEN_HOUSEHOLD};
constexpr db::Query kResolveHouseholdByNumber{
    "resolve_household_by_number",
    "SELECT x.id, '', x.number FROM household AS x WHERE x.number = $2" SEEN_HOUSEHOLD};

constexpr db::Query kResolveMemberById{
    "resolve_member_by_id",
    "SELECT x.id, x.household_id, x.number FROM member AS x WHERE x.id = $2" SEEN_WITH_HOUSEHOLD};
constexpr db::Query kResolveMemberByNumber{
    "resolve_member_by_number",
    "SELECT x.id, x.household_id, x.number FROM member AS x WHERE "
    "x.number = $2" SEEN_WITH_HOUSEHOLD};

constexpr db::Query kResolveTrackById{
    "resolve_track_by_id", "SELECT x.id, '', x.number FROM track AS x WHERE x.id = $2" SEEN_TRACK};
constexpr db::Query kResolveTrackByNumber{
    "resolve_track_by_number",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.number = $2" SEEN_TRACK};
// By the household's number: its open tracks that the account sees, or else the one of them that
// ended last.
constexpr db::Query kResolveTrackByHousehold{
    "resolve_track_by_household",
    "SELECT x.id, '', x.number FROM household AS h JOIN track AS x ON x.household_id = h.id"
    " WHERE h.number = $2 AND (x.state IN " TRACK_OPEN
    " OR NOT EXISTS (SELECT 1 FROM track AS o WHERE o.household_id = h.id"
    "  AND (o.state IN " TRACK_OPEN
    "       OR (o.close_date, o.id) > (x.close_date, x.id))"
    "  AND EXISTS (SELECT 1 FROM visible_track AS w"
    "              WHERE w.account_id = $1 AND w.track_id = o.id)))" SEEN_TRACK};

// Tracks that a buddy had a match with, open or not.
#define SEEN_WITH_ENDED_MATCH                   \
  " AND EXISTS (SELECT 1 FROM ended_match AS v" \
  " WHERE v.account_id = $1 AND v.track_id = x.id) ORDER BY x.id"
constexpr db::Query kResolveEndedTrackById{
    "resolve_ended_track_by_id",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.id = $2" SEEN_WITH_ENDED_MATCH};
constexpr db::Query kResolveEndedTrackByNumber{
    "resolve_ended_track_by_number",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.number = $2" SEEN_WITH_ENDED_MATCH};
constexpr db::Query kResolveEndedTrackByHousehold{
    "resolve_ended_track_by_household",
    "SELECT x.id, '', x.number FROM household AS h JOIN track AS x ON x.household_id = h.id"
    " WHERE h.number = $2" SEEN_WITH_ENDED_MATCH};

constexpr db::Query kResolveMatchById{
    "resolve_match_by_id",
    "SELECT x.id, x.track_id, x.id FROM match AS x WHERE x.id = $2" SEEN_MATCH};
// The matches of a track with a buddy, by the buddy's number, that have not ended.
constexpr db::Query kResolveMatchByBuddy{
    "resolve_match_by_buddy",
    "SELECT x.id, x.track_id, b.number FROM match AS x JOIN buddy AS b ON b.id = x.buddy_id"
    " WHERE x.track_id = $3 AND b.number = $2 AND x.state IN " MATCH_STANDING SEEN_MATCH};

// The tracks of the matches that the account sees: of one that is MEETING, its buddy sees no more
// of the track than that.
#define SEEN_WITH_MATCH                           \
  " AND EXISTS (SELECT 1 FROM match AS m"         \
  " JOIN visible_match AS v ON v.match_id = m.id" \
  " WHERE m.track_id = x.id AND v.account_id = $1) ORDER BY x.id"
constexpr db::Query kResolveMatchedTrackByNumber{
    "resolve_matched_track_by_number",
    "SELECT x.id, '', x.number FROM track AS x WHERE x.number = $2" SEEN_WITH_MATCH};
constexpr db::Query kResolveMatchedTrackByHousehold{
    "resolve_matched_track_by_household",
    "SELECT x.id, '', x.number FROM household AS h JOIN track AS x ON x.household_id = h.id"
    " WHERE h.number = $2 AND x.state IN " TRACK_OPEN SEEN_WITH_MATCH};

constexpr db::Query kResolveSessionById{
    "resolve_session_by_id",
    "SELECT x.id, x.track_id, x.number FROM session_kept AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kResolveSessionByNumber{
    "resolve_session_by_number",
    "SELECT x.id, x.track_id, x.number FROM session_kept AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kResolveAppointmentById{
    "resolve_appointment_by_id",
    "SELECT x.id, x.track_id, x.number FROM appointment AS x WHERE x.id = $2" SEEN_APPOINTMENT};
constexpr db::Query kResolveAppointmentByNumber{
    "resolve_appointment_by_number",
    "SELECT x.id, x.track_id, x.number FROM appointment AS x WHERE x.number = $2" SEEN_APPOINTMENT};

constexpr db::Query kResolveAssessmentById{
    "resolve_assessment_by_id",
    "SELECT x.id, x.track_id, x.number FROM assessment AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kResolveAssessmentByNumber{
    "resolve_assessment_by_number",
    "SELECT x.id, x.track_id, x.number FROM assessment AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kResolveGoalById{
    "resolve_goal_by_id",
    "SELECT x.id, x.track_id, x.number FROM goal AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kResolveGoalByNumber{
    "resolve_goal_by_number",
    "SELECT x.id, x.track_id, x.number FROM goal AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kResolveStepById{
    "resolve_step_by_id",
    "SELECT x.id, x.track_id, x.number FROM step AS x WHERE x.id = $2" SEEN_WITH_TRACK};
constexpr db::Query kResolveStepByNumber{
    "resolve_step_by_number",
    "SELECT x.id, x.track_id, x.number FROM step AS x WHERE x.number = $2" SEEN_WITH_TRACK};

constexpr db::Query kResolveSignalById{
    "resolve_signal_by_id",
    "SELECT x.id, x.track_id, x.number FROM signal AS x WHERE x.id = $2" SEEN_SIGNAL};
constexpr db::Query kResolveSignalByNumber{
    "resolve_signal_by_number",
    "SELECT x.id, x.track_id, x.number FROM signal AS x WHERE x.number = $2" SEEN_SIGNAL};

constexpr db::Query kResolveAmbitionById{
    "resolve_ambition_by_id",
    "SELECT x.id, x.buddy_id, x.number FROM ambition AS x WHERE x.id = $2" SEEN_WITH_BUDDY};
constexpr db::Query kResolveAmbitionByNumber{
    "resolve_ambition_by_number",
    "SELECT x.id, x.buddy_id, x.number FROM ambition AS x WHERE x.number = $2" SEEN_WITH_BUDDY};

constexpr db::Query kResolveTrainingById{
    "resolve_training_by_id",
    "SELECT x.id, '', x.code FROM training AS x WHERE x.id = $2" SEEN_WITH_ACADEMIE};
constexpr db::Query kResolveTrainingByCode{
    "resolve_training_by_code",
    "SELECT x.id, '', x.code FROM training AS x WHERE x.code = $2" SEEN_WITH_ACADEMIE};

constexpr db::Query kResolveTrainingSessionById{
    "resolve_training_session_by_id",
    "SELECT x.id, '', x.number FROM training_session AS x WHERE x.id = $2" SEEN_WITH_ACADEMIE};
constexpr db::Query kResolveTrainingSessionByNumber{
    "resolve_training_session_by_number",
    "SELECT x.id, '', x.number FROM training_session AS x WHERE x.number = $2" SEEN_WITH_ACADEMIE};

constexpr db::Query kResolveEnrolmentById{
    "resolve_enrolment_by_id",
    "SELECT x.id, x.training_session_id, x.id FROM enrolment AS x WHERE x.id = $2" SEEN_ENROLMENT};
// The enrolment in a session of the participant with this number that was not cancelled.
constexpr db::Query kResolveEnrolmentByParticipant{
    "resolve_enrolment_by_participant",
    "SELECT x.id, x.training_session_id, COALESCE(b.number, p.number) FROM enrolment AS x"
    " LEFT JOIN buddy AS b ON b.id = x.buddy_id LEFT"
    " JOIN external_participant AS p ON p.id = x.external_participant_id"
    " WHERE x.training_session_id = $3 AND x.state <> " SQL_ENROLMENT_STATE_CANCELLED
    " AND (b.number = $2 OR p.number = $2)" SEEN_ENROLMENT};

constexpr db::Query kResolveExternalParticipantById{
    "resolve_external_participant_by_id",
    "SELECT x.id, '', x.number FROM external_participant AS x WHERE "
    "x.id = $2" SEEN_EXTERNAL_PARTICIPANT};
constexpr db::Query kResolveExternalParticipantByNumber{
    "resolve_external_participant_by_number",
    "SELECT x.id, '', x.number FROM external_participant AS x WHERE "
    "x.number = $2" SEEN_EXTERNAL_PARTICIPANT};

constexpr db::Query kResolveCertificateById{
    "resolve_certificate_by_id",
    "SELECT x.id, '', x.number FROM certificate AS x WHERE x.id = $2" SEEN_CERTIFICATE};
constexpr db::Query kResolveCertificateByNumber{
    "resolve_certificate_by_number",
    "SELECT x.id, '', x.number FROM certificate AS x WHERE x.number = $2" SEEN_CERTIFICATE};

constexpr db::Query kResolveConsentById{
    "resolve_consent_by_id",
    "SELECT x.id, '', x.number FROM consent AS x WHERE x.id = $2" SEEN_CONSENT};
constexpr db::Query kResolveConsentByNumber{
    "resolve_consent_by_number",
    "SELECT x.id, '', x.number FROM consent AS x WHERE x.number = $2" SEEN_CONSENT};

// $4 today: what a recipient may no longer see is not found.
constexpr db::Query kResolveReferralById{
    "resolve_referral_by_id",
    "SELECT x.id, '', x.number FROM referral AS x WHERE x.id = $2" SEEN_REFERRAL};
constexpr db::Query kResolveReferralByNumber{
    "resolve_referral_by_number",
    "SELECT x.id, '', x.number FROM referral AS x WHERE x.number = $2" SEEN_REFERRAL};

constexpr db::Query kResolveReleaseById{
    "resolve_release_by_id",
    "SELECT x.id, '', x.code FROM statistics_release AS x WHERE x.id = $2" SEEN_RELEASE};
// Of a code that was rejected and proposed again, the one that stands.
constexpr db::Query kResolveReleaseByCode{
    "resolve_release_by_code",
    "SELECT x.id, '', x.code FROM account AS a"
    " JOIN statistics_release AS x ON x.organisation_id = a.organisation_id"
    " WHERE a.id = $1 AND x.code = $2 AND x.state <> " SQL_RELEASE_STATE_REJECTED SEEN_RELEASE};

constexpr db::Query kResolveImportById{
    "resolve_import_by_id", "SELECT x.id, '', x.id FROM import AS x WHERE x.id = $2" SEEN_IMPORT};

// Whose household a thing is of, whoever asks: $1 an id or a number.
#define BEHIND_TRACK                      \
  " JOIN track AS t ON t.id = x.track_id" \
  " WHERE x.id = $1 OR x.number = $1 ORDER BY 1 LIMIT 10"

constexpr db::Query kBehindHousehold{"behind_household", R"sql(
  SELECT h.id FROM household AS h WHERE h.id = $1 OR h.number = $1 ORDER BY 1 LIMIT 10
)sql"};
constexpr db::Query kBehindMember{"behind_member", R"sql(
  SELECT m.household_id FROM member AS m WHERE m.id = $1 OR m.number = $1 ORDER BY 1 LIMIT 10
)sql"};
// A track is named by its household's number too.
constexpr db::Query kBehindTrack{"behind_track", R"sql(
  SELECT t.household_id FROM track AS t WHERE t.id = $1 OR t.number = $1
  UNION
  SELECT h.id FROM household AS h WHERE h.number = $1 OR h.id = $1
  ORDER BY 1
  LIMIT 10
)sql"};
constexpr db::Query kBehindMatch{"behind_match", R"sql(
  SELECT t.household_id FROM match AS m JOIN track AS t ON t.id = m.track_id WHERE m.id = $1
  ORDER BY 1
  LIMIT 10
)sql"};
constexpr db::Query kBehindSession{"behind_session",
                                   "SELECT t.household_id FROM session_kept AS x" BEHIND_TRACK};
constexpr db::Query kBehindAppointment{"behind_appointment",
                                       "SELECT t.household_id FROM appointment AS x" BEHIND_TRACK};
constexpr db::Query kBehindAssessment{"behind_assessment",
                                      "SELECT t.household_id FROM assessment AS x" BEHIND_TRACK};
constexpr db::Query kBehindGoal{"behind_goal", "SELECT t.household_id FROM goal AS x" BEHIND_TRACK};
constexpr db::Query kBehindStep{"behind_step", "SELECT t.household_id FROM step AS x" BEHIND_TRACK};
constexpr db::Query kBehindSignal{"behind_signal",
                                  "SELECT t.household_id FROM signal AS x" BEHIND_TRACK};
constexpr db::Query kBehindReferral{"behind_referral",
                                    "SELECT t.household_id FROM referral AS x" BEHIND_TRACK};
constexpr db::Query kBehindConsent{"behind_consent", R"sql(
  SELECT p.household_id FROM consent AS x JOIN member AS p ON p.id = x.subject_id
  WHERE x.id = $1 OR x.number = $1
  ORDER BY 1
  LIMIT 10
)sql"};

constexpr db::Query kResolveAccountsBehind{"resolve_accounts_behind", R"sql(
  SELECT 'accounts/' || a.id
  FROM account AS a
  WHERE a.id = $1 OR a.handle = $1 OR a.qualified_handle = $1
  ORDER BY a.id
  LIMIT 10
)sql"};

constexpr db::Query kResolveOrganisationsBehind{"resolve_organisations_behind", R"sql(
  SELECT 'organisations/' || o.id
  FROM organisation AS o
  WHERE o.id = $1 OR o.code = $1
  ORDER BY o.id
)sql"};

// How things of a type are looked up; what else there is to know of them their proto declares.
struct Lookup {
  const char* type;
  const db::Query* by_id;                // null: only to name what belongs to it
  const db::Query* by_number;            // null: people use no number
  const db::Query* by_number_otherwise;  // tried when by_number finds nothing; null: none
  const db::Query* households;           // that one is of; null: of none
  const Lookup* parent = nullptr;        // how its names find the parent; null: as a thing itself
  const db::Query* subjects = nullptr;   // names of what a call on it is after besides households
};

// Only to name a match.
constexpr Lookup kTrackOfMatch = {"Track", nullptr, &kResolveMatchedTrackByNumber,
                                  &kResolveMatchedTrackByHousehold, nullptr};

constexpr Lookup kLookups[] = {
    {"Organisation", &kResolveOrganisationById, &kResolveOrganisationByCode, nullptr, nullptr,
     nullptr, &kResolveOrganisationsBehind},
    {"Account", &kResolveAccountById, &kResolveAccountByHandle, &kResolveAccountByQualifiedHandle,
     nullptr, nullptr, &kResolveAccountsBehind},
    {"Buddy", &kResolveBuddyById, &kResolveBuddyByNumber, nullptr, nullptr},
    {"Household", &kResolveHouseholdById, &kResolveHouseholdByNumber, nullptr, &kBehindHousehold},
    {"Member", &kResolveMemberById, &kResolveMemberByNumber, nullptr, &kBehindMember},
    {"Track", &kResolveTrackById, &kResolveTrackByNumber, &kResolveTrackByHousehold, &kBehindTrack},
    {"Match", &kResolveMatchById, &kResolveMatchByBuddy, nullptr, &kBehindMatch, &kTrackOfMatch},
    {"Session", &kResolveSessionById, &kResolveSessionByNumber, nullptr, &kBehindSession},
    {"Appointment", &kResolveAppointmentById, &kResolveAppointmentByNumber, nullptr,
     &kBehindAppointment},
    {"Assessment", &kResolveAssessmentById, &kResolveAssessmentByNumber, nullptr,
     &kBehindAssessment},
    {"Goal", &kResolveGoalById, &kResolveGoalByNumber, nullptr, &kBehindGoal},
    {"Step", &kResolveStepById, &kResolveStepByNumber, nullptr, &kBehindStep},
    {"Signal", &kResolveSignalById, &kResolveSignalByNumber, nullptr, &kBehindSignal},
    {"Ambition", &kResolveAmbitionById, &kResolveAmbitionByNumber, nullptr, nullptr},
    {"Training", &kResolveTrainingById, &kResolveTrainingByCode, nullptr, nullptr},
    {"TrainingSession", &kResolveTrainingSessionById, &kResolveTrainingSessionByNumber, nullptr,
     nullptr},
    {"Enrolment", &kResolveEnrolmentById, &kResolveEnrolmentByParticipant, nullptr, nullptr},
    {"ExternalParticipant", &kResolveExternalParticipantById, &kResolveExternalParticipantByNumber,
     nullptr, nullptr},
    {"Certificate", &kResolveCertificateById, &kResolveCertificateByNumber, nullptr, nullptr},
    {"Consent", &kResolveConsentById, &kResolveConsentByNumber, nullptr, &kBehindConsent},
    {"Referral", &kResolveReferralById, &kResolveReferralByNumber, nullptr, &kBehindReferral},
    {"Release", &kResolveReleaseById, &kResolveReleaseByCode, nullptr, nullptr},
    {"Import", &kResolveImportById, nullptr, nullptr, nullptr},
};

// Of the types with an own_view.
constexpr Lookup kOwnLookups[] = {
    {"Organisation", &kResolveOwnOrganisationById, &kResolveOwnOrganisationByCode, nullptr,
     nullptr},
    {"Buddy", &kResolveOwnBuddyById, &kResolveOwnBuddyByNumber, nullptr, nullptr},
};

constexpr Lookup kTrackAlone = {"Track", &kResolveTrackById, &kResolveTrackByNumber, nullptr,
                                &kBehindTrack};

constexpr Lookup kTrackOfEndedMatch = {"Track", &kResolveEndedTrackById,
                                       &kResolveEndedTrackByNumber, &kResolveEndedTrackByHousehold,
                                       nullptr};

const Lookup* FindIn(absl::Span<const Lookup> lookups, absl::string_view type) {
  for (const Lookup& candidate : lookups) {
    if (candidate.type == type) return &candidate;
  }
  return nullptr;
}

const Lookup* FindLookup(absl::string_view type) { return FindIn(kLookups, type); }

// The last thing that a canonical name names of which there are lookups: of a situation, the
// member.
struct Named {
  const Lookup* lookup = nullptr;  // null: there is none
  std::string id_or_number;
};

Named NearestIn(absl::string_view name) {
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  Named nearest;
  for (size_t i = 0; i + 1 < segments.size(); i += 2) {
    for (const v1::ResourceType& type : v1::kResourceTypes) {
      const Lookup* const lookup = FindLookup(type.type);
      if (lookup != nullptr && type.collection == segments[i]) nearest = {lookup, segments[i + 1]};
    }
  }
  return nearest;
}

absl::StatusOr<std::string> ResolveAs(const Lookup& lookup, db::ReadTx& tx, const Scope& scope,
                                      const std::string& name);

// The parent's id; of nothing when the name leaves it open (households/-/members/L0142a). An id is
// taken as it is: the thing itself must lie in scope, which its parent need not (a signal's track).
absl::StatusOr<Id> ParentId(db::ReadTx& tx, const Scope& scope, const Lookup& lookup,
                            const v1::ResourceType& type,
                            const std::vector<std::string>& segments) {
  if (type.parent.empty() || segments[1] == "-") return Id();
  if (IsUuid(segments[1])) return Id(segments[1]);
  const Lookup& of_parent = lookup.parent == nullptr ? *FindLookup(type.parent) : *lookup.parent;
  ASSIGN_OR_RETURN(const std::string parent,
                   ResolveAs(of_parent, tx, scope, absl::StrCat(segments[0], "/", segments[1])));
  return IdOf(parent);
}

// The collections of a name are those of its type, one id after each.
bool HasShape(const v1::ResourceType& type, const std::vector<std::string>& segments) {
  const std::vector<absl::string_view> shape = absl::StrSplit(type.prefix, '/');
  if (segments.size() != shape.size()) return false;
  for (size_t i = 0; i < shape.size(); i += 2) {
    if (segments[i] != shape[i]) return false;
  }
  return true;
}

absl::StatusOr<std::vector<db::Row>> ByNumber(db::ReadTx& tx, const Scope& scope,
                                              const Lookup& lookup, const std::string& number,
                                              const Id& parent_id) {
  const std::vector<db::Value> args{scope.account_id, number, parent_id, scope.today};
  ASSIGN_OR_RETURN(auto rows,
                   tx.Select(*lookup.by_number, db::ArgumentsOf(*lookup.by_number, args)));
  const db::Query* const otherwise = lookup.by_number_otherwise;
  if (!rows.empty() || otherwise == nullptr) return rows;
  return tx.Select(*otherwise, db::ArgumentsOf(*otherwise, args));
}

// By id, by the number as it is said, or else by the numbers that it can mean.
absl::StatusOr<std::vector<db::Row>> Candidates(db::ReadTx& tx, const Scope& scope,
                                                const Lookup& lookup,
                                                const std::string& id_or_number,
                                                const Id& parent_id) {
  const std::vector<db::Value> args{scope.account_id, id_or_number, parent_id, scope.today};
  if (IsUuid(id_or_number)) return tx.Select(*lookup.by_id, db::ArgumentsOf(*lookup.by_id, args));
  if (lookup.by_number == nullptr) return std::vector<db::Row>();
  ASSIGN_OR_RETURN(auto rows, ByNumber(tx, scope, lookup, id_or_number, parent_id));
  if (!rows.empty()) return rows;
  for (const std::string& number : NumbersMeant(lookup.type, id_or_number)) {
    ASSIGN_OR_RETURN(const auto more, ByNumber(tx, scope, lookup, number, parent_id));
    for (const db::Row& row : more) {
      const bool known =
          absl::c_any_of(rows, [&](const db::Row& other) { return other.Text(0) == row.Text(0); });
      if (!known) rows.push_back(row);
    }
  }
  return rows;
}

absl::StatusOr<std::string> ResolveAs(const Lookup& lookup, db::ReadTx& tx, const Scope& scope,
                                      const std::string& name) {
  const v1::ResourceType& type = *v1::FindResourceType(lookup.type);
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  if (!HasShape(type, segments)) return Error(kNotFound, {name});
  const auto parent_id = ParentId(tx, scope, lookup, type, segments);
  if (absl::IsNotFound(parent_id.status())) return Error(kNotFound, {name});
  RETURN_IF_ERROR(parent_id.status());
  ASSIGN_OR_RETURN(auto rows, Candidates(tx, scope, lookup, segments.back(), *parent_id));
  if (!parent_id->empty()) {
    std::erase_if(rows, [&](const db::Row& row) { return row.Id(1) != *parent_id; });
  }
  if (rows.empty()) return Error(kNotFound, {name});
  if (rows.size() > 1) {
    const auto numbers = db::MapRows(rows, [](const db::Row& row) { return row.Text(2); });
    return Error(kAmbiguous, {segments.back(), absl::StrJoin(numbers, ", ")});
  }
  const std::string id = rows[0].Text(0);
  if (type.parent.empty()) return absl::StrCat(type.prefix, id);
  return absl::StrCat(segments[0], "/", rows[0].Text(1), "/", type.collection, "/", id);
}

// The text with a space wherever it has any.
std::string OnOneLine(absl::string_view text) {
  return absl::StrJoin(absl::StrSplit(text, absl::ByAnyChar(" \n"), absl::SkipEmpty()), " ");
}

bool Joins(const db::Query* query, absl::string_view view) {
  return query == nullptr ||
         absl::StrContains(OnOneLine(query->text), absl::StrCat(" FROM ", view, " AS "));
}

bool IsOfAHousehold(v1::Relation scope) {
  return scope == v1::RELATION_CASELOAD || scope == v1::RELATION_SIGNAL ||
         scope == v1::RELATION_REFERRAL || scope == v1::RELATION_CONSENT;
}

void CollectOwnFaults(const std::string& type, const std::string& own_view,
                      std::vector<std::string>& faults) {
  const Lookup* const own = FindIn(kOwnLookups, type);
  if ((own == nullptr) != own_view.empty()) {
    faults.push_back("it has an own_view, or queries of those, without the other");
  }
  if (own == nullptr) return;
  for (const db::Query* query : {own->by_id, own->by_number}) {
    if (Joins(query, own_view)) continue;
    faults.push_back(absl::StrCat("query ", query->name, " does not ask ", own_view));
  }
}

}  // namespace

bool IsResourceType(const std::string& type) { return FindLookup(type) != nullptr; }

std::vector<std::string> LookupFaults(const std::string& type, const v1::Resource& declared) {
  const Lookup* const lookup = FindLookup(type);
  if (lookup == nullptr) {
    if (declared.view().empty()) return {};
    return {absl::StrCat("it is seen through ", declared.view(), ", but no query looks one up")};
  }
  std::vector<std::string> faults;
  if (declared.view().empty() && declared.scope() != v1::RELATION_NONE) {
    faults.push_back("it is looked up without a view that says who sees it");
  }
  for (const db::Query* query : {lookup->by_id, lookup->by_number, lookup->by_number_otherwise}) {
    if (declared.view().empty() || Joins(query, declared.view())) continue;
    faults.push_back(absl::StrCat("query ", query->name, " does not ask ", declared.view()));
  }
  if (declared.number().empty() != (lookup->by_number == nullptr)) {
    faults.push_back("it has a number, or a query by number, without the other");
  }
  if (IsOfAHousehold(declared.scope()) != (lookup->households != nullptr)) {
    faults.push_back("scope and query disagree on whether it is of a household");
  }
  CollectOwnFaults(type, declared.own_view(), faults);
  return faults;
}

absl::StatusOr<std::string> Resolve(db::ReadTx& tx, const Scope& scope, const std::string& type,
                                    const std::string& name) {
  return ResolveAs(*FindLookup(type), tx, scope, name);
}

absl::StatusOr<std::string> ResolveTrackOfEndedMatch(db::ReadTx& tx, const Scope& scope,
                                                     const std::string& name) {
  return ResolveAs(kTrackOfEndedMatch, tx, scope, name);
}

absl::StatusOr<std::string> ResolveTracks(db::ReadTx& tx, const Scope& scope,
                                          const std::string& name) {
  auto track = ResolveAs(kTrackAlone, tx, scope, name);
  if (!absl::IsNotFound(track.status())) return track;
  auto household = Resolve(tx, scope, "Household", HouseholdName(IdOf(name)));
  return absl::IsNotFound(household.status()) ? track : household;
}

absl::StatusOr<std::string> ResolveOwn(db::ReadTx& tx, const Scope& scope, const std::string& type,
                                       const std::string& name) {
  return ResolveAs(*FindIn(kOwnLookups, type), tx, scope, name);
}

absl::StatusOr<bool> IsInScope(db::ReadTx& tx, const Scope& scope, const std::string& name) {
  const Named nearest = NearestIn(name);
  if (nearest.lookup == nullptr) return false;
  ASSIGN_OR_RETURN(const auto rows,
                   Candidates(tx, scope, *nearest.lookup, nearest.id_or_number, Id()));
  return !rows.empty();
}

absl::StatusOr<std::vector<std::string>> HouseholdsBehind(db::ReadTx& tx, const std::string& type,
                                                          const std::string& id_or_number) {
  const Lookup* const lookup = FindLookup(type);
  if (lookup == nullptr || lookup->households == nullptr) return std::vector<std::string>();
  std::vector<std::string> numbers = NumbersMeant(type, id_or_number);
  numbers.insert(numbers.begin(), id_or_number);
  for (const std::string& number : numbers) {
    ASSIGN_OR_RETURN(const auto rows, tx.Select(*lookup->households, {number}));
    if (rows.empty()) continue;
    return db::MapRows(rows, [](const db::Row& row) { return HouseholdName(row.Id(0)); });
  }
  return std::vector<std::string>();
}

absl::StatusOr<std::vector<std::string>> HouseholdsBehind(db::ReadTx& tx, const std::string& name) {
  const Named nearest = NearestIn(name);
  if (nearest.lookup == nullptr) return std::vector<std::string>();
  return HouseholdsBehind(tx, nearest.lookup->type, nearest.id_or_number);
}

absl::StatusOr<std::vector<std::string>> SubjectsBehind(db::ReadTx& tx, const std::string& type,
                                                        const std::string& id_or_number) {
  const Lookup* const lookup = FindLookup(type);
  if (lookup == nullptr || lookup->subjects == nullptr) {
    return HouseholdsBehind(tx, type, id_or_number);
  }
  ASSIGN_OR_RETURN(const auto rows, tx.Select(*lookup->subjects, {id_or_number}));
  return db::MapRows(rows, [](const db::Row& row) { return row.Text(0); });
}

}  // namespace kansrijk::store
