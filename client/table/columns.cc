#include "client/table/columns.h"

#include <algorithm>

#include "client/message/language.h"

namespace kansrijk::client {
namespace {

ColumnTables OfficeColumns() {
  return {
      {"Organisation",
       {{N_("Code"), "code"},
        {N_("Full name"), "display_name"},
        {N_("Kind"), "kind"},
        {N_("Unconfirmed"), "?unconfirmed", Shown::kIfAny},
        {N_("Closed on"), "close_time", Shown::kIfAny},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"Account",
       {{N_("Account"), "handle"},
        {N_("Role"), "role"},
        {N_("Disabled"), "disabled"},
        {N_("Organisation"), "organisation_code", Shown::kWide},
        {N_("Buddy"), "buddy_number", Shown::kWide},
        {N_("Notices by e-mail to"), "notice_email", Shown::kIfAny},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide}}},
      {"CreateAccountResponse",
       {{N_("Account"), "account.handle"},
        {N_("Role"), "account.role"},
        {N_("Token"), "token"},
        {N_("Valid until"), "expire_time"}}},
      {"IssueTokenResponse",
       {{N_("Account"), "account.handle"},
        {N_("Token"), "token"},
        {N_("Valid until"), "expire_time"}}},
      {"WhoamiResponse",
       {{N_("Account"), "account.handle"},
        {N_("Role"), "account.role"},
        {N_("Organisation"), "organisation_code"},
        {N_("Buddy"), "buddy_number", Shown::kIfAny},
        {N_("Notices by e-mail to"), "account.notice_email", Shown::kIfAny},
        {N_("Server version"), "server_version"}}},
      {"Settings",
       {{N_("Days without a session"), "days_without_session_max"},
        {N_("Days from application to start"), "days_waiting_max"},
        {N_("Days to the begin assessment"), "days_to_begin_assessment"},
        {N_("Days before the end of aftercare"), "days_before_aftercare_end"},
        {N_("Age of a VOG in months"), "conduct_certificate_months_max"},
        {N_("Days before a VOG is too old"), "days_before_conduct_certificate_end"},
        {N_("Days between reviews"), "days_between_reviews"},
        {N_("Days without an answer to a referral"), "days_referral_unanswered_max"},
        {N_("Days before a basic certificate ends"), "days_before_basic_certificate_end"},
        {N_("Days to log after a match"), "days_to_log_after_match"},
        {N_("No-shows in a row"), "no_shows_in_a_row"},
        {N_("Basic certificate needed from"), "basic_certificate_from"},
        {N_("Notices by e-mail to"), "notice_email"},
        {N_("Budget for recognition"), "recognition_budget_cents"},
        {N_("Incentive by a buddy alone"), "incentive_max_cents"},
        {N_("Incentives by a buddy alone in a year"), "incentive_year_max_cents"},
        {N_("Households to start in a year"), "households_per_year_target"},
        {N_("Safety officer"), "safety_officer_handle"},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"AccessRecord",
       {{N_("No."), "sequence"},
        {N_("Time"), "time"},
        {N_("Account"), "account_handle"},
        {N_("Role"), "role"},
        {N_("Method"), "@access_method"},
        {N_("Outcome"), "@access_outcome"},
        {N_("About"), "subjects"},
        {N_("Purpose"), "purpose", Shown::kWide},
        {N_("Reason"), "reason", Shown::kWide},
        {N_("Request id"), "request_id", Shown::kWide},
        {N_("Trace id"), "trace_id", Shown::kWide}}},
      {"ImportFile",
       {{N_("File"), "file"},
        {N_("Rows"), "rows"},
        {N_("Accepted"), "accepted"},
        {N_("Unchanged"), "unchanged"},
        {N_("Changed"), "updated"},
        {N_("Refused"), "refused"},
        {N_("Encoding"), "encoding", Shown::kWide}}},
      {"ImportFinding",
       {{N_("File"), "file"},
        {N_("Line"), "line"},
        {N_("Reason"), "reason"},
        {N_("Differences"), "differences.column server_value file_value"}}},
  };
}

const ColumnTables& AllTables() {
  static const auto* tables = [] {
    auto* all = new ColumnTables(OfficeColumns());
    for (ColumnTables more : {PeopleColumns(), TrackColumns(), WorkColumns(), TrainingColumns(),
                              ReferralColumns(), StatisticsColumns()}) {
      all->merge(more);
    }
    return all;
  }();
  return *tables;
}

struct NamePath {
  const char* type;
  const char* path;
};

constexpr NamePath kNamePaths[] = {
    {"AccessRecord", "sequence"},
    {"AssessmentComparison", "from_number to_number"},
    {"BuddyLoad", "buddy"},
    {"BuddySuggestion", "buddy"},
    {"CaseloadEntry", "track"},
    {"CertificateCheck", "number"},
    {"CertificateNeed", "buddy"},
    {"CertificateRule", "programme"},
    {"Conflict", "buddy"},
    {"CreateAccountResponse", "account.name"},
    {"Dossier", "household.name"},
    {"GoalPlan", "track_number"},
    {"Instrument", "code"},
    {"IssueTokenResponse", "account.name"},
    {"MemberLink", "other_member"},
    {"OpenedPeriod", "code"},
    {"Overview", "year"},
    {"PreviewReferralResponse", "referral.name"},
    {"RecognitionBudget", "year"},
    {"ReleaseTable", "definition.name"},
    {"Route", "from_code to_code"},
    {"Task", "track"},
    {"WhoamiResponse", "account.name"},
};

struct FieldHeading {
  const char* field;
  const char* heading;
};

constexpr FieldHeading kFieldHeadings[] = {
    {"appointments", N_("Appointments")},
    {"buddies", N_("Buddies")},
    {"changes", N_("Per item")},
    {"consents", N_("Consents")},
    {"corrections", N_("Corrections")},
    {"date_corrections", N_("Corrected dates")},
    {"disclosed", N_("Known from earlier releases")},
    {"events", N_("Events")},
    {"exits", N_("Ended")},
    {"follow_ups", N_("Follow-up")},
    {"goals", N_("Goals")},
    {"history", N_("History")},
    {"intake_checks", N_("Intake checklist")},
    {"items", N_("Items")},
    {"left_steps", N_("Steps that the buddy before owns")},
    {"levels", N_("Levels")},
    {"links", N_("Links")},
    {"matches", N_("Matches")},
    {"members", N_("Members")},
    {"months", N_("By month and buddy")},
    {"open_tracks", N_("Tracks today")},
    {"outcomes", N_("Outcomes")},
    {"probable_duplicates", N_("Probably known already")},
    {"recognitions", N_("Recognition")},
    {"referrals", N_("Referrals")},
    {"review_moments", N_("Review moments")},
    {"scores", N_("Scores")},
    {"sessions", N_("Sessions")},
    {"settlements", N_("Open at the end")},
    {"similar_participants", N_("Similar names")},
    {"steps", N_("Action steps")},
    {"tables", N_("Tables")},
    {"tracks", N_("Tracks")},
    {"withheld", N_("Not published this time")},
};

}  // namespace

const std::vector<Column>& ColumnsOf(const Descriptor& type) {
  static const auto* none = new std::vector<Column>;
  const auto found = AllTables().find(type.name());
  return found == AllTables().end() ? *none : found->second;
}

const char* ColumnHeading(const Descriptor* type, absl::string_view field) {
  const auto heading_in = [field](const std::vector<Column>& columns) {
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [field](const Column& one) { return field == one.path; });
    return column == columns.end() ? "" : column->heading;
  };
  if (type != nullptr) {
    if (const char* heading = heading_in(ColumnsOf(*type)); *heading != '\0') return heading;
  }
  for (const auto& [name, columns] : AllTables()) {
    if (const char* heading = heading_in(columns); *heading != '\0') return heading;
  }
  return "";
}

const char* NamePathOf(const Descriptor& type) {
  for (const NamePath& entry : kNamePaths) {
    if (type.name() == entry.type) return entry.path;
  }
  return "name";
}

const char* HeadingOf(const FieldDescriptor& field) {
  for (const FieldHeading& entry : kFieldHeadings) {
    if (field.name() == entry.field) return entry.heading;
  }
  return "";
}

}  // namespace kansrijk::client
