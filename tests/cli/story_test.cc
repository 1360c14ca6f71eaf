// Whole stories of the programme, told through the command line in Dutch as those in it tell them:
// tests/cli/story_*.golden. KANSRIJK_UPDATE_GOLDEN=1 writes the files anew.
#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "kansrijk/v1/organisation.pb.h"
#include "tests/cli/shell.h"
#include "tests/testing/casework.h"

namespace kansrijk::testing {
namespace story_test {

constexpr char kAda[] = "ada";      // administrator at KO
constexpr char kCarla[] = "carla";  // coordinator at KO
constexpr char kLayla[] = "layla";  // buddy B01 at KO
constexpr char kMo[] = "mo";        // buddy B02 at KO
constexpr char kTess[] = "tess";    // trainer at KO
constexpr char kKim[] = "kim";      // intake worker at Kansrijke Start
constexpr char kKarin[] = "karin";  // administrator at Kansrijke Start
constexpr char kBas[] = "bas";      // intake worker at Beijum in Bedrijf

// A single mother goes from school to work, off social assistance, and is followed for a year.
constexpr Deed kMother[] = {
    // She applies through her school.
    {"2026-01-05", kCarla,
     "household create --neighbourhood beijum --type eenoudergezin --given-name Aster "
     "--family-name Brink --birth-date 6-2-1998 --relation hoofd --participant --phone "
     "06-12345678"},
    {"2026-01-05", kCarla,
     "member add 1 --given-name Sem --family-name Brink --birth-date 1-5-2020 --relation kind"},
    {"2026-01-05", kCarla,
     "track create aster --participant aster --target-group 'alleenstaande ouder' --intake-source "
     "school --own-question - <<<'Rust aan mijn hoofd, en eindelijk een diploma.'"},
    {"2026-01-05", kCarla, "track intake aster"},
    {"2026-01-05", kCarla, "track check aster --item own-question"},
    {"2026-01-05", kCarla, "track check aster --item consent"},
    {"2026-01-05", kCarla, "track update aster --consent-date 5-1-2026"},
    {"2026-01-05", kCarla,
     "situation record aster --income bijstand --education vmbo --debt achterstand --ladder 2 "
     "--date 5-1-2026"},
    {"2026-01-05", kCarla, "track wait aster"},
    // A buddy, who first says that there is no conflict of interest.
    {"2026-01-19", kCarla, "match suggest aster"},
    {"2026-01-19", kCarla, "match propose aster b1"},
    {"2026-01-19", kCarla, "match meet aster b1"},
    {"2026-01-20", kLayla, "match meetings"},
    {"2026-01-20", kLayla, "match confirm 1 b1"},
    {"2026-01-26", kCarla, "match activate aster b1 --no-conflict-of-interest"},
    {"2026-01-26", kCarla, "track activate aster"},
    // An appointment for the next time, which gets a time and a place.
    {"2026-01-27", kLayla,
     "session log aster --minutes 60 --channel huisbezoek --date 27-1-2026 --next-appointment "
     "3-2-2026 --note - <<<'Kennisgemaakt; Aster wil naar school.'"},
    {"2026-01-27", kLayla, "appointment move 1 --start-time 10:00 --place Heerdenhoes"},
    {"2026-01-27", kLayla,
     "appointment ical --from 27-1-2026 | tr -d '\\r' | grep -E '^(DTSTART|LOCATION|SUMMARY)'"},
    {"2026-02-03", kLayla, "today"},
    {"2026-02-03", kLayla, "session log aster --minutes 50 --channel kantoor"},
    {"2026-02-03", kLayla, "session log aster --minutes 50 --channel kantoor"},
    {"2026-02-03", kLayla, "session void 3 --reason - <<<'twee keer ingevoerd'"},
    {"2026-02-03", kLayla,
     "assessment record aster --moment begin --scores "
     "thuissituatie=3,welzijn=2,financien=1,opleiding=2,werk=1"},
    {"2026-02-03", kLayla,
     "goal draft aster --pillar opleiding --due 1-9-2026 --text - <<<'Met mbo 2 beginnen'"},
    {"2026-02-03", kLayla, "goal agree 1"},
    {"2026-02-03", kLayla, "goal start 1"},
    {"2026-02-03", kLayla, "step add 1 --due 17-2-2026 --text - <<<'Open dag bezoeken'"},
    // Moved since the child is ill, and then to school together.
    {"2026-02-09", kLayla,
     "appointment make aster --date 10-2-2026 --start-time 14:00 --place 'Alfa-college' --with 'de "
     "decaan'"},
    {"2026-02-10", kLayla, "appointment move 2 --date 18-2-2026 --note - <<<'Sem is ziek'"},
    {"2026-02-17", kLayla, "today"},
    {"2026-02-18", kLayla, "session log aster --minutes 90 --channel 'samen naar afspraak'"},
    {"2026-02-18", kLayla, "step finish 1"},
    {"2026-02-18", kLayla, "appointment list aster --ended"},
    {"2026-02-18", kLayla, "goal plan aster"},
    {"2026-08-31", kCarla,
     "situation record aster --income studie --education vmbo --enrolled-in mbo-2-4 --debt "
     "beheerst --ladder 4"},
    {"2026-08-31", kLayla, "goal achieve 1"},
    {"2026-08-31", kLayla, "goal recognise 1 --kind compliment"},
    // The end: assessment, aftercare, and what is still open.
    {"2026-12-14", kCarla, "track aftercare aster --outcomes uit-bijstand,opleiding-gestart"},
    {"2026-12-14", kLayla,
     "assessment record aster --moment eind --scores "
     "thuissituatie=4,welzijn=4,financien=3,opleiding=4,werk=3"},
    {"2026-12-14", kLayla, "assessment compare 1 2"},
    {"2026-12-14", kCarla, "track aftercare aster --outcomes uit-bijstand,opleiding-gestart"},
    {"2027-06-01", kLayla, "appointment make aster --date 20-6-2027"},
    {"2027-06-14", kCarla, "track close aster --exit-reason uit-bijstand --confirm aster"},
    // How it goes after 1, 6 and 12 months.
    {"2027-07-14", kCarla, "today"},
    {"2027-07-14", kCarla,
     "track follow-up 1 --note - <<<'Aster zit in de tweede maand van haar opleiding.'"},
    {"2027-12-14", kCarla, "today"},
    {"2027-12-14", kCarla, "track follow-up 1 --not-reached"},
    {"2028-06-14", kCarla, "today"},
    {"2028-06-14", kCarla, "track follow-up 1 --note - <<<'Diploma gehaald.'"},
    {"2028-06-14", kCarla, "today"},
    {"2028-06-14", kCarla, "track show 1"},
};

// Kansrijke Start and Kansrijk Oost refer to each other.
constexpr Deed kBothWays[] = {
    {"2026-05-20", kAda, "route set ko ks --reason jong-gezin"},
    {"2026-05-20", kKarin, "route set ks ko --reason buddybegeleiding"},
    {"2026-05-20", kKim, "account email kim@example.org"},
    // Mila is pregnant: to Kansrijke Start, with her question.
    {"2026-05-20", kCarla,
     "household create --neighbourhood lewenborg --type paar --given-name Mila --family-name "
     "Veldman --birth-date 4-3-2001 --relation hoofd --participant --pregnant-or-young-child "
     "--phone 06-11111111"},
    {"2026-05-20", kCarla,
     "track create mila --participant mila --target-group jongere --intake-source WIJ"},
    {"2026-05-20", kCarla,
     "consent give mila ks --purpose jong-gezin --category "
     "contactgegevens,vraag,samenstelling-van-het-huishouden --form schriftelijk --subject-signed"},
    {"2026-05-20", kCarla,
     "referral draft mila ks --reason jong-gezin --question - <<<'Ik ben zwanger. Wat komt er op "
     "ons af?'"},
    {"2026-05-20", kCarla, "today"},
    {"2026-05-20", kCarla, "referral preview 1"},
    {"2026-05-20", kCarla, "referral send 1"},
    {"2026-05-21", kKim, "today"},
    {"2026-05-21", kKim, "referral inbox"},
    {"2026-05-21", kKim, "referral open 1"},
    {"2026-05-21", kKim, "referral accept 1"},
    {"2026-05-21", kKim,
     "referral plan-handover 1 --date 27-5-2026 --present 'Kim, Mila en Carla'"},
    // What Kim did is told to Carla until she has seen it.
    {"2026-05-21", kCarla, "today"},
    {"2026-05-21", kCarla, "referral list"},
    {"2026-05-21", kCarla, "referral show 1"},
    {"2026-05-21", kCarla, "today"},
    // A new telephone number travels along.
    {"2026-05-22", kCarla, "member update mila --phone 06-33333333 --reason - <<<'nieuw nummer'"},
    {"2026-05-22", kKim, "today"},
    {"2026-05-22", kKim, "referral show 1"},
    {"2026-05-27", kKim, "referral handover 1 --present 'Kim, Mila en Carla'"},
    {"2026-06-01", kKim, "referral start 1 --date 1-6-2026"},
    {"2026-08-03", kKim, "referral complete 1 --outcome bereikt --note - <<<'Mila kent de weg.'"},
    {"2026-08-03", kCarla, "today"},
    {"2026-08-03", kCarla, "referral show 1"},
    // The other way: Sara, whom Kansrijk Oost knows already.
    {"2026-08-04", kCarla,
     "household create --neighbourhood lewenborg --type eenoudergezin --given-name Sara "
     "--family-name Duin --birth-date 9-9-1999 --relation hoofd --participant"},
    {"2026-08-05", kKim,
     "referral draft-inbound ko --reason buddybegeleiding --given-name Sara --family-name Duin "
     "--birth-date 9-9-1999 --phone 06-22222222 --neighbourhood lewenborg --type eenoudergezin "
     "--form schriftelijk --subject-signed --question - <<<'Sara wil haar geldzaken op orde.'"},
    {"2026-08-05", kKim, "referral send 2"},
    {"2026-08-05", kCarla, "referral inbox"},
    {"2026-08-05", kCarla, "referral open 2"},
    {"2026-08-05", kCarla, "referral accept 2 --target-group 'alleenstaande ouder'"},
    {"2026-08-05", kCarla,
     "referral accept 2 --target-group 'alleenstaande ouder' --participant sara"},
    {"2026-08-05", kCarla, "track list --state aangemeld"},
    {"2026-08-06", kKim, "today"},
    {"2026-08-06", kKim, "referral list"},
};

// A buddy falls ill: the track is handed over, and back.
constexpr Deed kHandedOver[] = {
    // The back-up is a team of WIJ with a telephone number, which Noor wants to hear from.
    {"2026-05-20", kCarla,
     "buddy update b1 --backup wij --backup-name 'WIJ-team Beijum' --backup-phone 050-1234567 "
     "--phone 06-55555555"},
    {"2026-05-20", kCarla, "track update h142 --backup-contact gewenst"},
    {"2026-05-20", kLayla,
     "session log h142 --minutes 45 --channel huisbezoek --next-appointment 3-6-2026 --note - "
     "<<<'Samen de post geordend.'"},
    {"2026-05-20", kLayla,
     "goal draft h142 --pillar financien --due 1-9-2026 --text - <<<'Post op orde'"},
    {"2026-05-20", kLayla, "goal agree 1"},
    {"2026-05-20", kLayla, "goal start 1"},
    {"2026-05-20", kLayla,
     "step add 1 --owner-buddy b1 --due 10-6-2026 --text - <<<'Mappen kopen'"},
    {"2026-05-20", kCarla, "household show h142"},
    // Layla is ill: who can take over?
    {"2026-05-27", kCarla, "buddy update b1 --absent-from 27-5-2026"},
    {"2026-05-27", kCarla, "caseload"},
    {"2026-05-27", kCarla, "match suggest h142"},
    {"2026-05-27", kCarla, "match propose h142 b2"},
    {"2026-05-27", kCarla, "match meet h142 b2"},
    {"2026-05-27", kMo, "match meetings"},
    {"2026-05-27", kMo, "match confirm h142 b2"},
    {"2026-05-28", kCarla,
     "track hand-over h142 b2 --no-conflict-of-interest --reason - --confirm h142 <<<'Layla is "
     "ziek'"},
    {"2026-05-28", kLayla, "household show h142"},
    {"2026-05-28", kMo, "household show h142"},
    {"2026-06-03", kMo, "today"},
    {"2026-06-03", kMo, "session log h142 --minutes 30 --channel telefoon"},
    // Layla is back.
    {"2026-06-24", kCarla, "buddy return b1"},
    {"2026-06-24", kCarla, "match propose h142 b1"},
    {"2026-06-24", kCarla, "match meet h142 b1"},
    {"2026-06-24", kLayla, "match confirm h142 b1"},
    {"2026-06-25", kCarla,
     "track hand-over h142 b1 --no-conflict-of-interest --reason - --confirm h142 <<<'Layla is "
     "beter'"},
    {"2026-06-25", kLayla, "session list h142"},
    {"2026-06-25", kMo, "session list h142"},
    {"2026-06-25", kCarla, "match list h142"},
    {"2026-06-25", kCarla, "track show h142"},
};

// Beijum in Bedrijf: day activities first, then work, and the outcome comes back.
constexpr Deed kToWork[] = {
    {"2026-05-20", kAda, "route set ko bib --reason dagbesteding,werkplek"},
    // Day activities first.
    {"2026-05-20", kCarla,
     "consent give noor bib --purpose dagbesteding --category contactgegevens,vraag --form "
     "schriftelijk --subject-signed"},
    {"2026-05-20", kLayla,
     "referral draft h142 bib --reason dagbesteding --question - <<<'Ritme en mensen om mij "
     "heen.'"},
    {"2026-05-20", kCarla, "today"},
    {"2026-05-20", kCarla, "referral send 1"},
    {"2026-05-21", kBas, "today"},
    {"2026-05-21", kBas, "referral open 1"},
    {"2026-05-21", kBas, "referral accept 1"},
    {"2026-05-21", kBas, "referral plan-handover 1 --date 28-5-2026 --present 'Bas en Noor'"},
    {"2026-05-21", kLayla, "today"},
    {"2026-05-28", kBas, "today"},
    {"2026-05-28", kBas, "referral handover 1 --present 'Bas en Noor'"},
    {"2026-06-01", kBas, "referral start 1"},
    {"2026-10-01", kBas,
     "referral complete 1 --outcome bereikt --note - <<<'Drie dagen in de week op de boerderij.'"},
    {"2026-10-01", kCarla, "today"},
    {"2026-10-01", kCarla, "referral show 1"},
    {"2026-10-01", kCarla, "today"},
    // Then work, and another telephone number on the way.
    {"2026-10-05", kCarla,
     "consent give noor bib --purpose werkplek --category contactgegevens,vraag --form "
     "schriftelijk --subject-signed"},
    {"2026-10-05", kLayla,
     "referral draft h142 bib --reason werkplek --question - <<<'Betaald werk in de kas.'"},
    {"2026-10-05", kCarla, "referral send 2"},
    {"2026-10-06", kBas, "referral open 2"},
    {"2026-10-06", kBas, "referral accept 2"},
    {"2026-10-06", kBas, "referral plan-handover 2 --date 9-10-2026 --present 'Bas en Noor'"},
    {"2026-10-08", kCarla, "member update noor --phone 06-77777777 --reason - <<<'nieuw nummer'"},
    {"2026-10-08", kBas, "today"},
    {"2026-10-08", kBas, "referral show 2"},
    {"2026-10-09", kBas, "referral handover 2 --present 'Bas en Noor'"},
    {"2026-10-12", kBas, "referral start 2"},
    {"2026-11-30", kBas,
     "referral complete 2 --outcome bereikt --note - <<<'Contract voor een jaar.'"},
    {"2026-11-30", kCarla, "referral list --ended"},
    {"2026-11-30", kCarla, "referral show 2"},
    // Noor has work: the track ends with what was open, and is assessed after all.
    {"2026-11-30", kLayla, "appointment make h142 --date 7-12-2026 --start-time 09:30"},
    {"2026-11-30", kLayla,
     "goal draft h142 --pillar werk --due 1-3-2027 --text - <<<'Een vaste plek'"},
    {"2026-12-01", kCarla,
     "track close h142 --exit-reason betaald-werk --outcomes betaald-werk --confirm h142"},
    {"2026-12-01", kCarla, "track update h142 --waiver - <<<'Noor werkt; de meting komt nog'"},
    {"2026-12-01", kCarla,
     "track close h142 --exit-reason betaald-werk --outcomes betaald-werk --confirm h142"},
    {"2026-12-02", kCarla,
     "assessment record t1 --moment eind --date 30-11-2026 --scores "
     "thuissituatie=4,welzijn=4,financien=4,opleiding=3,werk=5"},
    {"2026-12-02", kCarla, "track show t1"},
};

// Who took part becomes a buddy.
constexpr Deed kBecomesBuddy[] = {
    // The track comes to its end.
    {"2026-05-20", kLayla,
     "assessment record h142 --moment eind --scores "
     "thuissituatie=4,welzijn=4,financien=4,opleiding=4,werk=4"},
    {"2026-05-20", kCarla,
     "track close h142 --exit-reason doelen-behaald --outcomes buddy-geworden --confirm h142"},
    // Noor becomes a buddy, with a certificate.
    {"2026-05-20", kCarla,
     "buddy create --given-name Noor --family-name Testdeelnemer --kind ervaringsdeskundige "
     "--vog-date 1-5-2026 --confidentiality-signed --languages nl --phone 06-44444444"},
    {"2026-05-20", kCarla, "buddy link-participant b3 noor --consent-date 20-5-2026"},
    {"2026-05-20", kTess,
     "training add A01 --title 'Motiverend luisteren' --programme basis --required"},
    {"2026-05-20", kTess,
     "training plan a01 --date 2-6-2026 --half-day ochtend --place Heerdenhoes"},
    {"2026-05-20", kCarla, "training enrol s1 b3"},
    {"2026-06-02", kTess, "training attendance S01 --attended B03"},
    {"2026-06-03", kTess,
     "training certificate b3 --programme basis | sed 's/BA-[-0-9A-Z]*/BA-NUMMER/'"},
    {"2026-06-03", kCarla, "buddy show b3"},
    {"2026-06-03", kCarla, "buddy list"},
    // A month later: how Noor is doing.
    {"2026-06-20", kCarla, "today"},
    {"2026-06-20", kCarla, "track follow-up t1 --note - <<<'Noor is nu zelf buddy.'"},
    {"2026-06-20", kCarla, "track show t1"},
};

struct Story {
  const char* name;
  absl::Span<const Deed> deeds;
};

void PrintTo(const Story& story, std::ostream* out) { *out << story.name; }

const Story kStories[] = {{"mother", kMother},
                          {"both_ways", kBothWays},
                          {"handed_over", kHandedOver},
                          {"to_work", kToWork},
                          {"becomes_buddy", kBecomesBuddy}};

// Kansrijk Oost with two buddies and household H-0142, whom B01 coaches; and its partners.
class Stories : public ::testing::TestWithParam<Story> {
 protected:
  Stories() : shell_(server_, "nl") {
    server_.clock().Set(NoonOf(GetParam().deeds.front().date));
    AddPartner("KS", "Kansrijke Start", v1::ORGANISATION_KIND_KANSRIJKE_START);
    AddPartner("BIB", "Beijum in Bedrijf", v1::ORGANISATION_KIND_BEIJUM_IN_BEDRIJF);
    AddPartner("WIJ", "WIJ Groningen", v1::ORGANISATION_KIND_NEIGHBOURHOOD_TEAM);
    server_.AddAccount(kAda, v1::ROLE_ADMINISTRATOR);
    server_.AddAccount(kKarin, v1::ROLE_ADMINISTRATOR, "KS");
    server_.AddAccount(kKim, v1::ROLE_PARTNER, "KS");
    server_.AddAccount(kBas, v1::ROLE_PARTNER, "BIB");
    server_.AddAccount(kTess, v1::ROLE_TRAINER);
    const Client coordinator = server_.AddAccount(kCarla, v1::ROLE_COORDINATOR);
    const v1::Buddy first = AddBuddy(coordinator, "B01");
    Rename(coordinator, AddBuddy(coordinator, "B02"), "Mo");
    const Client layla = server_.AddAccount(kLayla, v1::ROLE_BUDDY, "KO", "B01");
    server_.AddAccount(kMo, v1::ROLE_BUDDY, "KO", "B02");
    if (GetParam().deeds.front().date > std::string("2026-01-05")) {
      AddCase(coordinator, "H-0142", first, &layla);
    }
  }

  void AddPartner(const std::string& code, const std::string& name, v1::OrganisationKind kind) {
    v1::CreateOrganisationRequest request;
    request.mutable_organisation()->set_code(code);
    request.mutable_organisation()->set_display_name(name);
    request.mutable_organisation()->set_kind(kind);
    request.set_request_id(NewRequestId());
    EXPECT_OK(server_.Operator().Call<v1::Organisation>(
        "kansrijk.v1.OrganisationService/CreateOrganisation", request));
  }

  static void Rename(const Client& coordinator, const v1::Buddy& buddy, const std::string& name) {
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = buddy;
    request.mutable_buddy()->set_given_name(name);
    request.mutable_update_mask()->add_paths("given_name");
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
  }

  TestServer server_;
  Shell shell_;
};

TEST_P(Stories, AreToldToTheEnd) {
  ExpectGolden(absl::StrCat("story_", GetParam().name, ".golden"),
               WithoutIds(TranscriptOf(GetParam().deeds, server_, shell_)));
}

INSTANTIATE_TEST_SUITE_P(InDutch, Stories, ::testing::ValuesIn(kStories),
                         [](const auto& story) { return story.param.name; });

}  // namespace story_test
}  // namespace kansrijk::testing
