#include "server/service/exchange/given_consent.h"

#include "absl/time/time.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/exchange/consent.h"
#include "server/store/number.h"

namespace kansrijk::service {

absl::StatusOr<v1::Consent> AddConsent(rpc::WriteCall& call, v1::Consent consent) {
  const Id& organisation_id = call.caller.organisation_id;
  consent.set_name(ConsentName(call.ids.Next(call.now)));
  consent.set_account_handle(call.caller.handle);
  ASSIGN_OR_RETURN(*consent.mutable_number(),
                   store::NextNumber(call.tx, kConsentNumber, organisation_id));
  return store::InsertConsent(call.tx, std::move(consent), organisation_id,
                              absl::ToUnixMicros(call.now));
}

}  // namespace kansrijk::service
