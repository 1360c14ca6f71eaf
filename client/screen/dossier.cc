#include "client/screen/dossier.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"

namespace kansrijk::client {
namespace {

template <typename Type>
std::vector<const Message*> RowsOf(const google::protobuf::RepeatedPtrField<Type>& entries) {
  std::vector<const Message*> rows;
  for (const Type& entry : entries) rows.push_back(&entry);
  return rows;
}

// Paper gets about: it does not say where a shielded household lives, or lived.
bool HidesPlace(const v1::Household& household, Medium medium) {
  return household.shielded() && medium == Medium::kPaper;
}

std::vector<PageField> HouseholdFields(const v1::Household& household, Medium medium) {
  const PageField type = {_("Type"), CellText(household, "type")};
  if (HidesPlace(household, medium)) return {type, {_("Address"), _("shielded: not on paper")}};
  std::vector<PageField> fields = {{_("Neighbourhood"), CellText(household, "neighbourhood")},
                                   type};
  if (!household.address().empty()) {
    fields.push_back({_("Address"), CellText(household, "address")});
  }
  return fields;
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
                   {N_("Exit reason"), "exit_reason", Shown::kIfAny}},
                  RowsOf(dossier.tracks())),
          TableOf(N_("Matches"),
                  {{N_("Track"), "track_number"},
                   {N_("Buddy"), "buddy_number"},
                   {N_("Buddy's name"), "buddy_name"},
                   {N_("State"), "state"},
                   {N_("Since"), "since"}},
                  RowsOf(dossier.matches()))};
}

std::vector<PageTable> WorkTables(const v1::Dossier& dossier) {
  return {TableOf(N_("Last sessions"),
                  {{N_("Number"), "number"},
                   {N_("Date"), "date"},
                   {N_("Minutes"), "minutes"},
                   {N_("Channel"), "channel"},
                   {N_("Participant"), "participant_name"},
                   {N_("Buddy's name"), "buddy_name"},
                   {N_("No-show"), "no_show"},
                   {N_("Next appointment"), "next_appointment_date", Shown::kIfAny}},
                  RowsOf(dossier.sessions()), "note"),
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

Page DossierPage(const v1::Dossier& dossier, Medium medium) {
  const v1::Household& household = dossier.household();
  Page page;
  page.title = absl::Substitute(_("Household $0"), household.number());
  if (household.shielded()) {
    page.remark = _("Shielded: where they live is for their own buddy and coordinator only.");
  }
  page.fields = HouseholdFields(household, medium);
  for (const auto& tables : {PeopleTables(dossier), WorkTables(dossier), SharingTables(dossier)}) {
    page.tables.insert(page.tables.end(), tables.begin(), tables.end());
  }
  if (!HidesPlace(household, medium)) {
    page.tables.push_back(TableOf(N_("Events"), ColumnsOf(*v1::HouseholdEvent::descriptor()),
                                  RowsOf(household.events())));
  }
  return page;
}

absl::StatusOr<int> ShowDossier(Invocation& invocation) {
  RETURN_IF_ERROR(CompleteTyped(invocation));
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto answer, ReadOne(invocation, connection));
  const auto& dossier = static_cast<const v1::Dossier&>(*answer);
  const Format format = invocation.settings.format;
  if (format == Format::kHtml) {
    invocation.out << HtmlOf(DossierPage(dossier, Medium::kPaper));
  } else if (IsTable(format)) {
    PrintPage(DossierPage(dossier, Medium::kScreen), invocation.out);
  } else if (format == Format::kJson || format == Format::kNdjson) {
    PrintRecord(dossier, format, false, invocation.out);
  } else {
    PrintRecord(dossier.household(), format, false, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
