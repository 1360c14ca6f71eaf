// A release of statistics as one page for people: HTML without scripts or anything from elsewhere,
// for the screen, a screen reader and the printer.
#ifndef KANSRIJK_CLIENT_REPORT_H_
#define KANSRIJK_CLIENT_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

// In the user's language. Whatever is withheld is shown as such, never as nothing.
std::string ReportOf(const v1::Release& release);

// Labels in the user's language, as far as the table has them; else the code.
std::string ValueLabel(const v1::ReleaseTable& table, int dimension, absl::string_view code);
std::string OutcomeLabel(const v1::ReleaseTable& table, absl::string_view code);
std::string PeriodLabel(absl::string_view code);

// The note that stands under every table.
std::string NoteUnder(const v1::Release& release);

// A figure as people see it: a number, a point when withheld, empty when impossible, with * when it
// stands from before.
std::string FigureText(const v1::ReleaseCell& cell);

// Whether the table shows any figure.
bool ShowsFigures(const v1::ReleaseTable& table);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_H_
