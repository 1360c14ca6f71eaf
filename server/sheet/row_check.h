// What the cells of one row say together: the order of dates, states against dates, what a referral
// was sent under. No other row and nothing of the server is needed to judge it.
#ifndef KANSRIJK_SERVER_SHEET_ROW_CHECK_H_
#define KANSRIJK_SERVER_SHEET_ROW_CHECK_H_

#include <optional>
#include <vector>

#include "kansrijk/v1/import.pb.h"
#include "server/sheet/row.h"

namespace kansrijk::sheet {

// Fills in what can only be one thing: the minutes of somebody who did not come are 0.
void FillIn(const Table& table, std::vector<Cell>& cells);

// Why a row of good cells is refused, if it is. Without file and line.
std::optional<v1::ImportFinding> CheckRowAlone(const Row& row);

// What the row should be looked at for, although it comes in. Without file and line.
std::vector<v1::ImportFinding> DoubtsAboutRow(const Row& row);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_ROW_CHECK_H_
