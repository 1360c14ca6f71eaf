// Use cases of InstrumentService; contracts in proto/kansrijk/v1/instrument.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_INSTRUMENT_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_INSTRUMENT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/instrument.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Instrument> GetInstrument(rpc::ReadCall& call,
                                             const v1::GetInstrumentRequest& request);
absl::StatusOr<v1::ListInstrumentsResponse> ListInstruments(
    rpc::ReadCall& call, const v1::ListInstrumentsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_INSTRUMENT_H_
