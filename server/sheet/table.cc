#include "server/sheet/table.h"

#include <cstdlib>

#include "absl/strings/strip.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "kansrijk/v1/training.pb.h"

namespace kansrijk::sheet {
namespace {

constexpr Word kYesNo[] = {{"ja", 1}, {"nee", 0}};

constexpr Word kOrganisationKinds[] = {
    {"buddyprogramma", v1::ORGANISATION_KIND_BUDDY_PROGRAMME},
    {"wij-team", v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM},
    {"wij", v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM},
    {"kansrijke start", v1::ORGANISATION_KIND_KANSRIJKE_START},
    {"beijum in bedrijf", v1::ORGANISATION_KIND_BEIJUM_IN_BEDRIJF},
    {"schuldhulp", v1::ORGANISATION_KIND_DEBT_ASSISTANCE},
    {"zorg", v1::ORGANISATION_KIND_CARE}};

constexpr Word kBuddyKinds[] = {{"professional", v1::BUDDY_KIND_PROFESSIONAL},
                                {"ervaringsdeskundige", v1::BUDDY_KIND_EXPERT_BY_EXPERIENCE},
                                {"ervaringsdeskundig", v1::BUDDY_KIND_EXPERT_BY_EXPERIENCE},
                                {"vrijwilliger", v1::BUDDY_KIND_VOLUNTEER},
                                {"co-buddy", v1::BUDDY_KIND_CO_BUDDY},
                                {"cobuddy", v1::BUDDY_KIND_CO_BUDDY}};

constexpr Word kNeighbourhoods[] = {{"beijum", v1::NEIGHBOURHOOD_BEIJUM},
                                    {"lewenborg", v1::NEIGHBOURHOOD_LEWENBORG},
                                    {"elders", v1::NEIGHBOURHOOD_OTHER},
                                    {"overig", v1::NEIGHBOURHOOD_OTHER},
                                    {"anders", v1::NEIGHBOURHOOD_OTHER}};

constexpr Word kHouseholdTypes[] = {{"alleenstaand", v1::HOUSEHOLD_TYPE_SINGLE},
                                    {"eenoudergezin", v1::HOUSEHOLD_TYPE_SINGLE_PARENT},
                                    {"paar", v1::HOUSEHOLD_TYPE_COUPLE},
                                    {"paar met kinderen", v1::HOUSEHOLD_TYPE_COUPLE_WITH_CHILDREN},
                                    {"anders", v1::HOUSEHOLD_TYPE_OTHER}};

constexpr Word kRelations[] = {{"hoofd", v1::MEMBER_RELATION_HEAD},
                               {"partner", v1::MEMBER_RELATION_PARTNER},
                               {"kind", v1::MEMBER_RELATION_CHILD},
                               {"anders", v1::MEMBER_RELATION_OTHER}};

constexpr Word kTargetGroups[] = {{"jongere", v1::TARGET_GROUP_YOUNG_PERSON},
                                  {"alleenstaande ouder", v1::TARGET_GROUP_SINGLE_PARENT},
                                  {"werkende arme", v1::TARGET_GROUP_WORKING_POOR},
                                  {"zzp'er", v1::TARGET_GROUP_SELF_EMPLOYED},
                                  {"zzper", v1::TARGET_GROUP_SELF_EMPLOYED},
                                  {"anders", v1::TARGET_GROUP_OTHER}};

constexpr Word kTrackStates[] = {
    {"aangemeld", v1::TRACK_STATE_APPLIED},  {"intake", v1::TRACK_STATE_INTAKE},
    {"wachtlijst", v1::TRACK_STATE_WAITING}, {"actief", v1::TRACK_STATE_ACTIVE},
    {"gepauzeerd", v1::TRACK_STATE_PAUSED},  {"nazorg", v1::TRACK_STATE_AFTERCARE},
    {"afgesloten", v1::TRACK_STATE_CLOSED},  {"uitval", v1::TRACK_STATE_DROPPED_OUT},
    {"afgewezen", v1::TRACK_STATE_DECLINED}, {"teruggetrokken", v1::TRACK_STATE_WITHDRAWN}};

constexpr Word kExitReasons[] = {{"doelen behaald", v1::EXIT_REASON_GOALS_ACHIEVED},
                                 {"betaald werk", v1::EXIT_REASON_PAID_WORK},
                                 {"opleiding", v1::EXIT_REASON_EDUCATION},
                                 {"uit bijstand", v1::EXIT_REASON_OFF_SOCIAL_ASSISTANCE},
                                 {"overgedragen", v1::EXIT_REASON_HANDED_OVER},
                                 {"verhuisd", v1::EXIT_REASON_MOVED},
                                 {"geen contact", v1::EXIT_REASON_NO_CONTACT},
                                 {"eigen verzoek", v1::EXIT_REASON_OWN_REQUEST},
                                 {"overleden", v1::EXIT_REASON_DECEASED},
                                 {"anders", v1::EXIT_REASON_OTHER}};

constexpr Word kIncomes[] = {{"bijstand", v1::INCOME_SOCIAL_ASSISTANCE},
                             {"werk", v1::INCOME_WORK},
                             {"werk + bijstand", v1::INCOME_WORK_AND_ASSISTANCE},
                             {"werk+bijstand", v1::INCOME_WORK_AND_ASSISTANCE},
                             {"zzp", v1::INCOME_SELF_EMPLOYMENT},
                             {"andere uitkering", v1::INCOME_OTHER_BENEFIT},
                             {"studie", v1::INCOME_STUDY},
                             {"geen", v1::INCOME_NONE}};

constexpr Word kEducations[] = {{"geen", v1::EDUCATION_NONE},      {"vmbo", v1::EDUCATION_VMBO},
                                {"mbo 1", v1::EDUCATION_MBO1},     {"mbo1", v1::EDUCATION_MBO1},
                                {"mbo 2-4", v1::EDUCATION_MBO2_4}, {"mbo2-4", v1::EDUCATION_MBO2_4},
                                {"hbo", v1::EDUCATION_HBO},        {"wo", v1::EDUCATION_WO}};

// Enrolled in nothing is not enrolled.
constexpr Word kEnrolments[] = {
    {"mbo", v1::EDUCATION_MBO},         {"hbo", v1::EDUCATION_HBO},
    {"wo", v1::EDUCATION_WO},           {"vmbo", v1::EDUCATION_VMBO},
    {"mbo 1", v1::EDUCATION_MBO1},      {"mbo1", v1::EDUCATION_MBO1},
    {"mbo 2-4", v1::EDUCATION_MBO2_4},  {"mbo2-4", v1::EDUCATION_MBO2_4},
    {"geen", v1::EDUCATION_UNSPECIFIED}};

constexpr Word kDebts[] = {{"geen", v1::DEBT_NONE},
                           {"beheerst", v1::DEBT_MANAGED},
                           {"achterstand", v1::DEBT_ARREARS},
                           {"problematisch", v1::DEBT_PROBLEMATIC},
                           {"in schuldhulp", v1::DEBT_IN_DEBT_ASSISTANCE}};

// Only what can be nothing else: an e-mail or a walk is none of these.
constexpr Word kChannels[] = {{"huisbezoek", v1::CHANNEL_HOME_VISIT},
                              {"huis bezoek", v1::CHANNEL_HOME_VISIT},
                              {"thuis", v1::CHANNEL_HOME_VISIT},
                              {"thuisbezoek", v1::CHANNEL_HOME_VISIT},
                              {"bij klant thuis", v1::CHANNEL_HOME_VISIT},
                              {"bij deelnemer thuis", v1::CHANNEL_HOME_VISIT},
                              {"telefoon", v1::CHANNEL_PHONE},
                              {"telefonisch", v1::CHANNEL_PHONE},
                              {"tel", v1::CHANNEL_PHONE},
                              {"tel.", v1::CHANNEL_PHONE},
                              {"bellen", v1::CHANNEL_PHONE},
                              {"gebeld", v1::CHANNEL_PHONE},
                              {"telefoongesprek", v1::CHANNEL_PHONE},
                              {"video", v1::CHANNEL_VIDEO},
                              {"videobellen", v1::CHANNEL_VIDEO},
                              {"beeldbellen", v1::CHANNEL_VIDEO},
                              {"videogesprek", v1::CHANNEL_VIDEO},
                              {"teams", v1::CHANNEL_VIDEO},
                              {"zoom", v1::CHANNEL_VIDEO},
                              {"chat", v1::CHANNEL_CHAT},
                              {"chatten", v1::CHANNEL_CHAT},
                              {"whatsapp", v1::CHANNEL_CHAT},
                              {"app", v1::CHANNEL_CHAT},
                              {"appen", v1::CHANNEL_CHAT},
                              {"appje", v1::CHANNEL_CHAT},
                              {"sms", v1::CHANNEL_CHAT},
                              {"signal", v1::CHANNEL_CHAT},
                              {"kantoor", v1::CHANNEL_OFFICE},
                              {"op kantoor", v1::CHANNEL_OFFICE},
                              {"kantoorbezoek", v1::CHANNEL_OFFICE},
                              {"samen naar afspraak", v1::CHANNEL_ACCOMPANIED_VISIT},
                              {"begeleid bezoek", v1::CHANNEL_ACCOMPANIED_VISIT},
                              {"groep", v1::CHANNEL_GROUP},
                              {"groepsbijeenkomst", v1::CHANNEL_GROUP},
                              {"groepsgesprek", v1::CHANNEL_GROUP}};

constexpr Word kMoments[] = {{"begin", v1::ASSESSMENT_MOMENT_BEGIN},
                             {"halverwege", v1::ASSESSMENT_MOMENT_HALFWAY},
                             {"eind", v1::ASSESSMENT_MOMENT_END},
                             {"nazorg", v1::ASSESSMENT_MOMENT_AFTERCARE}};

constexpr Word kPillars[] = {{"thuissituatie", v1::PILLAR_HOME_SITUATION},
                             {"welzijn", v1::PILLAR_WELL_BEING},
                             {"financiën", v1::PILLAR_FINANCES},
                             {"opleiding", v1::PILLAR_EDUCATION},
                             {"werk", v1::PILLAR_WORK}};

constexpr Word kGoalStates[] = {
    {"afgesproken", v1::GOAL_STATE_AGREED}, {"lopend", v1::GOAL_STATE_IN_PROGRESS},
    {"behaald", v1::GOAL_STATE_ACHIEVED},   {"deels behaald", v1::GOAL_STATE_PARTLY_ACHIEVED},
    {"gestopt", v1::GOAL_STATE_STOPPED},    {"uitgesteld", v1::GOAL_STATE_POSTPONED}};

constexpr Word kProgrammes[] = {{"basis", v1::PROGRAMME_BASIC},
                                {"verdieping", v1::PROGRAMME_IN_DEPTH},
                                {"intervisie", v1::PROGRAMME_INTERVISION}};

constexpr Word kEnrolmentStates[] = {
    {"aanwezig", v1::ENROLMENT_STATE_ATTENDED},       {"afgemeld", v1::ENROLMENT_STATE_EXCUSED},
    {"niet verschenen", v1::ENROLMENT_STATE_NO_SHOW}, {"bevestigd", v1::ENROLMENT_STATE_CONFIRMED},
    {"aangemeld", v1::ENROLMENT_STATE_CONFIRMED},     {"wachtlijst", v1::ENROLMENT_STATE_WAITING},
    {"geannuleerd", v1::ENROLMENT_STATE_CANCELLED}};

constexpr Word kReferralReasons[] = {
    {"werkplek", v1::REFERRAL_REASON_WORKPLACE},
    {"wonen", v1::REFERRAL_REASON_HOUSING},
    {"taal", v1::REFERRAL_REASON_LANGUAGE},
    {"schulden", v1::REFERRAL_REASON_DEBTS},
    {"jong gezin", v1::REFERRAL_REASON_YOUNG_FAMILY},
    {"dagbesteding", v1::REFERRAL_REASON_DAY_ACTIVITIES},
    {"participatie", v1::REFERRAL_REASON_PARTICIPATION},
    {"scholing", v1::REFERRAL_REASON_SCHOOLING},
    {"werk", v1::REFERRAL_REASON_WORK},
    {"buddybegeleiding", v1::REFERRAL_REASON_BUDDY},
    {"buddy", v1::REFERRAL_REASON_BUDDY},
    {"wijkondersteuning", v1::REFERRAL_REASON_NEIGHBOURHOOD_SUPPORT},
    {"anders", v1::REFERRAL_REASON_OTHER}};

constexpr Word kReferralStates[] = {{"concept", v1::REFERRAL_STATE_DRAFT},
                                    {"verzonden", v1::REFERRAL_STATE_SENT},
                                    {"ontvangen", v1::REFERRAL_STATE_RECEIVED},
                                    {"geaccepteerd", v1::REFERRAL_STATE_ACCEPTED},
                                    {"overgedragen", v1::REFERRAL_STATE_HANDED_OVER},
                                    {"gestart", v1::REFERRAL_STATE_STARTED},
                                    {"afgerond", v1::REFERRAL_STATE_COMPLETED},
                                    {"afgewezen", v1::REFERRAL_STATE_DECLINED},
                                    {"geweigerd", v1::REFERRAL_STATE_DECLINED},
                                    {"verlopen", v1::REFERRAL_STATE_EXPIRED},
                                    {"ingetrokken", v1::REFERRAL_STATE_WITHDRAWN},
                                    {"niet gestart", v1::REFERRAL_STATE_NOT_STARTED}};

constexpr Column Code(const char* name) {
  return {.name = name, .kind = Kind::kCode, .required = true, .max = 20};
}
constexpr Column Reference(const char* name, File file) {
  return {.name = name, .kind = Kind::kCode, .required = true, .max = 20, .refers_to = file};
}
constexpr Column Text(const char* name, int64_t length_max) {
  return {.name = name, .kind = Kind::kText, .required = true, .max = length_max};
}
constexpr Column Name(const char* name, int64_t length_max) {
  Column column = Text(name, length_max);
  column.is_name = true;
  return column;
}
constexpr Column Phone(const char* name, int64_t length_max) {
  Column column = Text(name, length_max);
  column.kind = Kind::kPhone;
  return column;
}
constexpr Column Date(const char* name, DateKind dates) {
  return {.name = name, .kind = Kind::kDate, .required = true, .dates = dates};
}
// Of something that took place or was decided.
constexpr Column Past(const char* name) { return Date(name, DateKind::kHappened); }
constexpr Column Planned(const char* name) { return Date(name, DateKind::kPlanned); }
// The last day of something; empty until there was one.
constexpr Column End(const char* name) {
  Column column = Past(name);
  column.required = false;
  column.is_end = true;
  return column;
}
constexpr Column NumberColumn(const char* name, int64_t min, int64_t max) {
  return {.name = name, .kind = Kind::kNumber, .required = true, .min = min, .max = max};
}
constexpr Column OneOf(const char* name, absl::Span<const Word> words) {
  return {.name = name, .kind = Kind::kWord, .required = true, .words = words};
}
constexpr Column EurosColumn(const char* name, int64_t max_cents) {
  return {.name = name, .kind = Kind::kEuros, .required = true, .max = max_cents};
}
constexpr Column Optional(Column column) {
  column.required = false;
  return column;
}
constexpr Column WarnedOf(Column column) {
  column.doubtful_dates = true;
  return column;
}
// Of a buddy: tracks at a time.
constexpr Column Capacity(const char* name, int64_t max) {
  Column column = NumberColumn(name, 1, max);
  column.unit = Unit::kTracks;
  return column;
}
// 0 when nobody came.
constexpr Column Minutes(const char* name, int64_t max) {
  Column column = NumberColumn(name, 0, max);
  column.fills_itself = true;
  column.unit = Unit::kMinutes;
  return column;
}

constexpr Column kOrganisationColumns[] = {Code("code"), Name("naam", 120),
                                           OneOf("soort", kOrganisationKinds)};

constexpr Column kBuddyColumns[] = {Code("code"),
                                    Name("voornaam", 80),
                                    Optional(Name("achternaam", 120)),
                                    OneOf("soort", kBuddyKinds),
                                    Reference("organisatie", File::kOrganisations),
                                    WarnedOf(Optional(Past("vog_datum"))),
                                    OneOf("geheimhouding", kYesNo),
                                    Optional(Capacity("capaciteit", 50)),
                                    Optional(Reference("achterwacht", File::kOrganisations))};

constexpr Column kHouseholdColumns[] = {Code("nummer"), OneOf("wijk", kNeighbourhoods),
                                        OneOf("type", kHouseholdTypes)};

constexpr Column kMemberColumns[] = {Code("code"),
                                     Reference("huishouden", File::kHouseholds),
                                     Name("voornaam", 80),
                                     Optional(Name("achternaam", 120)),
                                     Date("geboortedatum", DateKind::kBirth),
                                     OneOf("relatie", kRelations),
                                     OneOf("deelnemer", kYesNo),
                                     Optional(Phone("telefoon", 30))};

constexpr Column kTrackColumns[] = {Code("code"),
                                    Reference("huishouden", File::kHouseholds),
                                    Reference("deelnemer", File::kMembers),
                                    OneOf("doelgroep", kTargetGroups),
                                    Optional(Text("bron", 80)),
                                    Past("aangemeld_op"),
                                    Optional(Past("gestart_op")),
                                    End("afgesloten_op"),
                                    OneOf("status", kTrackStates),
                                    Optional(OneOf("reden", kExitReasons))};

constexpr Column kSituationColumns[] = {Reference("deelnemer", File::kMembers),
                                        Past("datum"),
                                        OneOf("inkomen", kIncomes),
                                        OneOf("opleiding", kEducations),
                                        Optional(OneOf("volgt_opleiding", kEnrolments)),
                                        Optional(NumberColumn("participatieladder", 1, 6)),
                                        OneOf("schulden", kDebts)};

constexpr Column kMatchColumns[] = {Reference("traject", File::kTracks),
                                    Reference("buddy", File::kBuddies), Past("van"), End("tot")};

// Levels of the Bridge; one that is empty was not given.
constexpr Column kAssessmentColumns[] = {Reference("traject", File::kTracks),
                                         Past("datum"),
                                         OneOf("moment", kMoments),
                                         Optional(NumberColumn("thuissituatie", 1, 5)),
                                         Optional(NumberColumn("welzijn", 1, 5)),
                                         Optional(NumberColumn("financiën", 1, 5)),
                                         Optional(NumberColumn("opleiding", 1, 5)),
                                         Optional(NumberColumn("werk", 1, 5))};

constexpr Column kGoalColumns[] = {Reference("traject", File::kTracks),
                                   OneOf("pijler", kPillars),
                                   Text("doel", 400),
                                   Past("afgesproken_op"),
                                   Planned("streefdatum"),
                                   OneOf("status", kGoalStates),
                                   Optional(Past("behaald_op")),
                                   Optional(EurosColumn("waardering_euro", 1000'00))};

constexpr Column kSessionColumns[] = {Reference("traject", File::kTracks),
                                      Reference("buddy", File::kBuddies),
                                      Past("datum"),
                                      Minutes("minuten", 1440),
                                      OneOf("soort", kChannels),
                                      OneOf("aanwezig", kYesNo),
                                      {.name = "notitie", .kind = Kind::kNote, .max = 4000}};

constexpr Column kTrainingColumns[] = {Code("code"), Text("titel", 120),
                                       OneOf("programma", kProgrammes)};

constexpr Column kTrainingSessionColumns[] = {Code("code"), Reference("training", File::kTrainings),
                                              Planned("datum"), NumberColumn("capaciteit", 1, 500)};

constexpr Column kEnrolmentColumns[] = {Reference("bijeenkomst", File::kTrainingSessions),
                                        Reference("buddy", File::kBuddies),
                                        OneOf("status", kEnrolmentStates)};

constexpr Column kReferralColumns[] = {
    Reference("traject", File::kTracks),     Reference("van", File::kOrganisations),
    Reference("naar", File::kOrganisations), OneOf("reden", kReferralReasons),
    Optional(Past("toestemming_op")),        Optional(Past("verzonden_op")),
    OneOf("status", kReferralStates),        Optional(Past("afgerond_op"))};

constexpr absl::string_view kCodeKey[] = {"code"};
constexpr absl::string_view kHouseholdKey[] = {"nummer"};
constexpr absl::string_view kSituationKey[] = {"deelnemer", "datum"};
constexpr absl::string_view kMatchKey[] = {"traject", "buddy", "van"};
constexpr absl::string_view kAssessmentKey[] = {"traject", "moment"};
constexpr absl::string_view kGoalKey[] = {"traject", "doel", "afgesproken_op"};
constexpr absl::string_view kEnrolmentKey[] = {"bijeenkomst", "buddy"};
constexpr absl::string_view kReferralKey[] = {"traject", "van", "naar", "reden", "verzonden_op"};

constexpr Table kTables[] = {
    {File::kOrganisations, "organisaties", kOrganisationColumns, kCodeKey},
    {File::kBuddies, "buddys", kBuddyColumns, kCodeKey},
    {File::kHouseholds, "huishoudens", kHouseholdColumns, kHouseholdKey},
    {File::kMembers, "leden", kMemberColumns, kCodeKey},
    {File::kTracks, "trajecten", kTrackColumns, kCodeKey},
    {File::kSituations, "situaties", kSituationColumns, kSituationKey},
    {File::kMatches, "koppelingen", kMatchColumns, kMatchKey},
    {File::kAssessments, "metingen", kAssessmentColumns, kAssessmentKey},
    {File::kGoals, "doelen", kGoalColumns, kGoalKey, /*key_repeats=*/true, /*key_is_private=*/true},
    {File::kSessions, "sessies", kSessionColumns, {}},
    {File::kTrainings, "trainingen", kTrainingColumns, kCodeKey},
    {File::kTrainingSessions, "bijeenkomsten", kTrainingSessionColumns, kCodeKey},
    {File::kEnrolments, "deelnames", kEnrolmentColumns, kEnrolmentKey},
    {File::kReferrals, "doorverwijzingen", kReferralColumns, kReferralKey, /*key_repeats=*/false,
     /*key_is_private=*/true},
};

constexpr LevelColumn kLevelColumns[] = {{"thuissituatie", "home_situation"},
                                         {"welzijn", "well_being"},
                                         {"financiën", "finances"},
                                         {"opleiding", "education"},
                                         {"werk", "work"}};

}  // namespace

absl::Span<const LevelColumn> LevelColumns() { return kLevelColumns; }

absl::Span<const Table> Tables() { return kTables; }

const Table& TableOf(File file) { return kTables[static_cast<size_t>(file)]; }

size_t PlaceIn(const Table& table, absl::string_view column) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (column == table.columns[i].name) return i;
  }
  std::abort();
}

std::optional<File> FindFile(absl::string_view name) {
  const absl::string_view stem = absl::StripSuffix(name, ".csv");
  for (const Table& table : kTables) {
    if (stem == table.name) return table.file;
  }
  return std::nullopt;
}

}  // namespace kansrijk::sheet
