#include "client/caseload.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/call.h"
#include "client/failure.h"
#include "client/language.h"
#include "client/terminal.h"
#include "client/text.h"
#include "kansrijk/v1/caseload.pb.h"

namespace kansrijk::client {
namespace {

constexpr char kBold[] = "\x1b[1m";
constexpr char kYellow[] = "\x1b[33m";
constexpr char kPlain[] = "\x1b[0m";

std::string HeadingFor(const v1::CaseloadEntry& entry) {
  if (entry.buddy().empty()) return _("No buddy");
  return Visible(absl::StrCat(entry.buddy_name(), " (", entry.buddy_number(), ")"),
                 LineBreaks::kFlatten);
}

std::string Painted(const std::string& line, const char* colour, bool wanted) {
  return wanted ? absl::StrCat(colour, line, kPlain) : line;
}

std::string Line(const std::vector<std::string>& cells, const std::vector<size_t>& widths) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    absl::StrAppend(&line, i == 0 ? "" : i == 1 ? " " : "  ", Padded(cells[i], widths[i]));
  }
  return std::string(absl::StripTrailingAsciiWhitespace(line));
}

}  // namespace

void PrintCaseload(const Entries& entries, Format format, bool colour, std::ostream& out) {
  if (entries.empty()) return;
  std::vector<const Message*> pointers;
  for (const auto& entry : entries) pointers.push_back(entry.get());
  const std::vector<Column> columns =
      TableColumns(*v1::CaseloadEntry::descriptor(), pointers, format);
  std::vector<std::string> headings = {" "};
  for (const Column& column : columns) headings.push_back(_(column.heading));
  Rows rows;
  for (const Message* entry : pointers) {
    const bool flagged = static_cast<const v1::CaseloadEntry*>(entry)->flags_size() > 0;
    auto& row = rows.emplace_back(1, flagged ? "!" : " ");
    for (const Column& column : columns) row.push_back(CellText(*entry, column.path));
  }
  const std::vector<size_t> widths = WidthsOf(headings, rows);
  std::string buddy = "\n";  // no buddy's name
  for (size_t i = 0; i < entries.size(); ++i) {
    const auto& entry = static_cast<const v1::CaseloadEntry&>(*entries[i]);
    if (entry.buddy() != buddy) {
      out << (i == 0 ? "" : "\n") << Painted(HeadingFor(entry), kBold, colour) << "\n"
          << Line(headings, widths) << "\n";
      buddy = entry.buddy();
    }
    out << Painted(Line(rows[i], widths), kYellow, colour && entry.flags_size() > 0) << "\n";
  }
}

absl::StatusOr<int> ShowCaseload(Invocation& invocation) {
  auto request = TypedRequest(invocation);
  if (!request.ok()) return request.status();
  auto connection = Connect(invocation.settings);
  if (!connection.ok()) return connection.status();
  const auto entries = ListEntries(invocation, *connection, **request);
  if (!entries.ok()) return entries.status();
  if (entries->empty()) invocation.err << _("No open tracks.") << "\n";
  const Format format = invocation.settings.format;
  if (format == Format::kTable || format == Format::kWide) {
    PrintCaseload(*entries, format, WantsColour(), invocation.out);
  } else {
    PrintListing(*v1::CaseloadEntry::descriptor(), *entries, format, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
