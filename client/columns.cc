#include "client/columns.h"

#include <map>

#include "client/language.h"

namespace kansrijk::client {
namespace {

using Tables = std::map<absl::string_view, std::vector<Column>>;

const Tables& AllTables() {
  static const auto* tables = new Tables{
      {"Household",
       {{N_("Number"), "number"},
        {N_("Neighbourhood"), "neighbourhood"},
        {N_("Type"), "type"},
        {N_("Members"), "members.given_name family_name", Shown::kIfAny},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"Member",
       {{N_("Number"), "number"},
        {N_("Full name"), "given_name family_name"},
        {N_("Born"), "birth_date"},
        {N_("Relation"), "relation"},
        {N_("Participant"), "participant"},
        {N_("Telephone"), "phone", Shown::kIfAny},
        {N_("E-mail"), "email", Shown::kWide},
        {N_("Pregnant or young child"), "pregnant_or_young_child", Shown::kAlone},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"Track",
       {{N_("Number"), "number"},
        {N_("Household"), "household_number"},
        {N_("Participant"), "participant_name"},
        {N_("Target group"), "target_group"},
        {N_("State"), "state"},
        {N_("Applied"), "apply_date"},
        {N_("Started"), "start_date"},
        {N_("Planned end"), "planned_end_date", Shown::kWide},
        {N_("Aftercare until"), "aftercare_end_date", Shown::kWide},
        {N_("Closed"), "close_date", Shown::kIfAny},
        {N_("Exit reason"), "exit_reason", Shown::kIfAny},
        {N_("Source"), "intake_source", Shown::kWide},
        {N_("Consent"), "participation_consent_date", Shown::kWide},
        {N_("No END assessment because"), "end_assessment_waiver", Shown::kAlone},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"TrackEvent",
       {{N_("Date"), "date"},
        {N_("What"), "verb"},
        {N_("State"), "state"},
        {N_("Recorded by"), "account_handle"},
        {N_("Recorded on"), "create_time", Shown::kWide},
        {N_("Note"), "note", Shown::kIfAny}}},
      {"Session",
       {{N_("Number"), "number"},
        {N_("Date"), "date"},
        {N_("Time"), "start_time", Shown::kIfAny},
        {N_("Minutes"), "minutes"},
        {N_("Channel"), "channel"},
        {N_("Track"), "track_number"},
        {N_("Household"), "household_number"},
        {N_("Buddy"), "buddy_number"},
        {N_("No-show"), "no_show"},
        {N_("Next appointment"), "next_appointment_date", Shown::kIfAny},
        {N_("Amended"), "amended", Shown::kWide},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone},
        {N_("Note"), "note", Shown::kAlone}}},
      {"SessionVersion",
       {{N_("Kind"), "kind"},
        {N_("Recorded on"), "create_time"},
        {N_("Recorded by"), "account_handle"},
        {N_("Reason"), "reason"},
        {N_("Date"), "date"},
        {N_("Time"), "start_time", Shown::kIfAny},
        {N_("Minutes"), "minutes"},
        {N_("Channel"), "channel"},
        {N_("No-show"), "no_show"},
        {N_("Next appointment"), "next_appointment_date", Shown::kIfAny},
        {N_("Note"), "note", Shown::kIfAny}}},
      {"Match",
       {{N_("Track"), "track_number"},
        {N_("Household"), "household_number"},
        {N_("Buddy"), "buddy_number"},
        {N_("Buddy's name"), "buddy_name"},
        {N_("State"), "state"},
        {N_("Since"), "since"},
        {N_("Until"), "until"},
        {N_("Reason of ending"), "end_reason", Shown::kIfAny},
        {N_("Overridden"), "overridden_guards", Shown::kIfAny},
        {N_("Reason of overriding"), "override_reason", Shown::kWide},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"Buddy",
       {{N_("Number"), "number"},
        {N_("Full name"), "given_name family_name"},
        {N_("Kind"), "kind"},
        {N_("Tracks"), "active_matches"},
        {N_("Capacity"), "capacity"},
        {N_("VOG"), "conduct_certificate_date"},
        {N_("Confidentiality"), "confidentiality_signed"},
        {N_("Basic certificate"), "basic_certificate_date"},
        {N_("Languages"), "languages", Shown::kWide},
        {N_("Organisation"), "organisation", Shown::kWide},
        {N_("Back-up"), "backup_organisation", Shown::kWide},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"Organisation",
       {{N_("Code"), "code"},
        {N_("Full name"), "display_name"},
        {N_("Kind"), "kind"},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"Account",
       {{N_("Account"), "handle"},
        {N_("Role"), "role"},
        {N_("Disabled"), "disabled"},
        {N_("Organisation"), "organisation", Shown::kWide},
        {N_("Buddy"), "buddy", Shown::kWide},
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
        {N_("Server version"), "server_version"}}},
      {"Situation",
       {{N_("Date"), "date"},
        {N_("Income"), "income"},
        {N_("Education"), "education"},
        {N_("Enrolled in"), "enrolled_in"},
        {N_("Ladder"), "participation_ladder"},
        {N_("Debts"), "debt"},
        {N_("Resource name"), "name", Shown::kWide}}},
      {"AccessRecord",
       {{N_("No."), "sequence"},
        {N_("Time"), "time"},
        {N_("Account"), "account_handle"},
        {N_("Role"), "role"},
        {N_("Method"), "method"},
        {N_("Outcome"), "outcome"},
        {N_("About"), "subjects"},
        {N_("Purpose"), "purpose", Shown::kWide},
        {N_("Reason"), "reason", Shown::kWide},
        {N_("Request id"), "request_id", Shown::kWide},
        {N_("Trace id"), "trace_id", Shown::kWide}}},
      {"CaseloadEntry",
       {{N_("Track"), "track_number"},
        {N_("Household"), "household_number"},
        {N_("Participant"), "participant_name"},
        {N_("State"), "state"},
        {N_("Last session"), "last_session_date"},
        {N_("Next appointment"), "next_appointment_date"},
        {N_("Attention from"), "attention_date", Shown::kWide},
        {N_("Attention because"), "flags.reason"}}},
      {"ImportFile",
       {{N_("File"), "file"},
        {N_("Rows"), "rows"},
        {N_("Accepted"), "accepted"},
        {N_("Unchanged"), "unchanged"},
        {N_("Refused"), "refused"},
        {N_("Encoding"), "encoding", Shown::kWide}}},
  };
  return *tables;
}

struct NamePath {
  const char* type;
  const char* path;
};

constexpr NamePath kNamePaths[] = {
    {"AccessRecord", "sequence"},
    {"CaseloadEntry", "track"},
    {"CreateAccountResponse", "account.name"},
    {"IssueTokenResponse", "account.name"},
    {"WhoamiResponse", "account.name"},
};

struct FieldHeading {
  const char* field;
  const char* heading;
};

constexpr FieldHeading kFieldHeadings[] = {
    {"events", N_("Events")}, {"history", N_("History")}, {"members", N_("Members")}};

}  // namespace

const std::vector<Column>& ColumnsOf(const Descriptor& type) {
  static const auto* none = new std::vector<Column>;
  const auto found = AllTables().find(type.name());
  return found == AllTables().end() ? *none : found->second;
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
