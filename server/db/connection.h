// The seam between this server and its database: SQL text goes through, engines stay behind.
#ifndef KANSRIJK_SERVER_DB_CONNECTION_H_
#define KANSRIJK_SERVER_DB_CONNECTION_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/base/id.h"

namespace kansrijk::db {

// Bytes, as opposed to text.
struct Blob {
  std::string bytes;
};

// What a column holds or an argument is. An id is text to the database.
struct Value : std::variant<std::monostate, int64_t, double, std::string, Blob> {
  using variant::variant;
  // NOLINTNEXTLINE(google-explicit-constructor)
  Value(const kansrijk::Id& id) : variant(id.text()) {}
};

// The highest n of the `$n` in a text of SQL; 0: none.
constexpr size_t CountArguments(absl::string_view text) {
  size_t highest = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') continue;
    size_t number = 0;
    for (; i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9'; ++i) {
      number = number * 10 + static_cast<size_t>(text[i + 1] - '0');
    }
    highest = number > highest ? number : highest;
  }
  return highest;
}

// SQL text is never computed: a Query is a constant next to the function that runs it, and one that
// is not known to the compiler does not compile.
struct Query {
  // NOLINTNEXTLINE(google-explicit-constructor)
  consteval Query(const char* query_name, const char* query_text)
      : name(query_name), text(query_text), arguments(CountArguments(query_text)) {}

  const char* name;
  const char* text;
  size_t arguments;  // that it takes
};

// One row of an answer. Columns count from 0, in the order of the SELECT. To ask for a column that
// the row does not have, or for another type than the column holds, is a Fault that names the
// query: the call that does it fails.
class Row {
 public:
  Row(const Query& query, std::vector<Value> values)
      : query_(query.name), values_(std::move(values)) {}
  bool IsNull(size_t column) const { return std::holds_alternative<std::monostate>(At(column)); }
  // The value, or 0 / "" for NULL.
  int64_t Int(size_t column) const;
  bool Bool(size_t column) const { return Int(column) != 0; }
  std::string Text(size_t column) const;
  kansrijk::Id Id(size_t column) const;  // of text
  std::string Bytes(size_t column) const;
  // From column `first` on.
  std::vector<Value> ValuesFrom(size_t first) const;

 private:
  const Value& At(size_t column) const;
  template <typename T>
  const T* Get(size_t column, const char* type) const;

  const char* query_;  // its name
  std::vector<Value> values_;
};

// Turns each row into a message.
template <typename FromRow>
auto MapRows(const std::vector<Row>& rows, FromRow from_row) {
  std::vector<decltype(from_row(rows.front()))> items;
  items.reserve(rows.size());
  for (const Row& row : rows) items.push_back(from_row(row));
  return items;
}

// Internal unless `query` takes this many arguments; for drivers.
absl::Status CheckArguments(const Query& query, size_t given);

// Of the arguments that a table of queries is called with, as many as this one takes.
inline absl::Span<const Value> ArgumentsOf(const Query& query, absl::Span<const Value> all) {
  return all.first(std::min(query.arguments, all.size()));
}

struct Result {
  std::vector<Row> rows;
  int64_t changes = 0;  // rows that an INSERT, UPDATE or DELETE touched
};

class Connection {
 public:
  virtual ~Connection() = default;

  // Runs one statement; `$n` is args[n-1]. AlreadyExists: unique key. FailedPrecondition: foreign
  // key or CHECK, with the constraint's name. Aborted: retry. ResourceExhausted: disk full.
  // DataLoss: an I/O error or a damaged file. Internal: fewer or more arguments than it takes.
  virtual absl::StatusOr<Result> Run(const Query& query, absl::Span<const Value> args) = 0;

  // Runs several statements without arguments or answers: migrations, pragmas, transactions.
  virtual absl::Status Script(absl::string_view statements) = 0;
};

}  // namespace kansrijk::db

#endif  // KANSRIJK_SERVER_DB_CONNECTION_H_
