// Tables of a report.
#ifndef KANSRIJK_CLIENT_REPORT_REPORT_TABLE_H_
#define KANSRIJK_CLIENT_REPORT_REPORT_TABLE_H_

#include <string>

#include "client/report/release_words.h"

namespace kansrijk::client {

// One row for each combination of values and period, one column for each outcome.
std::string FigureTable(const v1::Release& release, const v1::ReleaseTable& table,
                        const ReleaseWords& words, const std::string& id);

// Has a percentage somewhere, which the note then explains.
bool HasPercentages(const v1::ReleaseTable& table);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_REPORT_TABLE_H_
