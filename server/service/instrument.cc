#include "server/service/instrument.h"

namespace kansrijk::service {

absl::StatusOr<v1::Instrument> GetInstrument(rpc::ReadCall&, const v1::GetInstrumentRequest&) {
  return absl::UnimplementedError("GetInstrument");
}

absl::StatusOr<v1::ListInstrumentsResponse> ListInstruments(rpc::ReadCall&,
                                                            const v1::ListInstrumentsRequest&) {
  return absl::UnimplementedError("ListInstruments");
}

}  // namespace kansrijk::service
