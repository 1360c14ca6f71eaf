// Commands about households, their members and their situation.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/dossier.h"

namespace kansrijk::client {
namespace {

// The flags of a member whose fields lie below `path`.
std::vector<Flag> MemberFlags(const std::string& path) {
  return {{"given-name", path + ".given_name"},
          {"family-name", path + ".family_name"},
          {"birth-date", path + ".birth_date"},
          {"relation", path + ".relation"},
          {"participant", path + ".participant"},
          {"phone", path + ".phone"},
          {"email", path + ".email"},
          {"languages", path + ".languages"},
          {"pregnant-or-young-child", path + ".pregnant_or_young_child"}};
}

std::vector<Command> HouseholdCommands() {
  std::vector<Flag> create = MemberFlags("first_member");
  create.insert(create.begin(), {{"neighbourhood", "household.neighbourhood"},
                                 {"type", "household.type"},
                                 {"address", "household.address"},
                                 {"shielded", "household.shielded"},
                                 {"number", "household.number"}});
  return {
      {.words = "household create",
       .summary = N_("Add a household"),
       .example =
           "kansrijk household create --neighbourhood beijum --type single-parent\n"
           "kansrijk household create --neighbourhood beijum --type single --given-name Noor "
           "--family-name Kuipers --birth-date 1998-02-06 --relation head --dry-run",
       .method = "HouseholdService.CreateHousehold",
       .flags = create},
      {.words = "household show",
       .summary = N_("Show a household's dossier on one page"),
       .details = N_(
           "Members, address, tracks, buddies and their back-up, appointments, the last sessions "
           "with their notes, the own question, goals, steps, consents and referrals. With -o "
           "html it is a page to print."),
       .example = "kansrijk household show H-0142\n"
                  "kansrijk household show H-0142 -o html > dossier.html",
       .method = "DossierService.GetDossier",
       .arguments = {{"HOUSEHOLD", "name"}},
       .is_page = true,
       .run = &ShowDossier},
      {.words = "household list",
       .summary = N_("List your households"),
       .example = "kansrijk household list --all",
       .method = "HouseholdService.ListHouseholds"},
      {.words = "household search",
       .summary = N_("Find households by name, number, telephone number or year of birth"),
       .example = "kansrijk household search kuip\nkansrijk household search 06-12345678\n"
                  "kansrijk household search 'kuip 1998'",
       .method = "HouseholdService.SearchHouseholds",
       .arguments = {{"WORDS", "query"}}},
      {.words = "household update",
       .summary = N_("Change a household"),
       .example = "kansrijk household update H-0142 --type single\n"
                  "kansrijk household update H-0142 --address 'Holtstek 1, 9737 AA Groningen'\n"
                  "kansrijk household update H-0142 --shielded",
       .method = "HouseholdService.UpdateHousehold",
       .arguments = {{"HOUSEHOLD", "household.name"}},
       .flags = {{"neighbourhood", "household.neighbourhood"},
                 {"type", "household.type"},
                 {"address", "household.address"},
                 {"shielded", "household.shielded"}},
       .etag_from = "HouseholdService.GetHousehold"},
      {.words = "household move",
       .summary = N_("Record that a household moved to another neighbourhood"),
       .example = "kansrijk household move H-0142 --neighbourhood lewenborg --date 2026-03-01",
       .method = "HouseholdService.MoveHousehold",
       .arguments = {{"HOUSEHOLD", "name"}},
       .flags = {{"neighbourhood", "neighbourhood"},
                 {"address", "address"},
                 {"date", "date"},
                 {"note", "note"}},
       .etag_from = "HouseholdService.GetHousehold"},
      {.words = "household transfer",
       .summary = N_("Move a member to another household; an open track moves too"),
       .example = "kansrijk household transfer L0142a H-0009 --relation partner",
       .method = "HouseholdService.TransferMember",
       .arguments = {{"MEMBER", "name"}, {"HOUSEHOLD", "household"}},
       .flags = {{"date", "date"}, {"relation", "relation"}, {"note", "note"}},
       .etag_from = "HouseholdService.GetMember"},
      {.words = "household split",
       .summary = N_("Split members off into a new household"),
       .example = "kansrijk household split H-0142 --members L0142b,L0142c --type single-parent",
       .method = "HouseholdService.SplitHousehold",
       .arguments = {{"HOUSEHOLD", "name"}},
       .flags = {{"members", "member_numbers"},
                 {"type", "type"},
                 {"neighbourhood", "neighbourhood"},
                 {"address", "address"},
                 {"date", "date"},
                 {"note", "note"}},
       .etag_from = "HouseholdService.GetHousehold"},
      {.words = "household join",
       .summary = N_("Join a second household to the first; the second is left without members"),
       .example = "kansrijk household join H-0142 H-0009 --type couple --confirm H-0142",
       .method = "HouseholdService.JoinHouseholds",
       .arguments = {{"HOUSEHOLD", "name"}, {"OTHER", "other"}},
       .flags = {{"type", "type"}, {"date", "date"}, {"note", "note"}},
       .etag_from = "HouseholdService.GetHousehold",
       .grave = true},
  };
}

std::vector<Command> MemberCommands() {
  std::vector<Flag> create = MemberFlags("member");
  create.push_back({"number", "member.number"});
  std::vector<Flag> update = MemberFlags("member");
  update.push_back({"reason", "reason"});
  return {
      {.words = "member add",
       .summary = N_("Add a member to a household"),
       .example = "kansrijk member add H-0142 --given-name Noor --family-name Kuipers "
                  "--birth-date 1998-02-06 --relation head --participant",
       .method = "HouseholdService.CreateMember",
       .arguments = {{"HOUSEHOLD", "parent"}},
       .flags = create},
      {.words = "member show",
       .summary = N_("Show a member"),
       .example = "kansrijk member show L0142a",
       .method = "HouseholdService.GetMember",
       .arguments = {{"MEMBER", "name"}}},
      {.words = "member list",
       .summary = N_("List the members of a household"),
       .example = "kansrijk member list H-0142",
       .method = "HouseholdService.ListMembers",
       .arguments = {{"HOUSEHOLD", "parent"}}},
      {.words = "member update",
       .summary = N_("Change a member"),
       .example = "kansrijk member update L0142a --phone 050-1234567\n"
                  "kansrijk member update L0142a --email ''",
       .method = "HouseholdService.UpdateMember",
       .arguments = {{"MEMBER", "member.name"}},
       .flags = update,
       .etag_from = "HouseholdService.GetMember"},
      {.words = "member leave",
       .summary = N_("Record that a member died, moved out, or was recorded by mistake"),
       .example = "kansrijk member leave L0142b --leave-reason moved-out --date 2026-03-02\n"
                  "kansrijk member leave L0142b --undone",
       .method = "HouseholdService.EndMembership",
       .arguments = {{"MEMBER", "name"}},
       .flags = {{"leave-reason", "leave_reason"},
                 {"date", "date"},
                 {"note", "note"},
                 {.name = "undone",
                  .path = "undone",
                  .help = N_("take it back: the member did not leave")}},
       .etag_from = "HouseholdService.GetMember"},
      {.words = "member link",
       .summary = N_("Link two members who are the same person; both records stay"),
       .example = "kansrijk member link L0142a L0009a --reason -",
       .method = "HouseholdService.LinkMembers",
       .arguments = {{"MEMBER", "name"}, {"OTHER", "other"}},
       .flags = {{"reason", "reason"}}},
      {.words = "member unlink",
       .summary = N_("Remove the link between two members"),
       .example = "kansrijk member unlink L0142a L0009a",
       .method = "HouseholdService.UnlinkMembers",
       .arguments = {{"MEMBER", "name"}, {"OTHER", "other"}}},
  };
}

std::vector<Command> SituationCommands() {
  return {
      {.words = "situation record",
       .summary = N_("Record a member's income, education and debts on a date"),
       .example = "kansrijk situation record L0142a --income social-assistance --education mbo-1 "
                  "--debt managed --ladder 2",
       .method = "SituationService.RecordSituation",
       .arguments = {{"MEMBER", "parent"}},
       .flags = {{.name = "date",
                  .path = "situation.date",
                  .help = N_("date, YYYY-MM-DD (default: today)")},
                 {"income", "situation.income"},
                 {"education", "situation.education"},
                 {"enrolled-in", "situation.enrolled_in"},
                 {"ladder", "situation.participation_ladder"},
                 {"debt", "situation.debt"}}},
      {.words = "situation correct",
       .summary = N_("Correct the situation recorded on a date, or take it back"),
       .example = "kansrijk situation correct L0142a 2026-03-02 --income work --reason -\n"
                  "kansrijk situation correct L0142a 2026-03-02 --undone",
       .method = "SituationService.CorrectSituation",
       .arguments = {{"MEMBER", "parent"}, {"DATE", "wrong_date"}},
       .flags = {{.name = "date",
                  .path = "situation.date",
                  .help = N_("the right date, YYYY-MM-DD")},
                 {"income", "situation.income"},
                 {"education", "situation.education"},
                 {"enrolled-in", "situation.enrolled_in"},
                 {"ladder", "situation.participation_ladder"},
                 {"debt", "situation.debt"},
                 {.name = "undone",
                  .path = "undone",
                  .help = N_("take it back: it was recorded by mistake")},
                 {"reason", "reason"}}},
      {.words = "situation list",
       .summary = N_("List a member's situations, latest first"),
       .example = "kansrijk situation list L0142a",
       .method = "SituationService.ListSituations",
       .arguments = {{"MEMBER", "parent"}}},
  };
}

}  // namespace

std::vector<Command> PeopleCommands() {
  return Together({HouseholdCommands(), MemberCommands(), SituationCommands()});
}

}  // namespace kansrijk::client
