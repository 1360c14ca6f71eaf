// The catalogue of instruments: schema/instruments, embedded at build time.
#ifndef KANSRIJK_SERVER_RULES_TRACK_INSTRUMENT_H_
#define KANSRIJK_SERVER_RULES_TRACK_INSTRUMENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "kansrijk/v1/instrument.pb.h"

namespace kansrijk::rules {

// What new assessments are made with unless they say otherwise.
inline constexpr char kDefaultInstrument[] = "bridge";

// A file of the catalogue: code.version.textproto, one v1::Instrument.
struct InstrumentFile {
  const char* name;
  const char* text;
};
absl::Span<const InstrumentFile> InstrumentFiles();

// Instruments by code and version, and what is wrong with them: a file that does not parse or is
// not called code.version.textproto, levels out of bounds or order, repeated items, a text in one
// language only, a code without exactly one current version.
struct Catalogue {
  std::vector<v1::Instrument> instruments;
  std::vector<std::string> faults;
};
Catalogue ReadCatalogue(absl::Span<const InstrumentFile> files);

// The embedded catalogue, by code and version. Ends the process, saying why, when it has faults.
absl::Span<const v1::Instrument> Instruments();

// Null when there is none; an empty version is the current one.
const v1::Instrument* FindInstrument(absl::string_view code, absl::string_view version);

// NotFound, naming code and version, when there is none.
absl::StatusOr<const v1::Instrument*> RequireInstrument(const std::string& code,
                                                        const std::string& version);

// Null when the instrument has no such item.
const v1::InstrumentItem* FindItem(const v1::Instrument& instrument, absl::string_view code);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_TRACK_INSTRUMENT_H_
