// What the end of a track, or taking it back, did to what was open in it.
#ifndef KANSRIJK_CLIENT_TABLE_SETTLEMENTS_H_
#define KANSRIJK_CLIENT_TABLE_SETTLEMENTS_H_

#include <ostream>

#include "client/message/schema.h"

namespace kansrijk::client {

// One line for each result that there is, with the numbers of what it came to; nothing for a
// message that is no track.
void TellSettlements(const Message& answer, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_SETTLEMENTS_H_
