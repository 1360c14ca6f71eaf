// Refused rows as a spreadsheet to correct and import again.
#ifndef KANSRIJK_CLIENT_SCREEN_REFUSED_SHEET_H_
#define KANSRIJK_CLIENT_SCREEN_REFUSED_SHEET_H_

#include <optional>
#include <string>
#include <vector>

#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

// The refused rows of one file: UTF-8 with byte order mark, CRLF. In front of each row as it was
// given stand why it was refused (import_reden, import_toelichting), what the person chooses to do
// with it (import_keuze) and where it first stood (import_herkomst: 12:sessies.csv:3). A file that
// is itself one of refused rows has those columns once: its choices and origins stay, the reasons
// are new.
class RefusedSheet {
 public:
  // `import_number` is Import.number; 0: the server gave none, and the rows get no origin.
  // `name` is what the file is called on disk.
  RefusedSheet(const v1::ImportFile& file, int64_t import_number, std::string name);

  // The first line. Without a header in the file it holds the added columns alone.
  std::string Header() const;
  // The row of a refused finding.
  std::string Row(const v1::ImportFinding& finding) const;

 private:
  std::string Origin(const v1::ImportFinding& finding, const std::string& earlier) const;

  int64_t import_number_;
  std::string name_;
  std::string header_;                        // without added columns
  std::vector<std::optional<size_t>> added_;  // which added column each of the file's columns is
  bool has_added_;                            // any of them is
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_REFUSED_SHEET_H_
