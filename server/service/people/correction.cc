#include "server/service/people/correction.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/correction.h"
#include "server/store/people/shared_referral.h"
#include "server/store/referral_unseen.h"

namespace kansrijk::service {

absl::StatusOr<v1::Member> TellRecipients(rpc::WriteCall& call, const v1::Member& before,
                                          v1::Member after) {
  const std::vector<v1::DataCategory> corrected = rules::CorrectedCategories(before, after);
  if (corrected.empty()) return after;
  ASSIGN_OR_RETURN(const auto referrals,
                   store::ListSharedReferrals(call.tx, call.scope, IdOf(after.name())));
  for (const store::SharedReferral& shared : referrals) {
    if (!rules::IsCorrected(shared.referral, shared.is_person, corrected)) continue;
    const store::Unseen unseen{v1::REFERRAL_SIDE_RECIPIENT, false, call.scope.today, ""};
    RETURN_IF_ERROR(
        store::PutUnseen(call.tx, shared.referral, unseen, absl::ToUnixMicros(call.now)));
    after.add_corrected_referrals(
        absl::StrCat(shared.referral.number(), " ", shared.referral.to_code()));
  }
  return after;
}

}  // namespace kansrijk::service
