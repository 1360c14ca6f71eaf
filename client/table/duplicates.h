// Warnings that what was recorded is probably there already.
#ifndef KANSRIJK_CLIENT_TABLE_DUPLICATES_H_
#define KANSRIJK_CLIENT_TABLE_DUPLICATES_H_

#include <ostream>

#include "client/message/schema.h"

namespace kansrijk::client {

// One line for each probable duplicate of a member, of a household's members, or of whom a referral
// is about, for each external participant with a similar name, and for the probable doubles of a
// session; nothing for any other message.
void WarnOfDuplicates(const Message& answer, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_DUPLICATES_H_
