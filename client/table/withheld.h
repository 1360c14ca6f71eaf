// What a release of figures leaves out.
#ifndef KANSRIJK_CLIENT_TABLE_WITHHELD_H_
#define KANSRIJK_CLIENT_TABLE_WITHHELD_H_

#include <ostream>

#include "client/message/schema.h"

namespace kansrijk::client {

// One line with the titles of its tables; nothing for a message that is no release, or leaves
// nothing out.
void TellWithheld(const Message& answer, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_WITHHELD_H_
