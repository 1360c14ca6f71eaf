#include "tests/import/programme.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "server/base/civil.h"

namespace kansrijk::testing {
namespace {

using sheet::File;

constexpr absl::CivilDay kFirstApplication(2023, 1, 1);
constexpr absl::CivilDay kLastDay(2026, 11, 19);

constexpr const char* kGivenNames[] = {"Zoë",    "Renée", "Björn",   "Noor",  "Çağla",
                                       "Łukasz", "Šárka", "Siebe",   "Loïs",  "Ömer",
                                       "Fenna",  "Inés",  "D'Andre", "Maïté", "Anne-Fleur"};
constexpr const char* kFamilyNames[] = {"Brüning",    "van der Meer", "Şahin",     "Kwakkel",
                                        "Žižka",      "Dvořák",       "Núñez",     "de Jong",
                                        "Achterberg", "'t Hart",      "Ackermann", "Wójcik"};
constexpr const char* kNotes[] = {"",
                                  "Post geordend",
                                  "Gebeld met de GKB; er komt een brief",
                                  "Zij zei: \"het gaat beter\"",
                                  "Regel één\nRegel twee\nRegel drie",
                                  "€ 25 betaald – bonnetje ligt bij Renée",
                                  "Naar school geweest met Łukasz",
                                  "= niets bijzonders",
                                  "tv van 32\" gekocht"};
constexpr const char* kGoalTexts[] = {"Schulden in kaart", "Een leerwerkplek vinden",
                                      "Elke week naar de taalles; ook in de zomer",
                                      "Contact met Zoë's school", "Zelf \"nee\" zeggen"};

class Maker {
 public:
  explicit Maker(std::mt19937& random) : random_(random) {}

  Programme Make() && {
    AddOrganisations();
    AddBuddies();
    for (int households = Between(2, 6); households > 0; --households) AddHousehold();
    std::erase_if(programme_.files, [](const auto& file) { return file.second.empty(); });
    return std::move(programme_);
  }

 private:
  int Between(int first, int last) {
    return std::uniform_int_distribution<int>(first, last)(random_);
  }
  bool OneIn(int times) { return Between(1, times) == 1; }
  template <typename Texts>
  std::string AnyOf(const Texts& texts) {
    return texts[static_cast<size_t>(Between(0, static_cast<int>(std::size(texts)) - 1))];
  }
  // A usual word of the column.
  std::string Word(File file, absl::string_view column) {
    const sheet::Table& table = sheet::TableOf(file);
    std::vector<std::string> usual;
    std::set<int> values = {0};
    for (const sheet::Word& word : table.columns[sheet::PlaceIn(table, column)].words) {
      if (values.insert(word.value).second) usual.push_back(word.dutch);
    }
    return AnyOf(usual);
  }
  absl::CivilDay DayIn(absl::CivilDay first, absl::CivilDay last) {
    return last <= first ? first : first + Between(0, static_cast<int>(last - first));
  }
  std::string DateIn(absl::CivilDay first, absl::CivilDay last) {
    return FormatDate(DayIn(first, last));
  }
  void Add(File file, Cells cells) { programme_.files[file].push_back(std::move(cells)); }

  void AddOrganisations() {
    Add(File::kOrganisations, {"KO", "Organisatie KO", "buddyprogramma"});
    for (int partner = 1; partner <= 2; ++partner) {
      partners_.push_back(absl::StrCat("PRT", partner));
      Add(File::kOrganisations, {partners_.back(), absl::StrCat("Welzijn ", AnyOf(kFamilyNames)),
                                 Word(File::kOrganisations, "soort")});
    }
  }

  void AddBuddies() {
    for (int number = 1, last = Between(2, 4); number <= last; ++number) {
      buddies_.push_back(absl::StrFormat("B%02d", number));
      const std::string certificate = OneIn(3) ? "" : DateIn(absl::CivilDay(2022, 1, 1), kLastDay);
      Add(File::kBuddies,
          {buddies_.back(), AnyOf(kGivenNames), OneIn(3) ? "" : AnyOf(kFamilyNames),
           Word(File::kBuddies, "soort"), "KO", certificate, OneIn(3) ? "nee" : "ja",
           absl::StrCat(Between(1, 30)), OneIn(2) ? "" : AnyOf(partners_)});
    }
  }

  void AddHousehold() {
    const int number = ++households_;
    const std::string household = OneIn(3) ? absl::StrFormat("%d-%d", 16 + number, number)
                                           : absl::StrFormat("H-%04d", number);
    Add(File::kHouseholds,
        {household, Word(File::kHouseholds, "wijk"), Word(File::kHouseholds, "type")});
    const std::string head = AddMember(household, number, 'a', "hoofd", "ja");
    for (char letter = 'b', end = static_cast<char>('b' + Between(0, 2)); letter < end; ++letter) {
      AddMember(household, number, letter, "kind", "nee");
    }
    AddSituations(head);
    const absl::CivilDay applied = DayIn(kFirstApplication, absl::CivilDay(2025, 6, 1));
    AddTrack(household, head, applied);
  }

  std::string AddMember(const std::string& household, int number, char letter, const char* relation,
                        const char* participant) {
    const std::string code = absl::StrFormat("L%04d%c", number, letter);
    const bool child = letter != 'a';
    Add(File::kMembers, {code, household, AnyOf(kGivenNames), OneIn(5) ? "" : AnyOf(kFamilyNames),
                         DateIn(absl::CivilDay(child ? 2010 : 1960, 1, 1),
                                absl::CivilDay(child ? 2020 : 2004, 1, 1)),
                         relation, participant,
                         child || OneIn(2) ? "" : absl::StrFormat("06-1%07d", Between(0, 999))});
    return code;
  }

  void AddSituations(const std::string& member) {
    std::set<std::string> dates;
    for (int i = Between(0, 2); i > 0; --i) dates.insert(DateIn(kFirstApplication, kLastDay));
    for (const std::string& date : dates) {
      Add(File::kSituations,
          {member, date, Word(File::kSituations, "inkomen"), Word(File::kSituations, "opleiding"),
           OneIn(2) ? "" : Word(File::kSituations, "volgt_opleiding"),
           OneIn(2) ? "" : absl::StrCat(Between(1, 6)), Word(File::kSituations, "schulden")});
    }
  }

  void AddTrack(const std::string& household, const std::string& member, absl::CivilDay applied) {
    const std::string code = absl::StrFormat("T%04d", households_);
    const std::string state = Word(File::kTracks, "status");
    const bool ended = state == "afgesloten" || state == "uitval";
    const bool began = ended || state == "actief" || state == "gepauzeerd" || state == "nazorg";
    const absl::CivilDay start = applied + Between(0, 60);
    const absl::CivilDay close = ended ? DayIn(start, kLastDay) : kLastDay;
    Add(File::kTracks,
        {code, household, member, Word(File::kTracks, "doelgroep"),
         OneIn(4) ? "" : AnyOf(kFamilyNames), FormatDate(applied), began ? FormatDate(start) : "",
         ended ? FormatDate(close) : "", state, ended ? Word(File::kTracks, "reden") : ""});
    if (!began) return;
    const std::string buddy = AnyOf(buddies_);
    AddMatches(code, buddy, start, close, ended);
    AddAssessments(code, start, close);
    AddGoals(code, start, close);
    AddSessions(code, buddy, start, close);
    AddReferrals(code, start, close);
  }

  // One that lasts as long as the track, and perhaps one before it.
  void AddMatches(const std::string& track, const std::string& buddy, absl::CivilDay start,
                  absl::CivilDay close, bool ended) {
    const std::string other = AnyOf(buddies_);
    absl::CivilDay since = start;
    if (other != buddy && close - start > 60) {
      since = start + 30;
      Add(File::kMatches, {track, other, FormatDate(start), FormatDate(since)});
    }
    Add(File::kMatches, {track, buddy, FormatDate(since), ended ? FormatDate(close) : ""});
  }

  void AddAssessments(const std::string& track, absl::CivilDay start, absl::CivilDay close) {
    for (const char* const moment : {"begin", "halverwege", "eind"}) {
      if (OneIn(3)) continue;
      Cells cells = {track, DateIn(start, close), moment};
      for (size_t i = 0; i < sheet::LevelColumns().size(); ++i) {
        cells.push_back(i > 0 && OneIn(4) ? "" : absl::StrCat(Between(1, 5)));
      }
      Add(File::kAssessments, cells);
    }
  }

  void AddGoals(const std::string& track, absl::CivilDay start, absl::CivilDay close) {
    for (int i = Between(0, 3); i > 0; --i) {
      const absl::CivilDay agreed = DayIn(start, close);
      const std::string state = Word(File::kGoals, "status");
      const bool achieved = state == "behaald" || state == "deels behaald";
      Add(File::kGoals,
          {track, Word(File::kGoals, "pijler"), AnyOf(kGoalTexts), FormatDate(agreed),
           FormatDate(agreed + Between(1, 400)), state, achieved ? DateIn(agreed, kLastDay) : "",
           achieved && OneIn(2) ? absl::StrCat(Between(1, 40) * 250) : ""});
    }
  }

  // Some on one day, and some alike in all.
  void AddSessions(const std::string& track, const std::string& buddy, absl::CivilDay start,
                   absl::CivilDay close) {
    for (int i = Between(0, 8); i > 0; --i) {
      std::vector<Cells>& sessions = programme_.files[File::kSessions];
      const bool alike = OneIn(6) && !sessions.empty() && sessions.back()[0] == track;
      if (alike) {
        sessions.push_back(Cells(sessions.back()));
        if (OneIn(2)) sessions.back()[6] = AnyOf(kNotes);
        continue;
      }
      const bool came = !OneIn(6);
      Add(File::kSessions,
          {track, buddy, DateIn(start, close), absl::StrCat(came ? 5 * Between(1, 24) : 0),
           Word(File::kSessions, "soort"), came ? "ja" : "nee", AnyOf(kNotes)});
    }
  }

  void AddReferrals(const std::string& track, absl::CivilDay start, absl::CivilDay close) {
    if (OneIn(2)) return;
    const absl::CivilDay consented = DayIn(start, close);
    const absl::CivilDay sent = DayIn(consented, close);
    const bool draft = OneIn(3);
    const bool completed = !draft && OneIn(2);
    Add(File::kReferrals, {track, "KO", AnyOf(partners_), Word(File::kReferrals, "reden"),
                           draft ? "" : FormatDate(consented), draft ? "" : FormatDate(sent),
                           draft       ? "concept"
                           : completed ? "afgerond"
                                       : "verzonden",
                           completed ? DateIn(sent, kLastDay) : ""});
  }

  std::mt19937& random_;
  Programme programme_;
  std::vector<std::string> partners_;
  std::vector<std::string> buddies_;
  int households_ = 0;
};

}  // namespace

Held Programme::AsHeld() const {
  Held held;
  for (const auto& [file, rows] : files) {
    for (const Cells& cells : rows) held.push_back(HeldRow(sheet::TableOf(file), cells));
  }
  std::sort(held.begin(), held.end());
  return held;
}

Programme RandomProgramme(std::mt19937& random) { return Maker(random).Make(); }

}  // namespace kansrijk::testing
