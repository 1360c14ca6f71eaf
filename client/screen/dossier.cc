#include "client/screen/dossier.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/question.h"

namespace kansrijk::client {
namespace {

template <typename Type>
std::vector<const Message*> RowsOf(const google::protobuf::RepeatedPtrField<Type>& entries) {
  std::vector<const Message*> rows;
  for (const Type& entry : entries) rows.push_back(&entry);
  return rows;
}

// Those that hold something.
std::vector<PageField> HouseholdFields(const v1::Household& household) {
  std::vector<PageField> fields;
  for (const Column& column : {Column{N_("Neighbourhood"), "neighbourhood"},
                               Column{N_("Type"), "type"}, Column{N_("Address"), "address"}}) {
    const std::string text = CellText(household, column.path);
    if (!text.empty()) fields.push_back({_(column.heading), text});
  }
  return fields;
}

std::vector<const Message*> WithOwnQuestion(const v1::Dossier& dossier) {
  std::vector<const Message*> rows;
  for (const v1::Track& track : dossier.tracks()) {
    if (!track.own_question().empty()) rows.push_back(&track);
  }
  return rows;
}

std::vector<PageTable> PeopleTables(const v1::Dossier& dossier) {
  return {TableOf(N_("Members"),
                  {{N_("Number"), "number"},
                   {N_("Full name"), "given_name family_name"},
                   {N_("Age"), "age"},
                   {N_("Born"), "birth_date"},
                   {N_("Relation"), "relation"},
                   {N_("Participant"), "participant"},
                   {N_("Telephone"), "phone", Shown::kIfAny},
                   {N_("E-mail"), "email", Shown::kIfAny}},
                  RowsOf(dossier.household().members())),
          TableOf(N_("Tracks"),
                  {{N_("Number"), "number"},
                   {N_("Participant"), "participant_name"},
                   {N_("Target group"), "target_group"},
                   {N_("State"), "state"},
                   {N_("Applied"), "apply_date"},
                   {N_("Started"), "start_date", Shown::kIfAny},
                   {N_("Planned end"), "planned_end_date", Shown::kIfAny},
                   {N_("Closed"), "close_date", Shown::kIfAny},
                   {N_("Exit reason"), "exit_reason", Shown::kIfAny},
                   {N_("Contact with the back-up"), "backup_contact", Shown::kIfAny}},
                  RowsOf(dossier.tracks())),
          TableOf(N_("Matches"),
                  {{N_("Track"), "track_number"},
                   {N_("Buddy"), "buddy_number"},
                   {N_("Buddy's name"), "buddy_name"},
                   {N_("State"), "state"},
                   {N_("Since"), "since"}},
                  RowsOf(dossier.matches())),
          TableOf(N_("Buddies"),
                  {{N_("Number"), "number"},
                   {N_("Full name"), "given_name family_name"},
                   {N_("Telephone"), "phone", Shown::kIfAny},
                   {N_("E-mail"), "email", Shown::kIfAny},
                   {N_("Absent from"), "absent_from", Shown::kIfAny},
                   {N_("Absent until"), "absent_until", Shown::kIfAny},
                   {N_("Back-up"), "backup_organisation_name", Shown::kIfAny},
                   {N_("Person or team of the back-up"), "backup_name", Shown::kIfAny},
                   {N_("Telephone of the back-up"), "backup_phone", Shown::kIfAny}},
                  RowsOf(dossier.buddies()))};
}

std::vector<PageTable> WorkTables(const v1::Dossier& dossier) {
  return {TableOf(N_("Appointments"),
                  {{N_("Number"), "number"},
                   {N_("Date"), "date"},
                   {N_("Time"), "start_time", Shown::kIfAny},
                   {N_("Participant"), "participant_name"},
                   {N_("Who"), "buddy_name coordinator_handle"},
                   {N_("Place"), "place", Shown::kIfAny},
                   {N_("With"), "with", Shown::kIfAny}},
                  RowsOf(dossier.appointments())),
          TableOf(N_("Last sessions"),
                  {{N_("Number"), "number"},
                   {N_("Date"), "date"},
                   {N_("Minutes"), "minutes"},
                   {N_("Channel"), "channel"},
                   {N_("Participant"), "participant_name"},
                   {N_("Buddy's name"), "buddy_name"},
                   {N_("No-show"), "no_show"},
                   {N_("Next appointment"), "next_appointment_date", Shown::kIfAny}},
                  RowsOf(dossier.sessions()), "note"),
          TableOf(N_("Own question"),
                  {{N_("Track"), "number"}, {N_("Participant"), "participant_name"}},
                  WithOwnQuestion(dossier), "own_question"),
          TableOf(N_("Goals"),
                  {{N_("Number"), "number"},
                   {N_("Pillar"), "pillar"},
                   {N_("Goal"), "text"},
                   {N_("By when"), "due_date"},
                   {N_("State"), "state"}},
                  RowsOf(dossier.goals())),
          TableOf(N_("Action steps"),
                  {{N_("Number"), "number"},
                   {N_("Goal"), "goal_number"},
                   {N_("Action step"), "text"},
                   {N_("Who"), "owner_name"},
                   {N_("By when"), "due_date"},
                   {N_("State"), "state"}},
                  RowsOf(dossier.steps()))};
}

std::vector<PageTable> SharingTables(const v1::Dossier& dossier) {
  return {TableOf(N_("Consents"),
                  {{N_("Number"), "number"},
                   {N_("Person"), "subject_name"},
                   {N_("Shared with"), "recipient_code"},
                   {N_("For"), "purpose"},
                   {N_("Until"), "valid_until"}},
                  RowsOf(dossier.consents())),
          TableOf(N_("Referrals"),
                  {{N_("Number"), "number"},
                   {N_("To"), "to_code"},
                   {N_("For"), "reason"},
                   {N_("Person"), "person_name"},
                   {N_("State"), "state"},
                   {N_("Sent"), "sent_date", Shown::kIfAny},
                   {N_("Handover"), "handover_date", Shown::kIfAny}},
                  RowsOf(dossier.referrals()))};
}

}  // namespace

Page DossierPage(const v1::Dossier& dossier) {
  const v1::Household& household = dossier.household();
  Page page;
  page.title = absl::Substitute(_("Household $0"), household.number());
  if (household.shielded()) {
    page.remark =
        _("Shielded: where they live is for their own buddy and coordinator only, and stands on no "
          "paper and in no calendar.");
  }
  page.fields = HouseholdFields(household);
  for (const auto& tables : {PeopleTables(dossier), WorkTables(dossier), SharingTables(dossier)}) {
    page.tables.insert(page.tables.end(), tables.begin(), tables.end());
  }
  page.tables.push_back(TableOf(N_("Events"), ColumnsOf(*v1::HouseholdEvent::descriptor()),
                                RowsOf(household.events())));
  return page;
}

absl::StatusOr<int> ShowDossier(Invocation& invocation) {
  RETURN_IF_ERROR(CompleteTyped(invocation));
  const Format format = invocation.settings.format;
  ASSIGN_OR_RETURN(const auto request, TypedRequest(invocation));
  static_cast<v1::GetDossierRequest&>(*request).set_portable(format == Format::kHtml);
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto dossier,
                   connection.Call<v1::Dossier>(invocation.command().method, *request,
                                                invocation.settings.timeout));
  if (format == Format::kHtml) {
    invocation.out << HtmlOf(DossierPage(dossier));
  } else if (IsTable(format)) {
    PrintPage(DossierPage(dossier), invocation.out);
  } else if (format == Format::kJson || format == Format::kNdjson) {
    PrintRecord(dossier, format, false, invocation.out);
  } else {
    PrintRecord(dossier.household(), format, false, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
