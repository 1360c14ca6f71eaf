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
    "the quote that opens on line $0 only closes on line $1, and the text in between looks like "
    "rows: a quote is missing, or there is one too many; the lines below line $0 are read as rows",
    "het aanhalingsteken dat op regel $0 opent, sluit pas op regel $1, en wat ertussen staat lijkt "
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
    "from one that is not; the character was probably $3",
    "$0 bevat een teken dat niet te lezen is (byte $1) in $2: het bestand is UTF-8, en deze rij "
    "komt uit een bestand dat dat niet is; het teken was waarschijnlijk $3"};
inline constexpr FindingKind kOriginMalformed{
    "malformed", true, "$0: $1 does not say where the row comes from, as 12:sessies.csv:3 does",
    "$0: $1 zegt niet waar de rij vandaan komt, zoals 12:sessies.csv:3 dat doet"};

// One cell.
inline constexpr FindingKind kControlCharacter{
    "malformed", true,
    "$0 has characters that cannot be shown, or a line break where none is allowed",
    "$0 bevat tekens die niet te tonen zijn, of een regeleinde waar dat niet mag"};
inline constexpr FindingKind kInvisibleCharacter{
    "malformed", true, "$0: $1 contains an invisible character ($2); type it again",
    "$0: in $1 staat een onzichtbaar teken ($2); typ het opnieuw"};
inline constexpr FindingKind kDoubleEncoded{
    "malformed", true, "$0: $1 was garbled when the file was converted; it was probably $2",
    "$0: $1 is verminkt toen het bestand werd omgezet; er stond waarschijnlijk $2"};
inline constexpr FindingKind kLostCharacter{
    "malformed", true, "$0: in $1 a letter was lost when the file was converted (�); type it again",
    "$0: in $1 is een letter verloren gegaan toen het bestand werd omgezet (�); typ die opnieuw"};
inline constexpr FindingKind kMissingValue{"missing_value", true,
                                           "$0 is empty, and has to be filled in",
                                           "$0 is leeg, en moet worden ingevuld"};
inline constexpr FindingKind kUnknownValue{"unknown_value", true,
                                           "$0: $1 is not a known value; choose from: $2",
                                           "$0: $1 is geen bekende waarde; kies uit: $2"};
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
    "$0: $1 cannot be typed in a command; use letters and digits, with hyphens, dots or "
    "underscores between them, like H-0013",
    "$0: $1 is in een opdracht niet te gebruiken; gebruik letters en cijfers, met streepjes, "
    "punten of liggende streepjes ertussen, zoals H-0013"};
inline constexpr FindingKind kPhoneDigitsLost{
    "unknown_value", true,
    "$0: $1 is how a spreadsheet shows a long number, and its last digits are lost: type it again, "
    "in a column formatted as text",
    "$0: $1 is hoe een spreadsheet een lang nummer toont, en de laatste cijfers zijn verloren "
    "gegaan: typ het opnieuw, in een kolom met de opmaak tekst"};
inline constexpr FindingKind kNoCapacity{
    "out_of_range", true,
    "$0: 0 is not possible; leave it empty for the usual number, and disable the account of a "
    "buddy who has stopped",
    "$0: 0 kan niet; laat het leeg voor het gebruikelijke aantal, en zet het account van een buddy "
    "die gestopt is uit"};
inline constexpr FindingKind kMonthDayColumn{
    "bad_date", true,
    "$0: is $1 day-month or month-day? $2 dates in this column only exist as month-day: write all "
    "of them as day-month-year, like 31-01-2023",
    "$0: is $1 dag-maand of maand-dag? $2 datums in deze kolom bestaan alleen als maand-dag: "
    "schrijf ze allemaal als dag-maand-jaar, zoals 31-01-2023"};
inline constexpr FindingKind kMonthDay{
    "bad_date", true, "$0: $1 only exists as month-day; write day-month-year, like 31-01-2023",
    "$0: $1 bestaat alleen als maand-dag; schrijf dag-maand-jaar, zoals 31-01-2023"};
inline constexpr FindingKind kTwoDigitYear{
    "bad_date", true, "$0: the year in $1 has two digits; write all four, like 31-01-1990",
    "$0: het jaartal in $1 heeft twee cijfers; schrijf ze alle vier, zoals 31-01-1990"};
inline constexpr FindingKind kSerialDate{
    "bad_date", true,
    "$0: $1 is the number that a spreadsheet stores for a date; format the column as a date",
    "$0: $1 is het getal waarmee een spreadsheet een datum bewaart; geef de kolom de opmaak datum"};
inline constexpr FindingKind kDateWithTime{
    "bad_date", true, "$0: $1 includes a time; write only the date, like 31-01-2023",
    "$0: in $1 staat ook een tijd; schrijf alleen de datum, zoals 31-01-2023"};
inline constexpr FindingKind kImplausibleDate{
    "out_of_range", true, "$0: $1 cannot be right; it has to be a day from $2 to $3",
    "$0: $1 kan niet kloppen; het moet een dag van $2 tot en met $3 zijn"};
inline constexpr FindingKind kPlannedEnd{
    "out_of_range", true, "$0: $1 is in the future; leave it empty until it has really ended",
    "$0: $1 ligt in de toekomst; laat het leeg tot het echt geëindigd is"};
inline constexpr FindingKind kBadDate{
    "bad_date", true, "$0: $1 is not a valid date; write day-month-year, like 31-01-2023",
    "$0: $1 is geen bestaande datum; schrijf dag-maand-jaar, zoals 31-01-2023"};
inline constexpr FindingKind kOutOfRange{"out_of_range", true, "$0: $1 is not between $2 and $3",
                                         "$0: $1 ligt niet tussen $2 en $3"};
inline constexpr FindingKind kTooLong{"too_long", true, "$0 has $1 characters; at most $2 fit",
                                      "$0 heeft $1 tekens; er passen er hooguit $2"};
inline constexpr FindingKind kCitizenNumber{
    "citizen_number", true,
    "$0 contains a citizen service number (BSN), which may not be kept here; take it out",
    "$0 bevat een burgerservicenummer (BSN), dat hier niet bewaard mag worden; haal het weg"};
inline constexpr FindingKind kDuplicate{"duplicate", true, "$0 is already in this file, on line $1",
                                        "$0 staat al in dit bestand, op regel $1"};
inline constexpr FindingKind kUnknownReference{
    "unknown_reference", true,
    "$0: $1 is not in $2: neither among the accepted rows nor on the server",
    "$0: $1 komt niet voor in $2: niet bij de goedgekeurde rijen en niet op de server"};
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
    "unknown_value", true, "$0 is $1, but there is a date in $2: a draft has not been sent",
    "$0 is $1, maar bij $2 staat een datum: een concept is nog niet verzonden"};
inline constexpr FindingKind kReferralOfOthers{
    "unknown_value", true,
    "$0: $1 is another organisation; only referrals that your own organisation sent can be "
    "imported",
    "$0: $1 is een andere organisatie; alleen doorverwijzingen van uw eigen organisatie zijn in te "
    "lezen"};
inline constexpr FindingKind kLeadsNowhere{"unknown_value", true,
                                           "$0 is the same organisation as $1",
                                           "$0 is dezelfde organisatie als $1"};
inline constexpr FindingKind kConflictWithServer{
    "conflict", true, "$0 is already on the server, with another $1; change it there instead",
    "$0 staat al op de server met een andere waarde voor $1; wijzig het daar"};

// About a whole file; on its header line.
inline constexpr FindingKind kMissingHeader{"missing_header", true,
                                            "$0 has no header line with the names of the columns",
                                            "$0 heeft geen kopregel met de namen van de kolommen"};
inline constexpr FindingKind kTitleAboveHeader{
    "missing_header", true,
    "line $0 is not the header: the names of the columns are on line $1; remove what is above it",
    "regel $0 is niet de kopregel: de namen van de kolommen staan op regel $1; haal weg wat "
    "daarboven staat"};
inline constexpr FindingKind kHeaderOfTwoRows{
    "missing_header", true,
    "the names of the columns are on two lines, $0 and $1 (there: $2); put them all on one line",
    "de namen van de kolommen staan op twee regels, $0 en $1 (daar: $2); zet ze allemaal op één "
    "regel"};
inline constexpr FindingKind kMissingColumn{
    "missing_column", true, "$0 has no column $1; none of its rows can be read",
    "in $0 ontbreekt de kolom $1; geen van de rijen is te lezen"};
inline constexpr FindingKind kMissingColumnOrRenamed{
    "missing_column", true,
    "$0 has no column $1; none of its rows can be read. Its unknown columns: $2. If one of them is "
    "$1 under another name: --column \"$0.NAME=$1\"",
    "in $0 ontbreekt de kolom $1; geen van de rijen is te lezen. Onbekende kolommen: $2. Is een "
    "daarvan $1 onder een andere naam: --column \"$0.NAAM=$1\""};
inline constexpr FindingKind kColumnTwice{
    "duplicate_column", true, "the column $0 is there twice, as $1; keep the right one",
    "de kolom $0 staat er twee keer, als $1; houd de juiste over"};
inline constexpr FindingKind kUnmappedColumn{
    "unknown_column", true,
    "the column $0 is unknown, and would be lost; say which one it is with --column "
    "\"$1.$2=COLUMN\", or leave it out with --leave-out \"$1.$2\"",
    "de kolom $0 is onbekend, en zou verloren gaan; zeg welke het is met --column \"$1.$2=KOLOM\", "
    "of laat hem weg met --leave-out \"$1.$2\""};
inline constexpr FindingKind kRenamedColumn{
    "unknown_column", true,
    "the column $0 is unknown, and would be lost; if it is $3: --column \"$1.$2=$3\"; leave it out "
    "with --leave-out \"$1.$2\"",
    "de kolom $0 is onbekend, en zou verloren gaan; is het $3: --column \"$1.$2=$3\"; laat hem weg "
    "met --leave-out \"$1.$2\""};
inline constexpr FindingKind kNoSuchColumn{"unknown_column", true,
                                           "$0 has no column $1 to read as $2; it has: $3",
                                           "$0 heeft geen kolom $1 om als $2 te lezen; wel: $3"};
inline constexpr FindingKind kNamelessColumn{
    "unknown_column", true, "column $0 has no name, and would be lost; give it a name, or empty it",
    "kolom $0 heeft geen naam, en zou verloren gaan; geef hem een naam, of maak hem leeg"};
inline constexpr FindingKind kForeignFormat{
    "not_csv", true,
    "$0 is not a CSV file but one of $1; open it in the spreadsheet program and save it as \"CSV "
    "UTF-8\", with semicolons",
    "$0 is geen CSV-bestand maar een van $1; open het in het spreadsheetprogramma en bewaar het "
    "als "
    "\"CSV UTF-8\", met puntkomma's"};
inline constexpr FindingKind kCommas{
    "not_csv", true,
    "the columns of $0 are separated by commas ($1); save it as CSV with semicolons",
    "de kolommen van $0 zijn gescheiden door komma's ($1); bewaar het als CSV met puntkomma's"};
inline constexpr FindingKind kTabs{
    "not_csv", true,
    "the columns of $0 are separated by tabs ($1, like \"Unicode text\" from Excel); save it as "
    "\"CSV UTF-8\", with semicolons",
    "de kolommen van $0 zijn gescheiden door tabs ($1, zoals \"Unicode-tekst\" uit Excel); bewaar "
    "het als \"CSV UTF-8\", met puntkomma's"};
inline constexpr FindingKind kDoubtfulEncoding{
    "encoding", true,
    "the letters of $0 can be read in several ways: $1; say which is right with --encoding",
    "de letters van $0 zijn op meer manieren te lezen: $1; zeg met --encoding welke klopt"};
inline constexpr FindingKind kUnknownEncoding{"encoding", true,
                                              "$0: the encoding $1 is unknown; choose from: $2",
                                              "$0: de tekencodering $1 is onbekend; kies uit: $2"};

// Warnings about a whole file.
inline constexpr FindingKind kUnknownColumn{"unknown_column", false,
                                            "the column $0 is unknown and is not imported",
                                            "de kolom $0 is onbekend en wordt niet ingelezen"};
inline constexpr FindingKind kNoRows{"no_rows", false, "$0 has a header but no rows",
                                     "$0 heeft een kopregel maar geen rijen"};
inline constexpr FindingKind kChoiceWithoutColumn{
    "unknown_column", false, "$0 has no column $1, which --column or --leave-out names",
    "$0 heeft geen kolom $1, die --column of --leave-out noemt"};

// Warnings about one row.
inline constexpr FindingKind kNoName{"no_name", false, "$0: $1 is not a name",
                                     "$0: $1 is geen naam"};
inline constexpr FindingKind kLostLetters{
    "lost_letters", false, "$0: the question marks in $1 are probably letters that were lost",
    "$0: de vraagtekens in $1 zijn waarschijnlijk letters die verloren zijn gegaan"};
inline constexpr FindingKind kOddCharacter{
    "odd_character", false, "$0: $1 has a character that is unusual in a name: $2",
    "$0: in $1 staat een teken dat ongewoon is in een naam: $2"};
inline constexpr FindingKind kPhoneRestored{
    "phone_restored", false, "$0: the beginning of \"$1\" was missing; it is read as $2",
    "$0: het begin van \"$1\" ontbrak; het is gelezen als $2"};
inline constexpr FindingKind kNoPhone{"no_phone", false, "$0: $1 is not a telephone number",
                                      "$0: $1 is geen telefoonnummer"};
inline constexpr FindingKind kDoubtfulDate{
    "doubtful_date", false, "$0: $1 is unlikely; it is usually a day from $2 to $3",
    "$0: $1 is onwaarschijnlijk; meestal is het een dag van $2 tot en met $3"};
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
    "$0 is already on the server, with another $1; the server keeps its own",
    "$0 staat al op de server, met een andere waarde voor $1; de server houdt de zijne"};
inline constexpr FindingKind kIdenticalRow{
    "identical_row", false, "this row is identical to line $0; both are imported",
    "deze rij is gelijk aan regel $0; beide worden ingelezen"};
inline constexpr FindingKind kOverCapacity{
    "over_capacity", false, "buddy $0 has $1 open matches, and capacity for $2",
    "buddy $0 heeft $1 lopende koppelingen, en plaats voor $2"};
inline constexpr FindingKind kNoBasicCertificate{
    "no_basic_certificate", false, "buddy $0 has no basic certificate on the server (matches: $1)",
    "buddy $0 heeft op de server geen basiscertificaat (koppelingen: $1)"};

inline constexpr FindingKind kOverbooked{
    "overbooked", false, "session $0 is overbooked (seats: $2, enrolments: $1)",
    "bijeenkomst $0 is overboekt (plaatsen: $2, inschrijvingen: $1)"};

inline constexpr FindingKind kMoreFindings{
    "more_findings", false, "and $0 more, which are not kept", "en nog $0, die niet zijn bewaard"};

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
