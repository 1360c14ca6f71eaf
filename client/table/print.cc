#include "client/table/print.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/table/cell.h"
#include "google/protobuf/util/json_util.h"

namespace kansrijk::client {
namespace {

// Columns of a row that stands by itself.
constexpr int kColumnsInRowMax = 14;

struct FormatName {
  const char* name;
  Format format;
};

constexpr FormatName kFormats[] = {{"table", Format::kTable}, {"wide", Format::kWide},
                                   {"json", Format::kJson},   {"ndjson", Format::kNdjson},
                                   {"csv", Format::kCsv},     {"name", Format::kName},
                                   {"html", Format::kHtml}};

void PrintRows(const Descriptor& type, const std::vector<const Message*>& rows, Format format,
               std::ostream& out) {
  const std::vector<Column> columns = TableColumns(type, rows, format);
  std::vector<std::string> headings;
  for (const Column& column : columns) headings.push_back(_(column.heading));
  Rows cells;
  for (const Message* row : rows) {
    auto& line = cells.emplace_back();
    for (const Column& column : columns) line.push_back(CellText(*row, column.path));
  }
  PrintTable(headings, cells, WidthsOf(headings, cells), out);
}

// Every single field, and what a table shows of the messages below.
std::vector<std::string> CsvPaths(const Descriptor& type) {
  std::vector<std::string> paths;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    const bool time = field->message_type() != nullptr && !field->is_repeated() &&
                      field->message_type()->full_name() == "google.protobuf.Timestamp";
    if (field->message_type() == nullptr || time) paths.push_back(field->name());
  }
  for (const Column& column : ColumnsOf(type)) {
    const std::string path = column.path;
    if (path.find('.') != std::string::npos) paths.push_back(path);
  }
  return paths;
}

void PrintCsvHeader(const Descriptor& type, std::ostream& out) {
  std::vector<std::string> header;
  for (const std::string& path : CsvPaths(type)) {
    header.push_back(absl::StrReplaceAll(path, {{".", "_"}, {" ", "_"}}));
  }
  out << CsvLine(header);
}

void PrintCsvRows(const Descriptor& type, const std::vector<const Message*>& rows,
                  std::ostream& out) {
  const std::vector<std::string> paths = CsvPaths(type);
  for (const Message* row : rows) {
    std::vector<std::string> line;
    for (const std::string& path : paths) {
      line.push_back(Visible(Cell(*row, path, Audience::kMachine), LineBreaks::kKeep));
    }
    out << CsvLine(line);
  }
}

void PrintCsv(const Descriptor& type, const std::vector<const Message*>& rows, std::ostream& out) {
  PrintCsvHeader(type, out);
  PrintCsvRows(type, rows, out);
}

void PrintNames(const Descriptor& type, const std::vector<const Message*>& rows,
                std::ostream& out) {
  for (const Message* row : rows) {
    out << Visible(Cell(*row, NamePathOf(type), Audience::kMachine), LineBreaks::kFlatten) << "\n";
  }
}

// Nobody reads what is wider than any screen.
bool FitsInARow(const Descriptor& type) {
  const std::vector<Column>& columns = ColumnsOf(type);
  const auto always = std::count_if(columns.begin(), columns.end(), [](const Column& column) {
    return column.shown == Shown::kAlways;
  });
  return always <= kColumnsInRowMax;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> FieldsOf(const Message& record) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (const Column& column : ColumnsOf(*record.GetDescriptor())) {
    const std::string text = Cell(record, column.path, Audience::kPeople);
    // What belongs to the record follows as a table of its own.
    const std::string first = std::vector<std::string>(absl::StrSplit(column.path, '.')).front();
    const auto* field = record.GetDescriptor()->FindFieldByName(first);
    if (field != nullptr && field->is_repeated() && field->message_type() != nullptr) continue;
    const bool if_any = column.shown == Shown::kIfAny || column.shown == Shown::kAloneIfAny;
    if (!if_any || !text.empty()) fields.emplace_back(_(column.heading), text);
  }
  return fields;
}

void PrintFields(const Message& record, std::ostream& out) {
  const auto fields = FieldsOf(record);
  size_t width = 0;
  for (const auto& [label, text] : fields) width = std::max(width, DisplayWidth(label));
  const std::string indent(width + 2, ' ');
  for (const auto& [label, text] : fields) {
    out << absl::StripTrailingAsciiWhitespace(absl::StrCat(
               Padded(label, width), "  ",
               absl::StrReplaceAll(Visible(text, LineBreaks::kKeep), {{"\n", "\n" + indent}})))
        << "\n";
  }
}

std::vector<Belonging> BelongingsOf(const Message& record) {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < record.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = record.GetDescriptor()->field(i);
    if (field->is_repeated() && field->message_type() != nullptr) fields.push_back(field);
  }
  // What happened comes after what is.
  std::stable_partition(fields.begin(), fields.end(), [](const FieldDescriptor* field) {
    return field->name() != "events" && field->name() != "history";
  });
  std::vector<Belonging> belongings;
  for (const FieldDescriptor* field : fields) {
    Belonging belonging{HeadingOf(*field), field->message_type(), {}};
    for (int k = 0; k < record.GetReflection()->FieldSize(record, field); ++k) {
      belonging.rows.push_back(&record.GetReflection()->GetRepeatedMessage(record, field, k));
    }
    if (!belonging.rows.empty()) belongings.push_back(std::move(belonging));
  }
  return belongings;
}

void PrintBelongings(const Message& record, Format format, std::ostream& out) {
  for (const Belonging& belonging : BelongingsOf(record)) {
    out << "\n" << _(belonging.heading) << "\n";
    PrintRows(*belonging.type, belonging.rows, format, out);
  }
}

std::vector<const Message*> Pointers(const Entries& entries) {
  std::vector<const Message*> rows;
  for (const auto& entry : entries) rows.push_back(entry.get());
  return rows;
}

bool IsTable(Format format) { return format == Format::kTable || format == Format::kWide; }

std::optional<Format> FormatNamed(absl::string_view name) {
  for (const FormatName& entry : kFormats) {
    if (name == entry.name) return entry.format;
  }
  return {};
}

std::vector<std::string> FormatNames(bool is_page) {
  std::vector<std::string> names;
  for (const FormatName& entry : kFormats) {
    if (is_page || entry.format != Format::kHtml) names.push_back(entry.name);
  }
  return names;
}

std::vector<size_t> WidthsOf(const std::vector<std::string>& headings, const Rows& rows) {
  std::vector<size_t> widths;
  for (const std::string& heading : headings) widths.push_back(DisplayWidth(heading));
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  return widths;
}

void PrintTable(const std::vector<std::string>& headings, const Rows& rows,
                const std::vector<size_t>& widths, std::ostream& out) {
  const auto print = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) {
      absl::StrAppend(&line, i == 0 ? "" : "  ", Padded(cells[i], widths[i]));
    }
    out << absl::StripTrailingAsciiWhitespace(line) << "\n";
  };
  print(headings);
  for (const auto& row : rows) print(row);
}

std::vector<Column> ShownColumns(const std::vector<Column>& columns,
                                 const std::vector<const Message*>& rows, Format format) {
  std::vector<Column> all_shown;
  for (const Column& column : columns) {
    const bool filled = std::any_of(rows.begin(), rows.end(), [&](const Message* row) {
      return !Cell(*row, column.path, Audience::kPeople).empty();
    });
    const bool shown = column.shown == Shown::kAlways ||
                       (column.shown == Shown::kIfAny && filled) ||
                       (column.shown == Shown::kWide && format == Format::kWide);
    if (shown) all_shown.push_back(column);
  }
  return all_shown;
}

std::vector<Column> TableColumns(const Descriptor& type, const std::vector<const Message*>& rows,
                                 Format format) {
  return ShownColumns(ColumnsOf(type), rows, format);
}

void PrintMore(const Descriptor& type, const Entries& entries, Format format, std::ostream& out) {
  const std::vector<const Message*> rows = Pointers(entries);
  if (format == Format::kCsv) return PrintCsvRows(type, rows, out);
  if (format == Format::kName) return PrintNames(type, rows, out);
  for (const Message* row : rows) out << JsonText(JsonOf(*row), true) << "\n";
}

void PrintListing(const Descriptor& type, const Entries& entries, Format format,
                  std::ostream& out) {
  const std::vector<const Message*> rows = Pointers(entries);
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  switch (format) {
    case Format::kJson:
      for (const Message* row : rows) array.push_back(JsonOf(*row));
      out << JsonText(array, false) << "\n";
      return;
    case Format::kCsv:
      PrintCsvHeader(type, out);
      [[fallthrough]];
    case Format::kNdjson:
    case Format::kName:
      return PrintMore(type, entries, format, out);
    default:
      if (!rows.empty()) PrintRows(type, rows, format, out);
  }
}

void PrintRecord(const Message& record, Format format, bool as_row, std::ostream& out) {
  const Descriptor& type = *record.GetDescriptor();
  if (IsTable(format) && (!as_row || !FitsInARow(type))) {
    PrintFields(record, out);
    return PrintBelongings(record, format, out);
  }
  switch (format) {
    case Format::kJson:
    case Format::kNdjson:
      out << JsonText(JsonOf(record), format == Format::kNdjson) << "\n";
      return;
    case Format::kCsv:
      return PrintCsv(type, {&record}, out);
    case Format::kName:
      return PrintNames(type, {&record}, out);
    default:
      PrintRows(type, {&record}, format, out);
  }
}

std::optional<std::string> NameAloneIn(const Message& answer) {
  std::string name;
  std::vector<const FieldDescriptor*> fields;
  answer.GetReflection()->ListFields(answer, &fields);
  for (const FieldDescriptor* field : fields) {
    std::optional<std::string> found;
    if (field->name() == "name") {
      found = answer.GetReflection()->GetString(answer, field);
    } else if (field->message_type() != nullptr && !field->is_repeated()) {
      found = NameAloneIn(answer.GetReflection()->GetMessage(answer, field));
    }
    if (!found.has_value()) return std::nullopt;
    name = *std::move(found);
  }
  return name;
}

void PrintNameAlone(const std::string& name, Format format, std::ostream& out) {
  const nlohmann::ordered_json json = {{"name", name}};
  switch (format) {
    case Format::kJson:
    case Format::kNdjson:
      out << JsonText(json, format == Format::kNdjson) << "\n";
      return;
    case Format::kCsv:
      out << CsvLine({"name"}) << CsvLine({Visible(name, LineBreaks::kKeep)});
      return;
    case Format::kName:
      out << Visible(name, LineBreaks::kFlatten) << "\n";
      return;
    default:
      return;
  }
}

std::string CellText(const Message& message, absl::string_view path) {
  return Visible(Cell(message, path, Audience::kPeople), LineBreaks::kFlatten);
}

nlohmann::ordered_json JsonOf(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string text;
  // Fails only for types that the API does not have (Any, bad timestamps).
  if (!google::protobuf::util::MessageToJsonString(message, &text, options).ok()) return {};
  return nlohmann::ordered_json::parse(text, nullptr, false);
}

std::string JsonText(const nlohmann::ordered_json& json, bool on_one_line) {
  const std::string text =
      json.dump(on_one_line ? -1 : 2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    // DEL and U+0080 to U+009F: JSON lets them through, terminals obey them.
    if (byte == 0x7F) {
      escaped += "\\u007f";
    } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
      absl::StrAppend(&escaped, "\\u00", absl::Hex(next));
      ++i;
    } else {
      escaped += text[i];
    }
  }
  return escaped;
}

}  // namespace kansrijk::client
