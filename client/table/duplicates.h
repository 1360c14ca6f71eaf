// The warning that a person is probably known already.
#ifndef KANSRIJK_CLIENT_TABLE_DUPLICATES_H_
#define KANSRIJK_CLIENT_TABLE_DUPLICATES_H_

#include <ostream>

#include "client/message/schema.h"

namespace kansrijk::client {

// One line for each probable duplicate of a member, or of a household's members; nothing for any
// other message.
void WarnOfDuplicates(const Message& answer, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_DUPLICATES_H_
