// Findings and outcome of an import on standard output, for people and machines.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_PRINTER_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_PRINTER_H_

#include <memory>
#include <ostream>

#include "client/screen/import_report.h"
#include "client/table/print.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

// Prints what an import found, as it comes, and what it did at the end. What it holds meanwhile is
// bounded: a table shows the first findings only.
class ImportPrinter {
 public:
  static constexpr size_t kShownMax = 200;  // refused rows, and as many warnings

  virtual ~ImportPrinter() = default;
  // By file, in the order of the import, and line. Only once `report.import` is what it became.
  virtual void Add(const v1::ImportFinding& finding) = 0;
  // Rows per file, and one line that says what happened.
  virtual void Finish() = 0;

  // For people tables; JSON of everything, findings by file:
  // {"files": {"sessies": {"rows": .., "accepted": .., "unchanged": .., "updated": ..,
  // "encoding": .., "unreadable": .., "refused": [..], "warnings": [..]}}, "not_read": [..],
  // "state": "COMMITTED"}; else the findings as a listing. `report` outlives the printer.
  static std::unique_ptr<ImportPrinter> For(Format format, const ImportReport& report,
                                            std::ostream& out, std::ostream& err);
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_PRINTER_H_
