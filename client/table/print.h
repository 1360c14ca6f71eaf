// Answers on standard output: tables for people, the rest for machines and free of any locale.
#ifndef KANSRIJK_CLIENT_TABLE_PRINT_H_
#define KANSRIJK_CLIENT_TABLE_PRINT_H_

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/message/schema.h"
#include "client/table/columns.h"
#include "nlohmann/json.hpp"

namespace kansrijk::client {

enum class Format { kTable, kWide, kJson, kNdjson, kCsv, kName, kHtml };

std::optional<Format> FormatNamed(absl::string_view name);
// table, wide, json, ndjson, csv, name; html of what is a page.
std::vector<std::string> FormatNames(bool is_page);

using Rows = std::vector<std::vector<std::string>>;
using Entries = std::vector<std::unique_ptr<Message>>;
std::vector<const Message*> Pointers(const Entries& entries);

// Columns side by side, two spaces apart, `headings` first. Tables that must line up share
// `widths`.
void PrintTable(const std::vector<std::string>& headings, const Rows& rows,
                const std::vector<size_t>& widths, std::ostream& out);
// Columns that the headings and rows need.
std::vector<size_t> WidthsOf(const std::vector<std::string>& headings, const Rows& rows);

// Those of `columns` that a table of these rows shows.
std::vector<Column> ShownColumns(const std::vector<Column>& columns,
                                 const std::vector<const Message*>& rows, Format format);
// Those of the columns of `type`.
std::vector<Column> TableColumns(const Descriptor& type, const std::vector<const Message*>& rows,
                                 Format format);

// A page or more of a listing, in any format.
void PrintListing(const Descriptor& type, const Entries& entries, Format format, std::ostream& out);

// More of a listing for machines, below what PrintListing() printed: ndjson, csv or name.
void PrintMore(const Descriptor& type, const Entries& entries, Format format, std::ostream& out);

// One thing by itself: its fields below each other, then what belongs to it. In a table of one row
// when `as_row` is set and its columns fit there.
void PrintRecord(const Message& record, Format format, bool as_row, std::ostream& out);

// The two halves of such a record: its fields below each other; and in tables under headings what
// belongs to it, what happened last.
// Labels and texts of its fields, in order.
std::vector<std::pair<std::string, std::string>> FieldsOf(const Message& record);
// What belongs to it, likewise: not what it has none of.
struct Belonging {
  const char* heading;  // message id
  const Descriptor* type;
  std::vector<const Message*> rows;
};
std::vector<Belonging> BelongingsOf(const Message& record);
void PrintFields(const Message& record, std::ostream& out);
void PrintBelongings(const Message& record, Format format, std::ostream& out);

// The name in an answer that holds nothing else, "" when it holds nothing at all: a change was
// made, and what it says is not the caller's to read (any more).
std::optional<std::string> NameAloneIn(const Message& answer);
// For machines; people are told in words.
void PrintNameAlone(const std::string& name, Format format, std::ostream& out);

// A format for people.
bool IsTable(Format format);

// The text of a cell for people: labels, yes and no, dates; localised where the message has a
// Dutch twin of the field.
std::string CellText(const Message& message, absl::string_view path);

// JSON with the proto's field names; control characters escaped.
nlohmann::ordered_json JsonOf(const Message& message);
std::string JsonText(const nlohmann::ordered_json& json, bool on_one_line);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_PRINT_H_
