// The seam between this server and its database: SQL text goes through, engines stay behind.
#ifndef KANSRIJK_SERVER_DB_CONNECTION_H_
#define KANSRIJK_SERVER_DB_CONNECTION_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace kansrijk::db {

// Bytes, as against text.
struct Blob {
  std::string bytes;
};

using Value = std::variant<std::monostate, int64_t, double, std::string, Blob>;

// SQL text is never computed: a Query is a constexpr next to the function that runs it.
struct Query {
  const char* name;
  const char* text;
};

// One row of an answer. Columns count from 0, in the order of the SELECT.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}
  bool IsNull(size_t column) const {
    return std::holds_alternative<std::monostate>(values_[column]);
  }
  // The value, or 0 / "" for NULL.
  int64_t Int(size_t column) const;
  bool Bool(size_t column) const { return Int(column) != 0; }
  std::string Text(size_t column) const;
  std::string Bytes(size_t column) const;
  const std::vector<Value>& values() const { return values_; }

 private:
  std::vector<Value> values_;
};

// One message per row.
template <typename FromRow>
auto MapRows(const std::vector<Row>& rows, FromRow from_row) {
  std::vector<decltype(from_row(rows.front()))> items;
  items.reserve(rows.size());
  for (const Row& row : rows) items.push_back(from_row(row));
  return items;
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
  // DataLoss: an I/O error or a damaged file.
  virtual absl::StatusOr<Result> Run(const Query& query, absl::Span<const Value> args) = 0;

  // Runs several statements without arguments or answers: migrations, pragmas, transactions.
  virtual absl::Status Script(absl::string_view statements) = 0;
};

}  // namespace kansrijk::db

#endif  // KANSRIJK_SERVER_DB_CONNECTION_H_
