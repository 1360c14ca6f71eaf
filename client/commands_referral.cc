// Commands about routes, consents and referrals between organisations.
#include "client/message/commands.h"
#include "client/message/language.h"
#include "client/screen/referral.h"

namespace kansrijk::client {
namespace {

std::vector<Command> RouteCommands() {
  return {
      {.words = "route set",
       .summary = N_("Set for which reasons your organisation refers to another (administrators)"),
       .example = "kansrijk route set KO BIB --reason work --reason schooling\n"
                  "kansrijk route set KO BIB",
       .method = "RouteService.SetRoute",
       .arguments = {{"FROM", "route.from"}, {"TO", "route.to"}},
       .flags = {{.name = "reason",
                  .path = "route.reasons",
                  .help = N_("reasons; repeat the flag, or separate with commas (none: closed)")}},
       .etag_from = "RouteService.ListRoutes"},
      {.words = "route list",
       .summary = N_("List the routes from and to your organisation"),
       .example = "kansrijk route list\nkansrijk route list --from KO",
       .method = "RouteService.ListRoutes",
       .flags = {{.name = "from",
                  .path = "from",
                  .help = N_("code of the organisation that refers")}}},
  };
}

Flag FirstDay(const char* path) {
  return {.name = "from", .path = path, .help = N_("first day, YYYY-MM-DD (default: today)")};
}

Flag LastDay(const char* path) {
  return {
      .name = "until", .path = path, .help = N_("last day, YYYY-MM-DD (default: a year later)")};
}

Flag Capacity() {
  return {.name = "capacity",
          .path = "consent.capacity",
          .help = N_("as whom the representative signs for a person of 16 or older")};
}

std::vector<Command> ConsentCommands() {
  return {
      {.words = "consent give",
       .summary = N_("Record consent to share a member's data with an organisation"),
       .example = "kansrijk consent give L0142a KS --purpose young-family --category contact "
                  "--category question --form written --subject-signed",
       .method = "ConsentService.GiveConsent",
       .arguments = {{"MEMBER", "consent.subject"}, {"ORGANISATION", "consent.recipient"}},
       .flags = {{"purpose", "consent.purpose"},
                 {"category", "consent.categories"},
                 {"form", "consent.form"},
                 {.name = "subject-signed",
                  .path = "consent.subject_signed",
                  .asked_unless = {{"parent", "representative"}}},
                 {.name = "parent",
                  .path = "consent.parent",
                  .asked_unless = {{"subject-signed", "representative"}}},
                 {"representative", "consent.representative"},
                 Capacity(),
                 {"witness", "consent.witness"},
                 FirstDay("consent.valid_from"),
                 LastDay("consent.valid_until")}},
      {.words = "consent withdraw",
       .summary = N_("Withdraw a consent, with immediate effect; the recipient reads nothing more"),
       .example = "kansrijk consent withdraw C-0001",
       .method = "ConsentService.WithdrawConsent",
       .arguments = {{"CONSENT", "name"}},
       .etag_from = "ConsentService.GetConsent"},
      {.words = "consent list",
       .summary = N_("List consents, latest first"),
       .example = "kansrijk consent list H-0142\nkansrijk consent list --standing",
       .method = "ConsentService.ListConsents",
       .arguments = {{"HOUSEHOLD", "household", true}},
       .flags = {{"standing", "standing"}}},
      {.words = "consent show",
       .summary = N_("Show a consent"),
       .example = "kansrijk consent show C-0001",
       .method = "ConsentService.GetConsent",
       .arguments = {{"CONSENT", "name"}}},
  };
}

std::vector<Flag> DraftFlags() {
  return {{.name = "reason", .path = "referral.reason", .help = N_("for what")},
          {.name = "category",
           .path = "referral.categories",
           .help = N_("what is to be shared (default: what the reason needs)")},
          {"question", "referral.question"},
          {"person", "referral.person"}};
}

std::vector<Flag> UpdateFlags() {
  std::vector<Flag> flags = DraftFlags();
  flags.insert(flags.begin(), {.name = "to",
                               .path = "referral.to",
                               .help = N_("code of the organisation that is referred to")});
  return flags;
}

std::vector<Command> DraftCommands() {
  return {
      {.words = "referral draft",
       .summary = N_("Draft a referral to another organisation"),
       .example = "kansrijk referral draft H-0142 KS --reason young-family --question -",
       .method = "ReferralService.DraftReferral",
       .arguments = {{"TRACK", "parent"}, {"ORGANISATION", "referral.to"}},
       .flags = DraftFlags()},
      {.words = "referral draft-inbound",
       .summary = N_("Draft a referral of someone whom only your organisation knows (partners)"),
       .example = "kansrijk referral draft-inbound KO --reason buddy --given-name Noor "
                  "--family-name Proef --birth-date 1998-02-06 --phone 06-00000000 --form written "
                  "--subject-signed --question -",
       .method = "ReferralService.DraftInboundReferral",
       .arguments = {{"ORGANISATION", "to"}},
       .flags = {{.name = "reason", .path = "reason", .help = N_("for what")},
                 {"given-name", "payload.contact.given_name"},
                 {"family-name", "payload.contact.family_name"},
                 {"birth-date", "payload.contact.birth_date"},
                 {"phone", "payload.contact.phone"},
                 {"email", "payload.contact.email"},
                 {"neighbourhood", "payload.household.neighbourhood"},
                 {"type", "payload.household.type"},
                 {"question", "payload.question"},
                 {"form", "consent.form"},
                 {"subject-signed", "consent.subject_signed"},
                 {"representative", "consent.representative"},
                 Capacity(),
                 {"witness", "consent.witness"},
                 FirstDay("consent.valid_from"),
                 LastDay("consent.valid_until")}},
      {.words = "referral update",
       .summary = N_("Change a draft of a referral"),
       .example = "kansrijk referral update R-0001 --question -",
       .method = "ReferralService.UpdateReferral",
       .arguments = {{"REFERRAL", "referral.name"}},
       .flags = UpdateFlags(),
       .etag_from = "ReferralService.GetReferral"},
      {.words = "referral preview",
       .summary = N_("Show exactly what the recipient will see, and what is still missing"),
       .example = "kansrijk referral preview R-0001",
       .method = "ReferralService.PreviewReferral",
       .arguments = {{"REFERRAL", "name"}},
       .run = &PreviewReferral},
      {.words = "referral show",
       .summary = N_("Show a referral and what happened to it"),
       .example = "kansrijk referral show R-0001",
       .method = "ReferralService.GetReferral",
       .arguments = {{"REFERRAL", "name"}},
       .run = &ShowReferral},
      {.words = "referral seen",
       .summary = N_("Record that you have seen what the other side did, as referral show does"),
       .example = "kansrijk referral seen R-0001",
       .method = "ReferralService.MarkReferralSeen",
       .arguments = {{"REFERRAL", "name"}}},
  };
}

std::vector<Command> ListCommands() {
  const Flag phase = {"phase", "phase"};
  const Flag ended = {"ended", "ended"};
  return {
      {.words = "referral list",
       .summary = N_("List the referrals that your side drafted and sent"),
       .example = "kansrijk referral list\nkansrijk referral list H-0142 --ended",
       .method = "ReferralService.ListReferrals",
       .arguments = {{"TRACK", "track", true}},
       .flags = {{"track", "track"}, phase, ended},
       .preset = {"side", "REFERRAL_SIDE_SENDER"}},
      {.words = "referral inbox",
       .summary = N_("List the referrals to your organisation"),
       .example = "kansrijk referral inbox\nkansrijk referral inbox --phase due",
       .method = "ReferralService.ListReferrals",
       .flags = {phase, ended},
       .preset = {"side", "REFERRAL_SIDE_RECIPIENT"}},
  };
}

std::vector<Transition> ReferralTransitions() {
  const Flag past = {.name = "date",
                     .path = "date",
                     .help = N_("when, for a referral that was imported (default: today)")};
  const Flag note = {"note", "note"};
  const Flag present = {"present", "present"};
  return {
      {.words = "referral send",
       .summary = N_("Send a referral, under the consent that covers it"),
       .example = "kansrijk referral send R-0001",
       .verb = "REFERRAL_VERB_SEND",
       .flags = {note},
       .dated = false},
      {.words = "referral open",
       .summary = N_("Open a referral that was received"),
       .example = "kansrijk referral open R-0001",
       .verb = "REFERRAL_VERB_RECEIVE",
       .flags = {past, note},
       .dated = false},
      {.words = "referral accept",
       .summary = N_("Accept a referral; at a buddy programme it makes an application"),
       .example =
           "kansrijk referral accept R-0001\n"
           "kansrijk referral accept R-0001 --target-group single-parent\n"
           "kansrijk referral accept R-0001 --participant L0142a --target-group working-poor\n"
           "kansrijk referral accept R-0001 --new-person --target-group working-poor",
       .verb = "REFERRAL_VERB_ACCEPT",
       .flags = {past,
                 {.name = "participant",
                  .path = "participant",
                  .help = N_("member number of the person, if already known")},
                 {"new-person", "new_person"},
                 {"target-group", "target_group"},
                 note},
       .dated = false},
      {.words = "referral decline",
       .summary = N_("Decline a referral, saying why"),
       .example = "kansrijk referral decline R-0001 --note -",
       .verb = "REFERRAL_VERB_DECLINE",
       .flags = {past, note},
       .dated = false},
      {.words = "referral plan-handover",
       .summary = N_("Plan the warm handover"),
       .example =
           "kansrijk referral plan-handover R-0001 --date 2027-01-12 --present 'Layla, Noor'",
       .verb = "REFERRAL_VERB_PLAN_HANDOVER",
       .flags = {{.name = "date", .path = "date", .help = N_("day of the handover, YYYY-MM-DD")},
                 present,
                 note},
       .dated = false},
      {.words = "referral handover",
       .summary = N_("Record that the warm handover was held, and who was present"),
       .example = "kansrijk referral handover R-0001 --present 'Layla, Noor'",
       .verb = "REFERRAL_VERB_HAND_OVER",
       .flags = {present, note}},
      {.words = "referral start",
       .summary = N_("Record that support has begun; the recipient is responsible from now on"),
       .example = "kansrijk referral start R-0001 --date 2027-01-18",
       .verb = "REFERRAL_VERB_START",
       .flags = {note}},
      {.words = "referral not-start",
       .summary = N_("Record that support did not begin, saying why"),
       .example = "kansrijk referral not-start R-0001 --note -",
       .verb = "REFERRAL_VERB_NOT_START",
       .flags = {note}},
      {.words = "referral complete",
       .summary = N_("Record the end of support and what came of it"),
       .example = "kansrijk referral complete R-0001 --outcome reached --note -",
       .verb = "REFERRAL_VERB_COMPLETE",
       .flags = {{"outcome", "outcome"}, note}},
      {.words = "referral withdraw",
       .summary = N_("Withdraw a referral"),
       .example = "kansrijk referral withdraw R-0001 --confirm R-0001",
       .verb = "REFERRAL_VERB_WITHDRAW",
       .flags = {past, note},
       .grave = true,
       .dated = false},
  };
}

}  // namespace

std::vector<Command> ReferralCommands() {
  return Together(
      {RouteCommands(), ConsentCommands(), DraftCommands(), ListCommands(),
       TransitionCommands(ReferralTransitions(), {{"REFERRAL", "name"}},
                          "ReferralService.TransitionReferral", "ReferralService.GetReferral")});
}

}  // namespace kansrijk::client
