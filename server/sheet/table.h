// The spreadsheets that can be imported: their columns, and what each column may hold.
#ifndef KANSRIJK_SERVER_SHEET_TABLE_H_
#define KANSRIJK_SERVER_SHEET_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/facts/plausible.h"

namespace kansrijk::sheet {

// In the order of commit: a file refers to earlier ones only.
enum class File {
  kOrganisations,
  kBuddies,
  kHouseholds,
  kMembers,
  kTracks,
  kSituations,
  kMatches,
  kAssessments,
  kGoals,
  kSessions,
  kTrainings,
  kTrainingSessions,
  kEnrolments,
  kReferrals,
};

enum class Kind {
  kText,    // one line of text
  kNote,    // text with line breaks
  kCode,    // what identifies a row, here or in the file that the column refers to
  kDate,    // day-month-year
  kNumber,  // a whole number
  kEuros,   // an amount like 25,00; in cents where numbers count
  kWord,    // one of a few words
  kPhone,   // a telephone number; what is in it is not taken for a citizen number
};

enum class Unit { kNone, kMinutes, kTracks };

// A Dutch word and the number it stands for: of a proto enum, or 1 and 0 for ja and nee. The first
// word of a value is the usual one, which is the command line's label of it.
struct Word {
  const char* dutch;  // folded, accents aside
  int value;
};

struct Column {
  const char* name;
  Kind kind;
  bool required = false;
  int64_t min = 0;  // kNumber and kEuros
  int64_t max = 0;  // kNumber and kEuros; most code points of kText, kNote and kCode
  absl::Span<const Word> words = {};
  std::optional<File> refers_to = std::nullopt;
  std::optional<DateKind> dates = std::nullopt;  // kDate: which days are plausible
  bool doubtful_dates = false;                   // others are warned of, instead of refused
  bool is_end = false;        // kDate: of something that ended; it is empty until then
  bool is_name = false;       // kText: the name of a person or organisation
  bool fills_itself = false;  // required, but for rows in which it can only be one thing
  Unit unit = Unit::kNone;    // kNumber
};

struct Table {
  File file;
  const char* name;  // of the file, without ending
  absl::Span<const Column> columns;
  // Columns that identify a row; none when only the whole row does.
  absl::Span<const absl::string_view> key;
  bool key_repeats = false;  // several rows may have the same key
  // The key tells of people more than that they are there: the journal keeps its hash.
  bool key_is_private = false;

  // Rows that may look alike are told apart by counting: the first, the second.
  bool IsCounted() const { return key.empty() || key_repeats; }
};

// A column of assessments, and the code of the Bridge's item that it gives the level of.
struct LevelColumn {
  const char* column;
  const char* item;
};
absl::Span<const LevelColumn> LevelColumns();

// By File.
absl::Span<const Table> Tables();
const Table& TableOf(File file);

// The position in `table.columns` of the column with this name, which the table has.
size_t PlaceIn(const Table& table, absl::string_view column);

// By name, with or without ".csv".
std::optional<File> FindFile(absl::string_view name);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_TABLE_H_
