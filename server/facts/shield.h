// Shielded households: what tells where one lives or is met, as its fields say (tells_where), is
// for its own buddy and coordinator, on the screen only.
#ifndef KANSRIJK_SERVER_FACTS_SHIELD_H_
#define KANSRIJK_SERVER_FACTS_SHIELD_H_

#include <google/protobuf/message.h>

#include <utility>

namespace kansrijk {

// At any depth.
void ClearWhere(google::protobuf::Message& message);

// `message`, which is about one household, as it may go to others or out of the system.
template <typename Message>
Message WithoutWhereIf(bool shielded, Message message) {
  if (shielded) ClearWhere(message);
  return message;
}

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_SHIELD_H_
