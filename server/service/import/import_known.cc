#include "server/service/import/import_known.h"

#include <google/protobuf/text_format.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/buddy/buddy.h"
#include "server/rules/people/household.h"
#include "server/rules/track/instrument.h"
#include "server/sheet/mapping.h"
#include "server/sheet/shown.h"
#include "server/store/academie/training.h"
#include "server/store/academie/training_session.h"
#include "server/store/buddy/buddy.h"
#include "server/store/import/import.h"
#include "server/store/office/organisation.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"
#include "server/store/people/situation.h"
#include "server/store/track/assessment.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;
using sheet::Cell;
using sheet::Column;
using sheet::File;
using store::ImportTable;

using Differences = std::vector<v1::ImportDifference>;

// A column, and the field of the resource that it fills.
struct Said {
  const char* column;
  const char* field;
};

constexpr Said kOrganisationSays[] = {{"naam", "display_name"}, {"soort", "kind"}};
constexpr Said kBuddySays[] = {{"voornaam", "given_name"},
                               {"achternaam", "family_name"},
                               {"soort", "kind"},
                               {"organisatie", "organisation"},
                               {"vog_datum", "conduct_certificate_date"},
                               {"geheimhouding", "confidentiality_signed"},
                               {"capaciteit", "capacity"},
                               {"achterwacht", "backup_organisation"}};
constexpr Said kHouseholdSays[] = {{"wijk", "neighbourhood"}, {"type", "type"}};
constexpr Said kMemberSays[] = {{"huishouden", "household"},   {"voornaam", "given_name"},
                                {"achternaam", "family_name"}, {"geboortedatum", "birth_date"},
                                {"relatie", "relation"},       {"deelnemer", "participant"},
                                {"telefoon", "phone"}};
constexpr Said kTrackSays[] = {{"huishouden", "household"},     {"deelnemer", "participant"},
                               {"doelgroep", "target_group"},   {"bron", "intake_source"},
                               {"aangemeld_op", "apply_date"},  {"gestart_op", "start_date"},
                               {"afgesloten_op", "close_date"}, {"status", "state"},
                               {"reden", "exit_reason"}};
constexpr Said kSituationSays[] = {{"inkomen", "income"},
                                   {"opleiding", "education"},
                                   {"volgt_opleiding", "enrolled_in"},
                                   {"participatieladder", "participation_ladder"},
                                   {"schulden", "debt"}};
constexpr Said kTrainingSays[] = {{"titel", "title"}, {"programma", "programme"}};
constexpr Said kTrainingSessionSays[] = {
    {"training", "training"}, {"datum", "date"}, {"capaciteit", "capacity"}};

// Columns that tell who or what it is. When more of them differ than may, it is another.
struct Identity {
  File file;
  absl::Span<const absl::string_view> columns;
  int may_differ;
};

constexpr absl::string_view kPerson[] = {"voornaam", "achternaam", "geboortedatum"};
constexpr absl::string_view kOfHousehold[] = {"huishouden", "deelnemer"};
constexpr absl::string_view kHouseholdOfMember[] = {"huishouden"};
constexpr absl::string_view kNames[] = {"voornaam", "achternaam"};
constexpr absl::string_view kTraining[] = {"training"};

constexpr Identity kIdentities[] = {
    {File::kMembers, kPerson, 1},
    {File::kMembers, kHouseholdOfMember, 0},
    {File::kTracks, kOfHousehold, 0},
    {File::kBuddies, kNames, 1},
    {File::kTrainingSessions, kTraining, 0},
};

// What an import may change of what the server has; the rest has its own commands.
struct Updatable {
  File file;
  absl::Span<const absl::string_view> columns;
};

constexpr absl::string_view kBuddyUpdates[] = {"voornaam",    "achternaam", "soort",
                                               "organisatie", "vog_datum",  "geheimhouding",
                                               "capaciteit",  "achterwacht"};
constexpr absl::string_view kHouseholdUpdates[] = {"wijk", "type"};
constexpr absl::string_view kMemberUpdates[] = {"voornaam", "achternaam", "geboortedatum",
                                                "relatie", "telefoon"};
constexpr absl::string_view kAssessmentUpdates[] = {"datum",     "thuissituatie", "welzijn",
                                                    "financiën", "opleiding",     "werk"};
constexpr absl::string_view kGoalUpdates[] = {"pijler", "doel", "afgesproken_op", "streefdatum"};
constexpr absl::string_view kSessionUpdates[] = {"buddy", "datum",    "minuten",
                                                 "soort", "aanwezig", "notitie"};

constexpr Updatable kUpdatables[] = {
    {File::kBuddies, kBuddyUpdates},  {File::kHouseholds, kHouseholdUpdates},
    {File::kMembers, kMemberUpdates}, {File::kAssessments, kAssessmentUpdates},
    {File::kGoals, kGoalUpdates},     {File::kSessions, kSessionUpdates},
};

bool IsAmong(absl::Span<const absl::string_view> columns, absl::string_view column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::string ValueOf(const Message& message, const char* field) {
  std::string value;
  TextFormat::PrintFieldValueToString(message, message.GetDescriptor()->FindFieldByName(field),
                                      /*index=*/-1, &value);
  return value;
}

// What a field of a resource would say in the column.
Cell CellOf(const Column& column, const Message& message, const char* name,
            const sheet::Book& book) {
  const FieldDescriptor& field = *message.GetDescriptor()->FindFieldByName(name);
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return sheet::NumberCell(column, reflection.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return sheet::NumberCell(column, reflection.GetBool(message, &field) ? 1 : 0);
    case FieldDescriptor::CPPTYPE_INT32:
      return sheet::NumberCell(column, reflection.GetInt32(message, &field));
    default:
      break;
  }
  const std::string text = reflection.GetString(message, &field);
  if (!column.refers_to.has_value()) return sheet::TextCell(text);
  return sheet::TextCell(book.CodeOf(*column.refers_to, IdOf(text)));
}

v1::ImportDifference Difference(const Column& column, const Cell& of_server, const Cell& of_file) {
  v1::ImportDifference difference;
  difference.set_column(column.name);
  difference.set_server_value(sheet::Shown(column, of_server));
  difference.set_file_value(sheet::Shown(column, of_file));
  return difference;
}

Differences Compare(const sheet::Row& row, const Message& said, const Message& stored,
                    absl::Span<const Said> says, const sheet::Book& book) {
  Differences differences;
  for (const Said& each : says) {
    if (ValueOf(said, each.field) == ValueOf(stored, each.field)) continue;
    const size_t index = sheet::PlaceIn(row.table(), each.column);
    const Column& column = row.table().columns[index];
    differences.push_back(
        Difference(column, CellOf(column, stored, each.field, book), row.cells()[index]));
  }
  return differences;
}

// The member's situation on the row's date, if any.
absl::StatusOr<std::optional<v1::Situation>> FindSituation(db::ReadTx& tx,
                                                           const store::Scope& scope,
                                                           const sheet::Row& row,
                                                           const sheet::Book& book) {
  Page latest;
  latest.limit = 1;
  latest.after = {FormatDate(Day(row.Text("datum")) + 1)};
  const Id& member_id = book.Find(File::kMembers, row.Text("deelnemer"))->id;
  ASSIGN_OR_RETURN(const auto situations, store::ListSituations(tx, scope, member_id, latest));
  if (situations.empty() || situations.front().date() != row.Text("datum")) return std::nullopt;
  return situations.front();
}

// The track's assessment of the row's moment, if any.
absl::StatusOr<std::optional<v1::Assessment>> FindAssessment(db::ReadTx& tx,
                                                             const store::Scope& scope,
                                                             const sheet::Row& row,
                                                             const sheet::Book& book) {
  ASSIGN_OR_RETURN(const auto assessment, AssessmentFrom(row, book, Id()));
  return store::FindAssessment(tx, scope, assessment);
}

// 0 when the item was given none.
int LevelOf(const v1::Assessment& assessment, absl::string_view item) {
  for (const v1::Score& score : assessment.scores()) {
    if (score.item() == item) return score.level();
  }
  return 0;
}

Differences CompareAssessments(const sheet::Row& row, const v1::Assessment& said,
                               const v1::Assessment& stored) {
  const sheet::Table& table = row.table();
  Differences differences;
  if (said.date() != stored.date()) {
    const size_t index = sheet::PlaceIn(table, "datum");
    differences.push_back(
        Difference(table.columns[index], sheet::TextCell(stored.date()), row.cells()[index]));
  }
  for (const sheet::LevelColumn& level : sheet::LevelColumns()) {
    const int of_server = LevelOf(stored, level.item);
    if (LevelOf(said, level.item) == of_server) continue;
    const size_t index = sheet::PlaceIn(table, level.column);
    const Column& column = table.columns[index];
    const Cell cell = of_server == 0 ? Cell{} : sheet::NumberCell(column, of_server);
    differences.push_back(Difference(column, cell, row.cells()[index]));
  }
  return differences;
}

// The buddy's enrolment in the row's session, if any. Who cancelled can have enrolled again.
absl::StatusOr<std::optional<store::EnrolmentOfBuddy>> FindEnrolment(db::ReadTx& tx,
                                                                     const store::Scope& scope,
                                                                     const sheet::Row& row,
                                                                     const sheet::Book& book) {
  const v1::Enrolment enrolment = sheet::EnrolmentOf(row, book, Id());
  ASSIGN_OR_RETURN(auto found, store::FindEnrolmentOfBuddy(tx, scope, IdOf(enrolment.session()),
                                                           IdOf(enrolment.participant())));
  const bool is_other = found.has_value() && found->state == v1::ENROLMENT_STATE_CANCELLED &&
                        enrolment.state() != v1::ENROLMENT_STATE_CANCELLED;
  if (is_other) return std::nullopt;
  return found;
}

Differences CompareEnrolments(const sheet::Row& row, v1::EnrolmentState said,
                              v1::EnrolmentState stored) {
  if (said == stored) return {};
  const size_t index = sheet::PlaceIn(row.table(), "status");
  const Column& column = row.table().columns[index];
  return {Difference(column, sheet::NumberCell(column, stored), row.cells()[index])};
}

absl::StatusOr<std::optional<Existing>> WithHash(db::ReadTx& tx, ImportTable table, const Id& id) {
  ASSIGN_OR_RETURN(std::string hash, store::ImportHashOf(tx, table, id));
  return Existing{id, std::move(hash)};
}

}  // namespace

store::ImportTable ImportTableOf(File file) {
  switch (file) {
    case File::kOrganisations:
      return ImportTable::kOrganisation;
    case File::kBuddies:
      return ImportTable::kBuddy;
    case File::kHouseholds:
      return ImportTable::kHousehold;
    case File::kMembers:
      return ImportTable::kMember;
    case File::kTracks:
      return ImportTable::kTrack;
    case File::kSituations:
      return ImportTable::kSituation;
    case File::kMatches:
      return ImportTable::kMatch;
    case File::kAssessments:
      return ImportTable::kAssessment;
    case File::kGoals:
      return ImportTable::kGoal;
    case File::kSessions:
      return ImportTable::kSession;
    case File::kTrainings:
      return ImportTable::kTraining;
    case File::kTrainingSessions:
      return ImportTable::kTrainingSession;
    case File::kEnrolments:
      return ImportTable::kEnrolment;
    case File::kReferrals:
      break;
  }
  return ImportTable::kReferral;
}

bool TakesSeat(const sheet::Row& enrolment_row) {
  const int64_t state = enrolment_row.Number("status");
  return state != v1::ENROLMENT_STATE_WAITING && state != v1::ENROLMENT_STATE_CANCELLED;
}

int64_t CapacityOf(const sheet::Row& buddy_row) {
  const int64_t given = buddy_row.Number("capaciteit");
  const auto kind = static_cast<v1::BuddyKind>(buddy_row.Number("soort"));
  return given != 0 ? given : rules::DefaultCapacity(kind);
}

v1::Buddy BuddyFrom(const sheet::Row& row, const sheet::Book& book, const Id& id) {
  v1::Buddy buddy = sheet::BuddyOf(row, book, id);
  buddy.set_capacity(static_cast<int32_t>(CapacityOf(row)));
  return buddy;
}

// Under the current version of the Bridge, whatever it was then: spreadsheets don't say.
absl::StatusOr<v1::Assessment> AssessmentFrom(const sheet::Row& row, const sheet::Book& book,
                                              const Id& id) {
  ASSIGN_OR_RETURN(const auto* const bridge,
                   rules::RequireInstrument(rules::kDefaultInstrument, ""));
  v1::Assessment assessment = sheet::AssessmentOf(row, book, id);
  assessment.set_instrument(bridge->code());
  assessment.set_instrument_version(bridge->version());
  return assessment;
}

absl::StatusOr<std::optional<Existing>> FindExisting(db::ReadTx& tx, const store::Scope& scope,
                                                     const sheet::Row& row,
                                                     const sheet::Book& book) {
  const sheet::Table& table = row.table();
  if (table.file == File::kSituations) {
    ASSIGN_OR_RETURN(const auto situation, FindSituation(tx, scope, row, book));
    if (!situation.has_value()) return std::nullopt;
    return Existing{IdOf(situation->name()), ""};  // they never change: known by what they say
  }
  if (table.file == File::kAssessments) {
    ASSIGN_OR_RETURN(const auto assessment, FindAssessment(tx, scope, row, book));
    if (!assessment.has_value()) return std::nullopt;
    return WithHash(tx, ImportTable::kAssessment, IdOf(assessment->name()));
  }
  if (table.file == File::kEnrolments) {
    ASSIGN_OR_RETURN(const auto enrolment, FindEnrolment(tx, scope, row, book));
    if (!enrolment.has_value()) return std::nullopt;
    return WithHash(tx, ImportTable::kEnrolment, enrolment->id);
  }
  const sheet::Known* const known = book.FindOfServer(table.file, row.Text(table.key.front()));
  if (known == nullptr) return std::nullopt;
  return Existing{known->id, known->import_hash};
}

absl::StatusOr<Differences> DifferencesFrom(db::ReadTx& tx, const store::Scope& scope,
                                            const sheet::Row& row, const sheet::Book& book,
                                            const Id& id) {
  switch (row.table().file) {
    case File::kOrganisations: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireOrganisation(tx, id));
      return Compare(row, sheet::OrganisationOf(row, id), stored, kOrganisationSays, book);
    }
    case File::kBuddies: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireBuddy(tx, scope, BuddyName(id)));
      return Compare(row, BuddyFrom(row, book, id), stored, kBuddySays, book);
    }
    case File::kHouseholds: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireHousehold(tx, scope, id));
      return Compare(row, sheet::HouseholdOf(row, id), stored, kHouseholdSays, book);
    }
    case File::kMembers: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireMember(tx, scope, id));
      return Compare(row, sheet::MemberOf(row, book, id), stored, kMemberSays, book);
    }
    case File::kTracks: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireTrack(tx, scope, id));
      return Compare(row, sheet::TrackOf(row, book, id), stored, kTrackSays, book);
    }
    case File::kSituations: {
      ASSIGN_OR_RETURN(const auto stored, FindSituation(tx, scope, row, book));
      return Compare(row, sheet::SituationOf(row, book, id), *stored, kSituationSays, book);
    }
    case File::kAssessments: {
      ASSIGN_OR_RETURN(const auto stored, FindAssessment(tx, scope, row, book));
      return CompareAssessments(row, sheet::AssessmentOf(row, book, id), *stored);
    }
    case File::kTrainings: {
      ASSIGN_OR_RETURN(const auto stored, store::RequireTraining(tx, scope, TrainingName(id)));
      return Compare(row, sheet::TrainingOf(row, id), stored, kTrainingSays, book);
    }
    case File::kTrainingSessions: {
      ASSIGN_OR_RETURN(const auto stored,
                       store::RequireTrainingSession(tx, scope, TrainingSessionName(id)));
      return Compare(row, sheet::TrainingSessionOf(row, book, id, scope.today), stored,
                     kTrainingSessionSays, book);
    }
    case File::kEnrolments: {
      ASSIGN_OR_RETURN(const auto stored, FindEnrolment(tx, scope, row, book));
      return CompareEnrolments(row, sheet::EnrolmentOf(row, book, id).state(), stored->state);
    }
    case File::kMatches:
    case File::kGoals:
    case File::kSessions:
    case File::kReferrals:
      break;
  }
  return Differences();
}

bool IsAnother(File file, const Differences& differences) {
  return std::any_of(std::begin(kIdentities), std::end(kIdentities), [&](const Identity& identity) {
    return identity.file == file &&
           std::count_if(differences.begin(), differences.end(), [&](const auto& difference) {
             return IsAmong(identity.columns, difference.column());
           }) > identity.may_differ;
  });
}

bool MayUpdate(File file, const Differences& differences) {
  const auto* const found =
      std::find_if(std::begin(kUpdatables), std::end(kUpdatables),
                   [&](const Updatable& updatable) { return updatable.file == file; });
  return found != std::end(kUpdatables) && !IsAnother(file, differences) &&
         std::all_of(differences.begin(), differences.end(), [&](const auto& difference) {
           return IsAmong(found->columns, difference.column());
         });
}

absl::Status CheckUpdate(const sheet::Row& row, const sheet::Book& book, const Id& id,
                         absl::CivilDay today) {
  switch (row.table().file) {
    case File::kBuddies:
      return rules::CheckBuddy(BuddyFrom(row, book, id), today);
    case File::kMembers:
      return rules::CheckMember(sheet::MemberOf(row, book, id), "member", today);
    default:
      return absl::OkStatus();
  }
}

}  // namespace kansrijk::service
