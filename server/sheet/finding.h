// What an import reports: refused rows and warnings, in English and Dutch.
#ifndef KANSRIJK_SERVER_SHEET_FINDING_H_
#define KANSRIJK_SERVER_SHEET_FINDING_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::sheet {

// `$0`, `$1` in the texts stand for the arguments; values of cells go through Quoted().
struct FindingKind {
  const char* reason;
  bool refused;
  const char* english;
  const char* dutch;
};

inline constexpr FindingKind kMalformed{
    "malformed", true,
    "this row cannot be read: a quote is out of place, or a quoted cell never ends",
    "deze rij is niet te lezen: er staat een aanhalingsteken verkeerd, of het sluit nergens"};
inline constexpr FindingKind kCellCount{"malformed", true,
                                        "this row has $0 cells, the header has $1",
                                        "deze rij heeft $0 cellen, de kopregel heeft er $1"};
inline constexpr FindingKind kControlCharacter{
    "malformed", true, "$0 has characters that cannot be shown, or a line break where none may be",
    "$0 bevat tekens die niet te tonen zijn, of een regeleinde waar dat niet mag"};
inline constexpr FindingKind kMissingValue{"missing_value", true,
                                           "$0 is empty, and has to be filled in",
                                           "$0 is leeg, en moet worden ingevuld"};
inline constexpr FindingKind kUnknownValue{"unknown_value", true,
                                           "$0: $1 is not known here; possible are: $2",
                                           "$0: $1 is hier niet bekend; mogelijk zijn: $2"};
inline constexpr FindingKind kNotANumber{"unknown_value", true, "$0: $1 is not a whole number",
                                         "$0: $1 is geen geheel getal"};
inline constexpr FindingKind kNotAnAmount{"unknown_value", true,
                                          "$0: $1 is not an amount in euros, like 25,00",
                                          "$0: $1 is geen bedrag in euro's, zoals 25,00"};
inline constexpr FindingKind kBadDate{
    "bad_date", true, "$0: $1 is not an existing date; write day-month-year, like 31-01-2023",
    "$0: $1 is geen bestaande datum; schrijf dag-maand-jaar, zoals 31-01-2023"};
inline constexpr FindingKind kOutOfRange{"out_of_range", true, "$0: $1 is not between $2 and $3",
                                         "$0: $1 ligt niet tussen $2 en $3"};
inline constexpr FindingKind kTooLong{"too_long", true, "$0 has $1 characters, and may have $2",
                                      "$0 heeft $1 tekens, en mag er $2 hebben"};
inline constexpr FindingKind kCitizenNumber{
    "citizen_number", true,
    "$0 holds a citizen service number (BSN), which may not be kept here; take it out",
    "$0 bevat een burgerservicenummer (BSN), dat hier niet bewaard mag worden; haal het weg"};
inline constexpr FindingKind kDuplicate{"duplicate", true,
                                        "$0 stands in this file already, on line $1",
                                        "$0 staat al in dit bestand, op regel $1"};
inline constexpr FindingKind kUnknownReference{
    "unknown_reference", true,
    "$0: $1 is not in $2, neither among the rows that were accepted nor in the server",
    "$0: $1 komt niet voor in $2, niet bij de goedgekeurde rijen en niet op de server"};
inline constexpr FindingKind kNotOfHousehold{"unknown_reference", true,
                                             "$0: $1 is not a member of household $2",
                                             "$0: $1 is geen lid van huishouden $2"};
inline constexpr FindingKind kStartBeforeApplication{"start_before_application", true,
                                                     "$0 is $1, before the application on $3",
                                                     "$0 is $1, voor de aanmelding op $3"};
inline constexpr FindingKind kEndBeforeStart{
    "out_of_range", true, "$0 is $1, before $2, which is $3", "$0 is $1, voor $2, dat $3 is"};
inline constexpr FindingKind kNoLevels{"missing_value", true, "this assessment gives no level",
                                       "deze meting geeft geen enkel niveau"};
inline constexpr FindingKind kNoConsent{
    "no_consent", true, "this referral was sent without consent: $0 is empty",
    "deze doorverwijzing is verzonden zonder toestemming: $0 is leeg"};
inline constexpr FindingKind kSentBeforeConsent{"no_consent", true,
                                                "$0 is $1, before the consent on $3",
                                                "$0 is $1, voor de toestemming op $3"};
inline constexpr FindingKind kDraftWasSent{
    "unknown_value", true, "$0 is $1, but there is a date in $2: a draft was not sent",
    "$0 is $1, maar bij $2 staat een datum: een concept is niet verzonden"};
inline constexpr FindingKind kReferralOfOthers{"unknown_value", true,
                                               "neither $0 nor $1 is the organisation that imports",
                                               "noch $0 noch $1 is de organisatie die inleest"};
inline constexpr FindingKind kLeadsNowhere{"unknown_value", true,
                                           "$0 is the same organisation as $1",
                                           "$0 is dezelfde organisatie als $1"};
inline constexpr FindingKind kConflict{
    "conflict", true, "$0 was imported before with other values; change it in the server instead",
    "$0 is eerder ingelezen met andere waarden; wijzig het in de server zelf"};
inline constexpr FindingKind kConflictWithServer{
    "conflict", true, "$0 is in the server already with another $1; change it there instead",
    "$0 staat al op de server met een andere waarde voor $1; wijzig het daar"};

// About a whole file; on its first line.
inline constexpr FindingKind kMissingHeader{"missing_header", true,
                                            "$0 has no header line with the names of the columns",
                                            "$0 heeft geen kopregel met de namen van de kolommen"};
inline constexpr FindingKind kMissingColumn{
    "missing_column", true, "$0 lacks the column $1; none of its rows can be read",
    "in $0 ontbreekt de kolom $1; geen van de rijen is te lezen"};
inline constexpr FindingKind kUnknownColumn{"unknown_column", false,
                                            "the column $0 is not known and is not imported",
                                            "de kolom $0 is niet bekend en wordt niet ingelezen"};

// Warnings.
inline constexpr FindingKind kDiffersFromServer{
    "differs_from_server", false,
    "$0 is in the server already with another $1; what the server has stays",
    "$0 staat al op de server met een andere waarde voor $1; wat op de server staat, blijft"};
inline constexpr FindingKind kIdenticalRow{
    "identical_row", false, "this row is identical to line $0; both are imported",
    "deze rij is gelijk aan regel $0; beide worden ingelezen"};
inline constexpr FindingKind kOverCapacity{
    "over_capacity", false, "buddy $0 has $1 open matches, and capacity for $2",
    "buddy $0 heeft $1 lopende koppelingen, en plaats voor $2"};
inline constexpr FindingKind kNoBasicCertificate{
    "no_basic_certificate", false, "buddy $0 has no basic certificate in the server (matches: $1)",
    "buddy $0 heeft op de server geen basiscertificaat (koppelingen: $1)"};

inline constexpr FindingKind kOverbooked{"overbooked", false,
                                         "session $0 has $1 seats taken, and $2 seats",
                                         "bij bijeenkomst $0 zijn $1 plaatsen bezet, van de $2"};

inline constexpr FindingKind kMoreFindings{"more_findings", false, "and $0 more, not kept",
                                           "en nog $0, niet bewaard"};

// `column` is empty when it is the whole row. Not yet said: file, line, record, organisation.
v1::ImportFinding Finding(const FindingKind& kind, absl::string_view column,
                          const std::vector<std::string>& arguments = {});

// What a cell holds, within quotes: shortened, and hidden when it holds a citizen service number.
std::string Quoted(const std::string& value);

// `text` with asterisks for the digits of citizen service numbers.
std::string WithoutCitizenNumbers(absl::string_view text);

// Gathers what is found in all files, up to a limit.
class Findings {
 public:
  static constexpr size_t kFindingsMax = 10'000;

  // `finding` has file, line and record.
  void Add(v1::ImportFinding finding);
  bool refused() const { return !refused_.empty(); }
  // By file in the order of the tables, and line. Over the limit warnings give way to refusals, and
  // a last finding tells how many were left out.
  std::vector<v1::ImportFinding> Take();

 private:
  std::vector<v1::ImportFinding> refused_;
  std::vector<v1::ImportFinding> warnings_;
  size_t count_ = 0;
};

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_FINDING_H_
