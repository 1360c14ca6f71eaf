// Columns of the Buddy Academie.
#include "client/message/language.h"
#include "client/table/columns.h"

namespace kansrijk::client {
namespace {

ColumnTables CertificateColumns() {
  return {
      {"Certificate",
       {{N_("Number"), "number"},
        {N_("Programme"), "programme"},
        {N_("Holder"), "holder_number"},
        {N_("Full name"), "holder_name"},
        {N_("Name today"), "present_name", Shown::kIfAny},
        {N_("State"), "state"},
        {N_("Issued"), "issue_date", Shown::kWide},
        {N_("Valid through"), "@valid_until"},
        {N_("Rests on"), "training_codes", Shown::kWide},
        {N_("Revoked"), "revoke_date", Shown::kIfAny},
        {N_("Reason"), "revoke_reason", Shown::kAloneIfAny},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"CertificateCheck",
       {{N_("Number"), "number"},
        {N_("In force"), "@in_force"},
        {N_("State"), "state"},
        {N_("Programme"), "programme"},
        {N_("Full name"), "holder_name"},
        {N_("Name today"), "present_name", Shown::kIfAny},
        {N_("Given by"), "organisation_name"},
        {N_("Issued"), "issue_date"},
        {N_("Valid through"), "@valid_until"}}},
      {"CertificateNeed",
       {{N_("Buddy"), "buddy_number"},
        {N_("Buddy's name"), "buddy_name"},
        {N_("Certificate until"), "@certificate_until"},
        {N_("Still to attend"), "missing_codes"}}},
      {"CertificateRule",
       {{N_("Programme"), "programme"},
        {N_("Valid for"), "@validity"},
        {N_("Requires"), "training_codes"},
        {N_("Version"), "etag", Shown::kAlone}}},
  };
}

}  // namespace

ColumnTables TrainingColumns() {
  ColumnTables tables = {
      {"Training",
       {{N_("Code"), "code"},
        {N_("Title"), "title"},
        {N_("Programme"), "programme"},
        {N_("Required"), "required"},
        {N_("Retired"), "retired", Shown::kWide},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone},
        {N_("Description"), "description", Shown::kAloneIfAny}}},
      {"TrainingSession",
       {{N_("Number"), "number"},
        {N_("Date"), "date"},
        {N_("Half-day"), "half_day"},
        {N_("Training"), "training_code"},
        {N_("Title"), "training_title"},
        {N_("Seats"), "@seats"},
        {N_("Waiting"), "?waiting", Shown::kIfAny},
        {N_("State"), "state"},
        {N_("Place"), "place", Shown::kWide},
        {N_("Trainer"), "trainer", Shown::kWide},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"ExternalParticipant",
       {{N_("Number"), "number"},
        {N_("Full name"), "display_name"},
        {N_("Organisation"), "organisation_code"},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"SimilarParticipant",
       {{N_("Number"), "participant_number"},
        {N_("Full name"), "participant_name"},
        {N_("Organisation"), "organisation_code"}}},
      {"Enrolment",
       {{N_("Session"), "session_number"},
        {N_("Date"), "session_date"},
        {N_("Training"), "training_code"},
        {N_("Title"), "training_title", Shown::kWide},
        {N_("Who"), "participant_number"},
        {N_("Full name"), "participant_name"},
        {N_("Organisation"), "organisation_code", Shown::kWide},
        {N_("State"), "state"},
        {N_("Place in line"), "?waiting_position", Shown::kIfAny},
        {N_("Resource name"), "name", Shown::kWide},
        {N_("Changed"), "update_time", Shown::kWide},
        {N_("Version"), "etag", Shown::kAlone}}},
      {"EnrolmentEvent",
       {{N_("Time"), "create_time"},
        {N_("What"), "verb"},
        {N_("State"), "state"},
        {N_("Recorded by"), "account_handle"}}},
  };
  tables.merge(CertificateColumns());
  return tables;
}

}  // namespace kansrijk::client
