// What tables show of each message: columns, in order.
#ifndef KANSRIJK_CLIENT_TABLE_COLUMNS_H_
#define KANSRIJK_CLIENT_TABLE_COLUMNS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/message/schema.h"

namespace kansrijk::client {

enum class Shown {
  kAlways,
  kIfAny,       // in a table only when a row has something in it
  kWide,        // in a table only with -o wide; always when one thing is shown by itself
  kAlone,       // only when one thing is shown by itself
  kAloneIfAny,  // likewise, and only when there is something in it
};

struct Column {
  const char* heading;  // message id
  const char* path;     // dots descend, also into repeated messages; spaces join fields; ?waiting
                        // is nothing when it says no or 0; @total is a figure (figure.h)
  Shown shown = Shown::kAlways;
};

// The columns of a message; empty when it has none.
const std::vector<Column>& ColumnsOf(const Descriptor& type);

// The field that -o name prints.
const char* NamePathOf(const Descriptor& type);

// The heading under which a field of `type` is shown, or a field of this name of any type when
// `type` is null or does not show it; "" when no table has it.
const char* ColumnHeading(const Descriptor* type, absl::string_view field);

// The heading of repeated messages shown below their owner: members, events, history.
const char* HeadingOf(const FieldDescriptor& field);

// Columns by the name of the message.
using ColumnTables = std::map<absl::string_view, std::vector<Column>>;
// The columns by subject, each a part of what ColumnsOf() knows.
ColumnTables PeopleColumns();
ColumnTables TrackColumns();
ColumnTables WorkColumns();
ColumnTables TrainingColumns();
ColumnTables ReferralColumns();
ColumnTables StatisticsColumns();

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_COLUMNS_H_
