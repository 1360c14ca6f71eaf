// A row of a spreadsheet as it stands in a file with semicolons, and its cells in their places.
#ifndef KANSRIJK_CLIENT_SCREEN_RECORD_H_
#define KANSRIJK_CLIENT_SCREEN_RECORD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace kansrijk::client {

// A cell as it stands, quotes included, and what it says.
struct PlacedCell {
  absl::string_view as_written;  // a part of the record
  std::string text;
  bool well_formed = true;
};

// The cells of `record`, which outlives them. A cell with a quote that is out of place or never
// closes is not well formed, says nothing, and takes all that is left of the record.
std::vector<PlacedCell> CellsOf(absl::string_view record);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_RECORD_H_
