// A page about one thing: its fields, then tables, for the terminal or as a web page to print.
#ifndef KANSRIJK_CLIENT_TABLE_PAGE_H_
#define KANSRIJK_CLIENT_TABLE_PAGE_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/table/columns.h"
#include "client/table/print.h"

namespace kansrijk::client {

struct PageField {
  std::string label;
  std::string text;
};

struct PageTable {
  std::string heading;
  std::vector<std::string> headings;
  Rows rows;
  std::vector<std::string> notes;  // what stands below each row, "" for nothing; empty: below none
};

struct Page {
  std::string title;
  std::string remark;  // how it may be used; "" for none
  std::vector<PageField> fields;
  std::vector<PageTable> tables;
};

// What the columns show of the rows: a column that shows only if there is any is left out where no
// row has it. `note` is the field that stands below each row, "" for none.
PageTable TableOf(const char* heading, const std::vector<Column>& columns,
                  const std::vector<const Message*>& rows, const char* note = "");

// The fields and belongings of a message, as a record by itself has them; the title is the
// caller's.
Page PageOf(const Message& record);

// Tables without rows are left out.
void PrintPage(const Page& page, std::ostream& out);

// The same as a web page, complete in itself: no script, nothing from elsewhere.
std::string HtmlOf(const Page& page);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_PAGE_H_
