#include "server/store/import_mark.h"

#include "server/base/status.h"

namespace kansrijk::store {
namespace {

#define SET_MARK "SET import_number = $2, import_hash = $3 WHERE id = $1"
#define SET_MARK_WITH_ORIGIN \
  "SET import_number = $2, import_hash = $3, import_origin = $4, import_claim = $2 WHERE id = $1"
#define SET_HASH "SET import_hash = $2 WHERE id = $1"
#define SET_CLAIM "SET import_claim = $2 WHERE id = $1"
#define OF_IMPORT "WHERE import_number = $1 ORDER BY id LIMIT $2)"

constexpr db::Query kMarkReferral{"import_mark_referral", "UPDATE referral_all " SET_MARK};
constexpr db::Query kMarkConsent{"import_mark_consent", "UPDATE consent_all " SET_MARK};
constexpr db::Query kMarkEnrolment{"import_mark_enrolment", "UPDATE enrolment_all " SET_MARK};
constexpr db::Query kMarkTrainingSession{"import_mark_training_session",
                                         "UPDATE training_session_all " SET_MARK};
constexpr db::Query kMarkTraining{"import_mark_training", "UPDATE training_all " SET_MARK};
constexpr db::Query kMarkSession{"import_mark_session", "UPDATE session_all " SET_MARK_WITH_ORIGIN};
constexpr db::Query kMarkRecognition{"import_mark_recognition", "UPDATE recognition_all " SET_MARK};
constexpr db::Query kMarkGoal{"import_mark_goal", "UPDATE goal_all " SET_MARK_WITH_ORIGIN};
constexpr db::Query kMarkAssessment{"import_mark_assessment", "UPDATE assessment_all " SET_MARK};
constexpr db::Query kMarkMatch{"import_mark_match", "UPDATE match_all " SET_MARK};
constexpr db::Query kMarkSituation{"import_mark_situation", "UPDATE situation_all " SET_MARK};
constexpr db::Query kMarkTrack{"import_mark_track", "UPDATE track_all " SET_MARK};
constexpr db::Query kMarkMember{"import_mark_member", "UPDATE member_all " SET_MARK};
constexpr db::Query kMarkHousehold{"import_mark_household", "UPDATE household_all " SET_MARK};
constexpr db::Query kMarkBuddy{"import_mark_buddy", "UPDATE buddy_all " SET_MARK};
// One that another import brought in is shared, and stays that one's.
constexpr db::Query kMarkOrganisation{
    "import_mark_organisation", "UPDATE organisation_all " SET_MARK " AND import_number IS NULL"};

constexpr db::Query kKnowReferral{"import_know_referral", "UPDATE referral_all " SET_HASH};
constexpr db::Query kKnowEnrolment{"import_know_enrolment", "UPDATE enrolment_all " SET_HASH};
constexpr db::Query kKnowTrainingSession{"import_know_training_session",
                                         "UPDATE training_session_all " SET_HASH};
constexpr db::Query kKnowTraining{"import_know_training", "UPDATE training_all " SET_HASH};
constexpr db::Query kKnowSession{"import_know_session", "UPDATE session_all " SET_HASH};
constexpr db::Query kKnowGoal{"import_know_goal", "UPDATE goal_all " SET_HASH};
constexpr db::Query kKnowAssessment{"import_know_assessment", "UPDATE assessment_all " SET_HASH};
constexpr db::Query kKnowMatch{"import_know_match", "UPDATE match_all " SET_HASH};
constexpr db::Query kKnowTrack{"import_know_track", "UPDATE track_all " SET_HASH};
constexpr db::Query kKnowMember{"import_know_member", "UPDATE member_all " SET_HASH};
constexpr db::Query kKnowHousehold{"import_know_household", "UPDATE household_all " SET_HASH};
constexpr db::Query kKnowBuddy{"import_know_buddy", "UPDATE buddy_all " SET_HASH};
constexpr db::Query kKnowOrganisation{"import_know_organisation",
                                      "UPDATE organisation_all " SET_HASH};

constexpr db::Query kHashOfAssessment{"import_hash_of_assessment",
                                      "SELECT import_hash FROM assessment WHERE id = $1"};
constexpr db::Query kHashOfEnrolment{"import_hash_of_enrolment",
                                     "SELECT import_hash FROM enrolment WHERE id = $1"};

constexpr db::Query kClaimSession{"import_claim_session", "UPDATE session_all " SET_CLAIM};
constexpr db::Query kClaimGoal{"import_claim_goal", "UPDATE goal_all " SET_CLAIM};

constexpr db::Query kDeleteReferralEventOfReferral{
    "import_delete_referral_event_of_referral",
    "DELETE FROM referral_event WHERE referral_id IN (SELECT id FROM referral_all " OF_IMPORT};
constexpr db::Query kDeleteReferral{
    "import_delete_referral",
    "DELETE FROM referral_all WHERE id IN (SELECT id FROM referral_all " OF_IMPORT};
constexpr db::Query kDeleteConsent{
    "import_delete_consent",
    "DELETE FROM consent_all WHERE id IN (SELECT id FROM consent_all " OF_IMPORT};
constexpr db::Query kDeleteEnrolmentEventOfEnrolment{
    "import_delete_enrolment_event_of_enrolment",
    "DELETE FROM enrolment_event WHERE enrolment_id IN (SELECT id FROM enrolment_all " OF_IMPORT};
constexpr db::Query kDeleteEnrolment{
    "import_delete_enrolment",
    "DELETE FROM enrolment_all WHERE id IN (SELECT id FROM enrolment_all " OF_IMPORT};
constexpr db::Query kDeleteTrainingSession{
    "import_delete_training_session",
    "DELETE FROM training_session_all WHERE id IN (SELECT id FROM training_session_all " OF_IMPORT};
constexpr db::Query kDeleteTraining{
    "import_delete_training",
    "DELETE FROM training_all WHERE id IN (SELECT id FROM training_all " OF_IMPORT};
constexpr db::Query kDeleteSession{
    "import_delete_session",
    "DELETE FROM session_all WHERE id IN (SELECT id FROM session_all " OF_IMPORT};
constexpr db::Query kDeleteRecognition{
    "import_delete_recognition",
    "DELETE FROM recognition_all WHERE id IN (SELECT id FROM recognition_all " OF_IMPORT};
constexpr db::Query kDeleteGoalEventOfGoal{
    "import_delete_goal_event_of_goal",
    "DELETE FROM goal_event WHERE goal_id IN (SELECT id FROM goal_all " OF_IMPORT};
constexpr db::Query kDeleteGoal{
    "import_delete_goal", "DELETE FROM goal_all WHERE id IN (SELECT id FROM goal_all " OF_IMPORT};
constexpr db::Query kDeleteAssessmentScoreOfAssessment{
    "import_delete_assessment_score_of_assessment",
    "DELETE FROM assessment_score WHERE assessment_id IN (SELECT id FROM "
    "assessment_all " OF_IMPORT};
constexpr db::Query kDeleteAssessment{
    "import_delete_assessment",
    "DELETE FROM assessment_all WHERE id IN (SELECT id FROM assessment_all " OF_IMPORT};
constexpr db::Query kDeleteMatch{
    "import_delete_match",
    "DELETE FROM match_all WHERE id IN (SELECT id FROM match_all " OF_IMPORT};
constexpr db::Query kDeleteSituation{
    "import_delete_situation",
    "DELETE FROM situation_all WHERE id IN (SELECT id FROM situation_all " OF_IMPORT};
constexpr db::Query kDeleteTrackEventOfTrack{
    "import_delete_track_event_of_track",
    "DELETE FROM track_event WHERE track_id IN (SELECT id FROM track_all " OF_IMPORT};
constexpr db::Query kDeleteTrack{
    "import_delete_track",
    "DELETE FROM track_all WHERE id IN (SELECT id FROM track_all " OF_IMPORT};
constexpr db::Query kDeleteHouseholdWordOfMember{
    "import_delete_household_word_of_member",
    "DELETE FROM household_word_all WHERE (household_id, source_id) IN "
    "(SELECT household_id, id FROM member_all " OF_IMPORT};
constexpr db::Query kDeleteMember{
    "import_delete_member",
    "DELETE FROM member_all WHERE id IN (SELECT id FROM member_all " OF_IMPORT};
constexpr db::Query kDeleteHouseholdWordOfHousehold{
    "import_delete_household_word_of_household",
    "DELETE FROM household_word_all WHERE household_id IN (SELECT id FROM "
    "household_all " OF_IMPORT};
constexpr db::Query kDeleteHousehold{
    "import_delete_household",
    "DELETE FROM household_all WHERE id IN (SELECT id FROM household_all " OF_IMPORT};
constexpr db::Query kDeleteBuddy{
    "import_delete_buddy",
    "DELETE FROM buddy_all WHERE id IN (SELECT id FROM buddy_all " OF_IMPORT};
constexpr db::Query kDeleteImporter{"import_delete_importer", R"sql(
  DELETE FROM organisation_import_all
  WHERE (organisation_id, importer_id) IN (
    SELECT i.organisation_id, i.importer_id
    FROM organisation_import_all AS i
    WHERE i.import_number = $1
    ORDER BY i.organisation_id, i.importer_id
    LIMIT $2
  )
)sql"};
// Not what another organisation imported too, or what was confirmed since.
constexpr db::Query kDeleteOrganisation{"import_delete_organisation", R"sql(
  DELETE FROM organisation_all
  WHERE id IN (
    SELECT o.id
    FROM organisation_all AS o
    WHERE o.import_number = $1 AND o.confirmed_us IS NULL
      AND NOT EXISTS (SELECT 1 FROM organisation_import_all AS i WHERE i.organisation_id = o.id)
    ORDER BY o.id
    LIMIT $2
  )
)sql"};

// What is done to one table; null where nothing is.
struct TableQueries {
  ImportTable table;
  const db::Query* mark;
  const db::Query* know;
  const db::Query* claim;
  const db::Query* delete_details;
  const db::Query* delete_rows;
};

constexpr TableQueries kTables[] = {
    {ImportTable::kReferral, &kMarkReferral, &kKnowReferral, nullptr,
     &kDeleteReferralEventOfReferral, &kDeleteReferral},
    {ImportTable::kConsent, &kMarkConsent, nullptr, nullptr, nullptr, &kDeleteConsent},
    {ImportTable::kEnrolment, &kMarkEnrolment, &kKnowEnrolment, nullptr,
     &kDeleteEnrolmentEventOfEnrolment, &kDeleteEnrolment},
    {ImportTable::kTrainingSession, &kMarkTrainingSession, &kKnowTrainingSession, nullptr, nullptr,
     &kDeleteTrainingSession},
    {ImportTable::kTraining, &kMarkTraining, &kKnowTraining, nullptr, nullptr, &kDeleteTraining},
    {ImportTable::kSession, &kMarkSession, &kKnowSession, &kClaimSession, nullptr, &kDeleteSession},
    {ImportTable::kRecognition, &kMarkRecognition, nullptr, nullptr, nullptr, &kDeleteRecognition},
    {ImportTable::kGoal, &kMarkGoal, &kKnowGoal, &kClaimGoal, &kDeleteGoalEventOfGoal,
     &kDeleteGoal},
    {ImportTable::kAssessment, &kMarkAssessment, &kKnowAssessment, nullptr,
     &kDeleteAssessmentScoreOfAssessment, &kDeleteAssessment},
    {ImportTable::kMatch, &kMarkMatch, &kKnowMatch, nullptr, nullptr, &kDeleteMatch},
    {ImportTable::kSituation, &kMarkSituation, nullptr, nullptr, nullptr, &kDeleteSituation},
    {ImportTable::kTrack, &kMarkTrack, &kKnowTrack, nullptr, &kDeleteTrackEventOfTrack,
     &kDeleteTrack},
    {ImportTable::kMember, &kMarkMember, &kKnowMember, nullptr, &kDeleteHouseholdWordOfMember,
     &kDeleteMember},
    {ImportTable::kHousehold, &kMarkHousehold, &kKnowHousehold, nullptr,
     &kDeleteHouseholdWordOfHousehold, &kDeleteHousehold},
    {ImportTable::kBuddy, &kMarkBuddy, &kKnowBuddy, nullptr, nullptr, &kDeleteBuddy},
    {ImportTable::kOrganisationImport, nullptr, nullptr, nullptr, nullptr, &kDeleteImporter},
    {ImportTable::kOrganisation, &kMarkOrganisation, &kKnowOrganisation, nullptr, nullptr,
     &kDeleteOrganisation},
};

const TableQueries& QueriesOf(ImportTable table) { return kTables[static_cast<size_t>(table)]; }

}  // namespace

absl::Status MarkImported(db::WriteTx& tx, ImportTable table, const std::string& id,
                          const ImportMark& mark) {
  const TableQueries& queries = QueriesOf(table);
  if (queries.mark == nullptr) return absl::OkStatus();
  if (queries.claim == nullptr) {
    return tx.Execute(*queries.mark, {id, mark.import_number, mark.hash}).status();
  }
  return tx.Execute(*queries.mark, {id, mark.import_number, mark.hash, mark.origin}).status();
}

absl::Status KnowByRow(db::WriteTx& tx, ImportTable table, const std::string& id,
                       const std::string& hash) {
  const TableQueries& queries = QueriesOf(table);
  if (queries.know == nullptr) return absl::OkStatus();
  return tx.Execute(*queries.know, {id, hash}).status();
}

absl::StatusOr<std::string> ImportHashOf(db::ReadTx& tx, ImportTable table, const std::string& id) {
  const bool is_assessment = table == ImportTable::kAssessment;
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(is_assessment ? kHashOfAssessment : kHashOfEnrolment, {id}));
  return row.has_value() ? row->Text(0) : std::string();
}

absl::Status ClaimForImport(db::WriteTx& tx, ImportTable table, const std::string& id,
                            int64_t import_number) {
  const TableQueries& queries = QueriesOf(table);
  if (queries.claim == nullptr) return absl::OkStatus();
  return tx.Execute(*queries.claim, {id, import_number}).status();
}

absl::StatusOr<int64_t> TakeBackRows(db::WriteTx& tx, int64_t import_number, int64_t limit) {
  for (const TableQueries& queries : kTables) {
    if (queries.delete_details != nullptr) {
      RETURN_IF_ERROR(tx.Execute(*queries.delete_details, {import_number, limit}).status());
    }
    ASSIGN_OR_RETURN(const int64_t deleted,
                     tx.Execute(*queries.delete_rows, {import_number, limit}));
    if (deleted > 0) return deleted;
  }
  return 0;
}

}  // namespace kansrijk::store
