// Bar charts of a report.
#ifndef KANSRIJK_CLIENT_REPORT_REPORT_CHART_H_
#define KANSRIJK_CLIENT_REPORT_REPORT_CHART_H_

#include <string>

#include "client/report/release_words.h"

namespace kansrijk::client {

// Horizontal bars of the last period in which the table shows a figure, as SVG; "" when there is
// none. `id` is unique within the page.
std::string BarChart(const v1::ReleaseTable& table, const ReleaseWords& words,
                     const std::string& id);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_REPORT_CHART_H_
