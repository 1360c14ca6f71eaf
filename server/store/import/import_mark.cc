#include "server/store/import/import_mark.h"

#include "server/base/status.h"

namespace kansrijk::store {
namespace {

#define SET_MARK "SET import_number = $2, import_hash = $3 WHERE id = $1"
#define SET_MARK_WITH_ORIGIN \
  "SET import_number = $2, import_hash = $3, import_origin = $4, import_claim = $2 WHERE id = $1"
#define SET_HASH "SET import_hash = $2 WHERE id = $1"
#define SET_CLAIM "SET import_claim = $2 WHERE id = $1"
#define OF_IMPORT "WHERE import_number = $1 ORDER BY id LIMIT $2)"

constexpr db::Query kImportMarkReferral{"import_mark_referral", "UPDATE referral_all " SET_MARK};
constexpr db::Query kImportMarkConsent{"import_mark_consent", "UPDATE consent_all " SET_MARK};
constexpr db::Query kImportMarkEnrolment{"import_mark_enrolment", "UPDATE enrolment_all " SET_MARK};
constexpr db::Query kImportMarkTrainingSession{"import_mark_training_session",
                                               "UPDATE training_session_all " SET_MARK};
constexpr db::Query kImportMarkTraining{"import_mark_training", "UPDATE training_all " SET_MARK};
constexpr db::Query kImportMarkSession{"import_mark_session",
                                       "UPDATE session_all " SET_MARK_WITH_ORIGIN};
constexpr db::Query kImportMarkRecognition{"import_mark_recognition",
                                           "UPDATE recognition_all " SET_MARK};
constexpr db::Query kImportMarkGoal{"import_mark_goal", "UPDATE goal_all " SET_MARK_WITH_ORIGIN};
constexpr db::Query kImportMarkAssessment{"import_mark_assessment",
                                          "UPDATE assessment_all " SET_MARK};
constexpr db::Query kImportMarkMatch{"import_mark_match", "UPDATE match_all " SET_MARK};
constexpr db::Query kImportMarkSituation{"import_mark_situation", "UPDATE situation_all " SET_MARK};
constexpr db::Query kImportMarkTrack{"import_mark_track", "UPDATE track_all " SET_MARK};
constexpr db::Query kImportMarkMember{"import_mark_member", "UPDATE member_all " SET_MARK};
constexpr db::Query kImportMarkHousehold{"import_mark_household", "UPDATE household_all " SET_MARK};
constexpr db::Query kImportMarkBuddy{"import_mark_buddy", "UPDATE buddy_all " SET_MARK};
// One that another import brought in is shared, and stays that one's.
constexpr db::Query kImportMarkOrganisation{
    "import_mark_organisation", "UPDATE organisation_all " SET_MARK " AND import_number IS NULL"};

constexpr db::Query kImportKnowReferral{"import_know_referral", "UPDATE referral_all " SET_HASH};
constexpr db::Query kImportKnowEnrolment{"import_know_enrolment", "UPDATE enrolment_all " SET_HASH};
constexpr db::Query kImportKnowTrainingSession{"import_know_training_session",
                                               "UPDATE training_session_all " SET_HASH};
constexpr db::Query kImportKnowTraining{"import_know_training", "UPDATE training_all " SET_HASH};
constexpr db::Query kImportKnowSession{"import_know_session", "UPDATE session_all " SET_HASH};
constexpr db::Query kImportKnowGoal{"import_know_goal", "UPDATE goal_all " SET_HASH};
constexpr db::Query kImportKnowAssessment{"import_know_assessment",
                                          "UPDATE assessment_all " SET_HASH};
constexpr db::Query kImportKnowMatch{"import_know_match", "UPDATE match_all " SET_HASH};
constexpr db::Query kImportKnowTrack{"import_know_track", "UPDATE track_all " SET_HASH};
constexpr db::Query kImportKnowMember{"import_know_member", "UPDATE member_all " SET_HASH};
constexpr db::Query kImportKnowHousehold{"import_know_household", "UPDATE household_all " SET_HASH};
constexpr db::Query kImportKnowBuddy{"import_know_buddy", "UPDATE buddy_all " SET_HASH};
constexpr db::Query kImportKnowOrganisation{"import_know_organisation",
                                            "UPDATE organisation_all " SET_HASH};

constexpr db::Query kImportHashOfAssessment{"import_hash_of_assessment",
                                            "SELECT import_hash FROM assessment WHERE id = $1"};
constexpr db::Query kImportHashOfEnrolment{"import_hash_of_enrolment",
                                           "SELECT import_hash FROM enrolment WHERE id = $1"};

constexpr db::Query kImportClaimSession{"import_claim_session", "UPDATE session_all " SET_CLAIM};
constexpr db::Query kImportClaimGoal{"import_claim_goal", "UPDATE goal_all " SET_CLAIM};

constexpr db::Query kImportDeleteReferralEventOfReferral{
    "import_delete_referral_event_of_referral",
    "DELETE FROM referral_event WHERE referral_id IN (SELECT id FROM referral_all " OF_IMPORT};
constexpr db::Query kImportDeleteReferral{
    "import_delete_referral",
    "DELETE FROM referral_all WHERE id IN (SELECT id FROM referral_all " OF_IMPORT};
constexpr db::Query kImportDeleteConsent{
    "import_delete_consent",
    "DELETE FROM consent_all WHERE id IN (SELECT id FROM consent_all " OF_IMPORT};
constexpr db::Query kImportDeleteEnrolmentEventOfEnrolment{
    "import_delete_enrolment_event_of_enrolment",
    "DELETE FROM enrolment_event WHERE enrolment_id IN (SELECT id FROM enrolment_all " OF_IMPORT};
constexpr db::Query kImportDeleteEnrolment{
    "import_delete_enrolment",
    "DELETE FROM enrolment_all WHERE id IN (SELECT id FROM enrolment_all " OF_IMPORT};
constexpr db::Query kImportDeleteTrainingSession{
    "import_delete_training_session",
    "DELETE FROM training_session_all WHERE id IN (SELECT id FROM training_session_all " OF_IMPORT};
constexpr db::Query kImportDeleteTraining{
    "import_delete_training",
    "DELETE FROM training_all WHERE id IN (SELECT id FROM training_all " OF_IMPORT};
constexpr db::Query kImportDeleteSession{
    "import_delete_session",
    "DELETE FROM session_all WHERE id IN (SELECT id FROM session_all " OF_IMPORT};
constexpr db::Query kImportDeleteRecognition{
    "import_delete_recognition",
    "DELETE FROM recognition_all WHERE id IN (SELECT id FROM recognition_all " OF_IMPORT};
constexpr db::Query kImportDeleteGoalEventOfGoal{
    "import_delete_goal_event_of_goal",
    "DELETE FROM goal_event WHERE goal_id IN (SELECT id FROM goal_all " OF_IMPORT};
constexpr db::Query kImportDeleteGoal{
    "import_delete_goal", "DELETE FROM goal_all WHERE id IN (SELECT id FROM goal_all " OF_IMPORT};
constexpr db::Query kImportDeleteAssessmentScoreOfAssessment{
    "import_delete_assessment_score_of_assessment",
    "DELETE FROM assessment_score WHERE assessment_id IN (SELECT id FROM "
    "assessment_all " OF_IMPORT};
constexpr db::Query kImportDeleteAssessment{
    "import_delete_assessment",
    "DELETE FROM assessment_all WHERE id IN (SELECT id FROM assessment_all " OF_IMPORT};
constexpr db::Query kImportDeleteMatch{
    "import_delete_match",
    "DELETE FROM match_all WHERE id IN (SELECT id FROM match_all " OF_IMPORT};
constexpr db::Query kImportDeleteSituation{
    "import_delete_situation",
    "DELETE FROM situation_all WHERE id IN (SELECT id FROM situation_all " OF_IMPORT};
constexpr db::Query kImportDeleteTrackEventOfTrack{
    "import_delete_track_event_of_track",
    "DELETE FROM track_event WHERE track_id IN (SELECT id FROM track_all " OF_IMPORT};
constexpr db::Query kImportDeleteTrack{
    "import_delete_track",
    "DELETE FROM track_all WHERE id IN (SELECT id FROM track_all " OF_IMPORT};
constexpr db::Query kImportDeleteHouseholdWordOfMember{
    "import_delete_household_word_of_member",
    "DELETE FROM household_word_all WHERE (household_id, source_id) IN "
    "(SELECT household_id, id FROM member_all " OF_IMPORT};
constexpr db::Query kImportDeleteMember{
    "import_delete_member",
    "DELETE FROM member_all WHERE id IN (SELECT id FROM member_all " OF_IMPORT};
constexpr db::Query kImportDeleteHouseholdWordOfHousehold{
    "import_delete_household_word_of_household",
    "DELETE FROM household_word_all WHERE household_id IN (SELECT id FROM "
    "household_all " OF_IMPORT};
constexpr db::Query kImportDeleteHousehold{
    "import_delete_household",
    "DELETE FROM household_all WHERE id IN (SELECT id FROM household_all " OF_IMPORT};
constexpr db::Query kImportDeleteBuddy{
    "import_delete_buddy",
    "DELETE FROM buddy_all WHERE id IN (SELECT id FROM buddy_all " OF_IMPORT};
constexpr db::Query kImportDeleteImporter{"import_delete_importer", R"sql(
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
constexpr db::Query kImportDeleteOrganisation{"import_delete_organisation", R"sql(
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
    {ImportTable::kReferral, &kImportMarkReferral, &kImportKnowReferral, nullptr,
     &kImportDeleteReferralEventOfReferral, &kImportDeleteReferral},
    {ImportTable::kConsent, &kImportMarkConsent, nullptr, nullptr, nullptr, &kImportDeleteConsent},
    {ImportTable::kEnrolment, &kImportMarkEnrolment, &kImportKnowEnrolment, nullptr,
     &kImportDeleteEnrolmentEventOfEnrolment, &kImportDeleteEnrolment},
    {ImportTable::kTrainingSession, &kImportMarkTrainingSession, &kImportKnowTrainingSession,
     nullptr, nullptr, &kImportDeleteTrainingSession},
    {ImportTable::kTraining, &kImportMarkTraining, &kImportKnowTraining, nullptr, nullptr,
     &kImportDeleteTraining},
    {ImportTable::kSession, &kImportMarkSession, &kImportKnowSession, &kImportClaimSession, nullptr,
     &kImportDeleteSession},
    {ImportTable::kRecognition, &kImportMarkRecognition, nullptr, nullptr, nullptr,
     &kImportDeleteRecognition},
    {ImportTable::kGoal, &kImportMarkGoal, &kImportKnowGoal, &kImportClaimGoal,
     &kImportDeleteGoalEventOfGoal, &kImportDeleteGoal},
    {ImportTable::kAssessment, &kImportMarkAssessment, &kImportKnowAssessment, nullptr,
     &kImportDeleteAssessmentScoreOfAssessment, &kImportDeleteAssessment},
    {ImportTable::kMatch, &kImportMarkMatch, &kImportKnowMatch, nullptr, nullptr,
     &kImportDeleteMatch},
    {ImportTable::kSituation, &kImportMarkSituation, nullptr, nullptr, nullptr,
     &kImportDeleteSituation},
    {ImportTable::kTrack, &kImportMarkTrack, &kImportKnowTrack, nullptr,
     &kImportDeleteTrackEventOfTrack, &kImportDeleteTrack},
    {ImportTable::kMember, &kImportMarkMember, &kImportKnowMember, nullptr,
     &kImportDeleteHouseholdWordOfMember, &kImportDeleteMember},
    {ImportTable::kHousehold, &kImportMarkHousehold, &kImportKnowHousehold, nullptr,
     &kImportDeleteHouseholdWordOfHousehold, &kImportDeleteHousehold},
    {ImportTable::kBuddy, &kImportMarkBuddy, &kImportKnowBuddy, nullptr, nullptr,
     &kImportDeleteBuddy},
    {ImportTable::kOrganisationImport, nullptr, nullptr, nullptr, nullptr, &kImportDeleteImporter},
    {ImportTable::kOrganisation, &kImportMarkOrganisation, &kImportKnowOrganisation, nullptr,
     nullptr, &kImportDeleteOrganisation},
};

const TableQueries& QueriesOf(ImportTable table) { return kTables[static_cast<size_t>(table)]; }

}  // namespace

absl::Status MarkImported(db::WriteTx& tx, ImportTable table, const Id& id,
                          const ImportMark& mark) {
  const TableQueries& queries = QueriesOf(table);
  if (queries.mark == nullptr) return absl::OkStatus();
  if (queries.claim == nullptr) {
    return tx.Execute(*queries.mark, {id, mark.import_number, mark.hash}).status();
  }
  return tx.Execute(*queries.mark, {id, mark.import_number, mark.hash, mark.origin}).status();
}

absl::Status KnowByRow(db::WriteTx& tx, ImportTable table, const Id& id, const std::string& hash) {
  const TableQueries& queries = QueriesOf(table);
  if (queries.know == nullptr) return absl::OkStatus();
  return tx.Execute(*queries.know, {id, hash}).status();
}

absl::StatusOr<std::string> ImportHashOf(db::ReadTx& tx, ImportTable table, const Id& id) {
  const bool is_assessment = table == ImportTable::kAssessment;
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(is_assessment ? kImportHashOfAssessment : kImportHashOfEnrolment, {id}));
  return row.has_value() ? row->Text(0) : std::string();
}

absl::Status ClaimForImport(db::WriteTx& tx, ImportTable table, const Id& id,
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
