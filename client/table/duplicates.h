// Warnings that what was recorded is probably there already, or cannot go on as it is.
#ifndef KANSRIJK_CLIENT_TABLE_DUPLICATES_H_
#define KANSRIJK_CLIENT_TABLE_DUPLICATES_H_

#include <ostream>

#include "client/message/schema.h"

namespace kansrijk::client {

// One line for each probable duplicate of a member, of a household's members, or of whom a referral
// is about, for each external participant with a similar name, for the probable doubles of a
// session, an appointment or a training session, and for an absent buddy who is to get acquainted;
// nothing for any other message.
void WarnOfDuplicates(const Message& answer, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_DUPLICATES_H_
