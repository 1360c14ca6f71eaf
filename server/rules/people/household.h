// What holds for households and their members.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_HOUSEHOLD_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_HOUSEHOLD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr size_t kQueryWordsMax = 4;       // as written, with spaces between
inline constexpr size_t kQueryCharactersMin = 2;  // of each
inline constexpr size_t kSearchedWordsMax = 6;    // after names with hyphens have been taken apart
inline constexpr size_t kPhoneDigitsMin = 6;      // from so many on, digits are a telephone number

inline constexpr ErrorKind kBornInFuture{"BORN_IN_FUTURE", absl::StatusCode::kInvalidArgument,
                                         "the date of birth is after today ($0)",
                                         "de geboortedatum ligt na vandaag ($0)"};
inline constexpr ErrorKind kSearchQuery{"SEARCH_QUERY", absl::StatusCode::kInvalidArgument,
                                        "search with one to four words of at least two characters "
                                        "each: parts of names, a year of birth, "
                                        "a number; or with one telephone number",
                                        "zoek met een tot vier woorden van elk minstens twee "
                                        "tekens: delen van namen, een geboortejaar, "
                                        "een nummer; of met één telefoonnummer"};

inline constexpr ErrorKind kParticipantHasOpenTrack{
    "PARTICIPANT_HAS_OPEN_TRACK", absl::StatusCode::kFailedPrecondition,
    "member $0 has an open track, $1: a participant stays one as long as the track is open",
    "lid $0 heeft een lopend traject, $1: een deelnemer blijft dat zolang het traject loopt"};

// InvalidArgument, naming fields of `field` (member, first_member): born after `today`, a language
// that is not a code. The date of birth is an existing day.
absl::Status CheckMember(const v1::Member& member, absl::string_view field, absl::CivilDay today);

// FailedPrecondition when a participant who is to take part no longer has an open track.
absl::Status CheckMayStopTakingPart(const v1::Member& participant,
                                    const std::optional<std::string>& open_track_number);

// The folded words that a query looks for, at most kSearchedWordsMax; the national digits of a
// telephone number are one word. Single letters of a longer word (the t of 't Hof) are left out.
// InvalidArgument on query: no words, too many, or one of a single character.
absl::StatusOr<std::vector<std::string>> SearchWords(const std::string& query);

// The number of a household or a member that the query can mean, as people say it (7, h7, l7a), as
// a word to look for; "" when it can mean none.
std::string NumberSearched(const std::string& query);

// Whether every one of `words` begins a word by which the member is found.
bool IsFoundBy(const v1::Member& member, const std::vector<std::string>& words);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_HOUSEHOLD_H_
