// An assessment drawn as a bar chart that reads without colour.
#ifndef KANSRIJK_CLIENT_SCREEN_ASSESSMENT_H_
#define KANSRIJK_CLIENT_SCREEN_ASSESSMENT_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "kansrijk/v1/assessment.pb.h"

namespace kansrijk::client {

struct Invocation;

absl::StatusOr<int> ShowAssessment(Invocation& invocation);

// What bars are made of.
enum class Bars { kBlocks, kAscii };

// One line an item of the instrument: label, bar and level, what the level means; then the total,
// or how many items have a level.
void PrintChart(const v1::Assessment& assessment, const v1::Instrument& instrument, Bars bars,
                std::ostream& out);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_ASSESSMENT_H_
