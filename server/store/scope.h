// Whose eyes a store function looks with.
#ifndef KANSRIJK_SERVER_STORE_SCOPE_H_
#define KANSRIJK_SERVER_STORE_SCOPE_H_

#include <string>

#include "kansrijk/v1/options.pb.h"

namespace kansrijk::store {

// Every query over personal data joins the views visible_household, visible_track or visible_buddy
// on this account: what is outside is not found. An account that the store does not know sees none.
// Role and organisation grant nothing: they say where a list begins, a buddy's with the matches,
// everybody else's with the organisation, so that it never walks past the rows of others.
struct Scope {
  Id account_id;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  Id organisation_id;
  std::string today;  // YYYY-MM-DD in Europe/Amsterdam: until when a consent stands is a day

  bool IsOfBuddy() const { return role == v1::ROLE_BUDDY; }
};

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_SCOPE_H_
