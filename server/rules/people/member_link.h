// When two records can be linked as one person's.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_MEMBER_LINK_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_MEMBER_LINK_H_

#include "absl/status/status.h"
#include "kansrijk/v1/household.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kLinksItself{
    "LINKS_ITSELF", absl::StatusCode::kInvalidArgument,
    "member $0 cannot be linked with itself: name the other record of the person",
    "lid $0 kan niet aan zichzelf gekoppeld worden: noem de andere registratie van de persoon"};
inline constexpr ErrorKind kLinkedAlready{"LINKED_ALREADY", absl::StatusCode::kFailedPrecondition,
                                          "members $0 and $1 are already linked",
                                          "leden $0 en $1 zijn al gekoppeld"};
inline constexpr ErrorKind kNotLinked{"NOT_LINKED", absl::StatusCode::kFailedPrecondition,
                                      "members $0 and $1 are not linked",
                                      "leden $0 en $1 zijn niet gekoppeld"};

// InvalidArgument on other: the member itself. FailedPrecondition when a link of the two stands.
absl::Status CheckMayLink(const v1::Member& member, const v1::Member& other, bool linked);

// FailedPrecondition unless a link of the two stands.
absl::Status CheckMayUnlink(const v1::Member& member, const v1::Member& other, bool linked);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_MEMBER_LINK_H_
