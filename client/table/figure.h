// Cells for people that are more than the text of a field.
#ifndef KANSRIJK_CLIENT_TABLE_FIGURE_H_
#define KANSRIJK_CLIENT_TABLE_FIGURE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "client/message/schema.h"

namespace kansrijk::client {

// A figure by its name: total (of an assessment: 14, or 4 of 5 items), difference (of two levels:
// +1), load (of a buddy: 2 of 3), seats (of a training session: 3 of 12), valid_until (a date, or
// for good), shared_goals (one a line), and the like. It must exist, and be of such a message.
std::string Figure(const Message& message, absl::string_view name);

// What a call did, by the name of its method, in the words of the command that makes it.
std::string WordsOfMethod(absl::string_view method);

// Euro cents as an amount in the user's language: €25.00, € 25,00.
std::string AmountText(int64_t cents);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_FIGURE_H_
