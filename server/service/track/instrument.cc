#include "server/service/track/instrument.h"

#include "server/base/status.h"
#include "server/rules/track/instrument.h"

namespace kansrijk::service {

absl::StatusOr<v1::Instrument> GetInstrument(rpc::ReadCall&,
                                             const v1::GetInstrumentRequest& request) {
  ASSIGN_OR_RETURN(const auto* const instrument,
                   rules::RequireInstrument(request.code(), request.version()));
  return *instrument;
}

absl::StatusOr<v1::ListInstrumentsResponse> ListInstruments(rpc::ReadCall&,
                                                            const v1::ListInstrumentsRequest&) {
  v1::ListInstrumentsResponse response;
  const auto instruments = rules::Instruments();
  response.mutable_instruments()->Assign(instruments.begin(), instruments.end());
  return response;
}

}  // namespace kansrijk::service
