// What an import reports: refused rows and warnings, in English and Dutch.
#ifndef KANSRIJK_SERVER_SHEET_FINDING_H_
#define KANSRIJK_SERVER_SHEET_FINDING_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "kansrijk/v1/import.pb.h"
#include "server/base/text.h"

namespace kansrijk::sheet {

// `$0`, `$1` in the texts stand for the arguments; values of cells go through Quoted().
struct FindingKind {
  const char* reason;
  bool refused;
  const char* english;
  const char* dutch;
};

// The row as a whole.
inline constexpr FindingKind kMalformed{
    "malformed", true,
    "this row cannot be read: a quote is out of place, or a quoted cell never ends",
    "deze rij is niet te lezen: er staat een aanhalingsteken verkeerd, of het sluit nergens"};
inline constexpr FindingKind kSwallowsRows{
    "malformed", true,
    "a quote that opens on line $0 closes on line $1 only, and what is between looks like rows: a "
    "quote is missing, or one too many; the lines below line $0 are read as rows",
    "een aanhalingsteken dat op regel $0 opent, sluit pas op regel $1, en wat ertussen staat lijkt "
    "op rijen: er ontbreekt een aanhalingsteken, of er staat er een te veel; de regels onder regel "
    "$0 zijn als rijen gelezen"};
inline constexpr FindingKind kHugeRow{
    "too_long", true, "this row has more than $0 characters; only its beginning is shown",
    "deze rij heeft meer dan $0 tekens; alleen het begin is te zien"};
inline constexpr FindingKind kCellCount{"malformed", true,
                                        "this row has $0 cells, the header has $1",
                                        "deze rij heeft $0 cellen, de kopregel heeft er $1"};
inline constexpr FindingKind kStrayByte{
    "malformed", true,
    "$0 has a character that cannot be read (byte $1) in $2: the file is UTF-8, and this row came "
    "from one that is not; there it probably was $3",
    "$0 bevat een teken dat niet te lezen is (byte $1) in $2: het bestand is UTF-8, en deze rij "
    "komt uit een bestand dat dat niet is; daar stond waarschijnlijk $3"};
inline constexpr FindingKind kOriginMalformed{
    "malformed", true, "$0: $1 does not tell where the row comes from, like 12:sessies.csv:3",
    "$0: $1 zegt niet waar de rij vandaan komt, zoals 12:sessies.csv:3"};

// One cell.
inline constexpr FindingKind kControlCharacter{
    "malformed", true, "$0 has characters that cannot be shown, or a line break where none may be",
    "$0 bevat tekens die niet te tonen zijn, of een regeleinde waar dat niet mag"};
inline constexpr FindingKind kInvisibleCharacter{
    "malformed", true, "$0: $1 has a character in it that nobody sees ($2); type it anew",
    "$0: in $1 staat een teken dat niemand ziet ($2); typ het opnieuw"};
inline constexpr FindingKind kDoubleEncoded{
    "malformed", true, "$0: $1 was spoilt when the file was converted; it probably was $2",
    "$0: $1 is bedorven toen het bestand werd omgezet; er stond waarschijnlijk $2"};
inline constexpr FindingKind kLostCharacter{
    "malformed", true, "$0: in $1 a letter was lost when the file was converted (�); type it again",
    "$0: in $1 is een letter verloren toen het bestand werd omgezet (�); typ die opnieuw"};
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
inline constexpr FindingKind kNotMinutes{"unknown_value", true,
                                         "$0: $1 is not a whole number of minutes, like 90",
                                         "$0: $1 is geen heel aantal minuten, zoals 90"};
inline constexpr FindingKind kNotNameable{
    "unknown_value", true,
    "$0: $1 cannot be named in a command; use letters and digits with hyphens, dots or underscores "
    "between, like H-0013",
    "$0: $1 is in een opdracht niet te noemen; gebruik letters en cijfers met streepjes, punten of "
    "liggende streepjes ertussen, zoals H-0013"};
inline constexpr FindingKind kPhoneDigitsLost{
    "unknown_value", true,
    "$0: $1 is what a spreadsheet makes of a long number; its last digits are lost: type it again, "
    "in a column of text",
    "$0: $1 is wat een spreadsheet van een lang nummer maakt; de laatste cijfers zijn verloren: "
    "typ "
    "het opnieuw, in een kolom met tekst"};
inline constexpr FindingKind kNoCapacity{
    "out_of_range", true,
    "$0: 0 is not possible; leave it empty for the usual number, and disable the account of a "
    "buddy "
    "who stopped",
    "$0: 0 kan niet; laat het leeg voor het gebruikelijke aantal, en zet het account van een buddy "
    "die gestopt is uit"};
inline constexpr FindingKind kMonthDayColumn{
    "bad_date", true,
    "$0: is $1 day-month or month-day? $2 dates in this column only exist as month-day: write all "
    "as day-month-year, like 31-01-2023",
    "$0: is $1 dag-maand of maand-dag? $2 datums in deze kolom bestaan alleen als maand-dag: "
    "schrijf "
    "ze alle als dag-maand-jaar, zoals 31-01-2023"};
inline constexpr FindingKind kMonthDay{
    "bad_date", true, "$0: $1 only exists as month-day; write day-month-year, like 31-01-2023",
    "$0: $1 bestaat alleen als maand-dag; schrijf dag-maand-jaar, zoals 31-01-2023"};
inline constexpr FindingKind kTwoDigitYear{
    "bad_date", true, "$0: $1 has a year of two digits; write all four, like 31-01-1990",
    "$0: $1 heeft een jaartal van twee cijfers; schrijf alle vier, zoals 31-01-1990"};
inline constexpr FindingKind kSerialDate{
    "bad_date", true,
    "$0: $1 is the number that a spreadsheet keeps of a day; give the column the form of a date",
    "$0: $1 is het getal waarmee een spreadsheet een dag bewaart; geef de kolom de notatie datum"};
inline constexpr FindingKind kDateWithTime{
    "bad_date", true, "$0: $1 has a time in it; write the date alone, like 31-01-2023",
    "$0: in $1 staat een tijd; schrijf alleen de datum, zoals 31-01-2023"};
inline constexpr FindingKind kImplausibleDate{
    "out_of_range", true, "$0: $1 cannot be right; possible are the days from $2 to $3",
    "$0: $1 kan niet kloppen; mogelijk zijn de dagen van $2 tot en met $3"};
inline constexpr FindingKind kPlannedEnd{
    "out_of_range", true,
    "$0: $1 is still to come, and a planned end is no end; leave it empty until it has ended",
    "$0: $1 moet nog komen, en een gepland einde is geen einde; laat het leeg tot het voorbij is"};
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
inline constexpr FindingKind kStateWithDate{
    "unknown_value", true, "$0 is $1, but there is a date in $2; one of the two is wrong",
    "$0 is $1, maar bij $2 staat een datum; een van beide klopt niet"};
inline constexpr FindingKind kStateWithoutDate{"missing_value", true,
                                               "$0 is $1, but $2 is empty; fill in the date",
                                               "$0 is $1, maar $2 is leeg; vul de datum in"};
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
inline constexpr FindingKind kReferralOfOthers{
    "unknown_value", true,
    "$0: $1 is another organisation; only what your own organisation referred can be imported",
    "$0: $1 is een andere organisatie; alleen wat uw eigen organisatie doorverwees, is in te "
    "lezen"};
inline constexpr FindingKind kLeadsNowhere{"unknown_value", true,
                                           "$0 is the same organisation as $1",
                                           "$0 is dezelfde organisatie als $1"};
inline constexpr FindingKind kConflict{
    "conflict", true, "$0 was imported before with other values; change it in the server instead",
    "$0 is eerder ingelezen met andere waarden; wijzig het in de server zelf"};
inline constexpr FindingKind kConflictWithServer{
    "conflict", true, "$0 is in the server already with another $1; change it there instead",
    "$0 staat al op de server met een andere waarde voor $1; wijzig het daar"};

// About a whole file; on its header line.
inline constexpr FindingKind kMissingHeader{"missing_header", true,
                                            "$0 has no header line with the names of the columns",
                                            "$0 heeft geen kopregel met de namen van de kolommen"};
inline constexpr FindingKind kTitleAboveHeader{
    "missing_header", true,
    "line $0 is not the header: the names of the columns stand on line $1; take away what is above "
    "it",
    "regel $0 is niet de kopregel: de namen van de kolommen staan op regel $1; haal weg wat "
    "daarboven staat"};
inline constexpr FindingKind kHeaderOfTwoRows{
    "missing_header", true,
    "the names of the columns stand on two lines, $0 and $1 (there: $2); put them all on one",
    "de namen van de kolommen staan op twee regels, $0 en $1 (daar: $2); zet ze alle op een regel"};
inline constexpr FindingKind kMissingColumn{
    "missing_column", true, "$0 lacks the column $1; none of its rows can be read",
    "in $0 ontbreekt de kolom $1; geen van de rijen is te lezen"};
inline constexpr FindingKind kMissingColumnOrRenamed{
    "missing_column", true,
    "$0 lacks the column $1; none of its rows can be read. Not known in it: $2. If that is the "
    "same "
    "under another name: --column \"$0.NAME=COLUMN\"",
    "in $0 ontbreekt de kolom $1; geen van de rijen is te lezen. Niet bekend zijn: $2. Is dat "
    "dezelfde onder een andere naam: --column \"$0.NAAM=KOLOM\""};
inline constexpr FindingKind kColumnTwice{
    "duplicate_column", true, "the column $0 is there twice, as $1; keep the one that counts",
    "de kolom $0 staat er twee keer, als $1; houd degene die telt"};
inline constexpr FindingKind kUnmappedColumn{
    "unknown_column", true,
    "the column $0 is not known, and would be lost; say which one it is with --column "
    "\"$1.$2=COLUMN\", or leave it out with --leave-out \"$1.$2\"",
    "de kolom $0 is niet bekend, en zou verloren gaan; zeg welke het is met --column "
    "\"$1.$2=KOLOM\", of laat hem weg met --leave-out \"$1.$2\""};
inline constexpr FindingKind kRenamedColumn{
    "unknown_column", true,
    "the column $0 is not known, and would be lost; if it is $3: --column \"$1.$2=$3\"; leave it "
    "out with --leave-out \"$1.$2\"",
    "de kolom $0 is niet bekend, en zou verloren gaan; is het $3: --column \"$1.$2=$3\"; laat hem "
    "weg met --leave-out \"$1.$2\""};
inline constexpr FindingKind kNoSuchColumn{
    "unknown_column", true, "$0 has no column $1, which $2 was said to be; it has: $3",
    "$0 heeft geen kolom $1, die $2 zou zijn; wel: $3"};
inline constexpr FindingKind kNamelessColumn{
    "unknown_column", true, "column $0 has no name, and would be lost; name it, or empty it",
    "kolom $0 heeft geen naam, en zou verloren gaan; geef hem een naam, of maak hem leeg"};
inline constexpr FindingKind kForeignFormat{
    "not_csv", true,
    "$0 is not a CSV file but one of $1; open it in the spreadsheet program and save it as \"CSV "
    "UTF-8\", with semicolons",
    "$0 is geen CSV-bestand maar een van $1; open het in het spreadsheetprogramma en bewaar het "
    "als "
    "\"CSV UTF-8\", met puntkomma's"};
inline constexpr FindingKind kCommas{
    "not_csv", true, "the columns of $0 stand apart by commas ($1); save it as CSV with semicolons",
    "de kolommen van $0 zijn gescheiden door komma's ($1); bewaar het als CSV met puntkomma's"};
inline constexpr FindingKind kTabs{
    "not_csv", true,
    "the columns of $0 stand apart by tabs ($1, as \"Unicode text\" of Excel); save it as \"CSV "
    "UTF-8\", with semicolons",
    "de kolommen van $0 zijn gescheiden door tabs ($1, zoals \"Unicode-tekst\" van Excel); bewaar "
    "het als \"CSV UTF-8\", met puntkomma's"};
inline constexpr FindingKind kDoubtfulEncoding{
    "encoding", true,
    "the letters of $0 can be read in several ways: $1; say which is right with --encoding",
    "de letters van $0 zijn op meer manieren te lezen: $1; zeg met --encoding welke klopt"};
inline constexpr FindingKind kUnknownEncoding{
    "encoding", true, "$0: the encoding $1 is not known; possible are: $2",
    "$0: de tekencodering $1 is niet bekend; mogelijk zijn: $2"};

// Warnings about a whole file.
inline constexpr FindingKind kUnknownColumn{"unknown_column", false,
                                            "the column $0 is not known and is not imported",
                                            "de kolom $0 is niet bekend en wordt niet ingelezen"};
inline constexpr FindingKind kNoRows{"no_rows", false, "$0 has a header and no rows",
                                     "$0 heeft een kopregel en geen rijen"};
inline constexpr FindingKind kChoiceWithoutColumn{
    "unknown_column", false, "$0 has no column $1, about which something was said",
    "$0 heeft geen kolom $1, waarover iets is gezegd"};

// Warnings about one row.
inline constexpr FindingKind kNoName{"no_name", false, "$0: $1 is not a name",
                                     "$0: $1 is geen naam"};
inline constexpr FindingKind kLostLetters{
    "lost_letters", false, "$0: in $1 question marks stand where letters were probably lost",
    "$0: in $1 staan vraagtekens waar waarschijnlijk letters verloren zijn"};
inline constexpr FindingKind kOddCharacter{
    "odd_character", false, "$0: $1 has a character that is unusual in a name: $2",
    "$0: in $1 staat een teken dat in een naam ongewoon is: $2"};
inline constexpr FindingKind kPhoneRestored{"phone_restored", false,
                                            "$0: \"$1\" had lost its beginning, and is read as $2",
                                            "$0: \"$1\" miste het begin, en is gelezen als $2"};
inline constexpr FindingKind kNoPhone{"no_phone", false, "$0: $1 is not a telephone number",
                                      "$0: $1 is geen telefoonnummer"};
inline constexpr FindingKind kDoubtfulDate{
    "doubtful_date", false, "$0: $1 is not likely; usual are the days from $2 to $3",
    "$0: $1 is niet waarschijnlijk; gebruikelijk zijn de dagen van $2 tot en met $3"};
inline constexpr FindingKind kFewMinutes{"few_minutes", false,
                                         "$0: $1 is read as minutes; were hours meant?",
                                         "$0: $1 is gelezen als minuten; zijn het uren?"};
inline constexpr FindingKind kAchievedWithoutDate{
    "state_and_date", false, "$0 is $1, but $2 is empty", "$0 is $1, maar $2 is leeg"};
inline constexpr FindingKind kDateWithoutAchievement{"state_and_date", false,
                                                     "$0 is $1, but there is a date in $2",
                                                     "$0 is $1, maar bij $2 staat een datum"};
inline constexpr FindingKind kIncentiveWithoutAchievement{"incentive", false,
                                                          "$0 is $1, but there is an amount in $2",
                                                          "$0 is $1, maar bij $2 staat een bedrag"};
// Warnings about rows beside others.
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

// Puts asterisks for the digits of `number`, which stands in `text`.
void HideDigits(const CitizenNumber& number, std::string& text);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_FINDING_H_
