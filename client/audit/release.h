// A release as its directory holds it.
#ifndef KANSRIJK_CLIENT_AUDIT_RELEASE_H_
#define KANSRIJK_CLIENT_AUDIT_RELEASE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/audit/family.h"

namespace kansrijk::audit {

// What a table's definition says of time, and which of its counts are sensitive.
struct Stage {
  std::vector<std::string> outcomes;
  std::string after;    // the table of the stage before it; empty: entry
  int months = 0;       // it comes at least so long after that
  int within = 0;       // and less than so long after entry; 0: however long
  bool always = false;  // every unit has an outcome, and entered with it
  bool one_sided = false;
};

// A file that release.json lists, and what it says of it.
struct Listed {
  std::string name;  // of the table; empty for a family's file
  std::string family;
  std::string file;                          // in public/ for a table, in audit/ for a family
  std::string sha256;                        // as listed
  std::string found;                         // of the bytes that are there
  std::vector<std::string> dimensions = {};  // columns of a table, before outcome and period
  std::optional<Stage> stage = {};           // of a table, but for the first releases
};

struct PublicRow {
  enum class Kind { kPublished, kWithheld, kImpossible };
  std::string label;  // all fields but the value, with commas between
  std::vector<std::string> fields = {};
  Kind kind = Kind::kWithheld;
  int64_t value = 0;
};

struct Release {
  std::string directory;
  std::string name;
  std::string sha256;  // of release.json
  int format = 0;
  int64_t sequence = 0;
  std::string previous;
  bool correction = false;
  std::string closing_date;
  int64_t n = 0;
  int64_t base = 1;
  std::vector<Listed> tables;
  std::vector<Listed> audit;
  std::map<std::string, std::vector<PublicRow>> rows;  // by file
  std::map<std::string, Family> families;              // by name
  std::vector<std::string> unlisted;                   // files that release.json doesn't know

  // None: the cell is withheld or nowhere shown.
  std::optional<int64_t> Published(const FamilyCell& cell) const;
  // The table with this file.
  const Listed* FindTable(const std::string& file) const;
};

// Malformed: a file can't be read, or isn't as the format says.
Release ReadRelease(const std::string& directory);

// In hexadecimal digits.
std::string Sha256(const std::string& bytes);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_RELEASE_H_
