// What a row says against other rows and the server: its references, and the sides of a referral.
#ifndef KANSRIJK_SERVER_SHEET_CHECK_H_
#define KANSRIJK_SERVER_SHEET_CHECK_H_

#include <optional>

#include "server/sheet/book.h"
#include "server/sheet/row.h"

namespace kansrijk::sheet {

// Why a row that is good by itself is refused for what it refers to, if it is.
std::optional<v1::ImportFinding> CheckRow(const Row& row, const Book& book);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_CHECK_H_
