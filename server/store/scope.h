// Whose eyes a store function looks with.
#ifndef KANSRIJK_SERVER_STORE_SCOPE_H_
#define KANSRIJK_SERVER_STORE_SCOPE_H_

#include <string>

namespace kansrijk::store {

// Every query over personal data joins the views visible_household, visible_track or visible_buddy
// on this account: what is outside is not found. An account that the store does not know sees none.
struct Scope {
  std::string account_id;
  std::string today;  // YYYY-MM-DD in Europe/Amsterdam: until when a consent stands is a day
};

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_SCOPE_H_
