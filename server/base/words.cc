#include "server/base/words.h"

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace kansrijk {

std::string InDutch(const std::string& names) {
  static const auto* const kWords = new absl::flat_hash_map<std::string, std::string>{
      // states of tracks and matches
      {"APPLIED", "aangemeld"},
      {"INTAKE", "intake"},
      {"WAITING", "wachtlijst"},
      {"ACTIVE", "actief"},
      {"PAUSED", "gepauzeerd"},
      {"AFTERCARE", "nazorg"},
      {"CLOSED", "afgesloten"},
      {"DECLINED", "afgewezen"},
      {"WITHDRAWN", "teruggetrokken"},
      {"DROPPED_OUT", "uitval"},
      {"PROPOSED", "voorgesteld"},
      {"MEETING", "kennismaking"},
      {"ENDED", "beëindigd"},
      // what can be done with them
      {"START_INTAKE", "intake beginnen"},
      {"PUT_ON_WAITING_LIST", "op de wachtlijst zetten"},
      {"ACTIVATE", "laten ingaan"},
      {"PAUSE", "pauzeren"},
      {"RESUME", "hervatten"},
      {"START_AFTERCARE", "nazorg beginnen"},
      {"REOPEN", "heropenen"},
      {"CLOSE", "afsluiten"},
      {"DECLINE", "afwijzen"},
      {"WITHDRAW", "terugtrekken"},
      {"DROP_OUT", "uitval vastleggen"},
      {"START_MEETING", "kennismaken"},
      {"END", "beëindigen"},
      // goals, steps, ambitions and signals
      {"DRAFT", "concept"},
      {"AGREED", "afgesproken"},
      {"IN_PROGRESS", "lopend"},
      {"POSTPONED", "uitgesteld"},
      {"ACHIEVED", "behaald"},
      {"PARTLY_ACHIEVED", "deels behaald"},
      {"STOPPED", "gestopt"},
      {"AGREE", "afspreken"},
      {"START", "beginnen"},
      {"POSTPONE", "uitstellen"},
      {"ACHIEVE", "behaald melden"},
      {"ACHIEVE_PARTLY", "deels behaald melden"},
      {"STOP", "stoppen"},
      {"OPEN", "open"},
      {"BUSY", "bezig"},
      {"DONE", "gedaan"},
      {"DROPPED", "vervallen"},
      {"FINISH", "afronden"},
      {"DROP", "laten vervallen"},
      {"REACHED", "bereikt"},
      {"REACH", "bereikt melden"},
      {"RAISED", "gemeld"},
      {"MAPPED", "in kaart gebracht"},
      {"CONSULTED", "overlegd"},
      {"DISCUSSED", "besproken"},
      {"WEIGHED", "gewogen"},
      {"DECIDED", "besloten"},
      {"HAND_OVER", "overdragen"},
      {"MAP", "in kaart brengen"},
      {"CONSULT", "overleggen"},
      {"DISCUSS", "bespreken"},
      {"WEIGH", "wegen"},
      {"DECIDE", "besluiten"},
      // moments of assessments
      {"BEGIN", "begin"},
      {"HALFWAY", "halverwege"},
      // roles
      {"BUDDY", "buddy"},
      {"COORDINATOR", "coördinator"},
      {"TRAINER", "trainer"},
      {"PARTNER", "partner"},
      {"STATISTICIAN", "statisticus"},
      {"PRIVACY_OFFICER", "functionaris gegevensbescherming"},
      {"ADMINISTRATOR", "beheerder"},
  };
  std::vector<std::string> words = absl::StrSplit(names, ", ");
  for (std::string& word : words) {
    if (const auto found = kWords->find(word); found != kWords->end()) word = found->second;
  }
  return absl::StrJoin(words, ", ");
}

}  // namespace kansrijk
