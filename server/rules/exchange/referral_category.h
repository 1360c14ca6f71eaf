// What each reason of a referral needs of a person's data, and what may go along: the minimum for
// the purpose (AVG 5(1)c).
#ifndef KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_CATEGORY_H_
#define KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_CATEGORY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/instrument.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kCategoryMissing{"CATEGORY_MISSING", absl::StatusCode::kInvalidArgument,
                                            "a referral for $0 needs $1",
                                            "bij een doorverwijzing voor $0 hoort $1"};
inline constexpr ErrorKind kCategoryNotNeeded{
    "CATEGORY_NOT_NEEDED", absl::StatusCode::kInvalidArgument,
    "a referral for $0 does not need $1, so it is not shared; what can be shared: $2",
    "een doorverwijzing voor $0 heeft $1 niet nodig, dus dat wordt niet gedeeld; wat wel kan: $2"};

// In the order of the enum.
std::vector<v1::DataCategory> NeededCategories(v1::ReferralReason reason);

// The life domains of which goals may go along; none when no goals may.
std::vector<v1::Pillar> PillarsOf(v1::ReferralReason reason);

// InvalidArgument on `field`: one of `categories` is neither needed nor allowed for the reason, or
// one that it needs is missing.
absl::Status CheckCategories(v1::ReferralReason reason, absl::Span<const int> categories,
                             const char* field);

// Puts in what the reason needs when there are none; each category once, in the order of the enum.
v1::Referral SetCategories(v1::Referral referral);

// What `payload` holds, in the order of the enum.
std::vector<v1::DataCategory> CategoriesIn(const v1::ReferralPayload& payload);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_EXCHANGE_REFERRAL_CATEGORY_H_
