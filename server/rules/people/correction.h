// What a change of a member's data means to those it was shared with.
#ifndef KANSRIJK_SERVER_RULES_PEOPLE_CORRECTION_H_
#define KANSRIJK_SERVER_RULES_PEOPLE_CORRECTION_H_

#include <vector>

#include "absl/types/span.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/referral.pb.h"

namespace kansrijk::rules {

// The categories in which a member is told of otherwise after a change, in the order of the enum:
// names, telephone number and e-mail address are CONTACT, the date of birth is
// HOUSEHOLD_COMPOSITION.
std::vector<v1::DataCategory> CorrectedCategories(const v1::Member& before,
                                                  const v1::Member& after);

// Whether a referral was sent with something of the categories about the member, who is the person
// it is about or another one of that household: of those nothing but the composition goes along.
bool IsCorrected(const v1::Referral& referral, bool is_person,
                 absl::Span<const v1::DataCategory> corrected);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_PEOPLE_CORRECTION_H_
